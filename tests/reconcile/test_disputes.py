"""Which claims cannot both hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said import Said, accounts, incident, tolls

from saidby.reconcile.disputes import disputes
from saidby.vocabulary import ClaimKind, Measure, Qualifier, Stance


def found(*said: Said):
    return disputes()(incident(*said), accounts(*said))


def says(id: str, kind: ClaimKind, words: str, by: str, **more: object) -> Said:
    return Said(id, kind=kind, words=words, by=by, **more)


TARGET, BLAME, DENIAL, WEAPON = ClaimKind.TARGET_CHARACTER, ClaimKind.RESPONSIBILITY, ClaimKind.DENIAL, ClaimKind.WEAPON

CASES = {
    "counts that do not meet": (Said("a", 24), Said("b", 60, by="ministry"), True),
    "at least 24 and 31": (Said("a", 24, qualifier=Qualifier.AT_LEAST), Said("b", 31, by="ministry"), False),
    "at least 24 and 20": (Said("a", 24, qualifier=Qualifier.AT_LEAST), Said("b", 20, by="ministry"), True),
    "about 50 and 49": (Said("a", 50, qualifier=Qualifier.ABOUT), Said("b", 49, by="ministry"), False),
    "about 20 and 24": (Said("a", 20, qualifier=Qualifier.ABOUT), Said("b", 24, by="ministry"), False),
    "about 50 and 70": (Said("a", 50, qualifier=Qualifier.ABOUT), Said("b", 70, by="ministry"), True),
    "one speaker's revision": (Said("a", 24), Said("b", 60, hour=5), False),
    "a part and the whole": (Said("a", 24), Said("b", 3, unit="children", by="ministry"), False),
    "two measures": (Said("a", 24), Said("b", 60, measure=Measure.INJURED, by="ministry"), False),
    "a denied count": (Said("a", 24), Said("b", 60, stance=Stance.DENIES, by="ministry"), False),
    "blame of two sides": (
        says("a", BLAME, "Red did it", "x", blames="red"),
        says("b", BLAME, "Blue did it", "y", blames="blue"),
        True,
    ),
    "blame of one side": (
        says("a", BLAME, "Red did it", "x", blames="red"),
        says("b", BLAME, "it was Red", "y", blames="red"),
        False,
    ),
    "a side's denial of what it is blamed for": (
        says("a", DENIAL, "we did not", "x", side="red"),
        says("b", BLAME, "Red did it", "y", side="blue", blames="red"),
        True,
    ),
    "a side's denial of what another is blamed for": (
        says("a", DENIAL, "we did not", "x", side="red"),
        says("b", BLAME, "Green did it", "y", side="blue", blames="green"),
        False,
    ),
    "a denial within one side": (
        says("a", DENIAL, "we did not", "x", side="red"),
        says("b", BLAME, "Red did it", "y", side="red", blames="red"),
        False,
    ),
    "military against civilian": (
        says("a", TARGET, "only military facilities", "x"),
        says("b", TARGET, "a school and homes", "y"),
        True,
    ),
    "no civilians against civilian": (
        says("a", TARGET, "no civilian sites were hit", "x"),
        says("b", TARGET, "a hospital", "y"),
        True,
    ),
    "civilian twice": (says("a", TARGET, "a market", "x"), says("b", TARGET, "a school", "y"), False),
    "words that do not tell": (says("a", TARGET, "the site", "x"), says("b", TARGET, "a school", "y"), False),
    "a denied weapon": (
        says("a", WEAPON, "cluster rockets", "x"),
        says("b", WEAPON, "used no cluster rockets", "y", stance=Stance.DENIES),
        True,
    ),
    "another weapon denied": (
        says("a", WEAPON, "drones", "x"),
        says("b", WEAPON, "no rockets", "y", stance=Stance.DENIES),
        False,
    ),
    "two weapons": (says("a", WEAPON, "drones", "x"), says("b", WEAPON, "rockets", "y"), False),
}


@pytest.mark.parametrize("name", CASES)
def test_two_claims_clash_or_do_not(name):
    first, second, clash = CASES[name]
    assert bool(found(first, second)) is clash


def test_a_dispute_says_who_says_what():
    (dispute,) = found(says("a", TARGET, "only military sites", "The army"), says("b", TARGET, "a school", "The mayor"))
    assert (
        dispute.why
        == "The army says the target was military ('only military sites'); The mayor says it was civilian ('a school')"
    )
    (dispute,) = found(Said("a", 24), Said("b", 60, by="ministry", hour=20))
    assert "governor says '24 people' (exact); ministry says '60 people' (exact)" in dispute.why
    assert "published 20 h earlier" in dispute.why


def test_a_pair_of_speakers_has_one_dispute_a_subject():
    twice = [says(f"a{at}", TARGET, "military", "x") for at in range(3)] + [
        says(f"b{at}", TARGET, "homes", "y") for at in range(3)
    ]
    assert len(found(*twice, Said("c", 24, by="x"), Said("d", 60, by="y"))) == 2


@given(tolls(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_accounts_does_not_matter(told, shuffler):
    shuffled = list(told)
    shuffler.shuffle(shuffled)
    assert disputes()(incident(*told), accounts(*shuffled)) == found(*told)


@given(tolls())
@settings(max_examples=150, deadline=None)
def test_no_speaker_disputes_themselves(told):
    by = {one.id: one.by for one in told}
    named = [(by[dispute.first], by[dispute.second]) for dispute in found(*told)]
    assert all(first != second or first in (None, "(unnamed)") for first, second in named)
