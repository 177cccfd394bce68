"""From a reader's answers about reports whose claims are known to what its confidences are worth."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tiny_base import write_reports

from characters import characters
from saidby.annotate.trained.calibration import UNCALIBRATED, Calibration, Logistic
from saidby.annotate.trained.claimed import Thresholds
from saidby.annotate.trained.weights import describe, weights
from saidby.cli import main
from saidby.errors import InputError
from saidby.model import Bounds, Document, Link, Mention, Reading, TimeExpression
from saidby.score.reliability import Answer, bins, calibration_error
from saidby.train import calibration
from saidby.train.calibration import FEWEST, FLATTEST, fit, with_reports
from saidby.train.trial import tried
from saidby.train.written import read_block
from saidby.vocabulary import Kind, Tie


def given_with(map_: Logistic, *, many: int, seed: int) -> list[Answer]:
    """Answers whose confidences are worth what the map says."""
    chance = np.random.default_rng(seed)
    sure = chance.beta(2, 1.5, many).tolist()
    return [Answer(value, bool(chance.random() < map_.of(value))) for value in sure]


@settings(max_examples=15, deadline=None)
@given(st.builds(Logistic, slope=st.floats(0.4, 2.5), offset=st.floats(-1.5, 1.5)), st.integers(0, 99))
def test_a_known_distortion_is_recovered(distortion, seed):
    found = fit(given_with(distortion, many=8000, seed=seed))
    worst = max(abs(found.of(sure) - distortion.of(sure)) for sure in np.linspace(0.1, 0.9, 17))
    assert worst < 0.05
    assert found.slope == pytest.approx(distortion.slope, abs=0.25)
    assert found.offset == pytest.approx(distortion.offset, abs=0.25)


some_answers = st.lists(
    st.builds(Answer, st.one_of(st.floats(0, 1), st.sampled_from([0.0, 0.5, 1.0])), st.booleans()),
    min_size=FEWEST,
    max_size=120,
)


@settings(max_examples=50, deadline=None)
@given(some_answers)
def test_any_answers_give_a_map_that_rises_and_is_right_on_average(found):
    map_ = fit(found)
    assert map_.slope >= FLATTEST
    right, many = sum(answer.right for answer in found), len(found)
    softened = (right * (right + 1) / (right + 2) + (many - right) / (many - right + 2)) / many
    assert sum(map_.of(sure) for sure, _ in found) / many == pytest.approx(softened, abs=0.002)


@pytest.mark.parametrize("right", [True, False])
def test_answers_that_are_all_alike_make_nobody_certain(right):
    map_ = fit([Answer(0.9, right)] * 60)
    assert abs(map_.of(0.9) - right) == pytest.approx(1 / 62, abs=1e-3)


def test_where_the_surer_are_the_less_right_all_are_worth_about_the_same():
    found = given_with(Logistic(slope=1), many=2000, seed=3)
    turned = fit([Answer(sure, not right) for sure, right in found])
    assert turned.slope == FLATTEST
    share = sum(not right for _, right in found) / len(found)
    assert turned.of(0.2) == pytest.approx(share, abs=0.05)
    assert turned.of(0.8) == pytest.approx(share, abs=0.05)


def test_a_fitted_map_takes_the_error_away():
    found = given_with(Logistic(slope=0.5, offset=-0.8), many=4000, seed=5)
    map_ = fit(found)
    mapped = [Answer(map_.of(sure), right) for sure, right in found]
    assert calibration_error(bins(found)) > 0.15
    assert calibration_error(bins(mapped)) < 0.03


def test_too_few_answers_fit_nothing():
    assert fit([Answer(0.9, right=True)] * (FEWEST - 1)) is None


# --- Which answers are right ----------------------------------------------------------------------------------------

REPORT = """=== osk-1
published: 2031-05-06
---
Seven people were killed in Osk on Monday, the mayor said. A guard fell in Velm. The army denied that it had fired.
---
i1 | shelling | Osk | - | 2031-05-05 | - | - | -
f1 | killed | exact | 7..7 | people | i1 | the mayor | [Seven] people were killed
f2 | killed | exact | 1..1 | guards | i1 | - | A guard fell
a1 | denial | i1 | The army | denied that it had fired | denies
"""
WRITTEN = read_block("osk.txt", REPORT)
MONDAY = TimeExpression(weekday=0)


def mention(words: str, kind: Kind, **more: object) -> Mention:
    start = WRITTEN.text.index(words)
    return Mention(kind=kind, start=start, end=start + len(words), by="model", **more)


def answers_to(*mentions: Mention, ties: list[tuple[Tie, int, int, float]]):
    def annotate(document: Document) -> Reading:
        assert document.text == WRITTEN.text
        assert document.sha256 == sha256(WRITTEN.text.encode()).hexdigest()
        links = [Link(tie=tie, source=one, target=other, by="model", confidence=sure) for tie, one, other, sure in ties]
        return Reading(document=document, reader="trained-en@7", mentions=mentions, links=tuple(links))

    return [(kind, *answer) for kind, answer in tried(annotate, WRITTEN)]


def seven(**bounds: int | None) -> Mention:
    return mention("Seven", Kind.QUANTITY, bounds=Bounds(**{"low": 7, "high": 7, **bounds}))


def killed(sure: float) -> Mention:
    return mention("killed", Kind.HARM, label="killed", confidence=sure)


def test_a_figure_is_right_with_its_measure_and_bounds():
    assert answers_to(seven(), killed(0.7), ties=[(Tie.MEASURES, 0, 1, 0.7)]) == [("measure", 0.7, True)]
    assert answers_to(seven(high=None), killed(0.7), ties=[(Tie.MEASURES, 0, 1, 0.7)]) == [("measure", 0.7, False)]
    hurt = mention("killed", Kind.HARM, label="injured", confidence=0.7)
    assert answers_to(seven(), hurt, ties=[(Tie.MEASURES, 0, 1, 0.7)]) == [("measure", 0.7, False)]


def test_one_without_a_number_is_right_with_its_measure_and_is_asked_apart():
    guard = mention("A guard", Kind.QUANTITY, label="implicit", bounds=Bounds(low=1, high=1), confidence=0.4)
    fell = mention("fell", Kind.HARM, label="killed", confidence=0.6)
    assert answers_to(guard, fell, ties=[(Tie.MEASURES, 0, 1, 0.6)]) == [("alone", 0.6, True)]
    army = mention("The army", Kind.QUANTITY, label="implicit", bounds=Bounds(low=2, high=2), confidence=0.4)
    assert answers_to(army, fell, ties=[(Tie.MEASURES, 0, 1, 0.6)]) == [("alone", 0.6, False)]


@pytest.mark.parametrize(
    ("words", "kind", "right"),
    [("it had fired", "denial", True), ("it had fired", "threat", False), ("fell in Velm", "denial", False)],
)
def test_an_assertion_is_right_where_its_kind_and_words_meet_one(words, kind, right):
    said = mention(words, Kind.ASSERTION, label=kind, value="denies", confidence=0.8)
    assert answers_to(said, ties=[]) == [("assertion", 0.8, right)]


@pytest.mark.parametrize(
    ("source", "name", "found"),
    [
        ("Seven", "the mayor", [("speaker", 0.9, True)]),
        ("Seven", "The army", [("speaker", 0.9, False)]),
        ("Seven", "(unnamed)", [("speaker", 0.9, False)]),
        ("Monday", "the mayor", []),  # none of the report's counts
    ],
)
def test_a_speaker_is_asked_for_what_the_report_counts(source, name, found):
    count = mention(source, Kind.QUANTITY, bounds=Bounds(low=7, high=7))
    voice = mention("the mayor", Kind.SPEAKER, value=name)
    assert answers_to(count, voice, ties=[(Tie.SAID_BY, 0, 1, 0.9)]) == found


def test_the_report_of_a_narrator_has_no_speaker():
    guard = mention("A guard", Kind.QUANTITY, label="implicit", bounds=Bounds(low=1, high=1))
    assert answers_to(guard, mention("The army", Kind.SPEAKER), ties=[(Tie.SAID_BY, 0, 1, 0.9)]) == [("speaker", 0.9, False)]


def test_places_and_days_are_asked_once_by_name_of_what_a_claim_is_about():
    trigger = mention("killed", Kind.TRIGGER, label="shelling")
    osk, again, velm = (
        mention(words, Kind.PLACE, value=name) for words, name in (("Osk", "Osk"), ("in Osk", "Osk"), ("Velm", None))
    )
    monday = mention("Monday", Kind.TIME, time=MONDAY)
    morning = mention("Monday", Kind.TIME, time=TimeExpression(month=3))
    ties = [
        (Tie.ABOUT, 0, 1, 1.0),
        (Tie.AT, 1, 2, 0.6),
        (Tie.AT, 1, 3, 0.6),
        (Tie.AT, 1, 4, 0.3),
        (Tie.ON, 1, 5, 0.8),
        (Tie.ON, 1, 6, 0.2),
    ]
    found = answers_to(seven(), trigger, osk, again, velm, monday, morning, ties=ties)
    assert found == [("place", 0.6, True), ("place", 0.3, False), ("time", 0.8, True), ("time", 0.2, False)]


def test_what_rules_tied_is_no_answer_of_the_model():
    def annotate(document: Document) -> Reading:
        count = replace(seven(), by="numbers@1")
        voice = mention("The army", Kind.SPEAKER)
        link = Link(tie=Tie.SAID_BY, source=0, target=1, by="speech@1", confidence=0.9)
        return Reading(document=document, reader="rules@1", mentions=(count, voice), links=(link,))

    assert list(tried(annotate, WRITTEN)) == []


# --- The command ----------------------------------------------------------------------------------------------------


def test_readers_are_calibrated_on_sources_with_whole_reports():
    assert {"written", "gold"} <= set(with_reports(()))
    assert "polnear" not in with_reports(())
    assert "gold" not in with_reports(["gold"])
    with pytest.raises(InputError, match="there is no source 'writen'"):
        with_reports(["writen"])
    with pytest.raises(InputError, match="leave fewer out"):
        with_reports(with_reports(()))


def sure_of_all(document: Document) -> Reading:
    """A reader that takes the first word of each report for a figure of two people killed, as sure as can be."""
    end = document.text.index(" ", start := document.text.index("\n\n") + 2)
    two = Mention(kind=Kind.QUANTITY, start=start, end=end, by="model", bounds=Bounds(low=2, high=2))
    harm = Mention(kind=Kind.HARM, start=start, end=end, by="model", label="killed")
    link = Link(tie=Tie.MEASURES, source=0, target=1, by="model")
    return Reading(document=document, reader="trained-en@7", mentions=(two, harm), links=(link,))


@pytest.fixture
def reader(tmp_path, monkeypatch) -> Path:
    """The folder of a reader, beside reports to calibrate it on; how it reads is the function above."""
    monkeypatch.setattr(calibration, "reading_with", lambda *_, **__: sure_of_all)
    write_reports(tmp_path)
    folder = tmp_path / "reader"
    folder.mkdir()
    (folder / "reader.onnx").write_bytes(b"stands for an encoder")
    characters().save(str(folder / "tokenizer.json"))
    describe(folder, language="en", version="7", thresholds=Thresholds(measure=0.3))
    return folder


def calibrate(folder: Path, *more: str):
    sources = [part for name in with_reports(()) if name != "written" for part in ("--without", name)]
    return CliRunner().invoke(
        main, ["train", "--out", str(folder), "--corpora", str(folder.parent), "--calibrate", *sources, *more]
    )


def test_the_command_writes_what_confidences_are_worth_and_changes_nothing_else(reader, monkeypatch):
    monkeypatch.setattr(calibration, "FEWEST", 2)
    before = weights(str(reader))
    done = calibrate(reader)
    assert done.exit_code == 0, done.output
    after = weights(str(reader))
    assert after._replace(calibration=before.calibration) == before
    assert after.calibration == Calibration(measure=after.calibration.measure)
    assert after.calibration.measure.of(1.0) < 0.6  # one in three tells of two killed
    assert re.search(
        r"confidence of measure: 3 answers, calibration error from 0\.667 to 0\.\d+ \(slope .*, offset .*\)", done.stderr
    )
    assert "confidence of assertion: 0 answers, too few to fit" in done.stderr
    first = (reader / "reader.json").read_bytes()
    assert calibrate(reader).exit_code == 0
    assert (reader / "reader.json").read_bytes() == first


def test_with_too_few_reports_every_confidence_is_left_as_it_is(reader):
    done = calibrate(reader)
    assert done.exit_code == 0, done.output
    assert weights(str(reader)).calibration == UNCALIBRATED


@pytest.mark.parametrize("more", [["--epochs", "2"], ["--resume"], ["--recipe", "mine.toml"]])
def test_what_goes_with_training_alone_is_refused(reader, more):
    done = calibrate(reader, *more)
    assert (done.exit_code, "--calibrate trains nothing" in done.stderr) == (2, True)


def test_a_folder_without_a_reader_is_refused(reader):
    (reader / "reader.json").unlink()
    done = calibrate(reader)
    assert (done.exit_code, "lacks reader.json" in done.stderr) == (2, True), done.output
