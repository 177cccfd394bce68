"""What an incident's claims agree on: its type, place, time, actors, targets and weapons, and the codes that follow. Derived, never stored by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import TypeVar

from msgspec.structs import replace

from saidby.model import Account, ActorRef, Incident, Interval, Place, Target, Weapon
from saidby.reconcile.coding import codes
from saidby.reconcile.sides import Sides
from saidby.reconcile.voices import origin
from saidby.vocabulary import ClaimKind, Stance

T = TypeVar("T")
N = TypeVar("N", Target, Weapon)

_FINE = timedelta(days=3)  # what a date may span and still say when something happened


def describe(incident: Incident, accounts: Sequence[Account]) -> Incident:
    """The incident with what most independent origins say of it; nothing is changed but those and its codes.

    An origin has one vote a value, however many claims or copies it brings. Place: of the finest precision that anybody
    gives, the place that most support. Time: the overlap of the dates that agree with the most supported one, of which
    finer ones count more. Actors: all whom anybody alleges; targets and weapons: all that are
    named; the most supported first. A type that as many origins give as another has the more claims behind it. Other ties
    go to the smaller name, so the order of accounts does not matter. Unknown stays None.
    """
    members = frozenset(incident.claims)
    own = sorted((account for account in accounts if account.claim.id in members), key=lambda account: account.claim.id)
    types = _votes(own, lambda a: [a.grounding.type] if a.grounding.type else [])
    claims = Counter(account.grounding.type for account in own)
    places = _votes(own, lambda a: [a.grounding.place] if a.grounding.place else [])
    intervals = _votes(own, lambda a: [a.grounding.interval] if a.grounding.interval else [])
    place = min(places, key=lambda place: (place.geo_precision, -places[place], _place_order(place)), default=None)
    described = replace(
        incident,
        type=min(types, key=lambda kind: (-types[kind], -claims[kind], kind), default=None),
        place=place,
        interval=_overlap(intervals),
        actors=_actors(_votes(own, _alleged(own, place))),
        targets=_named(_votes(own, lambda a: a.grounding.targets), lambda target: (target.type, target.people, target.nature)),
        weapons=_named(_votes(own, lambda a: a.grounding.weapons), lambda weapon: (weapon.type, weapon.model)),
    )
    return replace(described, codes=codes(described, own))


def _alleged(accounts: Sequence[Account], place: Place | None) -> Callable[[Account], list[ActorRef]]:
    """Who did it, as an account has it: its event's actors and whom its own words blame, so that no allegation is left out.

    A name that is only that of the place or of what contains it did nothing.
    """
    sides = Sides(accounts)
    where = {name.casefold() for name in (place.name, place.admin1) if name} if place else set()
    known = {actor.side for account in accounts for actor in account.grounding.actors if actor.side is not None}

    def alleged(account: Account) -> list[ActorRef]:
        grounded = [replace(actor, why="") for actor in account.grounding.actors]  # why it is so differs from claim to claim
        actors = [actor for actor in grounded if actor.id is not None or not _names(actor.name, where)]
        claim = account.claim
        if claim.kind is ClaimKind.RESPONSIBILITY and claim.stance is Stance.ASSERTS:
            doers = sides.doers(account)
            actors += [ActorRef(name=doers[side], side=side) for side in sorted(doers) if side not in known]
        return actors

    return alleged


def _names(name: str, where: set[str]) -> bool:
    """Whether a name is that of a place, or the beginning of it ("Gaza" of "Gaza City")."""
    return any(place == name.casefold() or place.startswith(name.casefold() + " ") for place in where)


def _votes(accounts: Iterable[Account], values: Callable[[Account], Iterable[T]]) -> dict[T, int]:
    """How many independent origins give each value, in the order in which they come up."""
    given: dict[T, dict[str, None]] = defaultdict(dict)
    for account in accounts:
        for value in values(account):
            given[value][origin(account)] = None
    return {value: len(origins) for value, origins in given.items()}


def _place_order(place: Place) -> tuple[str, str, int]:
    return (place.name, place.country or "", place.geonames_id or 0)


def _interval_order(interval: Interval) -> tuple[timedelta, str, str]:
    return (interval.end - interval.start, interval.start.isoformat(), interval.precision)


def _overlap(intervals: dict[Interval, int]) -> Interval | None:
    """The common part of the dates that overlap the most supported one, taken one by one, the most supported first."""

    def rank(interval: Interval) -> tuple[bool, int, timedelta, str, str]:
        return (interval.end - interval.start > _FINE, -intervals[interval], *_interval_order(interval))

    ranked = sorted(intervals, key=rank)
    if not ranked:
        return None
    common = ranked[0]
    for other in ranked[1:]:
        if common.overlaps(other):
            finer = min(common, other, key=_interval_order)
            common = Interval(start=max(common.start, other.start), end=min(common.end, other.end), precision=finer.precision)
    return common


def _actors(votes: dict[ActorRef, int]) -> tuple[ActorRef, ...]:
    ranked = sorted(votes, key=lambda actor: (-votes[actor], actor.id is None, actor.name, actor.id or "", actor.side or ""))
    first: dict[str, ActorRef] = {}
    for actor in ranked:
        key = actor.id or (actor.side and f"side {actor.side}") or actor.name.casefold()
        held = first.setdefault(key, actor)
        if actor.id is None and len(actor.name) < len(held.name):  # "Ukraine" rather than "Ukrainian"
            first[key] = actor
    return tuple(first.values())


def _named(votes: dict[N, int], meaning: Callable[[N], tuple[object, ...]]) -> tuple[N, ...]:
    """One of each meaning, in its most supported words; of those without a class one of each words."""
    ranked = sorted(votes, key=lambda named: (-votes[named], named.words.casefold(), named.words))
    first: dict[tuple[object, ...], N] = {}
    for named in ranked:
        first.setdefault(meaning(named) if named.type else (named.words.casefold(),), named)
    return tuple(first.values())
