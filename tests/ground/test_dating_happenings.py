"""When a happening was, from all the words that the text ties to it."""

from __future__ import annotations

from datetime import date

import pytest

from saidby.ground.intervals import when
from saidby.model import Evidence, Published, TimeExpression, TimeWords, day
from saidby.vocabulary import Known

SUNDAY = Published(interval=day(date(2024, 3, 10)), known=Known.METADATA)
SATURDAY = TimeExpression(weekday=5, direction="nearest")
OVERNIGHT = TimeExpression(part="overnight")
YESTERDAY = TimeExpression(unit="day", shift=-1)
MARCH = TimeExpression(month=3)
WEEK_EARLIER = TimeExpression(unit="week", shift=-1, anchor="narrative")


def _words(*times: TimeExpression) -> list[TimeWords]:
    return [
        TimeWords(evidence=Evidence(start=place, end=place + 4, quote=f"time{place}"), time=time)
        for place, time in enumerate(times)
    ]


@pytest.mark.parametrize(
    ("times", "edtf"),
    [
        ((SATURDAY,), "2024-03-09"),
        ((SATURDAY, MARCH), "2024-03-09"),
        ((MARCH, SATURDAY), "2024-03-09"),
        ((SATURDAY, TimeExpression(month=1, day=5)), "2024-03-09"),  # the nearest holds, what contradicts it is left
        ((TimeExpression(year=2024, month=3, day=10), SATURDAY), "2024-03-09"),  # the running year: a caption's date
        ((TimeExpression(year=1999), SATURDAY), "2024-03-09"),  # a year alone is background
        ((TimeExpression(hour=7, minute=20), YESTERDAY), "2024-03-09"),  # the hour is that day's
        ((YESTERDAY, SATURDAY, TimeExpression(unit="day", shift=0)), "2024-03-09"),  # two words for one day outvote a third
        ((TimeExpression(year=2022, month=5, day=3),), "2022-05-03"),
        ((TimeExpression(year=2022, month=5),), "2022-05"),
    ],
)
def test_the_nearest_words_hold_and_finer_ones_refine(times: tuple[TimeExpression, ...], edtf: str) -> None:
    interval = when(_words(*times), SUNDAY, None).interval
    assert interval is not None
    assert interval.edtf == edtf


@pytest.mark.parametrize("order", [(SATURDAY, OVERNIGHT), (OVERNIGHT, SATURDAY)])
def test_a_day_and_a_part_of_day_are_that_part_of_that_day(order: tuple[TimeExpression, ...]) -> None:
    interval = when(_words(*order), SUNDAY, None).interval
    assert interval is not None
    assert interval.overlaps(day(date(2024, 3, 9)))
    assert (interval.end - interval.start).total_seconds() < 24 * 3600


def test_without_words_it_is_unknown_and_never_the_day_of_publication() -> None:
    assert when([], SUNDAY, None) == (None, "the text ties no time to it")


def test_relative_words_without_a_publication_date_are_unknown_with_the_reason() -> None:
    found = when(_words(YESTERDAY), None, None)
    assert found.interval is None
    assert "document's date is unknown" in found.why


def test_an_explicit_date_needs_no_publication_date() -> None:
    interval = when(_words(TimeExpression(year=2022, month=5, day=3)), None, None).interval
    assert interval == day(date(2022, 5, 3))


def test_words_that_lean_on_the_story_count_from_the_happening_before() -> None:
    interval = when(_words(WEEK_EARLIER), SUNDAY, day(date(2024, 3, 8))).interval
    assert interval is not None
    assert interval.end <= day(date(2024, 3, 8)).start


def test_the_reason_names_the_words_and_how_the_date_is_known() -> None:
    assert when(_words(YESTERDAY), SUNDAY, None).why == "'time0' against 2024-03-10 (metadata)"
