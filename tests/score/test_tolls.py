from __future__ import annotations

import json

import pytest

from saidby.errors import InputError
from saidby.score.parts import part
from saidby.score.tolls import isaf, pitf
from score_by_rules import RULES

RELEASE = """KABUL, Afghanistan (March 3, 2031)

Afghan and coalition forces killed two insurgents and detained several suspects in Gardez, Paktia province, yesterday."""


def named(prefix: str, width: int = 0) -> list[str]:
    return [name for number in range(1, 60) if part(name := f"{prefix}-{number:0{width}d}") == "train"]


def write(path, records) -> None:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def release(name: str, **changes) -> dict[str, object]:
    gold = {"start_date": "2031-03-02", "province": ["paktya"], "min_killed": 2, "min_captured": 3, "airstrike": False}
    return {"id": name, "text": RELEASE, "gold": {**gold, **changes}}


def figures(report) -> dict[str, str]:
    return {line[:18].strip(): line[18:].split()[0] for line in report if ") of " in line}


def test_a_release_is_right_in_all_that_its_coder_wrote(tmp_path):
    write(tmp_path / "isaf.jsonl", [release(named("r")[0])])
    found = figures(isaf(tmp_path, part="train", errors=False, recipe=RULES))
    assert found == {"killed": "1.000", "captured": "1.000", "province": "1.000", "date": "1.000", "date within a day": "1.000"}


def test_a_wrong_number_province_and_day_are_listed_by_cause(tmp_path):
    write(tmp_path / "isaf.jsonl", [release(named("r")[0], min_killed=4, province=["helmand"], start_date="2031-03-03")])
    report = list(isaf(tmp_path, part="train", errors=True, recipe=RULES))
    assert figures(report) == {
        "killed": "0.000", "captured": "1.000", "province": "0.000", "date": "0.000", "date within a day": "1.000",
    }  # fmt: skip
    assert [line for line in report if line.startswith("==")] == [
        "== date: another (1)",
        "== killed: another (1)",
        "== province: another (1)",
    ]


def atrocity(text: str, killed: int, injured: object = None) -> dict[str, object]:
    return {"Description": text, "Deaths Number": killed, "Injured Number": injured, "Country": "XX"}


def test_numbers_are_taken_as_the_words_name_them(tmp_path):
    told = [
        atrocity("More than 40 people were killed and nine others wounded in a bombing in Orsa.", 40, "9"),
        atrocity("At least six people were killed when gunmen opened fire on a market.", 6, "several"),
        atrocity("Gunmen killed seven villagers and two policemen near Velm on Monday.", 7, 0),
    ]
    places = [int(name.removeprefix("pitf-")) for name in named("pitf", 4)]
    lines = dict(zip(places, told, strict=False))
    write(tmp_path / "pitf.jsonl", [lines.get(number, atrocity("Nothing.", 0)) for number in range(1, places[2] + 1)])
    report = list(pitf(tmp_path, part="train", errors=True, recipe=RULES))
    assert "killed             1.000 (1.000-1.000) of 3" in report
    assert "injured            1.000 (1.000-1.000) of 2" in report  # "several" is no number to be right about
    assert not [line for line in report if line.startswith("==")]


@pytest.mark.parametrize("measure", [isaf, pitf])
def test_a_file_of_other_records_is_named(measure, tmp_path):
    for name in ("isaf", "pitf"):
        write(tmp_path / f"{name}.jsonl", [{"some": "thing"}])
    with pytest.raises(InputError, match="not the corpus"):
        list(measure(tmp_path, part="all", errors=False, recipe=RULES))
