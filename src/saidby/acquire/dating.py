"""When a document was published, and how that is known; unknown stays None.

In a text only a complete absolute date in a place where publication dates stand counts: a dateline at the top, a line
that is only a date, a byline, the signature of an embedded post. A date in a running sentence is the date of what is
told. Of several, the latest day is taken: a report that quotes a post was published on the post's day or later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from saidby.acquire.instants import date_of, instant, written
from saidby.acquire.words import names, words
from saidby.model import Interval, Published, day
from saidby.vocabulary import Known

_LONGEST = 240  # characters of a line that is a byline; a dateline is looked for in a line's first as many
_TOP = 7  # lines that are not blank among which a dateline stands
_LINE = re.compile(r"[^\n\v\f\x85\u2028\u2029]+")  # line ends as Unicode has them
_REFERENCE = re.compile(  # "2031-06-S-014", of a press release
    r"(?<![\w-])((?:19|20)\d\d)-(0[1-9]|1[0-2])[-–][A-Z]{1,3}[-–]\d{1,5}(?![\w-])", re.ASCII
)
_SMALL = frozenset({"a", "and", "at", "by", "de", "for", "from", "in", "of", "on", "the"})  # not capitalised in names
_CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?:,? \(?[a-z]{2,5}\)?|,? ?[+-]\d{2}:?\d{2}){0,2}"
_SEPARATOR = r"[ ,|·•–—-]{1,4}"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    spoken = "|".join(re.escape(words) for words in sorted(names("en", "bylines", "words"), key=len, reverse=True))
    months = "|".join(sorted(map(re.escape, words("en", "months", dict[str, int])), key=len, reverse=True))
    after = rf"(?:{_SEPARATOR}(?:at )?{_CLOCK})?\.?"
    return {
        "line": re.compile(rf"\(?(?:(?:{spoken})(?:: ?| ))?(?:{_CLOCK}{_SEPARATOR})?{written()}{after}\)?", re.IGNORECASE),
        "end": re.compile(rf"(?:[,|·•–—(-] ?|\b(?:{spoken}):? ){written()}{after}\)?$", re.IGNORECASE),
        "post": re.compile(rf"\(@\w{{1,40}}\) ?{_SEPARATOR.replace('{1,4}', '{0,4}')}{written()}", re.IGNORECASE),
        "dateline": re.compile(rf"[,(] ?{written(True)} ?(?:\(|\[|[–—:-])", re.IGNORECASE),
        "bracketed": re.compile(rf"\( ?{written(True)} ?\) ?(?:[–—-]|$)", re.IGNORECASE),
        "headed": re.compile(rf"(?P<month>{months})\.? (?P<day>\d{{1,2}}):", re.IGNORECASE),
        "yearless": re.compile(rf"\( ?(?P<month>{months})\.? (?P<day>\d{{1,2}}) ?\) ?(?:[–—-]|$)", re.IGNORECASE),
    }


def _name_like(words: str) -> bool:
    """Whether the words before a date are a name (of a place, an outlet, a person) and no sentence."""
    parts = [part.strip("().,|·•–—-:/@") for part in words.split()]
    return len(parts) <= 12 and all(not part or part[0].isupper() or part[0].isdigit() or part in _SMALL for part in parts)


def _standing(line: str, place: int) -> Iterator[date | None]:
    """Dates in the publication positions of one line, the `place`-th that is not blank, counted from 0."""
    patterns = _patterns()
    if place < _TOP and (found := patterns["dateline"].search(line[:_LONGEST])) and _name_like(line[: found.start()]):
        yield date_of(found)
    if place < _TOP and (found := _bracketed(patterns["bracketed"], line)):
        yield date_of(found)
    if "(@" in line:
        yield from (date_of(post) for post in patterns["post"].finditer(line))
    if len(line) > _LONGEST:
        return
    if whole := patterns["line"].fullmatch(line):
        yield date_of(whole)
    elif place and (end := patterns["end"].search(line)) and _name_like(line[: end.start()]):
        yield date_of(end)  # not in the first line: a headline may end in the date of what it tells


def _bracketed(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    """A date in brackets that ends a dateline: "KYIV, Ukraine (June 3, 2031) –", its town in capitals."""
    found = pattern.search(line[:_LONGEST])
    town = line.split(",", maxsplit=1)[0].split("(", maxsplit=1)[0]
    return found if found and town.isupper() and _name_like(line[: found.start()]) else None


def _of_reference(line: str, place: int, year_month: tuple[int, int]) -> date | None:
    """The day of a dateline, or of what heads a bulletin ("June 3: Operations"), without a year.

    The year is that of the release's reference number, where the month is the same.
    """
    patterns = _patterns()
    found = _bracketed(patterns["yearless"], line) or (None if place else patterns["headed"].match(line))
    if found is None or words("en", "months", dict[str, int])[found["month"].lower()] != year_month[1]:
        return None
    try:
        return date(*year_month, int(found["day"]))
    except ValueError:
        return None  # a day that the month does not have


def _reference(text: str) -> tuple[int, int] | None:
    """Year and month of the reference number among the first lines."""
    lines = [line for found in islice(_LINE.finditer(text), 3 * _TOP) if (line := found.group().strip())]
    numbers = (_REFERENCE.search(line[:_LONGEST]) for line in lines[:_TOP])
    return next(((int(found[1]), int(found[2])) for found in numbers if found), None)


def in_text(text: str) -> Interval | None:
    """The latest day in a dateline, date line, byline or post signature of `text`; None where there is none."""
    latest: date | None = None
    reference = _reference(text)
    place = 0
    for found in _LINE.finditer(text):
        line = " ".join(found.group().split())
        if line:
            values = list(_standing(line, place))
            if place < _TOP and reference:
                values.append(_of_reference(line, place, reference))
            for value in values:
                if value is not None and (latest is None or value > latest):
                    latest = value
            place += 1
    return day(latest) if latest else None


_IN_PATH = re.compile(
    r"/(?P<y1>(?:19|20)\d\d)/(?P<m1>\d{1,2}|[a-z]{3,9})/(?P<d1>\d{1,2})(?=/|$)"
    r"|(?<=[/_-])(?P<y2>(?:19|20)\d\d)-(?P<m2>\d\d)-(?P<d2>\d\d)(?=[/_.-]|$)"
    r"|(?<=[/_-])(?P<y3>(?:19|20)\d\d)(?P<m3>\d\d)(?P<d3>\d\d)(?=[/_.-]|$)",
    re.IGNORECASE | re.ASCII,
)
_MONTH_IN_PATH = re.compile(r"/((?:19|20)\d\d)/(\d\d)(?=/|$)", re.ASCII)


def in_path(path: str) -> Interval | None:
    """The day that a URL's path ("/2023/12/31/", "/2023/dec/31/", "/2023-12-31-x") or a file's stem names, or None."""
    months = words("en", "months", dict[str, int])
    for found in _IN_PATH.finditer(path[:2_000]):
        year, month, dom = (next(found[f"{part}{form}"] for form in "123" if found[f"y{form}"]) for part in "ymd")
        try:
            return instant(f"{year}-{months.get(month.lower()) or int(month):02d}-{int(dom):02d}")
        except ValueError:
            continue  # digits that are no date
    return None


def in_url(url: str | None) -> Interval | None:
    """The day in a URL's path."""
    return in_path(urlsplit(url).path) if url else None


def _month_in_url(url: str | None) -> Interval | None:
    found = _MONTH_IN_PATH.search(urlsplit(url).path[:2_000]) if url else None
    try:
        return instant("-".join(found.groups())) if found else None
    except ValueError:
        return None


def inferred(text: str, *, url: str | None, name: str) -> Published | None:
    """The publication date of a document whose metadata have none.

    By the day in its URL, else one in the text, else one in the file's name, else the month in its URL.
    """
    if found := in_url(url):
        return Published(interval=found, known=Known.URL)
    if found := in_text(text):
        return Published(interval=found, known=Known.TEXT)
    if found := in_path("/" + PurePosixPath(name).stem) or _month_in_url(url):
        return Published(interval=found, known=Known.URL)
    return None
