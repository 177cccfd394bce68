"""What a text says somebody says, with its words as evidence."""

from __future__ import annotations

import hashlib

import msgspec

from saidby.errors import EvidenceError
from saidby.model.documents import Document
from saidby.model.noun import Noun
from saidby.model.readings import Bounds, TimeExpression
from saidby.vocabulary import ClaimKind, IncidentType, Measure, Scope, Stance


class Evidence(Noun, frozen=True, kw_only=True):
    """A span and its words. :meth:`of` is the only maker that claims should use: it cannot be wrong."""

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Evidence:
        """The words of `text` at ``[start, end)``. Raises EvidenceError where that is empty or outside the text."""
        if not 0 <= start < end <= len(text):
            raise EvidenceError(f"offsets {start}..{end} lie outside a text of {len(text)} characters; re-read the document")
        return cls(start=start, end=end, quote=text[start:end])

    def check(self, text: str) -> None:
        """Raises EvidenceError unless the quote is the text at its offsets."""
        if not (0 <= self.start < self.end <= len(text) and text[self.start : self.end] == self.quote):
            raise EvidenceError(f"quote {self.quote[:40]!r} is not the text at {self.start}..{self.end}; re-read the document")


class Figure(Noun, frozen=True, kw_only=True):
    """A count: what, how many at least and at most, of what, over what."""

    measure: Measure
    bounds: Bounds
    number: str | None  # the number words, verbatim; None when implicit
    unit: str
    scope: Scope = Scope.INCIDENT
    implicit: bool = False


class TimeWords(Noun, frozen=True, kw_only=True):
    """A time expression with the words it stands in."""

    evidence: Evidence
    time: TimeExpression


class PlaceWords(Noun, frozen=True, kw_only=True):
    """A place name (or a phrase ending in one) with the words it stands in."""

    evidence: Evidence
    name: str
    label: str = ""  # as the mention's


class About(Noun, frozen=True, kw_only=True):
    """The words that the text gives for the happening that a claim is about, nearest first in each list.

    `event` numbers the happenings of one document from 1; None when the claim is about no single happening.
    """

    event: int | None = None
    type: IncidentType | None = None
    places: tuple[PlaceWords, ...] = ()
    times: tuple[TimeWords, ...] = ()
    actors: tuple[Evidence, ...] = ()
    targets: tuple[Evidence, ...] = ()
    weapons: tuple[Evidence, ...] = ()


class Statement(Noun, frozen=True, kw_only=True):
    """What somebody says, apart from where it stands.

    `speakers` runs from the outermost to the innermost; empty is the document's own voice.
    """

    kind: ClaimKind
    speakers: tuple[str, ...]
    stance: Stance = Stance.ASSERTS
    figure: Figure | None = None


class Claim(Statement, frozen=True, kw_only=True):
    """What a text says somebody says. Never changes; `id` is a hash of the statement, its document and its evidence.

    The first of `evidence` is the fullest quote; a speaker's repetitions of the same count in the document follow.
    Make claims with :meth:`make`, which checks every quote and computes the id; `subset_of`, `answers` and
    `confidence` are set afterwards (``msgspec.structs.replace``), for they are no part of the id.
    """

    id: str
    document: str
    evidence: tuple[Evidence, ...]
    about: About
    by: str
    subset_of: str | None = None
    answers: int | None = None
    """The event of the same document that the claim says this one answers (retaliation, response)."""
    confidence: float = 1.0

    @classmethod
    def make(cls, document: Document, statement: Statement, evidence: tuple[Evidence, ...], about: About, by: str) -> Claim:
        """A claim with its id.

        Raises EvidenceError when there is no quote or one is not the text at its offsets, ValueError when a figure is
        missing or out of place.
        """
        if (statement.figure is None) == (statement.kind is ClaimKind.FIGURE):
            raise ValueError(f"a claim of kind {statement.kind} {'needs a' if statement.figure is None else 'has no'} figure")
        if not evidence:
            raise EvidenceError("a claim needs at least one quote")
        for piece in evidence:
            piece.check(document.text)
        said = (document.id, document.sha256, statement.kind, statement.speakers, statement.stance, statement.figure, evidence)
        digest = hashlib.sha256(msgspec.json.encode(said)).hexdigest()
        return cls(
            id=f"c-{digest[:20]}",
            document=document.id,
            kind=statement.kind,
            speakers=statement.speakers,
            stance=statement.stance,
            figure=statement.figure,
            evidence=evidence,
            about=about,
            by=by,
        )

    @property
    def quote(self) -> str:
        return self.evidence[0].quote
