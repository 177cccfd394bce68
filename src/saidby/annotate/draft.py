"""What the passes write into: mentions and links under way, and the Reading they end as."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from saidby.annotate.sheet import Sheet
from saidby.model import Document, Link, Mention, Reading, Span
from saidby.vocabulary import Kind, Tie


@dataclass
class Draft:
    """Mentions in the order they were found, and links between them by their places in that order."""

    mentions: list[Mention] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    _by_kind: dict[Kind, list[int]] = field(default_factory=lambda: defaultdict(list))
    _outgoing: dict[tuple[int, Tie], list[int]] = field(default_factory=lambda: defaultdict(list))

    _ordered: dict[tuple[Kind, ...], tuple[tuple[int, ...], list[int]]] = field(default_factory=dict)

    def add(self, mention: Mention) -> int:
        """Appends the mention and returns its place, by which links speak of it."""
        self.mentions.append(mention)
        self._by_kind[mention.kind].append(len(self.mentions) - 1)
        return len(self.mentions) - 1

    def tie(self, tie: Tie, source: int, target: int, by: str, confidence: float = 1.0) -> None:
        """Appends a link, once."""
        if target not in self._outgoing[source, tie]:
            self.links.append(Link(tie=tie, source=source, target=target, by=by, confidence=confidence))
            self._outgoing[source, tie].append(target)

    def of(self, *kinds: Kind) -> list[int]:
        """The places of all mentions of these kinds, in the order of the text."""
        known = tuple(len(self._by_kind[kind]) for kind in kinds)
        if self._ordered.get(kinds, ((), []))[0] != known:
            found = [index for kind in kinds for index in self._by_kind[kind]]
            found.sort(key=lambda index: (self.mentions[index].start, -self.mentions[index].end))
            self._ordered[kinds] = known, found
        return list(self._ordered[kinds][1])

    def targets(self, source: int, tie: Tie) -> list[int]:
        """Where the links of this kind from `source` lead."""
        return self._outgoing.get((source, tie), [])

    def reading(self, document: Document, sheet: Sheet, reader: str) -> Reading:
        """The finished Reading."""
        return Reading(
            document=document,
            reader=reader,
            sentences=tuple(Span(start=sentence.start, end=sentence.end) for sentence in sheet.sentences),
            mentions=tuple(self.mentions),
            links=tuple(self.links),
        )


Pass: TypeAlias = Callable[[Sheet, Draft], None]
"""One step of a reader: looks at the sheet and at what earlier passes found, and adds to the draft."""
