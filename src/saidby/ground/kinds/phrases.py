"""The words of a phrase as weapons and targets are looked up by them: pieces, folded words, and the longest listed term."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from saidby.ground.gazetteer import fold

V = TypeVar("V")

LONGEST: Final = 6
"""Words of the longest term that is looked for."""

_SHORTEST: Final = 4
"""Letters of the shortest plural."""

_BREAK: Final = re.compile(r"\s*(?:(?<!\d),|,(?!\d)|;|(?i:\b(?:and|or|as well as|plus|including|among them)\b))\s*")
_GOES_ON: Final = re.compile(r"(?i)(?:(?:who|which|whom|whose|that|where|hidden|packed|parked|in|at|near|on|from)\b|\d+$)")
"""What begins a part that says more of the one before: a clause, a place, an age."""

_QUOTED: Final = re.compile(r'["“”„«»]')
_OWN: Final = re.compile(r"(?<=\w)['’]s?(?!\w)")  # "Scud-B's", "girls'"
_SEVERAL: Final = re.compile(r"(?i)(?<=\d)s(?!\w)")  # "BM-21s"
_SEAM: Final = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")  # "BM21", "9mm"


class Word(NamedTuple):
    """A folded word, and whether it was written as a name or number is."""

    form: str
    named: bool


def pieces(phrase: str) -> list[str]:
    """The parts of a phrase that a comma, "and" or "or" joins, as written: "rockets and mortar shells" → two."""
    found: list[str] = []
    for part in _BREAK.split(phrase):
        piece = part.strip().strip('"“”„«»').strip()
        if found and _GOES_ON.match(piece):
            found[-1] = f"{found[-1]}, {piece}"
        elif piece:
            found.append(piece)
    return found


def spelt(text: str) -> list[Word]:
    """The folded words of a text, letters parted from digits and possessives dropped: "BM-21s" → "bm", "21"."""
    bare = _SEVERAL.sub("", _OWN.sub("", _QUOTED.sub(" ", text)))
    found = []
    for written in bare.replace("-", " ").replace("–", " ").split():
        named = written[:1].isupper() or any(char.isdigit() for char in written)
        found += [Word(form, named) for part in fold(written).split() for form in _SEAM.sub(" ", part).split()]
    return found


def forms(text: str) -> list[str]:
    """The folded words of a text alone."""
    return [word.form for word in spelt(text)]


class Terms(Generic[V]):
    """Listed terms and what each means; a word in the plural is as good as in the singular."""

    def __init__(self, terms: Iterable[tuple[str, V]]) -> None:
        listed = [(tuple(forms(term)), value) for term, value in terms]
        self._words: Final = frozenset(word for words, _ in listed for word in words)
        self._values: Final[Mapping[tuple[str, ...], V]] = {
            tuple(map(self.plain, words)): value for words, value in reversed(listed)
        }

    def plain(self, word: str) -> str:
        """The shortest form of a word that the terms have: its singular, where they have that; else the word itself."""
        return next((form for form in _singulars(word) if form in self._words), word)

    def holds(self, word: str) -> bool:
        """Whether a word, as written, is a term."""
        return (self.plain(word),) in self._values

    def at(self, words: Sequence[str], start: int) -> tuple[int, V] | None:
        """The longest term that begins at a word: where it ends, and what it means."""
        for end in range(min(len(words), start + LONGEST), start, -1):
            if (value := self._values.get(tuple(words[start:end]))) is not None:
                return end, value
        return None

    def ending(self, words: Sequence[str], end: int) -> tuple[int, V] | None:
        """The longest term that ends before a word: where it begins, and what it means."""
        for start in range(max(0, end - LONGEST), end):
            if (value := self._values.get(tuple(words[start:end]))) is not None:
                return start, value
        return None


def _singulars(word: str) -> Iterable[str]:
    """What a word may be the plural of, the likelier form first; of the shortest words nothing ("AS-4" is no "A-4")."""
    if len(word) < _SHORTEST:
        return
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    if word.endswith("ves"):
        yield from (f"{word[:-3]}f", f"{word[:-3]}fe")
    if word.endswith("men"):
        yield f"{word[:-3]}man"
    if word.endswith("s"):
        yield word[:-1]
    if word.endswith("es"):
        yield word[:-2]
