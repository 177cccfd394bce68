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

A driver was shot elsewhere. Five cars burnt out, and 30 officers searched the place.
---
i1 | shelling | Ardale | - | 2031-05-05 | - | - | shell
i2 | shooting | - | - | - | - | - | -
f1 | killed | exact | 5..5 | people | i1 | the mayor | [Five] people were killed
f2 | injured | exact | 1..1 | people | i1 | doctors | A nurse was wounded
f3 | injured | exact | 1..1 | people | i2 | - | A driver was shot
"""


@pytest.fixture(scope="module")
def taught() -> tuple[Lesson, Reading]:
    reading = Reading()
    report = read_block("osk.txt", REPORT)
    return teach("written", report, published_on(report.published), reading, characters()), reading


def test_numbers_have_their_measure_and_what_no_figure_holds_none(taught):
    lesson, reading = taught
    measures = reading.labels(lesson)
    assert (measures["Five"], measures["30"]) == ("killed", "none")


def test_a_number_that_may_repeat_a_figure_is_left_unsaid(taught):
    lesson, reading = taught
    second = reading.text.index("Five cars")
    (piece, *_) = lesson.pieces.within(second, second + 4)
    assert lesson.labels["measure"][piece] == UNSAID


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


def test_counts_of_one_happening_are_paired_as_the_same_and_others_as_not(taught):
    lesson, reading = taught

    def begins(piece: int) -> str:
        return reading.text[lesson.pieces.starts[piece] :].split()[1]

    assert {(frozenset((begins(one), begins(other))), same) for one, other, same in lesson.pairs} == {
        (frozenset(("people", "nurse")), True),
        (frozenset(("people", "driver")), False),
        (frozenset(("nurse", "driver")), False),
    }
