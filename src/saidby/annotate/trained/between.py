"""What claims of one text are to each other: a part of a whole, the same count again, the answer to another happening."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple, cast

import numpy as np

from saidby.annotate.trained.claimed import IMPLICIT, Claimed, meet
from saidby.annotate.trained.labels import Relation
from saidby.annotate.trained.page import Page
from saidby.annotate.trained.sight import Reach
from saidby.model import Bounds, Link
from saidby.vocabulary import ClaimKind, Kind, Tie

BY: Final = "model"

Events = Mapping[Claimed, int]
"""The numbers of the happenings that claims are about."""


class Between(NamedTuple):
    """A tie from one claim to another; an ABOUT leads to what the other is about."""

    tie: Tie
    source: Claimed
    target: Claimed
    by: str
    confidence: float


def between(page: Page, claims: Sequence[Claimed], events: Events) -> Iterator[Between]:
    """All of them. Claims that count without a number are left out: one nurse is not the driver for being one too."""
    counts = {claim.quantity: claim for claim in claims if claim.quantity is not None and _numbered(page, claim.quantity)}
    yield from _parts(page, counts)
    yield from _repeats(page, counts, events)
    yield from _answers(page, claims, events)


def _told(page: Page, tie: Tie, counts: Mapping[int, Claimed]) -> Iterator[tuple[Claimed, Claimed, Link]]:
    """What the rules tie among these counts."""
    for link in page.draft.links:
        if link.tie is tie and link.source in counts and link.target in counts:
            yield counts[link.source], counts[link.target], link


def _parts(page: Page, counts: Mapping[int, Claimed]) -> Iterator[Between]:
    """The whole of each part: the rules' where they see one, for "21 of 49" leaves no doubt, else the encoder's.

    A whole can hold its part, and nothing is a part of itself by way of others; of two ties of which only one can be,
    the surer stays.
    """
    wholes: dict[Claimed, Claimed] = {}

    def fits(part: Claimed, whole: Claimed) -> bool:
        above: Claimed | None = whole
        while above is not None:
            if above == part:
                return False
            above = wholes.get(above)
        return part not in wholes and _holds(_bounds(page, whole), _bounds(page, part))

    told = [
        Between(Tie.PART_OF, part, whole, link.by, link.confidence) for part, whole, link in _told(page, Tie.PART_OF, counts)
    ]
    pointed = sorted(_pointed(page, counts), key=lambda tie: -tie.confidence)
    for tie in [*told, *pointed]:
        if fits(tie.source, tie.target):
            wholes[tie.source] = tie.target
            yield tie


def _pointed(page: Page, counts: Mapping[int, Claimed]) -> Iterator[Between]:
    claims, reach = list(counts.values()), Reach(page, ([place] for place in counts))
    for claim in claims:
        pointer = page.answers.tie(Relation.PART_OF, claim.piece)
        shares = reach.over(pointer)
        for at in map(int, np.flatnonzero(shares > pointer.none)):
            if claims[at] != claim:
                yield Between(Tie.PART_OF, claim, claims[at], BY, float(shares[at]))


def _numbered(page: Page, place: int) -> bool:
    mention = page.draft.mentions[place]
    return mention.label != IMPLICIT and mention.bounds is not None


def _bounds(page: Page, claim: Claimed) -> Bounds:
    return cast("Bounds", page.draft.mentions[cast("int", claim.quantity)].bounds)


def _holds(whole: Bounds, part: Bounds) -> bool:
    return whole.high is None or part.low is None or part.low <= whole.high


def _repeats(page: Page, counts: Mapping[int, Claimed], events: Events) -> Iterator[Between]:
    """Ties each count to the first standing of the same count about the same happening in another sentence."""
    for again, first, link in _told(page, Tie.REPEATS, counts):
        if again.measure is first.measure and again.scope is first.scope:
            yield Between(Tie.REPEATS, again, first, link.by, link.confidence)
    leads: dict[object, list[Claimed]] = {}
    for claim in counts.values():
        bounds = _bounds(page, claim)
        alike = leads.setdefault((claim.measure, bounds.low, bounds.high, claim.scope, events.get(claim)), [])
        twin = next((lead for lead in alike if _sentence(page, lead) != _sentence(page, claim)), None)
        if twin is None:
            alike.append(claim)
        else:
            yield Between(Tie.REPEATS, claim, twin, BY, 1.0)


def _sentence(page: Page, claim: Claimed) -> int:
    return page.sheet.sentence_at(claim.start)


def _answers(page: Page, claims: Sequence[Claimed], events: Events) -> Iterator[Between]:
    """What a motive says another happening was the reason for: the rules know the words, the happening is the claims' own."""
    homes: dict[str, Counter[int]] = {}
    for claim, number in events.items():
        event = event_read(page, claim)
        if event is not None:
            homes.setdefault(event, Counter())[number] += 1
    for motive in claims:
        if motive.kind is not ClaimKind.MOTIVE:
            continue
        for event in _reasons(page, motive):
            others = [number for number, _ in homes.get(event, Counter()).most_common() if number != events.get(motive)]
            if others and motive in events:
                target = next(claim for claim in claims if events.get(claim) == others[0])
                yield Between(Tie.ABOUT, motive, target, BY, 1.0)
                break


def _reasons(page: Page, motive: Claimed) -> Iterator[str]:
    """The rules' happenings that a motive names beside its own."""
    draft = page.draft
    for place in draft.of(Kind.ASSERTION):
        mention = draft.mentions[place]
        if mention.label == ClaimKind.MOTIVE and meet(mention, motive.start, motive.end):
            for trigger in draft.targets(place, Tie.ABOUT)[1:]:
                if (event := draft.mentions[trigger].value) is not None:
                    yield event


def event_read(page: Page, claim: Claimed) -> str | None:
    """The number of the happening that the rules take a claim to be about; None where they say nothing, or of several.

    Of what they do not take for an assertion they say what its words for a happening do.
    """
    draft = page.draft
    if claim.quantity is not None:
        own = [claim.quantity]
    else:
        own = [place for place in draft.of(Kind.ASSERTION) if meet(draft.mentions[place], claim.start, claim.end)]
    triggers = [trigger for place in own for trigger in draft.targets(place, Tie.ABOUT)[:1]]
    if not triggers and claim.quantity is None:
        triggers = [place for place in draft.of(Kind.TRIGGER) if meet(draft.mentions[place], claim.start, claim.end)]
    about = {draft.mentions[trigger].value for trigger in triggers}
    return about.pop() if len(about) == 1 else None
