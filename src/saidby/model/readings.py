"""What is read in a text: mentions with their spans, and the ties between them."""

from __future__ import annotations

from saidby.model.documents import Document
from saidby.model.noun import Noun
from saidby.vocabulary import Kind, Qualifier, Tie


class Bounds(Noun, frozen=True, kw_only=True):
    """A count as bounded by the text; an open end is None. Raises ValueError for no bound at all or low > high."""

    low: int | None
    high: int | None
    qualifier: Qualifier = Qualifier.EXACT

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a count needs a lower or an upper bound")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"lower bound {self.low} above upper bound {self.high}")

    def meets(self, other: Bounds) -> bool:
        """Whether one number can satisfy both."""
        return (self.low is None or other.high is None or self.low <= other.high) and (
            other.low is None or self.high is None or other.low <= self.high
        )


class TimeExpression(Noun, frozen=True, kw_only=True):
    """A date or time as written, before it is anchored; absent parts are None.

    "December 30" is month 12, day 30; "Saturday" is weekday 5 (Monday 0), `direction` "nearest"; "last Saturday" the
    same with "last"; "yesterday" unit "day", shift -1; "last week" unit "week", shift -1; "in the past 24 hours" unit
    "hour", shift -24, `span` true; "overnight" part "overnight"; "a week earlier" unit "week", shift -1, anchor
    "narrative"; "the following year" has `direction` "next" beside it. A range has `until`.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    direction: str | None = None  # "last" | "next" | "this" | "nearest", of weekday, month, date, or a span of unknown length
    unit: str | None = None  # "minute" | "hour" | "day" | "week" | "month" | "quarter" | "year"
    shift: int | None = None
    span: bool = False
    part: str | None = (
        None  # "morning" | "noon" | "afternoon" | "evening" | "night" | "overnight" | "early" (hours) | "midnight"
    )
    modifier: str | None = None  # "early" | "mid" | "late", of a month, year or week
    hour: int | None = None
    minute: int | None = None
    anchor: str = "publication"  # or "narrative": relative to the time last spoken of
    until: TimeExpression | None = None


class Span(Noun, frozen=True, kw_only=True):
    """A stretch of text in code points, half-open."""

    start: int
    end: int


class Mention(Noun, frozen=True, kw_only=True):
    """A typed span, the rule or model that read it, and how sure it is (0..1)."""

    kind: Kind
    start: int
    end: int
    by: str
    label: str = ""
    value: str | None = None
    bounds: Bounds | None = None
    time: TimeExpression | None = None
    confidence: float = 1.0


class Link(Noun, frozen=True, kw_only=True):
    """A tie between two mentions, by their places in :attr:`Reading.mentions`."""

    tie: Tie
    source: int
    target: int
    by: str
    confidence: float = 1.0


class Reading(Noun, frozen=True, kw_only=True):
    """A document with what was found in it. Models and rules run only to make readings."""

    document: Document
    reader: str  # name and version
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    links: tuple[Link, ...] = ()
