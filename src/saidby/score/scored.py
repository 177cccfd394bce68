"""Claims as they are scored, from a folder of gold annotations or from a release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

import msgspec

from saidby.errors import InputError
from saidby.score.annotations import Annotation, Assertion, Figure, read_annotation
from saidby.score.parts import thirds
from saidby.vocabulary import ClaimKind


class _Claim(msgspec.Struct, frozen=True):
    """What a release and gold tell alike."""

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
    incident: str | None = None
    incident_type: str | None = None
    date: str | None = None


class Scored(_Claim, frozen=True):
    """A claim as it is scored, from a release or from gold."""

    place: str | None = None
    implicit: bool = False
    confidence: float | None = None  # of the reader; a release does not tell it

    @property
    def counted(self) -> bool:
        """Whether it is a figure that must be found: explicit, and of an incident or cumulative."""
        return self.kind == "figure" and not self.implicit and self.scope != "other"


class _PlaceName(msgspec.Struct):
    name: str


class _Released(_Claim, frozen=True):
    place: _PlaceName | None = None
    id: str | None = None


ByDocument: TypeAlias = dict[str, list[Scored]]
"""Claims by the id of their document."""


def gold(folder: Path, part: str = "all") -> ByDocument:
    """Gold claims by document, from the annotation files of a part of a folder, by their sorted names.

    Raises InputError where there are none.
    """
    found: ByDocument = {}
    for path in thirds(sorted(folder.glob("*.json")), part):
        annotation = read_annotation(path)
        found[annotation.doc] = list(_asked(annotation))
    if not found:
        raise InputError(f"{folder} has no annotation files (*.json); name a folder of gold annotations")
    return found


def _asked(annotation: Annotation) -> Iterator[Scored]:
    incidents = {incident.id: incident for incident in annotation.incidents}
    claims: tuple[Figure | Assertion, ...] = (*annotation.figures, *annotation.assertions)
    for claim in claims:
        told = {name: value for name, value in msgspec.structs.asdict(claim).items() if name in Scored.__struct_fields__}
        incident = incidents.get(claim.incident or "")
        where = {"incident_type": incident.type, "place": incident.place, "date": incident.date} if incident else {}
        yield Scored(**{"kind": ClaimKind.FIGURE, **told, **where}, document=annotation.doc)


def released(lines: Iterable[str], sure: Mapping[str, float] | None = None) -> ByDocument:
    """Claims by document, from the lines of a release of format "claims"; `sure` has the confidences by the claims' ids."""
    found: ByDocument = {}
    for line in lines:
        if line.strip():
            claim = msgspec.json.decode(line, type=_Released)
            fields = {**msgspec.structs.asdict(claim), "place": claim.place.name if claim.place else None}
            name = fields.pop("id")
            found.setdefault(claim.document, []).append(Scored(**fields, confidence=(sure or {}).get(name)))
    return found
