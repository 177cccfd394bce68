"""Who did it, with what and to what, as the words around a trigger have it."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from saidby.annotate.draft import Draft
from saidby.annotate.events.triggers import Trigger
from saidby.annotate.events.words import Words
from saidby.annotate.sheet import Sheet
from saidby.model import Mention
from saidby.vocabulary import Kind, Tie

BY: Final = "events"

_REACH: Final = 16  # tokens from a trigger to its weapon or target
_BY_REACH: Final = 4  # tokens from a trigger to "by", or from an owner to a trigger
_NAMES: Final = (Kind.GROUP, Kind.ORGANISATION, Kind.PERSON, Kind.PLACE)


class Roles:
    """The weapons, targets and actors of a document's triggers."""

    def __init__(self, sheet: Sheet, draft: Draft, words: Words) -> None:
        self.sheet, self.draft, self.words = sheet, draft, words
        spans = (sheet.tokens_in(draft.mentions[i].start, draft.mentions[i].end) for i in draft.of(*_NAMES))
        self._names = [span for span in spans if span]
        self._starts = [span.start for span in self._names]
        self._made: dict[tuple[Kind, int, int], int] = {}

    def add(self, place: int, trigger: Trigger) -> None:
        """Adds the weapons, targets and actor of the trigger at `place` in the draft, and ties them to it."""
        tokens, words = self.sheet.tokens, self.words
        sentence = self.sheet.sentences[trigger.sentence]
        begin, end = max(sentence.first, trigger.first - _REACH), min(sentence.last, trigger.last + _REACH)
        for first, last, _ in words.weapons.find(tokens, begin, end):
            if " ".join(token.lower for token in tokens[first:last]) not in words.people:
                self.draft.tie(Tie.WITH, place, self._mention(Kind.WEAPON, self._widened(first, begin), last), BY)
        for first, last, _ in words.targets.find(tokens, begin, end):
            start = self._target(first, last, begin, end)
            if start is not None:
                self.draft.tie(Tie.HITS, place, self._mention(Kind.TARGET, start, last), BY)
        actor = self._actor(trigger)
        if actor is not None:
            self.draft.tie(Tie.BY, place, self._mention(Kind.ACTOR, *actor), BY)

    def _mention(self, kind: Kind, first: int, last: int) -> int:
        """The mention of a kind at tokens ``[first, last)``, made where it is not there yet."""
        key = kind, first, last
        if key not in self._made:
            start, end = self.sheet.tokens[first].start, self.sheet.tokens[last - 1].end
            self._made[key] = self.draft.add(Mention(kind=kind, start=start, end=end, by=BY))
        return self._made[key]

    def _widened(self, first: int, begin: int) -> int:
        """A noun with the names and hyphened words right before it ("Swiss-made Alpine drones")."""
        tokens, small = self.sheet.tokens, self.words.function
        while first > begin and (tokens[first - 1].text[0].isupper() or "-" in tokens[first - 1].text[1:]):
            if tokens[first - 1].lower in small.definite or tokens[first - 1].lower in small.locative:
                break
            first -= 1
        return first

    def _target(self, first: int, last: int, begin: int, end: int) -> int | None:
        """Where a target's noun phrase begins; None for a noun that nothing hits or that only describes the next one."""
        tokens, words = self.sheet.tokens, self.words
        if last < end and words.targets.at(tokens, last, end) is not None:
            return None
        start = self._widened(first, begin)
        before = start - 1
        while before > begin and words.targets.at(tokens, before, start) is not None:
            before -= 1
        while before > begin and tokens[before].lower in words.function.article:
            before -= 1
        return start if before >= begin and tokens[before].lower in words.before_targets else None

    def _actor(self, trigger: Trigger) -> tuple[int, int] | None:
        """The tokens of a trigger's actor: "by X" after it, X before a verb, "X's attack"."""
        tokens, small = self.sheet.tokens, self.words.function
        sentence = self.sheet.sentences[trigger.sentence]
        at = bisect_left(self._starts, trigger.first)
        for span in self._names[at : at + 1]:
            before = span.start - 1
            if tokens[before].lower in small.article:
                before -= 1
            if (
                trigger.last <= before <= trigger.last + _BY_REACH
                and span.stop <= sentence.last
                and tokens[before].lower in small.actor_before
            ):
                return span.start, span.stop
        for span in self._names[max(0, at - 1) : at]:
            gap = [token.lower for token in tokens[span.stop : trigger.first]]
            if span.start < sentence.first or span.stop > trigger.first or len(gap) > _BY_REACH:
                continue
            if all(word in small.having for word in gap) if trigger.verb else gap[:1] == ["'s"]:
                return span.start, span.stop
        return None
