"""Annotation files of the gold guidelines: one document's incidents, figures and assertions, in the words of its text."""

from __future__ import annotations

from pathlib import Path

import msgspec

from saidby.errors import InputError
from saidby.vocabulary import ClaimKind, IncidentType, Measure, Qualifier, Scope, Stance


class Incident(msgspec.Struct, frozen=True):
    """A happening of one place and time."""

    id: str
    type: IncidentType
    place: str | None = None
    country: str | None = None  # ISO 3166 alpha-2
    date: str | None = None  # EDTF level 0 or an interval of two
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()


class Figure(msgspec.Struct, frozen=True):
    """A count, by whom it is given; an open bound is None. `number` is None where it is implicit."""

    id: str
    quote: str
    measure: Measure
    qualifier: Qualifier
    unit: str | None
    scope: Scope
    speakers: tuple[str, ...]  # outermost first; none is the document's own voice
    stance: Stance
    number: str | None = None
    low: int | None = None
    high: int | None = None
    subset_of: str | None = None
    incident: str | None = None
    implicit: bool = False
    occurrence: int = 1  # of the quote in the text, from 1


class Assertion(msgspec.Struct, frozen=True):
    """What is contested and not counted."""

    id: str
    kind: ClaimKind
    quote: str
    speakers: tuple[str, ...]
    stance: Stance
    incident: str | None = None
    occurrence: int = 1


class Annotation(msgspec.Struct, frozen=True):
    """What an annotation file says of the document whose id is `doc`."""

    doc: str
    incidents: tuple[Incident, ...]
    figures: tuple[Figure, ...]
    assertions: tuple[Assertion, ...]


def read_annotation(path: Path) -> Annotation:
    """The annotation of a file. Raises InputError where it is none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Annotation)
    except msgspec.DecodeError as error:
        raise InputError(f"{path.name} is no annotation: {error}") from error
