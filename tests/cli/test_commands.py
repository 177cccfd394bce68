from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from saidby.cli import main

REPORT = """Shells hit Kupiansk market, governor says
At least seven people were killed and 12 wounded when shells hit a market in Kupiansk on Tuesday, Governor Oleh Syniehubov said.
Russia's Defence Ministry said its forces had struck only military targets.
"""


def run(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=given)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("ledger")
    (folder / "kupiansk.txt").write_text(REPORT, encoding="utf-8")
    made = folder / "made.db"
    done = run(
        "read", str(folder / "kupiansk.txt"), "--ledger", str(made), "--published", "2023-08-02", "--publisher", "Eastern Desk"
    )
    assert done.exit_code == 0, done.output
    return made


def claims(ledger: Path) -> list[dict]:
    released = run("release", str(ledger), "--format", "claims")
    return [json.loads(line) for line in released.stdout.splitlines()]


def test_a_report_becomes_figures_with_their_speaker_place_and_date(ledger):
    figures = {claim["measure"]: claim for claim in claims(ledger) if claim["kind"] == "figure"}
    assert (figures["killed"]["low"], figures["killed"]["high"], figures["killed"]["qualifier"]) == (7, None, "at_least")
    assert (figures["injured"]["low"], figures["injured"]["high"]) == (12, 12)
    assert {claim["speakers"][-1] for claim in figures.values()} == {"Governor Oleh Syniehubov"}
    assert {claim["place"]["name"] for claim in figures.values()} == {"Kupiansk"}
    assert {claim["date"] for claim in figures.values()} == {"2023-08-01"}
    assert {claim["source"] for claim in figures.values()} == {"Eastern Desk"}


def test_show_prints_the_speakers_side_by_side_with_the_estimate(ledger):
    shown = run("show", str(ledger)).stdout
    assert "Kupiansk" in shown
    assert "Governor Oleh Syniehubov" in shown
    assert "at least 7" in shown
    assert "envelope@1" in shown
    assert "latest@1" in shown


def test_show_of_one_incident_adds_what_is_no_figure(ledger):
    incident = next(claim["incident"] for claim in claims(ledger) if claim["incident"])
    assert "\ntarget character " in run("show", str(ledger), incident).stdout
    assert "\ntarget character " not in run("show", str(ledger), incident, "--no-assertions").stdout


def test_an_unknown_incident_is_an_error_that_says_where_to_look(ledger):
    shown = run("show", str(ledger), "i-000000000000")
    assert shown.exit_code == 2
    assert "--list" in shown.stderr


@pytest.mark.parametrize("form", ["claims", "csv", "geojson", "html", "incidents"])
def test_reading_the_same_twice_gives_byte_identical_releases(ledger, tmp_path, form):
    other = tmp_path / "other.db"
    source = str(ledger.parent / "kupiansk.txt")
    assert (
        run("read", source, "--ledger", str(other), "--published", "2023-08-02", "--publisher", "Eastern Desk").exit_code == 0
    )
    first, second = tmp_path / "first", tmp_path / "second"
    for made, out in ((ledger, first), (other, second)):
        assert run("release", str(made), "--format", form, "-o", str(out)).exit_code == 0
    assert first.read_bytes() == second.read_bytes() != b""


def test_an_unknown_format_names_those_that_there_are(ledger):
    asked = run("release", str(ledger), "--format", "ged2")
    assert asked.exit_code == 2
    assert "geojson" in asked.stderr


def test_a_release_to_a_folder_that_is_not_there_leaves_nothing_behind(ledger, tmp_path):
    asked = run("release", str(ledger), "-o", str(tmp_path / "no" / "where.jsonl"))
    assert asked.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_release_never_takes_the_place_of_its_ledger(ledger):
    asked = run("release", str(ledger), "-o", str(ledger))
    assert asked.exit_code == 2
    assert run("verify", str(ledger)).exit_code == 0


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-30", "2023"])
def test_dates_at_the_ends_of_the_calendar_are_survived(ledger, tmp_path, published):
    made = str(tmp_path / "odd.db")
    assert run("read", str(ledger.parent / "kupiansk.txt"), "-l", made, "--published", published).exit_code == 0
    assert run("verify", made).exit_code == 0


def test_verify_says_what_holds(ledger):
    checked = run("verify", str(ledger), "--deep")
    assert checked.exit_code == 0
    assert "1 documents" in checked.stdout


def test_what_was_read_is_not_read_again(ledger):
    again = run("read", str(ledger.parent / "kupiansk.txt"), "--ledger", str(ledger))
    assert again.exit_code == 0
    assert "0 documents read, 1 read earlier" in again.stderr


GARDEN = "Garden opens\n\nThe council opened a garden in Dorvane on Monday, the mayor said. It has roses and a pond.\n"


def test_what_has_nothing_about_harm_is_counted_shown_and_told_apart(tmp_path):
    folder, made, page = tmp_path / "in", str(tmp_path / "made.db"), tmp_path / "page.html"
    folder.mkdir()
    (folder / "kupiansk.txt").write_text(REPORT, encoding="utf-8")
    (folder / "garden.txt").write_text(GARDEN, encoding="utf-8")
    done = run("read", str(folder), "--ledger", made)
    assert done.exit_code == 0
    assert "2 documents read, 1 with nothing about harm; " in done.stderr
    assert "2 documents read, 1 with" not in run("read", str(folder), "--ledger", made).stderr
    lines = run("show", made, "--documents").stdout.splitlines()
    (garden,) = [line for line in lines if "Garden opens" in line]
    (shells,) = [line for line in lines if "Shells hit Kupiansk market" in line]
    assert " gate-en@1, nothing about harm " in garden
    assert " trained-en@1 " in shells
    assert lines[-1].startswith("2 documents, ")
    assert ", 1 with nothing about harm" in lines[-1]
    assert run("release", made, "--format", "html", "-o", str(page)).exit_code == 0
    assert "2 documents (1 with nothing about harm), " in page.read_text(encoding="utf-8")
    assert run("verify", made, "--deep").exit_code == 0


def test_standard_input_is_read(tmp_path):
    made = tmp_path / "piped.db"
    assert run("read", "-", "--ledger", str(made), given=REPORT.encode()).exit_code == 0
    assert len(claims(made)) >= 2


def test_a_source_that_is_not_there_is_wrong_use(tmp_path):
    asked = run("read", str(tmp_path / "nothing.txt"), "--ledger", str(tmp_path / "x.db"))
    assert asked.exit_code == 2
    assert len(asked.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "x.db").exists()


def test_a_model_that_is_not_there_is_said_before_a_ledger_is_made(tmp_path):
    (tmp_path / "recipe.toml").write_text('[annotate]\nuse = "trained"\nlanguage = "en"\nmodel = "no/such/folder"\n')
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    made = tmp_path / "made.db"
    done = run("read", str(tmp_path / "report.txt"), "--ledger", str(made), "--recipe", str(tmp_path / "recipe.toml"))
    assert done.exit_code == 2
    assert "no/such/folder" in done.stderr
    assert not made.exists()


def test_a_file_that_is_no_ledger_is_wrong_use_and_stays_as_it_is(tmp_path):
    file = tmp_path / "notes.db"
    file.write_text("my notes\n" * 100)
    assert run("show", str(file)).exit_code == 2
    assert file.read_text() == "my notes\n" * 100


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_shows_an_example_in_its_help(command):
    shown = run(command, "--help").stdout
    examples = [line.strip() for line in shown.split("Options:")[0].splitlines()[1:]]
    assert any(line.startswith(f"saidby {command} ") or line == f"saidby {command}" for line in examples)
    assert "\\b" not in shown


def test_written_reports_are_scored_by_part_and_errors_of_the_unseen_are_not_shown(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    report = """=== {name}
style: wire
source: Velm News
published: 2031-05-06
title: Shelling
---
Five people were killed in Kharkiv on Monday, the mayor said.
---
i1 | shelling | Kharkiv | UA | 2031-05-05 | - | - | -
f1 | killed | exact | 5..5 | people | i1 | the mayor | [Five] people were killed
"""
    (folder / "velm.txt").write_text("\n".join(report.format(name=f"osk-{number}") for number in (0, 2)), encoding="utf-8")
    given = ("score", "written", "--corpus", str(folder))
    assert "documents 1  gold figures 1" in run(*given).stdout
    assert "documents 2  gold figures 2" in run(*given, "--part", "all").stdout
    for refused, why in (
        (run(*given, "--errors"), "stays unseen"),
        (run(*given[:3], str(tmp_path / "none")), "training/reports"),
    ):
        assert refused.exit_code
        assert why in refused.output
