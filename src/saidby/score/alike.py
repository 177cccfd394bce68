"""When two names, places, dates or quotes count as the same in a measure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from saidby.score.lexicon import words as lists

WORD: Final = re.compile(r"[\w’'-]+")
POSSESSIVE: Final = re.compile(r"['’]s")
SAME_NAME: Final = 0.5  # share of words that two names must have in common
SAME_QUOTE: Final = 0.6  # share of the shorter quote's words
DAYS_APART: Final = 3


def words(text: str) -> list[str]:
    """The words that names and quotes are compared by."""
    return [word for word in WORD.findall(POSSESSIVE.sub("", text.lower())) if word not in lists().stop]


def same_name(first: str, second: str) -> bool:
    """Whether one name's words contain the other's, or half of all their words are shared."""
    if first == second:
        return True
    a, b = set(words(first)), set(words(second))
    if not a or not b:
        return False
    return a <= b or b <= a or len(a & b) / len(a | b) >= SAME_NAME


def same_speaker(predicted: Sequence[str], asked: Sequence[str]) -> bool:
    """Whether the innermost speakers agree; two empty chains are the narrator both times."""
    if not predicted or not asked:
        return not predicted and not asked
    return same_name(predicted[-1], asked[-1])


def same_chain(predicted: Sequence[str], asked: Sequence[str]) -> bool:
    return len(predicted) == len(asked) and all(map(same_name, predicted, asked))


def same_place(predicted: str | None, asked: str | None) -> bool:
    if not predicted or not asked:
        return not predicted and not asked
    return same_name(predicted, asked)


def days(edtf: str) -> tuple[dt.date, dt.date]:
    """First and last day of an EDTF date or interval. Raises ValueError for anything else."""
    start, _, end = edtf.partition("/")
    first = [int(part) for part in start.split("-")]
    last = [int(part) for part in (end or start).split("-")]
    year, month, day_ = (*first, 1, 1)[:3]
    begin = dt.date(year, month, day_)
    if len(last) == 3:
        return begin, dt.date(*last)
    if len(last) == 2:
        return begin, dt.date(last[0] + last[1] // 12, last[1] % 12 + 1, 1) - dt.timedelta(days=1)
    return begin, dt.date(last[0], 12, 31)


def days_apart(one: str, other: str) -> int:
    """How many days the two ends of two EDTF dates or intervals are apart, together. Raises ValueError for anything else."""
    (a, b), (c, d) = days(one), days(other)
    return abs((a - c).days) + abs((b - d).days)


def same_date(predicted: str | None, asked: str | None) -> bool:
    """Whether two dates overlap and neither end is more than three days off."""
    if not predicted or not asked:
        return not predicted and not asked
    try:
        (a, b), (c, d) = days(predicted), days(asked)
    except (ValueError, TypeError):
        return False
    return a <= d and c <= b and abs((a - c).days) <= DAYS_APART and abs((b - d).days) <= DAYS_APART


def quotes_overlap(predicted: str, asked: str) -> bool:
    a, b = set(words(predicted)), set(words(asked))
    return bool(a and b) and (predicted in asked or asked in predicted or len(a & b) / min(len(a), len(b)) >= SAME_QUOTE)
