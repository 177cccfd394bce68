"""Runs that learn from the same sources may share the folder where lessons are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch")

from saidby.train.recipe import load_recipe
from saidby.train.workplace import FOLDER, Workplace


def work(out: Path, shelf: Path | None, *, resume: bool = False) -> Workplace:
    return Workplace(out, load_recipe(None, without=[], epochs=None), {"written": "a"}, resume=resume, shelf=shelf)


def never() -> list[object]:
    raise AssertionError("lessons are made a second time")


def test_lessons_on_a_shelf_are_made_once_and_outlast_the_run(tmp_path: Path) -> None:
    first = work(tmp_path / "one", tmp_path / "shelf")
    assert first.lessons("written-train-a", list) == []
    first.clear()
    assert not (tmp_path / "one" / FOLDER).exists()
    assert work(tmp_path / "two", tmp_path / "shelf").lessons("written-train-a", never) == []


def test_without_a_shelf_lessons_are_the_runs_own(tmp_path: Path) -> None:
    first = work(tmp_path / "one", None)
    first.lessons("written-train-a", list)
    assert work(tmp_path / "one", None, resume=True).lessons("written-train-a", never) == []
    with pytest.raises(AssertionError, match="a second time"):
        work(tmp_path / "two", None).lessons("written-train-a", never)
