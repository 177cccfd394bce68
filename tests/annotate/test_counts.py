"""Counts: what each number measures, of what it is a part, and over what it counts."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.annotate.counts import counts
from saidby.annotate.draft import Draft
from saidby.annotate.events import events
from saidby.annotate.numbers import quantities
from saidby.annotate.sheet import Sheet
from saidby.annotate.times import times
from saidby.vocabulary import Kind, Tie

CASES = tomllib.loads((Path(__file__).parent / "counts_cases.toml").read_text(encoding="utf8"))["case"]
PASSES = (times(), quantities(), events(), counts())


def read(text: str) -> tuple[Sheet, Draft]:
    sheet, draft = Sheet(text), Draft()
    for step in PASSES:
        step(sheet, draft)
    return sheet, draft


def measured(text: str) -> list[str]:
    """The counts of a text in the notation of the cases."""
    _, draft = read(text)
    found = []
    for place in draft.of(Kind.QUANTITY):
        harms = draft.targets(place, Tie.MEASURES)
        if not harms:
            continue
        harm, bounds = draft.mentions[harms[0]], draft.mentions[place].bounds
        assert bounds is not None
        named = [draft.mentions[i] for i in draft.targets(place, Tie.COUNTS)]
        units = [unit.value or text[unit.start : unit.end] for unit in named]
        low, high = ("-" if end is None else str(end) for end in (bounds.low, bounds.high))
        part = "< " if draft.targets(place, Tie.PART_OF) else ""
        scope = f" {harm.value}" if harm.value else ""
        found.append(f"{part}{harm.label} {low} {high} {units[0] if units else 'people'}{scope}")
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_sentence_gives_the_counts_of_its_case(case: dict[str, Any]) -> None:
    assert measured(case["text"]) == case["counts"]


def test_a_count_repeated_in_the_body_is_tied_to_its_fuller_standing() -> None:
    _, draft = read("Bomb kills four in market\nA bomb killed at least four traders in a market on Monday.")
    first, second = draft.of(Kind.QUANTITY)
    assert draft.targets(first, Tie.REPEATS) == [second]
    assert draft.targets(second, Tie.REPEATS) == []


def test_two_counts_of_one_sentence_never_repeat_each_other() -> None:
    _, draft = read("Shelling killed two people in the north and two people in the south.")
    assert all(not draft.targets(place, Tie.REPEATS) for place in draft.of(Kind.QUANTITY))


def test_equal_counts_of_different_people_do_not_repeat_each_other() -> None:
    _, draft = read("A mine killed two shepherds.\nThe mine also killed two dentists.")
    assert all(not draft.targets(place, Tie.REPEATS) for place in draft.of(Kind.QUANTITY))


def test_a_count_is_about_the_trigger_of_its_sentence() -> None:
    sheet, draft = read("An ambush killed five policemen.")
    (quantity,) = draft.of(Kind.QUANTITY)
    (trigger,) = draft.targets(quantity, Tie.ABOUT)
    mention = draft.mentions[trigger]
    assert sheet.text[mention.start : mention.end] == "ambush"


WORDS = [
    "killed",
    "wounded",
    "12",
    "three",
    "people",
    "soldiers",
    "and",
    ",",
    "of",
    "them",
    "including",
    "the",
    "dead",
    "were",
    "toll",
    "to",
    "drones",
    ".",
]


@given(st.lists(st.sampled_from(WORDS), max_size=24))
def test_every_count_is_well_formed_whatever_the_words(words: list[str]) -> None:
    _, draft = read(" ".join(words))
    for place in draft.of(Kind.QUANTITY):
        harms = draft.targets(place, Tie.MEASURES)
        assert len(harms) <= 1
        assert place not in draft.targets(place, Tie.PART_OF)
        assert place not in draft.targets(place, Tie.REPEATS)
        if harms:
            assert draft.mentions[harms[0]].kind is Kind.HARM


def test_a_very_long_sentence_is_read_in_linear_time() -> None:
    def seconds(size: int) -> float:
        text = "killed 12 people and " * size
        begun = time.perf_counter()
        read(text)
        return time.perf_counter() - begun

    seconds(10)  # the word lists are compiled by now
    assert seconds(800) < 12 * max(seconds(200), 0.05)


def test_what_a_number_counts_is_named_though_no_word_says_what_befell_it() -> None:
    text = "They spoke of seven gardeners and four of the cooks."
    _, draft = read(text)
    units = [draft.mentions[target] for place in draft.of(Kind.QUANTITY) for target in draft.targets(place, Tie.COUNTS)]
    assert [text[unit.start : unit.end] for unit in units] == ["gardeners", "cooks"]
