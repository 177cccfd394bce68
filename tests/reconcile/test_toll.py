from __future__ import annotations

import re
import tomllib
from itertools import permutations
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from said import Said, account, bounds

from saidby.model import Claim, Evidence
from saidby.reconcile.toll import civilians, named, own, toll
from saidby.vocabulary import ClaimKind, Measure, Qualifier, Scope, Stance

CASES = tomllib.loads((Path(__file__).parent / "toll_cases.toml").read_text(encoding="utf-8"))["case"]


def claims(case) -> list[Claim]:
    """Each figure of a case stands where its words do in the text; its number is the first word of `words` that is one."""
    text, found = case["text"], []
    for position, given_ in enumerate(case["said"]):
        row = {**given_, "measure": Measure(given_.get("measure", "killed"))}
        for key, kind in (("qualifier", Qualifier), ("stance", Stance), ("scope", Scope)):
            if key in row:
                row[key] = kind(row[key])
        spelt = row.pop("spelt", None)
        if row.pop("loose", False):
            row["event"] = None
        claim = account(Said(f"c{position}", document="d", by=row.pop("by", None), **row)).claim
        start = text.index(row["words"])
        figure = msgspec.structs.replace(claim.figure, number=spelt or claim.figure.number)
        evidence = (Evidence.of(text, start, start + len(row["words"])),)
        found.append(msgspec.structs.replace(claim, figure=figure, evidence=evidence))
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_text_has_the_toll_that_a_reader_would_write_down(case):
    found = toll(claims(case), Measure(case.get("measure", "killed")))
    assert (found.named if found else None) == case.get("toll")
    if "low" in case:
        assert [found.low, -1 if found.high is None else found.high] == case["low"]
    if "civilians" in case:
        assert civilians(claims(case), Measure.KILLED).named == case["civilians"]


@pytest.mark.parametrize("case", [case for case in CASES if len(case["said"]) > 1], ids=lambda case: case["name"])
def test_the_order_of_the_claims_does_not_matter(case):
    measure = Measure(case.get("measure", "killed"))
    tolls = {toll(order, measure).named for order in permutations(claims(case)) if toll(order, measure)}
    assert len(tolls) <= 1


def test_a_text_without_a_count_of_people_harmed_has_no_incident_of_its_own():
    launched = account(Said("c", 20, measure=Measure.LAUNCHED, unit="drones")).claim
    assert own([launched]) == ()
    assert toll([launched], Measure.KILLED) is civilians([launched], Measure.KILLED) is None


world = st.lists(
    st.builds(
        Said,
        id=st.uuids().map(str),
        number=st.integers(1, 4),
        by=st.sampled_from([None, "mayor"]),
        unit=st.sampled_from(["people", "children", "soldiers", "others"]),
        qualifier=st.sampled_from([Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.MORE_THAN]),
        measure=st.sampled_from([Measure.KILLED, Measure.INJURED]),
        event=st.sampled_from([None, 1, 2]),
        kind=st.just(ClaimKind.FIGURE),
    ),
    max_size=5,
)


@given(world)
def test_a_toll_is_at_least_its_largest_whole_and_at_most_all_figures_together(said):
    found = [account(each).claim for each in said]
    counted = [claim for claim in own(found) if claim.figure.measure is Measure.KILLED]
    result = toll(found, Measure.KILLED)
    if result is None:
        assert counted == []
    else:
        assert set(result.claims) <= set(counted)
        assert max(map(named, result.claims)) <= result.named <= sum(map(named, counted))
        assert result.low >= result.named
        assert 0 <= civilians(found, Measure.KILLED).named <= sum(map(named, counted))


def test_more_than_a_number_names_that_number():
    over = account(Said("c", 41, qualifier=Qualifier.MORE_THAN)).claim
    assert bounds(41, Qualifier.MORE_THAN).low == toll([over], Measure.KILLED).low == 41
    assert toll([over], Measure.KILLED).named == 40


def test_no_word_of_the_lists_is_in_capitals():
    text = (Path(toll.__code__.co_filename).parent / "lexicon.toml").read_text(encoding="utf-8")
    table = re.search(r"\[toll\]\n(.*?)\n\[", text, re.DOTALL).group(1)
    assert [word for word in re.findall(r'"([^"]+)"', table) if word != word.casefold()] == []
