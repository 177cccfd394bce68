"""Nearness: each pair of pieces stands on one step of three short scales, in pieces, in sentences and in paragraphs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.annotate.trained.encoder import Outputs, ask
from saidby.annotate.trained.labels import FEATURE, FEATURES, RELATIONS, WIDTH, Relation
from saidby.annotate.trained.nearness import STEPS, Ruler
from saidby.annotate.trained.pieces import Pieces

PIECES, SENTENCES, PARAGRAPHS = range(3)


def window(size: int, *, sentences: list[int] | None = None, paragraphs: list[int] | None = None):
    """The features of a window: where its sentences and its paragraphs begin."""
    flags = np.zeros((size, len(FEATURES)), np.uint8)
    flags[sentences or [], FEATURE["sentence"]] = 1
    flags[paragraphs or [], FEATURE["paragraph"]] = 1
    return flags


def beside(scale: int, source: int, target: int, flags) -> int:
    """The step from one piece to another, counted from that of a piece to itself."""
    found = Ruler(flags, len(flags)).steps(np.array([source]))[0]
    return int(found[target, scale] - found[source, scale])


@pytest.mark.parametrize(
    ("apart", "step"),
    [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (8, 4), (9, 5), (16, 5), (33, 7), (64, 7), (128, 8), (129, 9), (298, 9)],
)
def test_far_pieces_share_a_step_and_before_is_not_after(apart, step):
    flags = window(600)
    assert beside(PIECES, 300, 300 + apart, flags) == step
    assert beside(PIECES, 300, 300 - apart, flags) == -step


STORY = {"sentences": list(range(1, 60, 5)), "paragraphs": list(range(1, 60, 10))}
"""Twelve sentences of five pieces, two to a paragraph; piece 0 stands before the first."""


@pytest.mark.parametrize(
    ("source", "target", "sentences", "paragraphs"),
    [
        (21, 25, 0, 0),  # the same sentence
        (21, 26, 1, 0),  # the next one
        (21, 20, -1, -1),  # the last one of the paragraph before
        (21, 31, 2, 1),
        (21, 41, 4, 2),
        (21, 46, 4, 2),  # five sentences on are no further than four
        (21, 51, 4, 3),
        (21, 59, 4, 3),
        (59, 1, -4, -3),
    ],
)
def test_sentences_and_paragraphs_apart_are_told_up_to_a_point(source, target, sentences, paragraphs):
    flags = window(61, **STORY)
    assert beside(SENTENCES, source, target, flags) == sentences
    assert beside(PARAGRAPHS, source, target, flags) == paragraphs


STARTS = st.lists(st.integers(0, 39), max_size=12)


@given(sentences=STARTS, paragraphs=STARTS, places=st.lists(st.integers(1, 38), min_size=1, max_size=4))
def test_every_step_is_one_of_its_own_scale_and_padding_changes_none(sentences, paragraphs, places):
    flags = window(40, sentences=sentences, paragraphs=paragraphs)
    found = Ruler(flags, 40).steps(np.array(places))
    assert found.shape == (len(places), 40, 3)
    inside = found[:, 1:-1]
    here = [9, 9 + 9 + 1 + 4, 9 + 9 + 1 + 4 + 4 + 1 + 3]  # the middle of each scale
    assert (np.abs(inside - here).max((0, 1)) <= (9, 4, 3)).all()
    assert all(inside[row, place - 1].tolist() == here for row, place in enumerate(places))
    assert (found[:, [0, -1]] == STEPS - 1).all()  # "none" and "without a name" are neither near nor far
    padded = np.concatenate([flags, np.zeros((7, len(FEATURES)), np.uint8)])
    assert np.array_equal(Ruler(padded, 40).steps(np.array(places))[:, :40], found)


def only_near(relation: Relation, step: int):
    """An encoder to which nothing matters but one step of nearness, in one relation."""
    near = np.zeros((len(RELATIONS), STEPS), np.float32)
    near[RELATIONS.index(relation), step] = 50

    def encoder(ids, flags, mask):
        vectors = np.zeros((*ids.shape, len(RELATIONS)), np.float32)
        return Outputs(np.zeros((*ids.shape, WIDTH), np.float32), vectors, vectors, near)

    return encoder


SAME_SENTENCE = int(Ruler(window(3), 3).steps(np.array([1]))[0, 1, SENTENCES])


@pytest.mark.parametrize("place", [0, 9, 10, 155, 240, 305, 444, 599])
def test_nearness_holds_in_every_window_of_a_long_text(place):
    flags = window(600, sentences=list(range(0, 600, 10)))
    found = Pieces(np.arange(600), list(range(600)), list(range(1, 601)), flags)
    answers = ask(only_near(Relation.SAID_BY, SAME_SENTENCE), found)
    own = range(place // 10 * 10, place // 10 * 10 + 10)
    assert answers.tie(Relation.SAID_BY, place).within(own) == pytest.approx(1, abs=1e-5)
    assert answers.tie(Relation.VIA, place).within(own) < 0.1
    assert answers.alike([place, own.start])[0, 1] == pytest.approx(0.5)


def test_nearness_can_make_two_pieces_one_happening():
    found = Pieces(np.arange(60), list(range(60)), list(range(1, 61)), window(60, sentences=list(range(0, 60, 10))))
    answers = ask(only_near(Relation.SAME, SAME_SENTENCE), found)
    assert answers.alike([21, 28])[0, 1] > 0.99
    assert answers.alike([21, 31])[0, 1] == pytest.approx(0.5)
