"""A run killed at any moment and begun again ends in the same ledger as one that was left alone."""

from __future__ import annotations

import random

import pytest
from killing import killed_runs, released, unbroken_run
from made_up_stages import PIPELINE

PLACES = ("Velm", "Orsa", "Ketra", "Lower Marsh")


@pytest.fixture
def folder(tmp_path):
    """Sixty reports, some of which cannot be read."""
    chance = random.Random(7)
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(60):
        place = chance.choice(PLACES)
        text = f"{chance.randrange(40)} people died in {place}. Police said {chance.randrange(9)} people died in Orsa."
        suffix = chance.choice(("txt", "txt", "txt", "txt", "bad", "ru"))
        (folder / f"report-{number:02}.{suffix}").write_text("FAIL" if number == 30 else text)
    return folder


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_five_times_it_ends_as_if_it_had_not_been(folder, tmp_path, seed):
    killed, whole = tmp_path / "killed.db", tmp_path / "whole.db"
    moments = killed_runs(lambda: PIPELINE, [str(folder)], killed, kills=5, seed=seed)
    assert len(moments) == 5
    unbroken_run(lambda: PIPELINE, [str(folder)], whole)
    assert released(killed) == released(whole)
