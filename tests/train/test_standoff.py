"""Annotations in offsets: they name a text by its digest, and come back as what was annotated."""

from __future__ import annotations

import json

import pytest

from saidby.errors import InputError
from saidby.train.standoff import digest, standing
from saidby.train.written import Quote

TEXT = "OSK, 5 MAY - Two people died in a fire at the port, the mayor said. A guard was hurt."


def at(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def annotated(**changed: object) -> dict[str, object]:
    figures = [
        {
            "id": "f1",
            "measure": "killed",
            "qualifier": "exact",
            "low": 2,
            "high": 2,
            "quote": at("Two people died"),
            "number": at("Two"),
            "incident": "i1",
            "speakers": [at("the mayor"), None],
        },
        {
            "id": "f2",
            "measure": "injured",
            "qualifier": "exact",
            "low": 1,
            "high": 1,
            "quote": at("A guard was hurt"),
            "incident": "i1",
        },
    ]
    told = {"incidents": [{"id": "i1", "type": "accident", "place": "Osk"}], "figures": figures}
    return {"id": "m1", "sha256": digest(TEXT), **told, **changed}


def corpus(folder, line: dict[str, object]):
    """A folder of annotations with one line, and the corpus that it speaks of."""
    (folder / "news.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    texts = folder / "texts.jsonl"
    texts.write_text(json.dumps({"id": "m1", "text": TEXT, "published": "1990-05-06"}) + "\n", encoding="utf-8")
    return texts


def test_offsets_become_the_words_that_were_annotated(tmp_path):
    texts = corpus(tmp_path, annotated())
    (report,) = standing(tmp_path, {"news": texts, "gva": tmp_path / "not-there"})  # a corpus without annotations is not opened
    counted, alone = report.figures
    assert report.published == "1990-05-06"
    assert counted.speakers == ("the mayor", "(unnamed)")
    assert counted.quotes == (Quote(*at("Two people died"), *at("Two")),)
    assert (alone.implicit, alone.speakers, alone.quotes[0].number_start) == (True, (), at("A guard")[0])
    assert report.incidents[0].place == "Osk"


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [({"sha256": digest(TEXT + ".")}, "is not the one that was annotated"), ({"id": "m2"}, "has no text m2")],
)
def test_a_text_that_is_not_the_annotated_one_is_refused(tmp_path, changed, complaint):
    with pytest.raises(InputError, match=complaint):
        list(standing(tmp_path, {"news": corpus(tmp_path, annotated(**changed))}))
