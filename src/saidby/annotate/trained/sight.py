"""What claims point to among the mentions of a kind; names that are the same count together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from saidby.annotate.datelines import PUBLISHED
from saidby.annotate.trained.claimed import Claimed
from saidby.annotate.trained.encoder import Pointer
from saidby.annotate.trained.labels import Relation
from saidby.annotate.trained.page import Page
from saidby.vocabulary import Kind, Tie

Reals: TypeAlias = npt.NDArray[np.float64]

POINTED: Final = {Kind.PLACE: (Relation.AT, Tie.AT), Kind.TIME: (Relation.ON, Tie.ON)}
"""How the encoder and a Reading tie a happening to mentions of a kind."""


class Reach:
    """Groups of mentions that a tie may lead to; a piece that several mentions of a group hold counts once."""

    def __init__(self, page: Page, groups: Iterable[Iterable[int]]) -> None:
        held = [{(piece, nth) for at in places for piece in page.covered(at)} for nth, places in enumerate(groups)]
        pairs = sorted(pair for each in held for pair in each)
        self._size = len(held)
        self._pieces = np.array([piece for piece, _ in pairs], np.int64)
        self._groups = np.array([nth for _, nth in pairs], np.int64)

    def over(self, pointer: Pointer) -> Reals:
        """The probability that a tie leads to each group."""
        first, last = np.searchsorted(self._pieces, (pointer.first, pointer.first + len(pointer.pieces)))
        weights = pointer.pieces[self._pieces[first:last] - pointer.first]
        found: Reals = np.bincount(self._groups[first:last], weights, minlength=self._size).astype(np.float64)
        return found


class Sight:
    """The mentions of one kind on a page, by what they are called (case-folded), and the encoder's pointing to them.

    The date of a dateline is none of them: it tells when the text was published.
    """

    def __init__(self, page: Page, kind: Kind) -> None:
        self._page, self._relation = page, POINTED[kind][0]
        named: dict[str, list[int]] = defaultdict(list)
        heading: list[int] = []
        for place in page.draft.of(kind):
            if page.draft.mentions[place].label == PUBLISHED:
                heading.append(place)
            else:
                named[page.called(place).casefold()].append(place)  # "HOMS" begins what "Homs" goes on with
        self.mentions = dict(named)
        self._reach = Reach(page, named.values())
        self._heading = Reach(page, [heading]) if heading else None

    def shares(self, claim: Claimed) -> tuple[Reals, float]:
        """The share of each name in what a claim points to, and that of "none"."""
        pointer = self._page.answers.tie(self._relation, claim.piece)
        return self._reach.over(pointer), pointer.none

    def published(self, claim: Claimed) -> float:
        """The share that points to the date of publication: it says that the happening is news, not when it was."""
        if self._heading is None:
            return 0.0
        return float(self._heading.over(self._page.answers.tie(self._relation, claim.piece))[0])
