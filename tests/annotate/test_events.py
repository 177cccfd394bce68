"""Happenings: their manner, which triggers are one, and where each was."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.annotate.draft import Draft
from saidby.annotate.events import events
from saidby.annotate.numbers import quantities
from saidby.annotate.sheet import Sheet
from saidby.annotate.times import times
from saidby.model import Mention
from saidby.vocabulary import Kind, Tie

TOWNS = ("Ardale", "Bexton", "Corvik")
PASSES = (times(), quantities())
EVENTS = events()


def read(text: str) -> tuple[Sheet, Draft]:
    """A draft in which the made-up towns are settlements and Northland is a country."""
    sheet, draft = Sheet(text), Draft()
    for step in PASSES:
        step(sheet, draft)
    for token in sheet.tokens:
        if token.text in (*TOWNS, "Northland"):
            label = "country" if token.text == "Northland" else "settlement"
            draft.add(Mention(kind=Kind.PLACE, start=token.start, end=token.end, by="test", label=label))
    EVENTS(sheet, draft)
    return sheet, draft


def numbers(text: str) -> list[str | None]:
    """The happening's number of each trigger, in the order of the text."""
    _, draft = read(text)
    return [draft.mentions[place].value for place in draft.of(Kind.TRIGGER)]


def linked(text: str, tie: Tie) -> list[str]:
    """The words that the triggers are tied to, each once."""
    _, draft = read(text)
    found = [target for place in draft.of(Kind.TRIGGER) for target in draft.targets(place, tie)]
    return [text[draft.mentions[i].start : draft.mentions[i].end] for i in dict.fromkeys(found)]


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("An airstrike hit the depot.", "airstrike"),
        ("The attack was carried out with drones.", "drone_strike"),
        ("Rockets struck the station.", "missile_strike"),
        ("A suicide bomber caused the explosion.", "suicide_bombing"),
        ("The explosion in a coal mine trapped the crew.", "accident"),
        ("A gunman attacked the office.", "shooting"),
        ("Militants kidnapped a teacher.", "abduction"),
        ("An earthquake woke the valley.", "disaster"),
        ("The attack was condemned.", "other_violence"),
    ],
)
def test_the_manner_comes_from_the_trigger_and_its_weapons(text: str, manner: str) -> None:
    _, draft = read(text)
    assert draft.mentions[draft.of(Kind.TRIGGER)[0]].label == manner


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bombing in Ardale hurt nobody.\nThe attack in Ardale was the first.", ["1", "1"]),
        ("A bombing in Ardale hurt nobody.\nThe blast broke windows.", ["1", "1"]),
        ("A bombing in Ardale hurt nobody.\nA bombing in Bexton hurt nobody either.", ["1", "2"]),
        ("A bombing in Ardale hurt nobody.\nAnother attack followed.", ["1", "2"]),
        ("A bombing in Ardale shook Northland.\nA bombing in Northland is rare.", ["1", "1"]),
        ("An ambush in Ardale failed.\nAn earthquake struck in the evening.", ["1", "2", "2"]),
    ],
)
def test_triggers_are_one_happening_unless_place_time_or_words_say_otherwise(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


def test_an_earlier_year_makes_another_happening() -> None:
    found = numbers("A bombing in Ardale hurt nobody.\nA 2009 bombing was worse.")
    assert found == ["1", "2"]


def test_attacks_in_general_are_no_single_happening() -> None:
    assert numbers("Recent attacks have worried shopkeepers.") == [None]


def test_a_planned_attack_is_no_happening() -> None:
    assert numbers("Police foiled an attack.") == [None]


def test_triggers_of_one_happening_lead_to_its_first() -> None:
    _, draft = read("A bombing in Ardale hurt nobody.\nThe blast broke windows.")
    first, second = draft.of(Kind.TRIGGER)
    assert draft.targets(second, Tie.SAME) == [first]


def test_the_place_said_with_a_preposition_is_where_it_was() -> None:
    assert linked("Shelling in Ardale went on all day.", Tie.AT) == ["Ardale"]


def test_the_owner_of_an_army_is_not_where_it_was() -> None:
    assert linked("Northland's army blamed the attack on smugglers.", Tie.AT) == []


def test_a_town_further_off_gives_way_to_the_town_itself() -> None:
    assert linked("An explosion shook Ardale, west of Corvik.", Tie.AT) == ["Ardale"]


def test_weapons_are_tied_with_the_names_before_them() -> None:
    assert linked("The attack was made with Swiss-made Alpine drones.", Tie.WITH) == ["Swiss-made Alpine drones"]


def test_what_was_hit_is_tied() -> None:
    assert linked("The airstrike on a village school caused panic.", Tie.HITS) == ["school"]


def test_a_sentence_with_a_count_but_no_trigger_belongs_to_the_happening_of_its_place() -> None:
    assert numbers("A bombing in Ardale hurt nobody.\nIn Bexton, nine people were wounded.") == ["1", "2"]


PIECES = [
    "A bombing",
    "The attack",
    "Recent attacks",
    "in Ardale",
    "in Bexton",
    "in Northland",
    "on Monday",
    "last year",
    ".",
    ",",
    "killed 3",
    "\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_happenings_are_numbered_without_gaps_in_the_order_of_the_text(pieces: list[str]) -> None:
    seen = [int(value) for value in numbers(" ".join(pieces)) if value is not None]
    assert list(dict.fromkeys(seen)) == list(range(1, len(set(seen)) + 1))


CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "events_cases.toml").read_text(encoding="utf-8")
)


def named(kind: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", CASES[kind], ids=[case["about"] for case in CASES[kind]])


@named("place")
def test_a_happening_was(case: dict[str, Any]) -> None:
    assert linked(case["text"], Tie.AT) == case["at"]


@named("time")
def test_the_surest_day_is(case: dict[str, Any]) -> None:
    _, draft = read(case["text"])
    ties = [link for link in draft.links if link.tie is Tie.ON]
    surest = draft.mentions[max(ties, key=lambda link: link.confidence).target]
    assert case["text"][surest.start : surest.end].removeprefix("on ") == case["on"]


@named("manner")
def test_the_manner_is_that_of(case: dict[str, Any]) -> None:
    _, draft = read(case["text"])
    assert draft.mentions[draft.of(Kind.TRIGGER)[0]].label == case["is"]


@named("peace")
def test_nothing_violent_happens_in(case: dict[str, Any]) -> None:
    assert numbers(case["text"]) == []


def test_a_match_that_was_bombed_is_no_sport() -> None:
    assert numbers("A bomb killed nine fans at a football match.\nThe attack came before half-time.") == ["1", "1"]


def test_a_headline_and_its_lead_tell_of_one_happening() -> None:
    found = numbers("Car bombing kills nine in Ardale\nA car bombing in Bexton in the centre of Ardale killed nine people.")
    assert set(found) == {"1"}


def test_an_unsure_word_is_marked_so() -> None:
    _, draft = read("The blast broke windows. A car bomb was found.")
    sure = [draft.mentions[place].confidence for place in draft.of(Kind.TRIGGER)]
    assert sure[0] < sure[1] == 1.0
