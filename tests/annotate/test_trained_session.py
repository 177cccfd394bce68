"""The encoder's run: the same answers in any company, with any number of threads, and in another process."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_reader import LENGTH, write_tiny

from saidby.annotate.trained import session as module
from saidby.annotate.trained.encoder import Answers, ask
from saidby.annotate.trained.labels import FEATURES, RELATIONS, WIDTH, Relation
from saidby.annotate.trained.nearness import STEPS
from saidby.annotate.trained.pieces import Pieces
from saidby.annotate.trained.session import Session
from saidby.annotate.trained.weights import ENCODER
from saidby.errors import InputError


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    return write_tiny(tmp_path_factory.mktemp("weights")) / ENCODER


def windows(*sizes: int, seed: int = 1):
    chance = np.random.default_rng(seed)
    longest = max(sizes)
    mask = (np.arange(longest) < np.array(sizes)[:, None]).astype(np.int64)
    ids = chance.integers(103, 160, (len(sizes), longest)) * mask
    flags = chance.integers(0, 2, (len(sizes), longest, len(FEATURES))) * mask[..., None]
    return ids, flags.astype(np.float32), mask


def test_answers_have_a_score_a_label_two_vectors_a_relation_and_what_nearness_adds(encoder):
    found = Session(encoder)(*windows(9, 4))
    assert found.scores.shape == (2, 9, WIDTH)
    assert found.sources.shape == found.targets.shape == (2, 9, len(RELATIONS) * LENGTH)
    assert found.near.shape == (len(RELATIONS), STEPS)


@settings(max_examples=25, deadline=None)
@given(sizes=st.lists(st.integers(1, 12), min_size=1, max_size=4), seed=st.integers(0, 5))
def test_a_window_is_answered_alike_whatever_stands_beside_it(encoder, sizes, seed):
    session, given_windows = Session(encoder), windows(*sizes, seed=seed)
    together = session(*given_windows)
    for row, size in enumerate(sizes):
        alone = session(*(array[row : row + 1, :size] for array in given_windows))
        assert np.array_equal(together.near, alone.near)
        for whole, part in zip(together[:3], alone[:3], strict=True):
            assert np.array_equal(whole[row, :size], part[0])
            assert not whole[row, size:].any()


def test_threads_and_processes_change_nothing(encoder):
    session = Session(encoder, threads=1)
    first = session(*windows(12, 7))
    for other in (Session(encoder, threads=3), pickle.loads(pickle.dumps(session))):  # noqa: S301
        assert all(np.array_equal(one, two) for one, two in zip(first, other(*windows(12, 7)), strict=True))


def test_a_worker_takes_one_thread_and_a_process_alone_two(monkeypatch):
    monkeypatch.setattr(module.os, "cpu_count", lambda: 8)
    assert module.threads() == 2
    monkeypatch.setattr(module.os, "cpu_count", lambda: None)
    assert module.threads() == 1
    monkeypatch.setattr(module.os, "cpu_count", lambda: 8)
    monkeypatch.setattr(module.multiprocessing, "parent_process", object)
    assert module.threads() == 1


def test_a_number_of_threads_below_one_is_refused(encoder):
    with pytest.raises(InputError, match="give at least 1"):
        Session(encoder, threads=0)


def test_a_file_that_is_no_encoder_is_said_when_it_is_asked(tmp_path):
    (tmp_path / "reader.onnx").write_bytes(b"no network")
    session = Session(tmp_path / "reader.onnx")
    with pytest.raises(InputError, match=r"reader\.onnx is no encoder .*; install the model again") as refused:
        session(*windows(3))
    assert "\n" not in str(refused.value)


@settings(max_examples=20, deadline=None)
@given(count=st.integers(1, 1200))
def test_every_piece_of_a_long_text_gets_its_own_scores(encoder, count):
    chance = np.random.default_rng(count)
    ids = chance.integers(103, 160, count)
    found = Pieces(ids, list(range(count)), list(range(1, count + 1)), np.zeros((count, len(FEATURES)), np.uint8))
    answers = ask(Session(encoder), found)
    assert isinstance(answers, Answers)
    chances = answers.head("measure")
    assert chances.shape[0] == count
    assert np.allclose(chances.sum(-1), 1, atol=1e-5)
    pointer = answers.tie(Relation.SAID_BY, count - 1)
    assert pointer.none > 0.5  # the tiny reader has the document say it all
    assert pointer.none + pointer.unnamed + float(pointer.pieces.sum()) == pytest.approx(1, abs=1e-4)
