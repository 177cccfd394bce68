"""The reports written for training: plain files of texts with their claims, one line a claim.

A file holds reports one after another::

    === uvira-radio-01
    style: local radio
    source: Radio Lac
    published: 1999-08-14
    title: Ambush near Uvira
    ---
    The text, paragraph by paragraph.
    ---
    i1 | armed_clash | Uvira | CD | 1999-08-13 | RCD rebels | a lorry; its driver | rockets
    f1 | killed | exact | 7..7 | people | i1 | army spokesman Col. Jean Bosco | [seven] people died
    f1+ | the [seven]
    f2 | killed | exact | 3..3 | children | i1 | army spokesman Col. Jean Bosco | [three] of them children | part of f1
    f3 | killed | more_than | 2001.. | people | cumulative | the UN > aid workers | more than [2,000] people
    a1 | denial | i1 | The rebels | had not fired a shot | denies

Incidents: type, place, country, date, actors, targets, weapons. Figures: measure, qualifier, bounds (open = empty),
unit, the incident or ``cumulative`` or ``other``, the speakers from outermost to innermost (``-`` = the narrator), the
quote with its number words in brackets (none = implicit), then optionally ``part of fN`` and a stance other than
asserts. A line ``fN+`` is another quote of the same figure. Assertions: kind, the incident or ``-``, speakers, quote,
a stance other than asserts. ``#2`` after a quote is its second occurrence. The title is the first line of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from saidby.errors import InputError
from saidby.vocabulary import UNNAMED, ClaimKind, IncidentType, Measure, Qualifier, Scope, Stance

T = TypeVar("T")

_HEAD: Final = re.compile(r"=== (?P<id>[a-z0-9][a-z0-9.-]*)")
_BOUNDS: Final = re.compile(r"(\d*)\.\.(\d*)")
_EDTF: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")
_OCCURRENCE: Final = re.compile(r" #([1-9])$")
_NUMBER: Final = re.compile(r"\[([^\[\]]+)\]")


class Quote(msgspec.Struct, frozen=True):
    """Code points ``[start, end)`` of a text, and those of the number words inside (equal when there are none)."""

    start: int
    end: int
    number_start: int
    number_end: int


class WrittenIncident(msgspec.Struct, frozen=True):
    id: str
    type: IncidentType
    place: str | None
    country: str | None
    date: str | None  # EDTF level 0 or an interval of two
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    weapons: tuple[str, ...]


class WrittenFigure(msgspec.Struct, frozen=True):
    id: str
    measure: Measure
    qualifier: Qualifier
    low: int | None
    high: int | None
    unit: str
    scope: Scope
    incident: str | None
    speakers: tuple[str, ...]
    stance: Stance
    quotes: tuple[Quote, ...]  # the most complete first
    subset_of: str | None
    implicit: bool


class WrittenAssertion(msgspec.Struct, frozen=True):
    id: str
    kind: ClaimKind
    incident: str | None
    speakers: tuple[str, ...]
    stance: Stance
    quote: Quote


class Written(msgspec.Struct, frozen=True):
    """A report with its claims, as a person (or a careful program) annotated it."""

    id: str
    text: str
    published: str | None
    source: str | None
    incidents: tuple[WrittenIncident, ...]
    figures: tuple[WrittenFigure, ...]
    assertions: tuple[WrittenAssertion, ...]


def read_written(path: Path) -> tuple[Written, ...]:
    """All reports of a file. Raises InputError with the report, the line and what was wrong."""
    return tuple(read_block(path.name, block) for block in blocks(path))


def blocks(path: Path) -> list[str]:
    """The reports of a file, unread."""
    return [block for block in re.split(r"(?m)^(?==== )", path.read_text(encoding="utf-8")) if block.strip()]


def read_block(file: str, block: str) -> Written:
    """One report; `file` is for messages. Raises InputError."""
    return _Reader(file, block).report()


class _Reader:
    """One report's block."""

    def __init__(self, file: str, block: str) -> None:
        self._where = file
        match = _HEAD.match(block)
        parts = re.split(r"(?m)^---[ ]*\n", block)
        if match is None or len(parts) != 3:
            raise self._fault(block[:60], "a report is '=== id', its head, '---', its text, '---', its claims")
        self._id = match["id"]
        self._where = f"{file}, {self._id}"
        head = dict(re.findall(r"(?m)^([a-z]+): (.*\S)", parts[0]))
        body = "\n".join(line.strip() for line in parts[1].strip().split("\n"))
        self.text = f"{head['title']}\n\n{body}" if "title" in head else body
        self._head = head
        self._lines = [line.strip() for line in parts[2].split("\n") if line.strip()]

    def report(self) -> Written:
        rows = [[cell.strip() for cell in line.split(" | ")] for line in self._lines]
        more: dict[str, list[Quote]] = {}
        for row in rows:
            if row[0].endswith("+"):
                more.setdefault(row[0][:-1], []).append(self._quote(row[1])[0])
        incidents = tuple(self._told(self._incident, row) for row in rows if row[0][0] == "i")
        known = {incident.id for incident in incidents}
        figures = tuple(
            self._told(lambda row: self._figure(row, known, more), row)
            for row in rows
            if row[0][0] == "f" and row[0][-1] != "+"
        )
        assertions = tuple(self._told(lambda row: self._assertion(row, known), row) for row in rows if row[0][0] == "a")
        for row in rows:
            if row[0][0] not in "ifa":
                raise self._fault(" | ".join(row), "a line begins with i, f or a and a number")
        ids = [*(told.id for told in incidents), *(told.id for told in figures), *(told.id for told in assertions)]
        if twice := {name for name in ids if ids.count(name) > 1} | (set(more) - set(ids)):
            raise self._fault(", ".join(sorted(twice)), "ids are given once, and 'fN+' follows an fN")
        for figure in figures:
            if figure.subset_of and figure.subset_of not in ids:
                raise self._fault(figure.id, f"part of {figure.subset_of}, which is not there")
        return Written(
            id=self._id,
            text=self.text,
            published=self._head.get("published"),
            source=self._head.get("source"),
            incidents=incidents,
            figures=figures,
            assertions=assertions,
        )

    def _fault(self, line: str, why: str) -> InputError:
        return InputError(f"{self._where}: {line!r}: {why}")

    def _told(self, make: Callable[[list[str]], T], row: list[str]) -> T:
        try:
            return make(row)
        except InputError:
            raise
        except (ValueError, IndexError, TypeError) as error:
            raise self._fault(" | ".join(row), str(error)) from error

    def _incident(self, row: list[str]) -> WrittenIncident:
        name, kind, place, country, date, *who = row
        if len(who) != 3:
            raise ValueError("an incident has eight cells: id, type, place, country, date, actors, targets, weapons")
        if date != "-" and not _EDTF.fullmatch(date):
            raise ValueError(f"{date} is no EDTF date, month, year or interval")
        lists = [tuple(w.strip() for w in cell.split(";") if w.strip() not in {"", "-"}) for cell in who]
        for words in (w for cell in lists for w in cell):
            if words not in self.text:
                raise ValueError(f"{words!r} is not in the text word for word")
        return WrittenIncident(
            name, IncidentType(kind), _given(place), _given(country), _given(date), lists[0], lists[1], lists[2]
        )  # fmt: skip

    def _figure(self, row: list[str], known: set[str], more: dict[str, list[Quote]]) -> WrittenFigure:
        name, measure, qualifier, bounds, unit, over, speakers, quote, *rest = row
        match = _BOUNDS.fullmatch(bounds)
        if match is None or not any(match.groups()):
            raise ValueError(f"bounds are written low..high, one side may be empty, not {bounds}")
        low, high = (int(side) if side else None for side in match.groups())
        if low is not None and high is not None and low > high:
            raise ValueError("low is above high")
        scope = Scope(over) if over in {"cumulative", "other"} else Scope.INCIDENT
        if scope is Scope.INCIDENT and over not in known:
            raise ValueError(f"no incident {over}; write its id, cumulative or other")
        part, stance = None, Stance.ASSERTS
        for extra in rest:
            if extra.startswith("part of "):
                part = extra.removeprefix("part of ")
            else:
                stance = Stance(extra)
        span, explicit = self._quote(quote)
        return WrittenFigure(
            id=name,
            measure=Measure(measure),
            qualifier=Qualifier(qualifier),
            low=low,
            high=high,
            unit=unit,
            scope=scope,
            incident=over if scope is Scope.INCIDENT else None,
            speakers=self._chain(speakers),
            stance=stance,
            quotes=(span, *more.get(name, ())),
            subset_of=part,
            implicit=not explicit,
        )

    def _assertion(self, row: list[str], known: set[str]) -> WrittenAssertion:
        name, kind, incident, speakers, quote, *rest = row
        if ClaimKind(kind) is ClaimKind.FIGURE:
            raise ValueError("a figure has a line of its own kind")
        if incident != "-" and incident not in known:
            raise ValueError(f"no incident {incident}; write its id or -")
        stance = Stance(rest[0]) if rest else Stance.ASSERTS
        return WrittenAssertion(
            name, ClaimKind(kind), _given(incident), self._chain(speakers), stance, self._quote(quote)[0]
        )  # fmt: skip

    def _chain(self, cell: str) -> tuple[str, ...]:
        names = () if cell == "-" else tuple(name.strip() for name in cell.split(" > "))
        for name in names:
            if name != UNNAMED and name not in self.text:
                raise ValueError(f"the speaker {name!r} is not in the text word for word")
        return names

    def _quote(self, cell: str) -> tuple[Quote, bool]:
        occurrence = 1
        if match := _OCCURRENCE.search(cell):
            occurrence, cell = int(match[1]), cell[: match.start()]
        number = _NUMBER.search(cell)
        plain = _NUMBER.sub(r"\1", cell)
        start = -1
        for _ in range(occurrence):
            start = self.text.find(plain, start + 1)
            if start < 0:
                raise self._fault(cell, "the quote is not in the text word for word (or not so often)")
        if number is None:
            return Quote(start, start + len(plain), start, start), False
        return Quote(start, start + len(plain), start + number.start(), start + number.end() - 2), True


def _given(cell: str) -> str | None:
    return None if cell == "-" else cell


def as_gold(report: Written) -> dict[str, object]:
    """The report's claims as an annotation file of the gold guidelines has them."""
    text = report.text

    def words(quote: Quote) -> str:
        return text[quote.start : quote.end]

    figures = [
        {
            "id": figure.id,
            "quote": words(figure.quotes[0]),
            "number": None if figure.implicit else text[figure.quotes[0].number_start : figure.quotes[0].number_end],
            **{key: getattr(figure, key) for key in ("measure", "qualifier", "low", "high", "unit", "subset_of", "scope")},
            **{key: getattr(figure, key) for key in ("incident", "speakers", "stance", "implicit")},
        }
        for figure in report.figures
    ]
    assertions = [
        {
            **{key: getattr(entry, key) for key in ("id", "kind", "incident", "speakers", "stance")},
            "quote": words(entry.quote),
        }
        for entry in report.assertions
    ]
    incidents = [msgspec.structs.asdict(incident) for incident in report.incidents]
    return {"doc": report.id, "incidents": incidents, "figures": figures, "assertions": assertions}


def uncounted(report: Written) -> Iterator[str]:
    """Number words of the text that no figure holds, each with the words around it: to be looked at once more."""
    taken = [(q.number_start, q.number_end) for figure in report.figures for q in figure.quotes]
    for match in _COUNTLIKE.finditer(report.text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            around = report.text[max(0, match.start() - 30) : match.end() + 30].replace("\n", " ")
            yield f"…{around}…"


_COUNTLIKE: Final = re.compile(
    r"(?i)\b(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?|scores"
    r"|several|a few|a couple|many|numerous|multiple)\b"
)
