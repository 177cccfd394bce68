"""Halves of what was counted before: "24 died, half of them children"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from saidby.annotate.bounds import LOOSE, Count, bounded
from saidby.annotate.sheet import Token
from saidby.model import Bounds
from saidby.vocabulary import Qualifier

_FEWEST: Final = 2


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table [numbers.shares]: "half of them", "half were"."""

    half: frozenset[str]
    of: frozenset[str]
    whole: frozenset[str]
    tells: frozenset[str]


class Shares:
    """Finds halves of a whole that was counted before; always `LOOSE`, for the whole is only the nearest count."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.openers: Final = lexicon.half

    def at(
        self, tokens: Sequence[Token], span: tuple[int, int], stop: int, qualifier: Qualifier | None, whole: Bounds | None
    ) -> Count | None:
        """The half whose bound begins at ``span[0]`` and which itself stands at ``span[1]``, of a whole of these bounds."""
        lexicon, (first, bare) = self._lexicon, span
        if bare >= stop or tokens[bare].lower not in lexicon.half or whole is None:
            return None
        following = [token.lower for token in tokens[bare + 1 : min(stop, bare + 3)]]
        taken = len(following) > 1 and following[0] in lexicon.of and following[1] in lexicon.whole
        if not taken and (not following or following[0] not in lexicon.tells):
            return None
        bounds = halved(whole, qualifier)
        return None if bounds is None else Count(first, bare + 1, bare, bare + 1, bounds, LOOSE)


def halved(whole: Bounds, qualifier: Qualifier | None) -> Bounds | None:
    """Half of a count, rounded up: of at least 16, at least 8; at least half of 13, at least 7. None where there is too little."""
    if whole.low is None or whole.low < _FEWEST:
        return None
    low, high = -(-whole.low // 2), None if whole.high is None else -(-whole.high // 2)
    if qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN) or high is None:
        return Bounds(low=low, high=None, qualifier=Qualifier.AT_LEAST)
    return bounded(qualifier or Qualifier.EXACT, low, high, vague=False)
