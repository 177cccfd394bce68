from __future__ import annotations

import json

import pytest

from saidby.errors import InputError
from saidby.score import SETS
from saidby.score.muc4 import align, lines, may_pair, measured
from saidby.score.muc4_fills import Fill, Slot, Template
from saidby.score.muc4_slots import Tally
from saidby.score.muc4_texts import wire
from score_by_rules import RULES


def template(type: str = "ATTACK", victim: str = "FARMERS", number: str = "3", *, optional: bool = False) -> Template:
    slots = {Slot.TYPE: Fill.of(type), Slot.DESCRIPTION: Fill.of(victim), Slot.NUMBER: Fill.of(number, victim)}
    return Template({slot: (fill,) for slot, fill in slots.items()}, optional)


PAIRS = [
    ("the same victims", template(), template(), True),
    ("other victims, and nothing else in common", template(victim="NUNS"), template(), False),
    ("another type", template("ARSON"), template("BOMBING"), False),
    ("an attack for any type", template("ATTACK"), template("BOMBING"), True),
]


@pytest.mark.parametrize(("name", "mine", "theirs", "allowed"), PAIRS, ids=[case[0] for case in PAIRS])
def test_templates_pair_by_type_and_one_slot_of_content(name, mine, theirs, allowed):
    assert may_pair(mine, theirs) is allowed


def test_the_pair_with_most_in_common_comes_first():
    close, far = template(), template(number="5")
    pairs = align([far, close], [template()])
    assert [(pair.response, pair.asked) for pair in pairs] == [(close, template()), (far, None)]


COUNTS = [
    ("all right", [template()], [template()], Tally(correct=1), Tally(correct=1)),
    ("a template missed has its fillers missing", [], [template()], Tally(missing=1), Tally(missing=1)),
    ("an extra one has them spurious", [template()], [], Tally(spurious=1), Tally(spurious=1)),
    ("an optional one is not missed", [], [template(optional=True)], Tally(), Tally()),
    ("but counts when it is given", [template()], [template(optional=True)], Tally(correct=1), Tally(correct=1)),
]


@pytest.mark.parametrize(("name", "mine", "theirs", "numbers", "whole"), COUNTS, ids=[case[0] for case in COUNTS])
def test_all_templates_count(name, mine, theirs, numbers, whole):
    found = measured(align(mine, theirs))
    assert (found["NUMBER"], found["template"]) == (numbers, whole)


def test_a_slot_that_does_not_apply_is_not_scored():
    mine = Template({**template("KIDNAPPING").slots, Slot.THING: (Fill.of("BRIDGE"),)})
    theirs = Template(template("KIDNAPPING").slots, absent=frozenset({Slot.THING}))
    assert measured(align([mine], [theirs]))["THING"] == Tally()


WIRES = [
    ("a header", "LIMA, 5 FEB 90 (XYZ) -- [TEXT] A BOMB WENT\nOFF.\n\n   NOBODY WAS HURT.", "LIMA -- A BOMB WENT OFF.\nNOBODY WAS HURT.", "1990-02-05"),
    ("a country in brackets and more tags", "VELM (PERU), 5 FEB 90 -- [REPORT] [ALDO TESSARIN] [TEXT] ALL IS\nQUIET.", "VELM -- ALL IS QUIET.", "1990-02-05"),
    ("no date", "LIMA, NO DATE -- [TEXT] ALL IS QUIET.", "LIMA -- ALL IS QUIET.", "None"),
    ("a day that is none", "LIMA, 31 FEB 90 -- [TEXT] ALL IS QUIET.", "LIMA -- ALL IS QUIET.", "None"),
    ("no header", "ALL IS\nQUIET.", "ALL IS QUIET.", "None"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "text", "date"), WIRES, ids=[case[0] for case in WIRES])
def test_wire_copy_is_made_readable(name, raw, text, date):
    found = wire(raw)
    assert (found.text, str(found.date)) == (text, date)


TEXT = (
    "LIMA, 5 FEB 90 (XYZ) -- [TEXT] A BOMB EXPLODED TODAY IN THE\nCITY OF AREQUIPA, KILLING THREE FARMERS AND WOUNDING FIVE\n"
    "WOMEN, THE POLICE SAID."
)
KEY = {
    "MESSAGE: ID": ["T-1"],
    "INCIDENT: DATE": ["05 FEB 90"],
    "INCIDENT: LOCATION": ["PERU: AREQUIPA (CITY)"],
    "INCIDENT: TYPE": ["BOMBING"],
    "HUM TGT: DESCRIPTION": ['"FARMERS"', '"WOMEN"'],
    "HUM TGT: NUMBER": ['3: "FARMERS"', '5: "WOMEN"'],
    "HUM TGT: EFFECT OF INCIDENT": ['DEATH: "FARMERS"', 'INJURY: "WOMEN"'],
    "OPTIONAL": False,
}


@pytest.fixture
def corpus(tmp_path):
    rows = [
        {"docid": f"T-{place}", "split": split, "text": TEXT, "templates": [KEY]}
        for place, split in enumerate(("train", "dev", "dev"), 1)
    ]
    (tmp_path / "muc4.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return tmp_path


def test_a_report_in_capitals_is_read_into_the_template_of_its_key(corpus):
    report = list(SETS["muc4"](corpus, part="train", errors=True, recipe=RULES))
    rows = {line.split(" P ")[0].strip(): line for line in report if " P 1.000 R 1.000 " in line}
    assert {"template", "date", "location", "type", "description", "number", "effect"} <= rows.keys()
    assert "GE P .56 R .66 F1 0.606" in rows["number"]
    assert any(line.startswith("documents 1 ") for line in report)


def test_the_parts_are_those_of_the_task(corpus):
    assert any(line.startswith("documents 2 ") for line in lines(corpus, part="unseen", errors=False, recipe=RULES))
    with pytest.raises(InputError, match="no part 'tune'"):
        list(lines(corpus, part="tune", errors=False, recipe=RULES))


def test_errors_of_the_unseen_part_are_refused(corpus):
    with pytest.raises(InputError, match="stays unseen"):
        list(lines(corpus, part="unseen", errors=True, recipe=RULES))


def test_a_folder_without_the_corpus_is_said_to_be_one(tmp_path):
    with pytest.raises(InputError, match=r"muc4\.jsonl"):
        list(lines(tmp_path, part="train", errors=False, recipe=RULES))
