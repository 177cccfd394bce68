"""A small ledger with all that a release must get right: chains, parts, revisions, disputes, hostile text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from saidby.model import (
    About,
    AcledCode,
    ActorRef,
    Bounds,
    Claim,
    Cluster,
    Codes,
    Derived,
    Dispute,
    Document,
    Estimate,
    Evidence,
    Figure,
    Grounding,
    Incident,
    Intake,
    Original,
    Place,
    PloverCode,
    Published,
    Relation,
    SetAside,
    Statement,
    Target,
    UcdpCode,
    Unread,
    Voice,
    Weapon,
    day,
)
from saidby.store.memory import MemoryStore
from saidby.vocabulary import ClaimKind, IncidentType, Known, Measure, Nature, Qualifier, Scope

TOWN = Place(name="Velm", country="XA", admin1="Upper Marsh", geonames_id=7, latitude=50.0, longitude=36.25, radius_km=3.0)
HAMLET = Place(name="Orsa", country="XB", geo_precision=3)

GRAD = Weapon(words="Rockets <of Grad>", type="rocket_artillery", model="BM-21 Grad")
CODES = Codes(
    acled=AcledCode(event_type="Explosions/Remote violence", sub_event_type="Shelling/artillery/missile attack"),
    ucdp=UcdpCode(type_of_violence=None, why="nobody is named"),
    plover=PloverCode(event="ASSAULT", mode="heavy-weapons"),
)

FIRST = """Rockets hit Velm market
At least 24 people were killed in Velm, the governor said on Saturday. He said three of them were children.
The Northern army said only military depots were hit, as cited in Marsh Radio.
"""
SECOND = """=cmd|'/c calc'!A1 <script>alert(1)</script>
The governor said 25 people were killed. The strike was retaliation for Orsa, the Southern army said.
"""


def document(id: str, text: str, publisher: str, published: date | None) -> Intake:
    original = Original.of(text.encode(), "text/plain")
    made = Document(
        id=id,
        text=text,
        sha256=original.sha256,
        locator=f"{id}.txt",
        publisher=publisher,
        headline=text.splitlines()[0],
        published=Published(interval=day(published), known=Known.METADATA) if published else None,
    )
    return Intake(document=made, original=original)


@pytest.fixture
def ledger() -> MemoryStore:
    store = MemoryStore()
    first = document("first", FIRST, "Meridian", date(2024, 1, 6))
    second = document("second", SECOND, "@evil", None)

    def say(intake: Intake, quote: str, kind: ClaimKind, speakers: tuple[str, ...], figure: Figure | None = None) -> Claim:
        start = intake.document.text.index(quote)
        evidence = (Evidence.of(intake.document.text, start, start + len(quote)),)
        statement = Statement(kind=kind, speakers=speakers, figure=figure)
        return Claim.make(intake.document, statement, evidence, About(event=1, type=IncidentType.MISSILE_STRIKE), "test")

    def count(measure: Measure, bounds: Bounds, unit: str = "people", scope: Scope = Scope.INCIDENT) -> Figure:
        return Figure(measure=measure, bounds=bounds, number="x", unit=unit, scope=scope)

    whole = say(first, "At least 24 people were killed", ClaimKind.FIGURE, ("the governor",),
                count(Measure.KILLED, Bounds(low=24, high=None, qualifier=Qualifier.AT_LEAST)))  # fmt: skip
    part = replace(
        say(
            first,
            "three of them were children",
            ClaimKind.FIGURE,
            ("the governor",),
            count(Measure.KILLED, Bounds(low=3, high=3), "children"),
        ),
        subset_of=whole.id,
    )
    only = say(first, "only military depots were hit", ClaimKind.TARGET_CHARACTER, ("Marsh Radio", "The Northern army"))
    later = say(
        second, "25 people were killed", ClaimKind.FIGURE, ("The governor",), count(Measure.KILLED, Bounds(low=25, high=25))
    )
    motive = say(second, "retaliation for Orsa", ClaimKind.MOTIVE, ("the Southern army",))

    def ground(claim: Claim, place: Place = TOWN) -> Grounding:
        ids = {"the governor": "office-velm", "The governor": "office-velm"}
        speakers = tuple(
            ActorRef(name=name, id=ids.get(name), side="south" if name in ids else None) for name in claim.speakers
        )
        return Grounding(
            claim=claim.id, by="test", type=claim.about.type, place=place, interval=day(date(2024, 1, 6)), speakers=speakers
        )

    store.keep(first, [whole, part, only], [ground(whole), ground(part), ground(only)])
    store.keep(second, [later, motive], [ground(later), ground(motive, HAMLET)])
    store.keep_unread(Unread(locator="broken.bin", reason="binary <b>data</b>; give a text file"))

    def finish(incidents: object) -> Derived:
        assert isinstance(incidents, tuple | list)
        here, there = sorted(incidents, key=lambda found: -len(found.claims))
        return Derived(
            incidents=(
                replace(here, type=IncidentType.MISSILE_STRIKE, place=TOWN, interval=day(date(2024, 1, 6)), weapons=(GRAD,),
                        targets=(Target(words="Velm market", type="commerce", people=False, nature=Nature.CIVILIAN),),
                        codes=CODES),
                replace(there, place=HAMLET),
            ),
            estimates=(
                Estimate(incident=here.id, measure=Measure.KILLED, policy="latest@1", low=25, best=25, high=25, used=(later.id,),
                         set_aside=(SetAside(claim=whole.id, reason="superseded"),), sources=1, disputed=True),
            ),
            disputes=(Dispute(incident=here.id, first=whole.id, second=only.id, why="the army says <depots>; the governor counts people"),),
            voices=(
                Voice(incident=here.id, name="the governor", side="south", claims=(whole.id, part.id, later.id)),
                Voice(incident=here.id, name="The Northern army", side=None, claims=(only.id,)),
                Voice(incident=there.id, name="the Southern army", side=None, claims=(motive.id,)),
            ),
            relations=(Relation(kind="retaliation_for", source=there.id, target=here.id, claim=motive.id),),
        )  # fmt: skip

    store.derive([Cluster(claims=(whole.id, part.id, only.id, later.id)), Cluster(claims=(motive.id,))], finish)
    return store


@pytest.fixture
def incident(ledger: MemoryStore) -> Callable[[str], Incident]:
    def find(place: str) -> Incident:
        return next(found for found in ledger.derived().incidents if found.place and found.place.name == place)

    return find
