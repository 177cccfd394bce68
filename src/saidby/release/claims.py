"""Claims as JSON Lines: the contract by which others measure a reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from saidby.model import Account, Evidence, Place
from saidby.stages import Ledger
from saidby.vocabulary import ClaimKind, IncidentType, Measure, Qualifier, Scope, Stance


class PlaceRecord(msgspec.Struct):
    """A place as others read it; a point is absent where none is known."""

    name: str
    country: str | None
    admin1: str | None
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    geo_precision: int
    radius_km: float | None


class ClaimRecord(msgspec.Struct):
    """One line. Offsets are code points of the document's working text, half-open; dates are EDTF."""

    id: str
    document: str
    kind: ClaimKind
    quote: str
    start: int
    end: int
    evidence: tuple[Evidence, ...]
    speakers: tuple[str, ...]
    stance: Stance
    measure: Measure | None
    qualifier: Qualifier | None
    low: int | None
    high: int | None
    unit: str | None
    scope: Scope | None
    subset_of: str | None
    incident: str | None
    incident_type: IncidentType | None
    place: PlaceRecord | None
    date: str | None
    source: str | None
    published: str | None


def place_record(place: Place | None) -> PlaceRecord | None:
    """The place as others read it."""
    if place is None:
        return None
    return PlaceRecord(
        name=place.name,
        country=place.country,
        admin1=place.admin1,
        geonames_id=place.geonames_id,
        latitude=place.latitude,
        longitude=place.longitude,
        geo_precision=place.geo_precision,
        radius_km=place.radius_km,
    )


def record(account: Account, incident: str | None) -> ClaimRecord:
    """A claim's line. Place, date and type are those of the happening it is about: absent where it is about none."""
    claim, grounding, figure = account.claim, account.grounding, account.claim.figure
    single = claim.about.event is not None and (figure is None or figure.scope is Scope.INCIDENT)
    return ClaimRecord(
        id=claim.id,
        document=claim.document,
        kind=claim.kind,
        quote=claim.quote,
        start=claim.evidence[0].start,
        end=claim.evidence[0].end,
        evidence=claim.evidence,
        speakers=claim.speakers,
        stance=claim.stance,
        measure=figure.measure if figure else None,
        qualifier=figure.bounds.qualifier if figure else None,
        low=figure.bounds.low if figure else None,
        high=figure.bounds.high if figure else None,
        unit=figure.unit if figure else None,
        scope=figure.scope if figure else None,
        subset_of=claim.subset_of,
        incident=incident,
        incident_type=grounding.type if single else None,
        place=place_record(grounding.place) if single else None,
        date=grounding.interval.edtf if single and grounding.interval else None,
        source=account.publisher,
        published=account.published.interval.edtf if account.published else None,
    )


def members(ledger: Ledger) -> dict[str, str]:
    """Claim id -> the id of the incident that holds it."""
    return {claim: incident.id for incident in ledger.derived().incidents for claim in incident.claims}


def in_order(account: Account) -> tuple[str, int, int, str]:
    """The order of every release: by document, then as the text has it."""
    first = account.claim.evidence[0]
    return account.claim.document, first.start, first.end, account.claim.id


def claims() -> Callable[[Ledger], Iterator[str]]:
    """JSON Lines, one claim a line, by document and place in the text."""

    def lines(ledger: Ledger) -> Iterator[str]:
        incident_of = members(ledger)
        for account in sorted(ledger.accounts(), key=in_order):
            line = record(account, incident_of.get(account.claim.id))
            yield msgspec.json.encode(line).decode() + "\n"

    return lines
