"""Where and when a trigger's happening was: the nearest place that is said to be one, and the nearest time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from saidby.annotate.draft import Draft
from saidby.annotate.events.triggers import Trigger
from saidby.annotate.events.words import Words
from saidby.annotate.sheet import Sheet
from saidby.model import Mention
from saidby.vocabulary import Kind

_FAR = 30
"""Tokens; a place further from a trigger needs a preposition of its own to count."""

ELSEWHERE = 4.0
_MANY = 8  # mentions on either side of a trigger
_SAID = 2  # tokens from a word of saying to its time
_LEAD = 6  # sentences
_CLOSE = 14  # tokens
_OPENING = 6  # tokens

_RANK = {"settlement": 0, "facility": 0, "": 1, "region": 1, "country": 2}


class Placed(NamedTuple):
    """A place or time of a happening (its place in the draft's mentions), and whether it is one phrase with its word."""

    mention: int
    tight: bool


class Settings:
    """The places and times of a document that may be those of a happening."""

    def __init__(self, sheet: Sheet, draft: Draft, words: Words) -> None:
        self.sheet, self.draft, self.words = sheet, draft, words
        self.places = self._by_sentence(Kind.PLACE)
        self._places = {index for place in draft.of(Kind.PLACE) for index in self.tokens(place)}
        cues = (sheet.tokens_in(draft.mentions[place].start, draft.mentions[place].end) for place in draft.of(Kind.CUE))
        self._cues = {index for span in cues for index in span}
        self.times = self._by_sentence(Kind.TIME)
        names = [draft.mentions[place] for place in draft.of(Kind.ORGANISATION, Kind.PERSON, Kind.SPEAKER, Kind.GROUP)]
        self._named = {index for name in names for index in sheet.tokens_in(name.start, name.end)}

    def _by_sentence(self, kind: Kind) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for place in self.draft.of(kind):
            found.setdefault(self.sheet.sentence_at(self.draft.mentions[place].start), []).append(place)
        return found

    def tokens(self, place: int) -> range:
        """The tokens of a mention."""
        mention = self.draft.mentions[place]
        return self.sheet.tokens_in(mention.start, mention.end)

    def rank(self, place: int) -> int:
        """0 for a settlement, 1 for a region, 2 for a country."""
        return _RANK.get(self.draft.mentions[place].label, 1)

    def place(self, trigger: Trigger, others: Sequence[Trigger]) -> Placed | None:
        """The place of a trigger's happening; None where the sentence has none. `others` are the sentence's other triggers."""
        near = self._near(self.places.get(trigger.sentence, []), trigger.first)
        scored = [(*self._fit(place, trigger, others), place) for place in near]
        scored = [item for item in scored if item[0] > 0]
        if not scored:
            return None
        _, tight, place = max(scored, key=lambda item: (item[0], -item[2]))
        return Placed(place, tight)

    def time(self, sentence: int, first: int, last: int) -> Placed | None:
        """The time nearest to a trigger in its sentence."""
        near = [
            place
            for place in self._near(self.times.get(sentence, []), first)
            if self.draft.mentions[place].time is not None and not self._said(place)
        ]
        if not near:
            return None
        place = min(near, key=lambda place: abs(self.tokens(place).start - first))
        span = self.tokens(place)
        opens = span.start - self.sheet.sentences[sentence].first <= _SAID
        said = any(here in self._cues for here in range(span.stop, min(first, span.stop + _FAR)))
        return Placed(place, not said and (opens or self._close(span, first, last)))

    def _near(self, places: list[int], first: int) -> list[int]:
        """The few mentions on either side of a token."""
        position = self.sheet.tokens[first].start
        at = bisect_left(places, position, key=lambda place: self.draft.mentions[place].start)
        return places[max(0, at - _MANY) : at + _MANY]

    def _close(self, span: range, first: int, last: int) -> bool:
        """Whether a mention and a trigger are one phrase: a few words apart, no other clause between."""
        between = self.sheet.tokens[span.stop : first] if span.stop <= first else self.sheet.tokens[last : span.start]
        if len(between) > _CLOSE:
            return False
        return all(token.lower[0].isalnum() and token.lower not in self.words.function.parting for token in between)

    def _opening(self, span: range) -> bool:
        """Whether a place opens its sentence: "In X, ..."."""
        begin = self.sheet.sentences[self.sheet.sentence_at(self.sheet.tokens[span.start].start)].first
        return 0 < span.start - begin <= _OPENING and self.sheet.tokens[begin].lower in self.words.function.strong_locative

    def _fit(self, place: int, trigger: Trigger, others: Sequence[Trigger]) -> tuple[float, bool]:
        """How well a place suits a trigger (0 for no place at all), and whether they are one phrase."""
        tokens, span = self.sheet.tokens, self.tokens(place)
        first, last, verb = trigger.first, trigger.last, trigger.verb
        if not span:
            return 0.0, False
        low, high = min(first, span.start), max(last, span.stop)
        between = any(low <= other.first < other.last <= high and other != trigger and not other.verb for other in others)
        here, after = span.start, span.stop
        small = self.words.function
        follower = tokens[after].lower if after < len(tokens) else "."
        if here in self._named or follower == "'s":
            return 0.0, False
        begin = self.sheet.sentences[trigger.sentence].first
        before = here - 1
        while (
            before > begin
            and before > here - 7
            and (tokens[before].lower in small.qualifier or tokens[before].text[0].isupper())
        ):
            if tokens[before].lower in small.strong_locative:
                break
            before -= 1
        previous = tokens[before].lower if before >= begin else "."
        offset = before > 0 and previous in ("of", "from") and tokens[before - 1].lower in small.direction
        fit = 0.0
        if offset:
            fit = 1.0
        elif previous in small.strong_locative or previous in small.object_of or (after == first and not verb):
            fit = 4.0
        elif previous in small.locative:
            fit = 2.0
        elif previous in small.beside and before - 1 in self._places:
            fit = 1.5
        if fit == 0.0:
            return 0.0, False
        tight = fit == 4.0 and (self._close(span, first, last) or self._opening(span))
        if between:  # another happening's word stands nearer to the place
            fit, tight = fit - ELSEWHERE, False
        distance = min(abs(here - last), abs(first - after))
        return max(0.1 if not between else 0.0, fit + tight * 2.0 + 1.0 - self.rank(place) * 0.8 - distance / _FAR * 2), tight

    def _said(self, place: int) -> bool:
        """Whether a time is that of somebody's saying so: "said on Friday", "told them Friday"."""
        start = self.tokens(place).start
        return any(here in self._cues for here in range(start - _SAID, start))

    def lead(self) -> tuple[int | None, int | None]:
        """The place and the time that the first sentences give, be it for anything; a dateline's place before all."""
        place = time = None
        for number, sentence in enumerate(self.sheet.sentences[:_LEAD]):
            for found in self.places.get(number, ()):
                span = self.tokens(found)
                if (span and self._dateline(span, sentence.first)) or (span and place is None and self._located(span)):
                    place = found
            if time is None:
                times = (found for found in self.times.get(number, ()) if self.mention(found).time and not self._said(found))
                time = next(times, None)
        return place, time

    def _dateline(self, span: range, first: int) -> bool:
        """Whether a place opens a report: "KYIV (AP) –"."""
        tokens = self.sheet.tokens
        dash = span.stop < len(tokens) and tokens[span.stop].lower in self.words.function.dash
        return span.start == first and (dash or tokens[first].text.isupper())

    def _located(self, span: range) -> bool:
        """Whether a place stands after "in", "at", "near"."""
        before = self.sheet.tokens[span.start - 1].lower if span.start else "."
        return before in self.words.function.strong_locative and span.start not in self._named

    def mention(self, place: int) -> Mention:
        return self.draft.mentions[place]
