"""Claims as they are scored, from a folder of gold annotations or from a release."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

import msgspec

from saidby.errors import InputError
from saidby.score.parts import thirds


class Scored(msgspec.Struct, frozen=True):
    """A claim as it is scored, from a release or from gold."""

    document: str
    kind: str
    quote: str
    speakers: tuple[str, ...]
    stance: str | None = None
    measure: str | None = None
    qualifier: str | None = None
    low: int | None = None
    high: int | None = None
    scope: str | None = None
    implicit: bool = False
    incident: str | None = None
    incident_type: str | None = None
    place: str | None = None
    date: str | None = None

    @property
    def counted(self) -> bool:
        """Whether it is a figure that must be found: explicit, and of an incident or cumulative."""
        return self.kind == "figure" and not self.implicit and self.scope != "other"


class _PlaceName(msgspec.Struct):
    name: str


class _Released(msgspec.Struct):
    document: str
    kind: str
    quote: str
    speakers: tuple[str, ...]
    stance: str
    measure: str | None = None
    qualifier: str | None = None
    low: int | None = None
    high: int | None = None
    scope: str | None = None
    incident: str | None = None
    incident_type: str | None = None
    place: _PlaceName | None = None
    date: str | None = None


class _GoldIncident(msgspec.Struct):
    id: str
    type: str
    place: str | None = None
    date: str | None = None


class _GoldClaim(msgspec.Struct):
    quote: str
    speakers: tuple[str, ...]
    stance: str
    kind: str = "figure"
    incident: str | None = None
    measure: str | None = None
    qualifier: str | None = None
    low: int | None = None
    high: int | None = None
    scope: str | None = None
    implicit: bool = False


class _Annotation(msgspec.Struct):
    doc: str
    incidents: tuple[_GoldIncident, ...]
    figures: tuple[_GoldClaim, ...]
    assertions: tuple[_GoldClaim, ...]


ByDocument: TypeAlias = dict[str, list[Scored]]
"""Claims by the id of their document."""


def gold(folder: Path, part: str = "all") -> ByDocument:
    """Gold claims by document, from the annotation files of a part of a folder, by their sorted names.

    Raises InputError where there are none.
    """
    found: ByDocument = {}
    for path in thirds(sorted(folder.glob("*.json")), part):
        try:
            annotation = msgspec.json.decode(path.read_bytes(), type=_Annotation)
        except msgspec.DecodeError as error:
            raise InputError(f"{path.name} is no annotation: {error}") from error
        incidents = {incident.id: incident for incident in annotation.incidents}
        claims = []
        for claim in (*annotation.figures, *annotation.assertions):
            incident = incidents.get(claim.incident or "")
            claims.append(
                Scored(
                    **msgspec.structs.asdict(claim),
                    document=annotation.doc,
                    incident_type=incident.type if incident else None,
                    place=incident.place if incident else None,
                    date=incident.date if incident else None,
                )
            )
        found[annotation.doc] = claims
    if not found:
        raise InputError(f"{folder} has no annotation files (*.json); name a folder of gold annotations")
    return found


def released(lines: Iterable[str]) -> ByDocument:
    """Claims by document, from the lines of a release of format "claims"."""
    found: ByDocument = {}
    for line in lines:
        if line.strip():
            claim = msgspec.json.decode(line, type=_Released)
            fields = {**msgspec.structs.asdict(claim), "place": claim.place.name if claim.place else None}
            found.setdefault(claim.document, []).append(Scored(**fields))
    return found
