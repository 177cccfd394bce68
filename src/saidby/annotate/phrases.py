"""Phrases of a word list found in a run of tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

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
        self._by_word: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        known: set[tuple[str, ...]] = set()
        for phrase, value in phrases:
            words = tuple(phrase.split())
            if words not in known:
                known.add(words)
                self._by_word.setdefault(words[0], []).append((words, value))
        for same in self._by_word.values():
            same.sort(key=lambda entry: -len(entry[0]))

    def at(self, tokens: Sequence[Token], place: int, last: int) -> Found[T] | None:
        """The longest phrase that begins at token `place` and ends by token `last`."""
        for words, value in self._by_word.get(tokens[place].lower, ()):
            end = place + len(words)
            if end <= last and all(tokens[place + i].lower == word for i, word in enumerate(words)):
                return Found(place, end, value)
        return None

    def find(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[Found[T]]:
        """Every phrase in tokens ``[first, last)``, longest first at each place, none overlapping another."""
        place = first
        while place < last:
            found = self.at(tokens, place, last)
            if found is None:
                place += 1
            else:
                yield found
                place = found.last
