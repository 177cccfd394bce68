from __future__ import annotations

import time
import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from saidby.acquire import sources
from saidby.acquire.dating import in_text, in_url, inferred
from saidby.acquire.instants import in_words, instant
from saidby.errors import InputError
from saidby.model import Intake, Published
from saidby.vocabulary import Known, Precision

CASES = tomllib.loads((Path(__file__).parent / "dating_cases.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_text_is_dated_by_where_a_date_stands(case: dict[str, str]) -> None:
    found = in_text(case["text"])
    assert (found.edtf if found else "") == case["published"]


@pytest.mark.parametrize(
    ("value", "start", "precision"),
    [
        ("2023", datetime(2023, 1, 1), Precision.YEAR),
        ("2023-12", datetime(2023, 12, 1), Precision.MONTH),
        ("2023-12-31", datetime(2023, 12, 31), Precision.DAY),
        ("2023-12-31T14:05:59", datetime(2023, 12, 31, 14, 5), Precision.MINUTE),
        ("2023-12-31T14:05Z", datetime(2023, 12, 31, 14, 5), Precision.MINUTE),
        ("2024-01-01T01:05:00.123+02:00", datetime(2023, 12, 31, 23, 5), Precision.MINUTE),
        ("2023-12-31 22:30-0330", datetime(2024, 1, 1, 2, 0), Precision.MINUTE),
        ("2023-12-31T14Z", datetime(2023, 12, 31, 14), Precision.HOUR),
        ("2023-12-31T00:00:00+03:00", datetime(2023, 12, 31), Precision.DAY),  # no time known, not the evening before
        ("2999-01-01", datetime(2999, 1, 1), Precision.DAY),  # nothing here knows today
    ],
)
def test_an_instant_is_naive_utc_with_the_precision_that_was_given(value: str, start: datetime, precision: Precision) -> None:
    found = instant(value)
    assert (found.start, found.precision) == (start, precision)
    assert found.start < found.end


def test_a_clock_time_is_an_interval_of_one_minute() -> None:
    found = instant("2023-12-31T23:59Z")
    assert found.end == datetime(2024, 1, 1)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "2023-02-30",
        "0000-05-01",
        "2023-13",
        "9999-12-31",
        "0001-01-01T01:00+05:00",
        "2023-12-31T25:00",
        "12/31/2023",
        "soon",
        "²⁰²³",
    ],
)
def test_a_date_that_does_not_exist_is_an_error(value: str) -> None:
    with pytest.raises(ValueError, match=r"no date|does not exist"):
        instant(value)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2023/12/31/slug", "2023-12-31"),
        ("https://a.example/world/2023/dec/31/slug", "2023-12-31"),
        ("https://a.example/2023-12-31/slug", "2023-12-31"),
        ("https://a.example/slug-20231231.html", "2023-12-31"),
        ("https://a.example/2023/13/31/slug", None),
        ("https://a.example/id/20239999", None),
        ("https://a.example/1234567890", None),
        ("https://a.example/slug?date=2023-12-31", None),
        (None, None),
    ],
)
def test_a_url_is_dated_by_its_path(url: str | None, day: str | None) -> None:
    found = in_url(url)
    assert (found.edtf if found else None) == day


def test_the_day_in_the_text_beats_a_file_name_and_a_month_in_the_url() -> None:
    text = "Bridge hit\n7 May 2023\nA bridge was hit."
    assert inferred(text, url="https://a.example/2023/06/x", name="2023-08-01.txt") == Published(
        interval=instant("2023-05-07"), known=Known.TEXT
    )
    assert inferred("x", url=None, name="bridge-2023-08-01.txt") == Published(interval=instant("2023-08-01"), known=Known.URL)
    assert inferred("x", url="https://a.example/2023/06/x", name="x") == Published(interval=instant("2023-06"), known=Known.URL)
    assert inferred("x", url="https://a.example/x", name="x") is None


def test_the_users_date_comes_before_all_others(tmp_path: Path) -> None:
    path = tmp_path / "bridge-2023-08-01.txt"
    path.write_text("Bridge hit\n7 May 2023\n")
    (found,) = sources(published="2020-02")(str(path))
    assert isinstance(found, Intake)
    assert found.document.published == Published(interval=instant("2020-02"), known=Known.USER)


def test_a_users_date_that_does_not_exist_is_refused_at_once() -> None:
    with pytest.raises(InputError, match="does not exist"):
        sources(published="2023-02-30")


def test_a_value_in_words_is_a_date_only_as_a_whole() -> None:
    assert in_words("December 31, 2023, 14:05") == instant("2023-12-31")
    assert in_words("since December 31, 2023") is None


@pytest.mark.parametrize("line", ["a", " ", "1 ", "(@", "May 1, ", "A, ", "12:00 ", "(@a) "])
def test_a_line_of_a_megabyte_is_looked_through_in_no_time(line: str) -> None:
    begun = time.monotonic()
    assert in_text(line * (1_000_000 // len(line))) is None
    assert time.monotonic() - begun < 2
