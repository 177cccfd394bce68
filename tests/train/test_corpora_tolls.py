"""Numbers known of a whole text become labels of its quantities, where nothing else can be meant."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from corpora_reading import Reading

from characters import characters
from saidby.annotate.trained.labels import Relation
from saidby.train.corpora.tolls import gva, isaf, pitf
from saidby.train.lessons import Lesson

SUNDAY: dict[str, Any] = {"Start Year": 2031, "Start Month": 6, "Start Day": 8, "End Day": 99}


def reports(folder: Path, *rows: dict[str, Any]) -> Path:
    file = folder / "pitf.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def learn(folder: Path, row: dict[str, Any]) -> tuple[Lesson | None, Reading]:
    reading = Reading()
    return next(pitf(reports(folder, row), {"pitf-0001"}, reading, characters()), None), reading


@pytest.mark.parametrize(
    ("text", "killed", "injured", "labels"),
    [
        ("Gunmen killed 14 villagers and wounded 9 others.", 14, 9, {"14": "killed", "9": "injured"}),
        ("Gunmen killed 14 villagers and wounded 9 others.", 14, "several", {"14": "killed"}),
        ("Gunmen killed more than 100 villagers.", 100, None, {"more": "killed"}),
        ("Gunmen killed three farmers and two traders.", 5, 0, {"three": "killed", "two": "killed"}),
        ("A raid killed 20 people, including seven children.", 20, 0, {"20": "killed", "seven": "killed"}),
        ("Raiders slaughtered a family of seven on a farm.", 7, 0, {"seven": "killed"}),
    ],
)
def test_a_known_toll_labels_the_counts_that_give_it(
    tmp_path: Path, text: str, killed: int, injured: object, labels: dict[str, str]
) -> None:
    lesson, reading = learn(tmp_path, {"Description": text, "Deaths Number": killed, "Injured Number": injured})
    assert lesson is not None
    assert reading.labels(lesson) == labels


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Gunmen killed 14 villagers.", 15, 0),  # another number
        ("Gunmen wounded 14 villagers.", 14, 0),  # the rules read another measure
        ("The area has 14 villages.", 14, 0),  # nothing tells of death
        ("Two of the dead were teachers.", 2, 0),  # perhaps a part of them
        ("A judge found him guilty of five counts of murder.", 5, 0),
        ("Police identified two Fresno men fatally shot on Friday.", 0, 2),
    ],
)
def test_what_may_be_meant_otherwise_teaches_nothing(tmp_path: Path, text: str, killed: int, injured: int) -> None:
    lesson, _ = learn(tmp_path, {"Description": text, "Deaths Number": killed, "Injured Number": injured})
    assert lesson is None


def test_a_labelled_count_is_tied_to_the_place_and_the_day_that_the_text_names(tmp_path: Path) -> None:
    text = "Gunmen killed 14 villagers in the town of Ilanga on Sunday, officials said."
    lesson, reading = learn(tmp_path, {"Description": text, "Deaths Number": 14, "Locality": "Ilanga town", **SUNDAY})
    assert lesson is not None
    assert reading.ties(lesson, Relation.AT) == {"14": ["Ilanga"]}
    assert reading.ties(lesson, Relation.ON) == {"14": ["Sunday"]}


@pytest.mark.parametrize("change", [{"Start Day": 9}, {"End Day": 11}, {"Start Day": 99}, {"Start Year": None}])
def test_a_day_that_is_not_the_texts_single_time_is_tied_to_nothing(tmp_path: Path, change: dict[str, Any]) -> None:
    text = "Gunmen killed 14 villagers in the town of Ilanga on Sunday, officials said."
    lesson, reading = learn(tmp_path, {"Description": text, "Deaths Number": 14, **SUNDAY, **change})
    assert lesson is not None
    assert reading.ties(lesson, Relation.ON) == {}


def test_only_the_reports_asked_for_are_read(tmp_path: Path) -> None:
    rows = [{"Description": f"Gunmen killed {n} villagers.", "Deaths Number": n} for n in (11, 12, 13)]
    reading = Reading()
    found = [reading.labels(lesson) for lesson in pitf(reports(tmp_path, *rows), {"pitf-0002"}, reading, characters())]
    assert found == [{"12": "killed"}]


def test_a_press_release_gives_captured_and_killed_with_district_or_province(tmp_path: Path) -> None:
    text = (
        "2031-06-S-014\nFor Immediate Release\n\nKABUL, Afghanistan (June 9, 2031)\nA security force detained several suspected "
        "insurgents and killed two armed men in Nawah district, Helmand province, yesterday. It found 20 mines."
    )
    gold = {"start_date": "2031-06-08", "province": ["helmand"], "min_killed": 2, "min_captured": 3}
    file = tmp_path / "isaf.jsonl"
    file.write_text(json.dumps({"id": "isaf-1", "text": text, "gold": gold}), encoding="utf-8")
    reading = Reading()
    (lesson,) = isaf(file, {"isaf-1"}, reading, characters())
    assert reading.labels(lesson) == {"several": "detained", "two": "killed"}
    assert reading.ties(lesson, Relation.AT)["two"][:1] == ["Nawah"]
    assert "Helmand" in reading.ties(lesson, Relation.AT)["two"]
    assert reading.ties(lesson, Relation.ON)["two"] == ["yesterday"]


def test_an_article_on_a_shooting_gives_its_toll_and_numbers_that_are_no_figures(tmp_path: Path) -> None:
    text = (
        "Three people were wounded in a shooting in Fresno on Sunday. It happened in the 600 block of Poplar Street.\n"
        "Several people were questioned. Anyone who knows more can call the station."
    )
    articles = [{"doc_id": name, "incident_id": "5", "dct": "2031-06-09", "content": text} for name in ("a", "b", "a")]
    (tmp_path / "documents.jsonl").write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    shooting = {"incident_uri": "5", "date": "June 8, 2031", "city_or_county": "Fresno", "num_killed": 0, "num_injured": 3}
    (tmp_path / "incidents.jsonl").write_text(json.dumps(shooting), encoding="utf-8")
    reading = Reading()
    (lesson,) = gva(tmp_path, {"a"}, reading, characters())
    labels = reading.labels(lesson)
    assert labels["Three"] == "injured"
    assert labels["600"] == "none"
    assert "Several" not in labels
    assert reading.ties(lesson, Relation.AT) == {"Three": ["Fresno"]}
    assert reading.ties(lesson, Relation.ON) == {"Three": ["Sunday"]}
