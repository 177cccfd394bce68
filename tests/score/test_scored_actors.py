"""How often a speaker is resolved to the right entry of the registry, or rightly to none."""

from __future__ import annotations

import json

import pytest

from saidby.errors import InputError
from saidby.score.actors import lines
from score_by_rules import RULES

ROWS = [
    {"report": "a", "speaker": "the air force", "actor": "UA.air_force", "told": ["Ukraine's air force", "the Kremlin"]},
    {"report": "a", "speaker": "a nurse", "actor": ""},
    {"report": "b", "speaker": "Hamas", "actor": "islamic_jihad"},
    {"report": "b", "speaker": "The Kremlin", "actor": ""},
    {"report": "b", "speaker": "the village council", "actor": "un"},
]


REPORTS = """=== a
style: wire copy
---
The air force said nobody was hurt.
---
=== b
style: wire copy
---
Hamas and the village council spoke of two dead.
---
"""


@pytest.fixture
def corpus(tmp_path):
    for name, content in (
        ("reports/some.txt", REPORTS),
        ("actors/train.jsonl", jsonl(ROWS)),
        ("actors/unseen.jsonl", jsonl(ROWS[:1])),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path / "actors"


def jsonl(rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


def report(corpus, part="train", *, errors=False):
    return list(lines(corpus, part=part, errors=errors, recipe=RULES))


def test_an_entry_or_none_is_right_and_the_report_says_whose_a_body_is(corpus):
    found = report(corpus)
    assert "speakers 5  reports 2  with an entry 3  part train" in found
    assert next(line for line in found if line.startswith("right")).split()[1] == "0.400"
    assert "P 0.333 R 0.333" in next(line for line in found if line.startswith("named"))


def test_errors_are_grouped_by_what_went_wrong_and_shown_of_part_train_only(corpus):
    found = report(corpus, errors=True)
    assert "b 'Hamas': hamas, should be islamic_jihad" in found[found.index("== somebody else (1)") :]
    assert "b 'The Kremlin': RU.president, should be nobody" in found
    assert "b 'the village council': nobody, should be un" in found
    with pytest.raises(InputError, match="stays unseen"):
        report(corpus, "unseen", errors=True)


def test_a_part_or_a_folder_that_is_not_there_is_refused(corpus, tmp_path):
    with pytest.raises(InputError, match="no part 'tune'"):
        report(corpus, "tune")
    with pytest.raises(InputError, match="not there"):
        report(tmp_path / "elsewhere")


def test_a_report_that_is_not_there_is_refused(corpus):
    (corpus.parent / "reports/some.txt").write_text(REPORTS[:60], encoding="utf-8")
    with pytest.raises(InputError, match="no report 'b'"):
        report(corpus)
