"""Whether claims are right as often as the reader is sure of them.

Claims are put into bins by their confidence, equally many in each (but equal confidences never parted; Nguyen and
O'Connor 2015), and each bin's mean confidence stands against its share of right claims. The expected calibration error is
the mean distance of the two, weighted by claims (Guo et al. 2017). Few claims are apart by chance alone: beside it stands
what the same confidences give on average where each is exactly true.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import sqrt
from random import Random
from typing import Final, NamedTuple

from saidby.errors import InputError
from saidby.score.gold import Scored, matched
from saidby.score.shares import SEED, Interval

MOST: Final = 10  # bins
FEWEST: Final = 10  # claims that a bin is meant to have
DRAWS: Final = 500
_Z: Final = 1.959964  # of 95 %


class Answer(NamedTuple):
    """How sure the reader was of a claim (0..1), and whether it was right."""

    confidence: float
    right: bool


class Bin(NamedTuple):
    """Answers of like confidence: the least and the greatest, their mean, how many, and how many right."""

    low: float
    high: float
    mean: float
    answers: int
    right: int

    @property
    def share(self) -> float:
        """The share of right answers."""
        return self.right / self.answers

    @property
    def interval(self) -> Interval:
        """The 95 % interval of that share (Wilson 1927)."""
        n, p, z2 = self.answers, self.share, _Z * _Z
        middle, half = (p + z2 / (2 * n)) / (1 + z2 / n), _Z / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


def answers(predicted: Mapping[str, Sequence[Scored]], asked: Mapping[str, Sequence[Scored]]) -> dict[str, list[Answer]]:
    """The answers of all gold documents, figures and assertions apart.

    A claim is right when it is matched (:mod:`saidby.score.gold`), with a figure that gold leaves optional too. Raises
    InputError for claims without a confidence.
    """
    found: dict[str, list[Answer]] = {"figures": [], "assertions": []}
    for document, claims in asked.items():
        told = matched(document, predicted.get(document, ()), claims)
        found["figures"] += [_answer(claim, right=True) for claim, _ in (*told.figures, *told.optional)]
        found["figures"] += [_answer(claim, right=False) for claim in told.extra]
        found["assertions"] += [_answer(claim, right=True) for claim, _ in told.assertions]
        found["assertions"] += [_answer(claim, right=False) for claim in told.extra_assertions]
    return found


def _answer(claim: Scored, *, right: bool) -> Answer:
    if claim.confidence is None:
        raise InputError("a release does not say how sure the reader was of its claims; for --reliability leave out --claims")
    return Answer(claim.confidence, right)


def bins(found: Sequence[Answer]) -> list[Bin]:
    """The answers in bins, the least sure first."""
    return [_bin(part) for part in _parted(found)]


def _parted(found: Sequence[Answer]) -> list[list[Answer]]:
    wanted = max(1, min(MOST, len(found) // FEWEST))
    parts: list[list[Answer]] = []
    gathered: list[Answer] = []
    done = full = 0  # answers so far; parts that they fill
    for _, same in groupby(sorted(found), key=lambda answer: answer.confidence):
        new = list(same)
        gathered += new
        done += len(new)
        if done * wanted >= (full + 1) * len(found):
            full = done * wanted // len(found)
            parts.append(gathered)
            gathered = []
    return parts


def _bin(found: Sequence[Answer]) -> Bin:
    sure = [answer.confidence for answer in found]
    return Bin(sure[0], sure[-1], sum(sure) / len(sure), len(sure), sum(answer.right for answer in found))


def calibration_error(made: Sequence[Bin]) -> float:
    """The expected calibration error, 0 (none) to 1; 0 of no answers."""
    return sum(abs(one.mean * one.answers - one.right) for one in made) / max(sum(one.answers for one in made), 1)


def by_chance(found: Sequence[Answer]) -> float:
    """The mean calibration error where each answer is right exactly as often as its confidence says. Drawn from a fixed seed."""
    random, parts = Random(SEED), [[answer.confidence for answer in part] for part in _parted(found)]
    apart = sum(
        abs(sum(part) - sum(random.random() < sure for sure in part)) for _ in range(DRAWS) for part in parts
    )  # fmt: skip
    return apart / (DRAWS * max(len(found), 1))


def lines(name: str, found: Sequence[Answer]) -> Iterator[str]:
    """The table of a kind of claims as it is printed."""
    made = bins(found)
    if not made:
        yield f"reliability of {name}: none were read"
        return
    whole = _bin(sorted(found))
    yield f"reliability of {name}: {whole.answers}, {whole.share:.3f} right, confidence {whole.mean:.3f} on average"
    yield f"{'confidence':<18} {'claims':>6}  {'mean':<5}  right (95 %)"
    for one in made:
        low, high = one.interval
        yield f"{one.low:.3f}-{one.high:.3f}        {one.answers:>6}  {one.mean:.3f}  {one.share:.3f} ({low:.3f}-{high:.3f})"
    yield f"expected calibration error {calibration_error(made):.3f}; by chance alone {by_chance(found):.3f}"
