"""A training run that is broken off and taken up ends as one that was not."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")
torch.set_num_threads(1)  # matrices this small are slower in two

from tiny_base import write_base  # noqa: E402

from saidby.annotate.trained.labels import FEATURES, HEADS  # noqa: E402
from saidby.train.fit import Fitting, Schedule, fit  # noqa: E402
from saidby.train.lessons import Sample  # noqa: E402
from saidby.train.network import pretrained  # noqa: E402

SCHEDULE = Schedule(epochs=2, pieces=90, seed=4, renamed=0.5, hidden=0.1)
MARKS = frozenset({139})


def sample(seed: int) -> Sample:
    chance = np.random.default_rng(seed)
    size = 20 + seed
    ids = np.concatenate(([101], chance.integers(103, 160, size - 2), [102]))
    flags = chance.integers(0, 2, (size, len(FEATURES))).astype(np.uint8)
    labels = {head: chance.integers(0, len(HEADS[head]), size).astype(np.int16) for head in ("measure", "speaker")}
    return Sample("made up", ids, flags, labels, ((0, 4, (0,)), (2, 5, (7, 8))), ((4, 5, True), (5, 9, False)))


SAMPLES = [sample(seed) for seed in range(9)]


def begun(base, schedule=SCHEDULE):
    torch.manual_seed(9)
    network = pretrained(base)
    return network, Fitting(network, lambda _: SAMPLES, schedule, MARKS)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return write_base(tmp_path_factory.mktemp("base"))


def same(one, other):
    first, second = one.state_dict(), other.state_dict()
    return all(torch.equal(first[name], second[name]) for name in first)


def test_a_run_taken_up_anywhere_ends_as_the_unbroken_one(base, tmp_path):
    whole, run = begun(base)
    while run.step < run.steps:
        run.advance()
    assert run.steps > 4
    for cut in (1, run.steps // 2, run.steps):
        _, first = begun(base)
        for _ in range(cut):
            first.advance()
        torch.save(first.state(), tmp_path / "state.pt")
        torch.rand(5)
        network, second = begun(base)
        assert not same(network, whole)
        second.restore(torch.load(tmp_path / "state.pt", weights_only=True))
        while second.step < second.steps:
            second.advance()
        assert same(network, whole)


def test_training_lowers_the_loss_and_tells_of_every_epoch(base):
    network, run = begun(base, Schedule(epochs=6, pieces=90, seed=4, warmup=0.01))
    costs = [run.advance()[0] for _ in range(run.steps)]
    third = len(costs) // 3
    assert sum(costs[-third:]) < 0.9 * sum(costs[:third])
    ended = []
    fit(network, lambda _: SAMPLES, SCHEDULE, MARKS, say=lambda _: None, after=ended.append)
    assert ended == [0, 1]


def test_words_keep_their_places(base):
    network, run = begun(base)
    before = network.encoder.embeddings.word_embeddings.weight.clone()
    run.advance()
    assert torch.equal(before, network.encoder.embeddings.word_embeddings.weight)


def test_every_part_that_is_trained_has_one_rate_and_what_goes_past_the_encoder_the_quickest(base):
    network, run = begun(base)
    groups = run._optimiser.param_groups
    taken = [id(parameter) for group in groups for parameter in group["params"]]
    assert sorted(taken) == sorted(id(parameter) for parameter in network.parameters() if parameter.requires_grad)
    (quick,) = [group for group in groups if any(parameter is network.near for parameter in group["params"])]
    assert any(parameter is network.heard.weight for parameter in quick["params"])
    assert quick["initial_lr"] == max(group["initial_lr"] for group in groups)
    assert not network.near.any()
    assert not network.heard.weight.any()
    run.advance()
    assert network.near.any()
    assert network.heard.weight.any()
