"""Whether words near a doubtful count tell of harm, or of something that reports on violence count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from saidby.annotate.counts.words import Words
from saidby.annotate.sheet import Token


class Nearby:
    """Looks at a few tokens around a word."""

    def __init__(self, language: str) -> None:
        words = Words(language)
        self._harms = words.harms
        units = words.units
        self._nouns: Final = frozenset(words.counted).union(
            units.munitions, units.aircraft, units.explosives, units.things, units.forces, units.persons
        )
        self._person_endings: Final = words.units.person_endings

    def harm(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether a harm word stands in tokens ``[first, last)``, as far as their sentence goes on without a stop."""
        for here in range(first, last):
            if tokens[here].lower in self._harms.openers and self._harms.at(tokens, here, last) is not None:
                return True
        return False

    def noun(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether tokens ``[first, last)`` hold a noun for people, weapons, things or attacks before any sign."""
        for token in tokens[first:last]:
            if not token.text[0].isalnum():
                return False
            if token.lower in self._nouns or self._person(token):
                return True
        return False

    def _person(self, token: Token) -> bool:
        return len(token.text) > 4 and token.lower.endswith(self._person_endings)
