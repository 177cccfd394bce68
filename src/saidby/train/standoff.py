"""Annotations of texts that are not ours to copy: offsets only, one text a line, checked by the text's digest.

A line of ``training/standoff/CORPUS.jsonl`` names a text of a corpus and its SHA-256; quotes, numbers and speakers are
code points ``[start, end)`` of it, and no words of it stand there but names of places.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

import msgspec

from saidby.errors import InputError
from saidby.score.reading import rows
from saidby.train.corpora.texts import CORPORA
from saidby.train.gold import Text
from saidby.train.written import Quote, Written, WrittenAssertion, WrittenFigure, WrittenIncident
from saidby.vocabulary import UNNAMED, ClaimKind, IncidentType, Measure, Qualifier, Scope, Stance

Place: TypeAlias = tuple[int, int]
"""Code points ``[start, end)``."""

Speakers: TypeAlias = tuple[Place | None, ...]
"""A chain, outermost first; None is a speaker without a name."""


class Incident(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    type: IncidentType
    place: str | None = None
    country: str | None = None
    date: str | None = None


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    measure: Measure
    qualifier: Qualifier
    quote: Place
    number: Place | None = None  # None: implicit
    low: int | None = None
    high: int | None = None
    scope: Scope = Scope.INCIDENT
    incident: str | None = None
    speakers: Speakers = ()
    stance: Stance = Stance.ASSERTS
    subset_of: str | None = None


class Assertion(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    kind: ClaimKind
    quote: Place
    incident: str | None = None
    speakers: Speakers = ()
    stance: Stance = Stance.ASSERTS


class Annotated(msgspec.Struct, frozen=True):
    """What is annotated of one text."""

    id: str
    sha256: str  # of the text in UTF-8
    incidents: tuple[Incident, ...] = ()
    figures: tuple[Figure, ...] = ()
    assertions: tuple[Assertion, ...] = ()


def standing(folder: Path, corpora: Mapping[str, Path]) -> Iterator[Written]:
    """The annotated texts, as reports; `corpora` says where the texts of each of CORPORA are.

    Raises InputError where a text is missing or is not the one that was annotated.
    """
    for name, path in corpora.items():
        file = folder / f"{name}.jsonl"
        known = {text.id: text for text in CORPORA[name].texts(path)} if file.exists() else {}
        for annotated in rows(file, Annotated) if known else ():
            if annotated.id not in known:
                raise InputError(f"{file.name}: {path} has no text {annotated.id}")
            text = known[annotated.id]
            if digest(text.text) != annotated.sha256:
                raise InputError(f"{file.name}: the text {annotated.id} of {path} is not the one that was annotated")
            yield _written(annotated, text)


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _written(annotated: Annotated, text: Text) -> Written:
    def named(speakers: Speakers) -> tuple[str, ...]:
        return tuple(UNNAMED if place is None else text.text[slice(*place)] for place in speakers)

    return Written(
        id=annotated.id,
        text=text.text,
        published=text.published,
        source=text.source,
        incidents=tuple(
            WrittenIncident(entry.id, entry.type, entry.place, entry.country, entry.date, (), (), ())
            for entry in annotated.incidents
        ),
        figures=tuple(
            WrittenFigure(
                id=entry.id,
                measure=entry.measure,
                qualifier=entry.qualifier,
                low=entry.low,
                high=entry.high,
                unit="",
                scope=entry.scope,
                incident=entry.incident,
                speakers=named(entry.speakers),
                stance=entry.stance,
                quotes=(Quote(*entry.quote, *(entry.number or (entry.quote[0], entry.quote[0]))),),
                subset_of=entry.subset_of,
                implicit=entry.number is None,
            )
            for entry in annotated.figures
        ),
        assertions=tuple(
            WrittenAssertion(
                entry.id,
                entry.kind,
                entry.incident,
                named(entry.speakers),
                entry.stance,
                Quote(*entry.quote, entry.quote[0], entry.quote[0]),
            )
            for entry in annotated.assertions
        ),
    )
