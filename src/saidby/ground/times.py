"""Time expressions anchored: which stretch of local time they mean, given when the report was published.

The choices, after gold/GUIDELINES.md and the habit of news:

* a bare weekday is the latest such day on or before the publication; "last" is strictly before, "next" strictly after,
  "this" the one of the calendar week (Monday to Sunday);
* a month and day without a year is the latest such date no more than a week ahead of the publication, two months where
  no verb tells whether it lies behind or ahead; a bare month is the latest that had begun by then, "last" one that had
  ended;
* "last week" is the calendar week before, Monday to Monday; so are months and years;
* "two weeks ago" is the calendar week that holds the day two weeks before; months and years likewise, days and hours exact;
* "early" is the first ten days of a month, "mid" the 11th to the 20th, "late" from the 21st; of a year four months
  each; of a week Monday and Tuesday, Wednesday and Thursday, Friday to Sunday;
* "overnight" runs from six in the evening of the day before to eight in the morning; the other parts of the day stand
  in one table below; a clock time alone is on the day of publication.

Where the day of publication is not known to the day, the answer is wide enough for every day that it may be.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

import msgspec

from saidby.model import Interval, Published, TimeExpression
from saidby.vocabulary import Precision

_PARTS: Final[dict[str, tuple[int, int]]] = {  # hours from the midnight that begins the day
    "early": (0, 6),
    "morning": (6, 12),
    "noon": (12, 13),
    "afternoon": (12, 18),
    "evening": (18, 24),
    "night": (20, 30),
    "overnight": (-6, 8),
    "midnight": (0, 1),
}
_AHEAD: Final = timedelta(days=7)
_EITHER: Final = timedelta(days=60)
_DAY: Final = timedelta(days=1)
_MONTH_THIRDS: Final = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_YEAR_THIRDS: Final = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_WEEK_THIRDS: Final = {"early": (0, 2), "mid": (2, 4), "late": (4, 7)}
_HOURS: Final = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": _DAY, "week": 7 * _DAY}
_QUARTER: Final = 3  # months
_COARSENESS: Final = tuple(Precision)  # from the coarsest to the finest


def resolve(time: TimeExpression, published: Published | None, narrative: Interval | None = None) -> Interval | None:
    """The interval that `time` means, or None where it cannot be told.

    `published` anchors what is relative to the report, `narrative` (the time last spoken of) what is relative to the
    story ("a day earlier"). Without its anchor a relative expression is None; a date with its year never needs one.
    Dates that do not exist (30 February) or lie outside the years 1 to 9999 are None.
    """
    anchor = narrative if time.anchor == "narrative" else published.interval if published else None
    if time.unit == "quarter" or (time.unit == "year" and time.anchor == "narrative"):
        months = _months_away(time, narrative, published)
        if months is not None or time.unit == "quarter":
            return months
    try:
        if time.year is not None:
            return _with_end(time, None)
        if anchor is None:
            return None
        first = _with_end(time, anchor.start)
        last_moment = anchor.end - timedelta(microseconds=1)
        if last_moment.date() == anchor.start.date() and not time.span:
            return first
        last = _with_end(time, last_moment)
    except (ValueError, OverflowError):
        return None
    return None if first is None or last is None else _hull(first, last)


def _months_away(time: TimeExpression, narrative: Interval | None, published: Published | None) -> Interval | None:
    """The months last spoken of as many years or quarters away: "in May ... a year earlier" is the May before.

    "The quarter" where none was spoken of is the last that had ended by the publication. None where it is none of these.
    """
    calendar = time.unit == "year" and (not time.shift or time.direction is not None)  # "that year", "the following year"
    if time.shift is None or time.month is not None or calendar:
        return None
    of_story = time.anchor == "narrative"
    if of_story and narrative is not None and narrative.precision is Precision.MONTH:
        last = narrative.end - _DAY
        count = 12 * (last.year - narrative.start.year) + last.month - narrative.start.month + 1
        whole = count == _QUARTER and narrative.start.month % _QUARTER == 1
        if time.unit == "year" or whole:
            return _run(narrative.start, time.shift * (12 if time.unit == "year" else _QUARTER), count)
    if time.unit != "quarter" or published is None:
        return None
    now = published.interval.start
    return _run(now.replace(month=now.month - (now.month - 1) % _QUARTER), _QUARTER * (time.shift - of_story), _QUARTER)


def _run(start: datetime, shift: int, count: int) -> Interval | None:
    """`count` whole months, `shift` months from the month of `start`."""
    first, after = (start.year * 12 + start.month - 1 + months for months in (shift, shift + count))
    if not 12 <= first < after < 12 * 9999:
        return None
    begin, end = (datetime(months // 12, months % 12 + 1, 1) for months in (first, after))
    return Interval(start=begin, end=end, precision=Precision.MONTH)


def _hull(first: Interval, last: Interval) -> Interval:
    precision = min(first.precision, last.precision, key=_COARSENESS.index)
    return Interval(start=min(first.start, last.start), end=max(first.end, last.end), precision=precision)


def _with_end(time: TimeExpression, now: datetime | None) -> Interval | None:
    """The interval of an expression, or from its beginning to the end of its `until`."""
    first = _single(time, now)
    if first is None or time.until is None:
        return first
    until = msgspec.structs.replace(time.until, year=time.until.year or (time.year if time.until.month is not None else None))
    if until.weekday is not None and until.month is None:
        turn = timedelta(days=(until.weekday - first.start.weekday()) % 7)
        last: Interval | None = _clocked(until, (first.start + turn).date())
    elif until.month is not None and until.year is None:
        last = _single(msgspec.structs.replace(until, year=first.start.year), now)
        if last is not None and last.end <= first.start:
            last = _single(msgspec.structs.replace(until, year=first.start.year + 1), now)
    else:
        last = _single(until, now)
        if last is not None and last.start < first.start and until.hour is not None:
            last = Interval(start=last.start + _DAY, end=last.end + _DAY, precision=last.precision)  # "10 p.m. to 2 a.m."
    return None if last is None or last.end < first.start else _hull(first, last)


def _single(time: TimeExpression, now: datetime | None) -> Interval | None:
    if time.month is not None or time.year is not None:
        return _calendar(time, now)
    if now is None:
        return None
    if time.unit is not None:
        return _relative(time, now)
    if time.weekday is not None:
        return _clocked(time, _weekday(time, now.date()))
    if time.part is not None or time.hour is not None:
        return _clocked(time, now.date())
    return None


def _calendar(time: TimeExpression, now: datetime | None) -> Interval | None:
    """Years, months and dates; the year is the publication's nearest where none is given."""
    if time.year is not None:
        return _dated(time, time.year)
    if now is None:
        return None
    if time.unit == "year":
        return None if time.shift is None else _dated(time, now.year + time.shift)
    return _nearest(time, now, lambda year: _dated(time, year))


def _nearest(time: TimeExpression, now: datetime, dated: Callable[[int], Interval | None]) -> Interval | None:
    """The latest date of the years around `now` that `direction` admits; 29 February falls in few of them."""
    years = range(max(1, now.year - 8), min(9999, now.year + 8) + 1)
    dates = [found for year in years if (found := _existing(dated, year)) is not None]
    today = datetime(now.year, now.month, now.day)
    if time.direction == "next":
        return next((found for found in dates if found.start > today), None)
    if time.direction == "last":
        return next((found for found in reversed(dates) if found.end <= today), None)
    ahead = timedelta(0) if time.day is None else _EITHER if time.direction == "nearest" else _AHEAD
    if time.direction == "this":
        return next((found for found in dates if found.start.year == now.year), None)
    return next((found for found in reversed(dates) if found.start <= today + ahead), None)


def _existing(dated: Callable[[int], Interval | None], year: int) -> Interval | None:
    try:
        return dated(year)
    except (ValueError, OverflowError):
        return None


def _dated(time: TimeExpression, year: int) -> Interval | None:
    """The day, month, year, or early, middle or late part of one. Raises ValueError for a date that does not exist."""
    if time.month is None:
        months = _YEAR_THIRDS.get(time.modifier or "", (1, 12))
        start = date(year, months[0], 1)
        end = _month_end(year, months[1])
        return _whole(start, end, Precision.MONTH if time.modifier else Precision.YEAR)
    if time.day is not None:
        return _clocked(time, date(year, time.month, time.day))
    if time.modifier is None:
        return _whole(date(year, time.month, 1), _month_end(year, time.month), Precision.MONTH)
    first, last = _MONTH_THIRDS[time.modifier]
    last = min(last, monthrange(year, time.month)[1])
    return _whole(date(year, time.month, first), date(year, time.month, last), Precision.WEEK)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _whole(first: date, last: date, precision: Precision) -> Interval:
    start, end = datetime(first.year, first.month, first.day), datetime(last.year, last.month, last.day) + _DAY
    return Interval(start=start, end=end, precision=precision)


def _clocked(time: TimeExpression, day: date) -> Interval:
    """A day, or the part or the clock time of it that the expression gives."""
    start = datetime(day.year, day.month, day.day)
    if time.hour is not None:
        hour = time.hour + 12 if time.hour < 12 and time.part in ("afternoon", "evening") else time.hour
        moment = start + timedelta(hours=hour, minutes=time.minute or 0)
        width = timedelta(hours=1) if time.minute is None else timedelta(minutes=1)
        return Interval(start=moment, end=moment + width, precision=Precision.HOUR if time.minute is None else Precision.MINUTE)
    if time.part is not None and time.part in _PARTS:
        first, last = _PARTS[time.part]
        return Interval(start=start + timedelta(hours=first), end=start + timedelta(hours=last), precision=Precision.PART)
    return Interval(start=start, end=start + _DAY, precision=Precision.DAY)


def _weekday(time: TimeExpression, today: date) -> date:
    weekday = time.weekday or 0
    back = (today.weekday() - weekday) % 7
    match time.direction:
        case "last":
            return today - timedelta(days=back or 7)
        case "next":
            return today + timedelta(days=7 - back)
        case "this":
            return today - timedelta(days=today.weekday()) + timedelta(days=weekday)
        case _:
            return today - timedelta(days=back)


def _relative(time: TimeExpression, now: datetime) -> Interval | None:
    """For "yesterday", "last week", "in the past 24 hours"."""
    if time.shift is None or time.unit is None:
        return None
    if time.span:
        return _span(time.unit, time.shift, now)
    today = now.date()
    match time.unit:
        case "minute" | "hour":
            start = now + time.shift * _HOURS[time.unit]
            precision = Precision.MINUTE if time.unit == "minute" else Precision.HOUR
            return Interval(start=start, end=start + _HOURS[time.unit], precision=precision)
        case "day":
            return _clocked(time, today + timedelta(days=time.shift))
        case "week":
            monday = today - timedelta(days=today.weekday()) + timedelta(weeks=time.shift)
            if time.weekday is not None:
                return _clocked(time, monday + timedelta(days=time.weekday))
            first, end = _WEEK_THIRDS.get(time.modifier or "", (0, 7))
            return _whole(monday + timedelta(days=first), monday + timedelta(days=end - 1), Precision.WEEK)
        case "month":
            year, month = divmod(today.year * 12 + today.month - 1 + time.shift, 12)
            return _dated(TimeExpression(month=month + 1, modifier=time.modifier), year)
        case "year":
            return _dated(TimeExpression(modifier=time.modifier), today.year + time.shift)
        case _:
            return None


def _span(unit: str, shift: int, now: datetime) -> Interval | None:
    """The stretch of `shift` units up to now, or from now."""
    if unit in _HOURS:
        other = now + shift * _HOURS[unit]
    else:
        year, month = divmod(now.year * 12 + now.month - 1 + shift * (12 if unit == "year" else 1), 12)
        other = now.replace(year=year, month=month + 1, day=min(now.day, monthrange(year, month + 1)[1]))
    start, end = min(now, other), max(now, other)
    return None if start == end else Interval(start=start, end=end, precision=Precision.DAY)
