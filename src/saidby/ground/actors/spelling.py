"""Names alike in another transliteration: "Lashkar-e-Tayyaba" and "Lashkar-e-Taiba", "Sissi" and "Sisi"."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from typing import Final, TypeVar

T = TypeVar("T", bound=Hashable)

LONG: Final = 8
"""Letters of the shortest key: of shorter ones too many names are alike."""

_SILENT: Final = re.compile(r"[aeiouyhw]")
_DOUBLE: Final = re.compile(r"(.)\1+")
_VOWELS: Final = {"a": "a", "o": "o", "u": "o", "e": "e", "i": "e", "y": "e"}
_ARTICLES: Final = {"el": "al", "ul": "al", "ad": "al", "as": "al", "ar": "al", "ash": "al", "az": "al"}


def spelling(name: str) -> str | None:
    """A key that is the same for transliterations of one folded name; None for one word, and for too few letters.

    Of each word the first letter, of what kind its first vowel is, and its other consonants without doubles.
    """
    if " " not in name or len(name) < LONG:
        return None
    words = [_ARTICLES.get(word, word) for word in name.split()]
    keys = []
    for word in words:
        vowel = next((_VOWELS[letter] for letter in word if letter in _VOWELS), "")
        keys.append(word[:1] + vowel + _DOUBLE.sub(r"\1", _SILENT.sub("", word[1:])))
    return " ".join(keys) if sum(map(len, keys)) >= LONG else None


def by_spelling(names: Iterable[tuple[str, T]]) -> Mapping[str, T]:
    """What folded names lead to, by their keys; a key of two different things leads to none."""
    found: dict[str, set[T]] = {}
    for name, thing in names:
        if key := spelling(name):
            found.setdefault(key, set()).add(thing)
    return {key: things.pop() for key, things in found.items() if len(things) == 1}
