"""Claims of one incident, shortly told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import strategies as st

from saidby.model import About, Account, ActorRef, Bounds, Claim, Evidence, Figure, Grounding, Incident, Interval, Published
from saidby.vocabulary import ClaimKind, Known, Measure, Precision, Qualifier, Scope, Stance

OPEN = {Qualifier.AT_LEAST: (1, 0), Qualifier.MORE_THAN: (1, 0), Qualifier.UP_TO: (0, 1), Qualifier.VAGUE: (1, 0)}


@dataclass(frozen=True)
class Said:
    """A figure (`number` given) or an assertion. `side` is the speaker's, `blames` the side of the actor."""

    id: str
    number: int | None = None
    by: str | None = "governor"
    hour: int | None = 0
    document: str | None = None  # by default one of its own
    origin: str | None = None
    qualifier: Qualifier = Qualifier.EXACT
    measure: Measure = Measure.KILLED
    unit: str = "people"
    scope: Scope = Scope.INCIDENT
    stance: Stance = Stance.ASSERTS
    part_of: str | None = None
    kind: ClaimKind = ClaimKind.FIGURE
    words: str = ""
    side: str | None = None
    blames: str | None = None
    publisher: str | None = None
    event: int | None = 1
    implicit: bool = False


def bounds(number: int, qualifier: Qualifier) -> Bounds:
    low, high = OPEN.get(qualifier, (1, 1))
    return Bounds(low=number if low else None, high=number if high else None, qualifier=qualifier)


def account(said: Said) -> Account:
    quote = said.words or f"{said.number} {said.unit}"
    figure = None
    if said.number is not None:
        figure = Figure(
            measure=said.measure,
            bounds=bounds(said.number, said.qualifier),
            number=None if said.implicit else str(said.number),
            implicit=said.implicit,
            unit=said.unit,
            scope=said.scope,
        )
    claim = Claim(
        id=said.id,
        document=said.document or f"d-{said.id}",
        kind=said.kind,
        speakers=(said.by,) if said.by else (),
        stance=said.stance,
        figure=figure,
        evidence=(Evidence(start=0, end=len(quote), quote=quote),),
        about=About(event=said.event),
        by="test",
        subset_of=said.part_of,
    )
    published = None
    if said.hour is not None:
        start = datetime(2031, 5, 10) + timedelta(hours=said.hour)
        minute = Interval(start=start, end=start + timedelta(minutes=1), precision=Precision.MINUTE)
        published = Published(interval=minute, known=Known.METADATA)
    speaker = (ActorRef(name=said.by, side=said.side),) if said.by else ()
    actor = (ActorRef(name=said.blames.title(), side=said.blames),) if said.blames else ()
    grounding = Grounding(claim=said.id, by="test", speakers=speaker, actors=actor)
    return Account(claim=claim, grounding=grounding, publisher=said.publisher, published=published, origin=said.origin)


def incident(*said: Said) -> Incident:
    return Incident(id="i1", claims=tuple(one.id for one in said))


def accounts(*said: Said) -> list[Account]:
    return [account(one) for one in said]


def _said(draw: st.DrawFn, at: int) -> Said:
    return Said(
        id=f"c{at}",
        number=draw(st.sampled_from([0, 3, 20, 21, 24])),
        by=draw(st.sampled_from(["governor", "ministry", "monitors", "(unnamed)", None])),
        hour=draw(st.sampled_from([0, 0, 5, 30, None])),
        document=draw(st.sampled_from(["p", "q", "r"])),
        origin=draw(st.sampled_from([None, "p"])),
        qualifier=draw(
            st.sampled_from([Qualifier.EXACT, Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.UP_TO, Qualifier.ABOUT])
        ),
        measure=draw(st.sampled_from([Measure.KILLED, Measure.KILLED, Measure.INJURED, Measure.LAUNCHED])),
        unit=draw(st.sampled_from(["people", "people", "children", "attackers", "drones"])),
        scope=draw(st.sampled_from([Scope.INCIDENT, Scope.INCIDENT, Scope.CUMULATIVE])),
        stance=draw(st.sampled_from([Stance.ASSERTS, Stance.ASSERTS, Stance.ASSERTS, Stance.DENIES, Stance.RETRACTS])),
        part_of=draw(st.sampled_from([None, None, "c0", "elsewhere"])),
        side=draw(st.sampled_from(["red", "blue", None])),
    )


@st.composite
def tolls(draw: st.DrawFn) -> tuple[Said, ...]:
    """Up to eight colliding figures of one incident."""
    return tuple(_said(draw, at) for at in range(draw(st.integers(1, 8))))
