"""Who a phrase names, and who stays unknown."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.acquire.instants import instant
from saidby.ground.actors import Cast, Home, People, Term, people, registry

CASES = tomllib.loads((Path(__file__).parent / "actor_cases.toml").read_text(encoding="utf-8"))

ANTECEDENTS = tomllib.loads((Path(__file__).parent / "antecedent_cases.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["known"] + CASES["sideless"], ids=lambda case: case["phrase"])
def test_a_phrase_names(case: dict[str, str]) -> None:
    entry = registry().lookup(case["phrase"])
    assert entry is not None
    assert (entry.id, entry.side) == (case["id"], case.get("side"))


@pytest.mark.parametrize("phrase", CASES["unknown"])
def test_a_phrase_names_nobody_that_is_known(phrase: str) -> None:
    assert registry().lookup(phrase) is None


def test_the_registry_is_large_and_its_media_take_no_side() -> None:
    entries = registry().entries.values()
    assert len(entries) >= 3000
    assert {entry.side for entry in entries if entry.kind in {"media", "ngo"}} == {None}
    assert all(entry.side for entry in entries if entry.kind in {"state", "military", "armed_group", "ministry"})


def test_every_entry_says_where_it_is_from_and_belongs_to_one_that_is_there() -> None:
    entries = registry().entries
    assert all(entry.source for entry in entries.values())
    assert {entry.parent for entry in entries.values() if entry.parent} <= set(entries)


def test_every_alias_leads_to_its_own_entry() -> None:
    shared = [
        (entry.id, alias)
        for entry in registry().entries.values()
        for alias in (entry.name, *entry.aliases)
        if (found := registry().lookup(alias)) is None or found.id != entry.id
    ]
    assert shared == []


@pytest.mark.parametrize(("first", "second"), [("Russian", "Ukrainian"), ("Israeli", "Lebanese"), ("Indian", "Pakistani")])
@pytest.mark.parametrize(
    "body", ["air force", "defence ministry", "military spokesman", "officials", "police", "president", "activist"]
)
def test_the_rules_are_the_same_for_every_side(first: str, second: str, body: str) -> None:
    one, other = (registry().lookup(f"the {nation} {body}") for nation in (first, second))
    assert (one is None) == (other is None)
    if one and other:
        assert (one.kind, one.id.partition(".")[2]) == (other.kind, other.id.partition(".")[2])
        assert one.side != other.side


UKRAINE = Home("UA", "UA")


def refer(*phrases: str, told: tuple[str, ...] = (), text: str = "", home: Home | None = None) -> list[str | None]:
    return [ref.id for ref in Cast(registry(), (*phrases, *told), text).refer(phrases, home)]


def test_a_bare_body_is_that_of_the_only_state_whose_is_named() -> None:
    named = Cast(registry(), ("Ukraine's air force", "the Russian military")).refer(("the air force",))
    assert [(ref.id, ref.side) for ref in named] == [("UA.air_force", "UA")]


def test_a_bare_body_of_two_states_stays_open() -> None:
    named = Cast(registry(), ("Ukraine's air force", "the Russian air force")).refer(("the air force",))
    assert [(ref.name, ref.id, ref.side) for ref in named] == [("the air force", None, None)]


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("the police", "UA.police"),
        ("Police spokeswoman Olha Bondar", "UA.police"),
        ("security officials", "UA.officials"),
        ("Defence Minister Taras Bilyk", "UA.defence_minister"),
        ("Colonel Taras Bilyk", "UA.military"),
        ("a police officer", "UA.police"),
        ("residents", None),
        ("Taras Bilyk", None),
        ("its spokesman", None),
    ],
)
def test_a_bare_body_that_speaks_is_that_of_the_country_at_home(phrase: str, actor: str | None) -> None:
    assert refer(phrase, home=UKRAINE) == [actor]


def test_who_acts_is_of_no_country_but_one_that_is_named() -> None:
    assert refer("soldiers", "the police") == [None, None]


@pytest.mark.parametrize("home", [Home(None, "UA"), Home(None), Home("UA", "RU")])
def test_a_bare_body_stays_open_where_no_country_is_at_home(home: Home) -> None:
    assert refer("the military", home=home) == [None]


def test_the_police_are_those_of_the_place() -> None:
    assert refer("the police", home=Home(None, "UA")) == ["UA.police"]
    assert refer("the police", home=Home("RU", "UA")) == ["UA.police"]


TERMS = (
    Term("Ada Lind", "UA.defence_minister", "2001", "2003-05"),
    Term("Ada Lind", "UA.president", "2003-06", "2008", ("Lind",)),
    Term("Omar Said", "hamas", "1999", None),
    Term("Omar Said", "hezbollah", "1999", None),
)


@pytest.mark.parametrize(
    ("phrase", "published", "actor"),
    [
        ("Ada Lind", "2002-03-01", "UA.defence_minister"),
        ("Ada Lind's office", "2003-06-20", "UA.president"),
        ("President Lind", "2005-06-20", "UA.president"),
        ("Ms Lind", "2005-06-20", "UA.president"),
        ("Eva Lind", "2005-06-20", None),
        ("Ms Lind", "2009-01-01", None),
        ("former President Ada Lind", "2009-01-01", None),
        ("Ada Lind", None, None),
        ("Omar Said", "2005-01-01", None),
    ],
)
def test_a_public_person_speaks_for_the_office_held_when_the_report_was_published(
    phrase: str, published: str | None, actor: str | None
) -> None:
    when = instant(published) if published else None
    assert [ref.id for ref in Cast(registry(), (phrase,), when=when, public=People(TERMS)).refer((phrase,), Home(None))] == [
        actor
    ]


def test_whom_the_shipped_persons_speak_for_is_in_the_registry() -> None:
    known = registry()
    terms = list(people())
    assert len(terms) > 2000
    assert [term for term in terms if known.entry(term.actor).id != term.actor] == []
    assert [term for term in terms if term.since and term.until and term.since[:4] > term.until[:4]] == []


def test_another_state_whose_body_is_named_goes_before_the_country_at_home() -> None:
    assert refer("the military", told=("the Russian military",), home=UKRAINE) == ["RU.military"]


def test_a_minister_named_in_full_is_of_the_country_at_home_whoever_else_is_named() -> None:
    told = ("French Foreign Minister Anne Morel",)
    assert refer("Foreign Minister Taras Bilyk", told=told, home=UKRAINE) == ["UA.foreign_minister"]


def test_a_surname_is_whom_the_text_introduced_by_it() -> None:
    text = "Three men died, said Hezbollah spokesman Karim Nader. Nader would not say where."
    assert refer("Nader", text=text, home=Home("LB")) == ["hezbollah"]


def test_a_place_is_nobody_who_was_introduced() -> None:
    told = ("Gaza's health ministry", "the health ministry in Hamas-run Gaza")
    assert refer("a body with access to the site", home=Home(None)) == [None]  # not SITE, which watches extremists
    assert refer("A rescue chief in Gaza", told=told, home=Home(None)) == [None]


def test_a_person_is_who_follows_the_comma() -> None:
    text = "Anne Morel, a spokeswoman for the Red Cross, had no numbers. Later Ms Morel gave one."
    assert refer("Ms Morel", "Anne Morel, of the Red Cross", text=text, home=Home("LB")) == ["icrc", "icrc"]


def test_a_spokesman_for_a_group_that_a_state_backs_is_not_that_states() -> None:
    phrase = "a spokesman for the U.S.-backed Syrian Democratic Forces"
    assert refer(phrase, home=Home("SY")) == ["sdf"]


@pytest.mark.parametrize("case", ANTECEDENTS["cases"], ids=lambda case: case["why"])
def test_what_a_phrase_takes_up_is(case: dict[str, str]) -> None:
    home = Home(case.get("home"), case.get("home"), case.get("region"))
    assert refer(case["phrase"], text=case["text"], home=home) == [case.get("actor")]


@pytest.mark.parametrize(
    ("phrase", "text", "why"),
    [
        ("Hamas", "", "named"),
        ("Hamas spokesman Omar Said", "", "named"),
        ("the police", "", "the report is about Ukraine"),
        ("The group", "Hamas denied it. The group spoke of a trap.", "taken up: Hamas"),
        ("Mr Said", "Omar Said, of the Red Cross, wept. Mr Said saw it.", "introduced as 'of the Red Cross'"),
        ("a witness", "", ""),
    ],
)
def test_a_speaker_says_why_it_is_the_one(phrase: str, text: str, why: str) -> None:
    (ref,) = Cast(registry(), (phrase,), text).refer((phrase,), UKRAINE)
    assert (ref.why, ref.inferred) == (why, why not in ("", "named"))


def test_a_public_person_is_inferred_and_says_when() -> None:
    cast = Cast(registry(), (), when=instant("2005-01-01"), public=People(TERMS))
    assert [ref.why for ref in cast.refer(("President Lind",), Home(None))] == ["lind spoke for it then"]


def test_who_acts_says_why_too() -> None:
    named = Cast(registry(), ("Ukraine's air force",)).refer(("the air force", "Ukraine's air force"))
    assert [ref.why for ref in named] == ["the only one that the document names", "named"]


def test_another_transliteration_of_a_public_person_is_the_same_person() -> None:
    cast = Cast(registry(), (), when=instant("2015-01-01"))
    spelt = ("Abdel Fattah al-Sisi", "Abdul-Fatah el-Sissi", "Boris Bukhtakov")
    assert [ref.id for ref in cast.refer(spelt, Home("EG"))] == ["EG.president", "EG.president", None]


def test_a_text_in_capitals_is_read_in_no_time() -> None:
    text = "THE MILITARY COMMAND OF THE NORTHERN AND EASTERN PROVINCES AND ITS OFFICERS SAID " * 20
    assert refer("A SPOKESMAN OF COMMANDER JUAN SOL", text=text, home=UKRAINE) == ["UA.officials"]


def test_the_group_is_the_one_that_was_named_last() -> None:
    text = "Hezbollah fired first. Hamas denied it. The group spoke of a trap."
    assert refer("The group", text=text, home=Home("LB")) == ["hamas"]


def test_a_body_with_a_name_of_its_own_is_found_by_its_country() -> None:
    assert refer("the coast guard", home=Home("PH")) == ["ph_coast_guard"]


def test_references_are_as_many_as_the_phrases_and_in_their_order() -> None:
    named = Cast(registry(), ()).refer(("Reuters", "a doctor", "Hamas"))
    assert [ref.name for ref in named] == ["Reuters", "a doctor", "Hamas"]


@given(st.text(max_size=60), st.text(max_size=200))
def test_no_phrase_breaks_it(phrase: str, text: str) -> None:
    assert len(Cast(registry(), (phrase,), text).refer((phrase,), UKRAINE)) == 1
