"""Which words of a language are no names, by the table [truecase] of its lexicon; and how names are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

_STEM: Final = 4  # letters, at the least
_HANGS: Final = 3  # code points of what hangs on a word by an apostrophe: 's, 'll; longer, it is the rest of a name


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What each list is for is said in the table."""

    endings: dict[str, list[str]]
    beginnings: list[str]
    names: frozenset[str]
    either: frozenset[str]
    plain: frozenset[str]
    joining: frozenset[str]
    opening: frozenset[str]
    words: str


class Vocabulary:
    """Which words, in small letters with straight apostrophes, are no names: those listed, and those made of listed ones."""

    def __init__(self, words: Words) -> None:
        self._words = frozenset(words.words.split())
        self._names = words.names
        self._endings = words.endings
        self._beginnings = words.beginnings
        self._longest = max(map(len, words.endings), default=0)

    def __contains__(self, word: str) -> bool:
        if word in self._words or word in self._names:
            return word in self._words
        plain = parts(word)[0]
        if plain in self._words or (word.endswith("n't") and plain.removesuffix("n") in self._words):
            return True
        rests = (plain.removeprefix(each) for each in self._beginnings if plain.startswith(each))
        return self._made(plain) or any(len(rest) >= _STEM and (rest in self._words or self._made(rest)) for rest in rests)

    def _made(self, word: str) -> bool:
        return any(stem in self._words for stem in self._stems(word))

    def _stems(self, word: str) -> Iterator[str]:
        """What a word may be made of: "robberies", "robbery"; "planned", "plan"."""
        yield word
        for length in range(min(self._longest, len(word) - _STEM), 0, -1):
            stem, ending = word[:-length], word[-length:]
            if ending not in self._endings:
                continue
            for instead in self._endings[ending]:
                yield stem + instead
            if len(stem) > _STEM and stem[-1] == stem[-2]:
                yield stem[:-1]


def parts(text: str) -> tuple[str, str]:
    """A word and what hangs on it by an apostrophe, the apostrophe included."""
    cut = next((place for place, sign in enumerate(text) if sign in "'’"), len(text))
    return text[:cut], text[cut:]


def capital(text: str) -> str:
    """A word in capitals as a name: "Ostavar's", "D'Ostavar"."""
    head, tail = parts(text)
    return head[0] + head[1:].lower() + (tail.lower() if len(tail) <= _HANGS else tail[:2] + tail[2:].lower())


def abbreviation(text: str) -> str:
    """A word in capitals as an abbreviation: "UNO's"."""
    head, tail = parts(text)
    return head + (tail.lower() if len(tail) <= _HANGS else tail)
