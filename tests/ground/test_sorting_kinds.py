"""Weapons and targets as written, by class, model and nature."""

from __future__ import annotations

import csv
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.ground.kinds import targets, weapons
from saidby.model import Target, Weapon
from saidby.vocabulary import Nature

CASES = tomllib.loads((Path(__file__).parent / "kind_cases.toml").read_text(encoding="utf-8"))
KNOWN = {"hamas": "armed_group", "hamas charity hospital": "ngo", "world bread fund": "igo"}
MODELS = files("saidby.ground").joinpath("kinds", "models.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(("phrase", "named"), CASES["weapons"].items())
def test_a_weapon_is_of_class_and_model(phrase, named):
    expected = [(entry[0], entry[1] if len(entry) > 1 else None) for entry in named]
    assert [(weapon.type, weapon.model) for weapon in weapons([phrase]) if weapon.type] == expected


@pytest.mark.parametrize(("phrase", "named"), CASES["targets"].items())
def test_a_target_is_of_class_and_nature(phrase, named):
    expected = [(kind, of == "people", None if nature == "open" else Nature(nature)) for kind, of, nature in named]
    found = targets([phrase], KNOWN.get)
    assert [(target.type, target.people, target.nature) for target in found if target.type] == expected


def test_what_is_not_known_keeps_its_words_and_gets_no_class():
    assert weapons(["a frob and a rifle"]) == (Weapon(words="a frob"), Weapon(words="a rifle", type="small_arms"))
    assert targets(["Ilan Vesk, a baker"])[0] == Target(words="Ilan Vesk")


def test_each_class_and_model_is_given_once_in_the_order_of_the_text():
    found = weapons(["missiles", "Shahed-136 drones", "Geran-2s", "more missiles"])
    assert [(weapon.words, weapon.type) for weapon in found] == [
        ("missiles", "missile"),
        ("Shahed-136 drones", "one_way_attack_drone"),
    ]


def test_a_name_that_is_known_goes_before_a_word_inside_it():
    assert [target.type for target in targets(["the World Bread Fund"], KNOWN.get)] == ["international"]


def test_a_name_that_nobody_knows_as_an_actor_leaves_a_general_head_general():
    assert [target.type for target in targets(["a Hamas office"])] == ["commerce"]


def test_every_model_has_one_class_that_has_words_and_every_name_means_one_model():
    classes = tomllib.loads(files("saidby.ground").joinpath("kinds", "weapons.toml").read_text(encoding="utf-8"))["classes"]
    rows = list(csv.DictReader(line for line in MODELS.splitlines() if not line.startswith("#")))
    assert len(rows) > 500
    assert {row["class"] for row in rows} <= set(classes)
    assert {row["source"] for row in rows} == {"oryx", "general"}
    for row in rows:
        for name in (row["model"], *filter(None, row["aliases"].split(";"))):
            assert (name, [(w.type, w.model) for w in weapons([name])]) == (name, [(row["class"], row["model"])])


def test_a_word_for_a_target_has_one_meaning():
    tables = tomllib.loads(files("saidby.ground").joinpath("kinds", "targets.toml").read_text(encoding="utf-8"))
    seen: dict[str, str] = {}
    for of in ("things", "people"):
        for kind, natures in tables[of].items():
            for nature, words in natures.items():
                for word in words:
                    assert seen.setdefault(word, f"{of}.{kind}.{nature}") == f"{of}.{kind}.{nature}", word
    assert set(tables["adjectives"]) | set(tables["actors"].values()) <= {*tables["things"], *tables["people"]}


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_asked_for_and_every_answer_stands_in_it(first, second):
    for found in (weapons([first, second]), targets([first, second])):
        for named in found:
            assert named.words.strip()
            assert all(part.strip() in first or part.strip() in second for part in named.words.split(", "))
