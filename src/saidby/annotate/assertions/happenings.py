"""Which event an assertion is about: the trigger in its words, else the nearest in its sentence, else the last before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from saidby.annotate.assertions.repeats import Found
from saidby.annotate.draft import Draft
from saidby.annotate.sheet import Sheet
from saidby.model import Mention
from saidby.vocabulary import Kind


class Happenings:
    """The triggers of a draft that belong to a numbered event; false when there is none, or no harm beside it.

    A text that uses the words of violence and yet names no harm at all is of a match, a strike at work or a campaign.
    """

    def __init__(self, sheet: Sheet, draft: Draft) -> None:
        self._sheet = sheet
        self._mentions = draft.mentions
        self._triggers = [index for index in draft.of(Kind.TRIGGER) if draft.mentions[index].value is not None]
        self._types: dict[str, str] = {}
        for index in self._triggers:
            mention = draft.mentions[index]
            if mention.label:
                self._types.setdefault(mention.value or "", mention.label)
        self._starts = [draft.mentions[index].start for index in self._triggers]
        values = [draft.mentions[index].value for index in self._triggers]
        changes = (place if not place or values[place] != values[place - 1] else 0 for place in range(len(values)))
        self._begun = list(accumulate(changes, max))  # where the run of triggers of one event begins that holds each
        self._harmless = not draft.of(Kind.HARM)

    def __bool__(self) -> bool:
        return bool(self._triggers) and not self._harmless

    def beside(self, one: Found) -> bool:
        """Whether the assertion's own sentence speaks of an event."""
        sentence = self._sheet.sentences[self._sheet.sentence_at(self._sheet.tokens[one.start].start)]
        return bool(self._inside(sentence.start, sentence.end))

    def type(self, trigger: int) -> str | None:
        """The type that the event of this trigger is first given in the document, None if it never is."""
        return self._types.get(self._mentions[trigger].value or "")

    def about(self, one: Found) -> tuple[int, ...]:
        """The trigger that the assertion is about, then the trigger of the event that it answers, if it names one."""
        start, end = self._sheet.tokens[one.start].start, self._sheet.tokens[one.end - 1].end
        if not one.rule.answers:
            return (self._nearest(start, end),)
        inside = self._inside(start, end)
        answered = inside[-1] if inside else None
        if answered is None:
            return (self._nearest(start, end),)
        event = self._mention(answered).value
        main = self._before(start, event)
        if main is None:
            main = self._after(end, event)
        return (answered,) if main is None else (main, answered)

    def _mention(self, trigger: int) -> Mention:
        return self._mentions[trigger]

    def _inside(self, start: int, end: int) -> list[int]:
        return self._triggers[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _nearest(self, start: int, end: int) -> int:
        if inside := self._inside(start, end):
            return inside[0]
        sentence = self._sheet.sentences[self._sheet.sentence_at(start)]
        if near := self._inside(sentence.start, sentence.end):
            return min(near, key=lambda trigger: (abs(self._mention(trigger).start - start), trigger))
        place = bisect_left(self._starts, start)
        return self._triggers[max(0, place - 1)]

    def _before(self, start: int, other: str | None) -> int | None:
        """The last trigger before `start` of another event than `other`."""
        place = bisect_left(self._starts, start) - 1
        if place >= 0 and self._mention(self._triggers[place]).value == other:
            place = self._begun[place] - 1
        return self._triggers[place] if place >= 0 else None

    def _after(self, end: int, other: str | None) -> int | None:
        place = bisect_left(self._starts, end)
        if place < len(self._triggers) and self._mention(self._triggers[place]).value == other:
            place = bisect_right(self._begun, self._begun[place])
        return self._triggers[place] if place < len(self._triggers) else None
