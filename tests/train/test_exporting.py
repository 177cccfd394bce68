"""The file that ships answers as the network that was trained."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")
torch.set_num_threads(1)  # matrices this small are slower in two

from tiny_base import write_base  # noqa: E402

from saidby.annotate.trained.encoder import Outputs  # noqa: E402
from saidby.annotate.trained.labels import FEATURES, RELATIONS, Relation  # noqa: E402
from saidby.annotate.trained.nearness import Ruler  # noqa: E402
from saidby.annotate.trained.session import Session  # noqa: E402
from saidby.train.export import Products, encoder, export  # noqa: E402
from saidby.train.lessons import Sample  # noqa: E402
from saidby.train.measures import apart  # noqa: E402
from saidby.train.network import batch, loss, pretrained  # noqa: E402


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    torch.manual_seed(1)
    made = pretrained(write_base(tmp_path_factory.mktemp("base")))
    with torch.no_grad():  # what begins as nothing, as if it had been learnt
        made.near.normal_(std=0.1)
        made.heard.weight.normal_(std=0.1)
    return made


def windows(rows: int = 3, longest: int = 40):
    chance = np.random.default_rng(2)
    ids = chance.integers(103, 160, (rows, longest))
    flags = chance.integers(0, 2, (rows, longest, len(FEATURES))).astype(np.float32)
    mask = np.ones_like(ids)
    mask[0, 30:] = 0
    return ids, flags, mask


def differences(network, path):
    mine, theirs = encoder(network)(*windows()), Session(path)(*windows())
    shown = windows()[2].astype(bool)
    pieces = [float(np.abs(one - two)[shown].max()) for one, two in zip(mine[:3], theirs[:3], strict=True)]
    return [*pieces, float(np.abs(mine.near - theirs.near).max())]


def test_the_unrounded_file_answers_as_the_network_does(network, tmp_path):
    export(network, tmp_path / "reader.onnx", Products.EXACT)
    assert max(differences(network, tmp_path / "reader.onnx")) < 1e-4


@pytest.mark.parametrize(("products", "most"), [(Products.FLOATS, 0.05), (Products.BYTES, 0.3)])
def test_a_rounded_file_stays_near_and_is_a_third_of_the_size(network, tmp_path, products, most):
    export(network, tmp_path / "exact.onnx", Products.EXACT)
    export(network, tmp_path / "reader.onnx", products)
    found = differences(network, tmp_path / "reader.onnx")
    assert 0 < max(found) < most
    sizes = [sum(len(values) for values in weights(tmp_path / name)) for name in ("exact.onnx", "reader.onnx")]
    assert sizes[1] < 0.4 * sizes[0]


def weights(path):
    import onnx

    return [tensor.raw_data for tensor in onnx.load(path).graph.initializer]


def test_the_network_itself_is_left_as_it_was(network, tmp_path):
    before = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    export(network, tmp_path / "reader.onnx", Products.BYTES)
    after = network.state_dict()
    assert before.keys() == after.keys()
    assert all(torch.equal(before[name], after[name]) for name in before)


@pytest.mark.parametrize("relation", [Relation.SAID_BY, Relation.SAME, Relation.WITH])
@pytest.mark.parametrize(("source", "target"), [(3, 4), (20, 4), (5, 39), (12, 0)])
def test_a_tie_has_the_score_that_was_trained(network, relation, source, target):
    ids, flags, _ = windows(rows=1)
    number = RELATIONS.index(relation)
    given = batch([Sample("x", ids[0], flags[0].astype(np.uint8), {}, ((number, source, (target,)),), ())])
    answers = network.eval()(given.ids, given.flags, given.mask)
    trained = float(loss(answers, given, network.near).detach()) / (len(RELATIONS) / 2)
    scores = encoder(network)(ids, flags, np.ones_like(ids)).tie(0, number, source, Ruler(flags[0], flags.shape[1]))
    assert np.logaddexp.reduce(scores) - scores[target] == pytest.approx(trained, rel=1e-4)


def test_an_encoder_is_nothing_apart_from_itself_and_something_from_another(network):
    ids, flags, _ = windows()
    samples = [Sample("x", row, flag.astype(np.uint8), {}, ((0, 3, (4,)),), ()) for row, flag in zip(ids, flags, strict=True)]
    assert tuple(apart(encoder(network), encoder(network), samples)) == (0, 0, 0, 0)

    def other(ids, flags, mask):
        scores, sources, targets, near = encoder(network)(ids, flags, mask)
        return Outputs(-scores, -sources, targets, -near)

    found = apart(encoder(network), other, samples)
    assert found.labels > 0.9
    assert found.ties > 0.9
    assert 0 < found.mean < found.most <= 1
