"""Every kind of bad input: one clear line each, kept with its reason, the run goes on, the exit code says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from saidby.cli import main
from saidby.store import open_ledger

GOOD = "Blast in Aden\nFive people were killed in a blast in Aden on Monday, police said.\n"

BAD: dict[str, Callable[[], bytes]] = {
    "binary.txt": lambda: bytes(range(256)) * 40,
    "empty.txt": lambda: b"",
    "blank.txt": lambda: b" \n\t\n ",
    "one-line-of-50-MB.txt": lambda: b"a shell fell " * 4_000_000,
    "nuls.txt": lambda: b"Five killed\x00 in a blast\x00\n" * 20,
    "year-0.jsonl": lambda: b'{"id": "zero", "text": "Five people were killed.", "published": "0000-05-01"}\n',
    "not-json.jsonl": lambda: b'{"id": "a", "text": \n',
    "surrogate.jsonl": lambda: b'{"id": "s", "text": "Five \\ud800 killed."}\n',
    "no-text.html": lambda: b"<html><head><title></title></head><body><scr",
    "picture.jpg": lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200),
}

READ: dict[str, tuple[bytes, str]] = {
    "latin-1.txt": ("Explosion à Bérgor\nFive people were killed in Bérgor, police said.\n".encode("latin-1"), "Bérgor"),
    "cut-off.html": ((b"<html><head><title>Blast in Aden</title></head><body><article><h1>Blast in Aden</h1><p>Five people were "
                     b"killed in a blast in Aden on Monday, police said, as rescuers went on with their search of the ruins.</p><p>Si"), "Five people"),
    "nested.html": (b"<html><body>" + b"<div>" * 20_000 + b"<p>Five people were killed in a blast in Aden on Monday, police said, "
                    b"as rescuers went on with their search of the ruins of the market.</p>" + b"</div>" * 20_000, "Five people"),
    "right-to-left.txt": ("Blast in Aden\nFive people (خمسة أشخاص) were killed in Aden, police in عدن said on Monday.\n".encode(), "خمسة"),
    "combining.txt": ("Blast in Ade\u0301n\nFive people were killed in Ade\u0301n, police said on Monday.\n".encode(), "Ade\u0301n"),
}  # fmt: skip


def run(folder: Path, ledger: Path):
    return CliRunner().invoke(main, ["read", str(folder), "--ledger", str(ledger)])


@pytest.mark.parametrize("name", sorted(BAD))
def test_bad_input_gives_one_line_and_is_kept_with_its_reason(name, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes(BAD[name]())
    (folder / "zz-good.txt").write_text(GOOD)
    done = run(folder, tmp_path / "made.db")
    assert done.exit_code == 1, done.output
    told = [line for line in done.stderr.splitlines() if line.startswith("not read: ")]
    assert len(told) == 1
    assert name in told[0]
    assert "Traceback" not in done.output
    ledger = open_ledger(tmp_path / "made.db", create=False)
    kept, documents = list(ledger.unread()), list(ledger.documents())
    ledger.close()
    assert len(kept) == 1
    assert "\n" not in kept[0].reason
    assert [document.headline for document in documents] == ["Blast in Aden"]


@pytest.mark.parametrize("name", sorted(READ))
def test_odd_but_honest_input_is_read_with_right_offsets(name, tmp_path):
    content, words = READ[name]
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes(content)
    done = run(folder, tmp_path / "made.db")
    ledger = open_ledger(tmp_path / "made.db", create=False)
    documents, kept, claims = list(ledger.documents()), list(ledger.unread()), list(ledger.claims())
    ledger.close()
    if name == "nested.html" and kept:  # too deep to parse is said, not survived in silence
        assert done.exit_code == 1
        assert "nested" in kept[0].reason
        return
    assert done.exit_code == 0, done.output
    assert words in documents[0].text
    assert claims
    assert all(documents[0].text[e.start : e.end] == e.quote for claim in claims for e in claim.evidence)
