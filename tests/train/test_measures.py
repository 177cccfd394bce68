"""Figures of merit on windows whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest

from saidby.annotate.trained.encoder import Outputs
from saidby.annotate.trained.labels import COLUMNS, FEATURE, FEATURES, HEADS, RELATIONS, WIDTH, Relation
from saidby.annotate.trained.nearness import STEPS
from saidby.train.lessons import UNSAID, Sample
from saidby.train.measures import figures

SIZE = 8


def sample(labels: dict[str, list[int]], ties=(), pairs=(), places=()) -> Sample:
    columns = {head: np.array(values, np.int16) for head, values in labels.items()}
    flags = np.zeros((SIZE, len(FEATURES)), np.uint8)
    flags[list(places), FEATURE["place"]] = 1
    return Sample("made up", np.arange(SIZE), flags, columns, tuple(ties), tuple(pairs))


def answering(labels: dict[str, list[int]], to: int = 0):
    """An encoder that gives these labels, and lets every tie lead to one piece."""

    def encoder(ids, flags, mask):
        scores = np.zeros((1, SIZE, WIDTH), np.float32)
        for head, values in labels.items():
            scores[0, np.arange(SIZE), COLUMNS[head].start + np.array(values)] = 9
        sources = np.ones((1, SIZE, len(RELATIONS)), np.float32)
        targets = -np.ones((1, SIZE, len(RELATIONS)), np.float32)
        targets[0, to] = 1
        return Outputs(scores, sources, targets, np.zeros((len(RELATIONS), STEPS), np.float32))

    return encoder


def measured(encoder, *samples):
    return {name: (round(value, 3), asked) for name, value, asked in figures(encoder, samples)}


def test_a_head_with_none_is_measured_by_f1_over_what_is_known():
    wanted = [UNSAID, 2, 0, 3, 0, UNSAID, 0, 0]
    found = [4, 2, 1, 1, 0, 5, 0, 0]  # one right, two wrong, what is not known left aside
    assert measured(answering({"measure": found}), sample({"measure": wanted})) == {"measure": (0.4, 2)}


def test_a_head_without_none_is_measured_by_its_right_answers():
    wanted = [UNSAID, 1, UNSAID, 0, UNSAID, UNSAID, 2, UNSAID]
    assert "none" not in HEADS["scope"]
    assert measured(answering({"scope": [0, 1, 0, 1, 0, 0, 2, 0]}), sample({"scope": wanted})) == {"scope": (0.667, 3)}


@pytest.mark.parametrize(
    ("found", "value"),
    [
        ([0, 1, 2, 2, 0, 0, 1, 2], 1.0),
        ([0, 0, 0, 1, 0, 0, 0, 1], 1.0),  # overlap is enough
        ([0, 1, 2, 2, 0, 0, 0, 0], 0.667),
        ([1, 0, 0, 0, 1, 0, 0, 0], 0.0),
        ([0, 1, 1, 1, 0, 0, 1, 2], 0.667),  # one assertion in three pieces is two too many
    ],
)
def test_assertions_are_measured_by_spans_that_overlap(found, value):
    wanted = sample({"denial": [0, 1, 2, 2, 0, 0, 1, 2]})
    assert measured(answering({"denial": found}), wanted) == {"assertions": (value, 2)}


def test_ties_are_right_when_they_lead_to_any_of_their_targets():
    by, at = RELATIONS.index(Relation.SAID_BY), RELATIONS.index(Relation.AT)
    ties, pairs = [(by, 3, (0,)), (by, 4, (5, 6)), (at, 3, (5,))], [(1, 5, True), (1, 6, True)]
    expected = {"said_by (narrator)": (0.0, 1), "said_by (others)": (1.0, 1), "at": (1.0, 1), "same": (0.5, 2)}
    assert measured(answering({}, to=5), sample({}, ties, pairs, places=[5])) == expected


def test_a_tie_to_a_place_leads_only_to_what_the_rules_hold_for_one_or_to_none():
    at = RELATIONS.index(Relation.AT)
    for places, found in (([5], 1.0), ([2, 3], 0.0), ([], 0.0)):
        window = sample({}, ties=[(at, 1, (5,))], places=places)
        assert measured(answering({}, to=5), window) == {"at": (found, 1)}
    assert measured(answering({}, to=5), sample({}, ties=[(at, 1, (0,))], places=[])) == {"at": (1.0, 1)}
