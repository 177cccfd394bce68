"""How often a place name is given the right place: on a corpus of the shape of LGL, written for this."""

from __future__ import annotations

import pytest

from saidby.errors import InputError
from saidby.score.places import lines, part_of, read
from score_by_rules import RULES

PARIS, PARIS_TEXAS, KHARKIV, ODESA = 2988507, 4717560, 706483, 698740
TEXT = "Kharkiv was shelled on Monday.\nIn Paris, Texas, a shop burnt. Old Osk was calm, and so was Paris."
NAMES = [
    ("Kharkiv", 0, KHARKIV, (49.98, 36.25)),
    ("Paris", 0, PARIS_TEXAS, (33.66, -95.55)),
    ("Old Osk", 0, None, None),
    ("Paris", 1, PARIS, (48.85, 2.35)),  # the grounder gives one name one place: this one is missed
]
ID = next(str(number) for number in range(90) if part_of(str(number)) == "train")


def article(id: str, text: str, names, shift: int = 0) -> str:
    rows = []
    for name, nth, place, point in names:
        start = -1
        for _ in range(nth + 1):
            start = text.index(name, start + 1)
        tag = (
            "<gaztag/>" if place is None else f'<gaztag geonameid="{place}"><lat>{point[0]}</lat><lon>{point[1]}</lon></gaztag>'
        )
        rows.append(
            f"<toponym><start>{start + shift}</start><end>{start + shift + len(name)}</end><phrase>{name}</phrase>{tag}</toponym>"
        )
    return f'<article docid="{id}"><text>{text}</text><toponyms>{"".join(rows)}</toponyms></article>'


def corpus(folder, *articles: str):
    (folder / "lgl.xml").write_text(f"<articles>{''.join(articles)}</articles>", encoding="utf-8")
    return folder


def report(folder, part="train", *, errors=False):
    return list(lines(folder, part=part, errors=errors, recipe=RULES))


def test_each_name_with_an_id_is_asked_for_and_the_others_are_not(tmp_path):
    found = report(corpus(tmp_path, article(ID, TEXT, NAMES)))
    counts = next(line for line in found if line.startswith("lgl:"))
    assert counts == "lgl: documents 1  names 4  part train"
    shares = {line.split()[0]: line for line in found if line.startswith("  ")}
    assert shares["exact"].split()[1:] == ["0.667", "(0.667-0.667)", "of", "3"]
    assert "of 3" in shares["listed"]


def test_another_place_that_is_near_enough_is_right_within_161_km_only(tmp_path):
    beside = [("Kharkiv", 0, 1, (50.2, 36.0))]
    found = {line.split()[0]: line for line in report(corpus(tmp_path, article(ID, TEXT, beside))) if line.startswith("  ")}
    assert "0.000" in found["exact"]
    assert "1.000" in found["161"]


def test_offsets_that_count_other_line_ends_find_the_nearest_occurrence(tmp_path):
    (text,) = read(corpus(tmp_path, article(ID, TEXT, NAMES, shift=2)) / "lgl.xml")
    assert [(named.name, text.text[named.start : named.end]) for named in text.names] == [
        (name, name) for name in ("Kharkiv", "Paris", "Old Osk", "Paris")
    ]
    assert len({named.start for named in text.names}) == 4


def test_errors_name_what_was_chosen_and_are_shown_of_part_train_only(tmp_path):
    found = report(corpus(tmp_path, article(ID, TEXT, NAMES)), errors=True)
    at = found.index("== another chosen (1)")
    assert found[at + 1].startswith(f"{ID} Paris: Paris, Texas, US ({PARIS_TEXAS}), should be {PARIS}")
    with pytest.raises(InputError, match="stays unseen"):
        report(tmp_path, "unseen", errors=True)


def test_half_of_the_documents_are_unseen_and_none_is_in_two_parts():
    parts = [part_of(str(number)) for number in range(1000)]
    assert 450 < parts.count("unseen") < 550
    assert 70 < parts.count("tune") < 130


@pytest.mark.parametrize(
    ("content", "why"), [(None, "no lgl.xml"), ("<articles><article/></articles>", "not the corpus"), ("{", "not the corpus")]
)
def test_a_folder_without_such_files_is_refused(tmp_path, content, why):
    if content is not None:
        (tmp_path / "lgl.xml").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=why):
        report(tmp_path)
