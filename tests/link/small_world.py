"""A small world in which reports collide: few places, days, kinds and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from saidby.model import (
    About,
    Account,
    Bounds,
    Claim,
    Evidence,
    Figure,
    Grounding,
    Interval,
    Place,
    Published,
    day,
)
from saidby.vocabulary import ClaimKind, IncidentType, Known, Measure, Precision, Scope

PLACES = {
    "Ostrava": Place(name="Ostrava", country="CZ", admin1="80", geonames_id=1, latitude=49.83, longitude=18.28),
    "Opava": Place(name="Opava", country="CZ", admin1="80", geonames_id=2, latitude=49.94, longitude=17.90),
    "Vitkovice": Place(name="Vitkovice", country="CZ", admin1="80", geonames_id=3, latitude=49.82, longitude=18.27),
    "Silesia": Place(name="Silesia", country="CZ", admin1="80", geonames_id=4, geo_precision=3),
    "Brno": Place(name="Brno", country="CZ", admin1="78", geonames_id=5, latitude=49.19, longitude=16.61),
    "Czechia": Place(name="Czechia", country="CZ", geonames_id=6, geo_precision=3),
    "Gdansk": Place(name="Gdansk", country="PL", admin1="82", geonames_id=7, latitude=54.35, longitude=18.65),
}
TODAY = date(2031, 5, 10)


def at(days: int, length: int = 1) -> Interval:
    """A day, so many after TODAY, or as many days as `length` says from there."""
    first = TODAY + timedelta(days=days)
    last = first + timedelta(days=length - 1)
    return Interval(start=day(first).start, end=day(last).end, precision=Precision.DAY)


@dataclass(frozen=True)
class Told:
    """One claim of a report, shortly."""

    document: str
    event: int | None = 1
    place: str | None = "Ostrava"
    on: int | None = 0
    days: int = 1
    type: IncidentType | None = IncidentType.SHELLING
    killed: int = 4
    published: int | None = 1
    scope: Scope = Scope.INCIDENT
    nth: int = 0

    @property
    def id(self) -> str:
        return f"{self.document}/{self.event}/{self.nth}"


def account(told: Told) -> Account:
    claim = Claim(
        id=told.id,
        document=told.document,
        kind=ClaimKind.FIGURE,
        speakers=(),
        figure=Figure(
            measure=Measure.KILLED,
            bounds=Bounds(low=told.killed, high=told.killed),
            number=None,
            unit="people",
            scope=told.scope,
        ),
        evidence=(Evidence(start=100 * (told.event or 0) + told.nth, end=100 * (told.event or 0) + told.nth + 1, quote="x"),),
        about=About(event=told.event),
        by="test",
    )
    return Account(
        claim=claim,
        grounding=Grounding(
            claim=told.id,
            by="test",
            type=told.type,
            place=PLACES[told.place] if told.place else None,
            interval=None if told.on is None else at(told.on, told.days),
        ),
        published=None if told.published is None else Published(interval=at(told.published), known=Known.USER),
    )


def accounts(*told: Told) -> list[Account]:
    return [account(one) for one in told]


tellings = st.builds(
    Told,
    document=st.sampled_from(["a", "b", "c", "d", "e"]),
    event=st.sampled_from([1, 1, 2, None]),
    place=st.sampled_from(["Ostrava", "Ostrava", "Opava", "Silesia", "Czechia", "Gdansk", None]),
    on=st.sampled_from([0, 0, 1, 2, -365, None]),
    type=st.sampled_from([IncidentType.SHELLING, IncidentType.MISSILE_STRIKE, IncidentType.STABBING, None]),
    killed=st.sampled_from([1, 4, 12]),
    published=st.sampled_from([0, 1, 2, 400, None]),
    scope=st.sampled_from([Scope.INCIDENT, Scope.INCIDENT, Scope.INCIDENT, Scope.CUMULATIVE]),
    nth=st.sampled_from([0, 1, 2]),
)
worlds = st.lists(tellings, min_size=2, max_size=12, unique_by=lambda told: told.id).map(lambda told: accounts(*told))
