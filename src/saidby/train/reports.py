"""What annotated reports teach: every head and tie that figures and assertions speak of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
from tokenizers import Tokenizer

from saidby.acquire.instants import instant
from saidby.annotate.datelines import PUBLISHED
from saidby.annotate.draft import Draft
from saidby.annotate.sheet import Sheet
from saidby.annotate.trained.labels import ASSERTED, FEATURE, HEADS, NONE, Relation
from saidby.annotate.trained.pieces import pieces
from saidby.ground.times import resolve
from saidby.model import Interval, Published
from saidby.score.alike import days_apart, same_date, words
from saidby.train.lessons import NOBODY, UNNAMED, UNSAID, Lesson, Tied
from saidby.train.written import Written, WrittenFigure
from saidby.vocabulary import UNNAMED as NAMELESS
from saidby.vocabulary import Kind, Known, Scope, Tie

Prepare = Callable[[str], tuple[Sheet, Draft]]
"""What the rules find in a text."""

TELLING: Final = 10
"""A count from here on hardly comes twice by chance."""

_NAMES: Final = (Kind.PERSON, Kind.ORGANISATION, Kind.GROUP, Kind.SPEAKER)


def teach(source: str, report: Written, published: Published | None, prepare: Prepare, tokenizer: Tokenizer) -> Lesson:
    """The lesson of one annotated report."""
    sheet, draft = prepare(report.text)
    return _Teacher(source, report, published, sheet, draft, tokenizer).lesson


class _Teacher:
    def __init__(
        self, source: str, report: Written, published: Published | None, sheet: Sheet, draft: Draft, tokenizer: Tokenizer
    ) -> None:  # fmt: skip
        self._report, self._published, self._draft = report, published, draft
        self.lesson = Lesson(source, pieces(tokenizer, sheet, draft))
        self._text = report.text
        self._incidents = {incident.id: incident for incident in report.incidents}
        self._anchors: list[tuple[int, str | None]] = []  # piece, incident
        self._place_names()
        self._figures()
        self._assertions()
        for at, (one, first) in enumerate(self._anchors):
            for other, second in self._anchors[:at]:
                same = first is not None and first == second
                self.lesson.pairs += [(one, other, same), (other, one, same)]

    def _figures(self) -> None:
        measure = self.lesson.head("measure")
        quantities = self._quantities()
        for piece, _ in quantities:
            measure[piece] = 0
        standing: dict[str, list[int]] = {}
        for figure in self._report.figures:
            for quote in figure.quotes if not figure.implicit else ():
                for piece, place in quantities:
                    mention = self._draft.mentions[place]
                    if mention.start < quote.number_end and quote.number_start < mention.end:
                        measure[piece] = HEADS["measure"].index(figure.measure)
                        standing.setdefault(figure.id, []).append(piece)
                        break
        self.lesson.head("alone", 0)
        for figure in self._report.figures:
            if figure.implicit:
                self._alone(figure)
        for figure in self._report.figures:
            for piece, place in quantities:
                if measure[piece] == 0 and self._may_repeat(place, figure):
                    measure[piece] = UNSAID
        for figure in self._report.figures:
            for nth, piece in enumerate(standing.get(figure.id, ())):
                self._figure(figure, piece, standing)
                lead = standing[figure.id][0]
                self.lesson.ties.append(Tied(Relation.REPEATS, piece, (lead,) if nth else (NOBODY,)))

    def _may_repeat(self, place: int, figure: WrittenFigure) -> bool:
        """Whether a number may be a figure's again, which a single quote a figure does not show; a small one only as the rules say."""
        bounds = self._draft.mentions[place].bounds
        if figure.implicit or bounds is None or (bounds.low, bounds.high) != (figure.low, figure.high):
            return False
        measured = {self._draft.mentions[harm].label for harm in self._draft.targets(place, Tie.MEASURES)}
        return (figure.low or 0) >= TELLING or figure.measure in measured

    def _alone(self, figure: WrittenFigure) -> None:
        for quote in figure.quotes[:1]:
            piece = self.lesson.span("alone", "alone", quote.start, quote.end)
            if piece is not None:
                self.lesson.head("measure")[piece] = HEADS["measure"].index(figure.measure)
                self.lesson.head("scope")[piece] = HEADS["scope"].index(figure.scope)
                self.lesson.head("stance")[piece] = HEADS["stance"].index(figure.stance)
                self._about(piece, figure.incident, figure.speakers)

    def _figure(self, figure: WrittenFigure, piece: int, standing: dict[str, list[int]]) -> None:
        lesson = self.lesson
        lesson.head("scope")[piece] = HEADS["scope"].index(figure.scope)
        lesson.head("stance")[piece] = HEADS["stance"].index(figure.stance)
        self._about(piece, figure.incident, figure.speakers)
        if figure.scope is not Scope.INCIDENT:
            lesson.ties += [Tied(Relation.AT, piece, (NOBODY,)), Tied(Relation.ON, piece, (NOBODY,))]
        if figure.subset_of is None:
            lesson.ties.append(Tied(Relation.PART_OF, piece, (NOBODY,)))
        elif wholes := standing.get(figure.subset_of):
            lesson.ties.append(Tied(Relation.PART_OF, piece, tuple(wholes)))

    def _assertions(self) -> None:
        for kind in ASSERTED:
            self.lesson.head(kind.value, 0)
        for entry in self._report.assertions:
            piece = self.lesson.span(entry.kind.value, entry.kind.value, entry.quote.start, entry.quote.end)
            if piece is None:
                continue
            self.lesson.head("stance")[piece] = HEADS["stance"].index(entry.stance)
            self._about(piece, entry.incident, entry.speakers)

    def _about(self, piece: int, incident: str | None, speakers: tuple[str, ...]) -> None:
        """Who says it, and of which happening: its place, time and manner."""
        ties = self.lesson.ties
        self._anchors.append((piece, incident))
        if not speakers:
            ties.append(Tied(Relation.SAID_BY, piece, (NOBODY,)))
        else:
            for relation, name in zip((Relation.SAID_BY, Relation.VIA), reversed(speakers), strict=False):
                if targets := tuple(self._named(name)):
                    ties.append(Tied(relation, piece, targets))
            if len(speakers) == 1:
                ties.append(Tied(Relation.VIA, piece, (NOBODY,)))
        if incident is None:
            return
        told = self._incidents[incident]
        self.lesson.head("type")[piece] = HEADS["type"].index(told.type)
        if targets := tuple(self._places(told.place)):
            ties.append(Tied(Relation.AT, piece, targets))
        if targets := tuple(self._times(told.date)):
            ties.append(Tied(Relation.ON, piece, targets))

    def _mark(self, head: str, name: str, covered: range) -> None:
        column, labels = self.lesson.head(head), HEADS[head]
        column[covered.start] = labels.index(f"B-{name}")
        column[covered.start + 1 : covered.stop] = labels.index(f"I-{name}")

    def _place_names(self) -> None:
        """Marks the places of incidents wherever they are named, and what the rules take for other names.

        What has no capital is no name; what else has one is left open.
        """
        flags = self.lesson.pieces.flags
        small = (flags[:, FEATURE["title"]] == 0) & (flags[:, FEATURE["upper"]] == 0)
        starts = self.lesson.pieces.starts
        new = np.array([at == 0 or not self._text[at - 1].isalnum() for at in starts], dtype=bool)
        self.lesson.head("name")[small & new] = HEADS["name"].index(NONE)
        for kind in (Kind.PERSON, Kind.ORGANISATION, Kind.GROUP):
            for place in self._draft.of(kind):
                mention = self._draft.mentions[place]
                if covered := self.lesson.pieces.within(mention.start, mention.end):
                    self._mark("name", kind.value, covered)
        for name in {incident.place for incident in self._report.incidents if incident.place}:
            for match in re.finditer(rf"\b{re.escape(name)}\b", self._text):
                if covered := self.lesson.pieces.within(*match.span()):
                    self._mark("name", "place", covered)

    def _quantities(self) -> list[tuple[int, int]]:
        """Quantities that have pieces of their own, each with its first piece."""
        found = []
        for place in self._draft.of(Kind.QUANTITY):
            mention = self._draft.mentions[place]
            covered = self.lesson.pieces.within(mention.start, mention.end)
            if covered and mention.label != "implicit":
                found.append((covered.start, place))
        return found

    def _covering(self, spans: Iterator[tuple[int, int]]) -> list[int]:
        return sorted({piece for start, end in spans for piece in self.lesson.pieces.within(start, end)})

    def _named(self, name: str) -> list[int]:
        """Where a speaker is named: in these words, by the surname, or by words that the rules take for the same name."""
        if name == NAMELESS:
            return [UNNAMED]

        def spans() -> Iterator[tuple[int, int]]:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", self._text, re.IGNORECASE):
                yield match.span()
            asked, surname = set(words(name)), name.rsplit(maxsplit=1)[-1]
            for place in self._draft.of(*_NAMES):
                mention = self._draft.mentions[place]
                called = set(words(mention.value or self._text[mention.start : mention.end]))
                if mention.kind is Kind.SPEAKER:
                    same = called == asked or (len(min(asked, called, key=len)) > 1 and (called < asked or asked < called))
                else:
                    same = mention.kind is Kind.PERSON and self._text[mention.start : mention.end].endswith(surname)
                if same:
                    yield mention.start, mention.end

        return self._covering(spans())

    def _places(self, name: str | None) -> list[int]:
        if name is None:
            return [NOBODY]

        def spans() -> Iterator[tuple[int, int]]:
            for match in re.finditer(rf"\b{re.escape(name)}\b", self._text, re.IGNORECASE):
                yield match.span()

        found = self._covering(spans())
        if found:
            return found
        asked = set(words(name))

        def alike() -> Iterator[tuple[int, int]]:
            for place in self._draft.of(Kind.PLACE):
                mention = self._draft.mentions[place]
                called = set(words(mention.value or self._text[mention.start : mention.end]))
                if called and asked and (called <= asked or asked <= called):
                    yield mention.start, mention.end

        return self._covering(alike())

    def _times(self, date: str | None) -> list[int]:
        """Where the time is told: the words that come nearest to the date, so that the day of speaking is not the happening's; never a dateline."""
        if date is None:
            return [NOBODY]
        apart: dict[int, list[tuple[int, int]]] = {}
        before: Interval | None = None
        for place in self._draft.of(Kind.TIME):
            mention = self._draft.mentions[place]
            if mention.time is None or mention.label == PUBLISHED:
                continue
            interval = resolve(mention.time, self._published, before)
            if interval is not None and same_date(interval.edtf, date):
                apart.setdefault(days_apart(interval.edtf, date), []).append((mention.start, mention.end))
            before = interval or before
        return self._covering(iter(apart[min(apart)])) if apart else []


def published_on(date: str | None) -> Published | None:
    """A report's publication, from its date."""
    return None if date is None else Published(interval=instant(date), known=Known.METADATA)
