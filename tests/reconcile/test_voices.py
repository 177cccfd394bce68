"""Who speaks of an incident."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said import Said, accounts, incident, tolls

from saidby.reconcile import voices


def heard(*said: Said) -> dict[str, tuple[str, ...]]:
    return {voice.name: voice.claims for voice in voices(incident(*said), accounts(*said))}


ONE = {
    "a surname": ("the governor, Jan Havel", "Havel"),
    "an office": ("the governor of the region, Jan Havel", "governor"),
    "an office with its kind": ("the regional governor, Jan Havel", "the governor"),
    "a name before its office": ("Jan Havel, the head of the region", "the regional head, Jan Havel"),
    "an institution without its place": ("the health ministry in the north of Varnak", "health ministry"),
    "a title": ("President Jan Havel", "Jan Havel"),
}


@pytest.mark.parametrize("full", ONE)
def test_two_names_of_one_speaker_are_one_voice_by_the_fullest(full):
    first, second = ONE[full]
    assert heard(Said("a", 21, by=second), Said("b", 24, by=first)) == {max(first, second, key=len): ("a", "b")}


TWO = {
    "a deputy": ("the deputy governor, Jan Havel", "the governor"),
    "another office": ("the governor, Jan Havel", "the mayor"),
    "a place alike": ("police in New Varnak", "the mayor of New Varnak"),
}


@pytest.mark.parametrize("case", TWO)
def test_two_speakers_are_two_voices(case):
    first, second = TWO[case]
    assert len(heard(Said("a", 21, by=first), Said("b", 24, by=second))) == 2


def test_an_office_that_two_people_hold_is_nobodys():
    two = [
        Said("a", 21, by="the governor, Jan Havel"),
        Said("b", 22, by="the governor, Ada Brun"),
        Said("c", 23, by="governor"),
    ]
    assert len(heard(*two)) == 3


def test_a_publisher_is_one_voice_and_its_copies_have_their_own():
    told = [
        Said("a", 21, by=None, document="p", publisher="Wire"),
        Said("b", 22, by=None, document="q", publisher="Wire"),
        Said("c", 21, by=None, document="r", publisher="Post", origin="p"),
    ]
    assert heard(*told) == {"Wire": ("a", "b"), "Post": ("c",)}


def test_the_side_that_any_of_the_claims_tells_is_the_voices():
    told = [Said("a", 21, by="governor"), Said("b", 24, by="the governor, Jan Havel", side="red")]
    (voice,) = voices(incident(*told), accounts(*told))
    assert voice.side == "red"


@given(tolls(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_each_claim_is_one_voices_and_the_order_of_accounts_does_not_matter(told, shuffler):
    shuffled = list(told)
    shuffler.shuffle(shuffled)
    found = voices(incident(*told), accounts(*told))
    assert sorted(claim for voice in found for claim in voice.claims) == sorted(one.id for one in told)
    assert voices(incident(*told), accounts(*shuffled)) == found
