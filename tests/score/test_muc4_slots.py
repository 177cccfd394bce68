from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.score.muc4_fills import Fill, Slot, Template, key
from saidby.score.muc4_slots import Tally, compare, credit, date, number, place, string

DATES = [
    ("the same day", "06 SEP 89", "06 SEP 89", 1),
    ("a day of the key's range", "26 AUG 89", "25 AUG 89 - 26 AUG 89", 0.5),
    ("a day before the end of an open range", "25 AUG 89", "- 26 AUG 89", 0.5),
    ("a day after it", "27 AUG 89", "- 26 AUG 89", 0),
    ("a default against the report's day", "- 26 AUG 89", "26 AUG 89", 0.5),
    ("a default against a range that ends on it", "- 26 AUG 89", "25 AUG 89 - 26 AUG 89", 0.5),
    ("a default against an earlier day", "- 26 AUG 89", "16 AUG 89", 0),
    ("a range for a day", "25 AUG 89 - 26 AUG 89", "26 AUG 89", 0),
    ("no date at all", "LATE AUGUST", "LATE AUGUST", 0),
]
PLACES = [
    ("all levels", "PERU: OSTA (DEPARTMENT): VELM (CITY)", "PERU: OSTA (DEPARTMENT): VELM (CITY)", 1),
    ("another type of the same name", "PERU: VELM (CITY)", "PERU: VELM (TOWN)", 1),
    ("the country alone", "PERU", "PERU: VELM (CITY)", 0.5),
    ("another place of the country", "PERU: ORSA (CITY)", "PERU: VELM (CITY)", 0.5),
    ("a place where the key has none", "PERU: ORSA (CITY)", "PERU", 0.5),
    ("the right place of the wrong country", "CHILE: VELM (CITY)", "PERU: VELM (CITY)", 0.5),
    ("one end of a stretch", "PERU: VELM (CITY)", "PERU: VELM (CITY) - ORSA (CITY)", 0.5),
    ("another country", "CHILE", "PERU", 0),
]
NUMBERS = [
    ("the number", "7", "7", 1),
    ("an end of the range", "7", "5 - 7", 0.5),
    ("inside the range, no end", "6", "5-7", 0),
    ("about it", "7", "~7", 0.5),
    ("about it, where the key knows", "~7", "7", 0),
    ("an open end", "7", "7-", 0.5),
    ("several", "7", "PLURAL", 0),
]
STRINGS = [
    ("articles and numbers tell nothing", "THE 3 FARMERS", "FARMERS", 1),
    ("nor does the number of a noun", "FARMER", "FARMERS", 1),
    ("more modifiers of the same head", "OLD FARMERS", "FARMERS", 1),
    ("fewer modifiers", "BRIGADE", "6TH INFANTRY BRIGADE", 0.5),
    ("part of a name", "TESSARIN", "ALDO TESSARIN", 0.5),
    ("a name with its title", "MR. ALDO TESSARIN", "ALDO TESSARIN", 1),
    ("the abbreviation with what it stands for", "POPULAR UNITY FRONT (PUF)", "PUF", 1),
    ("another head", "FARMERS", "TEACHERS", 0),
    ("a shared modifier is no match", "YOUNG FARMERS", "YOUNG TEACHERS", 0),
]


def named(cases):
    return pytest.mark.parametrize(("name", "given", "wanted", "credit"), cases, ids=[case[0] for case in cases])


@named(DATES)
def test_dates_score_by_the_guidelines(name, given, wanted, credit):
    assert date(given, wanted) == credit


@named(PLACES)
def test_places_score_by_the_guidelines(name, given, wanted, credit):
    assert place(given, wanted) == credit


@named(NUMBERS)
def test_numbers_score_by_the_guidelines(name, given, wanted, credit):
    assert number(given, wanted) == credit


@named(STRINGS)
def test_strings_score_by_the_guidelines(name, given, wanted, credit):
    assert string(given, wanted) == credit


KEYS = [
    ("alternatives", Slot.INDIVIDUAL, '"GUERRILLAS" / "ARMED MEN"', Fill(("GUERRILLAS", "ARMED MEN"))),
    ("a question mark makes it optional", Slot.NAME, '? "ALDO TESSARIN"', Fill(("ALDO TESSARIN",), (), True)),
    (
        "values and what they belong to",
        Slot.NUMBER,
        '2 / PLURAL: "FARMERS" / "MEN"',
        Fill(("2", "PLURAL"), ("FARMERS", "MEN")),
    ),
    ("a value of several words", Slot.EFFECT, 'NO INJURY OR DEATH: "-"', Fill(("NO INJURY OR DEATH",), ("-",))),
    (
        "quotation marks inside a string",
        Slot.ORGANISATION,
        '"THE \\"UNITED\\" / \\"FEW\\""',
        Fill(('THE "UNITED" / "FEW"',)),
    ),
    (
        "a place keeps its colons",
        Slot.LOCATION,
        "PERU: VELM (CITY) / PERU: ORSA (CITY)",
        Fill(("PERU: VELM (CITY)", "PERU: ORSA (CITY)")),
    ),
    ("a hyphen is no filler", Slot.NAME, "-", None),
]


@pytest.mark.parametrize(("name", "slot", "text", "fill"), KEYS, ids=[case[0] for case in KEYS])
def test_the_notation_of_the_keys(name, slot, text, fill):
    assert key({slot: [text]}).fills(slot) == (() if fill is None else (fill,))


def test_an_asterisk_says_that_a_slot_does_not_apply():
    assert key({"PHYS TGT: ID": ["*"], "OPTIONAL": True}) == Template({}, True, frozenset({Slot.THING}))


CREDITS = [
    ("the right value and cross-reference", Slot.NUMBER, Fill.of("2", "FARMERS"), Fill(("2",), ("FARMERS",)), 1),
    ("the wrong cross-reference costs a half", Slot.NUMBER, Fill.of("2", "TEACHERS"), Fill(("2",), ("FARMERS",)), 0.5),
    ("any of the key's values will do", Slot.TYPE, Fill.of("ARSON"), Fill(("BOMBING", "ARSON")), 1),
    ("ATTACK is half of any other type", Slot.TYPE, Fill.of("ATTACK"), Fill(("ARSON",)), 0.5),
    ("but no other type is half of ATTACK", Slot.TYPE, Fill.of("ARSON"), Fill(("ATTACK",)), 0),
    ("less than the key says", Slot.EFFECT, Fill.of("NO INJURY", "-"), Fill(("NO INJURY OR DEATH",), ("-",)), 0.5),
    (
        "accused, but not by whom",
        Slot.CONFIDENCE,
        Fill.of("SUSPECTED OR ACCUSED", "PUF"),
        Fill(("SUSPECTED OR ACCUSED BY AUTHORITIES",), ("PUF",)),
        0.5,
    ),
    ("a gun is half of a rifle", Slot.INSTRUMENT_TYPE, Fill.of("GUN", "-"), Fill(("RIFLE",), ("RIFLES",)), 0.5),
]


@pytest.mark.parametrize(("name", "slot", "mine", "theirs", "points"), CREDITS, ids=[case[0] for case in CREDITS])
def test_fillers_earn_by_value_and_cross_reference(name, slot, mine, theirs, points):
    assert credit(slot, mine, theirs) == points


def fills(*values: str) -> tuple[Fill, ...]:
    return tuple(map(Fill.of, values))


TALLIES = [
    ("the best pairs first", ("BRIGADE", "6TH BRIGADE"), fills("6TH BRIGADE"), Tally(correct=1, spurious=1)),
    ("what is left on both sides is wrong", ("FARMERS", "MAYOR"), fills("FARMERS", "NUNS"), Tally(correct=1, incorrect=1)),
    ("too few", (), fills("FARMERS", "NUNS"), Tally(missing=2)),
    ("an optional filler is not missed", (), (Fill(("FARMERS",), (), True),), Tally()),
    ("nor is it spurious", ("FARMERS",), (Fill(("FARMERS",), (), True),), Tally(correct=1)),
]


@pytest.mark.parametrize(("name", "mine", "theirs", "tally"), TALLIES, ids=[case[0] for case in TALLIES])
def test_fillers_are_paired_one_to_one(name, mine, theirs, tally):
    assert compare(Slot.DESCRIPTION, fills(*mine), theirs) == tally


WORDS = st.lists(st.sampled_from(["FARMERS", "OLD FARMERS", "NUN", "MAYOR OF VELM", "THE 3 NUNS"]), max_size=4)


@given(WORDS, WORDS)
def test_every_filler_is_counted_once_on_each_side(mine, theirs):
    tally = compare(Slot.DESCRIPTION, fills(*mine), fills(*theirs))
    assert (tally.actual, tally.possible) == (len(mine), len(theirs))


@given(WORDS)
def test_the_key_itself_is_all_correct(mine):
    assert compare(Slot.DESCRIPTION, fills(*mine), fills(*mine)) == Tally(correct=len(mine))
