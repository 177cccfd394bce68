"""Time expressions become intervals, against the publication, the story, or neither."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.ground.times import resolve
from saidby.model import Interval, Published, TimeExpression, day
from saidby.vocabulary import Known, Precision

SUNDAY = date(2023, 12, 31)


def published(value: date = SUNDAY) -> Published:
    return Published(interval=day(value), known=Known.METADATA)


def expression(**fields: object) -> TimeExpression:
    return TimeExpression(**fields)  # type: ignore[arg-type]


# words, fields, EDTF of the interval for a report of Sunday, 31 December 2023
DAYS = [
    ("30 December 2023", {"year": 2023, "month": 12, "day": 30}, "2023-12-30"),
    ("December 2023", {"year": 2023, "month": 12}, "2023-12"),
    ("2019", {"year": 2019}, "2019"),
    ("Saturday", {"weekday": 5, "direction": "nearest"}, "2023-12-30"),
    ("Sunday, on a Sunday", {"weekday": 6, "direction": "nearest"}, "2023-12-31"),
    ("last Sunday, on a Sunday", {"weekday": 6, "direction": "last"}, "2023-12-24"),
    ("next Sunday", {"weekday": 6, "direction": "next"}, "2024-01-07"),
    ("this Monday", {"weekday": 0, "direction": "this"}, "2023-12-25"),
    ("December 29", {"month": 12, "day": 29}, "2023-12-29"),
    ("January 3: within a week ahead", {"month": 1, "day": 3}, "2024-01-03"),
    ("January 15: the last one", {"month": 1, "day": 15}, "2023-01-15"),
    ("January 15, by no verb: two months ahead at most", {"month": 1, "day": 15, "direction": "nearest"}, "2024-01-15"),
    ("March 15, by no verb", {"month": 3, "day": 15, "direction": "nearest"}, "2023-03-15"),
    ("by January 15", {"month": 1, "day": 15, "direction": "next"}, "2024-01-15"),
    ("29 February", {"month": 2, "day": 29}, "2020-02-29"),
    ("in June", {"month": 6, "direction": "nearest"}, "2023-06"),
    ("last December, in December", {"month": 12, "direction": "last"}, "2022-12"),
    ("next May", {"month": 5, "direction": "next"}, "2024-05"),
    ("yesterday", {"unit": "day", "shift": -1}, "2023-12-30"),
    ("two days ago", {"unit": "day", "shift": -2}, "2023-12-29"),
    ("last week", {"unit": "week", "shift": -1}, "2023-12-18/2023-12-24"),
    ("this week", {"unit": "week", "shift": 0}, "2023-12-25/2023-12-31"),
    ("Monday last week", {"unit": "week", "shift": -1, "weekday": 0}, "2023-12-18"),
    ("early this week", {"unit": "week", "shift": 0, "modifier": "early"}, "2023-12-25/2023-12-26"),
    ("last month", {"unit": "month", "shift": -1}, "2023-11"),
    ("12 months ago", {"unit": "month", "shift": -12}, "2022-12"),
    ("last year", {"unit": "year", "shift": -1}, "2022"),
    ("Dec. 30 last year", {"unit": "year", "shift": -1, "month": 12, "day": 30}, "2022-12-30"),
    ("early June", {"month": 6, "direction": "nearest", "modifier": "early"}, "2023-06-01/2023-06-10"),
    ("mid-January 2022", {"year": 2022, "month": 1, "modifier": "mid"}, "2022-01-11/2022-01-20"),
    ("late February 2021", {"year": 2021, "month": 2, "modifier": "late"}, "2021-02-21/2021-02-28"),
    ("December 29-31", {"month": 12, "day": 29, "until": TimeExpression(month=12, day=31)}, "2023-12-29/2023-12-31"),
    ("30 December to 2 January", {"month": 12, "day": 30, "until": TimeExpression(month=1, day=2)}, "2023-12-30/2024-01-02"),
    ("Friday to Sunday", {"weekday": 4, "until": TimeExpression(weekday=6)}, "2023-12-29/2023-12-31"),
    ("the summer of 1994", {"year": 1994, "month": 6, "until": TimeExpression(year=1994, month=8)}, "1994-06-01/1994-08-31"),
    ("winter 2014", {"year": 2014, "month": 12, "until": TimeExpression(year=2015, month=2)}, "2014-12-01/2015-02-28"),
    ("the winter", {"month": 12, "direction": "nearest", "until": TimeExpression(month=2)}, "2023-12-01/2024-02-29"),
    ("last winter, in winter", {"month": 12, "direction": "last", "until": TimeExpression(month=2)}, "2022-12-01/2023-02-28"),
    ("this quarter", {"unit": "quarter", "shift": 0}, "2023-10-01/2023-12-31"),
    ("last quarter", {"unit": "quarter", "shift": -1}, "2023-07-01/2023-09-30"),
    ("the quarter, in a story without one", {"unit": "quarter", "shift": 0, "anchor": "narrative"}, "2023-07-01/2023-09-30"),
    (
        "next year's first quarter",
        {"unit": "year", "shift": 1, "month": 1, "until": TimeExpression(month=3)},
        "2024-01-01/2024-03-31",
    ),
    ("the 1990s", {"year": 1990, "until": TimeExpression(year=1999)}, "1990-01-01/1999-12-31"),
]


@pytest.mark.parametrize(("words", "fields", "expected"), DAYS, ids=[words for words, _, _ in DAYS])
def test_days_weeks_months_and_years(words: str, fields: dict[str, object], expected: str) -> None:
    found = resolve(expression(**fields), published())
    assert found is not None
    assert found.edtf == expected


HOURS = [
    ("overnight", {"part": "overnight"}, datetime(2023, 12, 30, 18), datetime(2023, 12, 31, 8)),
    ("overnight into Saturday", {"part": "overnight", "weekday": 5}, datetime(2023, 12, 29, 18), datetime(2023, 12, 30, 8)),
    ("last night", {"unit": "day", "shift": -1, "part": "night"}, datetime(2023, 12, 30, 20), datetime(2023, 12, 31, 6)),
    ("Saturday evening", {"weekday": 5, "part": "evening"}, datetime(2023, 12, 30, 18), datetime(2023, 12, 31)),
    ("the early hours of Sunday", {"weekday": 6, "part": "early"}, datetime(2023, 12, 31), datetime(2023, 12, 31, 6)),
    ("5:30 a.m.", {"hour": 5, "minute": 30}, datetime(2023, 12, 31, 5, 30), datetime(2023, 12, 31, 5, 31)),
    ("seven in the evening on Saturday", {"hour": 7, "part": "evening", "weekday": 5}, datetime(2023, 12, 30, 19), datetime(2023, 12, 30, 20)),
    ("10 p.m. to 2 a.m.", {"hour": 22, "until": TimeExpression(hour=2)}, datetime(2023, 12, 31, 22), datetime(2024, 1, 1, 3)),
    ("past 24 hours", {"unit": "hour", "shift": -24, "span": True}, datetime(2023, 12, 30), datetime(2024, 1, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("words", "fields", "start", "end"), HOURS, ids=[case[0] for case in HOURS])
def test_parts_of_days_and_clock_times(words: str, fields: dict[str, object], start: datetime, end: datetime) -> None:
    found = resolve(expression(**fields), published())
    assert found is not None
    assert found.start == start
    # a stretch up to now ends with the last moment of a day of publication whose hour is unknown
    assert end - timedelta(seconds=1) <= found.end <= end


def test_a_day_earlier_is_told_from_the_story_and_not_from_the_report() -> None:
    earlier = expression(unit="day", shift=-1, anchor="narrative")
    found = resolve(earlier, published(), narrative=day(date(2023, 6, 10)))
    assert found == day(date(2023, 6, 9))
    assert resolve(earlier, published()) is None


def months(first: date, last: date) -> Interval:
    return Interval(
        start=datetime.combine(first, datetime.min.time()),
        end=datetime.combine(last, datetime.min.time()),
        precision=Precision.MONTH,
    )


MAY, QUARTER = months(date(2023, 5, 1), date(2023, 6, 1)), months(date(2023, 4, 1), date(2023, 7, 1))

STORY = [
    ("in May ... a year earlier", {"unit": "year", "shift": -1}, MAY, "2022-05"),
    ("in the second quarter ... a year earlier", {"unit": "year", "shift": -1}, QUARTER, "2022-04-01/2022-06-30"),
    ("in the second quarter ... in the quarter", {"unit": "quarter", "shift": 0}, QUARTER, "2023-04-01/2023-06-30"),
    ("in the second quarter ... the previous quarter", {"unit": "quarter", "shift": -1}, QUARTER, "2023-01-01/2023-03-31"),
    ("in May ... later that year", {"unit": "year", "shift": 0}, MAY, "2023"),
    ("in May ... the following year", {"unit": "year", "shift": 1, "direction": "next"}, MAY, "2024"),
    ("on 10 June ... a year earlier", {"unit": "year", "shift": -1}, day(date(2023, 6, 10)), "2022"),
]


@pytest.mark.parametrize(("words", "fields", "before", "expected"), STORY, ids=[case[0] for case in STORY])
def test_years_and_quarters_are_counted_from_the_months_last_spoken_of(
    words: str, fields: dict[str, object], before: Interval, expected: str
) -> None:
    found = resolve(expression(**fields, anchor="narrative"), published(), narrative=before)
    assert found is not None
    assert found.edtf == expected


@pytest.mark.parametrize(
    "fields",
    [{"weekday": 5}, {"unit": "day", "shift": -1}, {"month": 12, "day": 30}, {"part": "overnight"}, {"hour": 5}],
)
def test_what_is_relative_stays_unknown_without_a_publication_date(fields: dict[str, object]) -> None:
    assert resolve(expression(**fields), None) is None


def test_a_year_needs_no_publication_date() -> None:
    assert resolve(expression(year=2023, month=12, day=30), None) == day(date(2023, 12, 30))


@pytest.mark.parametrize(
    "fields",
    [
        {"year": 2023, "month": 2, "day": 30},
        {"year": 0, "month": 1, "day": 1},
        {"year": 9999, "month": 12, "day": 31},
        {"year": 12000},
        {"unit": "year", "shift": -5000},
        {"unit": "day", "shift": -(10**9)},
        {"unit": "hour", "shift": None},
        {"unit": "quarter", "shift": -(10**9)},
    ],
)
def test_a_date_that_does_not_exist_is_unknown(fields: dict[str, object]) -> None:
    assert resolve(expression(**fields), published()) is None


def test_an_uncertain_day_of_publication_widens_what_hangs_on_it() -> None:
    two_days = Interval(start=datetime(2023, 12, 30), end=datetime(2024, 1, 1), precision=Precision.DAY)
    report = Published(interval=two_days, known=Known.TEXT)
    found = resolve(expression(unit="day", shift=-1), report)
    assert found is not None
    assert (found.start, found.end) == (datetime(2023, 12, 29), datetime(2023, 12, 31))
    assert resolve(expression(weekday=4), report) == day(date(2023, 12, 29))


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "year": st.sampled_from([0, 1, 2023, 9999]),
        "month": st.sampled_from([1, 2, 12]),
        "day": st.sampled_from([1, 29, 31]),
        "weekday": st.sampled_from([0, 6]),
        "direction": st.sampled_from(["last", "next", "this", "nearest"]),
        "unit": st.sampled_from(["minute", "hour", "day", "week", "month", "quarter", "year"]),
        "anchor": st.sampled_from(["publication", "narrative"]),
        "shift": st.sampled_from([-10000, -1, 0, 1]),
        "span": st.booleans(),
        "part": st.sampled_from(["night", "overnight", "early", "midnight"]),
        "modifier": st.sampled_from(["early", "mid", "late"]),
        "hour": st.sampled_from([0, 23]),
    },
)


@given(FIELDS, st.none() | FIELDS, st.sampled_from([date(1, 1, 1), date(2024, 2, 29), date(9999, 12, 30)]))
def test_whatever_is_resolved_is_a_stretch_of_time(
    fields: dict[str, object], until: dict[str, object] | None, today: date
) -> None:
    ending = expression(**until) if until is not None else None
    found = resolve(expression(**fields, until=ending), published(today), months(date(2023, 4, 1), date(2023, 7, 1)))
    assert found is None or found.start < found.end


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 6))
def test_a_bare_weekday_is_in_the_week_that_ends_with_the_publication(today: date, weekday: int) -> None:
    found = resolve(expression(weekday=weekday, direction="nearest"), published(today))
    assert found is not None
    assert found.start.weekday() == weekday
    assert timedelta(0) <= today - found.start.date() < timedelta(days=7)
