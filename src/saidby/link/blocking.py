"""Which units are worth comparing: keys of space and time, so that the work grows almost with the number of units.

A unit is shelved under the keys of :func:`shelves` and finds others through :func:`lookups`. Units with a place of
their own meet in cells of one degree; provinces meet what lies in them; a country or no place at all is too coarse to
meet by: such units need a figure in common.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import product
from math import floor

from saidby.link.units import Unit, grain_of_place, grain_of_time
from saidby.model import Interval, Place

Key = tuple[object, ...]


def findable(unit: Unit) -> bool:
    """Whether the unit says (or its report implies) enough to be looked for in other documents."""
    return unit.interval is not None or (unit.place is not None and unit.published is not None)


def shelves(unit: Unit) -> Iterator[Key]:
    """The keys under which a unit is kept."""
    yield ("origin", unit.origin)
    for space, time in product(_own_space(unit), _own_time(unit)):
        yield (*space, *time)


def lookups(unit: Unit) -> Iterator[Key]:
    """The keys under which units that may be about the same happening are kept; copies of one report always meet."""
    yield ("origin", unit.origin)
    for space, time in product(_other_space(unit), _other_time(unit)):
        yield (*space, *time)


def _cell(place: Place) -> tuple[object, ...]:
    if place.latitude is None or place.longitude is None:
        return ("name", place.country, place.name.casefold())
    return (floor(place.latitude), floor(place.longitude) % 360)


def _own_space(unit: Unit) -> Iterator[Key]:
    place, grain = unit.place, grain_of_place(unit.place)
    loose = "loose" if place is None or grain == 2 else "firm"
    for count in sorted(unit.counts, key=repr):
        yield (loose, *count)
    if place is not None and grain == 0:
        yield ("cell", *_cell(place))
        yield ("within", place.country, place.admin1)
    elif place is not None and grain == 1:
        yield ("region", place.country, place.admin1)


def _other_space(unit: Unit) -> Iterator[Key]:
    place, grain = unit.place, grain_of_place(unit.place)
    for count in sorted(unit.counts, key=repr):
        yield ("loose", *count)
        if place is None or grain == 2:
            yield ("firm", *count)
    if place is not None and grain < 2:
        yield ("region", place.country, place.admin1)
    if place is not None and grain == 1:
        yield ("within", place.country, place.admin1)
    elif place is not None and grain == 0:
        cell = _cell(place)
        if len(cell) == 2:
            north, east = floor(place.latitude or 0), floor(place.longitude or 0)
            for up, right in product((-1, 0, 1), repeat=2):
                yield ("cell", north + up, (east + right) % 360)
        else:
            yield ("cell", *cell)


def _days(start: datetime, end: datetime, before: int = 0, after: int = 0) -> Iterator[date]:
    day = start.date() - min(timedelta(days=before), start.date() - date.min)
    last = (end - timedelta(microseconds=1)).date()
    last += min(timedelta(days=after), date.max - last)
    # A report whose date is known to the month or year only says nothing about days.
    while day <= last and (last - day).days < 400:
        yield day
        if day == date.max:
            return
        day += timedelta(days=1)


def _months(interval: Interval) -> Iterator[tuple[int, int]]:
    year, month = interval.start.year, interval.start.month
    last = interval.end - timedelta(microseconds=1)
    while (year, month) <= (last.year, last.month):
        yield (year, month)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _own_time(unit: Unit) -> Iterator[Key]:
    grain, interval = grain_of_time(unit.interval), unit.interval
    if interval is not None and grain == 0:
        yield from (("day", day) for day in _days(interval.start, interval.end))
        yield from (("in month", *month) for month in _months(interval))
    elif interval is not None and grain == 1:
        yield from (("month", *month) for month in _months(interval))
    elif unit.published is not None and grain_of_time(unit.published) == 0:
        yield from (("report", day) for day in _days(unit.published.start, unit.published.end))


def _other_time(unit: Unit) -> Iterator[Key]:
    grain, interval = grain_of_time(unit.interval), unit.interval
    if interval is not None and grain < 2:
        yield from (("month", *month) for month in _months(interval))
    if interval is not None and grain == 0:
        yield from (("day", day) for day in _days(interval.start, interval.end, 1, 1))
        yield from (("report", day) for day in _days(interval.start, interval.end, 1, 4))
    elif interval is not None and grain == 1:
        yield from (("in month", *month) for month in _months(interval))
    elif unit.published is not None and grain_of_time(unit.published) == 0:
        yield from (("report", day) for day in _days(unit.published.start, unit.published.end, 3, 3))
        yield from (("day", day) for day in _days(unit.published.start, unit.published.end, 4, 1))
