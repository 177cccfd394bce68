"""Whether a count is of one happening, a running total, or no record at all; and which happening."""

from __future__ import annotations

from bisect import bisect_left

from saidby.annotate.counts.parts import Measured
from saidby.annotate.counts.words import Words
from saidby.annotate.draft import Draft
from saidby.annotate.sheet import Sheet
from saidby.vocabulary import IncidentType, Kind, Measure, Scope, Tie

_MANY = 4  # triggers on either side of a number that may be its own
_PERFECT = 3  # tokens before a harm word
_OF_ONE = (IncidentType.DISASTER, IncidentType.ACCIDENT, IncidentType.RIOT)  # floods, riots: one happening in the plural
_NEAR = 8  # tokens before a number in which a plan or a condition concerns it
_APART = 8  # words that one word leading to another matter counts for
_AFTER = 3  # and after it


class Settings:
    """Happenings and scopes of one document's counts."""

    def __init__(self, sheet: Sheet, draft: Draft, words: Words) -> None:
        self.sheet, self.draft, self.words = sheet, draft, words
        self._triggers = draft.of(Kind.TRIGGER)
        self._by_sentence: dict[int, list[int]] = {}
        for place in self._triggers:
            self._by_sentence.setdefault(sheet.sentence_at(draft.mentions[place].start), []).append(place)
        self._told = [place for place in self._triggers if draft.mentions[place].value]
        self._told_starts = [draft.mentions[place].start for place in self._told]
        self._totals: dict[int, bool] = {}

    def settle(self, item: Measured) -> None:
        """Ties a measured number to the trigger that it is about."""
        if item.measure is None:
            return
        trigger = self._trigger(item)
        if trigger is not None:
            self.draft.tie(Tie.ABOUT, item.count.place, trigger, "counts")

    def scope(self, item: Measured, harm: int) -> str | None:
        """The scope of a count whose harm word begins at token `harm`: "cumulative", "other", or None for a count of one happening."""
        sentence = self.sheet.sentences[item.sentence]
        count, tokens = item.count, self.sheet.tokens
        begin, end = (
            self._clause(sentence.first, count.before),
            max(count.before, min(sentence.last, count.phrase_last + _AFTER, harm)),
        )
        for found in self.words.scopes.find(tokens, begin, end):
            if found.value is Scope.OTHER and (found.last <= count.before or found.first >= count.phrase_last):
                return Scope.OTHER
        if self._cumulative(item.sentence):
            return Scope.CUMULATIVE
        trigger = self._trigger(item)
        if trigger is None:
            return None
        told = self.draft.mentions[trigger]
        return Scope.CUMULATIVE if told.value is None or self._goes_on(item, trigger, harm) else None

    def _goes_on(self, item: Measured, trigger: int, harm: int) -> bool:
        """Whether several happenings go on being counted: "the strikes have killed", "the third attack"."""
        told, tokens = self.draft.mentions[trigger], self.sheet.tokens
        if item.measure is Measure.ATTACKS and self.draft.mentions[item.count.place].label == "ordinal":
            return True
        last = tokens[self.sheet.tokens_in(told.start, told.end).stop - 1].lower
        plural = last.endswith("s") and not last.endswith("ss")
        here = self.sheet.sentence_at(told.start) == item.sentence
        perfect = any(token.lower in self.words.function.perfect for token in tokens[max(0, harm - _PERFECT) : harm])
        return plural and here and perfect and told.label not in _OF_ONE

    def _cumulative(self, number: int) -> bool:
        if number not in self._totals:
            sentence = self.sheet.sentences[number]
            self._totals[number] = self.words.cumulative(self.sheet.tokens, sentence.first, sentence.last)
        return self._totals[number]

    def _distance(self, item: Measured, trigger: int) -> int:
        """Words between a number and a trigger, those that lead on to something else counted for many."""
        mention, small = self.draft.mentions[trigger], self.words.function
        span = self.sheet.tokens_in(mention.start, mention.end)
        after = span.start >= item.count.last
        between = self.sheet.tokens[item.count.last : span.start] if after else self.sheet.tokens[span.stop : item.count.first]
        vague = mention.value is None
        return (
            len(between)
            + _APART * (after + vague)
            + _APART * sum(token.lower in small.breaker or token.lower in small.apart for token in between)
        )

    def _clause(self, first: int, last: int) -> int:
        """Where the clause before token `last` begins, a few words back at most."""
        here = last
        small = self.words.function
        while here > max(first, last - _NEAR) and self.sheet.tokens[here - 1].lower[0].isalnum():
            here -= 1
            if self.sheet.tokens[here].lower in small.breaker:
                break
        return here

    def _trigger(self, item: Measured) -> int | None:
        """The nearest trigger of the sentence, else the last one of the text before."""
        position = self.sheet.tokens[item.count.first].start
        here = self._by_sentence.get(item.sentence)
        if here:
            at = bisect_left(here, position, key=lambda place: self.draft.mentions[place].start)
            near = here[max(0, at - _MANY) : at + _MANY]
            return min(near, key=lambda place: (self._distance(item, place), place))
        at = bisect_left(self._told_starts, position)
        return self._told[at - 1] if at else None
