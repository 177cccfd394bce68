from __future__ import annotations

from saidby.acquire.counting import expected


def test_a_file_is_one_document_and_a_line_of_records_is_one(tmp_path):
    (tmp_path / "one.txt").write_text("A blast.\n\nFive dead.")
    (tmp_path / "three.jsonl").write_text('{"id": 1}\n{"id": 2}\n{"id": 3}')
    assert expected(str(tmp_path / "one.txt")) == 1
    assert expected(str(tmp_path / "three.jsonl")) == 3
    assert expected(str(tmp_path)) == 4


def test_what_cannot_be_counted_is_unknown():
    assert expected("-") is None


def test_a_page_is_one_document():
    assert expected("https://meridian.example/page") == 1
