"""Annotation files of the guidelines, read with their texts."""

from __future__ import annotations

import json

import pytest

from saidby.errors import InputError
from saidby.train.gold import read_gold, texts

TEXT = "Five died in Osk, five in Velm. A nurse was wounded. Rebels denied it."
FIGURE = {
    "id": "f1", "quote": "Five died", "number": "Five", "measure": "killed", "qualifier": "exact", "low": 5, "high": 5,
    "unit": "people", "subset_of": None, "scope": "incident", "incident": "i1", "speakers": ["the mayor"], "stance": "asserts",
}  # fmt: skip
NURSE = {
    **FIGURE,
    "id": "f2",
    "quote": "A nurse was wounded",
    "number": None,
    "measure": "injured",
    "low": 1,
    "high": 1,
    "implicit": True,
}
DENIAL = {"id": "a1", "kind": "denial", "quote": "denied it", "speakers": ["Rebels"], "stance": "denies", "incident": "i1"}


def annotation(**changes):
    incident = {"id": "i1", "type": "shelling", "place": "Osk", "date": "2031-05-05", "note": "a remark of the annotator"}
    return {"doc": "osk-1", "incidents": [incident], "figures": [FIGURE, NURSE], "assertions": [DENIAL], **changes}


@pytest.fixture
def read(tmp_path):
    (tmp_path / "texts.jsonl").write_text(json.dumps({"id": "osk-1", "text": TEXT, "published": "2031-05-06"}) + "\n\n")

    def reading(told):
        (tmp_path / "osk-1.json").write_text(json.dumps(told))
        return read_gold(tmp_path / "osk-1.json", texts(tmp_path / "texts.jsonl"))

    return reading


def test_a_report_has_the_places_of_its_quotes_and_numbers(read):
    report = read(annotation())
    counted, nurse = report.figures
    (quote,), (whole,) = counted.quotes, nurse.quotes
    assert (TEXT[quote.start : quote.end], TEXT[quote.number_start : quote.number_end]) == ("Five died", "Five")
    assert (TEXT[whole.start : whole.end], whole.number_start == whole.number_end, nurse.implicit) == (
        "A nurse was wounded",
        True,
        True,
    )
    assert (report.published, report.incidents[0].place, report.assertions[0].kind) == ("2031-05-06", "Osk", "denial")


def test_a_quote_that_stands_twice_is_where_its_occurrence_says(read):
    report = read(annotation(figures=[{**FIGURE, "quote": "ive", "number": "ive", "occurrence": 2}]))
    assert report.figures[0].quotes[0].start == TEXT.index("five") + 1


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        (annotation(doc="osk-2"), "no text has the id osk-2"),
        (annotation(figures=[{**FIGURE, "quote": "Six died"}]), "'Six died' is not in the text"),
        (annotation(figures=[{**FIGURE, "measure": "slain"}]), "is no annotation: Invalid enum value 'slain'"),
        (annotation(assertions=[{"id": "a1"}]), "is no annotation: .*missing required field"),
    ],
)
def test_a_fault_is_named_with_the_file(read, told, problem):
    with pytest.raises(InputError, match=rf"^osk-1\.json:? {problem}"):
        read(told)


def test_texts_may_be_files_of_a_folder(tmp_path):
    (tmp_path / "one.json").write_text(json.dumps({"id": "osk-1", "text": TEXT}))
    assert texts(tmp_path)["osk-1"].text == TEXT
    (tmp_path / "two.json").write_text("{}")
    with pytest.raises(InputError, match="holds no texts"):
        texts(tmp_path)
