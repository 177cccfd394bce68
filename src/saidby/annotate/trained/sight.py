"""What claims point to among the mentions of a kind; names that are the same count together."""

from __future__ import annotations

from collections import defaultdict
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from saidby.annotate.trained.claimed import Claimed
from saidby.annotate.trained.labels import Relation
from saidby.annotate.trained.page import Page
from saidby.vocabulary import Kind, Tie

Reals: TypeAlias = npt.NDArray[np.float64]

POINTED: Final = {Kind.PLACE: (Relation.AT, Tie.AT), Kind.TIME: (Relation.ON, Tie.ON)}
"""How the encoder and a Reading tie a happening to mentions of a kind."""


class Sight:
    """The mentions of one kind on a page, by what they are called, and the encoder's pointing to them."""

    def __init__(self, page: Page, kind: Kind) -> None:
        self._page, self._relation = page, POINTED[kind][0]
        named: dict[str, list[int]] = defaultdict(list)
        for place in page.draft.of(kind):
            named[page.called(place)].append(place)
        self.mentions = dict(named)
        held = sorted(
            {(piece, nth) for nth, places in enumerate(named.values()) for at in places for piece in page.covered(at)}
        )
        self._pieces = np.array([piece for piece, _ in held], np.int64)
        self._names = np.array([nth for _, nth in held], np.int64)

    def shares(self, claim: Claimed) -> tuple[Reals, float]:
        """The share of each name in what a claim points to, and that of "none"."""
        pointer = self._page.answers.tie(self._relation, claim.piece)
        first, last = np.searchsorted(self._pieces, (pointer.first, pointer.first + len(pointer.pieces)))
        weights = pointer.pieces[self._pieces[first:last] - pointer.first]
        found: Reals = np.bincount(self._names[first:last], weights, minlength=len(self.mentions)).astype(np.float64)
        return found, pointer.none
