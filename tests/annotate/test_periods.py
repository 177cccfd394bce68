"""Lengths of time, sets and "now" are found as TimeML has them, and nothing that looks for a date meets them."""

import tomllib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.annotate.draft import Draft
from saidby.annotate.periods import periods
from saidby.annotate.sheet import Sheet
from saidby.annotate.times import times
from saidby.model import Mention, TimeExpression
from saidby.vocabulary import Kind

CASES = tomllib.loads(Path(__file__).with_name("periods_cases.toml").read_text("utf-8"))["case"]
TIMES, PERIODS = times(), periods()


def drafted(text: str) -> Draft:
    sheet, draft = Sheet(text), Draft()
    TIMES(sheet, draft)
    PERIODS(sheet, draft)
    return draft


def found(draft: Draft, kind: Kind) -> list[Mention]:
    return [draft.mentions[place] for place in draft.of(kind)]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_periods_are_read_as_written(case: dict[str, list[tuple[str, str, str | dict[str, object]]]]) -> None:
    text = str(case["text"])
    read = [(text[m.start : m.end], m.label, m.time or m.value) for m in found(drafted(text), Kind.PERIOD)]
    assert read == [
        (words, label, value if isinstance(value, str) else msgspec.convert(value, TimeExpression))
        for words, label, value in case["periods"]
    ]


PIECES = [
    "two",
    "weeks",
    "the",
    "every",
    "Monday",
    "ago",
    "past",
    "a",
    "now",
    "in",
    "year",
    "ended",
    "first",
    "daily",
    "couple of",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_a_word_is_of_one_time_only_and_periods_leave_the_dates_alone(pieces: list[str]) -> None:
    text = " ".join(pieces)
    alone = Draft()
    TIMES(Sheet(text), alone)
    both = drafted(text)
    assert found(both, Kind.TIME) == found(alone, Kind.TIME)
    end = 0
    for mention in sorted(both.mentions, key=lambda mention: mention.start):
        assert mention.start >= end
        end = mention.end
