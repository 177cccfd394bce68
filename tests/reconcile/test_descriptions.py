"""What an incident's claims agree on."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from said import Said, account

from saidby.model import ActorRef, Incident, Interval, Place, Target, Weapon
from saidby.reconcile import describe
from saidby.vocabulary import ClaimKind, IncidentType, Nature, Precision

TOWN = Place(name="Varnak", country="XA", admin1="1", geonames_id=1)
SUBURB = Place(name="Lower Varnak", country="XA", admin1="1", geonames_id=2)
REGION = Place(name="Varnak Oblast", country="XA", admin1="1", geonames_id=3, geo_precision=3)
HOMES = Target(words="homes", type="housing", people=False, nature=Nature.CIVILIAN)
START = datetime(2031, 5, 10)


def hours(first: int, last: int, precision: Precision = Precision.DAY) -> Interval:
    return Interval(start=START + timedelta(hours=first), end=START + timedelta(hours=last), precision=precision)


def grounded(id: str, origin: str | None = None, **fields: object):
    base = account(Said(id, 4, origin=origin))
    return replace(base, grounding=replace(base.grounding, **fields))


def described(*accounts):
    return describe(Incident(id="i1", claims=tuple(one.claim.id for one in accounts)), accounts)


def test_the_finest_place_that_most_origins_support():
    many = [grounded(f"r{at}", place=REGION) for at in range(5)]
    assert described(*many, grounded("a", place=TOWN), grounded("b", place=TOWN), grounded("c", place=SUBURB)).place == TOWN


def test_copies_have_one_vote():
    copies = [grounded(f"r{at}", origin="wire", type=IncidentType.RIOT) for at in range(5)]
    own = [grounded(f"s{at}", type=IncidentType.SHELLING) for at in range(2)]
    assert described(*copies, *own).type is IncidentType.SHELLING


def test_of_two_types_with_as_many_origins_the_one_that_more_claims_give():
    few = [grounded("a", origin="wire", type=IncidentType.AIRSTRIKE)]
    many = [grounded(f"b{at}", origin="radio", type=IncidentType.BOMBING) for at in range(2)]
    assert described(*few, *many).type is IncidentType.BOMBING


def test_dates_are_narrowed_to_what_they_share_and_a_stray_one_is_left_out():
    night = hours(20, 30, Precision.PART)
    two_days = hours(0, 48)
    stray = hours(240, 264)
    assert (
        described(grounded("a", interval=two_days), grounded("b", interval=night), grounded("c", interval=stray)).interval
        == night
    )


def test_whoever_is_blamed_by_anybody_is_among_the_actors():
    told = [
        grounded("a", actors=(ActorRef(name="Red army", id="red-army", side="red"),)),
        account(Said("b", kind=ClaimKind.RESPONSIBILITY, words="accused Blue of shelling the town", by="Red army", side="red")),
        account(Said("c", kind=ClaimKind.RESPONSIBILITY, words="shelled by Red", by="Blue council", side="blue")),
    ]
    assert {actor.side for actor in described(*told).actors} == {"red", "blue"}


def test_the_place_is_no_actor():
    assert described(grounded("a", place=TOWN, actors=(ActorRef(name="Varnak"),))).actors == ()


def test_actors_are_named_once_the_most_supported_first():
    known, unknown = ActorRef(name="Red army", id="red", side="red"), ActorRef(name="somebody")
    actors = described(
        grounded("a", actors=(unknown, known)),
        grounded("b", actors=(ActorRef(name="the red army", id="red", side="red"),)),
        grounded("c", actors=(known,)),
    ).actors
    assert actors == (known, unknown)


def test_what_nobody_says_stays_unknown():
    plain = described(grounded("a"))
    assert (plain.type, plain.place, plain.interval, plain.actors, plain.targets, plain.weapons) == (
        None,
        None,
        None,
        (),
        (),
        (),
    )


def test_a_weapon_and_a_target_stand_once_in_the_words_of_most_and_what_has_no_class_in_each_of_its_words():
    shahed = Weapon(words="Shahed-136", type="one_way_attack_drone", model="Shahed-136")
    geran = replace(shahed, words="Geran-2 drones")
    thing, other = Weapon(words="a thing"), Weapon(words="another thing")
    found = described(
        grounded("a", weapons=(shahed, thing), targets=(HOMES,)),
        grounded("b", weapons=(geran, other), targets=(replace(HOMES, words="houses"),)),
        grounded("c", weapons=(geran,), targets=(replace(HOMES, words="houses"),)),
    )
    assert found.weapons == (geran, thing, other)
    assert found.targets == (replace(HOMES, words="houses"),)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([TOWN, SUBURB, REGION, None]),
            st.sampled_from([hours(0, 24), hours(24, 48), hours(20, 30), hours(0, 2400), None]),
            st.sampled_from([IncidentType.RIOT, IncidentType.ARSON, None]),
            st.sampled_from([(HOMES,), (replace(HOMES, words="Houses"), replace(HOMES, words="a thing", type=None)), ()]),
        ),
        min_size=1,
        max_size=7,
    ),
    st.randoms(use_true_random=False),
)
@settings(max_examples=150, deadline=None)
def test_the_order_of_accounts_does_not_matter(rows, shuffler):
    told = [
        grounded(f"c{at}", place=place, interval=interval, type=kind, targets=targets)
        for at, (place, interval, kind, targets) in enumerate(rows)
    ]
    bare = Incident(id="i1", claims=tuple(one.claim.id for one in told))
    shuffled = list(told)
    shuffler.shuffle(shuffled)
    assert describe(bare, shuffled) == describe(bare, told)
    assert describe(describe(bare, told), told) == describe(bare, told)
