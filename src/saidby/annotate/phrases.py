"""Phrases of a word list found in a run of tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from saidby.annotate.sheet import Token

T = TypeVar("T")


class Found(NamedTuple, Generic[T]):
    """A phrase at tokens ``[first, last)`` and what the list says of it."""

    first: int
    last: int
    value: T


class Phrases(Generic[T]):
    """A word list for looking up. Phrases are lower case, their words parted by blanks; the first of two equal ones counts."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        # By the first word: the phrases of several words by their second, longest first, and the word alone.
        self._several: dict[str, dict[str, list[tuple[tuple[str, ...], T]]]] = {}
        self._alone: dict[str, T] = {}
        known: set[tuple[str, ...]] = set()
        for phrase, value in phrases:
            words = tuple(phrase.split())
            if words in known:
                continue
            known.add(words)
            if len(words) == 1:
                self._alone[words[0]] = value
            else:
                self._several.setdefault(words[0], {}).setdefault(words[1], []).append((words, value))
        for by_second in self._several.values():
            for same in by_second.values():
                same.sort(key=lambda entry: -len(entry[0]))
        self.openers: Final = frozenset((*self._several, *self._alone))  # the words that a phrase may begin with

    def at(self, tokens: Sequence[Token], place: int, last: int) -> Found[T] | None:
        """The longest phrase that begins at token `place` and ends by token `last`."""
        first = tokens[place].lower
        by_second = self._several.get(first)
        if by_second is not None and place + 1 < last:
            for words, value in by_second.get(tokens[place + 1].lower, ()):
                end = place + len(words)
                if end <= last and all(tokens[place + i].lower == words[i] for i in range(2, len(words))):
                    return Found(place, end, value)
        return Found(place, place + 1, self._alone[first]) if first in self._alone and place < last else None

    def find(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[Found[T]]:
        """Every phrase in tokens ``[first, last)``, longest first at each place, none overlapping another."""
        place, openers = first, self.openers
        while place < last:
            # Most tokens begin no phrase: they are passed over without a call.
            found = self.at(tokens, place, last) if tokens[place].lower in openers else None
            if found is None:
                place += 1
            else:
                yield found
                place = found.last
