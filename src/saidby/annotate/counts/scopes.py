"""Whether a count is of one happening, a running total, or no record at all; and which happening."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from saidby.annotate.counts.parts import Measured
from saidby.annotate.counts.totals import Totals
from saidby.annotate.counts.words import Words
from saidby.annotate.draft import Draft
from saidby.annotate.sheet import Sheet
from saidby.vocabulary import IncidentType, Kind, Measure, Scope, Tie

_MANY = 4  # triggers on either side of a number that may be its own
_PERFECT = 3  # tokens before a harm word
_OF_ONE = (IncidentType.DISASTER, IncidentType.ACCIDENT)  # floods: one happening in the plural
_NEAR = 8  # tokens before a number in which a plan or a condition concerns it
_APART = 8  # words that one word leading to another matter counts for
_AFTER = 3  # and after it
_CLAUSE = 8  # tokens back to the word that opens the clause of a count
_WIDE = 12  # tokens between a harm word and "across the country"
_SCORES = 24  # attacks that hardly are one happening


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
        small = words.function.breaker | words.function.apart
        self._apart = [0, *accumulate(token.lower in small for token in sheet.tokens)]  # words that lead on, before each token
        self._totals = Totals(sheet, draft, words)
        self._going: set[tuple[int, int]] = set()  # sentence and trigger of happenings that go on being counted
        self._last_total = -1  # the sentence of the running total last told

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
            max(
                count.before,
                min(
                    sentence.last,
                    count.phrase_last + _AFTER,
                    sentence.last if count.unit_first <= harm < count.unit_last else harm,
                ),
            ),
        )
        for found in self.words.scopes.find(tokens, begin, end):
            if found.value is Scope.OTHER and (found.last <= count.before or found.first >= count.phrase_last):
                return Scope.OTHER
        if self._total(item, harm):
            self._last_total = item.sentence
            return Scope.CUMULATIVE
        return None

    def _total(self, item: Measured, harm: int) -> bool:
        """Whether a count of one happening it is not."""
        trigger = self._trigger(item)
        told = None if trigger is None else self.draft.mentions[trigger]
        one = told is not None and told.label in _OF_ONE
        if self._totals.told(item.sentence, self._relative(item, harm)):
            return True
        if not one and self._totals.wide(item.sentence, harm, _WIDE):
            return True
        if item.measure is Measure.DISPLACED and item.count.unit_first <= harm < item.count.unit_last:
            return not one
        if item.measure is Measure.ATTACKS and self._many_attacks(item):
            return True
        if told is None or trigger is None:
            return self._goes_on_from(item, harm, None)
        if told.value is None:
            return True
        key = item.sentence, trigger
        if key in self._going or self._goes_on(item, trigger, harm):
            self._going.add(key)
            return True
        return self._goes_on_from(item, harm, trigger)

    def _relative(self, item: Measured, harm: int) -> int:
        """The first token whose words bear on a count: a clause like "that left 130 dead" or "after a bomb killed 14" stands for itself."""
        tokens, first, small = self.sheet.tokens, self.sheet.sentences[item.sentence].first, self.words.function
        begin = min(harm, item.count.before)
        for here in range(begin - 1, max(first, begin - _CLAUSE), -1):
            word = tokens[here].lower
            if word == ",":
                return first
            relative = word in small.relative and here > begin - _PERFECT and tokens[here - 1].lower not in small.stopper
            if relative or word in self.words.totals.subordinate:
                return here
        return first

    def _many_attacks(self, item: Measured) -> bool:
        low = item.bounds.low or 0
        if self.draft.mentions[item.count.place].label == "ordinal":
            return True
        many = low >= _SCORES and not self._totals.dated(item.sentence)
        return many or (low > 1 and self._totals.coarse(item.sentence))

    def _goes_on_from(self, item: Measured, harm: int, trigger: int | None) -> bool:
        """Whether a sentence goes on with the running total of the one before it: no day, no happening of its own, the perfect tense."""
        sentences, number = self.sheet.sentences, item.sentence
        if number - 1 != self._last_total or sentences[number].paragraph != sentences[number - 1].paragraph:
            return False
        own = trigger is not None and self.sheet.sentence_at(self.draft.mentions[trigger].start) == number
        named = own and trigger is not None and bool(self.draft.mentions[trigger].label)
        return not named and not self._totals.dated(number) and self._perfect(harm)

    def _perfect(self, harm: int) -> bool:
        tokens = self.sheet.tokens[max(0, harm - _PERFECT) : harm]
        return any(token.lower in self.words.function.perfect for token in tokens)

    def _goes_on(self, item: Measured, trigger: int, harm: int) -> bool:
        """Whether several happenings go on being counted: "the strikes have killed", "the third attack"."""
        told, tokens = self.draft.mentions[trigger], self.sheet.tokens
        last = tokens[self.sheet.tokens_in(told.start, told.end).stop - 1].lower
        plural = last.endswith("s") and not last.endswith("ss")
        here = self.sheet.sentence_at(told.start) == item.sentence
        return plural and here and self._perfect(harm) and told.label not in _OF_ONE

    def _distance(self, item: Measured, trigger: int) -> int:
        """Words between a number and a trigger, those that lead on to something else counted for many."""
        mention = self.draft.mentions[trigger]
        span = self.sheet.tokens_in(mention.start, mention.end)
        after = span.start >= item.count.last
        first, last = (item.count.last, span.start) if after else (span.stop, item.count.first)
        vague = mention.value is None
        apart = self._apart[last] - self._apart[first] if last > first else 0
        return max(0, last - first) + _APART * (after + vague + apart)

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
