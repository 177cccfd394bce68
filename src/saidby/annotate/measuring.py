"""Numbers that are no counts: ages, ranks, dates, distances, money, names of things, and "one" as a pronoun."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final

import msgspec

from saidby.annotate.numerals import Numeral, adjacent
from saidby.annotate.sheet import Token

_AGES: Final = 12  # tokens of a list of ages
_ADDRESS: Final = 4  # words of "14 Old Mill Road"
_NOUN: Final = 3  # words of "two white armoured vehicles"
_TALLY: Final = 3  # entries of "Ardale, 19. Bexton, 15. Old Cray, 6."
_ENTRY: Final = 5  # words of a name in it
_OLDEST: Final = 119
_YEARS: Final = range(1800, 2101)
_OPENING: Final = frozenset("([\"'“‘«-–—…:~≈<>≤≥")
_STOPS: Final = frozenset(".;")
_ADDED: Final = "+"
_CLOSING: Final = frozenset(")]\"'”’»-–—….,;:!?+")


class Surroundings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table [numbers.surroundings]: words around a number that make it no count."""

    units: frozenset[str]
    pronouns: frozenset[str]
    of: frozenset[str]
    multiplied: frozenset[str]
    comparatives: frozenset[str]
    unit_fillers: frozenset[str]
    designators: frozenset[str]
    currency: frozenset[str]
    address_words: frozenset[str]
    determiners: frozenset[str]
    verbal: frozenset[str]
    verbal_after: frozenset[str]
    always_designators: frozenset[str]
    counted_of: frozenset[str]
    age_nouns: frozenset[str]
    age_bounds: frozenset[str]
    age_followers: frozenset[str]
    aged: frozenset[str]
    age_joiners: frozenset[str]
    year_nouns: frozenset[str]
    person_nouns: frozenset[str]
    no_one_before: frozenset[str]
    no_one_after: frozenset[str]
    no_one_of: frozenset[str]
    one_of_a_kind_after: frozenset[str]
    one_more: frozenset[str]
    one_more_never: frozenset[str]
    relative: frozenset[str]
    relative_after: frozenset[str]
    function_words: frozenset[str]


class Standing(Enum):
    """What the words around a number make of it."""

    COUNT = "count"
    LOOSE = "loose"  # no count by the rules, and yet it might be one
    NONE = "none"


class Measuring:
    """Tells from its neighbours whether a number counts anything."""

    def __init__(self, words: Surroundings) -> None:
        self._words = words

    def standing(self, tokens: Sequence[Token], numeral: Numeral, start: int, stop: int, bounded_by: str | None) -> Standing:
        """What the number is; its sentence is ``[start, stop)``, `bounded_by` the last word of its bound."""
        before = tokens[numeral.first - 1] if numeral.first > start else None
        after = tokens[numeral.last] if numeral.last < stop else None
        if (
            self._glued(tokens, numeral)
            or self._measured(tokens, numeral, stop)
            or self._named(tokens, numeral, before, after)
            or (numeral.digits and numeral.scale == 1 and self._year(tokens[numeral.first], after))
            or self._listed(numeral, start, after)
        ):
            return Standing.NONE
        if self._aged(tokens, numeral, start, stop, bounded_by):
            loose = self._tallied(tokens, numeral) or self._past_ages(tokens, numeral, start, stop)
            return Standing.LOOSE if loose else Standing.NONE
        if tokens[numeral.first].lower in self._words.pronouns and self._pronoun(tokens, numeral, before, stop):
            return Standing.LOOSE if self._one_of_a_kind(tokens, numeral, before, stop) else Standing.NONE
        return Standing.COUNT

    def _glued(self, tokens: Sequence[Token], numeral: Numeral) -> bool:
        """Part of something longer: "$5", "16th", "155mm", "24/7", "3:1", an address of the web."""
        if not numeral.digits:
            return False
        if len(tokens[numeral.first].text) > 1 and tokens[numeral.first].text.startswith("0"):
            return True  # "2001 - 05"
        before = tokens[numeral.first - 1] if adjacent(tokens, numeral.first - 1) else None
        after = tokens[numeral.last] if adjacent(tokens, numeral.last - 1) else None
        if after is not None and (after.text not in _CLOSING or (after.text in ".:" and self._goes_on(tokens, numeral.last))):
            return True
        if after is not None and after.text in "-–" and adjacent(tokens, numeral.last):
            return True  # a score, a phone number, "3-Day"
        if before is None:
            return False
        within_word = adjacent(tokens, numeral.first - 2)
        if before.text == _ADDED and (not within_word or tokens[numeral.first - 2].text in _OPENING):
            return False  # "112 (+7 in a day)"
        return before.text not in _OPENING or (within_word and before.text in "-–:.")

    @staticmethod
    def _goes_on(tokens: Sequence[Token], index: int) -> bool:
        """Whether a word or number follows a sign at once ("3:1"), and no closing quotation mark."""
        return adjacent(tokens, index) and tokens[index + 1].text[0].isalnum()

    def _measured(self, tokens: Sequence[Token], numeral: Numeral, stop: int) -> bool:
        words = self._words
        index = numeral.last
        if numeral.vague and index + 1 < stop and tokens[index].lower in words.of:
            index += 1  # "hundreds of years"
        if index + 1 < stop and tokens[index].lower in words.multiplied and tokens[index + 1].lower in words.comparatives:
            return True
        for _ in range(3):
            if index >= stop:
                return False
            lower = tokens[index].lower
            if lower in words.counted_of and index + 1 < stop and tokens[index + 1].lower in words.of:
                return False  # "17 points of impact"
            if lower in words.units or (lower.split("-")[0] in words.units and "-" in lower):
                return True
            if lower not in words.unit_fillers and lower != "-":
                return False
            index += 1
        return False

    def _named(self, tokens: Sequence[Token], numeral: Numeral, before: Token | None, after: Token | None) -> bool:
        words = self._words
        for token in tokens[numeral.last : numeral.last + _ADDRESS]:
            if not token.text[0].isupper():
                break
            if token.lower in words.address_words:
                return True
        if before is None:
            return False
        if before.text in words.currency:
            return True
        if before.lower in words.designators:
            return not self._counts_after(tokens, numeral)
        if before.text == "." and numeral.first >= 2 and tokens[numeral.first - 2].lower + "." in words.designators:
            return True
        capital = tokens[numeral.first].text[0].isupper()  # "Channel Four", but not in a line of capitals
        return capital and before.text[0].isupper() and not tokens[numeral.first].text.isupper() and self._plain(after)

    def _counts_after(self, tokens: Sequence[Token], numeral: Numeral) -> bool:
        """Whether a word that may name a number ends another phrase: "last week two soldiers died", "the women number 57"."""
        words, designator = self._words, tokens[numeral.first - 1]
        before = tokens[numeral.first - 2].lower if numeral.first > 1 else ""
        if designator.lower in words.verbal:
            return before in words.verbal_after or (before.endswith("s") and not before.endswith(("'s", "ss", "us", "is")))
        if numeral.vague:
            return True
        if numeral.last + 1 < len(tokens) and tokens[numeral.last].lower in words.of and not numeral.digits:
            return not tokens[numeral.last + 1].text[0].isupper()  # "in this act eight of our men"
        if designator.lower in words.always_designators or not designator.text.islower():
            return False
        if numeral.digits and before not in words.determiners:
            return False
        for token in tokens[numeral.last : numeral.last + _NOUN]:
            if not token.text[0].isalpha() or token.lower in words.function_words:
                return False
            if token.lower in words.age_nouns or (token.text.islower() and token.lower.endswith("s")):
                return True
        return False

    def _plain(self, after: Token | None) -> bool:
        return after is None or not after.text[0].isalpha() or after.lower in self._words.function_words

    def _aged(self, tokens: Sequence[Token], numeral: Numeral, start: int, stop: int, bounded_by: str | None) -> bool:
        words = self._words
        first, last = numeral.first, numeral.last
        if self._in_ages(tokens, numeral, start):
            return True
        before = tokens[first - 1] if first > start else None
        if bounded_by in words.age_bounds and first - 2 >= start and tokens[first - 2].lower in words.age_nouns:
            return True
        if numeral.value > _OLDEST or before is None:
            return False
        if not numeral.digits and (before.text != "," or last >= stop or tokens[last].text != ","):
            return False
        closed = last >= stop or tokens[last].text in {",", ".", ")", ";"} or tokens[last].lower in words.age_followers
        if closed and last + 1 < stop and tokens[last].lower in words.of and not tokens[last + 1].text[0].isupper():
            return False  # "in Ardale, 22 of them"
        if not closed or first - 2 < start:
            return False
        whom = tokens[first - 2]
        person = (whom.text[0].isupper() and whom.text[0].isalpha()) or whom.lower in words.person_nouns
        return person and before.text in {",", "("}

    def _in_ages(self, tokens: Sequence[Token], numeral: Numeral, start: int) -> bool:
        """Whether a number goes on a list of ages: "aged nine, ten and 14"."""
        if numeral.value > _OLDEST:
            return False
        for here in range(numeral.first - 1, max(start, numeral.first - _AGES) - 1, -1):
            token = tokens[here]
            if token.lower in self._words.aged:
                return True
            if token.text != "," and token.lower not in self._words.age_joiners and not token.text.isdigit():
                return False
        return False

    def _past_ages(self, tokens: Sequence[Token], numeral: Numeral, start: int, stop: int) -> bool:
        """Whether a number that seems to go on a list of ages has a noun of its own: "aged 4 and 7, and 9 injured"."""
        if (
            not self._in_ages(tokens, numeral, start)
            or numeral.last >= stop
            or tokens[numeral.first - 1].lower in self._words.aged
        ):
            return False
        after = tokens[numeral.last]
        return after.text[0].isalpha() and after.lower not in self._words.function_words

    def _tallied(self, tokens: Sequence[Token], numeral: Numeral) -> bool:
        """Whether a number after a name is one of at least three such entries: "Ardale, 19. Bexton, 15. Old Cray, 6."

        Ages of the dead are told like that too, so it is no more than a possible count. The entries may be sentences.
        """
        first, last = numeral.first, numeral.last
        if first < 2 or last - first != 1 or tokens[first - 1].text != "," or last >= len(tokens):
            return False
        entries = 1
        for step in (self._entry_before, self._entry_after):
            here: int | None = first
            while here is not None and entries < _TALLY:
                here = step(tokens, here)
                entries += here is not None
        return entries >= _TALLY

    @staticmethod
    def _entry_before(tokens: Sequence[Token], number: int) -> int | None:
        """The number of the entry before that of the number at a token."""
        for here in range(number - 2, max(2, number - 2 - _ENTRY), -1):
            if tokens[here].text in _STOPS:
                entry = tokens[here - 1].text.isdigit() and tokens[here - 2].text == ","
                return here - 1 if entry else None
            if not tokens[here].text[0].isalpha():
                return None
        return None

    @staticmethod
    def _entry_after(tokens: Sequence[Token], number: int) -> int | None:
        """The number of the entry after that of the number at a token."""
        if number + 2 >= len(tokens) or tokens[number + 1].text not in _STOPS:
            return None
        for here in range(number + 2, min(len(tokens) - 1, number + 2 + _ENTRY)):
            if tokens[here].text == ",":
                return here + 1 if tokens[here + 1].text.isdigit() else None
            if not tokens[here].text[0].isalpha():
                return None
        return None

    def _year(self, token: Token, after: Token | None) -> bool:
        """A bare year; "2000 people" is a count, "the 2015 attacks" none."""
        if len(token.text) != 4 or int(token.text.replace(",", "")) not in _YEARS or "," in token.text:
            return False
        return (
            after is None
            or after.lower in self._words.year_nouns
            or not after.text.islower()
            or not after.text.isalpha()
            or after.lower in self._words.function_words
        )

    def _listed(self, numeral: Numeral, start: int, after: Token | None) -> bool:
        """The "1." or "2)" of a list."""
        return numeral.digits and numeral.first == start and after is not None and after.text in ".)" and numeral.value < 100

    def _pronoun(self, tokens: Sequence[Token], numeral: Numeral, before: Token | None, stop: int) -> bool:
        words = self._words
        if numeral.last - numeral.first != 1 or numeral.value != 1:
            return False
        if before is not None and before.lower in words.no_one_before:
            return True
        following = [token.lower for token in tokens[numeral.last : min(stop, numeral.last + 4)]]
        if not following:
            return before is None
        if following[0] in words.no_one_after:
            return True
        return following[0] in words.of and any(word in words.no_one_of for word in following[1:])

    def _one_of_a_kind(self, tokens: Sequence[Token], numeral: Numeral, before: Token | None, stop: int) -> bool:
        """Whether "one" may be a number all the same: "the one tank lost", "one more body", "of which one failed"."""
        words = self._words
        if numeral.last >= stop or not tokens[numeral.last].text[0].isalpha():
            return False
        after = tokens[numeral.last].lower
        if after in words.one_more:
            more = tokens[numeral.last + 1].lower if numeral.last + 1 < stop else ""
            return more.isalpha() and more not in words.one_more_never
        if before is None or after in words.no_one_after or after in words.one_of_a_kind_after:
            return False
        if before.lower in words.relative:
            return numeral.first >= 2 and tokens[numeral.first - 2].lower in words.relative_after
        return before.lower in words.one_of_a_kind_after and after not in words.function_words
