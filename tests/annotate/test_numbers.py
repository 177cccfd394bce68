"""Counts are found with their bounds, and numbers that measure or name are not."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.annotate.draft import Draft
from saidby.annotate.numbers import quantities
from saidby.annotate.sheet import Sheet
from saidby.annotate.times import times
from saidby.vocabulary import Kind, Tie

CASES = tomllib.loads(Path(__file__).with_name("numbers_cases.toml").read_text("utf-8"))["case"]
PASSES = (times(), quantities())


def read(text: str) -> Draft:
    sheet, draft = Sheet(text), Draft()
    for step in PASSES:
        step(sheet, draft)
    return draft


def counts(text: str) -> list[str]:
    draft = read(text)
    found = []
    for place in draft.of(Kind.QUANTITY):
        mention = draft.mentions[place]
        assert mention.bounds is not None
        low, high = ("" if end is None else str(end) for end in (mention.bounds.low, mention.bounds.high))
        found.append(f"{text[mention.start : mention.end]} | {mention.value} | {low}/{high} | {mention.bounds.qualifier}")
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_counts_are_read_as_written(case: dict[str, object]) -> None:
    assert counts(str(case["text"])) == case["counts"]


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("They shot down 21 of 49 drones.", "21", "49"),
        ("Three of the four bombers died.", "Three", "four"),
        ("Two out of five shells failed.", "Two", "five"),
        ("Six miners out of the 40 got out.", "Six", "40"),
        ("At least 7 of some 30 houses burned.", "7", "30"),
    ],
)
def test_a_part_is_tied_to_its_whole(text: str, part: str, whole: str) -> None:
    draft = read(text)
    tied = [
        (draft.mentions[link.source].value, draft.mentions[link.target].value)
        for link in draft.links
        if link.tie is Tie.PART_OF
    ]
    assert tied == [(part, whole)]


def test_counts_that_only_stand_side_by_side_are_not_tied() -> None:
    assert read("The blast killed 5 and hurt 12 others, 3 of them badly.").links == []


def test_an_ordinal_that_counts_attacks_says_so() -> None:
    draft = read("It was their fourth raid.")
    assert [draft.mentions[place].label for place in draft.of(Kind.QUANTITY)] == ["ordinal"]


BOUNDS = ["", "at least ", "more than ", "fewer than ", "up to ", "about "]
NUMBERS = ["0", "1", "two", "12", "a dozen", "1,000", "dozens", "several hundred", "3 million"]
NOUNS = ["people", "km", "drones of", "and", "or more", "to", "percent"]


@given(st.lists(st.tuples(st.sampled_from(BOUNDS), st.sampled_from(NUMBERS), st.sampled_from(NOUNS)), max_size=5))
def test_every_count_is_a_stretch_of_the_text_that_holds_its_number(words: list[tuple[str, str, str]]) -> None:
    text = " ".join(f"{bound}{number} {noun}" for bound, number, noun in words)
    draft = read(text)
    ends = [0]
    for place in draft.of(Kind.QUANTITY):
        mention = draft.mentions[place]
        assert mention.value
        assert mention.value in text[mention.start : mention.end]
        assert mention.start >= ends[-1]
        ends.append(mention.end)


@pytest.mark.parametrize(
    "piece", ["1", "9" * 50 + " ", "1,", "a hundred and ", "between 1 and ", "at least some another ", "1-", "hundreds of "]
)
def test_a_hostile_line_takes_no_long_time(piece: str) -> None:
    line = piece * (20_000 // len(piece))
    started = time.perf_counter()
    read(line)
    assert time.perf_counter() - started < 5
