"""The encoder run: pieces in, scores and arrows out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from saidby.annotate.trained.labels import COLUMNS, FEATURES, RELATIONS, WIDTH, WITHIN, Relation
from saidby.annotate.trained.nearness import Ruler
from saidby.annotate.trained.pieces import Pieces, Window, windows

Floats = npt.NDArray[np.float32]

OPEN: Final = 101
CLOSE: Final = 102
"""The encoder's opening and closing pieces, [CLS] and [SEP]."""

SIZE: Final = 512
"""Pieces of a window, its opening and closing ones included; the length that the encoder was trained with."""

OVERLAP: Final = 128


class Outputs(NamedTuple):
    """What an encoder gives for windows side by side.

    The score of a tie is the product of its source's and its target's vector and what their nearness adds.
    """

    scores: Floats  # windows, pieces, WIDTH
    sources: Floats  # windows, pieces, relations times the vector's length
    targets: Floats
    near: Floats  # relations, STEPS

    def tie(self, row: int, relation: int, source: int, ruler: Ruler) -> Floats:
        """The scores of a tie from one piece of a window to each; the ruler is the window's."""
        length = self.sources.shape[-1] // len(RELATIONS)
        arrows = slice(relation * length, (relation + 1) * length)
        product: Floats = self.targets[row, : ruler.length, arrows] @ self.sources[row, source, arrows]
        nearness: Floats = self.near[relation][ruler.steps(np.array([source]))[0]].sum(-1)
        return product + nearness


class Encoder(Protocol):
    """Runs windows side by side, padded: their ids, features and mask (1 = a piece)."""

    def __call__(self, ids: npt.NDArray[np.int64], flags: Floats, mask: npt.NDArray[np.int64]) -> Outputs:
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

    def __init__(self, pieces: Pieces, spread: Sequence[Window], outputs: Outputs) -> None:
        self._pieces, self._spread, self._outputs = pieces, spread, outputs

    @cached_property
    def _own(self) -> Floats:
        """The scores of each piece from the window that answers for it."""
        found = np.zeros((len(self._pieces.starts), WIDTH), np.float32)
        for row, window in enumerate(self._spread):
            own = slice(window.own - window.first + 1, window.own_last - window.first + 1)
            found[window.own : window.own_last] = self._outputs.scores[row, own]
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
        scores = self._scored(relation, row, piece)
        if relation in WITHIN:
            within = self._pieces.flags[window.first : window.last, WITHIN[relation]].any(1)
            scores = np.where(np.concatenate(([True], within, [False])), scores, -np.inf)
        chances = softmax(scores[None])[0]
        return Pointer(window.first, chances[1:-1], float(chances[0]), float(chances[-1]))

    def alike(self, pieces: Sequence[int]) -> npt.NDArray[np.float64]:
        """The probability that each two of some pieces are about one happening; not a number where no window holds both."""
        places = np.array(pieces, np.int64)
        scores = np.full((len(places), len(places)), np.nan)
        for at, piece in enumerate(pieces):
            row = self._row(piece)
            window = self._spread[row]
            held = (places >= window.first) & (places < window.last)
            scores[at, held] = self._scored(Relation.SAME, row, piece)[places[held] - window.first + 1]
        both = np.where(np.isnan(scores), scores.T, np.where(np.isnan(scores.T), scores, (scores + scores.T) / 2))
        found: npt.NDArray[np.float64] = 1 / (1 + np.exp(-both))
        return found

    def _scored(self, relation: Relation, row: int, piece: int) -> Floats:
        place = piece - self._spread[row].first + 1
        return self._outputs.tie(row, RELATIONS.index(relation), place, self._rulers[row])

    @cached_property
    def _rulers(self) -> list[Ruler]:
        parts = (np.pad(self._pieces.flags[window.first : window.last], ((1, 1), (0, 0))) for window in self._spread)
        return [Ruler(flags, len(flags)) for flags in parts]


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
