"""A reader tried on reports whose claims are known: how sure it was of each answer, and whether it was right.

What a confidence of each kind (:class:`saidby.annotate.trained.calibration.Calibration`) is about:

* ``measure`` and ``assertion``: a claim is right when `saidby score gold` says so;
* ``alone``: the report has a figure of the same measure and bounds;
* ``speaker``: a claim's tie to whom the report names, or to who is not named;
* ``place`` and ``time``: a tie from what a claim is about to the place or day that the report gives, each name once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from saidby.annotate.trained.between import BY
from saidby.annotate.trained.calibration import of_tie
from saidby.annotate.trained.claimed import IMPLICIT, meet
from saidby.extract.claims import claims
from saidby.ground.times import resolve
from saidby.model import Claim, Document, Interval, Link, Mention, Reading
from saidby.score.alike import same_date, same_place, same_speaker
from saidby.score.reliability import Answer, answers
from saidby.score.scored import Scored
from saidby.stages import Annotate
from saidby.train.reports import published_on
from saidby.train.written import Quote, Written, WrittenAssertion, WrittenFigure, WrittenIncident
from saidby.vocabulary import ClaimKind, Kind, Tie

_EXTRACT: Final = claims()


def tried(annotate: Annotate, report: Written) -> Iterator[tuple[str, Answer]]:
    """The kind of each of the model's answers about a report, and the answer, from a reader whose confidences are its own."""
    text = report.text
    digest = sha256(text.encode("utf-8")).hexdigest()
    trial = _Trial(annotate(Document(id=report.id, text=text, sha256=digest, locator=report.id)), report)
    yield from trial.claims()
    yield from trial.ties()


@dataclass
class _Trial:
    reading: Reading
    report: Written
    days: dict[str, str] = field(init=False)  # of the times in the text: how they are said, EDTF

    def __post_init__(self) -> None:
        self.days = dict(self._days())

    def _days(self) -> Iterator[tuple[str, str]]:
        before: Interval | None = None
        published = published_on(self.report.published)
        for mention in sorted(self.reading.mentions, key=lambda mention: mention.start):
            if mention.time is not None:
                interval = resolve(mention.time, published, before)
                before = interval or before
                if interval is not None:
                    yield repr(mention.time), interval.edtf

    def claims(self) -> Iterator[tuple[str, Answer]]:
        """Figures that have a number, and assertions."""
        found = [_scored(claim) for claim in _EXTRACT(self.reading) if claim.figure is None or not claim.figure.implicit]
        told = answers({self.report.id: found}, {self.report.id: list(_asked(self.report))})
        for kind, name in (("measure", "figures"), ("assertion", "assertions")):
            yield from ((kind, answer) for answer in told[name])

    def ties(self) -> Iterator[tuple[str, Answer]]:
        """The other kinds."""
        judged = {"alone": self._alone, "speaker": self._speaker}
        happened: dict[tuple[int, str], list[Link]] = {}
        for link in self.reading.links:
            kind = of_tie(link.tie, self.reading.mentions[link.source]) if link.by == BY else None
            if kind in judged:
                right = judged[kind](link)
                if right is not None:
                    yield kind, Answer(link.confidence, right)
            elif kind in ("place", "time"):
                happened.setdefault((link.source, kind), []).append(link)
        for link in self.reading.links:
            incident = self._incident(link.source) if link.tie is Tie.ABOUT and link.by == BY else None
            if incident is not None:
                yield from self._where_and_when(link.target, incident, happened)

    def _alone(self, link: Link) -> bool:
        bounds, measure = self.reading.mentions[link.source].bounds, self.reading.mentions[link.target].label
        return bounds is not None and any(
            (figure.measure, figure.low, figure.high) == (measure, bounds.low, bounds.high) for figure in self.report.figures
        )

    def _speaker(self, link: Link) -> bool | None:
        told = self._told(self.reading.mentions[link.source])
        return None if told is None else same_speaker((self._called(link.target),), told.speakers)

    def _incident(self, source: int) -> WrittenIncident | None:
        told = self._told(self.reading.mentions[source])
        return next((one for one in self.report.incidents if told and one.id == told.incident), None)

    def _where_and_when(
        self, trigger: int, incident: WrittenIncident, happened: Mapping[tuple[int, str], list[Link]]
    ) -> Iterator[tuple[str, Answer]]:
        places = {self._called(link.target): link.confidence for link in happened.get((trigger, "place"), ())}
        for name, confidence in places.items():
            yield "place", Answer(confidence, same_place(name, incident.place))
        times = {repr(self.reading.mentions[link.target].time): link.confidence for link in happened.get((trigger, "time"), ())}
        for said, confidence in times.items():
            yield "time", Answer(confidence, said in self.days and same_date(self.days[said], incident.date))

    def _told(self, mention: Mention) -> WrittenFigure | WrittenAssertion | None:
        """What the report tells of a count's or an assertion's words; None where they are none of its claims."""
        if mention.kind is Kind.ASSERTION:
            said = (entry for entry in self.report.assertions if entry.kind == mention.label)
            return next((entry for entry in said if meet(mention, entry.quote.start, entry.quote.end)), None)
        implicit = mention.label == IMPLICIT
        for figure in self.report.figures:
            if figure.implicit == implicit and any(meet(mention, *_words(quote, whole=implicit)) for quote in figure.quotes):
                return figure
        return None

    def _called(self, place: int) -> str:
        mention = self.reading.mentions[place]
        return mention.value or self.report.text[mention.start : mention.end]


def _words(quote: Quote, *, whole: bool) -> tuple[int, int]:
    return (quote.start, quote.end) if whole else (quote.number_start, quote.number_end)


def _scored(claim: Claim) -> Scored:
    figure = claim.figure
    return Scored(
        document=claim.document,
        kind=claim.kind,
        quote=claim.quote,
        speakers=claim.speakers,
        measure=figure.measure if figure else None,
        low=figure.bounds.low if figure else None,
        high=figure.bounds.high if figure else None,
        scope=figure.scope if figure else None,
        confidence=claim.confidence,
    )


def _asked(report: Written) -> Iterator[Scored]:
    for figure in report.figures:
        yield Scored(
            document=report.id,
            kind=ClaimKind.FIGURE,
            quote=report.text[figure.quotes[0].start : figure.quotes[0].end],
            speakers=figure.speakers,
            measure=figure.measure,
            low=figure.low,
            high=figure.high,
            scope=figure.scope,
            implicit=figure.implicit,
        )
    for entry in report.assertions:
        quote = report.text[entry.quote.start : entry.quote.end]
        yield Scored(document=report.id, kind=entry.kind, quote=quote, speakers=entry.speakers)
