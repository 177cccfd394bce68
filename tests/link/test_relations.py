"""Incidents that somebody ties together."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from small_world import Told, account

from saidby.link.relations import relations
from saidby.model import Account, Evidence, Incident
from saidby.vocabulary import ClaimKind, Stance

CASES = [
    ("in retaliation for the raid", Stance.ASSERTS, "retaliation_for"),
    ("to avenge those who died", Stance.ASSERTS, "retaliation_for"),
    ("a reprisal", Stance.ASSERTS, "retaliation_for"),
    ("in response to the raid", Stance.ASSERTS, "in_response_to"),
    ("an answer to the raid", Stance.ASSERTS, "in_response_to"),
    ("in retaliation for the raid", Stance.DENIES, None),
]


def motive(words: str, stance: Stance, event: int, answers: int | None) -> Account:
    base = account(Told("a", event=event, nth=9))
    claim = replace(
        base.claim,
        kind=ClaimKind.MOTIVE,
        figure=None,
        stance=stance,
        evidence=(Evidence(start=0, end=len(words), quote=words),),
        answers=answers,
    )
    return replace(base, claim=claim)


def related(said: Account, *incidents: Incident):
    told = [account(Told("a", event=1)), account(Told("a", event=2)), said]
    return relations()(incidents, told)


FIRST, SECOND = Incident(id="i1", claims=("a/1/0",)), Incident(id="i2", claims=("a/2/0", "a/2/9"))


@pytest.mark.parametrize(("words", "stance", "kind"), CASES)
def test_a_motive_that_answers_an_event_ties_the_two_incidents(words, stance, kind):
    found = related(motive(words, stance, 2, 1), FIRST, SECOND)
    assert [(relation.kind, relation.source, relation.target) for relation in found] == ([(kind, "i2", "i1")] if kind else [])


def test_a_motive_without_an_incident_on_either_side_ties_nothing():
    assert related(motive("in response", Stance.ASSERTS, 2, 1), SECOND) == ()
    assert related(motive("in response", Stance.ASSERTS, 2, None), FIRST, SECOND) == ()
    assert related(motive("in response", Stance.ASSERTS, 7, 1), FIRST) == ()


def test_an_incident_does_not_answer_itself():
    both = Incident(id="i3", claims=("a/1/0", "a/2/0", "a/2/9"))
    assert related(motive("in response", Stance.ASSERTS, 2, 1), both) == ()
