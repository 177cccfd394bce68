"""The table [times], and what the readers of dates and clock times hand on."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from saidby.model import TimeExpression


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table [times]; what each list is for is said there."""

    months: dict[str, int]
    short_months: dict[str, int]
    weekdays: dict[str, int]
    directions: dict[str, str]
    units: dict[str, str]
    factors: dict[str, int]
    shifts: dict[str, TimeExpression]
    spans: dict[str, int]
    parts: dict[str, str]
    day_modifiers: dict[str, str]
    modifiers: dict[str, str]
    phrases: dict[str, TimeExpression]
    seasons: dict[str, tuple[int, int]]
    season_cues: frozenset[str]
    halves: frozenset[str]
    year_before: frozenset[str]
    days: dict[str, TimeExpression]
    doubtful_months: frozenset[str]
    month_cues: frozenset[str]
    year_cues: frozenset[str]
    year_articles: frozenset[str]
    no_year_after: frozenset[str]
    no_year_before: frozenset[str]
    sure_year_cues: frozenset[str]
    weak_year_cues: frozenset[str]
    year_links: frozenset[str]
    after_a_year: frozenset[str]
    year: str
    meridiems_before_noon: frozenset[str]
    meridiems_after_noon: frozenset[str]
    o_clock: frozenset[str]
    hours_words: frozenset[str]
    zones: list[str]
    clock_cues: frozenset[str]
    ordinal_endings: frozenset[str]
    articles: frozenset[str]
    year_followers: frozenset[str]
    of: frozenset[str]
    the: frozenset[str]
    range_links: frozenset[str]
    between: frozenset[str]
    between_links: frozenset[str]
    glue: list[str]
    future_cues: list[str]
    deadlines: frozenset[str]
    negations: frozenset[str]
    limits: frozenset[str]
    clauses: frozenset[str]
    past_cues: frozenset[str]
    past_perfect: frozenset[str]
    past_ending: str
    passive: frozenset[str]
    possessive: frozenset[str]
    each: frozenset[str]


class Piece(NamedTuple):
    """A time expression on tokens ``[first, last)``. A `weak` one means a time only beside another piece."""

    first: int
    last: int
    time: TimeExpression
    weak: bool = False
