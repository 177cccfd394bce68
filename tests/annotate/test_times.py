"""Dates and times are found as written, and words that only look like them are not."""

import time
import tomllib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.annotate.draft import Draft
from saidby.annotate.sheet import Sheet
from saidby.annotate.times import times
from saidby.model import TimeExpression
from saidby.vocabulary import Kind

CASES = tomllib.loads(Path(__file__).with_name("times_cases.toml").read_text("utf-8"))["case"]
PASS = times()


def read(text: str) -> list[tuple[str, TimeExpression | None]]:
    draft = Draft()
    PASS(Sheet(text), draft)
    return [(text[m.start : m.end], m.time) for m in (draft.mentions[place] for place in draft.of(Kind.TIME))]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_times_are_read_as_written(case: dict[str, list[tuple[str, dict[str, object]]]]) -> None:
    expected = [(words, msgspec.convert(fields, TimeExpression)) for words, fields in case["times"]]
    assert read(str(case["text"])) == expected


PIECES = [
    "Saturday",
    "December",
    "30",
    "2023",
    ",",
    "at",
    "7",
    "p.m.",
    "last",
    "week",
    "two",
    "days",
    "ago",
    "to",
    "night",
    "early",
    "-",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_expressions_never_overlap_and_never_begin_or_end_with_a_gap(pieces: list[str]) -> None:
    text = " ".join(pieces)
    draft = Draft()
    PASS(Sheet(text), draft)
    end = 0
    for place in draft.of(Kind.TIME):
        mention = draft.mentions[place]
        assert mention.start >= end
        assert text[mention.start : mention.end] == text[mention.start : mention.end].strip()
        end = mention.end


@pytest.mark.parametrize("piece", ["Saturday, ", "last ", "12:", "2023-", "December 1-", "early ", "two "])
def test_a_hostile_line_takes_no_long_time(piece: str) -> None:
    line = piece * (20_000 // len(piece))
    started = time.perf_counter()
    read(line)
    assert time.perf_counter() - started < 5
