"""Years in digits and words: "2016", "nineteen ninety-six", "the year two thousand", "the 1990s"."""

from __future__ import annotations

import re
from typing import Final

from saidby.annotate.dating import Lexicon, Piece
from saidby.annotate.numerals import Numerals, adjacent
from saidby.annotate.sheet import Token
from saidby.model import TimeExpression

YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")
_HUNDREDS: Final = (18, 19, 20)  # "nineteen ninety-six"
_THOUSANDS: Final = range(2000, 2100)  # "two thousand four", after a month or "year" only
_NOT_IN_A_YEAR: Final = frozenset("%:/")


class Years:
    """Reads the year at a token, where the words around it let it be one."""

    def __init__(self, lexicon: Lexicon, numerals: Numerals) -> None:
        self._lexicon, self._numerals = lexicon, numerals

    def at(self, tokens: list[Token], index: int, stop: int) -> tuple[int, int] | None:
        """The year that follows a month or season, after a comma or not, and the index after it."""
        if index + 1 < stop and tokens[index].text == ",":
            index += 1
        if index >= stop:
            return None
        if YEAR.fullmatch(tokens[index].text):
            return int(tokens[index].text), index + 1
        return self._spelled(tokens, index, stop) or self._thousands(tokens, index, stop)

    def _spelled(self, tokens: list[Token], index: int, stop: int) -> tuple[int, int] | None:
        """Reads "nineteen ninety-six", "twenty fourteen"."""
        first = self._numerals.small(tokens[index].lower)
        if first not in _HUNDREDS or index + 1 >= stop:
            return None
        rest = self._numerals.small(tokens[index + 1].lower)
        if rest is None or not 10 <= rest <= 99:
            return None
        ones = self._numerals.small(tokens[index + 2].lower) if rest % 10 == 0 and rest > 10 and index + 2 < stop else None
        one = ones if ones is not None and 1 <= ones <= 9 else 0
        return first * 100 + rest + one, index + 2 + (one > 0)

    def _thousands(self, tokens: list[Token], index: int, stop: int) -> tuple[int, int] | None:
        numeral = self._numerals.at(tokens, index, stop)
        if numeral is None or numeral.digits or numeral.vague or numeral.value not in _THOUSANDS:
            return None
        return numeral.value, numeral.last

    def alone(self, tokens: list[Token], index: int, stop: int, *, cued: bool = False) -> Piece | None:
        """A year in a dating context ("in 2016", "the 2016 attack"); a decade ("the 1990s"). `cued`: a cue went before."""
        if not YEAR.fullmatch(tokens[index].text):
            return self._in_words(tokens, index, stop)
        if index + 1 < stop and adjacent(tokens, index):
            if tokens[index + 1].lower == "s":
                year = int(tokens[index].text)
                return Piece(index, index + 2, TimeExpression(year=year, until=TimeExpression(year=year + 9)))
            if tokens[index + 1].text[0].isalnum() or tokens[index + 1].text in _NOT_IN_A_YEAR:
                return None
        dated = cued or self._dated(tokens, index, stop)
        return Piece(index, index + 1, TimeExpression(year=int(tokens[index].text))) if dated else None

    def _in_words(self, tokens: list[Token], index: int, stop: int) -> Piece | None:
        lexicon, start = self._lexicon, index
        if tokens[index].lower in lexicon.the and index + 1 < stop:
            index += 1
        if tokens[index].lower == lexicon.year and index + 1 < stop:
            found = self.at(tokens, index + 1, stop) if tokens[index + 1].text != "," else None
        else:
            found = self._spelled(tokens, index, stop) if index == start else None
        return Piece(start, found[1], TimeExpression(year=found[0])) if found else None

    def _dated(self, tokens: list[Token], index: int, stop: int) -> bool:
        """Whether the words around a number of four digits make it a year."""
        lexicon, token = self._lexicon, tokens[index]
        before, after = tokens[index - 1] if index else None, tokens[index + 1] if index + 1 < stop else None
        if before is None or (before.end == token.start and before.text != "("):
            return False
        earlier = tokens[index - 2].lower if index > 1 else ""
        if before.lower in lexicon.no_year_after or earlier in lexicon.no_year_after:
            return False
        if before.lower in lexicon.sure_year_cues:
            return True
        noun = after is not None and after.text.isalpha() and after.text.islower()
        plural = noun and after is not None and after.lower.endswith("s") and before.lower not in lexicon.year_articles
        if plural and after is not None and after.lower not in lexicon.month_cues and after.lower not in lexicon.year_followers:
            return False
        if before.lower in lexicon.year_cues or (noun and before.lower in lexicon.year_articles):
            return True
        if before.text == "(" and after is not None and after.text == ")":
            return True
        return (after is None or after.lower not in lexicon.no_year_before) and self._listed(tokens, index, stop)

    def _listed(self, tokens: list[Token], index: int, stop: int) -> bool:
        """Whether it stands beside another year, in a name, or at the end of what it dates: "to 1997", "the 2012 Games"."""
        lexicon = self._lexicon
        before, earlier = tokens[index - 1].lower, tokens[index - 2] if index > 1 else None
        following = tokens[index + 1] if index + 1 < stop else None
        closed = following is None or not following.text[0].isalnum() or following.lower in lexicon.after_a_year
        if before in lexicon.year_links and earlier is not None and YEAR.fullmatch(earlier.text):
            return closed
        if before in lexicon.weak_year_cues:
            return closed
        if before in lexicon.year_articles and following is not None:
            return following.text[0].isupper()
        attributive = following is not None and following.text.islower() and following.text.isalpha()
        return bool(attributive and tokens[index - 1].text.islower() and earlier and earlier.lower in lexicon.year_articles)
