from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from saidby.cli import main
from saidby.errors import InputError
from saidby.score.gold import Scored, gold, released, same_date, same_name, score


def figure(**changes) -> Scored:
    fields = {
        "document": "d", "kind": "figure", "quote": "24 people were killed", "speakers": ("the governor",), "stance": "asserts",
        "measure": "killed", "qualifier": "exact", "low": 24, "high": 24, "scope": "incident", "incident": "i", "place": "Velm",
        "date": "2024-01-06", "incident_type": "shelling",
    }  # fmt: skip
    return Scored(**{**fields, **changes})


def f1(predicted: list[Scored], asked: list[Scored]) -> dict[str, float]:
    report = score({"d": predicted}, {"d": asked})
    return {name: round(share.f1, 3) for name, share in report.shares.items()}


def test_the_same_claims_score_one_on_every_measure():
    claims = [figure(), figure(measure="injured", low=9, high=9), figure(kind="denial", measure=None, quote="did not fire")]
    assert set(f1(claims, claims).values()) == {1.0}


CASES = [
    ("another bound is another figure", {"low": 23}, {"figure": 0.0, "tuple": 0.0}),
    ("another speaker", {"speakers": ("the mayor",)}, {"figure": 1.0, "figure+speaker": 0.0, "tuple": 0.0}),
    (
        "a relay too many",
        {"speakers": ("Meridian", "the governor")},
        {"figure+speaker": 1.0, "figure+chain": 0.0, "tuple": 1.0},
    ),
    ("the narrator instead of a speaker", {"speakers": ()}, {"figure+speaker": 0.0}),
    ("another town", {"place": "Orsa"}, {"figure+place": 0.0, "figure+date": 1.0, "tuple": 0.0}),
    ("no date", {"date": None}, {"figure+date": 0.0}),
    ("a neighbouring interval", {"date": "2024-01-05/2024-01-06"}, {"figure+date": 1.0}),
    ("a whole month", {"date": "2024-01"}, {"figure+date": 0.0}),
    ("another qualifier", {"qualifier": "about"}, {"figure": 1.0, "tuple": 0.0}),
]


@pytest.mark.parametrize(("name", "changes", "expected"), CASES, ids=[case[0] for case in CASES])
def test_one_fault_costs_the_measures_that_ask_for_it(name, changes, expected):
    found = f1([figure(**changes)], [figure()])
    assert {key: found[key] for key in expected} == expected


def test_an_extra_figure_costs_precision_and_a_missed_one_recall():
    both = [figure(), figure(low=30, high=30)]
    extra = score({"d": both}, {"d": [figure()]}).shares["figure"]
    missed = score({"d": [figure()]}, {"d": both}).shares["figure"]
    assert (extra.precision, extra.recall) == (0.5, 1.0)
    assert (missed.precision, missed.recall) == (1.0, 0.5)


@pytest.mark.parametrize("left_out", [{"implicit": True}, {"scope": "other"}])
def test_implicit_and_hypothetical_gold_is_neither_asked_for_nor_punished(left_out):
    optional = figure(low=1, high=1, **left_out)
    assert f1([figure()], [figure(), optional])["figure"] == 1.0
    assert f1([figure(), figure(low=1, high=1)], [figure(), optional])["figure"] == 1.0


def test_each_gold_figure_is_matched_once_by_the_closest_prediction():
    report = score({"d": [figure(speakers=()), figure()]}, {"d": [figure()]})
    assert report.shares["figure+speaker"].hits == 1
    assert report.shares["figure"].predicted == 2


def test_b_cubed_falls_when_two_incidents_are_taken_for_one():
    asked = [figure(), figure(low=3, high=3, incident="j")]
    merged = score({"d": [figure(), figure(low=3, high=3)]}, {"d": asked}).b_cubed
    assert merged == (0.5, 1.0)


NAMES = [
    ("the Ukrainian air force", "Ukrainian air force", True),
    ("Syniehubov", "Regional Gov. Oleh Syniehubov", True),
    ("Russia's ministry", "Ukraine's ministry", False),
    ("police", "officials", False),
]


@pytest.mark.parametrize(("first", "second", "same"), NAMES)
def test_names_are_the_same_when_one_holds_the_other_or_half_the_words_are_shared(first, second, same):
    assert same_name(first, second) is same_name(second, first) is same


def test_a_date_that_is_none_is_no_date_rather_than_an_error():
    assert not same_date("soon", "2024-01-06")
    assert same_date(None, None)


def test_gold_that_is_no_annotation_is_named(tmp_path):
    (tmp_path / "bad.json").write_text('{"doc": 3}')
    with pytest.raises(InputError, match=r"bad\.json"):
        gold(tmp_path)
    with pytest.raises(InputError, match="no annotation files"):
        gold(tmp_path / "nothing")


def test_released_claims_are_read_by_the_keys_of_the_contract():
    line = {
        "document": "d",
        "kind": "figure",
        "quote": "q",
        "speakers": [],
        "stance": "asserts",
        "place": {"name": "Velm", "country": "XA"},
        "new": 1,
    }
    assert released([json.dumps(line), ""])["d"][0].place == "Velm"


def errors(predicted: list[Scored], asked: list[Scored]) -> dict[str, list[str]]:
    return {cause: found for cause, found in score({"d": predicted}, {"d": asked}).errors.items() if found}


FAULTS = [
    ("nothing", figure(), figure(), []),
    ("another measure", figure(measure="injured"), figure(), ["other measure"]),
    ("another bound", figure(high=None), figure(), ["other bounds"]),
    ("other words altogether", figure(quote="a dozen homes burned", low=12, high=12), figure(), ["missed", "extra"]),
    ("another speaker", figure(speakers=("the mayor",)), figure(), ["wrong speaker"]),
    ("another place and no date", figure(place="Orsa", date=None), figure(), ["wrong place", "wrong date"]),
    ("another kind", figure(kind="motive", measure=None), figure(kind="denial", measure=None), ["assertion: other kind"]),
    (
        "an assertion of other words",
        figure(kind="denial", measure=None, quote="never fired a shot"),
        figure(kind="denial", measure=None, quote="was nowhere near"),
        ["assertion: missed", "assertion: extra"],
    ),
    (
        "an assertion by another",
        figure(kind="denial", measure=None, speakers=()),
        figure(kind="denial", measure=None),
        ["assertion: wrong speaker"],
    ),
]


@pytest.mark.parametrize(("name", "read", "right", "causes"), FAULTS, ids=[case[0] for case in FAULTS])
def test_each_error_is_listed_once_under_its_cause(name, read, right, causes):
    found = errors([read], [right])
    assert list(found) == causes
    assert all(line.startswith("d ") for lines in found.values() for line in lines)


def test_an_interval_stands_beside_every_f1():
    lines = [line for line in score({"d": [figure()]}, {"d": [figure()]}).lines() if " F1 " in line]
    assert len(lines) == 9
    assert all(line.endswith("F1 1.000 (1.000-1.000)") for line in lines if not line.startswith("assertion"))


def annotations(folder, count: int):
    for number in range(count):
        found = {"doc": f"d{number}", "incidents": [], "figures": [], "assertions": []}
        (folder / f"d{number}.json").write_text(json.dumps(found))


def test_every_third_annotated_report_is_unseen(tmp_path):
    annotations(tmp_path, 7)
    assert list(gold(tmp_path, "unseen")) == ["d2", "d5"]
    assert list(gold(tmp_path, "train")) == ["d0", "d1", "d3", "d4", "d6"]
    assert len(gold(tmp_path)) == 7
    with pytest.raises(InputError, match="no tune part"):
        gold(tmp_path, "tune")


FOLLIES = [
    (["score", "isaf"], "--corpus"),
    (["score", "gold"], "--corpus"),
    (["score", "nowhere"], "SET is demo, written, gold, actors, isaf"),
    (["score", "isaf", "--corpus", "."], "isaf.jsonl is not there"),
    (["score", "polnear", "--corpus", "."], "PolNeAR"),
    (["score", "pitf", "--corpus", ".", "--docs", "."], "its texts in its own folder"),
    (["score", "polnear", "--corpus", ".", "--errors"], "add --part train"),
    (["score", "gold", "--corpus", ".", "--errors"], "add --part train"),
]


@pytest.mark.parametrize(("arguments", "taught"), FOLLIES, ids=[" ".join(case[0][1:]) for case in FOLLIES])
def test_a_wrong_command_says_in_one_line_what_to_do(arguments, taught, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2
    assert taught in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_demo_reports_go_on_being_read_right():
    done = CliRunner().invoke(main, ["score", "demo"])
    assert done.exit_code == 0, done.output
    lines = {
        line.split(" P ")[0].strip(): float(line.split(" F1 ")[1].split()[0])
        for line in done.stdout.splitlines()
        if " F1 " in line
    }
    assert lines["figure"] >= 0.94
    assert lines["figure+speaker"] >= 0.92
