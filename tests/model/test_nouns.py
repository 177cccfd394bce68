from __future__ import annotations

from datetime import date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.errors import EvidenceError
from saidby.model import About, Bounds, Claim, Document, Evidence, Figure, Interval, Original, Statement, day
from saidby.vocabulary import ClaimKind, Measure, Precision, Stance

TEXT = "Twelve people — пять детей — were killed, said Ана́."
DOCUMENT = Document(id="d", text=TEXT, sha256=Original.of(TEXT.encode(), "text/plain").sha256, locator="d.txt")
FIGURE = Figure(measure=Measure.KILLED, bounds=Bounds(low=12, high=12), number="Twelve", unit="people")


def claim(**changes) -> Claim:
    statement = Statement(**{"kind": ClaimKind.FIGURE, "speakers": ("Ана́",), "figure": FIGURE, **changes})
    return Claim.make(DOCUMENT, statement, (Evidence.of(TEXT, 0, 13),), About(event=1), "test")


def test_a_claim_whose_quote_is_not_the_text_cannot_be_made():
    wrong = Evidence(start=0, end=13, quote="Twelve person")
    statement = Statement(kind=ClaimKind.FIGURE, speakers=(), figure=FIGURE)
    with pytest.raises(EvidenceError, match="not the text at 0"):
        Claim.make(DOCUMENT, statement, (wrong,), About(), "test")
    with pytest.raises(EvidenceError, match="at least one quote"):
        Claim.make(DOCUMENT, statement, (), About(), "test")


@given(st.integers(-5, 80), st.integers(-5, 80))
def test_evidence_is_a_part_of_the_text_or_an_error(start, end):
    if 0 <= start < end <= len(TEXT):
        assert Evidence.of(TEXT, start, end).quote == TEXT[start:end]
    else:
        with pytest.raises(EvidenceError):
            Evidence.of(TEXT, start, end)


def test_a_figure_without_a_count_and_a_count_without_a_figure_are_refused():
    with pytest.raises(ValueError, match="needs a figure"):
        claim(figure=None)
    with pytest.raises(ValueError, match="has no figure"):
        claim(kind=ClaimKind.DENIAL)


def test_the_id_follows_the_content_and_nothing_else():
    assert claim().id == claim().id
    assert claim().id != claim(stance=Stance.DENIES).id
    assert claim().id != claim(speakers=()).id
    assert msgspec.structs.replace(claim(), confidence=0.5).id == claim().id


def test_nouns_go_to_json_and_back_unchanged():
    assert msgspec.json.decode(msgspec.json.encode(claim()), type=Claim) == claim()


def test_a_noun_refuses_what_it_does_not_know():
    with pytest.raises(msgspec.ValidationError, match="colour"):
        msgspec.json.decode(b'{"low": 1, "high": 2, "colour": "red"}', type=Bounds)


def test_bounds_need_an_end_and_the_right_order():
    with pytest.raises(ValueError, match="lower or an upper"):
        Bounds(low=None, high=None)
    with pytest.raises(ValueError, match="above"):
        Bounds(low=3, high=2)


ends = st.none() | st.integers(0, 6)
bounds = st.tuples(ends, ends).filter(lambda b: b != (None, None) and (None in b or b[0] <= b[1]))


@given(bounds, bounds)
def test_two_bounds_meet_when_some_number_satisfies_both(one, two):
    def holds(b, n):
        return (b[0] is None or b[0] <= n) and (b[1] is None or n <= b[1])

    meet = any(holds(one, n) and holds(two, n) for n in range(-1, 9))
    assert Bounds(low=one[0], high=one[1]).meets(Bounds(low=two[0], high=two[1])) is meet


EDTF = [
    (datetime(2023, 12, 30), datetime(2023, 12, 31), Precision.DAY, "2023-12-30"),
    (datetime(2023, 12, 30, 18), datetime(2023, 12, 31, 8), Precision.PART, "2023-12-30/2023-12-31"),
    (datetime(2023, 12, 1), datetime(2024, 1, 1), Precision.MONTH, "2023-12"),
    (datetime(2023, 1, 1), datetime(2024, 1, 1), Precision.YEAR, "2023"),
    (datetime(2023, 12, 25), datetime(2024, 1, 1), Precision.WEEK, "2023-12-25/2023-12-31"),
    (datetime(2023, 12, 30, 5, 30), datetime(2023, 12, 30, 5, 31), Precision.MINUTE, "2023-12-30"),
]


@pytest.mark.parametrize(("start", "end", "precision", "edtf"), EDTF)
def test_an_interval_is_written_as_edtf(start, end, precision, edtf):
    assert Interval(start=start, end=end, precision=precision).edtf == edtf


def test_days_that_touch_do_not_overlap_without_slack():
    first, second = day(date(2024, 1, 1)), day(date(2024, 1, 2))
    assert not first.overlaps(second)
    assert first.overlaps(second, timedelta(hours=1))
