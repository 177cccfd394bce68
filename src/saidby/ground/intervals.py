"""When a happening was: its time expressions, put together and resolved against the document's date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from saidby.ground.times import resolve
from saidby.model import Interval, Published, TimeExpression, TimeWords
from saidby.vocabulary import Precision

CAPTION: Final = 0.3
"""What a full date of the year of publication counts: reports write the running year in captions and datelines."""

_FITNESS: Final = {Precision.YEAR: 0.1, Precision.MONTH: 0.4, Precision.WEEK: 0.4} | dict.fromkeys(
    (Precision.DAY, Precision.PART, Precision.HOUR, Precision.MINUTE), 1.0
)
"""How likely a time word of each precision dates a happening: years are mostly background."""


class Dated(NamedTuple):
    """An interval, None for unknown, and one line on how it was found."""

    interval: Interval | None
    why: str


def when(times: Sequence[TimeWords], published: Published | None, before: Interval | None) -> Dated:
    """The interval of a happening from its time words, nearest first.

    `before` is the interval of the happening told of just before it, which "a week earlier" leans on. The interval
    that most and the nearest expressions mean is kept; another only makes it finer. Without any expression it is unknown: the day
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
    votes: dict[Interval, float] = {}
    for place, (expression, interval) in enumerate(resolved):
        fitness = CAPTION if _dates_a_caption(expression, published) else _FITNESS[interval.precision]
        votes[interval] = votes.get(interval, 0.0) + fitness / (1 + place)
    order = sorted(votes, key=lambda interval: -votes[interval])
    interval = order[0]
    for other in order[1:]:
        interval = _finer(interval, other)
    anchor = published.known.value if published else "no date"
    against = (
        f" against {published.interval.edtf} ({anchor})" if published and any(_relative(each) for each, _ in resolved) else ""
    )
    return Dated(interval, f"{words}{against}")


def _complete(times: Sequence[TimeWords]) -> list[TimeExpression]:
    """The expressions, the nearest date with the nearest part of day or clock time in it: "Saturday" + "overnight".

    Beside a date, a part of day or clock time of its own says nothing more: it would be taken for the publication's day.
    """
    expressions = [each.time for each in times]
    dated = [each for each in expressions if _has_date(each)]
    hours = [each for each in expressions if not _has_date(each) and (each.part is not None or each.hour is not None)]
    if not dated or not hours:
        return expressions
    nearest = dated[0]
    whole = nearest.part is None and nearest.hour is None and nearest.until is None
    joined = replace(nearest, part=hours[0].part, hour=hours[0].hour, minute=hours[0].minute) if whole else nearest
    return [joined if each is nearest else each for each in expressions if each not in hours]


def _has_date(time: TimeExpression) -> bool:
    return time.day is not None or time.weekday is not None or (time.unit == "day" and time.shift is not None and not time.span)


def _dates_a_caption(time: TimeExpression, published: Published | None) -> bool:
    return published is not None and time.day is not None and time.year == published.interval.start.year


def _relative(time: TimeExpression) -> bool:
    return not (time.year is not None and time.month is not None)


def _finer(chosen: Interval, other: Interval) -> Interval:
    """The shorter of two that can both be, whole: a night reaches into the next day. Else what was chosen first."""
    if not chosen.overlaps(other) or chosen.end - chosen.start <= other.end - other.start:
        return chosen
    return other
