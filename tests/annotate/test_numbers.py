"""Counts are found with their bounds, and numbers that measure or name are not."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.annotate.bounds import LOOSE
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


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("The battery fired none.", [("none", 0, 0)]),
        ("The blast hurt nobody.", [("nobody", 0, 0)]),
        ("Not a single window broke.", [("Not a single", 0, 0)]),
        ("Not a shell was fired.", [("Not a", 0, 0)]),
        ("No shell has crossed the river.", [("No", 0, 0)]),
        ("There were no hostages at all.", [("no", 0, 0)]),
        ("The gang left without harming anybody.", [("anybody", 0, 0)]),
        ("Nobody came to the meeting.", []),
        ("The pier was hit for the third time.", [("third", 3, 3)]),
        ("It was the first time that the port was shelled.", [("first", 1, 1)]),
        ("A barge, the fourth this week, went down.", [("fourth", 4, 4)]),
        ("Then a second one exploded.", [("second", 2, 2)]),
        ("A guard was killed and a second was wounded.", [("second", 1, 1)]),
        ("On the second day the third party met in the Third World.", []),
        ("A clerk was shot and another wounded.", [("another", 1, 1)]),
        ("They wrote to one another on another day.", []),
        ("Jets came over twice.", [("twice", 2, 2)]),
        ("It is twice as far.", []),
        ("A triple bombing shook the port.", [("triple", 3, 3)]),
        ("A 40-strong gang and a six-man patrol met.", [("40-strong", 40, 40), ("six-man", 6, 6)]),
        ("Some 1.4m people and 300k refugees fled.", [("1.4m", 1400000, 1400000), ("300k", 300000, 300000)]),
        ("It fired rockets, of which one failed.", [("one", 1, 1)]),
        ("One more body was found.", [("One", 1, 1)]),
        ("It was one more reason to go.", []),
        ("Both stopped.", [("Both", 2, 2)]),
        ("Ardale, 19. Bexton, 15. Old Cray, 6.", [("19", 19, 19), ("15", 15, 15), ("6", 6, 6)]),
        ("Ardale, 19. Bexton, 15.", []),
        ("The girls, aged 4 and 7, and 9 injured guests left.", [("9", 9, 9)]),
    ],
)
def test_doubtful_counts_are_offered_loosely(text: str, offered: list[tuple[str, int, int]]) -> None:
    draft = read(text)
    found = [draft.mentions[place] for place in draft.of(Kind.QUANTITY)]
    loose = [mention for mention in found if mention.label == LOOSE]
    assert [
        (mention.value, mention.bounds.low, mention.bounds.high) for mention in loose if mention.bounds is not None
    ] == offered


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("They found 24 bodies, half of them children's.", 12, 12),
        ("At least 16 people drowned. Half were sailors.", 8, None),
        ("They found 17 bodies, a good half of them burned.", 9, None),
        ("There were 340 guests, about half of whom stayed.", 170, 170),
        ("More than 2,600 have died, half of them miners.", 1301, None),
    ],
)
def test_half_is_taken_of_the_count_before(text: str, low: int, high: int | None) -> None:
    draft = read(text)
    half = draft.mentions[draft.of(Kind.QUANTITY)[-1]]
    assert half.value in ("half", "Half")
    assert half.bounds is not None
    assert (half.bounds.low, half.bounds.high, half.label) == (low, high, LOOSE)


def test_half_of_nothing_counted_is_no_count() -> None:
    assert counts("Half of them left.") == []


BOUNDS = ["", "at least ", "more than ", "fewer than ", "up to ", "about "]
NUMBERS = ["0", "1", "two", "12", "a dozen", "1,000", "dozens", "several hundred", "3 million"]
NOUNS = [
    "people",
    "km",
    "drones of",
    "and",
    "or more",
    "to",
    "percent",
    "half of them",
    "no",
    "the third",
    ", perhaps",
    "-strong",
]


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
    "piece",
    [
        "1",
        "9" * 50 + " ",
        "1,",
        "a hundred and ",
        "between 1 and ",
        "at least some another ",
        "1-",
        "hundreds of ",
        "A, 1. ",
        "no ",
        "a third ",
        "half of them ",
        "12 000 ",
        "100-to-",
        "from 1 to 2 ",
    ],
)
def test_a_hostile_line_takes_no_long_time(piece: str) -> None:
    line = piece * (20_000 // len(piece))
    started = time.perf_counter()
    read(line)
    assert time.perf_counter() - started < 5
