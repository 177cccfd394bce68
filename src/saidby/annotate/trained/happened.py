"""Where and when a happening was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from saidby.annotate.trained.between import event_read
from saidby.annotate.trained.claimed import Claimed
from saidby.annotate.trained.page import Page
from saidby.annotate.trained.sight import POINTED, Sight
from saidby.vocabulary import Kind, Tie

OWN: Final = 20.0
"""What a claim's own pointing counts beside that of another claim about the same happening; chosen on the tune part."""


class Told(NamedTuple):
    """Mentions that a claim points to, by name, with their share of the pointing; and the share of "none"."""

    mentions: Mapping[str, list[int]]
    shares: dict[str, float]
    none: float

    def best(self) -> list[str]:
        """The names, the likeliest first."""
        return sorted(self.shares, key=lambda name: (-self.shares[name], min(self.mentions[name])))


def told(page: Page, claims: Sequence[Claimed], kind: Kind, bias: float, sight: Sight | None = None) -> list[Told]:
    """What each claim of a happening points to, among the mentions of a kind; names that are the same count together.

    Where a claim's own pointing leaves a doubt, that of the others decides. `bias` is what it adds to a name's odds that the
    rules read it as the place or time of a claim's happening. `sight` is the page's for that kind, where it is there already.
    """
    sight = sight or Sight(page, kind)
    counted = sum(claim.quantity is not None for claim in claims) or 1
    tie = POINTED[kind][1]
    each_read = [{page.called(place).casefold() for place in _read(page, claim, tie)} for claim in claims]
    read = Counter(name for names in each_read for name in names)
    odds = np.array([1 + (bias - 1) * min(1.0, read[name] / counted) for name in sight.mentions] + [1.0])
    each = np.array([_pointing(sight, claim, names) for claim, names in zip(claims, each_read, strict=True)])
    weighed = (each * OWN + each.sum(0)) * odds
    return [_told(sight.mentions, row) for row in weighed / np.maximum(weighed.sum(1, keepdims=True), np.finfo(float).tiny)]


def _pointing(sight: Sight, claim: Claimed, read: Collection[str]) -> list[float]:
    """What a claim points to, by name, and "none". What points to the date of publication goes to what the rules read."""
    shares, none = sight.shares(claim)
    names = [name in read for name in sight.mentions]
    if any(names):
        shares = shares + np.array(names) * (sight.published(claim) / sum(names))
    return [*shares, none]


def _told(mentions: Mapping[str, list[int]], shares: npt.NDArray[np.float64]) -> Told:
    *named, none = map(float, shares)
    return Told(mentions, dict(zip(mentions, named, strict=True)), none)


def _read(page: Page, claim: Claimed, tie: Tie) -> set[int]:
    """What the rules tie to the happening that they take a claim to be about, wherever they do."""
    draft, event = page.draft, event_read(page, claim)
    if event is None:
        return set()
    triggers = (trigger for trigger in draft.of(Kind.TRIGGER) if draft.mentions[trigger].value == event)
    return {found for trigger in triggers for found in draft.targets(trigger, tie)}
