"""Who answers for a claim: the encoder points, the rules know who is the same and who cites whom."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final, NamedTuple

from saidby.annotate.trained.claimed import Claimed, meet
from saidby.annotate.trained.encoder import Pointer
from saidby.annotate.trained.labels import Relation
from saidby.annotate.trained.marked import marked
from saidby.annotate.trained.page import Page
from saidby.annotate.trained.sight import Reach
from saidby.model import Mention
from saidby.vocabulary import UNNAMED, Kind, Tie

BY: Final = "model:speakers"

_NAMED: Final = (Kind.PERSON, Kind.ORGANISATION, Kind.GROUP, Kind.PLACE)

RELAYED: Final = 0.5
"""The probability that a claim's speaker is relayed by another that it takes to say so."""


HELD: Final = 0.5
"""The part of a claim that a content holds whose speaker's claim it is: the encoder's words may begin with the cue."""

OUTRIGHT: Final = 16.0
"""What else the rules' word counts where they read an unnamed speaker: on the tune part neither better nor worse than 4, while
the encoder alone hardly ever hears one."""


class Voice(NamedTuple):
    """Somebody who may speak: the fullest name, and the mentions of them."""

    name: str
    places: tuple[int, ...]


class Spoken(NamedTuple):
    """A claim's chain, outermost first, and how sure the encoder is of the innermost."""

    chain: tuple[Voice, ...]
    confidence: float


@dataclass
class Speakers:
    """Finds the speakers of one text's claims; `bias` is what the rules' own reading adds to a speaker's odds."""

    page: Page
    bias: float
    voices: list[Voice] = field(default_factory=list)
    _numbers: dict[str, int] = field(init=False)
    _reach: Reach = field(init=False)
    _contents: list[int] = field(init=False)
    _starts: list[int] = field(init=False)
    _ends: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Gathers who may speak: the rules' speakers by their fullest names, the encoder's, then names that are none of these."""
        draft = self.page.draft
        spoken = [draft.mentions[place] for place in draft.of(Kind.SPEAKER)]
        called = [draft.mentions[place] for place in draft.of(*_NAMED)]
        for mention in marked(self.page, "speaker"):
            known = any(meet(other, mention.start, mention.end) for other in spoken)
            if not known and not any(other.start <= mention.start and mention.end <= other.end for other in called):
                draft.add(mention)
        named: dict[str, list[int]] = defaultdict(list)
        for place in draft.of(Kind.SPEAKER):
            named[self.page.called(place)].append(place)
        for place in draft.of(*_NAMED):
            mention = draft.mentions[place]
            home = next((name for name in self._homes(mention, named)), None)
            named[home or self.page.called(place)].append(place)
        self.voices = [Voice(name, tuple(places)) for name, places in named.items() if name != UNNAMED]
        self._numbers = {voice.name: at for at, voice in enumerate(self.voices)}
        self._reach = Reach(self.page, (voice.places for voice in self.voices))
        self._contents = [place for place in draft.of(Kind.CONTENT) if draft.targets(place, Tie.SAID_BY)]
        self._starts = [draft.mentions[place].start for place in self._contents]
        self._ends = list(accumulate((draft.mentions[place].end for place in self._contents), max))

    def _homes(self, mention: Mention, named: dict[str, list[int]]) -> Iterator[str]:
        """The speakers whose own mentions hold this name, or whose fullest name ends with it."""
        draft, text = self.page.draft, self.page.sheet.text
        words = text[mention.start : mention.end]
        for name, places in named.items():
            if (
                name in {words, mention.value}
                or (mention.kind is Kind.PERSON and name.endswith(" " + (mention.value or words).split()[-1]))
                or any(draft.mentions[p].start <= mention.start and mention.end <= draft.mentions[p].end for p in places)
            ):
                yield name

    def of(self, claim: Claimed) -> Spoken:
        """The chain of a claim; empty where the document speaks itself."""
        pointer = self.page.answers.tie(Relation.SAID_BY, claim.piece)
        read = self._read(claim)
        odds = self._reach.over(pointer)
        if read and (at := self._numbers.get(read[-1].name)) is not None:
            odds[at] *= self.bias
        own = pointer.none * (1.0 if read else self.bias)
        unnamed = pointer.unnamed * (OUTRIGHT * self.bias if read and read[-1].name == UNNAMED else 1.0)
        best = int(odds.argmax()) if len(odds) else None
        if best is not None and odds[best] > max(own, unnamed):
            innermost, sure = self.voices[best], float(odds[best] / (odds.sum() + own + unnamed))
        elif unnamed > own:
            innermost, sure = Voice(UNNAMED, ()), pointer.unnamed
        else:
            return Spoken((), pointer.none)
        if read and len(read) > 1 and read[-1].name == innermost.name:
            return Spoken(read, sure)
        outer = self._relay(self.page.answers.tie(Relation.VIA, claim.piece), innermost)
        return Spoken((outer, innermost) if outer else (innermost,), sure)

    def _relay(self, pointer: Pointer, innermost: Voice) -> Voice | None:
        shares = self._reach.over(pointer)
        if (at := self._numbers.get(innermost.name)) is not None:
            shares[at] = 0.0
        best = int(shares.argmax()) if len(shares) else None
        return None if best is None or shares[best] < RELAYED else self.voices[best]

    def _read(self, claim: Claimed) -> tuple[Voice, ...] | None:
        """The chain that the rules read for the innermost content that holds the claim; None where there is none."""
        draft = self.page.draft
        best, shortest = None, len(self.page.sheet.text) + 1
        at = bisect_left(self._starts, claim.end) - 1
        while at >= 0 and self._ends[at] > claim.start:  # some content from here back ends late enough
            place = self._contents[at]
            content = draft.mentions[place]
            holds = min(content.end, claim.end) - max(content.start, claim.start) >= HELD * (claim.end - claim.start)
            if holds and content.end - content.start < shortest:
                best, shortest = draft.targets(place, Tie.SAID_BY)[0], content.end - content.start
            at -= 1
        chain: list[Voice] = []
        seen: set[int] = set()
        while best is not None and best not in seen:
            seen.add(best)
            chain.append(self._voice(self.page.called(best)))
            outer = draft.targets(best, Tie.VIA)
            best = outer[0] if outer else None
        return tuple(reversed(chain)) or None

    def _voice(self, name: str) -> Voice:
        at = self._numbers.get(name)
        return Voice(name, ()) if at is None else self.voices[at]
