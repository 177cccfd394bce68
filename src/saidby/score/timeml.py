"""What was read of times, as TimeML writes it: the class and value of each expression."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from msgspec.structs import replace

from saidby.acquire.instants import instant
from saidby.ground.times import resolve
from saidby.model import Interval, Mention, Published, Reading, TimeExpression
from saidby.vocabulary import Kind, Known, Precision

_PARTS: Final = {
    "early": "MO",
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "overnight": "NI",
}
_MOMENTS: Final = {"noon": "12:00", "midnight": "24:00"}
_SEASONS: Final = {
    (3, 5): "-SP",
    (6, 8): "-SU",
    (9, 11): "-FA",
    (12, 2): "-WI",
    (1, 3): "-Q1",
    (4, 6): "-Q2",
    (7, 9): "-Q3",
    (10, 12): "-Q4",
    (1, 6): "-H1",
    (7, 12): "-H2",
}
_QUARTER: Final = 3  # months
_UNITS: Final = {"minute": "T{}M", "hour": "T{}H", "day": "{}D", "week": "{}W", "month": "{}M", "year": "{}Y"}
_CLASSES: Final = {"length": "DURATION", "set": "SET", "reference": "DATE"}
# "late Monday" is a Monday in TimeML, with a modifier beside the value; "late Monday evening" is an evening.
_PART_WORDS: Final = re.compile(r"morning|noon|midday|lunch|evening|night|dawn|hours", re.IGNORECASE)

_RANGE: Final = re.compile(r"(?<=\d)\s*[–—-]\s*(?=\d)|\s+(?:to|and|until|till|through)\s+", re.IGNORECASE)


class Timed(NamedTuple):
    """A time expression, code points ``[start, end)`` of its text, its class and its value as TimeML has them."""

    start: int
    end: int
    kind: str
    value: str


def told(reading: Reading, created: str) -> list[Timed]:
    """The time expressions that were read, with their values, counted from the day that the text was written."""
    story = _Story(Published(interval=instant(created[:10]), known=Known.METADATA))
    found = []
    for mention in sorted(reading.mentions, key=lambda mention: (mention.start, -mention.end)):
        if mention.kind not in (Kind.TIME, Kind.PERIOD):
            continue
        words = reading.document.text[mention.start : mention.end]
        for start, end, time in _ends(mention, words):
            part = words[start - mention.start : end - mention.start]
            found.append(Timed(start, end, *story.value(replace(mention, time=time), part)))
    return found


def _ends(mention: Mention, words: str) -> Iterator[tuple[int, int, TimeExpression | None]]:
    """An expression, or both ends of "from 1991 to 1997", which are two in TimeML."""
    time = mention.time
    link = _RANGE.search(words) if time is not None and time.until is not None else None
    if time is None or time.until is None or link is None:
        yield mention.start, mention.end, time
        return
    until = time.until
    if until.year is None and until.month is not None:
        until = replace(until, year=time.year, unit=time.unit, shift=time.shift, direction=until.direction or time.direction)
    yield mention.start, mention.start + link.start(), replace(time, until=None)
    yield mention.start + link.end(), mention.end, until


class _Story:
    """The times spoken of so far, which "a year earlier" and "the quarter" are counted from."""

    def __init__(self, published: Published) -> None:
        self._published = published
        self._last: Interval | None = None
        self._long: Interval | None = None  # the last month, quarter or year
        self._quarter: Interval | None = None

    def value(self, mention: Mention, words: str) -> tuple[str, str]:
        """The class and value of the next expression."""
        time = mention.time
        if time is None:
            return _CLASSES[mention.label], mention.value or ""
        compares = time.anchor == "narrative" and time.unit == "year" and bool(time.shift) and time.direction is None
        before = self._long if compares else self._quarter if time.unit == "quarter" else self._last
        interval = resolve(time, self._published, before)
        if interval is not None and not compares:
            self._last = interval
            if interval.precision in (Precision.MONTH, Precision.YEAR):
                self._long = interval
            if _months(interval) == _QUARTER and interval.start.month % _QUARTER == 1:
                self._quarter = interval
        return timex(time, interval, words)


def _months(interval: Interval) -> int:
    if interval.precision is not Precision.MONTH:
        return 0
    last = interval.end - timedelta(microseconds=1)
    return (last.year - interval.start.year) * 12 + last.month - interval.start.month + 1


def timex(time: TimeExpression, interval: Interval | None, words: str = "") -> tuple[str, str]:
    """The class and value that TimeML gives to an expression with its interval; `words` are its own."""
    if time.unit in _UNITS and (time.span or time.shift is None):
        if time.shift:
            return "DURATION", "P" + _UNITS[time.unit].format(abs(time.shift))
        if time.shift is None:
            ahead = time.direction == "next" or time.anchor == "narrative"
            return ("DURATION", "P" + _UNITS[time.unit].format("X")) if ahead else ("DATE", "PAST_REF")
    if interval is None:
        return "DATE", ""
    first, last = interval.start, interval.end - timedelta(microseconds=1)
    match interval.precision:
        case Precision.HOUR | Precision.MINUTE:
            return "TIME", first.strftime("%Y-%m-%dT%H:%M")
        case Precision.PART:
            return _of_day(time, first, words)
        case Precision.WEEK if time.unit == "week" and time.weekday is None:
            year, week, _ = first.isocalendar()
            return "DATE", f"{year}-W{week:02d}"
        case Precision.WEEK:
            return "DATE", f"{first:%Y-%m}"
        case Precision.MONTH if first.month == last.month:
            return "DATE", f"{first:%Y-%m}"
        case Precision.MONTH:
            return "DATE", f"{first.year:04d}{_SEASONS.get((first.month, last.month), '')}"
        case Precision.YEAR:
            return "DATE", _year(first, last)
    if time.until is not None and (first.weekday(), last.weekday()) == (5, 6):
        year, week, _ = first.isocalendar()
        return "DATE", f"{year}-W{week:02d}-WE"
    return "DATE", f"{first:%Y-%m-%d}"


def _of_day(time: TimeExpression, first: datetime, words: str) -> tuple[str, str]:
    """A part of a day; one that no word names is the day."""
    day = first if first.hour < 18 or time.part != "overnight" else first + timedelta(hours=6)
    if time.part in _MOMENTS:
        return "TIME", f"{day:%Y-%m-%d}T{_MOMENTS[time.part]}"
    if words and not _PART_WORDS.search(words):
        return "DATE", f"{day:%Y-%m-%d}"
    return "TIME", f"{day:%Y-%m-%d}T{_PARTS[time.part or '']}"


def _year(first: datetime, last: datetime) -> str:
    """A year, or a decade."""
    return f"{first.year:04d}" if first.year == last.year else f"{first.year // 10:03d}X"
