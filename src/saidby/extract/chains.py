"""Who answers for a stretch of text, from the outermost speaker to the innermost, and what they do with it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import Final

from saidby.extract.ties import Ties
from saidby.vocabulary import Kind, Stance, Tie

CLOSE: Final = 3  # code points between a cue and its content: a space, a colon, a quotation mark

# What a cue of each label does with its content; a cue without a label reports.
STANCES: Final = {
    "": Stance.ASSERTS,
    "says": Stance.ASSERTS,
    "denies": Stance.DENIES,
    "doubts": Stance.DOUBTS,
    "threatens": Stance.THREATENS,
    "demands": Stance.DEMANDS,
    "predicts": Stance.PREDICTS,
    "retracts": Stance.RETRACTS,
}


class Voices:
    """The contents of a reading and who answers for each."""

    def __init__(self, ties: Ties) -> None:
        self._ties = ties
        said = [(self._start(place), place) for place in ties.of(Kind.CONTENT) if ties.out(place, Tie.SAID_BY)]
        said.sort(key=lambda found: found[0])
        self._starts = [start for start, _ in said]
        self._contents = [place for _, place in said]
        self._reach = list(accumulate((ties.mentions[place].end for place in self._contents), max))

    def _start(self, content: int) -> int:
        """Where a content begins, its cue included where that stands right before it ("calling it a lie")."""
        start = self._ties.mentions[content].start
        cue = self._ties.first(content, Tie.CUED_BY)
        return cue.start if cue and 0 <= start - cue.end <= CLOSE else start

    def content(self, start: int, end: int) -> int | None:
        """The innermost content that encloses ``[start, end)``; None where the document speaks itself."""
        mentions, best = self._ties.mentions, None
        at = bisect_right(self._starts, start) - 1
        while at >= 0 and self._reach[at] >= end:  # some content from here back ends late enough
            place = self._contents[at]
            length = mentions[place].end - mentions[place].start
            if mentions[place].end >= end and (best is None or length < mentions[best].end - mentions[best].start):
                best = place
            at -= 1
        return best

    def chain(self, content: int | None) -> tuple[str, ...]:
        """The speakers of a content, outermost first; empty for the document's own voice."""
        if content is None:
            return ()
        chain: list[str] = []
        seen: list[int] = []
        speakers = self._ties.out(content, Tie.SAID_BY)
        while speakers and speakers[0] not in seen:
            seen.append(speakers[0])
            name = self._name(speakers[0])
            if name not in chain:
                chain.append(name)
            speakers = self._ties.out(speakers[0], Tie.VIA)
        return tuple(reversed(chain))

    def stance(self, content: int | None) -> Stance:
        """What the cue of a content makes of it."""
        cue = None if content is None else self._ties.first(content, Tie.CUED_BY)
        return STANCES.get(cue.label, Stance.ASSERTS) if cue else Stance.ASSERTS

    def _name(self, speaker: int) -> str:
        """A speaker's fullest name: the mention's value, else that of the mention it stands for, else its words."""
        mention = self._ties.mentions[speaker]
        fullest = self._ties.first(speaker, Tie.NAMES)
        if mention.value is not None:
            return mention.value
        if fullest is not None:
            return fullest.value or self._ties.words(fullest)
        return self._ties.words(mention)
