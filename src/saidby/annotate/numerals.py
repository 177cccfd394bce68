"""Bare numbers, in digits and words, read from the tokens of a sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import msgspec

from saidby.annotate.phrases import Phrases as Listed
from saidby.annotate.sheet import TOKEN, Token

_DIGITS: Final = re.compile(r"\d{1,12}|\d{1,3}(?:,\d{3}){1,3}|\d{1,2}(?:,\d{2}){1,3},\d{3}")
_LEADING: Final = re.compile(r"\d{1,3}")
_GROUP: Final = re.compile(r"\d{3}")  # of "12 000"
_GROUPS: Final = 3
_DECIMAL: Final = re.compile(r"\d{1,6}\.\d{1,3}")
_LONGEST_NUMERAL: Final = 9  # words: "two hundred and fifty-one thousand and forty two"
_LARGEST: Final = 10**12  # no count of news is beyond it; keeps every value in 64 bits


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Number words by value; `vague` ones are lower bounds, `halves` divide a scale that follows.

    `vague_scales` are worth no more under a vague word than alone: "several hundred" is "hundreds".
    """

    words: dict[str, int]
    scales: dict[str, int]
    plurals: dict[str, int]
    multiplied_plurals: dict[str, int]
    vague: dict[str, int]
    vague_multipliers: dict[str, int]
    vague_scales: dict[str, int]
    collectives: dict[str, int]
    halves: dict[str, int]
    and_halves: list[str]


class Numeral(NamedTuple):
    """A number on tokens ``[first, last)``; `vague` ones are lower bounds; `digits` is False for words alone."""

    first: int
    last: int
    value: int
    vague: bool = False
    digits: bool = False
    scale: int = 1  # of "3 million": "2 to 3 million" lends it to the 2


class Phrases:
    """Phrases as a list gives them, found by their tokens, longest first; the last of two equal ones counts."""

    def __init__(self, phrases: Sequence[str]) -> None:
        given = {" ".join(match.group().lower() for match in TOKEN.finditer(phrase)): phrase for phrase in phrases}
        self._listed = Listed([(words, phrase) for words, phrase in given.items() if words])
        self.openers: Final = self._listed.openers  # the words that a phrase may begin with

    def at(self, tokens: Sequence[Token], index: int, stop: int) -> tuple[str, int] | None:
        """The longest phrase that begins at `index`, as it was given, and the index after it."""
        if index >= stop or tokens[index].lower not in self.openers:
            return None
        found = self._listed.at(tokens, index, stop)
        return None if found is None else (found.value, found.last)


class Numerals:
    """Reads the number that begins at a token, if one does."""

    def __init__(self, lexicon: Lexicon, articles: Sequence[str], joiners: Sequence[str]) -> None:
        self._lexicon = lexicon
        self._articles = frozenset(articles)
        self._joiners = frozenset(joiners)
        self._multiplied = Phrases([*lexicon.multiplied_plurals])
        self._vague = Phrases([*lexicon.vague])
        self._multipliers = Phrases([*lexicon.vague_multipliers])
        self._collectives = Phrases([*lexicon.collectives])
        self._halves = Phrases([*lexicon.halves])
        self._and_halves = Phrases(lexicon.and_halves)
        several = (self._vague, self._multipliers, self._collectives, self._halves)
        self._openers = frozenset((*articles, *lexicon.words, *lexicon.scales, *lexicon.plurals)).union(
            *(phrases.openers for phrases in several)
        )

    def may_begin(self, token: Token) -> bool:
        """Whether a number may begin at a token, by its own word: most begin none, and are passed over at this price."""
        return token.lower in self._openers or token.lower[0].isdecimal() or "-" in token.lower

    def at(self, tokens: Sequence[Token], index: int, stop: int) -> Numeral | None:
        """The longest number that begins at `index` and ends before `stop`, or None."""
        if index >= stop or not self.may_begin(tokens[index]):
            return None
        found = (
            self._digits(tokens, index, stop)
            or self._half(tokens, index, stop)
            or self._words(tokens, index, stop)
            or self._many(tokens, index, stop)
        )
        if found is not None and found.scale == 1 and not found.vague:
            found = self._and_half(tokens, found, stop)
        return found if found is not None and found.value <= _LARGEST else None

    def _and_half(self, tokens: Sequence[Token], found: Numeral, stop: int) -> Numeral:
        """The number with the half that follows it: "two and a half million"."""
        half = self._and_halves.at(tokens, found.last, stop)
        scale = self._lexicon.scales.get(tokens[half[1]].lower) if half is not None and half[1] < stop else None
        if half is None or scale is None:
            return found
        return found._replace(last=half[1] + 1, value=found.value * scale + scale // 2, scale=scale)

    def small(self, word: str) -> int | None:
        """The value of one word: "twelve", "forty-two", "dozen"; None for any other."""
        value = self._small(word)
        return self._lexicon.scales.get(word) if value is None else value

    def _digits(self, tokens: Sequence[Token], index: int, stop: int) -> Numeral | None:
        text, last = self._grouped(tokens, index, stop)
        scale = self._lexicon.scales.get(tokens[last].lower, 1) if last < stop else 1
        last += scale > 1
        if _DIGITS.fullmatch(text):
            return Numeral(index, last, int(text.replace(",", "")) * scale, digits=True, scale=scale)
        if scale > 1 and _DECIMAL.fullmatch(text):
            return Numeral(index, last, round(float(text) * scale), digits=True, scale=scale)
        return None

    @staticmethod
    def _grouped(tokens: Sequence[Token], index: int, stop: int) -> tuple[str, int]:
        """The digits at `index` with the groups of three that blanks part, and where they end: "12 000".

        Two numbers may stand side by side ("in May 5 300 left"), so a group has to begin with 0 or be followed by another.
        """
        text, last = tokens[index].text, index + 1
        while last < min(stop, index + 1 + _GROUPS) and _GROUP.fullmatch(tokens[last].text):
            if tokens[last].start != tokens[last - 1].end + 1:
                break
            last += 1
        certain = last - index > 2 or (last - index == 2 and tokens[index + 1].text[0] == "0")
        if certain and text[0] != "0" and _LEADING.fullmatch(text):
            return "".join(token.text for token in tokens[index:last]), last
        return text, index + 1

    def _half(self, tokens: Sequence[Token], index: int, stop: int) -> Numeral | None:
        if hyphened := self._hyphened(tokens, index, stop):
            return hyphened
        phrase = self._halves.at(tokens, index, stop)
        if phrase is None or phrase[1] >= stop:
            return None
        scale = self._lexicon.scales.get(tokens[phrase[1]].lower)
        return Numeral(index, phrase[1] + 1, scale // self._lexicon.halves[phrase[0]]) if scale else None

    def _hyphened(self, tokens: Sequence[Token], index: int, stop: int) -> Numeral | None:
        """One word of several: "half-a-million", "quarter-million", or "three-and-a-half" before a scale."""
        lexicon, (first, *rest) = self._lexicon, tokens[index].lower.split("-")
        if not rest:
            return None
        parts, scale = lexicon.halves.get(" ".join((first, *rest[:-1]))), lexicon.scales.get(rest[-1])
        if parts and scale:
            return Numeral(index, index + 1, scale // parts)
        whole, scale = self._small(first), lexicon.scales.get(tokens[index + 1].lower) if index + 1 < stop else None
        if whole and scale and " ".join(rest) in lexicon.and_halves:
            return Numeral(index, index + 2, whole * scale + scale // 2, scale=scale)
        return None

    def _small(self, word: str) -> int | None:
        words = self._lexicon.words
        if word in words:
            return words[word]
        tens, hyphen, ones = word.partition("-")
        if hyphen and tens in words and words.get(ones, 0) in range(1, 10) and words[tens] in range(20, 100, 10):
            return words[tens] + words[ones]
        return None

    def _words(self, tokens: Sequence[Token], index: int, stop: int) -> Numeral | None:
        total = current = 0
        scale = 1
        position = last = index
        if tokens[index].lower in self._articles:
            if index + 1 >= stop or tokens[index + 1].lower not in self._lexicon.scales:
                return None
            current, position = 1, index + 1
        elif tokens[index].lower in self._lexicon.scales:
            current = 1  # "another dozen"
        elif self._small(tokens[index].lower) is None:
            return None
        room = None  # how large a word may still be added: None for any
        while position < min(stop, index + _LONGEST_NUMERAL):
            word = tokens[position].lower
            small = self._small(word)
            if small is not None and (room is None or small < room):
                current += small
                room = 10 if small >= 20 and small % 10 == 0 else 0
                scale = 1
            elif word in self._lexicon.scales and current:
                scale = self._lexicon.scales[word]
                if scale < 1000:
                    current, room = current * scale, 100 if scale == 100 else 0
                else:
                    total, current, room = total + current * scale, 0, None
            elif word in self._joiners and last == position and scale in (100, 1000) and position + 1 < stop:
                if (self._small(tokens[position + 1].lower) or 0) == 0:
                    break
                position += 1
                continue
            else:
                break
            position += 1
            last = position
        return Numeral(index, last, total + current, scale=scale) if last > index else None

    def _many(self, tokens: Sequence[Token], index: int, stop: int) -> Numeral | None:
        lexicon = self._lexicon
        if (base := lexicon.plurals.get(tokens[index].lower)) is not None:
            multiplied = self._multiplied.at(tokens, index, stop)
            if multiplied is not None:
                return Numeral(index, multiplied[1], lexicon.multiplied_plurals[multiplied[0]], vague=True)
            return Numeral(index, index + 1, base, vague=True)
        for phrases, values in ((self._vague, lexicon.vague), (self._multipliers, lexicon.vague_multipliers)):
            phrase = phrases.at(tokens, index, stop)
            if phrase is None:
                continue
            value, last = values[phrase[0]], phrase[1]
            following = tokens[last].lower if last < stop else ""
            scale, plural = lexicon.scales.get(following), lexicon.plurals.get(following)
            if scale or plural:
                whole = lexicon.vague_scales.get(following, value * scale) if scale else plural or 0
                return Numeral(index, last + 1, whole, vague=True)
            if values is lexicon.vague:
                return Numeral(index, last, value, vague=True)
        phrase = self._collectives.at(tokens, index, stop)
        return None if phrase is None else Numeral(index, phrase[1], lexicon.collectives[phrase[0]])


def adjacent(tokens: Sequence[Token], index: int) -> bool:
    """Whether nothing stands between the tokens at `index` and `index` + 1."""
    return 0 <= index < len(tokens) - 1 and tokens[index].end == tokens[index + 1].start
