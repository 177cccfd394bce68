"""Clock times: "5:30 a.m.", "19:00 local time", "1900 GMT"."""

from __future__ import annotations

import re
from typing import Final

from saidby.annotate.dating import Lexicon, Piece
from saidby.annotate.numerals import Phrases, adjacent
from saidby.annotate.sheet import Token
from saidby.model import TimeExpression

_CLOCK_TOKEN: Final = re.compile(r"(\d{1,2})[.:](\d\d)")


class Clock:
    """Reads the clock time that begins at a token, if one does."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._zones = Phrases(lexicon.zones)

    def at(self, tokens: list[Token], index: int, stop: int) -> Piece | None:
        hour, minute, after = self._hour_minute(tokens, index, stop)
        if hour is None:
            return None
        lexicon = self._lexicon
        lower = tokens[after].lower if after < stop else ""
        if lower in lexicon.meridiems_before_noon or lower in lexicon.meridiems_after_noon:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if lower in lexicon.meridiems_after_noon else 0)
            after += 1
        elif lower in lexicon.o_clock:
            after += 1
        elif minute is None or (
            not (index > 0 and (tokens[index - 1].lower in lexicon.clock_cues or tokens[index - 1].text == "("))
            and not (self._zones.at(tokens, after, stop) or lower in lexicon.hours_words)
        ):
            return None
        zone = self._zones.at(tokens, after, stop)
        after = zone[1] if zone else after + 1 if after < stop and tokens[after].lower in lexicon.hours_words else after
        if after < stop and tokens[after].text == "." and tokens[after - 1].lower.endswith(".m"):
            after += 1
        return Piece(index, after, TimeExpression(hour=hour, minute=minute))

    def _hour_minute(self, tokens: list[Token], index: int, stop: int) -> tuple[int | None, int | None, int]:
        """The hour and minute in digits at `index` ("5", "5:30", "5.30") and the index after them."""
        match = _CLOCK_TOKEN.fullmatch(tokens[index].text)
        if match is not None:
            hour, minute, after = int(match[1]), int(match[2]), index + 1
        elif tokens[index].text.isdecimal() and len(tokens[index].text) <= 2:
            hour, minute, after = int(tokens[index].text), None, index + 1
            colon = (
                index + 2 < stop and tokens[index + 1].text == ":" and adjacent(tokens, index) and adjacent(tokens, index + 1)
            )
            if colon and tokens[index + 2].text.isdecimal() and len(tokens[index + 2].text) == 2:
                minute, after = int(tokens[index + 2].text), index + 3
        else:
            return None, None, index
        valid = hour <= 23 and (minute is None or minute <= 59)
        return (hour, minute, after) if valid else (None, None, index)

    def military(self, tokens: list[Token], index: int, stop: int) -> Piece | None:
        """Reads "1900 GMT", "0530 hours"."""
        text = tokens[index].text
        if len(text) != 4 or not text.isdecimal() or int(text[:2]) > 23 or int(text[2:]) > 59:
            return None
        zone = self._zones.at(tokens, index + 1, stop)
        after = zone[1] if zone else index + 2
        if zone is None and (index + 1 >= stop or tokens[index + 1].lower not in self._lexicon.hours_words):
            return None
        return Piece(index, after, TimeExpression(hour=int(text[:2]), minute=int(text[2:])))
