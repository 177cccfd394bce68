"""When a trigger's happening was: the nearest time that is not a dateline's, a caption's or of somebody's saying so."""

from __future__ import annotations

from saidby.annotate.datelines import PUBLISHED
from saidby.annotate.draft import Draft
from saidby.annotate.events.nearby import FAR, LEAD, Nearby, Placed
from saidby.annotate.events.triggers import Trigger
from saidby.annotate.events.words import Words
from saidby.annotate.sheet import Sentence, Sheet
from saidby.model import TimeExpression
from saidby.vocabulary import Kind

_TOLD = 7  # tokens from a word of telling over its hearers to its time
_SOON = 4  # tokens from "after" to the word that it goes with
_SAID = 2  # tokens from a word of saying to its time


def has_date(time: TimeExpression | None) -> bool:
    """Whether an expression says more than a part of day or a clock time."""
    return time is not None and (
        time.year is not None or time.month is not None or time.weekday is not None or time.unit is not None
    )


class Moments(Nearby):
    """The times of a document that may be those of a happening."""

    def __init__(self, sheet: Sheet, draft: Draft, words: Words) -> None:
        super().__init__(sheet, draft, words)
        self.times = self.by_sentence(Kind.TIME)
        self._captions: dict[int, bool] = {}

    def time(self, trigger: Trigger) -> list[Placed]:
        """The times that a trigger's sentence gives its happening: the nearest, with a clock time the nearest day too."""
        near = [
            place for place in self.near(self.times.get(trigger.sentence, []), trigger.first) if self._times(place, trigger)
        ]
        near.sort(key=lambda place: self._gap(self.tokens(place), trigger))
        if not near:
            return []
        found = [near[0]]
        if not has_date(self.draft.mentions[near[0]].time):
            found += [place for place in near[1:] if has_date(self.draft.mentions[place].time)][:1]
        return [self._timed(place, trigger) for place in found]

    def lead(self) -> int | None:
        """The first time that the first sentences tell of, be it for anything."""
        for number, sentence in enumerate(self.sheet.sentences[:LEAD]):
            for found in self.times.get(number, ()):
                if self._tells(found, sentence):
                    return found
        return None

    def captioned(self, sentence: int) -> bool:
        """Whether a sentence is a picture's caption: it ends in a full date that no preposition leads to."""
        if sentence not in self._captions:
            end = self.sheet.sentences[sentence].last
            spans = [
                span
                for place in self.times.get(sentence, [])[-1:]
                if (span := self.tokens(place)) and (time := self.mention(place).time) and time.year and time.day
            ]
            self._captions[sentence] = any(
                end - span.stop <= 1 and span.start > 0 and self.sheet.tokens[span.start - 1].text == "," for span in spans
            )
        return self._captions[sentence]

    def _times(self, place: int, trigger: Trigger) -> bool:
        """Whether a time may be a happening's: no dateline's, none of saying so, none before which something ended."""
        time, span = self.draft.mentions[place].time, self.tokens(place)
        if time is None or not span or self._said(place) or self.mention(place).label == PUBLISHED:
            return False
        tokens, small = self.sheet.tokens, self.words.function
        for here in range(span.start - 1, max(-1, span.start - _TOLD), -1):
            if tokens[here].lower == "," or trigger.first <= here < trigger.last:
                break
            if here in self.cues:
                return False
        before = [token.lower for token in tokens[max(0, span.start - _SAID) : span.start]]
        owned = span.stop < len(tokens) and tokens[span.stop].lower == "'s"
        if not owned and (any(word in small.bounding for word in before[-1:]) or " ".join(before) in small.bounding):
            return False
        if self.captioned(trigger.sentence):
            return False
        # "The 1973 building", "a 2009 quake": a year before a noun is that noun's.
        of_noun = span.stop < len(tokens) and tokens[span.stop].text.isalpha() and tokens[span.stop].text.islower()
        bare = time.year is not None and time.month is None
        if bare and not self.close(span, trigger.first, trigger.last):
            return False
        if bare and of_noun and before[-1:] and before[-1] in small.article:
            return span.stop <= trigger.first <= span.stop + _SAID
        return True

    @staticmethod
    def _gap(span: range, trigger: Trigger) -> int:
        return max(span.start - trigger.last, trigger.first - span.stop)

    def _timed(self, place: int, trigger: Trigger) -> Placed:
        span, first = self.tokens(place), trigger.first
        opens = span.start - self.sheet.sentences[trigger.sentence].first <= _SAID
        said = any(here in self.cues for here in range(span.stop, min(first, span.stop + FAR)))
        # "Mourned on Saturday after the blast": the day is the mourning's.
        later = span.stop <= first and any(
            token.lower in self.words.function.afterwards for token in self.sheet.tokens[max(span.stop, first - _SOON) : first]
        )
        return Placed(
            place, not said and not later and (opens or self.close(span, first, trigger.last)), not said and not later
        )

    def _said(self, place: int) -> bool:
        """Whether a time is that of somebody's saying so: "said on Friday", "told them Friday", "on Friday said"."""
        span = self.tokens(place)
        return any(here in self.cues for here in (*range(span.start - _SAID, span.start), span.stop))

    def _tells(self, place: int, sentence: Sentence) -> bool:
        """Whether a time is part of what a sentence tells: no dateline, no day of saying so, no line of a date alone."""
        span = self.tokens(place)
        alone = sentence.last - sentence.first <= len(span) + _SAID
        told = self.mention(place).time is not None and self.mention(place).label != PUBLISHED
        return told and not alone and not self._said(place)
