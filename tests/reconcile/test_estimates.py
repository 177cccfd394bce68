"""What the policies make of what was said."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said import Said, accounts, incident, tolls

from saidby.reconcile import POLICIES
from saidby.vocabulary import ClaimKind, Measure, Qualifier, Scope, Stance

CASES = tomllib.loads((Path(__file__).parent / "estimate_cases.toml").read_text())["case"]
TYPES = {"qualifier": Qualifier, "measure": Measure, "scope": Scope, "stance": Stance}


def estimates(policy: str, *said: Said):
    return POLICIES[policy]()(incident(*said), accounts(*said))


def said(at: int, fields: dict[str, object]) -> Said:
    typed = {key: TYPES[key](value) if key in TYPES else value or None for key, value in fields.items()}
    return Said(id=f"c{at}", **typed)


@pytest.mark.parametrize("policy", ["envelope", "latest"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_policy_gives_the_numbers_of_the_case(case, policy):
    (estimate,) = estimates(policy, *(said(at, fields) for at, fields in enumerate(case["said"])))
    low, best, high = (None if number < 0 else number for number in case[policy])
    assert (estimate.low, estimate.best, estimate.high) == (low, best, high)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_envelope_is_carried_by_the_claims_of_the_case_and_gives_its_reasons(case):
    (estimate,) = estimates("envelope", *(said(at, fields) for at, fields in enumerate(case["said"])))
    reasons = {aside.claim: aside.reason for aside in estimate.set_aside}
    assert list(estimate.used) == case["used"]
    assert reasons.keys() == case.get("aside", {}).keys()
    assert all(words in reasons[claim] for claim, words in case.get("aside", {}).items())


def test_what_was_shot_down_of_what_was_fired_is_a_whole_of_its_own():
    fired = Said("c0", 49, measure=Measure.LAUNCHED, unit="drones")
    down = Said("c1", 21, measure=Measure.INTERCEPTED, unit="drones", part_of="c0")
    assert [(e.measure, e.best) for e in estimates("envelope", fired, down)] == [("launched", 49), ("intercepted", 21)]


def test_one_speaker_in_many_papers_is_one_source_and_so_is_one_report_of_many_speakers():
    papers = [Said(f"c{at}", 24, by=by, document=f"d{at}") for at, by in enumerate(["governor", "governor", "ministry"])]
    assert estimates("envelope", *papers)[0].sources == 2
    report = [Said(f"c{at}", 24 + at, by=by, document="one") for at, by in enumerate(["governor", "mayor", "ministry"])]
    assert estimates("envelope", *report)[0].sources == 1


def test_an_estimate_is_disputed_when_standing_counts_cannot_both_hold():
    assert estimates("envelope", Said("c0", 24), Said("c1", 60, by="ministry"))[0].disputed
    assert not estimates("envelope", Said("c0", 49), Said("c1", 50, by="ministry", qualifier=Qualifier.ABOUT))[0].disputed


def test_the_short_form_of_a_name_is_the_same_speaker():
    told = [Said("c0", 21, by="the governor, Jan Havel"), Said("c1", 24, by="Havel", hour=9)]
    assert estimates("envelope", *told)[0].used == ("c1",)
    told = [Said("c0", 21, by="the head of the region, Jan Havel"), Said("c1", 24, by="regional governor Jan Havel", hour=9)]
    assert estimates("envelope", *told)[0].used == ("c1",)
    told = [Said("c0", 21, by="Upland health ministry"), Said("c1", 24, by="the health ministry", hour=9)]
    assert estimates("envelope", *told)[0].used == ("c1",)


def test_a_short_form_that_fits_two_speakers_or_the_other_side_is_a_speaker_of_its_own():
    two = [
        Said("c0", 21, by="Upland health ministry"),
        Said("c1", 24, by="health ministry"),
        Said("c2", 9, by="Lowland health ministry"),
    ]
    assert len(estimates("envelope", *two)[0].used) == 3
    sides = [Said("c0", 21, by="Upland health ministry", side="red"), Said("c1", 24, by="health ministry", side="blue", hour=9)]
    assert len(estimates("envelope", *sides)[0].used) == 2
    towns = [Said("c0", 21, by="police in New Varnak"), Said("c1", 24, by="the mayor of New Varnak", hour=1)]
    assert len(estimates("envelope", *towns)[0].used) == 2
    assert len(estimates("envelope", Said("c0", 21, by="police in Varnak"), Said("c1", 24, by="Varnak police"))[0].used) == 2


def test_the_policies_name_their_version():
    assert {name: maker().name for name, maker in POLICIES.items()} == {"envelope": "envelope@1", "latest": "latest@1"}


# --- Properties over colliding tolls ---------------------------------------------------------------------------------


@given(tolls(), st.sampled_from(sorted(POLICIES)))
@settings(max_examples=200, deadline=None)
def test_each_figure_is_used_or_set_aside_with_a_reason_and_never_both(told, policy):
    for estimate in estimates(policy, *told):
        figures = sorted(one.id for one in told if one.kind is ClaimKind.FIGURE and one.measure is estimate.measure)
        assert sorted([*estimate.used, *(aside.claim for aside in estimate.set_aside)]) == figures
        assert all(aside.reason for aside in estimate.set_aside)


@given(tolls(), st.sampled_from(sorted(POLICIES)))
@settings(max_examples=200, deadline=None)
def test_low_best_and_high_are_in_order(told, policy):
    for estimate in estimates(policy, *told):
        known = [number for number in (estimate.low, estimate.best, estimate.high) if number is not None]
        assert known == sorted(known)
        assert (estimate.best is None) is (not estimate.used)


@given(tolls(), st.sampled_from(sorted(POLICIES)), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_accounts_does_not_matter(told, policy, shuffler):
    shuffled = list(told)
    shuffler.shuffle(shuffled)
    rule = POLICIES[policy]()
    assert rule(incident(*told), accounts(*shuffled)) == rule(incident(*told), accounts(*told))


@given(tolls(), st.sampled_from(sorted(POLICIES)))
@settings(max_examples=150, deadline=None)
def test_swapping_the_sides_changes_no_number(told, policy):
    swapped = [replace(one, side={"red": "blue", "blue": "red"}.get(one.side or "")) for one in told]
    assert estimates(policy, *told) == estimates(policy, *swapped)


@given(tolls())
@settings(max_examples=200, deadline=None)
def test_of_one_named_speaker_at_most_one_dated_and_one_undated_count_carries_an_estimate(told):
    by_id = {one.id: one for one in told}
    for estimate in estimates("envelope", *told):
        carried = [
            (one.by, one.hour is None) for one in (by_id[claim] for claim in estimate.used) if one.by not in (None, "(unnamed)")
        ]
        dated = [by for by, undated in carried if not undated and all(one.origin is None for one in told)]
        assert len(dated) == len(set(dated))


@given(tolls())
@settings(max_examples=150, deadline=None)
def test_a_claim_that_is_not_asserted_of_this_incident_never_carries_an_estimate(told):
    by_id = {one.id: one for one in told}
    for policy in sorted(POLICIES):
        for estimate in estimates(policy, *told):
            assert all(
                by_id[claim].stance is Stance.ASSERTS and by_id[claim].scope is Scope.INCIDENT for claim in estimate.used
            )
