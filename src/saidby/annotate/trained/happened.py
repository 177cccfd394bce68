"""Which claims are about one happening, and where and when it was."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from saidby.annotate.trained.between import event_read
from saidby.annotate.trained.claimed import Claimed, Thresholds
from saidby.annotate.trained.labels import Relation
from saidby.annotate.trained.page import Page
from saidby.vocabulary import Kind, Scope, Tie

POINTED: Final = {Kind.PLACE: (Relation.AT, Tie.AT), Kind.TIME: (Relation.ON, Tie.ON)}
"""How the encoder and a Reading tie a happening to mentions of a kind."""

APART: Final = 0.1
"""What stands for the probability of being about one happening where no window holds both claims; chosen on the tune part."""

TINY: Final = float(np.finfo(float).tiny)

OWN: Final = 20.0
"""What a claim's own pointing counts beside that of another claim about the same happening; chosen on the tune part."""


class Told(NamedTuple):
    """Mentions that a claim points to, by name, with their share of the pointing; and the share of "none"."""

    mentions: dict[str, list[int]]
    shares: dict[str, float]
    none: float

    def best(self) -> list[str]:
        """The names, the likeliest first."""
        return sorted(self.shares, key=lambda name: (-self.shares[name], min(self.mentions[name])))


def gathered(page: Page, claims: Sequence[Claimed], thresholds: Thresholds) -> list[list[Claimed]]:
    """The claims about happenings, grouped by where they begin: average linkage over pairs, down to `together`.

    A pair is as likely to be about one happening as the encoder says; that the rules say the same, or not, multiplies the odds.
    """
    groups = [[claim] for claim in claims if claim.scope is Scope.INCIDENT]
    read = {claim: event_read(page, claim) for claim in claims}
    chance: dict[tuple[int, int], float] = {}

    def likely(one: Claimed, other: Claimed) -> float:
        key = (min(one.piece, other.piece), max(one.piece, other.piece))
        if key not in chance:
            found = page.answers.same(*key)
            odds = _odds(APART if found is None else found)
            if read[one] is not None and read[other] is not None:
                odds *= thresholds.agreed if read[one] == read[other] else 1 / thresholds.agreed
            chance[key] = odds / (1 + odds)
        return chance[key]

    while len(groups) > 1:
        score, one, other = max(
            (sum(likely(a, b) for a in groups[i] for b in groups[j]) / (len(groups[i]) * len(groups[j])), -i, -j)
            for i in range(len(groups))
            for j in range(i)
        )
        if score < thresholds.together:
            break
        first, second = sorted((-one, -other))
        groups[first] += groups.pop(second)
    return sorted(groups, key=lambda group: min(claim.start for claim in group))


def _odds(chance: float) -> float:
    return chance / max(1 - chance, TINY)


def told(page: Page, claims: Sequence[Claimed], kind: Kind, bias: float) -> list[Told]:
    """What each claim of a happening points to, among the mentions of a kind; names that are the same count together.

    Where a claim's own pointing leaves a doubt, that of the others decides. `bias` is what it adds to a name's odds that the
    rules read it as the place or time of a claim's happening.
    """
    relation, tie = POINTED[kind]
    mentions: dict[str, list[int]] = defaultdict(list)
    for place in page.draft.of(kind):
        mentions[page.called(place)].append(place)
    counted = sum(claim.quantity is not None for claim in claims) or 1
    read = Counter(name for claim in claims for name in {page.called(place) for place in _read(page, claim, tie)})
    odds = np.array([1 + (bias - 1) * read[name] / counted for name in mentions] + [1.0])
    pointers = [page.answers.tie(relation, claim.piece) for claim in claims]
    each = np.array([[*(page.over(pointer, places) for places in mentions.values()), pointer.none] for pointer in pointers])
    weighed = (each * OWN + each.sum(0)) * odds
    return [_told(mentions, row) for row in weighed / np.maximum(weighed.sum(1, keepdims=True), TINY)]


def _told(mentions: Mapping[str, list[int]], shares: npt.NDArray[np.float64]) -> Told:
    *named, none = map(float, shares)
    return Told(dict(mentions), dict(zip(mentions, named, strict=True)), none)


def _read(page: Page, claim: Claimed, tie: Tie) -> set[int]:
    """What the rules tie to the happening that they take a counted claim to be about."""
    draft = page.draft
    if claim.quantity is None:
        return set()
    return {found for trigger in draft.targets(claim.quantity, Tie.ABOUT) for found in draft.targets(trigger, tie)}
