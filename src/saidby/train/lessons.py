"""What a text teaches: labels for its pieces and ties between them, cut into windows for the encoder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from saidby.annotate.trained.labels import FEATURES, HEADS, OPENING, Relation
from saidby.annotate.trained.pieces import Pieces, windows

UNSAID: Final = -100
"""The label of a piece that a lesson says nothing about."""

NOBODY: Final = -1
"""In the targets of a tie: none, the document's own voice."""

UNNAMED: Final = -2
"""In the targets of a tie: a speaker without a name."""

CLS, SEP = 101, 102  # the encoder's opening and closing pieces


class Tied(NamedTuple):
    """A tie from one piece to any one of some others (places in the text's pieces, or NOBODY, or UNNAMED)."""

    relation: Relation
    source: int
    targets: tuple[int, ...]


@dataclass
class Lesson:
    """A text's pieces with their labels (by head), ties, and pairs of pieces that are about one happening or are not."""

    source: str  # the corpus
    pieces: Pieces
    labels: dict[str, npt.NDArray[np.int16]] = field(default_factory=dict)
    ties: list[Tied] = field(default_factory=list)
    pairs: list[tuple[int, int, bool]] = field(default_factory=list)

    def head(self, name: str, default: int = UNSAID) -> npt.NDArray[np.int16]:
        """The labels of a head, made on first asking."""
        if name not in self.labels:
            self.labels[name] = np.full(len(self.pieces.starts), default, np.int16)
        return self.labels[name]

    def span(self, head: str, name: str, start: int, end: int) -> int | None:
        """Labels code points ``[start, end)`` as a span; returns its first piece, or None where it has none."""
        covered = self.pieces.within(start, end)
        if not covered:
            return None
        column, labels = self.head(head, 0), HEADS[head]
        column[covered.start] = labels.index(f"B-{name}")
        column[covered.start + 1 : covered.stop] = labels.index(f"I-{name}")
        return covered.start


class Sample(NamedTuple):
    """A window ready for the encoder: its opening and closing pieces included, all places counted in the window."""

    source: str
    ids: npt.NDArray[np.int64]
    flags: npt.NDArray[np.uint8]
    labels: dict[str, npt.NDArray[np.int16]]
    ties: tuple[tuple[int, int, tuple[int, ...]], ...]  # relation, piece, targets
    pairs: tuple[tuple[int, int, bool], ...]


def samples(lesson: Lesson, *, size: int, overlap: int) -> Iterator[Sample]:
    """The windows of a lesson. A tie whose targets all lie outside a window is left out of it."""
    pieces = lesson.pieces
    for window in windows(len(pieces.starts), size=size - 2, overlap=overlap):
        first, last = window.first, window.last
        length = last - first + 2

        def inside(place: int, first: int = first, last: int = last, length: int = length) -> int | None:
            if place == NOBODY:
                return OPENING
            if place == UNNAMED:
                return length - 1
            return place - first + 1 if first <= place < last else None

        ties = []
        for tie in lesson.ties:
            source = inside(tie.source)
            targets = tuple(place for target in tie.targets if (place := inside(target)) is not None)
            if source is not None and targets:
                ties.append((tuple(Relation).index(tie.relation), source, targets))
        pairs = []
        for one, other, same in lesson.pairs:
            a, b = inside(one), inside(other)
            if a is not None and b is not None:
                pairs.append((a, b, same))
        flags = np.zeros((length, len(FEATURES)), np.uint8)
        flags[1:-1] = pieces.flags[first:last]
        labels = {}
        for head, column in lesson.labels.items():
            labels[head] = np.full(length, UNSAID, np.int16)
            labels[head][1:-1] = column[first:last]
        ids = np.concatenate(([CLS], pieces.ids[first:last], [SEP]))
        yield Sample(lesson.source, ids, flags, labels, tuple(ties), tuple(pairs))
