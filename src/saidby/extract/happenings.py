"""The happenings of a document, as its numbered triggers tell of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from saidby.extract.ties import Ties
from saidby.model import About, Evidence, Mention, PlaceWords, TimeWords
from saidby.vocabulary import IncidentType, Kind, Tie

WEIGHT: Final = {"settlement": 2.0, "": 1.5, "facility": 1.5, "region": 0.9, "country": 0.3}
"""How much a place of each kind says about where something happened."""

EARLY: Final = 2.0
"""How much more a place in the lead says."""

LEAD: Final = 4
"""Sentences: headline and lead."""


class Happenings:
    """What a document says of each of its happenings: type, places, times, actors, targets, weapons."""

    def __init__(self, ties: Ties) -> None:
        self._ties = ties
        self._triggers: dict[int, list[int]] = defaultdict(list)
        for place in ties.of(Kind.TRIGGER):
            value = ties.mentions[place].value
            if value is not None:
                self._triggers[int(value)].append(place)

    def event(self, source: int, nth: int = 0) -> int | None:
        """The number of the happening that a quantity or assertion is about (`nth` 1: the one that it answers)."""
        targets = self._ties.out(source, Tie.ABOUT)
        value = self._ties.mentions[targets[nth]].value if len(targets) > nth else None
        return None if value is None else int(value)

    def about(self, source: int) -> About:
        """The words for the happening that a quantity or assertion is about, nearest to it first."""
        event = self.event(source)
        if event is None:
            return About()
        near = self._ties.mentions[source].start
        return About(
            event=event,
            type=self._type(event),
            places=tuple(
                PlaceWords(evidence=self._evidence(place), name=place.value or self._ties.words(place), label=place.label)
                for place in self._places(event, near)
            ),
            times=tuple(
                TimeWords(evidence=self._evidence(when), time=when.time)
                for when in self._linked(event, Tie.ON, near)
                if when.time is not None
            ),
            actors=self._all(self._linked(event, Tie.BY, near)),
            targets=self._all(self._linked(event, Tie.HITS, near)),
            weapons=self._all(self._linked(event, Tie.WITH, near)),
        )

    def _type(self, event: int) -> IncidentType | None:
        """The manner that most triggers give, the earliest on a tie; a manner of its own beats `other_violence`."""
        given = Counter(self._ties.mentions[place].label for place in self._triggers[event] if self._ties.mentions[place].label)
        named = [label for label, _ in given.most_common() if label != IncidentType.OTHER_VIOLENCE]
        return IncidentType(named[0]) if named else (IncidentType.OTHER_VIOLENCE if given else None)

    def _places(self, event: int, near: int) -> list[Mention]:
        """The places that the happening's triggers lead to, the likeliest first.

        A place counts by how surely and how often it is tied to the happening, by how early, and by how small it is:
        reports put the place of what they are about into their first sentences.
        """
        votes: dict[str, float] = defaultdict(float)
        for trigger in self._triggers[event]:
            for link in self._ties.links(trigger, Tie.AT):
                place = self._ties.mentions[link.target]
                early = EARLY if self._ties.ordinal(place.start) < LEAD else 1.0
                votes[self._called(place)] += link.confidence * early * WEIGHT.get(place.label, 1.5)
        return sorted(self._linked(event, Tie.AT, near), key=lambda place: -votes[self._called(place)])

    def _called(self, place: Mention) -> str:
        return place.value or self._ties.words(place)

    def _linked(self, event: int, tie: Tie, near: int) -> list[Mention]:
        """The mentions that the happening's triggers lead to, each once, the nearest to `near` first."""
        places = {target: None for trigger in self._triggers[event] for target in self._ties.out(trigger, tie)}
        found = [self._ties.mentions[place] for place in places]
        return sorted(found, key=lambda mention: (abs(mention.start - near), mention.start))

    def _evidence(self, mention: Mention) -> Evidence:
        return Evidence.of(self._ties.document.text, mention.start, mention.end)

    def _all(self, mentions: Iterable[Mention]) -> tuple[Evidence, ...]:
        return tuple(self._evidence(mention) for mention in mentions)
