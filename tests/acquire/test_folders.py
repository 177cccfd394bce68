from __future__ import annotations

import hashlib
import io
import os
import sys
from pathlib import Path

import pytest

from saidby.acquire import sources
from saidby.errors import InputError
from saidby.model import Intake, Unread


def told(folder: Path) -> list[tuple[str, str]]:
    """Each entry's place in the folder with "read" or the reason."""
    return [
        (os.path.relpath(entry.document.locator, folder), "read")
        if isinstance(entry, Intake)
        else (os.path.relpath(entry.locator, folder), entry.reason)
        for entry in sources()(str(folder))
    ]


def test_a_folder_is_read_in_the_order_of_names_and_hidden_files_are_not(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.TXT", "a/.hidden.txt", ".git/c.txt", "c.md", "B.text"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"words of {name}")
    assert told(tmp_path) == [("B.text", "read"), ("a/z.TXT", "read"), ("b.txt", "read"), ("c.md", "read")]


def test_what_is_no_report_is_told_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("About this folder")
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "table.csv").write_text("a,b")
    (tmp_path / "plain").write_text("Ten people were killed.")
    (tmp_path / "noise").write_bytes(b"\0\1\2")
    reasons = dict(told(tmp_path))
    assert "by its name" in reasons["README.md"]
    assert ".jpg" in reasons["picture.jpg"]
    assert ".csv" in reasons["table.csv"]
    assert reasons["plain"] == "read"
    assert "binary" in reasons["noise"]


def test_a_file_about_the_collection_is_read_when_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("About this folder")
    (found,) = sources()(str(tmp_path / "README.md"))
    assert isinstance(found, Intake)


@pytest.mark.parametrize("names", [(), (".a.txt",), (".git/a.txt",)])
def test_an_empty_folder_is_one_unread(tmp_path: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    ((where, reason),) = told(tmp_path)
    assert (where, reason.split(";")[0]) == (".", "a folder without files")


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "r.txt").write_text("Ten people were killed.")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "c").symlink_to(tmp_path / "c")
    (tmp_path / "d.txt").symlink_to(tmp_path / "nowhere")
    reasons = dict(told(tmp_path))
    assert reasons["a/r.txt"] == "read"
    assert "read already" in reasons["a/up"]
    assert "read already" in reasons["b"]
    assert "link" in reasons["c"]
    assert "link to nothing" in reasons["d.txt"]
    assert len(reasons) == 5


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    ((_, reason),) = told(tmp_path)
    assert "not a regular file" in reason


def test_a_file_that_may_not_be_opened_is_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.txt").write_text("y")
    opened = Path.open

    def guarded(path: Path, *arguments: object, **options: object) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", guarded)
    (_, first), (_, second) = told(tmp_path)
    assert "Permission denied" in first
    assert second == "read"


def test_a_name_that_is_no_utf_8_has_a_locator_that_is(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(name)).write_text("Ten people were killed.")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    (found,) = sources()(str(tmp_path))
    assert isinstance(found, Intake)
    assert found.document.locator.encode("utf-8").endswith(b"caf\\xe9.txt")
    found.document.id.encode("utf-8")


def test_the_same_file_under_another_path_has_the_same_id(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "r.txt").write_text("Ten people were killed.")
    first, second = sources()(str(tmp_path))
    assert isinstance(first, Intake)
    assert isinstance(second, Intake)
    assert first.document.id == second.document.id


@pytest.mark.parametrize("source", ["", "no/such/file.txt", "a\0b", "ftp://a.example/x", "x" * 5000])
def test_a_source_that_is_not_there_is_an_error_at_once(source: str) -> None:
    with pytest.raises(InputError) as caught:
        sources()(source)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (b"Ten people were killed.", ["stdin-"]),
        (b'{"id": "a", "text": "x y"}\n{"id": "b", "text": "z"}\n', ["a", "b"]),
        (b'{"id": "a", "text": "x y"}', ["a"]),
        (b"<html><body><h1>Bridge hit</h1><p>Ten people were killed on the bridge.</p>", ["stdin-"]),
    ],
)
def test_standard_input_is_read_by_what_it_looks_like(monkeypatch: pytest.MonkeyPatch, content: bytes, ids: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    found = list(sources()("-"))
    assert all(isinstance(entry, Intake) for entry in found)
    assert [entry.document.id for entry in found if isinstance(entry, Intake)] == [
        begun if not begun.endswith("-") else f"{begun}{hashlib.sha256(content).hexdigest()[:8]}" for begun in ids
    ]


def test_endless_standard_input_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"word " * 1_000_000)))
    (found,) = sources(max_bytes=1000)("-")
    assert isinstance(found, Unread)
    assert found.locator == "-"
