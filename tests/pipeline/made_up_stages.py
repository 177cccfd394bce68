"""Stages that read "12 people died in Velm." and nothing else, so that what the pipeline does is plain to see."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from msgspec.structs import replace

from saidby.errors import InputError
from saidby.model import (
    About,
    Bounds,
    Claim,
    Cluster,
    Copy,
    Dispute,
    Document,
    Estimate,
    Evidence,
    Figure,
    Grounding,
    Intake,
    Original,
    Place,
    Reading,
    Relation,
    Statement,
    Unread,
    Voice,
)
from saidby.pipeline import Pipeline
from saidby.pipeline.deriving import Deriving
from saidby.pipeline.reader import Reader
from saidby.vocabulary import ClaimKind, Measure

TOLL = re.compile(r"(?P<number>\d+) people died in (?P<place>\w+)")


def acquire(source: str):
    """Files of a folder in the order of their names: text is read, .bad is not, .ru is Russian; missing ones raise."""
    folder = Path(source)
    if not folder.exists():
        raise InputError(f"{source} is not there")

    def items() -> Iterator[Intake | Unread]:
        for file in sorted(folder.iterdir()):
            if file.suffix == ".bad":
                yield Unread(locator=str(file), reason="no text in it")
                continue
            if file.suffix == ".broken":
                raise OSError(f"{file.name}\nis broken")
            original = Original.of(file.read_bytes(), "text/plain")
            language = "ru-RU" if file.suffix == ".ru" else "en" if file.suffix == ".en" else None
            yield Intake(
                document=Document(
                    id=file.stem,
                    text=original.content.decode(),
                    sha256=original.sha256,
                    locator=str(file),
                    language=language,
                ),
                original=original,
            )

    return items()


def annotate(document: Document) -> Reading:
    if "STOP" in document.text:
        raise KeyboardInterrupt
    if "FAIL" in document.text:
        raise ZeroDivisionError("nothing to\n  divide by")
    if "DIE" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "QUIET" in document.text:
        return Reading(document=document, reader="gate-made-up@1")
    return Reading(document=document, reader="made-up@1")


def extract(reading: Reading) -> tuple[Claim, ...]:
    document, made = reading.document, []
    for found in TOLL.finditer(document.text):
        count = int(found["number"])
        figure = Figure(measure=Measure.KILLED, bounds=Bounds(low=count, high=count), number=found["number"], unit="people")
        statement = Statement(kind=ClaimKind.FIGURE, speakers=(), figure=figure)
        evidence = (Evidence.of(document.text, found.start(), found.end()),)
        made.append(Claim.make(document, statement, evidence, About(event=1), "made-up@1"))
    return tuple(made)


def ground(document: Document, claims) -> tuple[Grounding, ...]:
    if "UNEVEN" in document.text:
        return ()
    return tuple(Grounding(claim=claim.id, by="made-up@1", place=Place(name=claim.quote.split()[-1])) for claim in claims)


def lineage(documents) -> tuple[Copy, ...]:
    first: dict[str, str] = {}
    copies = []
    for document in documents:
        origin = first.setdefault(document.text, document.id)
        if origin != document.id:
            copies.append(Copy(document=document.id, origin=origin, why="the same text"))
    return tuple(copies)


def linker(accounts, judgements) -> tuple[Cluster, ...]:
    """The accounts of one place are one incident."""
    places: dict[str, list[str]] = {}
    for account in accounts:
        places.setdefault(account.grounding.place.name, []).append(account.claim.id)
    return tuple(Cluster(claims=tuple(claims), why=(f"all in {place}",)) for place, claims in places.items())


def relater(incidents, accounts) -> tuple[Relation, ...]:
    return tuple(
        Relation(kind="follow_up", source=later.id, target=earlier.id, claim=later.claims[0])
        for earlier, later in pairwise(incidents)
    )


def hear(incident, accounts):
    return (Voice(incident=incident.id, name="all", side=None, claims=incident.claims),)


def describe(incident, accounts):
    return replace(incident, place=accounts[0].grounding.place)


class Envelope:
    def __init__(self, name: str = "envelope@1") -> None:
        self.name = name

    def __call__(self, incident, accounts) -> tuple[Estimate, ...]:
        counts = sorted(account.claim.figure.bounds.low for account in accounts)
        return (
            Estimate(
                incident=incident.id,
                measure=Measure.KILLED,
                policy=self.name,
                low=counts[0],
                best=counts[len(counts) // 2],
                high=counts[-1],
                used=incident.claims,
                sources=len({account.origin for account in accounts}),
            ),
        )


def disputes(incident, accounts) -> tuple[Dispute, ...]:
    first, *others = accounts
    return tuple(
        Dispute(incident=incident.id, first=first.claim.id, second=other.claim.id, why="not the same count")
        for other in others
        if other.claim.figure != first.claim.figure
    )


def make_reader() -> Reader:
    return Reader(annotate=annotate, extract=extract, ground=ground, language="en")


DERIVING = Deriving(
    lineage=lineage, linker=linker, relater=relater, describe=describe, policies=(Envelope(),), disputes=disputes, hear=hear
)
PIPELINE = Pipeline(acquire=acquire, make_reader=make_reader, deriving=DERIVING)
