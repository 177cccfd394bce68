"""One text with all that has been found out about it so far: what the steps of the trained reader look at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from saidby.annotate.draft import Draft
from saidby.annotate.sheet import Sheet
from saidby.annotate.trained.encoder import Answers, Pointer
from saidby.annotate.trained.pieces import Pieces


class Page(NamedTuple):
    """The text's sheet, what the rules found, its word pieces, and the encoder's answers about them."""

    sheet: Sheet
    draft: Draft
    pieces: Pieces
    answers: Answers

    def called(self, place: int) -> str:
        """What a mention is counted under: its value, else its words; a time by what it says."""
        mention = self.draft.mentions[place]
        if mention.time is not None:
            return repr(mention.time)
        return mention.value or self.sheet.text[mention.start : mention.end]

    def covered(self, place: int) -> range:
        """The pieces of a mention."""
        mention = self.draft.mentions[place]
        return self.pieces.within(mention.start, mention.end)

    def over(self, pointer: Pointer, places: Iterable[int]) -> float:
        """The probability that a tie leads to any of these mentions; pieces that several hold count once."""
        pieces = {piece for place in places for piece in self.covered(place)}
        return sum(pointer.within(range(piece, piece + 1)) for piece in pieces)
