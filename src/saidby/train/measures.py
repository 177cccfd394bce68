"""How well an encoder answers windows whose answers are known, and how far two encoders are apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from saidby.annotate.trained.encoder import Encoder, Floats, Outputs, softmax
from saidby.annotate.trained.labels import (
    ASSERTED,
    COLUMNS,
    FEATURES,
    HEADS,
    NONE,
    OPENING,
    RELATIONS,
    WITHIN,
    Relation,
)
from saidby.annotate.trained.nearness import Ruler
from saidby.train.lessons import UNSAID, Sample


class Figure(NamedTuple):
    """A figure of merit: F1 of what has a label, or the share of right answers where every piece asked has one."""

    name: str
    value: float
    asked: int  # labelled pieces, spans or ties


class Apart(NamedTuple):
    """How two encoders differ: shares of pieces and ties with another best answer, and differences in probability."""

    labels: float
    ties: float
    mean: float
    most: float


def answers(encoder: Encoder, samples: Iterable[Sample]) -> Iterator[tuple[Sample, Outputs]]:
    """Each window with its answers."""
    for sample in samples:
        flags = sample.flags.astype(np.float32).reshape(1, -1, len(FEATURES))
        yield sample, encoder(sample.ids[None].astype(np.int64), flags, np.ones((1, len(sample.ids)), np.int64))


def tie(found: Outputs, sample: Sample, relation: int, source: int) -> Floats:
    """The scores of a tie from one piece to every piece of the window that it may lead to."""
    scores = found.tie(0, relation, source, Ruler(sample.flags, len(sample.ids)))
    if RELATIONS[relation] in WITHIN:
        within = np.asarray(sample.flags[:, WITHIN[RELATIONS[relation]]].any(1))
        within[OPENING] = True
        scores = np.where(within, scores, -np.inf)
    return scores


def figures(encoder: Encoder, samples: Sequence[Sample]) -> list[Figure]:
    """Per head and relation: assertions by spans that overlap, speakers of the narrator's voice and others apart."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])  # right, answered, asked
    for sample, found in answers(encoder, samples):
        for head, column in sample.labels.items():
            best, known = found.scores[0][:, COLUMNS[head]].argmax(-1), column != UNSAID
            if head in ASSERTED:
                _count(counts["assertions"], *_overlaps(best * known, column * known))
            elif HEADS[head][0] == NONE:
                right, wanted = (best == column) & (column > 0), known & (column > 0)
                _count(counts[head], int(right.sum()), int((known & (best > 0)).sum()), int(wanted.sum()))
            else:
                _count(counts[head], int((best == column)[known].sum()), int(known.sum()), int(known.sum()))
        for relation, source, targets in sample.ties:
            name: str = RELATIONS[relation].value
            if RELATIONS[relation] is Relation.SAID_BY:
                name += " (narrator)" if targets[0] == OPENING else " (others)"
            _count(counts[name], int(tie(found, sample, relation, source).argmax()) in targets, 1, 1)
        for one, other, same in sample.pairs:
            likely = bool(tie(found, sample, RELATIONS.index(Relation.SAME), one)[other] > 0)
            _count(counts["same"], likely == same, 1, 1)
    return [Figure(name, 2 * right / (answered + asked), asked) for name, (right, answered, asked) in counts.items() if asked]


def apart(one: Encoder, other: Encoder, samples: Sequence[Sample]) -> Apart:
    """How far the answers of two encoders are apart, over labels of all heads and over the ties that windows ask for."""
    labels: list[int] = []
    ties: list[int] = []
    means, most = [], 0.0
    for (sample, first), (_, second) in zip(answers(one, samples), answers(other, samples), strict=True):
        for columns in COLUMNS.values():
            chances, others = softmax(first.scores[0][:, columns]), softmax(second.scores[0][:, columns])
            labels += (chances.argmax(-1) != others.argmax(-1)).tolist()
            means.append(float(np.abs(chances - others).mean()))
            most = max(most, float(np.abs(chances - others).max()))
        for relation, source, _ in sample.ties:
            ties.append(int(tie(first, sample, relation, source).argmax() != tie(second, sample, relation, source).argmax()))
    return Apart(_mean(labels), _mean(ties), _mean(means), most)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _count(counts: list[int], right: int, answered: int, asked: int) -> None:
    counts[0] += right
    counts[1] += answered
    counts[2] += asked


def _overlaps(found: npt.NDArray[np.int64], wanted: npt.NDArray[np.int16]) -> tuple[int, int, int]:
    mine, right = _spans(found), _spans(wanted)
    return sum(any(a < d and c < b for c, d in mine) for a, b in right), len(mine), len(right)


def _spans(labels: npt.NDArray[np.int64] | npt.NDArray[np.int16]) -> list[tuple[int, int]]:
    """Spans ``[first, last)`` of one kind: 1 begins, 2 goes on."""
    found: list[tuple[int, int]] = []
    for place, label in enumerate(labels.tolist()):
        if label == 2 and found and found[-1][1] == place:
            found[-1] = found[-1][0], place + 1
        elif label > 0:
            found.append((place, place + 1))
    return found
