"""Dates and times as data has them (ISO 8601, and dates in words) → intervals of the model.

A time with a zone becomes naive UTC; one without is left as it is. A clock time gives an interval of one minute (one
hour where only the hour is given). Exact midnight is what software writes for "no time known": the day is meant, in
its own zone.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

from saidby.acquire.words import names, words
from saidby.model import Interval, day
from saidby.vocabulary import Precision

_ISO = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[Tt ](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?)?"
    r" ?(Z|z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?)?)?",
    re.ASCII,
)


def instant(value: str) -> Interval:
    """The interval of an ISO 8601 year, month, day or time. Raises ValueError for any other, or one that does not exist."""
    found = _ISO.fullmatch(value.strip())
    if found is None:
        raise ValueError(f"{value[:40]!r} is no date of the form YYYY-MM-DD or YYYY-MM-DDThh:mm")
    year, month, dom, hour, minute, second, zone = found.groups()
    try:
        if month is None:
            return Interval(start=datetime(int(year), 1, 1), end=datetime(int(year) + 1, 1, 1), precision=Precision.YEAR)
        if dom is None:
            first = datetime(int(year), int(month), 1)
            following = datetime(int(year) + int(month) // 12, int(month) % 12 + 1, 1)
            return Interval(start=first, end=following, precision=Precision.MONTH)
        whole = day(date(int(year), int(month), int(dom)))
        if hour is None:
            return whole
        time = datetime(int(year), int(month), int(dom), int(hour), int(minute or 0), min(int(second or 0), 59))
        if (time.hour, time.minute, time.second) == (0, 0, 0):
            return whole
        return _clock(time, zone, Precision.HOUR if minute is None else Precision.MINUTE)
    except (ValueError, OverflowError):
        raise ValueError(f"{value[:40]!r} does not exist in the calendar") from None


def _clock(time: datetime, zone: str | None, precision: Precision) -> Interval:
    if zone is not None and zone[0] in "+-":
        digits = zone[1:].replace(":", "").ljust(4, "0")
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        aware = time.replace(tzinfo=timezone(offset if zone[0] == "+" else -offset))
        time = aware.astimezone(UTC).replace(tzinfo=None)
    start = time.replace(second=0)
    length = timedelta(minutes=1) if precision is Precision.MINUTE else timedelta(hours=1)
    return Interval(start=start, end=start + length, precision=precision)


# --- Dates in words --------------------------------------------------------------------------------------------------


@cache
def _months() -> dict[str, int]:
    return words("en", "months", dict[str, int])


def _either(choices: tuple[str, ...]) -> str:
    return "|".join(re.escape(choice) for choice in sorted(choices, key=lambda choice: (-len(choice), choice)))


@cache
def written(short_years: bool = False) -> str:  # noqa: FBT001, FBT002
    """A pattern for one complete date in words or figures, with its weekday; four groups a form.

    `short_years` lets "3 JAN 90" count, as in the datelines of older wires. For texts whose runs of white space are
    single spaces, and without regard to case.
    """
    month, year = _either(tuple(_months())), r"\d{4}|\d{2}" if short_years else r"\d{4}"
    weekday = _either(names("en", "weekdays", "words"))
    return (
        rf"(?:(?:{weekday})\.?,? )?"
        rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?(?P<m1>{month})\.?,?[ -](?P<y1>{year})"
        rf"|(?P<m2>{month})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>{year})"
        r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})"
        r"|(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4}))(?!\w)"
    )


def date_of(found: re.Match[str]) -> date | None:
    """The date that a match of :func:`written` stands for; None for one that does not exist.

    A year of two digits is read as POSIX reads it: 69 to 99 in the twentieth century, the others in the twenty-first.
    """
    for form in "1234":
        year, month, dom = found[f"y{form}"], found[f"m{form}"], found[f"d{form}"]
        if year is not None:
            number = int(year) if len(year) == 4 else 1900 + int(year) if int(year) >= 69 else 2000 + int(year)
            try:
                value = date(number, _months().get(month.lower()) or int(month), int(dom))
            except ValueError:
                return None
            return value if value < date.max else None
    return None


def in_words(value: str) -> Interval | None:
    """The day of a value that is one complete date in words and nothing else, but for a clock time after it."""
    found = re.match(written() + r"(?:,? (?:at )?\d{1,2}[:.]\d{2}\b.{0,20})?$", " ".join(value[:80].split()), re.IGNORECASE)
    found_date = date_of(found) if found else None
    return day(found_date) if found_date else None
