"""The page on what is read runs: its commands in their order, with its recipe, to what it says they give."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from saidby.cli import main
from saidby.vocabulary import left_alone

PAGE = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")
REPORTS = {
    "blast.txt": "Blast in Aden\nFive people were killed and nine wounded in a blast in Aden on Monday, police said.\n",
    "garden.txt": "Garden opens\n\nThe council opened a garden on Monday, the mayor said. It has roses and a pond.\n",
}


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)


@pytest.fixture
def said(tmp_path, monkeypatch) -> list[str]:
    """What each command of the page prints."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    for name, text in REPORTS.items():
        (tmp_path / "reports" / name).write_text(text, encoding="utf-8")
    (recipe,) = blocks("toml")
    (tmp_path / "everything.toml").write_text(recipe, encoding="utf-8")
    printed = []
    for line in "".join(blocks("sh")).splitlines():
        _, *arguments = shlex.split(line)
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 0, (line, done.output)
        printed.append(done.output)
    return printed


def test_the_commands_give_what_the_page_says(said):
    read, shown, everything = said
    (summary,) = re.findall(r'"(\d+ documents read[^"]*)"', PAGE)
    assert summary in read
    assert "gate-en@1" in shown
    assert "nothing about harm" not in everything


def test_the_readers_of_the_table_that_leave_alone_are_gates():
    rows = re.findall(r"^\| (`[^|]*) \| (.*) \|$", PAGE, flags=re.MULTILINE)
    assert len(rows) == 3
    for names, meaning in rows:
        assert all(left_alone(name) is ("left alone" in meaning) for name in re.findall(r"`([^`]+)`", names))
