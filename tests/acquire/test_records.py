from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from saidby.acquire import sources
from saidby.acquire.instants import instant
from saidby.model import Intake, Published, Unread
from saidby.vocabulary import Known

Read = Callable[..., list[Intake | Unread]]


def line(**record: object) -> str:
    return json.dumps({"id": "a", "text": "Ten people were killed.", **record})


def test_a_record_is_read_with_all_that_it_says(read: Read) -> None:
    given = line(
        text="Title\r\nTen\u0301 people\r\n", title="Bridge  hit", published="2023-12-31T14:05+02:00", source="River Courier",
        url="https://a.example/x", language="en-GB", licence="CC0-1.0", more=[1],
    )  # fmt: skip
    (found,) = read("a.jsonl", given + "\r\n")
    assert isinstance(found, Intake)
    document = found.document
    assert document.id == "a"
    assert document.text == "Title\r\nTen\u0301 people\r\n"  # the offsets are the user's: nothing changes
    assert document.headline == "Bridge hit"
    assert document.published == Published(interval=instant("2023-12-31T12:05"), known=Known.METADATA)
    assert (document.publisher, document.url, document.language, document.licence) == (
        "River Courier",
        "https://a.example/x",
        "en",
        "CC0-1.0",
    )
    assert document.locator.endswith("a.jsonl#1")
    assert found.original.content == given.encode()
    assert found.original.media_type == "application/json"
    assert document.sha256 == hashlib.sha256(given.encode()).hexdigest()


@pytest.mark.parametrize("nothing", [None, ""])
def test_absent_empty_and_null_are_unknown(read: Read, nothing: str | None) -> None:
    said = dict.fromkeys(("title", "published", "source", "url", "language", "licence"), nothing)
    (found,) = read("a.jsonl", line(**said))
    assert isinstance(found, Intake)
    document = found.document
    assert (document.published, document.publisher, document.url, document.language, document.licence) == (None,) * 5
    assert document.headline == "Ten people were killed."


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{", "does not parse"),
        ('{"id": "a", "text": "cut o', "does not parse"),
        ('{"id": "a", "text": "x"} {}', "does not parse"),
        ('{"text": "x"}', "`id`"),
        ('{"id": "a"}', "`text`"),
        ('{"id": 1, "text": "x"}', "$.id"),
        ('{"id": "a", "text": null}', "$.text"),
        ('{"id": "a", "text": "x", "title": 5}', "$.title"),
        ("[1]", "no record"),
        ('"text"', "no record"),
        ('{"id": "", "text": "x"}', "id"),
        ('{"id": "a\\nb", "text": "x"}', "id"),
        ('{"id": "a", "text": ""}', "empty"),
        ('{"id": "a", "text": " \\n "}', "white space"),
        ('{"id": "a", "text": "x\\u0000y"}', "NUL"),
        ('{"id": "a", "text": "\\ud800"}', "surrogate"),
        ('{"id": "a", "text": "x \\udc00 y"}', "surrogate"),
        (line(published="0000-05-01"), "does not exist"),
        (line(published="2023-02-30"), "does not exist"),
        (line(published="last week"), "YYYY-MM-DD"),
        (line(language="the English one"), "language"),
        ('{"id": "a", "text": "x", "z": ' + "[" * 100_000, "JSON"),
    ],
)
def test_a_bad_line_is_one_unread_and_the_run_goes_on(read: Read, bad: str, reason: str) -> None:
    first, second, third = read("a.jsonl", f"{line(id='before')}\n{bad}\n\n{line(id='after')}\n")
    assert isinstance(first, Intake)
    assert isinstance(second, Unread)
    assert reason in second.reason
    assert "\n" not in second.reason
    assert second.locator.endswith("a.jsonl#2")
    assert isinstance(third, Intake)
    assert third.document.locator.endswith("a.jsonl#4")


def test_bytes_that_are_no_utf_8_are_one_unread(read: Read) -> None:
    good, bad = read("a.jsonl", line(id="b").encode() + b'\n{"id": "a", "text": "caf\xe9"}')
    assert isinstance(good, Intake)
    assert isinstance(bad, Unread)
    assert "UTF-8" in bad.reason


def test_an_id_taken_by_other_content_is_unread_and_names_the_first(read: Read) -> None:
    found = read("a.jsonl", f"\n{line()}\n{line(text='Other words.')}\n{line()}\n")
    assert [type(entry) for entry in found] == [Intake, Unread, Intake]
    assert isinstance(found[1], Unread)
    assert "a.jsonl#2" in found[1].reason


def test_a_bad_line_takes_no_id(read: Read) -> None:
    found = read("a.jsonl", f"{line(published='never')}\n{line()}\n")
    assert [type(entry) for entry in found] == [Unread, Intake]


def test_a_line_over_the_limit_is_passed_over_and_the_next_is_read(read: Read) -> None:
    found = read("a.jsonl", f"{line(text='x' * 200_000)}\n{line(id='b')}\n{line(id='c', text='y' * 200_000)}", max_bytes=100)
    assert [type(entry) for entry in found] == [Unread, Intake, Unread]
    assert isinstance(found[0], Unread)
    assert "max_bytes" in found[0].reason
    assert found[0].locator.endswith("#1")


@pytest.mark.parametrize("name", ["a.json", "a", "a.txt.dat"])
def test_a_list_an_object_and_lines_are_told_apart(read: Read, name: str) -> None:
    pretty = json.dumps({"id": "a", "text": "x y z"}, indent=1)
    (one,) = read(name, "\ufeff" + pretty)
    assert isinstance(one, Intake)
    assert one.original.content == ("\ufeff" + pretty).encode()
    two = read(name, f"[{line(id='a')},\n {line(id='b')}, 5]")
    assert [type(entry) for entry in two] == [Intake, Intake, Unread]
    assert isinstance(two[1], Intake)
    assert two[1].original.content == line(id="b").encode()
    assert two[1].document.locator.endswith("#2")
    lines = read(
        name, f"oops\n{line(id='a')}\n{line(id='b')}" if name == "a.json" else f"{line(id='a')}\n{{oops\n{line(id='b')}"
    )
    assert sorted(type(entry).__name__ for entry in lines) == ["Intake", "Intake", "Unread"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.json", b"[]", "empty list"),
        ("a.json", b"[1, 2", "does not parse"),
        ("a.json", b"", "empty"),
        ("a.jsonl", b"", "empty"),
        ("a.jsonl", b"\n \n", "empty"),
        ("a.jsonl", b"\x89PNG\r\n\x1a\n\0", "PNG"),
        ("a.jsonl", b"\0\1\n\2\n", "binary"),
        ("a.jsonl", b"\xff\xfe{\0", "UTF-16"),
    ],
)
def test_a_file_that_holds_no_record_is_one_unread(read: Read, name: str, content: bytes, reason: str) -> None:
    (found,) = read(name, content)
    assert isinstance(found, Unread)
    assert reason in found.reason


def test_lines_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line(id="a") + "\n" + line(id="b"))
    reading = sources()(str(path))
    first = next(reading)
    assert isinstance(first, Intake)
    assert first.document.id == "a"
    assert [type(entry) for entry in reading] == [Intake]


def test_the_users_word_stands_over_the_records(read: Read) -> None:
    (found,) = read("a.jsonl", line(source="X", language="fr", licence="L"), publisher="Y", language="en", licence="M")
    assert isinstance(found, Intake)
    assert (found.document.publisher, found.document.language, found.document.licence) == ("Y", "en", "M")
