"""Seasons and quarters of a year: "the summer of 1994", "last autumn", "the third quarter"."""

from __future__ import annotations

from typing import Final

import msgspec

from saidby.annotate.dating import Lexicon, Piece
from saidby.annotate.numerals import Phrases
from saidby.annotate.sheet import Token
from saidby.annotate.years import YEAR, Years
from saidby.model import TimeExpression


class Seasons:
    """Reads the season or quarter that begins at a token, if one does.

    Seasons are those of the north, three whole months each; a winter's year is the one that it begins in.
    """

    def __init__(self, lexicon: Lexicon, years: Years) -> None:
        self._lexicon, self._years = lexicon, years
        self._seasons = Phrases([*lexicon.seasons])
        self._directions = Phrases([*lexicon.directions])
        self.openers: Final = self._seasons.openers | lexicon.year_before

    def at(self, tokens: list[Token], index: int, stop: int) -> Piece | None:
        """The longest reading that begins at `index` and ends before `stop`."""
        return self._with_year(tokens, index, stop) or self._directed(tokens, index, stop) or self._bare(tokens, index, stop)

    def _with_year(self, tokens: list[Token], index: int, stop: int) -> Piece | None:
        """Reads "the winter of 2014", "summer 2016", "the 1989 third quarter"."""
        lexicon = self._lexicon
        start = index + 1 if tokens[index].lower in lexicon.the else index
        if start < stop and YEAR.fullmatch(tokens[start].text):
            phrase = self._seasons.at(tokens, start + 1, stop)
            return None if phrase is None else Piece(index, phrase[1], self._time(phrase[0], int(tokens[start].text)))
        phrase = self._seasons.at(tokens, start, stop)
        if phrase is None:
            return None
        after = phrase[1]
        if after < stop and tokens[after].lower in lexicon.of:
            after += 1
        year = self._years.at(tokens, after, stop) if after < stop and tokens[after].text != "," else None
        return Piece(index, year[1], self._time(phrase[0], year[0])) if year else None

    def _directed(self, tokens: list[Token], index: int, stop: int) -> Piece | None:
        """Reads "last autumn", "this summer", "next winter"."""
        if (before := self._year_before(tokens, index, stop)) is not None:
            return before
        direction = self._directions.at(tokens, index, stop)
        phrase = self._seasons.at(tokens, direction[1], stop) if direction is not None else None
        if direction is None or phrase is None:
            return None
        return Piece(index, phrase[1], self._time(phrase[0], None, self._lexicon.directions[direction[0]]))

    def _year_before(self, tokens: list[Token], index: int, stop: int) -> Piece | None:
        """Reads "the year-earlier third quarter"."""
        start = index + 1 if tokens[index].lower in self._lexicon.the else index
        if start + 1 >= stop or tokens[start].lower not in self._lexicon.year_before:
            return None
        phrase = self._seasons.at(tokens, start + 1, stop)
        if phrase is None:
            return None
        return Piece(index, phrase[1], msgspec.structs.replace(self._time(phrase[0], None), unit="year", shift=-1))

    def _bare(self, tokens: list[Token], index: int, stop: int) -> Piece | None:
        """Reads a quarter anywhere, a season after "in the", "over the" and the like: "fall" and "spring" mean much else."""
        start = index + 1 if tokens[index].lower in self._lexicon.the else index
        phrase = self._seasons.at(tokens, start, stop)
        if phrase is None:
            return None
        if phrase[0] in self._lexicon.halves:
            told = phrase[1] + 1 < stop and tokens[phrase[1]].lower in self._lexicon.of  # "the first half of this year"
            return Piece(index, phrase[1], self._time(phrase[0], None, "nearest"), weak=True) if told else None
        quarter = " " in phrase[0] or "-" in phrase[0]
        of = phrase[1] < stop and tokens[phrase[1]].lower in self._lexicon.of  # "after the fall of the capital"
        cued = start > index > 0 and tokens[index - 1].lower in self._lexicon.season_cues and not of
        return Piece(index, phrase[1], self._time(phrase[0], None, "nearest")) if quarter or cued else None

    def _time(self, season: str, year: int | None, direction: str | None = None) -> TimeExpression:
        first, last = self._lexicon.seasons[season]
        end = None if year is None else year + (last < first)
        until = TimeExpression(year=end, month=last, direction=direction if last > first else None)
        return TimeExpression(year=year, month=first, direction=direction, until=until)
