"""What the codebooks of others call an incident: ACLED's sub-events, UCDP's types of violence, PLOVER's events and modes.

The tables stand in ``codes.toml``. A code follows from the incident's type, and where its codebook asks for that from the
weapons named, from who is said to have been hit, and from what kind of actor is said to have done it. Where a codebook has
no place for an incident, or what is known does not suffice, the code is None and says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, Literal

import msgspec

from saidby.model import Account, AcledCode, ActorRef, Codes, Incident, PloverCode, Target, UcdpCode
from saidby.vocabulary import ClaimKind, IncidentType, Measure, Nature, Stance

Side = Literal["state", "group"]

_COUNTRY: Final = re.compile("[A-Z]{2}")
_NO_TYPE: Final = "the manner of the incident is not known"


class EventOnly(msgspec.Struct, frozen=True):
    """An event type of ACLED whose sub-event is open."""

    event_type: str
    why: str


class Acled(msgspec.Struct, frozen=True):
    """The part of the file for ACLED."""

    sub_events: dict[str, str]
    plain: dict[IncidentType, str]
    unnamed_weapon: dict[IncidentType, str]
    weapons: dict[IncidentType, dict[str, frozenset[str]]]
    hit: dict[IncidentType, dict[str, str]]
    event_only: dict[IncidentType, EventOnly]
    none: dict[IncidentType, str]


class Ucdp(msgspec.Struct, frozen=True):
    """The part of the file for UCDP."""

    state: frozenset[str]
    group: frozenset[str]
    state_targets: frozenset[str]
    group_targets: frozenset[str]
    aimed: frozenset[IncidentType]
    clashes: frozenset[IncidentType]
    none: dict[IncidentType, str]


class Coded(msgspec.Struct, frozen=True):
    """An event of PLOVER and its mode."""

    event: str
    mode: str


class PloverWeapons(msgspec.Struct, frozen=True):
    """Types whose mode is that of the weapon, and the modes of weapons."""

    types: dict[IncidentType, str]
    modes: dict[str, frozenset[str]]


class Plover(msgspec.Struct, frozen=True):
    """The part of the file for PLOVER."""

    plain: dict[IncidentType, Coded]
    weapons: PloverWeapons
    none: dict[IncidentType, str]


class Tables(msgspec.Struct, frozen=True):
    """The file ``codes.toml``."""

    acled: Acled
    ucdp: Ucdp
    plover: Plover


def codes(incident: Incident, accounts: Iterable[Account]) -> Codes:
    """The codes of a described incident; `accounts` are those of its claims, in any order."""
    own = list(accounts)
    kinds = {
        key: kind
        for account in own
        for actor, kind in zip(account.grounding.actors, account.grounding.actor_kinds, strict=False)
        if kind is not None
        for key in (actor.id, actor.side)
    }
    return Codes(
        acled=acled(incident),
        ucdp=ucdp(incident, {actor: _kind(actor, kinds) for actor in incident.actors}, deadly=any(map(_kills, own))),
        plover=plover(incident),
    )


def acled(incident: Incident) -> AcledCode:
    """The event and sub-event type of ACLED's codebook of 2024 (section "ACLED Events")."""
    table, kind = _tables().acled, incident.type
    if kind is None:
        return AcledCode(event_type=None, sub_event_type=None, why=_NO_TYPE)
    if kind in table.none:
        return AcledCode(event_type=None, sub_event_type=None, why=table.none[kind])
    if (open_ := table.event_only.get(kind)) is not None:
        return AcledCode(event_type=open_.event_type, sub_event_type=None, why=open_.why)
    sub = table.plain.get(kind) or _by_weapon(incident, table.weapons.get(kind, {})) or table.unnamed_weapon.get(kind)
    if sub is None:
        hit, options = _hit(incident.targets), table.hit[kind]
        only_things = hit in {"", "civilians"} and _only_things(incident.targets)
        sub = (options.get("things") if only_things else None) or options.get(hit)
        if sub is None:
            return AcledCode(event_type=None, sub_event_type=None, why=_WHY_HIT[hit])
    return AcledCode(event_type=table.sub_events[sub], sub_event_type=sub)


def ucdp(incident: Incident, actors: Mapping[ActorRef, str | None], *, deadly: bool) -> UcdpCode:
    """The type of violence of UCDP GED's codebook 24.1 (variable ``type_of_violence``).

    `actors` are the alleged doers (of a clash, its sides) with the kinds that the registry has for them; `deadly` is whether
    somebody claims a death, for UCDP counts no other events.
    """
    table, kind = _tables().ucdp, incident.type
    if kind is None:
        return UcdpCode(type_of_violence=None, why=_NO_TYPE)
    if kind in table.none:
        return UcdpCode(type_of_violence=None, why=table.none[kind])
    if not deadly:
        return UcdpCode(type_of_violence=None, why="nobody claims a death, and UCDP counts fatal events only")
    sides = _sides(actors)
    if kind in table.clashes and len(sides) > 1:
        return UcdpCode(type_of_violence=1 if "state" in sides else 2)
    if not sides:
        return UcdpCode(type_of_violence=None, why="no state or organised group is named as the one who did it")
    if len(set(sides)) > 1:
        return UcdpCode(type_of_violence=None, why="it is disputed whether a state or a group did it")
    hit = _hit(incident.targets)
    if hit == "civilians":
        if kind in table.aimed:
            return UcdpCode(type_of_violence=3)
        return UcdpCode(type_of_violence=None, why="that civilians were hit does not tell whether they were aimed at")
    others = {target.type for target in incident.targets}
    if not others.isdisjoint(table.state_targets) or (sides[0] == "state" and not others.isdisjoint(table.group_targets)):
        return UcdpCode(type_of_violence=1)
    if not others.isdisjoint(table.group_targets):
        return UcdpCode(type_of_violence=2)
    return UcdpCode(type_of_violence=None, why=_WHY_HIT[hit])


def plover(incident: Incident) -> PloverCode:
    """The event and mode of the PLOVER manual (draft 0.8, 2021) and its table from CAMEO."""
    table, kind = _tables().plover, incident.type
    if kind is None:
        return PloverCode(event=None, mode=None, why=_NO_TYPE)
    if kind in table.none:
        return PloverCode(event=None, mode=None, why=table.none[kind])
    if (coded := table.plain.get(kind)) is not None:
        return PloverCode(event=coded.event, mode=coded.mode)
    event, mode = table.weapons.types[kind], _by_weapon(incident, table.weapons.modes)
    return PloverCode(event=event, mode=mode, why="" if mode else "no weapon, or weapons of several modes are named")


_WHY_HIT: Final[Mapping[str, str]] = {
    "": "whether civilians or the armed were hit is not known",
    "both": "both civilians and the armed are said to have been hit",
    "armed": "of the armed this codebook has no such event",
    "civilians": "of civilians this codebook has no such event",
}


def _by_weapon(incident: Incident, table: Mapping[str, frozenset[str]]) -> str | None:
    """The one code that the weapons named have; None for none, and for weapons of several."""
    found = {code for code, kinds in table.items() for weapon in incident.weapons if weapon.type in kinds}
    return found.pop() if len(found) == 1 else None


def _hit(targets: Sequence[Target]) -> Literal["civilians", "armed", "both", ""]:
    """Who was hit, as the words for the targets imply. Police and guards are armed."""
    table = _tables().ucdp
    armed = any(
        target.nature is Nature.MILITARY or (target.people and target.type in table.state_targets and target.nature is None)
        for target in targets
    )
    civilians = any(target.nature is Nature.CIVILIAN for target in targets)
    return "both" if armed and civilians else "armed" if armed else "civilians" if civilians else ""


def _only_things(targets: Sequence[Target]) -> bool:
    return bool(targets) and all(target.people is False for target in targets)


def _sides(actors: Mapping[ActorRef, str | None]) -> list[Side]:
    """What each different side among the actors is: two bodies of one state are one side."""
    table = _tables().ucdp
    found: dict[str, Side] = {}
    for actor, kind in actors.items():
        key = actor.side or actor.id or actor.name
        if kind in table.state:
            found.setdefault(key, "state")
        elif kind in table.group:
            found.setdefault(key, "group")
    return list(found.values())


def _kind(actor: ActorRef, kinds: Mapping[str | None, str]) -> str | None:
    """What kind of actor somebody is: by their own entry, else by another of their side; a country's code is a state's side."""
    if actor.id is not None and actor.id in kinds:
        return kinds[actor.id]
    if actor.side is None:
        return None
    return "state" if _COUNTRY.fullmatch(actor.side) else kinds.get(actor.side)


def _kills(account: Account) -> bool:
    claim = account.claim
    figure = claim.figure
    return (
        claim.kind is ClaimKind.FIGURE
        and claim.stance is Stance.ASSERTS
        and figure is not None
        and figure.measure is Measure.KILLED
        and (figure.bounds.low or 0) > 0
    )


@cache
def _tables() -> Tables:
    return msgspec.toml.decode((files("saidby.reconcile") / "codes.toml").read_bytes(), type=Tables)
