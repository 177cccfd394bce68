"""Claims grounded: one grounding a claim, in order, and one place and time a happening."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.ground import SHIPPED
from saidby.ground.gazetteer import GeoNames
from saidby.model import (
    About,
    Bounds,
    Claim,
    Document,
    Evidence,
    Figure,
    Grounding,
    PlaceWords,
    Published,
    Statement,
    Target,
    TimeExpression,
    TimeWords,
    Weapon,
    day,
)
from saidby.vocabulary import ClaimKind, IncidentType, Known, Measure, Nature

TEXT = (
    "Shells hit Kharkiv on Saturday, killing 3 people, the Ukrainian military said. In Belgorod, 2 people died a week earlier. "
    "Near Springfield, 7 people were hurt. So far 900 people have died. Shahed drones struck homes, a doctor said."
)
TIMES = {
    "Saturday": TimeExpression(weekday=5, direction="nearest"),
    "a week earlier": TimeExpression(unit="week", shift=-1, anchor="narrative"),
}


def _evidence(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence.of(TEXT, start, start + len(quote))


def _document(published: date | None = date(2024, 3, 10), id: str = "d") -> Document:
    known = None if published is None else Published(interval=day(published), known=Known.USER)
    return Document(id=id, text=TEXT, sha256="0", locator="-", published=known)


def _claim(
    quote: str, event: int | None, places: tuple[str, ...] = (), times: tuple[str, ...] = (), speakers: tuple[str, ...] = ()
) -> Claim:
    about = About(
        event=event,
        type=IncidentType.SHELLING if event == 1 else None,
        places=tuple(PlaceWords(evidence=_evidence(name), name=name) for name in places),
        times=tuple(TimeWords(evidence=_evidence(words), time=TIMES[words]) for words in times),
        actors=(_evidence("Ukrainian military"),) if event == 1 else (),
        weapons=(_evidence("Shahed drones"),) if event == 1 else (),
        targets=(_evidence("homes"),) if event == 1 else (),
    )
    figure = Figure(measure=Measure.KILLED, bounds=Bounds(low=3, high=3), number=quote.split(maxsplit=1)[0], unit="people")
    statement = Statement(kind=ClaimKind.FIGURE, speakers=speakers, figure=figure)
    return Claim.make(_document(), statement, (_evidence(quote),), about, "test")


CLAIMS = [
    _claim("3 people", 1, ("Kharkiv",), ("Saturday",), ("the Ukrainian military", "a doctor")),
    _claim("2 people", 2, ("Belgorod",), ("a week earlier",)),
    _claim("7 people", 3, ("Springfield",)),
    _claim("900 people", None),
    _claim("Shahed drones", 1),
]


@pytest.fixture(scope="module")
def ground(small: GeoNames) -> Callable[..., tuple[Grounding, ...]]:
    return SHIPPED["rules"](gazetteer=small)


Grounder = Callable[..., tuple[Grounding, ...]]


def test_there_is_one_grounding_a_claim_in_the_claims_order(ground: Grounder) -> None:
    assert [grounding.claim for grounding in ground(_document(), CLAIMS)] == [claim.id for claim in CLAIMS]
    assert ground(_document(), []) == ()


def test_the_words_become_place_time_actors_and_kinds(ground: Grounder) -> None:
    first = ground(_document(), CLAIMS)[0]
    assert (first.place.name, first.place.country, first.place.admin1) == ("Kharkiv", "UA", "Kharkiv Oblast")
    assert first.interval == day(date(2024, 3, 9))
    assert [(ref.id, ref.side) for ref in first.speakers] == [("UA.military", "UA"), (None, None)]
    assert [ref.id for ref in first.actors] == ["UA.military"]
    assert first.actor_kinds == ("military",)
    assert first.weapons == (Weapon(words="Shahed drones", type="one_way_attack_drone", model="Shahed"),)
    assert first.targets == (Target(words="homes", type="housing", people=False, nature=Nature.CIVILIAN),)
    assert first.type is IncidentType.SHELLING


def test_claims_of_one_happening_share_its_place_and_time(ground: Grounder) -> None:
    first, *_, last = ground(_document(), CLAIMS)
    assert (first.place, first.interval) == (last.place, last.interval)


def test_a_later_happening_may_count_from_the_one_before(ground: Grounder) -> None:
    interval = ground(_document(), CLAIMS)[1].interval
    assert interval is not None
    assert interval.end <= day(date(2024, 3, 9)).start


def test_what_the_text_does_not_say_stays_unknown(ground: Grounder) -> None:
    undated, running = ground(_document(), CLAIMS)[2:4]
    assert (undated.interval, undated.interval_why) == (None, "the text ties no time to it")
    assert (running.place, running.interval, running.candidates) == (None, None, ())


def test_without_a_publication_date_relative_times_stay_unknown(ground: Grounder) -> None:
    first = ground(_document(published=None), CLAIMS)[0]
    assert first.interval is None
    assert "unknown" in first.interval_why


def test_near_is_less_precise(ground: Grounder) -> None:
    place = ground(_document(), CLAIMS)[2].place
    assert (place.geo_precision, place.radius_km) == (2, 15.0)


@given(st.permutations(range(len(CLAIMS))))
def test_the_order_of_the_claims_changes_no_grounding(small: GeoNames, order: list[int]) -> None:
    ground = SHIPPED["rules"](gazetteer=small)
    before = ground(_document(), CLAIMS)
    assert ground(_document(), [CLAIMS[index] for index in order]) == tuple(before[index] for index in order)


@given(st.permutations(["a", "b", "c"]))
def test_other_documents_change_nothing(small: GeoNames, order: list[str]) -> None:
    ground = SHIPPED["rules"](gazetteer=small)
    alone = ground(_document(), CLAIMS)
    assert [ground(_document(id=name), CLAIMS) for name in order] == [alone] * 3
