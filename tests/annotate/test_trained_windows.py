"""Windows over a long text: each piece belongs to exactly one, which sees what stands around it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from saidby.annotate.trained.pieces import windows

SIZES = st.integers(2, 40).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1)))


@given(count=st.integers(1, 400), sizes=SIZES)
def test_every_piece_is_owned_once_and_in_order(count, sizes):
    size, overlap = sizes
    owned = [piece for window in windows(count, size=size, overlap=overlap) for piece in range(window.own, window.own_last)]
    assert owned == list(range(count))


@given(count=st.integers(1, 400), sizes=SIZES)
def test_a_window_holds_what_it_owns_and_is_never_longer_than_it_may_be(count, sizes):
    size, overlap = sizes
    for window in windows(count, size=size, overlap=overlap):
        assert 0 <= window.first <= window.own < window.own_last <= window.last <= count
        assert window.last - window.first <= size


@given(count=st.integers(1, 400), sizes=SIZES)
def test_neighbours_share_at_least_the_overlap(count, sizes):
    size, overlap = sizes
    spread = windows(count, size=size, overlap=overlap)
    assert all(one.last - other.first >= overlap for one, other in pairwise(spread))


@given(count=st.integers(1, 400), sizes=SIZES)
def test_no_more_is_read_than_the_text_and_what_neighbours_share(count, sizes):
    size, overlap = sizes
    spread = windows(count, size=size, overlap=overlap)
    least = max(1, -(-(count - overlap) // (size - overlap)))
    assert len(spread) == least
    assert sum(window.last - window.first for window in spread) < count + (least - 1) * overlap + least


def test_a_text_that_fits_is_one_window():
    assert [tuple(window) for window in windows(7, size=7, overlap=2)] == [(0, 7, 0, 7)]
