from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.score.shares import Share, accuracy, f1_interval, grouped, line, right, total

rows = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)).map(lambda n: Share(min(n), n[1], n[2])),
    min_size=1,
    max_size=8,
)


@given(rows)
def test_an_interval_holds_shares_and_has_its_lower_end_first(found):
    low, high = f1_interval(found)
    assert 0 <= low <= high <= 1


@given(rows)
def test_the_same_counts_give_the_same_interval(found):
    assert f1_interval(found) == f1_interval(list(found))


@given(rows)
def test_documents_that_are_all_alike_leave_no_doubt(found):
    alike = [found[0]] * 5
    assert f1_interval(alike) == pytest.approx((total(alike).f1,) * 2)


def test_more_documents_narrow_the_interval():
    few = [right(yes=number % 2 == 0) for number in range(10)]
    many = few * 20
    (low, high), (lower, higher) = f1_interval(few), f1_interval(many)
    assert low < lower < total(many).f1 < higher < high
    assert higher - lower == pytest.approx(4 * (0.25 / 200) ** 0.5, rel=0.2)  # the normal approximation


def test_no_documents_are_no_error():
    assert total([]) == Share(0, 0, 0)
    assert line("empty", []) == "empty              P 0.000 R 0.000 F1 0.000 (0.000-0.000)"


def test_a_measure_is_printed_with_its_interval():
    assert line("cue", [Share(1, 1, 2)]) == "cue                P 1.000 R 0.500 F1 0.667 (0.667-0.667)"
    assert accuracy("date", [right(yes=True)] * 3) == "date               1.000 (1.000-1.000) of 3"


def test_errors_are_printed_by_cause_and_empty_causes_left_out():
    assert list(grouped({"missed": ["a", "b"], "extra": []})) == ["== missed (2)", "a", "b"]
