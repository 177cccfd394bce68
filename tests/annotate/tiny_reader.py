"""A reader of a few kilobytes: it takes every number for people killed, said by nobody but the document."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from characters import characters
from saidby.annotate.trained.claimed import Thresholds
from saidby.annotate.trained.encoder import Outputs
from saidby.annotate.trained.labels import COLUMNS, FEATURE, FEATURES, HEADS, OPENING, RELATIONS, WIDTH, Relation
from saidby.annotate.trained.nearness import STEPS
from saidby.annotate.trained.weights import ENCODER, TOKENIZER, describe

LENGTH = 4  # of a tie's vector
SURE = 9.0
PIECES = ("scores", "sources", "targets")
"""Answers that each piece has of its own."""


def tiny_encoder() -> onnx.ModelProto:
    """Scores and ties that are sums of rows, one a feature, and of a row for the piece itself; nearness is nearly nothing."""
    chance = np.random.default_rng(7)
    size = len(RELATIONS) * LENGTH
    told = np.zeros((len(FEATURES), WIDTH + 2 * size), np.float32)
    told[FEATURE["quantity"], COLUMNS["measure"].start + HEADS["measure"].index("killed")] = SURE
    known = chance.normal(0, 0.1, (characters().get_vocab_size(), told.shape[1])).astype(np.float32)
    known[:, :WIDTH] = 0
    for relation in (Relation.SAID_BY, Relation.VIA, Relation.AT, Relation.ON, Relation.PART_OF):
        first = WIDTH + RELATIONS.index(relation) * LENGTH
        known[:, first] = 1  # every piece points
        known[characters().token_to_id("[CLS]"), first + size] = SURE  # to the piece that means "none"
    assert OPENING == 0
    for head, labels in HEADS.items():
        if labels[0] == "none":
            known[:, COLUMNS[head].start] = SURE / 2
    nodes = [
        helper.make_node("Gather", ["known", "ids"], ["rows"]),
        helper.make_node("MatMul", ["flags", "told"], ["features"]),
        helper.make_node("Add", ["rows", "features"], ["sum"]),
        helper.make_node("Cast", ["mask"], ["shown"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["shown", "last"], ["column"]),
        helper.make_node("Mul", ["sum", "column"], ["all"]),
        helper.make_node("Split", ["all", "parts"], list(PIECES), axis=-1),
        helper.make_node("Identity", ["apart"], ["near"]),
    ]
    axes = ["windows", "pieces"]
    kinds = {"ids": TensorProto.INT64, "flags": TensorProto.FLOAT, "mask": TensorProto.INT64}
    inputs = [
        helper.make_tensor_value_info(name, kind, [*axes, len(FEATURES)] if name == "flags" else axes)
        for name, kind in kinds.items()
    ]
    shapes = {"near": [len(RELATIONS), STEPS]} | {name: [*axes, None] for name in PIECES}
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shapes[name]) for name in Outputs._fields]
    apart = chance.normal(0, 0.01, (len(RELATIONS), STEPS)).astype(np.float32)
    constants = {"known": known, "told": told, "apart": apart, "last": np.array([2]), "parts": np.array([WIDTH, size, size])}
    graph = helper.make_graph(
        nodes, "tiny", inputs, outputs, [numpy_helper.from_array(value, name) for name, value in constants.items()]
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def write_tiny(folder: Path, *, language: str = "en", version: str = "7") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(tiny_encoder(), folder / ENCODER)
    characters().save(str(folder / TOKENIZER))
    describe(folder, language=language, version=version, thresholds=Thresholds())
    return folder
