from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.errors import InputError
from saidby.score.parts import chosen, part, refuse_errors, thirds

FIXED = [("report-2", "train"), ("report-4", "tune"), ("report-1", "unseen")]


@pytest.mark.parametrize(("document", "expected"), FIXED)
def test_a_document_stays_in_its_part_for_ever(document, expected):
    assert part(document) == expected


def test_of_many_documents_a_tenth_is_for_tuning_and_a_tenth_unseen():
    found = Counter(part(f"report-{number}") for number in range(5000))
    assert abs(found["tune"] - 500) < 80
    assert abs(found["unseen"] - 500) < 80


@given(st.lists(st.text("ab", max_size=4), unique=True))
def test_the_parts_share_out_the_documents_in_their_order(ids):
    parts = {name: chosen(ids, name) for name in ("train", "tune", "unseen")}
    assert sorted(name for found in parts.values() for name in found) == sorted(ids)
    assert chosen(ids, "all") == ids
    assert all([name for name in ids if name in found] == found for found in parts.values())


def test_two_thirds_and_a_third_make_the_whole():
    names = list(range(10))
    assert thirds(names, "unseen") == [2, 5, 8]
    assert sorted(thirds(names, "unseen") + thirds(names, "train")) == thirds(names, "all") == names


@pytest.mark.parametrize("wanted", ["tune", "unseen", "all"])
def test_only_the_errors_of_the_training_part_are_shown(wanted):
    refuse_errors("train")
    with pytest.raises(InputError, match="--part train"):
        refuse_errors(wanted)
