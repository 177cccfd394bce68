"""Who answers for a claim: the encoder points, the rules know who is the same and who cites whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from saidby.annotate.trained.claimed import Claimed, meet
from saidby.annotate.trained.encoder import Pointer
from saidby.annotate.trained.labels import Relation
from saidby.annotate.trained.marked import marked
from saidby.annotate.trained.page import Page
from saidby.model import Mention
from saidby.vocabulary import UNNAMED, Kind, Tie

BY: Final = "model:speakers"

_NAMED: Final = (Kind.PERSON, Kind.ORGANISATION, Kind.GROUP, Kind.PLACE)

RELAYED: Final = 0.5
"""The probability that a claim's speaker is relayed by another that it takes to say so."""


HELD: Final = 0.5
"""The part of a claim that a content holds whose speaker's claim it is: the encoder's words may begin with the cue."""

OUTRIGHT: Final = 16.0
"""What else the rules' word counts where they read an unnamed speaker: they do so only where the words leave no doubt."""


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
    _made: dict[tuple[str, ...], int] = field(default_factory=dict)

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
        shares = {voice.name: self.page.over(pointer, voice.places) for voice in self.voices}
        odds = {name: share * (self.bias if read and name == read[-1].name else 1.0) for name, share in shares.items()}
        own = pointer.none * (1.0 if read else self.bias)
        unnamed = pointer.unnamed * (OUTRIGHT * self.bias if read and read[-1].name == UNNAMED else 1.0)
        best = max(odds, key=lambda name: odds[name], default=None)
        if best is not None and odds[best] > max(own, unnamed):
            innermost = next(voice for voice in self.voices if voice.name == best)
            sure = odds[best] / (sum(odds.values()) + own + unnamed)
        elif unnamed > own:
            innermost, sure = Voice(UNNAMED, ()), pointer.unnamed
        else:
            return Spoken((), pointer.none)
        if read and len(read) > 1 and read[-1].name == innermost.name:
            return Spoken(read, sure)
        outer = self._relay(self.page.answers.tie(Relation.VIA, claim.piece), innermost)
        return Spoken((outer, innermost) if outer else (innermost,), sure)

    def _relay(self, pointer: Pointer, innermost: Voice) -> Voice | None:
        shares = {voice.name: self.page.over(pointer, voice.places) for voice in self.voices if voice.name != innermost.name}
        best = max(shares, key=lambda name: shares[name], default=None)
        if best is None or shares[best] < RELAYED:
            return None
        return next(voice for voice in self.voices if voice.name == best)

    def _read(self, claim: Claimed) -> tuple[Voice, ...] | None:
        """The chain that the rules read for the innermost content that holds the claim; None where there is none."""
        draft = self.page.draft
        best, shortest = None, len(self.page.sheet.text) + 1
        for place in draft.of(Kind.CONTENT):
            content = draft.mentions[place]
            said = draft.targets(place, Tie.SAID_BY)
            holds = min(content.end, claim.end) - max(content.start, claim.start) >= HELD * (claim.end - claim.start)
            if said and holds and content.end - content.start < shortest:
                best, shortest = said[0], content.end - content.start
        chain: list[Voice] = []
        seen: set[int] = set()
        while best is not None and best not in seen:
            seen.add(best)
            chain.append(self._voice(self.page.called(best)))
            outer = draft.targets(best, Tie.VIA)
            best = outer[0] if outer else None
        return tuple(reversed(chain)) or None

    def _voice(self, name: str) -> Voice:
        return next((voice for voice in self.voices if voice.name == name), Voice(name, ()))
