"""A reader of a few kilobytes: it takes every number for people killed, said by nobody but the document."""

from __future__ import annotations

import string
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from saidby.annotate.trained.claimed import Thresholds
from saidby.annotate.trained.labels import COLUMNS, FEATURE, FEATURES, HEADS, OPENING, RELATIONS, WIDTH, Relation
from saidby.annotate.trained.weights import ENCODER, TOKENIZER, describe

LENGTH = 4  # of a tie's vector
SURE = 9.0
NAMES = ("ids", "flags", "mask", "scores", "sources", "targets")


def tiny_tokenizer() -> Tokenizer:
    signs = string.ascii_lowercase + string.digits + string.punctuation
    words = [f"[unused{number}]" for number in range(1, 100)]
    pieces = ["[PAD]", *words, "[UNK]", "[CLS]", "[SEP]", *signs, *(f"##{sign}" for sign in signs)]
    tokenizer = Tokenizer(WordPiece({piece: place for place, piece in enumerate(pieces)}, unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


def tiny_encoder() -> onnx.ModelProto:
    """Scores and ties that are sums of rows, one a feature, and of a row for the piece itself."""
    chance = np.random.default_rng(7)
    size = len(RELATIONS) * LENGTH
    told = np.zeros((len(FEATURES), WIDTH + 2 * size), np.float32)
    told[FEATURE["quantity"], COLUMNS["measure"].start + HEADS["measure"].index("killed")] = SURE
    known = chance.normal(0, 0.1, (tiny_tokenizer().get_vocab_size(), told.shape[1])).astype(np.float32)
    known[:, :WIDTH] = 0
    for relation in (Relation.SAID_BY, Relation.VIA, Relation.AT, Relation.ON, Relation.PART_OF):
        first = WIDTH + RELATIONS.index(relation) * LENGTH
        known[:, first] = 1  # every piece points
        known[tiny_tokenizer().token_to_id("[CLS]"), first + size] = SURE  # to the piece that means "none"
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
        helper.make_node("Split", ["all", "parts"], list(NAMES[3:]), axis=-1),
    ]
    axes = ["windows", "pieces"]
    kinds = {"ids": TensorProto.INT64, "flags": TensorProto.FLOAT, "mask": TensorProto.INT64}
    inputs = [
        helper.make_tensor_value_info(name, kind, [*axes, len(FEATURES)] if name == "flags" else axes)
        for name, kind in kinds.items()
    ]
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [*axes, None]) for name in NAMES[3:]]
    constants = {"known": known, "told": told, "last": np.array([2]), "parts": np.array([WIDTH, size, size])}
    graph = helper.make_graph(
        nodes, "tiny", inputs, outputs, [numpy_helper.from_array(value, name) for name, value in constants.items()]
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def write_tiny(folder: Path, *, language: str = "en", version: str = "7") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(tiny_encoder(), folder / ENCODER)
    tiny_tokenizer().save(str(folder / TOKENIZER))
    describe(folder, language=language, version=version, thresholds=Thresholds())
    return folder
