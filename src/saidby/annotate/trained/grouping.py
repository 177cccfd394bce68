"""Which claims are about one happening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from saidby.annotate.trained.between import event_read
from saidby.annotate.trained.claimed import Claimed, Thresholds
from saidby.annotate.trained.page import Page
from saidby.annotate.trained.sight import Reals, Sight
from saidby.model import Bounds
from saidby.vocabulary import Kind, Measure, Scope

APART: Final = 0.1
"""What stands for the probability of being about one happening where no window holds both claims; chosen on the tune part."""

LEANING: Final = 0.05
"""The probability of being about a happening with figures at which what is asserted goes there: most has figures."""

TELLING: Final = 10
AGAIN: Final = 16.0
"""What it multiplies the odds of being about one happening by that two claims give one count, from TELLING on."""

DOUBT: Final = 0.02
"""What is added to both sides of an agreement: no two pointers are surer than that."""

MOST: Final = 400
"""Claims that are grouped with each other. A longer text has several such stretches: what is told that far apart is apart."""

TINY: Final = float(np.finfo(float).tiny)


def gathered(page: Page, claims: Sequence[Claimed], thresholds: Thresholds, sight: Sight | None = None) -> list[list[Claimed]]:
    """The claims about happenings, grouped by where they begin: average linkage over pairs, down to `together`.

    Figures come first; what is asserted then goes to the figures' happening that it is likeliest about, or to one of its own.
    A pair is as likely to be about one happening as the encoder says; that the rules say the same, or not, multiplies the
    odds, and so does that the two claims point to one place, or give one count. `sight` is the page's for places, where it is
    there already.
    """
    told = [claim for claim in claims if claim.scope is Scope.INCIDENT]
    sight = sight or Sight(page, Kind.PLACE)
    groups = [
        group for first in range(0, len(told), MOST) for group in _stretch(told[first : first + MOST], page, sight, thresholds)
    ]
    return sorted(groups, key=lambda group: min(claim.start for claim in group))


def _stretch(told: Sequence[Claimed], page: Page, sight: Sight, thresholds: Thresholds) -> Iterator[list[Claimed]]:
    chances = _chances(told, page, sight, thresholds)
    counts = [at for at, claim in enumerate(told) if claim.quantity is not None]
    groups = _joined(counts, chances, thresholds.together)
    home = {at: group for group in groups for at in group}
    loose = []
    for at, claim in enumerate(told):
        if claim.quantity is None:
            best = max(counts, key=lambda other: chances[at, other], default=None)
            if best is not None and chances[at, best] >= LEANING:
                home[best].append(at)
            else:
                loose.append(at)
    for group in (*groups, *_joined(loose, chances, thresholds.together)):
        yield [told[at] for at in sorted(group)]


def _joined(members: Sequence[int], chances: Reals, least: float) -> list[list[int]]:
    """Groups whose members are on average as likely as `least` to be about one happening."""
    if len(members) < 2:
        return [list(members)] if members else []
    apart = 1 - chances[np.ix_(members, members)]
    np.fill_diagonal(apart, 0)
    labels = fcluster(linkage(squareform(apart, checks=False), "average"), 1 - least, "distance")
    return [[at for at, label in zip(members, labels, strict=True) if label == one] for one in dict.fromkeys(labels)]


def _chances(told: Sequence[Claimed], page: Page, sight: Sight, thresholds: Thresholds) -> Reals:
    """The probability of each pair to be about one happening."""
    said = page.answers.alike([claim.piece for claim in told])
    chances = np.where(np.isnan(said), APART, said)
    odds = chances / np.maximum(1 - chances, TINY)
    events = [event_read(page, claim) for claim in told]
    numbers = np.array([-1 if event is None else int(event) for event in events])
    known = (numbers[:, None] >= 0) & (numbers >= 0)
    odds *= np.where(known, np.where(numbers[:, None] == numbers, thresholds.agreed, 1 / thresholds.agreed), 1.0)
    odds *= _agreement(np.array([sight.shares(claim)[0] for claim in told]).reshape(len(told), -1))
    odds *= np.where(_again(told, page), AGAIN, 1.0)
    found: Reals = odds / (1 + odds)
    return found


def _agreement(shares: Reals) -> Reals:
    """The odds that two claims have one place in view; "none" and doubt speak for neither."""
    same, sums = shares @ shares.T, shares.sum(1)
    apart = sums[:, None] * sums - same
    doubt = (1 - same - apart) / 2 + DOUBT
    found: Reals = (same + doubt) / (apart + doubt)
    return found


def _again(told: Sequence[Claimed], page: Page) -> npt.NDArray[np.bool_]:
    """Which two claims count as many of the same, too many to be as many by chance."""
    numbers: dict[tuple[Measure | None, Bounds | None], int] = {}
    counts = []
    for at, claim in enumerate(told):
        bounds = None if claim.quantity is None else page.draft.mentions[claim.quantity].bounds
        telling = bounds is not None and (bounds.low or 0) >= TELLING
        counts.append(numbers.setdefault((claim.measure, bounds), at) if telling else -1 - at)
    number = np.array(counts)
    found: npt.NDArray[np.bool_] = number[:, None] == number
    return found
