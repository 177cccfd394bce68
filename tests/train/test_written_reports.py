"""Written reports: what their lines say, and the faults that are named to whoever writes them."""

from __future__ import annotations

import pytest

from saidby.errors import InputError
from saidby.train.written import as_gold, read_block, read_written, uncounted

HEAD = """=== osk-radio-01
style: radio
source: Radio Osk
published: 2031-05-06
title: Five dead near Osk
---
Five people were killed on Monday near Osk, the mayor said. Two of the five were nurses.

The UN, citing doctors, put the dead of the year at more than 300. Rebels denied that they had fired.
---
"""
LINES = """i1 | armed_clash | Osk | - | 2031-05-05 | Rebels | nurses; people | -
f1 | killed | exact | 5..5 | people | i1 | the mayor | [Five] people were killed
f1+ | [Five] dead
f2 | killed | exact | 2..2 | nurses | i1 | the mayor | [Two] of the five were nurses | part of f1
f3 | killed | more_than | 301.. | dead | cumulative | The UN > doctors | more than [300]
a1 | denial | i1 | Rebels | denied that they had fired | denies
"""


def told(lines: str = LINES):
    return read_block("osk.txt", HEAD + lines)


def test_a_report_begins_with_its_title_and_keeps_who_published_it_when():
    report = told()
    assert (report.id, report.source, report.published) == ("osk-radio-01", "Radio Osk", "2031-05-06")
    assert report.text.startswith("Five dead near Osk\n")


def test_figures_have_bounds_scope_chain_part_and_every_quote():
    first, second, third = told().figures
    text = told().text
    assert [text[quote.start : quote.end] for quote in first.quotes] == ["Five people were killed", "Five dead"]
    assert [text[quote.number_start : quote.number_end] for quote in first.quotes] == ["Five", "Five"]
    assert (first.incident, first.speakers, second.subset_of) == ("i1", ("the mayor",), "f1")
    assert (third.low, third.high, third.scope, third.incident) == (301, None, "cumulative", None)
    assert third.speakers == ("The UN", "doctors")


def test_assertions_and_incidents_are_as_they_stand():
    report = told()
    (assertion,), (incident,) = report.assertions, report.incidents
    assert (assertion.kind, assertion.stance, assertion.incident) == ("denial", "denies", "i1")
    assert (incident.targets, incident.weapons, incident.country) == (("nurses", "people"), (), None)


def test_a_quote_may_be_a_later_occurrence():
    report = told(LINES + "f4 | killed | exact | 5..5 | people | i1 | - | the [five] #1\n")
    assert report.text[: report.figures[-1].quotes[0].start].endswith("Two of ")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[Five] people were killed", "[Five] people were shot", "not in the text word for word"),
        ("more than [300]", "more than [300] #2", "or not so often"),
        ("the mayor | [Two]", "the governor | [Two]", "the speaker 'the governor' is not in the text"),
        ("5..5", "5", "bounds are written low..high"),
        ("5..5", "7..5", "low is above high"),
        ("part of f1", "part of f9", "part of f9, which is not there"),
        ("| cumulative |", "| always |", "no incident always; write its id, cumulative or other"),
        ("f2 | killed", "f2 | slain", "'slain' is not a valid Measure"),
        ("denial | i1", "figure | i1", "a figure has a line of its own kind"),
        ("denial | i1", "denial | i7", "no incident i7"),
        ("2031-05-05 |", "5 May |", "5 May is no EDTF date"),
        ("| Rebels | nurses; people | -", "| Rebels | nurses", "an incident has eight cells"),
        ("nurses; people", "monks; people", "'monks' is not in the text word for word"),
        ("a1 |", "x1 |", "a line begins with i, f or a and a number"),
        ("f3 |", "f1 |", "ids are given once"),
        ("f1+ |", "f8+ |", "'fN+' follows an fN"),
    ],
)
def test_a_fault_is_named_with_its_report_and_what_is_wanted(old, new, problem):
    assert old in LINES
    with pytest.raises(InputError) as refused:
        told(LINES.replace(old, new, 1))
    message = str(refused.value)
    assert problem in message
    assert "osk" in message
    assert "\n" not in message


def test_a_file_holds_reports_one_after_another(tmp_path):
    second = (HEAD + LINES).replace("osk-radio-01", "osk-radio-02")
    (tmp_path / "osk.txt").write_text(HEAD + LINES + "\n" + second, encoding="utf-8")
    assert [report.id for report in read_written(tmp_path / "osk.txt")] == ["osk-radio-01", "osk-radio-02"]


def test_numbers_that_no_figure_holds_are_shown_with_the_words_around_them():
    shown = list(
        uncounted(
            told(
                LINES.replace(
                    "f3 | killed | more_than | 301.. | dead | cumulative", "f3 | killed | exact | 3..3 | dead | other"
                ).replace("more than [300]", "the dead of the year")
            )
        )
    )
    assert any("300" in words for words in shown)
    assert not any("Five people" in words for words in shown)


def test_a_report_can_be_had_as_an_annotation_of_the_guidelines():
    gold = as_gold(told())
    assert gold["doc"] == "osk-radio-01"
    figures = gold["figures"]
    assert isinstance(figures, list)
    assert (figures[0]["quote"], figures[0]["number"], figures[0]["speakers"]) == (
        "Five people were killed",
        "Five",
        ("the mayor",),
    )
