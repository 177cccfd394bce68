"""The happenings of a document, as its numbered triggers tell of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import Final

from saidby.extract.ties import Ties
from saidby.model import About, Evidence, Mention, PlaceWords, TimeWords
from saidby.vocabulary import ClaimKind, IncidentType, Kind, Tie

WEIGHT: Final = {"settlement": 2.0, "": 1.5, "facility": 1.5, "region": 0.9, "country": 0.3}
"""How much a place of each kind says about where something happened."""

EARLY: Final = 2.0
"""How much more a place in the lead says."""

MOST: Final = 20
"""Words of a kind that a claim carries; a long document has more than anybody reads."""

LEAST: Final = 0.12
"""The part of the best tied place's or time's ties that another needs to be carried at all."""

FIRST: Final = 4.0
OPENING: Final = 2
"""How much more a word for the happening says in the first sentences, headline and lead: it is typed by them."""

OTHER: Final = IncidentType.OTHER_VIOLENCE
MISHAPS: Final = (IncidentType.ACCIDENT, IncidentType.DISASTER)

LEAD: Final = 4
"""Sentences: headline and lead."""

ACCOUNTS: Final = frozenset({ClaimKind.RESPONSIBILITY, ClaimKind.DENIAL, ClaimKind.WEAPON})
"""Assertions whose words for the happening are their speaker's account of it, in a text in which somebody denies something."""


class Happenings:
    """What a document says of each of its happenings: type, places, times, actors, targets, weapons."""

    def __init__(self, ties: Ties) -> None:
        self._ties = ties
        self._triggers: dict[int, list[int]] = defaultdict(list)
        self._manners: dict[int, IncidentType | None] = {}
        self._found: dict[tuple[int, Tie], list[Mention]] = {}
        self._ordered: dict[tuple[int, Tie], list[Mention]] = {}
        for place in ties.of(Kind.TRIGGER):
            value = ties.mentions[place].value
            if value is not None:
                self._triggers[int(value)].append(place)
        told = [ties.mentions[place] for place in ties.of(Kind.ASSERTION) if ties.out(place, Tie.SAID_BY)]
        denied = any(mention.label == ClaimKind.DENIAL for mention in told)
        self._accounts = [mention for mention in told if denied and mention.label in ACCOUNTS]

    def event(self, source: int, nth: int = 0) -> int | None:
        """The number of the happening that a quantity or assertion is about (`nth` 1: the one that it answers)."""
        targets = self._ties.out(source, Tie.ABOUT)
        value = self._ties.mentions[targets[nth]].value if len(targets) > nth else None
        return None if value is None else int(value)

    def about(self, source: int) -> About:
        """The words for the happening that a quantity or assertion is about, those first that fit best."""
        event = self.event(source)
        if event is None:
            return About()
        near = self._ties.mentions[source].start
        return About(
            event=event,
            type=self._manner(event),
            places=tuple(
                PlaceWords(evidence=self._evidence(place), name=place.value or self._ties.words(place), label=place.label)
                for place in self._likeliest(event, Tie.AT)
            ),
            times=tuple(
                TimeWords(evidence=self._evidence(when), time=when.time)
                for when in self._likeliest(event, Tie.ON)
                if when.time is not None
            ),
            actors=self._nearest(event, Tie.BY, near),
            targets=self._nearest(event, Tie.HITS, near),
            weapons=self._nearest(event, Tie.WITH, near),
        )

    def _manner(self, event: int) -> IncidentType | None:
        if event not in self._manners:
            self._manners[event] = self._type(event)
        return self._manners[event]

    def _type(self, event: int) -> IncidentType | None:
        """The manner that most triggers give, once a sentence, as sure as its word is; a manner of its own beats `other_violence`.

        Where something is denied, what a speaker calls it who tells who did it, or with what, counts only if the text has no
        word of its own: when one side blames an airstrike and the other a stray rocket, it is the explosion of the report.
        """
        sure: dict[tuple[str, int], float] = defaultdict(float)
        labelled = [mention for place in self._triggers[event] if (mention := self._ties.mentions[place]).label]
        own = [mention for mention in labelled if not self._is_account(mention)]
        for mention in own or labelled:
            one = mention.label, self._ties.ordinal(mention.start)
            sure[one] = max(sure[one], mention.confidence)
        given: dict[str, float] = defaultdict(float)
        for (label, ordinal), confidence in sure.items():
            given[label] += confidence * (FIRST if ordinal < OPENING else EARLY if ordinal < LEAD else 1.0)
        opening = [label for (label, ordinal), each in sure.items() if ordinal < OPENING and each == 1.0 and label != OTHER]
        if opening:
            given[opening[0]] += FIRST  # of two phases the first gives its name
        if not given:
            return None
        named = {label: votes for label, votes in given.items() if label != OTHER}
        if not named and max(sure.values()) < 1.0 and event > 1 and self._manner(1) in MISHAPS:
            return self._manner(1)  # "a similar incident" in a report on a crash
        return IncidentType(max(named or given, key=lambda label: given[label]))

    def _is_account(self, trigger: Mention) -> bool:
        """Whether a word for the happening stands in what somebody says about who did it or with what, and somebody else denies."""
        return any(account.start <= trigger.start < account.end for account in self._accounts)

    def _likeliest(self, event: int, tie: Tie) -> tuple[Mention, ...]:
        """The places or times that the happening's triggers lead to, the likeliest first.

        One counts by how surely and how often it is tied to the happening, by how early, and a place by how small it
        is: reports put where and when into their first sentences.
        """
        if (event, tie) not in self._ordered:
            votes: dict[str, float] = defaultdict(float)
            tied: dict[str, float] = defaultdict(float)
            linked = self._linked(event, tie)
            for link in (link for trigger in self._triggers[event] for link in self._ties.links(trigger, tie)):
                mention = self._ties.mentions[link.target]
                early = EARLY if self._ties.ordinal(mention.start) < LEAD else 1.0
                tied[self._called(mention)] += link.confidence * early
                votes[self._called(mention)] += link.confidence * early * WEIGHT.get(mention.label, 1.5)
            fine = {self._called(mention) for mention in linked if mention.label != "country"}
            least = LEAST * max((sure for name, sure in tied.items() if name in fine), default=0.0)
            linked = [mention for mention in linked if tied[self._called(mention)] >= least]
            self._ordered[event, tie] = sorted(linked, key=lambda mention: (-votes[self._called(mention)], mention.start))
        return tuple(self._ordered[event, tie][:MOST])

    def _nearest(self, event: int, tie: Tie, near: int) -> tuple[Evidence, ...]:
        """The words that the happening's triggers lead to, the nearest to `near` first."""
        linked = self._linked(event, tie)
        at = bisect_left(linked, near, key=lambda mention: mention.start)
        found = sorted(linked[max(0, at - MOST) : at + MOST], key=lambda mention: (abs(mention.start - near), mention.start))
        return tuple(self._evidence(mention) for mention in found[:MOST])

    def _called(self, mention: Mention) -> str:
        return (mention.value or self._ties.words(mention)).casefold()

    def _linked(self, event: int, tie: Tie) -> list[Mention]:
        """The mentions that the happening's triggers lead to, each once, in the order of the text."""
        if (event, tie) not in self._found:
            places = {target: None for trigger in self._triggers[event] for target in self._ties.out(trigger, tie)}
            found = sorted((self._ties.mentions[place] for place in places), key=lambda mention: (mention.start, mention.end))
            self._found[event, tie] = found
        return self._found[event, tie]

    def _evidence(self, mention: Mention) -> Evidence:
        return Evidence.of(self._ties.document.text, mention.start, mention.end)
