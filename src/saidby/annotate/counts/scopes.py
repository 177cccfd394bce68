"""Whether a count is of one happening, a running total, or no record at all; and which happening."""

from __future__ import annotations

from saidby.annotate.counts.parts import Measured
from saidby.annotate.counts.words import Words
from saidby.annotate.draft import Draft
from saidby.annotate.sheet import Sheet
from saidby.vocabulary import Kind, Scope, Tie

_NEAR = 8  # tokens before a number in which a plan or a condition concerns it
_AFTER = 3  # and after it


class Settings:
    """Happenings and scopes of one document's counts."""

    def __init__(self, sheet: Sheet, draft: Draft, words: Words) -> None:
        self.sheet, self.draft, self.words = sheet, draft, words
        self._triggers = draft.of(Kind.TRIGGER)
        self._by_sentence: dict[int, list[int]] = {}
        for place in self._triggers:
            self._by_sentence.setdefault(sheet.sentence_at(draft.mentions[place].start), []).append(place)

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
        scope: Scope | None = None
        for found in self.words.scopes.find(tokens, sentence.first, sentence.last):
            # "The deadliest attack since 2010" tells of one attack.
            compared = any(token.lower in self.words.superlative for token in tokens[sentence.first : found.first])
            if found.value is Scope.CUMULATIVE and not compared:
                scope = Scope.CUMULATIVE
        if scope is None:
            trigger = self._trigger(item)
            if trigger is not None and self.draft.mentions[trigger].value is None:
                scope = Scope.CUMULATIVE
        return scope

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
        tokens = self.sheet.tokens
        position = tokens[item.count.first].start
        near = self._by_sentence.get(item.sentence)
        if near:
            return min(near, key=lambda place: (abs(self.draft.mentions[place].start - position), place))
        earlier = [
            place
            for place in self._triggers
            if self.draft.mentions[place].start < position and self.draft.mentions[place].value
        ]
        return earlier[-1] if earlier else None
