"""The case of a text that is all capitals, as a writer would have set it: same length, same offsets.

Wire copy of the last century, telegrams and some bulletins have capitals only, and then capitals tell no name from a
word. What the language's word list has, or has the stem of, is written small; what it lacks is a name. Listed names
(countries, peoples, organisations) take the case that they are listed in, words such as "ministry" or "president" a
capital beside a name, and so does what an abbreviation in brackets stands for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from saidby.annotate.common_words import Vocabulary, Words, abbreviation, capital, parts
from saidby.annotate.known_names import Lexicon
from saidby.annotate.lexicon import table

SHARE: Final = 0.95
"""Of a text's letters that are capitals when it has been set in capitals."""

FEWEST: Final = 40
"""Letters; a shorter text may well be a headline or a list of abbreviations."""

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_WORD: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE: Final = re.compile(r"[.!?][\"”’')\]]*\s|\n\s*\n")
_BRACKETED: Final = re.compile(r"[(\[]([^\W\d_]{2,8})[)\]]")
_VOWELS: Final = frozenset("AEIOUY")
_LONGEST: Final = 8  # words of a name
_SHORT: Final = 3  # letters of what is rather an abbreviation than a name
_SHORTENED: Final = 5  # letters of an abbreviation in brackets, where it has vowels: a longer one is a name
_ROMAN: Final = frozenset("IVX")


@dataclass(slots=True)
class _Word:
    """A word at code points ``[start, end)``. `case` is how it will stand: the empty string for small letters."""

    start: int
    end: int
    text: str
    lower: str
    case: str = ""

    def capital(self) -> None:
        self.case = self.case or capital(self.text)

    @property
    def short(self) -> bool:
        """Whether it is written as an abbreviation."""
        return len(self.case) > 1 and self.case[:2].isupper()


class _Caser:
    """The passes over the words of one text."""

    def __init__(self, words: Words, names: Lexicon) -> None:
        self._vocabulary = Vocabulary(words)
        self._words = words
        self._titles = (names.title_heads | names.title_words) - words.plain
        self._heads = names.organisation_heads | names.facility_heads | names.region_heads | names.settlement_heads
        self._openers = names.organisation_openers
        self._small = names.of | names.inner
        peoples = [people for country in names.countries.values() for people in country.people]
        countries = [name for country in names.countries.values() for name in country.names]
        self._peoples = frozenset(people.lower() for people in peoples)
        self._listed: dict[str, dict[tuple[str, ...], str]] = {}
        for name in (*countries, *peoples, *names.regions, *names.organisations, *names.media, *names.groups):
            key = tuple(match.group().lower() for match in _WORD.finditer(name))
            if len(key) > 1 or (key and key[0] not in self._vocabulary):
                self._listed.setdefault(key[0], {}).setdefault(key, name)

    def restore(self, text: str) -> str:
        """The text with its case restored."""
        words = [_Word(m.start(), m.end(), m.group(), m.group().lower().replace("’", "'")) for m in _WORD.finditer(text)]
        bracketed = frozenset(_BRACKETED.findall(text))
        for word in words:
            self._alone(text, word, bracketed)
        self._listed_names(text, words)
        self._inside_names(text, words)
        self._abbreviations(text, words)
        self._beside_names(text, words)
        self._spelt_out(text, words)
        return _written(text, words)

    def _alone(self, text: str, word: _Word, bracketed: frozenset[str]) -> None:
        """What a word is by itself."""
        words = self._words
        if text[word.start - 1 : word.start].isdigit():
            return  # "3rd", "20kg"
        if (
            word.lower in words.joining
            or word.lower in words.opening
            or word.lower in self._titles
            or word.lower in self._heads
        ):
            return
        abbreviated = word.text in bracketed and len(word.text) <= _SHORTENED and word.lower not in self._vocabulary
        if "." in word.text or _ROMAN.issuperset(word.text) or abbreviated:
            word.case = word.text
        elif word.lower not in self._vocabulary and word.lower not in words.either:
            vowels = _VOWELS & set(word.text)
            word.case = capital(word.text) if vowels else abbreviation(word.text)

    def _listed_names(self, text: str, words: Sequence[_Word]) -> None:
        index = 0
        while index < len(words):
            listed = self._listed.get(words[index].lower, {})
            key = tuple(word.lower for word in words[index : index + _LONGEST]) if listed else ()
            lengths = (n for n in range(len(key), 0, -1) if key[:n] in listed and _together(text, words[index : index + n]))
            length = next(lengths, 0)
            if length:
                spelt = _WORD.finditer(listed[key[:length]])
                for word, part in zip(words[index : index + length], spelt, strict=True):
                    word.case = part.group() if len(part.group()) == len(word.text) else word.text
            index += max(length, 1)

    def _inside_names(self, text: str, words: Sequence[_Word]) -> None:
        """Small words: "de" stays small in a name, "San" and "La" take a capital where they begin one or stand inside it."""
        for word, following in zip(reversed(words[:-1]), reversed(words[1:]), strict=True):
            if word.lower in self._words.opening and following.case and _beside(text, word, following):
                word.capital()

    def _abbreviations(self, text: str, words: Sequence[_Word]) -> None:
        """A word of two or three letters that stands beside no name is none: it is an abbreviation."""
        for index, word in enumerate(words):
            if (
                not word.case
                or not 1 < len(parts(word.text)[0]) <= _SHORT
                or word.lower in self._words.opening
                or word.lower in self._listed
            ):
                continue
            beside = [words[i] for i in (index - 1, index + 1) if 0 <= i < len(words)]
            pairs = [(each, word) if each.start < word.start else (word, each) for each in beside]
            named = (len(each.text) > _SHORT and each.case and not each.short for each in beside)
            if not any(name and _beside(text, *pair) for name, pair in zip(named, pairs, strict=True)):
                word.case = abbreviation(word.text)

    def _beside_names(self, text: str, words: Sequence[_Word]) -> None:
        """Capitals for a title before a name, and for a head ("ministry", "province") after one or with "of" before one."""
        for before, word in pairwise(words):
            if not _beside(text, before, word):
                continue
            if (word.lower in self._words.either and (before.lower in self._titles or before.case)) or (
                word.lower in self._heads and before.case and before.lower not in self._peoples and not before.short
            ):
                word.capital()
        for index in range(len(words) - 2, -1, -1):
            word, following = words[index], words[index + 1]
            if word.lower in self._titles and following.case and following.lower not in self._peoples:
                if _beside(text, word, following) or (len(word.text) <= _SHORTENED and _dotted(text, word, following)):
                    word.capital()
            elif _beside(text, word, following) and word.lower in self._openers and following.lower in self._small:
                stop = next(
                    (i for i in range(index + 2, min(index + 4, len(words))) if words[i].lower not in self._small), index
                )
                if words[stop].case and stop > index and _together(text, words[index : stop + 1]):
                    word.capital()

    def _spelt_out(self, text: str, words: Sequence[_Word]) -> None:
        """Capitals for the words before an abbreviation in brackets, or in brackets after one, whose letters they begin with."""
        for index, word in enumerate(words):
            if not word.short:
                continue
            first = last = index
            if text[word.start - 1 : word.start] in ("(", "["):
                while (
                    index - first < _LONGEST
                    and first
                    and _precedes(text, words[first - 1], words[first], bracket=first == index)
                ):
                    first -= 1
            else:
                while last - index < _LONGEST and last + 1 < len(words):
                    if not _precedes(text, words[last], words[last + 1], bracket=last == index):
                        break
                    last += 1
            phrase = [each for each in words[first : last + 1] if each.lower not in self._small and each is not word]
            starts = next((i for i, each in enumerate(phrase) if each.case or each.text[0] in word.text), len(phrase))
            initials = [each for each in phrase[starts:] if each.text[0] in word.text]
            if len(initials) >= max(2, len(word.text) // 2):
                for each in phrase[starts:]:
                    each.capital()


def _beside(text: str, word: _Word, following: _Word) -> bool:
    """Whether two words are parted by white space only."""
    return text[word.end : following.start].isspace()


def _dotted(text: str, word: _Word, following: _Word) -> bool:
    """Whether a full stop and a space part two words."""
    return text[word.end : following.start] in (". ", ".\n")


def _together(text: str, words: Sequence[_Word]) -> bool:
    """Whether words stand as in one name."""
    return all(not text[word.end : after.start].strip(" \n-.'’&") for word, after in pairwise(words))


def _precedes(text: str, word: _Word, following: _Word, *, bracket: bool) -> bool:
    between = text[word.end : following.start].strip()
    return between.strip('"“”') in ("(", "[") if bracket else between == ""


def _written(text: str, words: Sequence[_Word]) -> str:
    """The text with each word in its case, and a capital where a sentence begins."""
    pieces: list[str] = []
    position, opens = 0, True
    for word in words:
        between = text[position : word.start]
        opens = opens or _SENTENCE.search(between) is not None
        if opens and not text[word.start - 1 : word.start].isdigit():
            word.capital()
        pieces += (between, word.case or word.text.lower())
        position, opens = word.end, False
    return "".join((*pieces, text[position:]))


def capitals_only(text: str) -> bool:
    """Whether a text has been set in capitals."""
    letters = upper = 0
    for match in _LETTERS.finditer(text):
        letters += match.end() - match.start()
        upper += sum(map(str.isupper, match.group()))
    return letters >= FEWEST and upper >= SHARE * letters


def truecase(*, language: str = "en") -> Callable[[str], str]:
    """From a text to one of the same length: with its case restored where it is all capitals, else the text itself.

    The word list is loaded with the first text that needs it. Raises RecipeError for a language that has none.
    """
    caser = cache(lambda: _Caser(table(language, "truecase", Words), table(language, "names", Lexicon)))

    def restore(text: str) -> str:
        if not capitals_only(text):
            return text
        restored = caser().restore(text)
        return restored if len(restored) == len(text) else text  # some letters are longer in lower case

    return restore
