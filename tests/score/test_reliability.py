"""How often claims are right by the reader's confidence: bins, the error, the table, the plot."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from saidby.cli import main
from saidby.errors import InputError
from saidby.score.gold import Scored, released
from saidby.score.reliability import MOST, Answer, answers, bins, by_chance, calibration_error, lines
from saidby.score.reliability_plot import plot

few = st.sampled_from([0.0, 0.2, 0.5, 0.51, 0.9, 1.0])  # equal confidences are common
some_answers = st.lists(st.builds(Answer, st.one_of(few, st.floats(0, 1)), st.booleans()), max_size=300)


def told(confidence: float, *, right: int, of: int) -> list[Answer]:
    return [Answer(confidence, place < right) for place in range(of)]


@given(some_answers)
def test_every_answer_is_in_one_bin_and_bins_do_not_overlap(found):
    made = bins(found)
    assert len(made) <= MOST
    assert sum(one.answers for one in made) == len(found)
    assert sum(one.right for one in made) == sum(answer.right for answer in found)
    assert all(one.low <= one.mean + 1e-12 and one.mean <= one.high + 1e-12 for one in made)
    assert all(one.high < other.low for one, other in pairwise(made))


@given(some_answers, st.randoms())
def test_the_order_of_answers_makes_no_difference(found, chance):
    mixed = list(found)
    chance.shuffle(mixed)
    assert bins(mixed) == bins(found)


@settings(max_examples=25)
@given(st.sets(st.integers(0, 10_000).map(lambda number: number / 10_000), min_size=100, max_size=250))
def test_bins_of_different_confidences_hold_equally_many(sure):
    sizes = [one.answers for one in bins([Answer(value, right=True) for value in sure])]
    assert len(sizes) == MOST
    assert max(sizes) - min(sizes) <= 1


@given(some_answers)
def test_an_error_is_a_share_and_each_interval_holds_its_share(found):
    made = bins(found)
    assert 0 <= calibration_error(made) <= 1
    assert all(0 <= one.interval[0] <= one.share + 1e-9 and one.share - 1e-9 <= one.interval[1] <= 1 for one in made)


@pytest.mark.parametrize(
    ("found", "error"),
    [
        ([], 0.0),
        (told(0.75, right=75, of=100), 0.0),
        (told(1.0, right=60, of=100), 0.4),
        (told(0.0, right=60, of=100), 0.6),
        (told(0.9, right=80, of=100) + told(0.4, right=30, of=50), 0.1 * 100 / 150 + 0.2 * 50 / 150),
        (told(0.9, right=1, of=2) + told(0.5, right=2, of=2), abs(2.8 - 3) / 4),  # too few for two bins
    ],
)
def test_the_error_is_the_mean_distance_of_confidence_and_share(found, error):
    assert calibration_error(bins(found)) == pytest.approx(error)


def test_an_interval_is_wilsons():
    (one,) = bins(told(0.8, right=8, of=10))
    assert one.interval == pytest.approx((0.4902, 0.9433), abs=1e-4)


def test_chance_alone_gives_an_error_that_falls_as_answers_grow_and_none_to_the_certain():
    some, many = told(0.7, right=0, of=50), told(0.7, right=0, of=5000)
    assert by_chance(some) == pytest.approx((2 * 0.21 / (3.14159 * 50)) ** 0.5, rel=0.1)  # the mean of a half normal
    assert by_chance(many) < by_chance(some) / 8
    assert by_chance(told(1.0, right=3, of=9)) == 0


def claim(confidence: float | None = 0.8, **changes: object) -> Scored:
    fields = {"document": "d", "kind": "figure", "quote": "24 died", "speakers": (), "measure": "killed", "low": 24, "high": 24}
    return Scored(**{**fields, "scope": "incident", "confidence": confidence, **changes})


def denial(confidence: float | None = 0.6, **changes: object) -> Scored:
    said = {"kind": "denial", "quote": "never fired a shot", "measure": None, "low": None, "high": None}
    return claim(confidence, **{**said, **changes})


@pytest.mark.parametrize(
    ("read", "asked", "figures", "assertions"),
    [
        ([claim(0.8)], [claim(None)], [(0.8, True)], []),
        ([claim(0.8, low=23)], [claim(None)], [(0.8, False)], []),
        ([claim(0.8), claim(0.3)], [claim(None)], [(0.8, True), (0.3, False)], []),  # gold has it once
        ([claim(0.8)], [claim(None, implicit=True)], [(0.8, True)], []),  # not asked for, and yet right
        ([claim(0.8)], [claim(None, scope="other")], [(0.8, True)], []),
        ([claim(0.8, scope="other")], [claim(None)], [], []),  # neither is it counted
        ([], [claim(None), denial(None)], [], []),
        ([denial(0.6)], [denial(None)], [], [(0.6, True)]),
        ([denial(0.6), claim(0.8)], [], [(0.8, False)], [(0.6, False)]),
        ([denial(0.6, quote="was nowhere near")], [denial(None)], [], [(0.6, False)]),
    ],
)
def test_a_claim_is_right_when_gold_has_it(read, asked, figures, assertions):
    assert answers({"d": read, "unasked": [claim()]}, {"d": asked}) == {"figures": figures, "assertions": assertions}


def test_claims_of_a_release_do_not_say_how_sure_the_reader_was():
    line = json.dumps({"id": "c-1", "document": "d", "kind": "denial", "quote": "q", "speakers": [], "stance": "asserts"})
    with pytest.raises(InputError, match="leave out --claims"):
        answers(released([line]), {"d": []})
    assert answers(released([line], {"c-1": 0.25, "c-2": 1.0}), {"d": []})["assertions"] == [(0.25, False)]


def test_the_table_has_a_line_for_each_bin_and_one_for_the_whole():
    assert list(lines("figures", [])) == ["reliability of figures: none were read"]
    first, head, *rows, last = lines("figures", told(0.9, right=8, of=10) + told(0.4, right=5, of=10))
    assert first == "reliability of figures: 20, 0.650 right, confidence 0.650 on average"
    assert head.split() == ["confidence", "claims", "mean", "right", "(95", "%)"]
    assert [row.split() for row in rows] == [
        ["0.400-0.400", "10", "0.400", "0.500", "(0.237-0.763)"],
        ["0.900-0.900", "10", "0.900", "0.800", "(0.490-0.943)"],
    ]
    assert re.fullmatch(r"expected calibration error 0\.100; by chance alone 0\.(09|1[01])\d", last)


SVG = "{http://www.w3.org/2000/svg}"


def image_of(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - our own


@given(st.dictionaries(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=9), some_answers, max_size=3))
def test_a_plot_is_well_formed_and_its_marks_lie_within_it(found):
    image = image_of(plot({name: bins(some) for name, some in found.items()}))
    _, _, width, height = map(float, image.attrib["viewBox"].split())
    points = image.findall(f"{SVG}circle")
    assert len(points) == sum(len(bins(some)) for some in found.values())
    assert all(0 < float(one.attrib["cx"]) < width and 0 < float(one.attrib["cy"]) < height for one in points)


def test_a_point_stands_higher_for_more_right_and_further_right_for_surer():
    found = told(0.2, right=9, of=10) + told(0.7, right=1, of=10)
    first, second = image_of(plot({"figures": bins(found)})).findall(f"{SVG}circle")
    assert float(first.attrib["cx"]) < float(second.attrib["cx"])
    assert float(first.attrib["cy"]) < float(second.attrib["cy"])  # counted from above


def test_a_plot_can_be_read_aloud_and_in_the_dark():
    text = plot({"figures": bins(told(0.9, right=8, of=10)), "assertions": []})
    image = image_of(text)
    assert image.attrib["role"] == "img"
    named = {element.attrib["id"]: element.text for element in (*image.findall(f"{SVG}title"), *image.findall(f"{SVG}desc"))}
    assert image.attrib["aria-labelledby"].split() == list(named)
    assert named["told"] == (
        "Figures (10), calibration error 0.100: of 10 said with confidence 0.90, 0.80 are right."
        " Assertions (0), calibration error 0.000: none were read."
    )
    assert "prefers-color-scheme: dark" in text
    assert not re.search(r"(href|src|url)\s*[=(]", text)  # asks nothing of any network


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = {"id": "d", "text": "Seven people were killed when a shell hit Osk, police said."}
    (tmp_path / "docs.jsonl").write_text(json.dumps(text), encoding="utf-8")
    (tmp_path / "gold").mkdir()
    seven = {
        "id": "f1", "quote": "Seven people were killed", "number": "Seven", "speakers": ["police"], "stance": "asserts",
        "measure": "killed", "qualifier": "exact", "low": 7, "high": 7, "unit": "people", "scope": "incident",
    }  # fmt: skip
    told = {"doc": "d", "incidents": [], "assertions": [], "figures": [seven]}
    (tmp_path / "gold" / "d.json").write_text(json.dumps(told), encoding="utf-8")
    return tmp_path


def run(line: str):
    return CliRunner().invoke(main, line.split())


def test_the_command_prints_the_tables_and_writes_the_plot(place):
    done = run("score gold/ --docs docs.jsonl --reliability plot.svg")
    assert done.exit_code == 0, done.output
    assert "reliability of figures: 1, 1.000 right" in done.stdout
    assert "reliability of assertions: " in done.stdout
    assert "Figures (1)" in image_of((place / "plot.svg").read_text(encoding="utf-8")).findtext(f"{SVG}desc", "")


@pytest.mark.parametrize(
    ("line", "taught"),
    [
        ("score polnear --corpus . --reliability plot.svg", "--reliability goes with annotations"),
        ("score gold/ --docs docs.jsonl --reliability no/such/plot.svg", "no/such is no folder"),
        ("score gold/ --claims none.jsonl --reliability plot.svg", "leave out --claims"),
    ],
)
def test_a_plot_that_cannot_be_is_said_in_one_line(place, line, taught):
    released_line = {"document": "d", "kind": "denial", "quote": "q", "speakers": [], "stance": "asserts"}
    (place / "none.jsonl").write_text(json.dumps(released_line), encoding="utf-8")
    done = run(line)
    assert (done.exit_code, taught in done.stderr) == (2, True), done.output
    assert done.stderr.count("\n") == 1
    assert not (place / "plot.svg").exists()
