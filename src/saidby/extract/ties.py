"""A reading's mentions and links, arranged for looking things up."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from saidby.model import Link, Mention, Reading, Span
from saidby.vocabulary import Kind, Tie


class Ties:
    """Mentions by kind and links by their source; places are those in :attr:`Reading.mentions`."""

    def __init__(self, reading: Reading) -> None:
        self.document = reading.document
        self.mentions = reading.mentions
        self._sentences = reading.sentences
        self._starts = [sentence.start for sentence in reading.sentences]
        self._outgoing: dict[tuple[int, Tie], list[Link]] = defaultdict(list)
        for link in reading.links:
            self._outgoing[link.source, link.tie].append(link)

    def of(self, kind: Kind) -> list[int]:
        """The places of all mentions of a kind, in the order of the text."""
        found = [place for place, mention in enumerate(self.mentions) if mention.kind is kind]
        return sorted(found, key=lambda place: (self.mentions[place].start, self.mentions[place].end))

    def out(self, source: int, tie: Tie) -> list[int]:
        """Where the links of a kind lead from `source`, in the order they were made."""
        return [link.target for link in self.links(source, tie)]

    def links(self, source: int, tie: Tie) -> list[Link]:
        """The links of a kind from `source`, in the order they were made."""
        return self._outgoing.get((source, tie), [])

    def first(self, source: int, tie: Tie) -> Mention | None:
        """The mention at the end of the first such link."""
        targets = self.out(source, tie)
        return self.mentions[targets[0]] if targets else None

    def words(self, mention: Mention) -> str:
        """The words of a mention."""
        return self.document.text[mention.start : mention.end]

    def ordinal(self, position: int) -> int:
        """How many sentences begin before `position`'s own."""
        return max(0, bisect_right(self._starts, position) - 1)

    def sentence(self, position: int) -> Span:
        """The sentence that holds `position`, or the whole text where none does."""
        place = bisect_right(self._starts, position) - 1
        if place >= 0 and position < self._sentences[place].end:
            return self._sentences[place]
        return Span(start=0, end=len(self.document.text))
