"""How often a time expression is found and given TimeML's value: on a text of that shape, written for this."""

from __future__ import annotations

from datetime import datetime

import pytest

from saidby.errors import InputError
from saidby.model import Interval, TimeExpression
from saidby.pipeline import build, ungated
from saidby.score.reading import annotated
from saidby.score.timeml import Timed, timex, told
from saidby.score.times import lines, part_of, read, shares
from saidby.vocabulary import Precision
from score_by_rules import RULES

TEXT = (
    'The bridge <EVENT eid="e1">fell</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2031-05-05">Monday</TIMEX3>.\n'
    'Rain fell for <TIMEX3 tid="t2" type="DURATION" value="P2D">two days</TIMEX3>, and '
    '<TIMEX3 tid="t3" type="DATE" value="1999">last year</TIMEX3> too.\n'
)
ID = next(f"osk_{number}" for number in range(90) if part_of(f"osk_{number}") == "train")


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "TimeBank").mkdir()
    (tmp_path / "TimeBank" / f"{ID}.tml").write_text(
        f'<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2031-05-06">20310506</TIMEX3></DCT><TEXT>{TEXT}</TEXT></TimeML>',
        encoding="utf-8",
    )
    return tmp_path


def test_expressions_are_counted_in_the_text_without_its_marks(corpus):
    text = read(corpus / "TimeBank" / f"{ID}.tml")
    assert text.created == "2031-05-06"
    assert [(text.text[time.start : time.end], time.kind, time.value) for time in text.times] == [
        ("Monday", "DATE", "2031-05-05"),
        ("two days", "DURATION", "P2D"),
        ("last year", "DATE", "1999"),
    ]


def test_a_report_has_every_class_and_the_dates_that_were_read(corpus):
    report = lines(corpus, part="train", errors=False, recipe=RULES)
    found = {line.partition(" P ")[0].strip(): line for line in report if " P " in line}
    assert "R 1.000" in found["DATE found"]
    assert "R 0.500" in found["DATE value"]  # the corpus means another year
    assert "R 1.000" in found["DURATION value"]


def test_errors_say_what_was_to_be_read_and_are_shown_of_part_train_only(corpus):
    report = list(lines(corpus, part="train", errors=True, recipe=RULES))
    assert f"{ID} 'last year' 2030 should be 1999 (written 2031-05-06)" in report
    with pytest.raises(InputError, match="stays unseen"):
        list(lines(corpus, part="unseen", errors=True, recipe=RULES))


def hours(first: int, last: int, precision: Precision) -> Interval:
    return Interval(start=datetime(2031, 5, 5, first), end=datetime(2031, 5, 5, last), precision=precision)


@pytest.mark.parametrize(
    ("time", "interval", "value"),
    [
        (TimeExpression(weekday=0), Interval(start=datetime(2031, 5, 5), end=datetime(2031, 5, 6), precision=Precision.DAY), "2031-05-05"),
        (TimeExpression(hour=8), hours(8, 9, Precision.HOUR), "2031-05-05T08:00"),
        (TimeExpression(part="morning"), hours(6, 12, Precision.PART), "2031-05-05TMO"),
        (TimeExpression(part="overnight"), Interval(start=datetime(2031, 5, 4, 18), end=datetime(2031, 5, 5, 8), precision=Precision.PART), "2031-05-05TNI"),
        (TimeExpression(unit="week", shift=-1), Interval(start=datetime(2031, 4, 28), end=datetime(2031, 5, 5), precision=Precision.WEEK), "2031-W18"),
        (TimeExpression(month=5), Interval(start=datetime(2031, 5, 1), end=datetime(2031, 6, 1), precision=Precision.MONTH), "2031-05"),
        (TimeExpression(month=7), Interval(start=datetime(2031, 7, 1), end=datetime(2031, 10, 1), precision=Precision.MONTH), "2031-Q3"),
        (TimeExpression(month=12), Interval(start=datetime(2031, 12, 1), end=datetime(2032, 3, 1), precision=Precision.MONTH), "2031-WI"),
        (TimeExpression(year=1990), Interval(start=datetime(1990, 1, 1), end=datetime(2000, 1, 1), precision=Precision.YEAR), "199X"),
        (TimeExpression(weekday=5, until=TimeExpression(weekday=6)), Interval(start=datetime(2031, 5, 10), end=datetime(2031, 5, 12), precision=Precision.DAY), "2031-W19-WE"),
        (TimeExpression(part="noon"), hours(12, 13, Precision.PART), "2031-05-05T12:00"),
        (TimeExpression(unit="year"), None, "PAST_REF"),
        (TimeExpression(unit="day", span=True, direction="next"), None, "PXD"),
        (TimeExpression(unit="hour", shift=-24, span=True), None, "PT24H"),
        (TimeExpression(unit="month", shift=-3, span=True), None, "P3M"),
        (TimeExpression(weekday=0), None, ""),
    ],
)  # fmt: skip
def test_an_expression_has_the_value_that_timeml_gives_it(time, interval, value):
    assert timex(time, interval)[1] == value


STORY = [
    ("Late on Monday it rained.", ["2031-05-05"]),
    ("Late Monday it rained; Monday evening it snowed.", ["2031-05-05", "2031-05-05TEV"]),
    ("It rained from 1991 to 1997.", ["1991", "1997"]),
    ("It rained from May 2 to May 4.", ["2031-05-02", "2031-05-04"]),
    ("The third-quarter toll rose in the quarter, unlike a year ago.", ["2030-Q3", "2030-Q3", "2029-Q3"]),
    ("It rained for two weeks, as it does every May.", ["P2W", "XXXX-05"]),
]


@pytest.mark.parametrize(("text", "values"), STORY, ids=[text for text, _ in STORY])
def test_each_expression_of_a_text_has_its_value_in_what_was_told_before(text, values):
    reading = next(annotated(build(ungated(RULES)), {"one": text}))
    assert [time.value for time in told(reading, "2031-05-06")] == values


def test_each_expression_is_counted_once_and_one_of_the_same_value_first():
    asked = [Timed(0, 9, "DATE", "1999")]
    found = [Timed(0, 4, "DATE", "2030"), Timed(5, 9, "DATE", "1999")]
    counted = shares(found, asked)
    assert counted["DATE found"] == (1, 2, 1)
    assert counted["DATE value"] == (1, 2, 1)


@pytest.mark.parametrize(("content", "why"), [(None, "no \\*.tml"), ("<TimeML/>", "no TEXT"), ("{", "not the corpus")])
def test_a_folder_without_such_files_is_refused(tmp_path, content, why):
    if content is not None:
        (tmp_path / f"{ID}.tml").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=why):
        list(lines(tmp_path, part="train", errors=False, recipe=RULES))
