"""Incidents as GeoJSON (RFC 7946): an unknown point is a null geometry, never a made-up one."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from saidby.release.incidents import IncidentRecord, incident_records
from saidby.stages import Ledger, Release


class Point(msgspec.Struct, tag="Point", tag_field="type"):
    coordinates: tuple[float, float]  # longitude, latitude (WGS 84)


class Properties(msgspec.Struct):
    """What a map shows of an incident. Estimates are "measure policy low/best/high"."""

    incident_type: str | None
    place: str | None
    country: str | None
    geo_precision: int | None
    radius_km: float | None
    date: str | None
    actors_as_alleged: tuple[str, ...]
    estimates: tuple[str, ...]
    disputes: int
    claims: int
    documents: int


class Feature(msgspec.Struct, tag="Feature", tag_field="type"):
    id: str
    geometry: Point | None
    properties: Properties


def feature(incident: IncidentRecord) -> Feature:
    """The incident on the map, with its precision."""
    place = incident.place
    point = None
    if place and place.latitude is not None and place.longitude is not None:
        point = Point(coordinates=(place.longitude, place.latitude))
    return Feature(
        id=incident.id,
        geometry=point,
        properties=Properties(
            incident_type=incident.type,
            place=place.name if place else None,
            country=place.country if place else None,
            geo_precision=place.geo_precision if place else None,
            radius_km=place.radius_km if place else None,
            date=incident.date,
            actors_as_alleged=incident.actors,
            estimates=tuple(
                f"{e.measure} {e.policy} " + "/".join("?" if bound is None else str(bound) for bound in (e.low, e.best, e.high))
                for e in incident.estimates
            ),
            disputes=len(incident.disputes),
            claims=len(incident.claims),
            documents=len(incident.documents),
        ),
    )


def geojson() -> Release:
    """One FeatureCollection, a feature a line."""

    def pieces(ledger: Ledger) -> Iterator[str]:
        yield '{"type":"FeatureCollection","features":['
        for number, incident in enumerate(incident_records(ledger)):
            yield (",\n" if number else "\n") + msgspec.json.encode(feature(incident)).decode()
        yield "\n]}\n"

    return pieces
