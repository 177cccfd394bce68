"""Incidents as JSON Lines: each with its estimates, disputes and relations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from saidby.model import Codes, Derived, Dispute, Estimate, Incident, Relation, Target, Voice, Weapon
from saidby.release.claims import PlaceRecord, place_record
from saidby.stages import Ledger, Release
from saidby.vocabulary import IncidentType


class IncidentRecord(msgspec.Struct):
    """One line; `date` is EDTF, actors are as alleged by somebody."""

    id: str
    type: IncidentType | None
    place: PlaceRecord | None
    date: str | None
    actors: tuple[str, ...]
    targets: tuple[Target, ...]
    weapons: tuple[Weapon, ...]
    codes: Codes | None
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    estimates: tuple[Estimate, ...]
    disputes: tuple[Dispute, ...]
    relations: tuple[Relation, ...]
    why: tuple[str, ...]


def in_time(incident: Incident) -> tuple[bool, str, str, str]:
    """The order of incidents: dated ones by time, then the rest; ties by place and id."""
    when = incident.interval.start.isoformat() if incident.interval else ""
    return not when, when, incident.place.name if incident.place else "", incident.id


class ByIncident(NamedTuple):
    """What was derived, by the incident that it is of (a relation: by its source)."""

    estimates: dict[str, list[Estimate]]
    disputes: dict[str, list[Dispute]]
    voices: dict[str, list[Voice]]
    relations: dict[str, list[Relation]]


def by_incident(derived: Derived) -> ByIncident:
    """Sorts estimates, disputes, voices and relations to their incidents; an incident without any has an empty list."""
    found = ByIncident(defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list))
    for estimate in derived.estimates:
        found.estimates[estimate.incident].append(estimate)
    for dispute in derived.disputes:
        found.disputes[dispute.incident].append(dispute)
    for voice in derived.voices:
        found.voices[voice.incident].append(voice)
    for relation in derived.relations:
        found.relations[relation.source].append(relation)
    return found


def incident_records(ledger: Ledger) -> Iterator[IncidentRecord]:
    """Every incident in order of time."""
    derived = ledger.derived()
    found = by_incident(derived)
    for incident in sorted(derived.incidents, key=in_time):
        documents = sorted({claim.document for member in incident.claims if (claim := ledger.claim(member))})
        yield IncidentRecord(
            id=incident.id,
            type=incident.type,
            place=place_record(incident.place),
            date=incident.interval.edtf if incident.interval else None,
            actors=tuple(actor.name for actor in incident.actors),
            targets=incident.targets,
            weapons=incident.weapons,
            codes=incident.codes,
            claims=incident.claims,
            documents=tuple(documents),
            estimates=tuple(found.estimates[incident.id]),
            disputes=tuple(found.disputes[incident.id]),
            relations=tuple(found.relations[incident.id]),
            why=incident.why,
        )


def incidents() -> Release:
    """JSON Lines, one incident a line, in order of time."""

    def lines(ledger: Ledger) -> Iterator[str]:
        for line in incident_records(ledger):
            yield msgspec.json.encode(line).decode() + "\n"

    return lines
