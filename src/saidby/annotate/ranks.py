"""Ordinals and the like that tell how many there have been: "a third attack", "the 46th raid", "another was hurt", "twice"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from saidby.annotate.bounds import LOOSE, Count
from saidby.annotate.nearby import Nearby
from saidby.annotate.numerals import adjacent
from saidby.annotate.sheet import Token
from saidby.model import Bounds

_FILLERS: Final = 2  # words between an ordinal and its noun: "third such car bombing"
_NOUN: Final = 5  # words of "26th United States drone strike"
_FATE: Final = 6  # words between "a third" and what became of it
_DIGITS: Final = 5


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table [numbers.ranks]; what each list is for is said there."""

    articles: frozenset[str]
    one_more: frozenset[str]
    nouns: frozenset[str]
    persons: frozenset[str]
    fillers: frozenset[str]
    endings: frozenset[str]
    words: dict[str, int]
    tens: dict[str, int]
    never_before: frozenset[str]
    never_after: frozenset[str]
    of: frozenset[str]
    goes_on: frozenset[str]
    fate: frozenset[str]
    deaths: frozenset[str]
    another: frozenset[str]
    repeated: dict[str, int]
    multiples: dict[str, int]
    formations: frozenset[str]
    fraction_after: frozenset[str]
    no_repeat_before: frozenset[str]


class Ranks:
    """Finds ordinals that count; those that only may count are `LOOSE`."""

    def __init__(self, lexicon: Lexicon, nearby: Nearby) -> None:
        self._lexicon = lexicon
        self._nearby = nearby
        self._openers: Final = frozenset((*lexicon.words, *lexicon.another, *lexicon.repeated, *lexicon.multiples))

    def may_begin(self, token: Token) -> bool:
        """Whether an ordinal may begin at a token, by its own word."""
        lower = token.lower
        return lower in self._openers or lower[0].isdecimal() or lower.partition("-")[0] in self._lexicon.tens

    def at(self, tokens: Sequence[Token], index: int, start: int, stop: int) -> Count | None:
        """The ordinal that counts at `index` of a sentence ``[start, stop)``."""
        lexicon, word = self._lexicon, tokens[index].lower
        if word in lexicon.repeated:
            after = tokens[index + 1].lower if index + 1 < stop else ""
            return None if after in lexicon.no_repeat_before else _count(index, index + 1, lexicon.repeated[word], LOOSE)
        if word in lexicon.multiples:
            double = self._nearby.noun(tokens, index + 1, min(stop, index + 1 + _FILLERS))
            return _count(index, index + 1, lexicon.multiples[word], LOOSE) if double else None
        if word in lexicon.another:
            return _count(index, index + 1, 1, LOOSE) if self._one_more(tokens, index, start, stop) else None
        ordinal = self._ordinal(tokens, index, stop)
        if ordinal is None:
            return None
        value, last = ordinal
        before = tokens[index - 1].lower if index > start else ""
        article = index == start or before in lexicon.articles
        noun = self._named(tokens, last, stop)
        if article and noun and value > 1:
            one_more = value == 2 and before in lexicon.one_more and tokens[noun - 1].lower in lexicon.persons
            return _count(index, last, 1 if one_more else value, "ordinal")
        if (article or tokens[index].text[0].isupper()) and self._may_count(tokens, (index, last), value, start, stop):
            return _count(index, last, self._told(tokens, (index, last), value, stop), LOOSE)
        return None

    def _ordinal(self, tokens: Sequence[Token], index: int, stop: int) -> tuple[int, int] | None:
        """The value of an ordinal, in words or digits, and where it ends."""
        lexicon, word = self._lexicon, tokens[index].lower
        if word in lexicon.words:
            return lexicon.words[word], index + 1
        tens, hyphen, ones = word.partition("-")
        if hyphen and tens in lexicon.tens and lexicon.words.get(ones, 10) < 10:
            return lexicon.tens[tens] + lexicon.words[ones], index + 1
        if not (word.isascii() and word.isdigit() and len(word) <= _DIGITS) or index + 1 >= stop or adjacent(tokens, index - 1):
            return None
        if adjacent(tokens, index) and tokens[index + 1].lower in lexicon.endings and not adjacent(tokens, index + 1):
            return int(word), index + 2
        return None

    def _named(self, tokens: Sequence[Token], index: int, stop: int) -> int:
        """The index after a noun that ordinals count, a few fillers after `index`; 0 for none."""
        lexicon, position = self._lexicon, index
        while position < min(stop, index + _FILLERS) and tokens[position].lower in lexicon.fillers:
            if position + 1 < stop and tokens[position + 1].lower not in lexicon.nouns | lexicon.fillers:
                break
            position += 1
        return position + 1 if position < stop and tokens[position].lower in lexicon.nouns else 0

    def _may_count(self, tokens: Sequence[Token], span: tuple[int, int], value: int, start: int, stop: int) -> bool:
        """Whether an ordinal without a sure noun is offered: not "a third of it", "the second day", "the 9th Brigade"."""
        lexicon, (first, last) = self._lexicon, span
        before = tokens[first - 1].lower if first > start else ""
        if last >= stop:
            return value > 1 and bool(before)
        after = tokens[last]
        if after.lower in lexicon.never_before or before in lexicon.never_after:
            return False
        fraction = first - 2 >= start and tokens[first - 2].lower in lexicon.fraction_after
        if before in lexicon.one_more and (fraction or after.lower in lexicon.of):
            return False
        end = min(stop, last + _NOUN)
        if any(token.lower in lexicon.formations for token in tokens[last:end]):
            return False  # "the 9th Mountain Brigade"
        if after.lower in lexicon.goes_on or not after.text[0].isalnum():
            return last - first == 1 and (value > 1 or after.lower in lexicon.goes_on)  # in digits it is a date
        return self._nearby.noun(tokens, last, end) or (value > 1 and self._nearby.harm(tokens, last, end))

    def _told(self, tokens: Sequence[Token], span: tuple[int, int], value: int, stop: int) -> int:
        """How many an ordinal without a sure noun tells of: "a fourth was hurt" of one more, "a third died" of three."""
        lexicon, (first, last) = self._lexicon, span
        if (
            first == 0
            or tokens[first - 1].lower not in lexicon.one_more
            or last >= stop
            or tokens[last].lower not in lexicon.fate
        ):
            return value
        fate = tokens[last : min(stop, last + _FATE)]
        return value if any(token.lower in lexicon.deaths for token in fate) else 1

    def _one_more(self, tokens: Sequence[Token], index: int, start: int, stop: int) -> bool:
        """Whether "another" is one more who is harmed, or one more attack: not "one another", "another three", "another day"."""
        lexicon, last = self._lexicon, index + 1
        if last >= stop or (index > start and tokens[index - 1].lower in lexicon.never_after):
            return False
        if tokens[last].lower in lexicon.never_before or not tokens[last].text[0].isalpha():
            return False
        end = min(stop, last + _NOUN)
        return self._nearby.noun(tokens, last, end) or self._nearby.harm(tokens, last, end)


def _count(first: int, last: int, value: int, label: str) -> Count:
    return Count(first, last, first, last, Bounds(low=value, high=value), label)
