"""The README runs: its shell lines as commands, its Python as Python, its links as files."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from saidby.cli import main
from saidby.release import SHIPPED
from saidby.release.claims import ClaimRecord

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
REPORT = "Blast in Aden\nFive people were killed in a blast in Aden on Monday, police said.\n"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


@pytest.fixture
def workplace(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "aden.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def test_the_commands_of_the_readme_run_in_their_order(workplace):
    lines = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("saidby ")]
    lines = [line for line in lines if not line.startswith("saidby score")]  # runs in its own test, on data of its own
    assert len(lines) >= 4
    for line in lines:
        _, *arguments = shlex.split(line, comments=True)
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 0, (line, done.output)
    assert (workplace / "ledger.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_python_of_the_readme_runs(workplace, capsys):
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), {})  # noqa: S102 - our own documentation
    assert "killed" in capsys.readouterr().out


def test_the_make_targets_of_the_readme_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)", README)) <= targets


def test_the_links_of_the_readme_lead_somewhere():
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_command_stands_in_the_readme_or_in_the_command_pages():
    pages = README + "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md"))
    assert [name for name in main.commands if f"saidby {name}" not in pages] == []


def test_the_page_on_formats_names_every_key_of_a_claim_and_every_format():
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    keys = {field.name for field in msgspec.structs.fields(ClaimRecord)}
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []
    assert re.findall(r"^## (\w+)$", page, flags=re.MULTILINE) == ["claims", "incidents", "csv", "geojson", "html"]
    assert set(SHIPPED) == {"claims", "incidents", "csv", "geojson", "html"}
