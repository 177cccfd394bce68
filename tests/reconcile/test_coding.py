"""What the codebooks of ACLED, UCDP and PLOVER call an incident, and why not where they have no name for it."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from msgspec.structs import replace
from said import Said, account

from saidby.model import Account, ActorRef, Incident, Target, Weapon
from saidby.reconcile import describe
from saidby.vocabulary import IncidentType, Measure, Nature

CASES = tomllib.loads((Path(__file__).parent / "coding_cases.toml").read_text(encoding="utf-8"))["case"]
TABLES = tomllib.loads((files("saidby.reconcile") / "codes.toml").read_text(encoding="utf-8"))
CLASSES = tomllib.loads((files("saidby.ground") / "kinds" / "weapons.toml").read_text(encoding="utf-8"))["classes"]
ACLED_2024 = {
    "Battles": 3, "Protests": 3, "Riots": 2, "Explosions/Remote violence": 6, "Violence against civilians": 3,
    "Strategic developments": 8,
}  # fmt: skip


def told(case) -> Account:
    said = Said("c1", case["deaths"]) if "deaths" in case else Said("c1", 2, measure=Measure.INJURED)
    actors = [(ActorRef(name=name, id=name, side=name), kind) for name, kind in case.get("actors", ())]
    base = account(said)
    grounding = replace(
        base.grounding,
        type=IncidentType(case["type"]) if "type" in case else None,
        actors=tuple(actor for actor, _ in actors),
        actor_kinds=tuple(kind for _, kind in actors),
        targets=tuple(
            Target(words=kind, type=kind, people=of == "people", nature=None if nature == "open" else Nature(nature))
            for kind, of, nature in case.get("targets", ())
        ),
        weapons=tuple(Weapon(words=kind, type=kind) for kind in case.get("weapons", ())),
    )
    return replace(base, grounding=grounding)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_incident_has_the_codes_that_its_words_suffice_for(case):
    codes = describe(Incident(id="i1", claims=("c1",)), [told(case)]).codes
    expected = {key: [value or None for value in case.get(key, ("", ""))] for key in ("acled", "plover")}
    assert [codes.acled.event_type, codes.acled.sub_event_type] == expected["acled"]
    assert codes.ucdp.type_of_violence == case.get("ucdp")
    assert [codes.plover.event, codes.plover.mode] == expected["plover"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_code_that_is_missing_says_why_and_one_that_is_given_needs_no_word(case):
    codes = describe(Incident(id="i1", claims=("c1",)), [told(case)]).codes
    for code, found in (
        (codes.acled, codes.acled.sub_event_type),
        (codes.ucdp, codes.ucdp.type_of_violence),
        (codes.plover, codes.plover.mode),
    ):
        assert bool(code.why) == (found is None)


def test_a_state_and_a_group_that_are_both_blamed_leave_the_type_of_violence_open():
    case = {"type": "shooting", "deaths": 1, "targets": [["persons", "people", "civilian"]]}
    both = told(case | {"actors": [["Northern army", "military"], ["Red Front", "armed_group"]]})
    code = describe(Incident(id="i1", claims=("c1",)), [both]).codes.ucdp
    assert (code.type_of_violence, "disputed" in code.why) == (None, True)


def test_an_actor_without_an_entry_is_what_its_side_is():
    case = {"type": "shooting", "deaths": 1, "targets": [["persons", "people", "civilian"]]}
    for side, expected in (("UA", 3), ("somebody", None)):
        base = told(case)
        grounding = replace(base.grounding, actors=(ActorRef(name="the gunners", side=side),), actor_kinds=(None,))
        codes = describe(Incident(id="i1", claims=("c1",)), [replace(base, grounding=grounding)]).codes
        assert codes.ucdp.type_of_violence == expected


@pytest.mark.parametrize("kind", list(IncidentType))
def test_every_type_of_incident_has_its_place_in_every_table(kind):
    codes = describe(Incident(id="i1", claims=("c1",)), [told({"type": kind})]).codes
    assert codes.acled.event_type or codes.acled.why
    assert codes.ucdp.why
    assert codes.plover.event or codes.plover.why


def test_the_sub_events_are_those_of_the_codebook_and_every_weapon_is_a_class():
    events = list(TABLES["acled"]["sub_events"].values())
    assert {event: events.count(event) for event in events} == ACLED_2024
    listed = [*TABLES["acled"]["weapons"].values(), TABLES["plover"]["weapons"]["modes"]]
    assert {kind for table in listed for kinds in table.values() for kind in kinds} <= set(CLASSES)
