"""What the encoder takes for claims: quantities that measure something, and spans that assert something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np

from saidby.annotate.trained.encoder import Answers, Floats
from saidby.annotate.trained.labels import ASSERTED, HEADS
from saidby.annotate.trained.page import Page
from saidby.annotate.trained.pieces import Pieces
from saidby.vocabulary import ClaimKind, IncidentType, Kind, Measure, Scope, Stance

JOINED: Final = 1
"""Pieces between two stretches of one assertion at most."""


@dataclass(frozen=True)
class Thresholds:
    """How sure the encoder has to be. Chosen on the tune part."""

    measure: float = 0.5
    assertion: float = 0.5
    bias: float = 2.0  # what the rules' own reading of a speaker adds to its odds


class Claimed(NamedTuple):
    """A quantity or assertion that is a claim, by its first piece."""

    piece: int
    start: int  # code points, half-open
    end: int
    confidence: float
    scope: Scope
    stance: Stance
    type: IncidentType
    type_confidence: float
    quantity: int | None = None  # its place among the draft's mentions
    measure: Measure | None = None
    kind: ClaimKind | None = None


@dataclass
class _Heads:
    answers: Answers
    found: dict[str, Floats] = field(default_factory=dict)

    def of(self, head: str) -> Floats:
        if head not in self.found:
            self.found[head] = self.answers.head(head)
        return self.found[head]

    def best(self, head: str, piece: int) -> tuple[str, float]:
        row = self.of(head)[piece]
        return HEADS[head][int(row.argmax())], float(row.max())


def claimed(page: Page, thresholds: Thresholds) -> list[Claimed]:
    """The claims in the order of the text."""
    heads = _Heads(page.answers)
    found = [*_quantities(heads, page, thresholds), *_assertions(heads, page.pieces, thresholds)]
    return sorted(found, key=lambda claim: (claim.start, claim.end))


def _quantities(heads: _Heads, page: Page, thresholds: Thresholds) -> Iterator[Claimed]:
    for place in page.draft.of(Kind.QUANTITY):
        mention = page.draft.mentions[place]
        covered = page.pieces.within(mention.start, mention.end)
        if mention.label == "implicit" or not covered:
            continue
        chances = heads.of("measure")[covered.start]
        if 1 - chances[0] < thresholds.measure:
            continue
        best = int(chances[1:].argmax()) + 1
        measure = Measure(HEADS["measure"][best])
        yield _claim(heads, covered.start, mention.start, mention.end, float(chances[best]))._replace(
            quantity=place, measure=measure, scope=Scope(heads.best("scope", covered.start)[0])
        )


def _assertions(heads: _Heads, pieces: Pieces, thresholds: Thresholds) -> Iterator[Claimed]:
    for kind in ASSERTED:
        begins, goes_on = heads.of(kind.value)[:, 1], heads.of(kind.value)[:, 2]
        for first, last in _stretches(begins, goes_on, thresholds.assertion):
            sure = float((begins + goes_on)[first:last].mean())
            yield _claim(heads, first, pieces.starts[first], pieces.ends[last - 1], sure)._replace(kind=kind)


def _stretches(begins: Floats, goes_on: Floats, least: float) -> list[tuple[int, int]]:
    """Runs of pieces that are likelier inside than `least`; one that begins anew starts another."""
    inside = np.flatnonzero(begins + goes_on >= least)
    found: list[tuple[int, int]] = []
    for piece in map(int, inside):
        if found and piece - found[-1][1] <= JOINED and begins[piece] < 0.5:
            found[-1] = (found[-1][0], piece + 1)
        else:
            found.append((piece, piece + 1))
    return found


def _claim(heads: _Heads, piece: int, start: int, end: int, confidence: float) -> Claimed:
    manner, sure = heads.best("type", piece)
    return Claimed(
        piece, start, end, confidence, Scope.INCIDENT, Stance(heads.best("stance", piece)[0]), IncidentType(manner), sure
    )  # fmt: skip
