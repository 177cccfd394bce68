"""How often phrases for weapons and targets are sorted rightly."""

from __future__ import annotations

import json

import pytest

from saidby.errors import InputError
from saidby.score.kinds import lines
from score_by_rules import RULES

WEAPONS = [
    {"part": "train", "report": "a", "words": "a Grad rocket", "right": [{"type": "rocket_artillery", "model": "BM-21 Grad"}]},
    {"part": "train", "report": "a", "words": "a rifle", "right": [{"type": "blade", "model": None}]},
    {"part": "train", "report": "b", "words": "harsh words", "right": []},
    {"part": "unseen", "report": "c", "words": "knives", "right": [{"type": "blade", "model": None}]},
]
TARGETS = [
    {
        "part": "train",
        "report": "a",
        "words": "a clinic",
        "right": [{"type": "medical", "people": False, "nature": "civilian"}],
    },
    {"part": "train", "report": "b", "words": "a bridge", "right": [{"type": "road", "people": False, "nature": None}]},
    {"part": "unseen", "report": "c", "words": "a bank", "right": []},
]


@pytest.fixture
def corpus(tmp_path):
    for name, labelled in (("weapons", WEAPONS), ("targets", TARGETS)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in labelled), encoding="utf-8")
    return tmp_path


def report(corpus, part="train", *, errors=False):
    return list(lines(corpus, part=part, errors=errors, recipe=RULES))


def figures(found, name):
    return next(line for line in found if line.startswith(f"{name} "))


def test_classes_models_and_natures_are_counted_apart(corpus):
    found = report(corpus)
    assert "phrases 3 of weapons, 2 of targets  part train" in found
    assert "P 0.500 R 0.500" in figures(found, "weapon class")
    assert "P 1.000 R 1.000" in figures(found, "weapon model")
    assert figures(found, "weapon phrases").split()[2] == "0.667"
    assert "P 1.000 R 1.000" in figures(found, "target class")
    assert "P 0.500 R 0.500" in figures(found, "target all")


def test_errors_are_shown_of_part_train_only(corpus):
    found = report(corpus, errors=True)
    assert "a 'a rifle': small_arms, None, should be blade, None" in found[found.index("== weapons (1)") :]
    assert "b 'a bridge': road, False, dual, should be road, False, None" in found[found.index("== targets (1)") :]
    with pytest.raises(InputError, match="stays unseen"):
        report(corpus, "unseen", errors=True)


def test_a_part_or_a_folder_that_is_not_there_is_refused(corpus, tmp_path):
    with pytest.raises(InputError, match="no part 'tune'"):
        report(corpus, "tune")
    with pytest.raises(InputError, match="not there"):
        report(tmp_path / "elsewhere")
