"""When a happening was: its time expressions, put together and resolved against the document's date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from saidby.ground.times import resolve
from saidby.model import Interval, Published, TimeExpression, TimeWords


class Dated(NamedTuple):
    """An interval, None for unknown, and one line on how it was found."""

    interval: Interval | None
    why: str


def when(times: Sequence[TimeWords], published: Published | None, before: Interval | None) -> Dated:
    """The interval of a happening from its time words, nearest first.

    `before` is the interval of the happening told of just before it, which "a week earlier" leans on. The nearest
    expression that resolves is kept; a farther one only makes it finer. Without any expression it is unknown: the day
    of publication is not the day of the happening.
    """
    if not times:
        return Dated(None, "the text ties no time to it")
    expressions = _complete(times)
    words = ", ".join(f"{evidence!r}" for evidence in dict.fromkeys(each.evidence.quote for each in times))
    resolved = [(each, interval) for each in expressions if (interval := resolve(each, published, before)) is not None]
    if not resolved:
        missing = "the document's date is unknown" if published is None else "nothing to count from"
        return Dated(None, f"{words}: {missing}")
    interval = resolved[0][1]
    for _, other in resolved[1:]:
        interval = _finer(interval, other)
    anchor = published.known.value if published else "no date"
    against = (
        f" against {published.interval.edtf} ({anchor})" if published and any(_relative(each) for each, _ in resolved) else ""
    )
    return Dated(interval, f"{words}{against}")


def _complete(times: Sequence[TimeWords]) -> list[TimeExpression]:
    """The expressions, the nearest date with the nearest part of day or clock time in it: "Saturday" + "overnight"."""
    expressions = [each.time for each in times]
    dates = [each for each in expressions if _has_date(each) and each.part is None and each.hour is None and each.until is None]
    hours = [each for each in expressions if not _has_date(each) and (each.part is not None or each.hour is not None)]
    if not dates or not hours:
        return expressions
    joined = replace(dates[0], part=hours[0].part, hour=hours[0].hour, minute=hours[0].minute)
    return [joined, *(each for each in expressions if each is not dates[0] and each not in hours)]


def _has_date(time: TimeExpression) -> bool:
    return time.day is not None or time.weekday is not None or (time.unit == "day" and time.shift is not None and not time.span)


def _relative(time: TimeExpression) -> bool:
    return not (time.year is not None and time.month is not None)


def _finer(chosen: Interval, other: Interval) -> Interval:
    """The shorter of two that can both be, whole: a night reaches into the next day. Else what was chosen first."""
    if not chosen.overlaps(other) or chosen.end - chosen.start <= other.end - other.start:
        return chosen
    return other
