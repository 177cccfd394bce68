"""Whether a day is told of as behind or ahead: "fired on Friday", "will meet on Friday"."""

from __future__ import annotations

from typing import Final

from saidby.annotate.dating import Lexicon, Piece
from saidby.annotate.numerals import Phrases
from saidby.annotate.sheet import Token

_BACK: Final = 8  # words before the day in which its verb stands
_AUXILIARIES: Final = 5  # words from "had" to the verb: "had been due to expire"
_ON: Final = 12  # words after a day that begins its sentence
_OPENING: Final = 2  # words of a sentence before such a day: "By late Friday,"


class Tense:
    """Looks for the verb of a day among the words of its clause."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._future = Phrases([*lexicon.future_cues])

    def ahead(self, tokens: list[Token], first: int, last: int, piece: Piece) -> bool | None:
        """Whether the piece of the sentence on tokens ``[first, last)`` lies ahead; None where no word tells."""
        lexicon = self._lexicon
        before = tokens[piece.first - 1].lower if piece.first > first else ""
        if piece.last < last and tokens[piece.last].lower in lexicon.possessive:  # "Friday's talks will"
            return self._after(tokens, piece.last + 1, last)
        found = self._before(tokens, first, piece.first)
        after = self._after(tokens, piece.last, last) if found is None and piece.first - first <= _OPENING else None
        if before in lexicon.deadlines:
            denied = piece.first - 1 > first and tokens[piece.first - 2].lower in lexicon.negations
            return not denied and after is not False
        if found is None:
            limit = before in lexicon.limits and after is None and piece.time.day is None
            return True if limit else after
        return found

    def _before(self, tokens: list[Token], first: int, day: int) -> bool | None:
        """What the nearest telling word of the clause before the day says."""
        for at in range(day - 1, max(first, day - _BACK) - 1, -1):
            said = self._said(tokens, at, day, first)
            if said is not None:
                return said
            initial = tokens[at].text == "." and at > first and len(tokens[at - 1].text) == 1  # "Ada B. Stone"
            if not tokens[at].text[0].isalnum() and not initial:
                return None
        return None

    def _after(self, tokens: list[Token], index: int, last: int) -> bool | None:
        """What the first telling word of the clause after the day says."""
        if index < last and tokens[index].text == ",":
            index += 1
        for at in range(index, min(last, index + _ON)):
            said = self._said(tokens, at, last, index)
            if said is not None:
                return said
            stopped = not tokens[at].text[0].isalnum() and tokens[at].text[0] not in "'’"
            if stopped or tokens[at].lower in self._lexicon.clauses:
                return None
        return None

    def _said(self, tokens: list[Token], at: int, stop: int, first: int) -> bool | None:
        lexicon, token = self._lexicon, tokens[at]
        before = tokens[at - 1].lower if at > first else ""
        if token.text[0].isupper() and at > first:
            return None
        if self._future.at(tokens, at, stop) is not None:
            earlier = {each.lower for each in tokens[max(first, at - _AUXILIARIES) : at]}
            return lexicon.past_perfect.isdisjoint(earlier)
        participle = token.lower.endswith(lexicon.past_ending) and len(token.lower) > len(lexicon.past_ending) + 1
        if before in lexicon.passive:  # "to be completed by May"
            return None
        return False if token.lower in lexicon.past_cues or participle else None
