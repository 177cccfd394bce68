"""Precision, recall and F1 with their 95 % intervals, from counts kept by document.

The intervals are percentiles of the bootstrap over documents (Efron and Tibshirani 1993, chapter 13): documents are
drawn again with replacement, 1,000 times, from a fixed seed, so the same counts give the same interval.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from random import Random
from typing import Final, NamedTuple, TypeAlias

RESAMPLES: Final = 1000
SEED: Final = 20120614
TAIL: Final = 0.025

Interval: TypeAlias = tuple[float, float]


class Share(NamedTuple):
    """Hits among what was predicted and what was asked for."""

    hits: int
    predicted: int
    asked: int

    @property
    def precision(self) -> float:
        return self.hits / max(self.predicted, 1)

    @property
    def recall(self) -> float:
        return self.hits / max(self.asked, 1)

    @property
    def f1(self) -> float:
        return 2 * self.hits / max(self.predicted + self.asked, 1)


def right(*, yes: bool) -> Share:
    """One answer to one question: precision, recall and F1 are then the share of right answers."""
    return Share(int(yes), 1, 1)


def total(rows: Iterable[Share]) -> Share:
    """The counts of all documents together."""
    columns = list(zip(*rows, strict=True))
    return Share(*(sum(column) for column in columns)) if columns else Share(0, 0, 0)


@lru_cache(maxsize=8)
def _draws(size: int) -> tuple[tuple[int, ...], ...]:
    random = Random(SEED)  # the same documents are drawn for every measure
    return tuple(tuple(random.choices(range(size), k=size)) for _ in range(RESAMPLES))


def interval(rows: Sequence[Sequence[float]], value: Callable[[Sequence[float]], float]) -> Interval:
    """The 95 % interval of `value`, a function of the rows' sums; each row has the same counts of one document."""
    if not rows:
        return 0.0, 0.0
    columns = list(zip(*rows, strict=True))
    values = sorted(value([sum(map(column.__getitem__, draw)) for column in columns]) for draw in _draws(len(rows)))
    tail = int(RESAMPLES * TAIL)
    return values[tail], values[-1 - tail]


def _f1(sums: Sequence[float]) -> float:
    hits, predicted, asked = sums
    return 2 * hits / max(predicted + asked, 1)


def f1_interval(rows: Sequence[Share]) -> Interval:
    """The 95 % interval of F1."""
    return interval(rows, _f1)


def line(name: str, rows: Sequence[Share]) -> str:
    """A measure as it is printed: precision, recall, F1 and its interval."""
    share = total(rows)
    return row(name, share.precision, share.recall, share.f1, f1_interval(rows))


def row(name: str, precision: float, recall: float, f1: float, around: Interval) -> str:
    return f"{name:<18} P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({around[0]:.3f}-{around[1]:.3f})"


def accuracy(name: str, rows: Sequence[Share]) -> str:
    """A measure of one answer a document as it is printed: the share of right ones, its interval, of how many."""
    share, (low, high) = total(rows), f1_interval(rows)
    return f"{name:<18} {share.f1:.3f} ({low:.3f}-{high:.3f}) of {share.asked}"


def grouped(errors: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Errors as they are printed, by cause."""
    for cause, found in errors.items():
        if found:
            yield f"== {cause} ({len(found)})"
            yield from found
