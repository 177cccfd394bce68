"""What *link* compares: all that one document says about one of its happenings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol, TypeVar

from saidby.model import Account, Interval, Place
from saidby.vocabulary import IncidentType, Measure, Scope

T = TypeVar("T")


class Ordered(Protocol):
    """What can be sorted."""

    def __lt__(self, other: Any, /) -> bool: ...


_WORD = re.compile(r"[^\W\d_]{4,}")  # long enough to tell weapons and targets apart

Count = tuple[Measure, int | None, int | None]

FINE = timedelta(days=3)
COARSE = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Unit:
    """The claims of one document about one of its events, and what most of them are grounded in."""

    document: str
    origin: str
    event: int
    claims: tuple[str, ...]
    type: IncidentType | None
    place: Place | None
    interval: Interval | None
    published: Interval | None
    actors: frozenset[str]
    weapons: frozenset[str]
    targets: frozenset[str]
    counts: frozenset[Count]

    @property
    def name(self) -> str:
        """As in explanations: the document and the number of the event in it."""
        return f"{self.document}, event {self.event}"

    @property
    def order(self) -> tuple[int, int, str, str, int, tuple[str, ...]]:
        """Those that are surest of place and time first, then those with most claims: a report's main story.

        Total, so that input order never matters.
        """
        grain = grain_of_place(self.place) + grain_of_time(self.interval)
        return (grain, -len(self.claims), when(self), self.document, self.event, self.claims)


def grain_of_place(place: Place | None) -> int:
    """0 for a point with a place of its own, 1 for an area, 2 for a country, 3 for none."""
    if place is None:
        return 3
    if place.geo_precision <= 2:
        return 0
    return 1 if place.admin1 is not None else 2


def grain_of_time(interval: Interval | None) -> int:
    """0 for a few days at most, 1 for up to a year, 2 for longer or unknown."""
    if interval is None or interval.end - interval.start > COARSE:
        return 2
    return 0 if interval.end - interval.start <= FINE else 1


def when(unit: Unit) -> str:
    """The day that the unit is dated to, else the day of its report, else nothing; for sorting."""
    known = unit.interval or unit.published
    return known.start.isoformat() if known else ""


def links(account: Account) -> bool:
    """Whether the account's claim is about a single happening at all."""
    figure = account.claim.figure
    return account.claim.about.event is not None and (figure is None or figure.scope is Scope.INCIDENT)


def position(account: Account) -> tuple[str, int, str]:
    """Where a claim stands: document, offset, id."""
    return (account.claim.document, account.claim.evidence[0].start, account.claim.id)


def unit(accounts: Sequence[Account]) -> Unit:
    """The unit of accounts of one document's event (or of a part of it that a ruling parted). Their order is free."""
    accounts = sorted(accounts, key=position)
    groundings = [account.grounding for account in accounts]
    first = accounts[0]
    return Unit(
        document=first.claim.document,
        origin=first.origin or first.claim.document,
        event=first.claim.about.event or 0,
        claims=tuple(account.claim.id for account in accounts),
        type=_most((g.type for g in groundings), lambda kind: kind.value),
        place=_most((g.place for g in groundings), lambda place: (grain_of_place(place), place.name, place.geonames_id or 0)),
        interval=_most((g.interval for g in groundings), lambda interval: (interval.end - interval.start, interval.start)),
        published=first.published.interval if first.published else None,
        actors=frozenset(actor.id or actor.name.casefold() for g in groundings for actor in g.actors),
        weapons=_words(name for g in groundings for weapon in g.weapons for name in (weapon.type, weapon.model) if name),
        targets=_words(target.type for g in groundings for target in g.targets if target.type),
        counts=frozenset(count for account in accounts for count in _counts(account)),
    )


def _counts(account: Account) -> Iterable[Count]:
    figure = account.claim.figure
    if figure is not None and figure.scope is Scope.INCIDENT:
        yield (figure.measure, figure.bounds.low, figure.bounds.high)


def _most(values: Iterable[T | None], least: Callable[[T], Ordered]) -> T | None:
    """The value that occurs most; of equals the one that comes first by `least`."""
    counted = Counter(value for value in values if value is not None)
    if not counted:
        return None
    most = max(counted.values())
    return min((value for value, times in counted.items() if times == most), key=least)


def _words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in _WORD.findall(phrase.casefold()))
