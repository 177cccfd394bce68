"""What an annotated report teaches: labels of its counts and assertions, and ties to who says it, where and when."""

from __future__ import annotations

import pytest
from corpora_reading import Reading

from characters import characters
from saidby.annotate.trained.labels import HEADS, Relation
from saidby.train.lessons import NOBODY, UNSAID, Lesson
from saidby.train.reports import published_on, teach
from saidby.train.written import read_block

REPORT = """=== osk-radio-02
style: radio
published: 2031-05-06
title: Shelling near Ardale
---
Five people were killed in Ardale on Monday, the mayor said. A nurse was wounded by the same shell, doctors said.

A driver was shot elsewhere. Five cars burnt out, and 30 officers searched the place. They let 12 go; all 12 went home. The mayor spoke on Tuesday.
---
i1 | shelling | Ardale | - | 2031-05-05 | - | - | shell
i2 | shooting | - | - | - | - | - | -
f1 | killed | exact | 5..5 | people | i1 | the mayor | [Five] people were killed
f2 | injured | exact | 1..1 | people | i1 | doctors | A nurse was wounded
f3 | injured | exact | 1..1 | people | i2 | - | A driver was shot
f4 | released | exact | 12..12 | people | i2 | - | let [12] go
"""


@pytest.fixture(scope="module")
def taught() -> tuple[Lesson, Reading]:
    reading = Reading()
    report = read_block("osk.txt", REPORT)
    return teach("written", report, published_on(report.published), reading, characters()), reading


MEASURED = [
    ("Five people", "killed"),
    ("30 officers", "none"),
    ("12 go", "released"),
    ("12 went", None),  # perhaps the figure again, which one quote does not show
    ("Five cars", "none"),  # a small count comes twice by chance
]


@pytest.mark.parametrize(("words", "measure"), MEASURED)
def test_numbers_have_their_measure_and_what_no_figure_holds_none_or_nothing(taught, words, measure):
    lesson, reading = taught
    start = reading.text.index(words)
    (piece, *_) = lesson.pieces.within(start, start + 2)
    label = lesson.labels["measure"][piece]
    assert (None if label == UNSAID else HEADS["measure"][label]) == measure


def test_claims_about_one_happening_are_paired_both_ways(taught):
    pairs = {(one, other): same for one, other, same in taught[0].pairs}
    assert pairs
    assert {pairs[other, one] == same for (one, other), same in pairs.items()} == {True}
    assert {True, False} == set(pairs.values())


def test_one_without_a_number_is_a_span_with_its_measure_at_its_first_piece(taught):
    lesson, reading = taught
    spans = []
    for piece, label in enumerate(lesson.labels["alone"]):
        if HEADS["alone"][label] == "B-alone":
            spans.append([piece, piece + 1])
        elif HEADS["alone"][label] == "I-alone":
            spans[-1][1] = piece + 1
    pieces = lesson.pieces
    shown = [reading.text[pieces.starts[first] : pieces.ends[last - 1]] for first, last in spans]
    assert shown == ["A nurse was wounded", "A driver was shot"]
    for first, _ in spans:
        told = {head: HEADS[head][lesson.labels[head][first]] for head in ("measure", "scope", "stance")}
        assert told == {"measure": "injured", "scope": "incident", "stance": "asserts"}
    assert [HEADS["type"][lesson.labels["type"][first]] for first, _ in spans] == ["shelling", "shooting"]


def test_it_is_tied_to_its_speaker_its_place_and_its_day_as_a_number_is(taught):
    lesson, _ = taught
    nurse, driver = [piece for piece, label in enumerate(lesson.labels["alone"]) if HEADS["alone"][label] == "B-alone"]
    ties = {(tie.relation, tie.source): tie.targets for tie in lesson.ties}
    for relation in (Relation.SAID_BY, Relation.AT, Relation.ON):
        assert NOBODY not in ties[relation, nurse]
        assert ties[relation, driver] == (NOBODY,)


def test_the_day_of_speaking_is_not_the_happenings_though_near_to_it(taught):
    lesson, reading = taught
    days = {
        reading.word(lesson, piece) for tie in lesson.ties if tie.relation is Relation.ON for piece in tie.targets if piece >= 0
    }
    assert days == {"Monday"}


def test_counts_of_one_happening_are_paired_as_the_same_and_others_as_not(taught):
    lesson, reading = taught

    def begins(piece: int) -> str:
        return reading.text[lesson.pieces.starts[piece] :].split()[1]

    assert {(frozenset((begins(one), begins(other))), same) for one, other, same in lesson.pairs} == {
        (frozenset(("people", "nurse")), True),
        (frozenset(("people", "driver")), False),
        (frozenset(("nurse", "driver")), False),
        (frozenset(("go;", "people")), False),
        (frozenset(("go;", "nurse")), False),
        (frozenset(("go;", "driver")), True),
    }
