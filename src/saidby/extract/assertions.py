"""Contested statements of a reading as claims: who did it, with what, to whom, why, and who denies it."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from saidby.extract.chains import Voices
from saidby.extract.happenings import Happenings
from saidby.extract.ties import Ties
from saidby.model import Claim, Evidence, Statement
from saidby.vocabulary import ClaimKind, Kind, Stance, Tie

BY: Final = "claims@1"

Standing = tuple[int, Statement, Evidence]
"""Where an assertion's mention is in the reading, what is said, and its words."""


def assertions(ties: Ties, voices: Voices, happenings: Happenings) -> list[Claim]:
    """The assertion claims of a reading, in the order of the text.

    One speaker's assertions of one kind whose quotes overlap are one claim with the longest quote.
    """
    kept: list[Standing] = []
    lasting: dict[Statement, list[int]] = {}  # those kept that one further on may still overlap
    for place in ties.of(Kind.ASSERTION):
        new = _standing(ties, voices, place)
        alike = [at for at in lasting.get(new[1], ()) if kept[at][2].end > new[2].start]
        lasting[new[1]] = alike
        twin = next((at for at in alike if _overlap(kept[at][2], new[2])), None)
        if twin is None:
            alike.append(len(kept))
            kept.append(new)
        elif len(new[2].quote) > len(kept[twin][2].quote):
            kept[twin] = new
    return [_claim(ties, happenings, standing) for standing in kept]


def _standing(ties: Ties, voices: Voices, place: int) -> Standing:
    mention = ties.mentions[place]
    # A link of its own names the speaker where the claim is about what somebody does ("X claimed the attack").
    content = place if ties.out(place, Tie.SAID_BY) else voices.content(mention.start, mention.end)
    statement = Statement(
        kind=ClaimKind(mention.label),
        speakers=voices.chain(content),
        stance=Stance(mention.value) if mention.value else voices.stance(content),
    )
    return place, statement, Evidence.of(ties.document.text, mention.start, mention.end)


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end


def _claim(ties: Ties, happenings: Happenings, standing: Standing) -> Claim:
    place, statement, quote = standing
    claim = Claim.make(ties.document, statement, (quote,), happenings.about(place), BY)
    answers = happenings.event(place, nth=1) if statement.kind is ClaimKind.MOTIVE else None
    return replace(claim, answers=answers, confidence=ties.mentions[place].confidence)
