"""The encoder run: pieces in, scores and arrows out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from saidby.annotate.trained.labels import COLUMNS, FEATURE, FEATURES, REACH, RELATIONS, WIDTH, Relation
from saidby.annotate.trained.pieces import Pieces, Window, windows

Floats = npt.NDArray[np.float32]

OPEN: Final = 101
CLOSE: Final = 102
"""The encoder's opening and closing pieces, [CLS] and [SEP]."""

SIZE: Final = 256
"""Pieces of a window, its opening and closing ones included; the length that the encoder was trained with."""

OVERLAP: Final = 64


class Encoder(Protocol):
    """Windows side by side, padded: their ids, features and mask (1 = a piece).

    Returns scores (windows, pieces, WIDTH) and for each relation a vector a piece as source and as target of a tie
    (windows, pieces, relations times the vector's length), scaled so that the product is the tie's score.
    """

    def __call__(self, ids: npt.NDArray[np.int64], flags: Floats, mask: npt.NDArray[np.int64]) -> tuple[Floats, Floats, Floats]:
        """Runs the encoder."""


class Pointer(NamedTuple):
    """Where a tie leads, as probabilities that sum to 1: pieces from `first` on, none of them, a speaker without a name."""

    first: int
    pieces: Floats
    none: float
    unnamed: float

    def within(self, covered: range) -> float:
        """The probability that the tie leads to one of these pieces."""
        start, stop = max(covered.start - self.first, 0), max(covered.stop - self.first, 0)
        return float(self.pieces[start:stop].sum())


class Answers:
    """What the encoder says of a text's pieces."""

    def __init__(self, pieces: Pieces, spread: Sequence[Window], outputs: tuple[Floats, Floats, Floats]) -> None:
        self._pieces, self._spread = pieces, spread
        self._scores, self._sources, self._targets = outputs

    @cached_property
    def _own(self) -> Floats:
        """The scores of each piece from the window that answers for it."""
        found = np.zeros((len(self._pieces.starts), WIDTH), np.float32)
        for row, window in enumerate(self._spread):
            own = slice(window.own - window.first + 1, window.own_last - window.first + 1)
            found[window.own : window.own_last] = self._scores[row, own]
        return found

    def head(self, name: str) -> Floats:
        """The probabilities of a head's labels for every piece."""
        return softmax(self._own[:, COLUMNS[name]])

    def _row(self, piece: int) -> int:
        return next(row for row, window in enumerate(self._spread) if window.own <= piece < window.own_last)

    def tie(self, relation: Relation, piece: int) -> Pointer:
        """Where the tie of a piece leads."""
        row = self._row(piece)
        window = self._spread[row]
        size = window.last - window.first
        scores = self._scored(relation, row, piece)[: size + 2]
        if relation in REACH:
            within = self._pieces.flags[window.first : window.last, FEATURE[REACH[relation]]] > 0
            scores = np.where(np.concatenate(([True], within, [False])), scores, -np.inf)
        chances = softmax(scores[None])[0]
        return Pointer(window.first, chances[1:-1], float(chances[0]), float(chances[-1]))

    def same(self, one: int, other: int) -> float | None:
        """The probability that two pieces are about one happening; None where no window holds both."""
        scores = []
        for source, target in ((one, other), (other, one)):
            row = self._row(source)
            window = self._spread[row]
            if window.first <= target < window.last:
                scores.append(self._scored(Relation.SAME, row, source)[target - window.first + 1])
        return float(1 / (1 + np.exp(-np.mean(scores)))) if scores else None

    def _scored(self, relation: Relation, row: int, piece: int) -> Floats:
        length = self._sources.shape[-1] // len(RELATIONS)
        arrows = slice(RELATIONS.index(relation) * length, (RELATIONS.index(relation) + 1) * length)
        source = self._sources[row, piece - self._spread[row].first + 1, arrows]
        scored: Floats = self._targets[row, :, arrows] @ source
        return scored


def softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    found: Floats = raised / raised.sum(-1, keepdims=True)
    return found


def ask(encoder: Encoder, pieces: Pieces) -> Answers:
    """The encoder's answers about a text of any length, read in overlapping windows."""
    spread = windows(len(pieces.starts), size=SIZE - 2, overlap=OVERLAP)
    longest = max(window.last - window.first for window in spread) + 2
    ids = np.zeros((len(spread), longest), np.int64)
    flags = np.zeros((len(spread), longest, len(FEATURES)), np.float32)
    mask = np.zeros((len(spread), longest), np.int64)
    for row, window in enumerate(spread):
        size = window.last - window.first
        ids[row, 0], ids[row, size + 1] = OPEN, CLOSE
        ids[row, 1 : size + 1] = pieces.ids[window.first : window.last]
        flags[row, 1 : size + 1] = pieces.flags[window.first : window.last]
        mask[row, : size + 2] = 1
    return Answers(pieces, spread, encoder(ids, flags, mask))
