"""Targets of MUC-4 templates become labels of the quantities that stand before their words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from corpora_reading import Reading

from characters import characters
from saidby.annotate.trained.labels import Relation
from saidby.score.muc4_fills import key
from saidby.train.corpora.muc4 import lessons, targets
from saidby.train.lessons import Lesson

HEADER = "SAN SALVADOR, 9 JAN 90 (DPA) -- [TEXT] "


def template(**slots: list[str]) -> dict[str, Any]:
    names = {"date": "INCIDENT: DATE", "place": "INCIDENT: LOCATION", "type": "INCIDENT: TYPE"}
    names |= {"number": "HUM TGT: NUMBER", "effect": "HUM TGT: EFFECT OF INCIDENT"}
    names |= {"things": "PHYS TGT: NUMBER", "damage": "PHYS TGT: EFFECT OF INCIDENT", "stage": "INCIDENT: STAGE OF EXECUTION"}
    given: dict[str, list[str]] = {"type": ["ATTACK"], "stage": ["ACCOMPLISHED"], **slots}
    return {**{names[name]: fills for name, fills in given.items()}, "OPTIONAL": False}


def learn(folder: Path, text: str, *templates: dict[str, Any], split: str = "train") -> tuple[list[Lesson], Reading]:
    file = folder / "muc4.jsonl"
    record = {"docid": "D-1", "split": split, "text": HEADER + text, "templates": templates}
    file.write_text(json.dumps(record), encoding="utf-8")
    reading = Reading()
    return list(lessons(file, {"D-1"}, reading, characters())), reading


TEACHERS = template(number=['6: "TEACHERS"'], effect=['DEATH: "TEACHERS"'])
TRUCKS = template(things=['~20: "OIL TRUCKS"'], damage=['DESTROYED / SOME DAMAGE: "OIL TRUCKS"'])
FARMERS = template(type=["KIDNAPPING"], number=['-30: "FARMERS"'], effect=["-"])


@pytest.mark.parametrize(
    ("text", "told", "labels"),
    [
        ("REBELS KILLED SIX TEACHERS IN THE CITY TODAY, THE ARMY REPORTED.", TEACHERS, {"six": "killed"}),
        ("THE ARMY CONDEMNED THE ASSASSINATION OF SIX VILLAGE\nTEACHERS IN THE CITY.", TEACHERS, {"six": "killed"}),
        ("THE REBELS DESTROYED ABOUT 20 OIL TRUCKS ON THE ROAD TO THE CITY.", TRUCKS, {"about": "damaged"}),
        ("THE REBELS KIDNAPPED UP TO 30 FARMERS ON THE ROAD TO THE CITY.", FARMERS, {"up": "abducted"}),
    ],
)
def test_a_target_labels_the_number_before_its_words(
    tmp_path: Path, text: str, told: dict[str, Any], labels: dict[str, str]
) -> None:
    (lesson,), reading = learn(tmp_path, text, told)
    assert reading.labels(lesson) == labels


@pytest.mark.parametrize(
    "text",
    [
        "REBELS KILLED SEVEN TEACHERS IN THE CITY TODAY, THE ARMY REPORTED.",  # another number
        "SIX REBELS KILLED TEACHERS IN THE CITY TODAY, THE ARMY REPORTED.",  # of others
        "THE SIX TEACHERS HAD WORKED IN THE CITY FOR YEARS, THE ARMY REPORTED.",  # nothing tells of death
        "SIX TEACHERS ESCAPED DEATH IN THE CITY TODAY, THE ARMY REPORTED.",
        "ONE OF THE DEAD WAS AMONG THE TEACHERS OF THE CITY, THE ARMY REPORTED.",
    ],
)
def test_what_may_be_meant_otherwise_teaches_nothing(tmp_path: Path, text: str) -> None:
    assert learn(tmp_path, text, TEACHERS)[0] == []


def test_texts_of_the_corpus_that_are_for_measuring_are_left_out(tmp_path: Path) -> None:
    assert learn(tmp_path, "REBELS KILLED SIX TEACHERS IN THE CITY.", TEACHERS, split="dev")[0] == []


def test_a_labelled_count_is_tied_to_the_most_specific_place_named_and_to_the_day(tmp_path: Path) -> None:
    slots = {"date": ["08 JAN 90"], "place": ["EL SALVADOR: USULUTAN (DEPARTMENT): JUCUAPA (CITY)"]}
    text = "REBELS KILLED SIX TEACHERS IN JUCUAPA, USULUTAN DEPARTMENT, YESTERDAY, THE ARMY REPORTED TODAY."
    (lesson,), reading = learn(tmp_path, text, {**TEACHERS, **template(**slots)})
    assert reading.ties(lesson, Relation.AT) == {"six": ["Jucuapa"]}
    assert reading.ties(lesson, Relation.ON) == {"six": ["yesterday"]}


@pytest.mark.parametrize("day", ["- 09 JAN 90", "09 JAN 90 / 10 JAN 90", "? 08 JAN 90"])
def test_a_day_that_the_key_leaves_open_is_tied_to_nothing(tmp_path: Path, day: str) -> None:
    text = "REBELS KILLED SIX TEACHERS YESTERDAY, THE ARMY REPORTED TODAY."
    (lesson,), reading = learn(tmp_path, text, {**TEACHERS, **template(date=[day])})
    assert reading.ties(lesson, Relation.ON) == {}


@pytest.mark.parametrize(
    "told",
    [
        template(number=['6: "TEACHERS"'], effect=['INJURY / DEATH: "TEACHERS"']),
        template(number=['6: "TEACHERS"'], effect=['? DEATH: "TEACHERS"']),
        template(number=['? 6: "TEACHERS"'], effect=['DEATH: "TEACHERS"']),
        template(number=['PLURAL: "TEACHERS"'], effect=['DEATH: "TEACHERS"']),
        template(number=['6: "TEACHERS"'], effect=['NO INJURY: "TEACHERS"']),
        template(number=['6: "TEACHERS"'], effect=['DEATH: "TEACHERS"'], stage=["THREATENED"]),
    ],
)
def test_a_target_that_the_key_leaves_open_is_none(told: dict[str, Any]) -> None:
    assert list(targets(key(told), 0)) == []
