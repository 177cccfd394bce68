"""Windows are shown otherwise each time, and mean the same."""

from __future__ import annotations

import random

import numpy as np
import pytest

from saidby.annotate.trained.labels import FEATURE, FEATURES, GUESSES
from saidby.train.lessons import Sample
from saidby.train.varying import HIDDEN, Variation, Varying, names

AS_IT_IS = Variation(forget_guesses=0.0, capitals=0.0, unpunctuated=0.0)
ADA, LEE, BOB, RAY, OSK, VELM, SAID = 200, 201, 210, 211, 300, 301, 400


def sample(*words: tuple[int, str]) -> Sample:
    """A window of pieces with a feature each ("" none) between the opening and the closing piece."""
    ids = np.array([101, *(piece for piece, _ in words), 102])
    flags = np.zeros((len(ids), len(FEATURES)), np.uint8)
    for place, (_, feature) in enumerate(words, 1):
        if feature:
            flags[place, FEATURE[feature]] = 1
    return Sample("made up", ids, flags, {"measure": np.arange(len(ids), dtype=np.int16)}, (), ())


FULL = sample((ADA, "person"), (LEE, "person"), (SAID, ""), (OSK, "town"), (SAID, ""), (LEE, "person"), (OSK, "town"))
OTHER = sample((BOB, "person"), (RAY, "person"), (SAID, ""), (VELM, "town"), (SAID, ""), (VELM, "region"))


def shown(one: Sample, variation: Variation, seed: int = 0, *others: Sample) -> Sample:
    return Varying(variation, frozenset({SAID}), (one, *others)).shown(one, random.Random(seed))


def test_without_any_variation_a_window_is_as_it_is():
    found = shown(FULL, AS_IT_IS)
    assert (found.ids == FULL.ids).all()
    assert (found.flags == FULL.flags).all()


def test_names_are_runs_of_one_kind():
    assert list(names(FULL)) == [("person", 1, 3), ("town", 4, 5), ("person", 6, 7), ("town", 7, 8)]


@pytest.mark.parametrize("seed", range(20))
def test_a_name_is_exchanged_for_one_of_its_kind_and_its_surname_for_that_ones(seed):
    found = shown(FULL, Variation(renamed=1.0, forget_guesses=0.0, capitals=0.0, unpunctuated=0.0), seed, OTHER)
    first, last, _, town, _, surname, again = found.ids[1:-1].tolist()
    assert (first, last) in {(ADA, LEE), (BOB, RAY)}
    assert surname == last
    assert town == again
    assert town in {OSK, VELM}
    assert found.labels is FULL.labels


def test_every_name_comes_up_in_time():
    found = {shown(FULL, Variation(renamed=1.0, unpunctuated=0.0), seed, OTHER).ids[4] for seed in range(20)}
    assert found == {OSK, VELM}


def test_words_are_hidden_as_often_as_asked_but_never_the_answers_at_both_ends():
    long = sample(*[(SAID, "")] * 2000)
    found = shown(long, Variation(hidden=0.1, unpunctuated=0.0))
    assert 0.07 < (found.ids == HIDDEN).mean() < 0.13
    everything = shown(long, Variation(hidden=1.0, unpunctuated=0.0)).ids
    assert (everything[0], everything[-1], set(everything[1:-1])) == (101, 102, {HIDDEN})


def test_capitals_show_every_letter_large_and_no_word_begun_with_one():
    found = shown(FULL, Variation(capitals=1.0, unpunctuated=0.0))
    assert found.flags[:, FEATURE["upper"]].all()
    assert not found.flags[:, FEATURE["title"]].any()


def test_forgotten_guesses_are_gone_and_other_features_stay():
    told = sample((OSK, "town"), (SAID, "measure=killed"))
    found = shown(told, Variation(forget_guesses=1.0, capitals=0.0, unpunctuated=0.0))
    assert not found.flags[:, GUESSES].any()
    assert found.flags[1, FEATURE["town"]] == 1


def test_a_window_without_punctuation_keeps_the_labels_of_the_pieces_that_stay():
    found = shown(FULL, Variation(unpunctuated=1.0, capitals=0.0))
    assert SAID not in found.ids
    assert found.labels["measure"].tolist() == [0, 1, 2, 4, 6, 7, 8]


def test_the_window_that_was_given_is_not_changed():
    before = FULL.ids.copy(), FULL.flags.copy()
    shown(FULL, Variation(renamed=1.0, hidden=0.5, capitals=1.0, forget_guesses=1.0), 3, OTHER)
    assert (FULL.ids == before[0]).all()
    assert (FULL.flags == before[1]).all()
