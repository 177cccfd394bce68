from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from saidby.annotate.truecase import truecase
from saidby.model import (
    About,
    Account,
    Bounds,
    Claim,
    Document,
    Evidence,
    Figure,
    Grounding,
    Incident,
    Place,
    PlaceWords,
    Published,
    Statement,
    TimeExpression,
    TimeWords,
    day,
)
from saidby.score.muc4_fills import Fill, Slot, Template
from saidby.score.muc4_templates import country, templates
from saidby.vocabulary import ClaimKind, IncidentType, Known, Measure, Qualifier, Scope, Stance

TEXT = (
    "LIMA -- THE POLICE SAID THAT ABOUT 40 FARMERS WERE KILLED AND SEVERAL SOLDIERS WERE WOUNDED IN VELM ON TUESDAY. "
    "A NUN WAS KILLED. MAYOR ALDO TESSARIN WAS MURDERED. THREE GUERRILLAS WERE KILLED AND TWO OTHERS WERE KILLED. "
    "THE MASSACRE WAS PRESUMABLY COMMITTED BY ARMED MEN OF THE POPULAR UNITY FRONT (PUF). NO CASUALTIES WERE SEEN AT THE FARM. "
    "FIVE WOMEN WERE KIDNAPPED. THE PUF CLAIMED THAT IT HAD ATTACKED THE TOWN. TWO DEATHS WERE COUNTED IN PERU."
)
REPORT = dt.date(1989, 3, 8)
DOCUMENT = Document(id="m", text=TEXT, sha256="0", locator="-", published=Published(interval=day(REPORT), known=Known.METADATA))
VELM = Place(name="Velm", country="PE")


def piece(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence.of(TEXT, start, start + len(words))


def figure(measure: Measure, quote: str, low: int | None, high: int | None, unit: str, **changes) -> Claim:
    qualifier = changes.pop("qualifier", Qualifier.EXACT)
    scope = changes.pop("scope", Scope.INCIDENT)
    implicit = changes.pop("implicit", False)
    counted = Figure(
        measure=measure,
        bounds=Bounds(low=low, high=high, qualifier=qualifier),
        number=None if implicit else quote.split(maxsplit=1)[0],
        unit=unit,
        scope=scope,
        implicit=implicit,
    )
    return claim(ClaimKind.FIGURE, quote, figure=counted, **changes)


def claim(kind: ClaimKind, quote: str, **changes) -> Claim:
    about = changes.pop("about", About(event=1))
    statement = Statement(**{"kind": kind, "speakers": (), **changes})
    return Claim.make(DOCUMENT, statement, (piece(quote),), about, "test")


FARMERS = figure(
    Measure.KILLED, "ABOUT 40 FARMERS WERE KILLED", 40, 40, "farmers", qualifier=Qualifier.ABOUT, speakers=("THE POLICE",)
)
SOLDIERS = figure(Measure.INJURED, "SEVERAL SOLDIERS WERE WOUNDED", 3, None, "soldiers", qualifier=Qualifier.VAGUE)
NUN = figure(Measure.KILLED, "A NUN WAS KILLED", 1, 1, "nuns", implicit=True)
MAYOR = figure(Measure.KILLED, "MAYOR ALDO TESSARIN WAS MURDERED", 1, 1, "people", implicit=True)
GUERRILLAS = figure(Measure.KILLED, "THREE GUERRILLAS WERE KILLED", 3, 3, "guerrillas")
OTHERS = figure(Measure.KILLED, "TWO OTHERS WERE KILLED", 2, 2, "others")
NOBODY = figure(Measure.CASUALTIES, "NO CASUALTIES", 0, 0, "casualties")
TAKEN = figure(Measure.ABDUCTED, "FIVE WOMEN WERE KIDNAPPED", 5, 5, "women")
DEATHS = figure(Measure.KILLED, "TWO DEATHS", 2, 2, "deaths")
YEARLY = figure(Measure.KILLED, "THREE GUERRILLAS WERE KILLED", 3, 3, "farmers", scope=Scope.CUMULATIVE)
BLAMED = claim(ClaimKind.RESPONSIBILITY, "COMMITTED BY ARMED MEN OF THE POPULAR UNITY FRONT (PUF)")
CLAIMED = claim(ClaimKind.RESPONSIBILITY, "THE PUF CLAIMED THAT IT HAD ATTACKED THE TOWN", speakers=("THE PUF",))
THREAT = claim(ClaimKind.THREAT, "ATTACKED THE TOWN", stance=Stance.THREATENS)


def made(*claims: Claim, type: IncidentType | None = IncidentType.SHOOTING, **changes) -> list[Template]:
    incident = Incident(
        id="i", claims=tuple(each.id for each in claims), type=type, **{"place": VELM, "interval": day(REPORT), **changes}
    )
    accounts = [Account(claim=each, grounding=Grounding(claim=each.id, by="test")) for each in claims]
    return templates(DOCUMENT, truecase()(TEXT), [(incident, accounts)])


def one(*claims: Claim, **changes) -> Template:
    (template,) = made(*claims, **changes)
    return template


PEOPLE = [
    ("a number with its bounds", (FARMERS,), Slot.NUMBER, [("~40", "FARMERS")]),
    ("a vague number", (FARMERS, SOLDIERS), Slot.NUMBER, [("PLURAL", "SOLDIERS"), ("~40", "FARMERS")]),
    ("what became of them", (FARMERS, SOLDIERS), Slot.EFFECT, [("INJURY", "SOLDIERS"), ("DEATH", "FARMERS")]),
    ("who they are", (FARMERS, SOLDIERS), Slot.VICTIM_TYPE, [("ACTIVE MILITARY", "SOLDIERS"), ("CIVILIAN", "FARMERS")]),
    ("an implicit one", (NUN,), Slot.NUMBER, [("1", "NUN")]),
    ("one with a name", (MAYOR,), Slot.NAME, [("ALDO TESSARIN", None)]),
    ("and an office", (MAYOR,), Slot.DESCRIPTION, [("MAYOR", "ALDO TESSARIN")]),
    ("which tells the class", (MAYOR,), Slot.VICTIM_TYPE, [("GOVERNMENT OFFICIAL", "ALDO TESSARIN")]),
    ("fighters are no victims, nor are their others", (FARMERS, GUERRILLAS, OTHERS), Slot.NUMBER, [("~40", "FARMERS")]),
    ("a count of deaths names nobody", (FARMERS, DEATHS), Slot.NUMBER, [("~40", "FARMERS")]),
    ("a running total is of no incident", (FARMERS, YEARLY), Slot.NUMBER, [("~40", "FARMERS")]),
    ("the same count twice", (FARMERS, msgspec.structs.replace(FARMERS, id="c-2")), Slot.NUMBER, [("~40", "FARMERS")]),
    ("nobody harmed", (NOBODY, BLAMED), Slot.EFFECT, [("NO INJURY OR DEATH", "-")]),
]


@pytest.mark.parametrize(("name", "claims", "slot", "expected"), PEOPLE, ids=[case[0] for case in PEOPLE])
def test_figures_become_human_targets(name, claims, slot, expected):
    assert one(*claims).fills(slot) == tuple(Fill.of(value, tag) for value, tag in expected)


def test_who_is_blamed_with_a_word_of_doubt_is_suspected():
    template = one(FARMERS, BLAMED)
    assert template.fills(Slot.ORGANISATION) == (Fill.of("POPULAR UNITY FRONT"),)
    assert template.fills(Slot.CONFIDENCE) == (Fill.of("SUSPECTED OR ACCUSED", "POPULAR UNITY FRONT"),)
    assert template.fills(Slot.INDIVIDUAL) == (Fill.of("ARMED MEN"),)


def test_who_says_so_himself_has_claimed_it():
    assert one(FARMERS, CLAIMED).fills(Slot.CONFIDENCE) == (Fill.of("CLAIMED OR ADMITTED", "PUF"),)


def test_an_actor_whom_no_assertion_blames_is_judged_by_its_own_sentence():
    taken = figure(
        Measure.KILLED, "A NUN WAS KILLED", 1, 1, "nuns", implicit=True, about=About(event=1, actors=(piece("THE PUF"),))
    )
    assert one(taken).fills(Slot.CONFIDENCE) == (Fill.of("CLAIMED OR ADMITTED", "PUF"),)
    soldiers = figure(
        Measure.KILLED, "A NUN WAS KILLED", 1, 1, "nuns", implicit=True, about=About(event=1, actors=(piece("SOLDIERS"),))
    )
    assert one(soldiers).fills(Slot.CATEGORY) == (Fill.of("STATE-SPONSORED VIOLENCE"),)
    assert one(soldiers).fills(Slot.INDIVIDUAL) == (Fill.of("SOLDIERS"),)


def test_who_denies_to_have_done_it_is_not_blamed():
    denied = claim(ClaimKind.RESPONSIBILITY, "THE PUF CLAIMED THAT IT HAD ATTACKED THE TOWN", stance=Stance.DENIES)
    assert one(FARMERS, denied).fills(Slot.ORGANISATION) == ()


def weekday(number: int) -> About:
    words = TimeWords(evidence=piece("TUESDAY"), time=TimeExpression(weekday=number, direction="nearest"))
    return About(event=1, times=(words,), places=(PlaceWords(evidence=piece("VELM"), name="Velm", label="region"),))


INCIDENTS = [
    ("the day of the report", {}, Slot.DATE, "08 MAR 89"),
    ("an unknown day is before the report", {"interval": None}, Slot.DATE, "- 08 MAR 89"),
    (
        "a range",
        {"interval": msgspec.structs.replace(day(dt.date(1989, 3, 1)), end=dt.datetime(1989, 3, 4))},
        Slot.DATE,
        "01 MAR 89 - 03 MAR 89",
    ),
    ("a town", {}, Slot.LOCATION, "PERU: VELM (CITY)"),
    ("a country", {"place": Place(name="Peru", country="PE")}, Slot.LOCATION, "PERU"),
    ("no place: the country that the text speaks of", {"place": None}, Slot.LOCATION, "PERU"),
    ("accents are dropped", {"place": Place(name="Vélm", country="PE")}, Slot.LOCATION, "PERU: VELM (CITY)"),
    ("a bombing", {"type": IncidentType.SUICIDE_BOMBING}, Slot.TYPE, "BOMBING"),
    ("any other attack", {"type": IncidentType.STABBING}, Slot.TYPE, "ATTACK"),
]


@pytest.mark.parametrize(("name", "changes", "slot", "expected"), INCIDENTS, ids=[case[0] for case in INCIDENTS])
def test_an_incident_becomes_a_template(name, changes, slot, expected):
    assert one(FARMERS, **changes).fills(slot) == (Fill.of(expected),)


def test_a_day_of_the_week_is_written_as_before_the_report():
    told = claim(ClaimKind.TARGET_CHARACTER, "IN VELM ON TUESDAY", about=weekday(1))
    template = one(FARMERS, told, interval=day(dt.date(1989, 3, 7)))
    assert template.fills(Slot.DATE) == (Fill.of("- 08 MAR 89"),)
    assert template.fills(Slot.LOCATION) == (Fill.of("PERU: VELM (DEPARTMENT)"),)


OUTSIDE = [
    ("a country that the task leaves out", (FARMERS,), {"place": Place(name="Velm", country="MX")}),
    ("older than two months", (FARMERS,), {"interval": day(dt.date(1988, 11, 1))}),
    ("an accident", (FARMERS,), {"type": IncidentType.ACCIDENT}),
    ("soldiers and guerrillas among themselves", (SOLDIERS, GUERRILLAS), {"type": IncidentType.ARMED_CLASH}),
    ("only soldiers harmed", (SOLDIERS,), {}),
]


@pytest.mark.parametrize(("name", "claims", "changes"), OUTSIDE, ids=[case[0] for case in OUTSIDE])
def test_what_the_task_does_not_ask_for_makes_no_template(name, claims, changes):
    assert made(*claims, **changes) == []


def test_a_clash_that_harms_civilians_is_asked_for():
    assert one(SOLDIERS, FARMERS, type=IncidentType.ARMED_CLASH).fills(Slot.TYPE) == (Fill.of("ATTACK"),)


def test_people_taken_in_an_attack_are_a_template_of_their_own():
    attack, taking = made(FARMERS, TAKEN)
    assert (attack.fills(Slot.TYPE), taking.fills(Slot.TYPE)) == ((Fill.of("ATTACK"),), (Fill.of("KIDNAPPING"),))
    assert taking.fills(Slot.NUMBER) == (Fill.of("5", "WOMEN"),)
    assert taking.fills(Slot.EFFECT) == ()


def test_nothing_but_threats_is_threatened():
    assert one(FARMERS).fills(Slot.STAGE) == (Fill.of("ACCOMPLISHED"),)
    damaged = claim(ClaimKind.TARGET_CHARACTER, "ATTACKED THE TOWN", stance=Stance.THREATENS)
    assert one(THREAT, damaged).fills(Slot.STAGE) == (Fill.of("THREATENED"),)


def test_the_country_that_a_text_speaks_of_most():
    assert country("THE PERUVIAN POLICE SAID IN BOGOTA THAT PERU, TOO, WAS QUIET") == "PE"
    assert country("NOBODY KNOWS WHERE") is None
