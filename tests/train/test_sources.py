"""Sources: where they are looked for, how they are parted, and what stands for their content."""

from __future__ import annotations

from collections import Counter

import pytest

from saidby.errors import InputError
from saidby.score.parts import part
from saidby.train.sources import SOURCES, digest, gold_part, pitf_ids, written_part


def test_the_part_of_a_written_report_hangs_on_its_id_alone_and_never_changes():
    assert [written_part(f"osk-{number}") for number in (0, 2, 6, 16)] == ["train", "unseen", "tune", "tune"]


def test_about_an_eighth_of_the_written_reports_is_unseen_and_a_ninth_tunes():
    counts = Counter(written_part(f"report-{number}") for number in range(3000))
    assert 0.10 < counts["unseen"] / 3000 < 0.16
    assert 0.08 < counts["tune"] / 3000 < 0.14


def test_every_third_annotated_report_is_unseen_as_it_is_where_they_are_scored():
    assert [gold_part(place) for place in range(10)] == [
        "tune", "train", "unseen", "train", "train", "unseen", "train", "train", "unseen", "tune",
    ]  # fmt: skip


def test_what_annotated_reports_of_pitf_choose_by_is_not_learnt_from_by_another_name(tmp_path):
    file = tmp_path / "pitf.jsonl"
    file.write_text('{"Description": "Velm was calm.", "Deaths Number": 0}\n' * 60, encoding="utf-8")
    left_out = {f"pitf-{number:04d}" for number in range(1, 61)} - set(pitf_ids(file))
    assert left_out == {f"pitf-{number:04d}" for number in range(1, 61) if part(f"{number:04d}") == "tune"} != set()


def test_a_source_is_found_in_the_first_folder_that_has_it(tmp_path):
    for name in ("second", "third"):
        (tmp_path / name / "re3d").mkdir(parents=True)
    folders = [tmp_path / name for name in ("first", "second", "third")]
    assert SOURCES["re3d"].found("re3d", folders) == (tmp_path / "second" / "re3d",)


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_that_is_nowhere_can_be_left_out(tmp_path, name):
    with pytest.raises(InputError, match=f"the source {name} is not there: .*--corpora.*--without {name}"):
        SOURCES[name].found(name, [tmp_path])


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_every_source_says_what_it_is_and_under_which_licence(source):
    assert source.about
    assert source.licence
    assert source.needs


def test_a_digest_changes_with_any_name_or_content_and_with_nothing_else(tmp_path):
    def made(name: str, **files: str) -> str:
        folder = tmp_path / name / "source"
        folder.mkdir(parents=True)
        for file, content in files.items():
            (folder / file).write_text(content, encoding="utf-8")
        return digest([folder])

    first = made("a", one="1", two="2")
    assert first == made("b", two="2", one="1")
    assert len({first, made("c", one="1", two="3"), made("d", one="1", zwei="2"), made("e", one="1")}) == 4
