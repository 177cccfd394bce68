"""The rules of the house that no linter knows."""

from __future__ import annotations

import re
import statistics
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
STAGES = ["acquire", "annotate", "extract", "ground", "link", "reconcile", "release", "store"]


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_over_500_lines_and_the_median_is_near_100():
    assert [path.name for path in SOURCES if lines(path) > 500] == []
    assert 50 <= statistics.median(map(lines, SOURCES)) <= 130


def test_no_file_has_a_name_that_says_nothing():
    assert [path for path in SOURCES if path.stem in {"utils", "util", "helpers", "common", "misc", "base"}] == []


def test_every_stage_has_its_folder_its_catalogue_and_its_tests():
    for stage in STAGES:
        assert (ROOT / "src" / "saidby" / stage / "__init__.py").read_text(encoding="utf-8").startswith('"""The catalogue of *')
        assert list((ROOT / "tests" / stage).glob("test_*.py"))


def test_no_machine_path_stands_in_the_project():
    pattern = re.compile(r"/(work|root|home)/\w|/tmp/[a-z]")
    files = [*SOURCES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "Makefile"]
    assert [path for path in files if path != Path(__file__) and pattern.search(path.read_text(encoding="utf-8"))] == []


def test_every_dependency_says_why_it_was_chosen():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = tomllib.loads(text)["project"]["dependencies"]
    assert [name for name in wanted if not re.search(rf'"{re.escape(name)}",\s+# \w', text)] == []


def test_one_language_is_one_lexicon_file():
    folder = ROOT / "src" / "saidby" / "annotate" / "lexicons"
    assert all(path.suffix == ".toml" and len(path.stem) == 2 for path in folder.iterdir())
