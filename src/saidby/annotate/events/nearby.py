"""What both places and times are looked up by: the mentions near a trigger, and what stands between."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final, NamedTuple

from saidby.annotate.draft import Draft
from saidby.annotate.events.words import Words
from saidby.annotate.sheet import Sheet
from saidby.model import Mention
from saidby.vocabulary import Kind

FAR: Final = 30
"""Tokens; a place further from a trigger needs a preposition of its own to count."""

OPENING: Final = 6
"""Tokens in which a sentence's opening place, or a dateline, ends."""

LEAD: Final = 6
"""Sentences."""

_MANY: Final = 8  # mentions on either side of a trigger
_CLOSE: Final = 14  # tokens


class Placed(NamedTuple):
    """A place or time of a happening (its place in the draft's mentions), and whether it is one phrase with its word."""

    mention: int
    tight: bool
    likely: bool = True  # no word of saying stands between


class Nearby:
    """The mentions of a document by sentence, and the words of speech in it."""

    def __init__(self, sheet: Sheet, draft: Draft, words: Words) -> None:
        self.sheet, self.draft, self.words = sheet, draft, words
        cues = (sheet.tokens_in(draft.mentions[place].start, draft.mentions[place].end) for place in draft.of(Kind.CUE))
        self.cues = {index for span in cues for index in span}

    def by_sentence(self, kind: Kind) -> dict[int, list[int]]:
        """The mentions of a kind by their sentence, in the order of the text."""
        found: dict[int, list[int]] = {}
        for place in self.draft.of(kind):
            found.setdefault(self.sheet.sentence_at(self.draft.mentions[place].start), []).append(place)
        return found

    def mention(self, place: int) -> Mention:
        """The mention at a place of the draft."""
        return self.draft.mentions[place]

    def tokens(self, place: int) -> range:
        """The tokens of a mention."""
        mention = self.draft.mentions[place]
        return self.sheet.tokens_in(mention.start, mention.end)

    def near(self, places: list[int], first: int) -> list[int]:
        """The few mentions on either side of a token."""
        position = self.sheet.tokens[first].start
        at = bisect_left(places, position, key=lambda place: self.draft.mentions[place].start)
        return places[max(0, at - _MANY) : at + _MANY]

    def close(self, span: range, first: int, last: int) -> bool:
        """Whether a mention and a trigger are one phrase: a few words apart, no other clause between."""
        between = self.sheet.tokens[span.stop : first] if span.stop <= first else self.sheet.tokens[last : span.start]
        if len(between) > _CLOSE:
            return False
        parting = self.words.function.parting
        return all((token.lower[0].isalnum() or token.lower == "'s") and token.lower not in parting for token in between)

    def opening(self, span: range) -> bool:
        """Whether a place opens its sentence: "In X, ..."."""
        begin = self.sheet.sentences[self.sheet.sentence_at(self.sheet.tokens[span.start].start)].first
        return 0 < span.start - begin <= OPENING and self.sheet.tokens[begin].lower in self.words.function.strong_locative
