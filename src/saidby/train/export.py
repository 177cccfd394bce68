"""A trained network as the file that ships: ONNX, its weights in eight bits.

Embeddings are rounded row by row, the weights of each product column by column, both symmetrically; what is added or
normalised stays as it is. The products themselves are either done in eight bits, each input rounded to its own range as
it comes (dynamic quantisation), or in full floats from the rounded weights: slower on most processors, and closer.
"""

from __future__ import annotations

import copy
import logging
import tempfile
import warnings
from enum import StrEnum
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from saidby.annotate.trained.encoder import Encoder, Floats, Outputs
from saidby.annotate.trained.labels import FEATURES
from saidby.train.network import ARROW, NEAR, Network

OPSET: Final = 17
LARGEST: Final = 127  # of a symmetric signed byte


class Products(StrEnum):
    """How the exported encoder multiplies."""

    EXACT = "exact"  # nothing is rounded: to compare with
    FLOATS = "floats"
    BYTES = "bytes"


class _Rows(nn.Module):
    """Embeddings in bytes, each row with a scale of its own."""

    def __init__(self, rows: Tensor) -> None:
        super().__init__()
        scale = rows.abs().amax(1, keepdim=True).clamp(min=1e-9) / LARGEST
        self.register_buffer("rows", torch.round(rows / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        found: Tensor = self.rows[ids].float() * self.scale[ids]
        return found


class _Outputs(nn.Module):
    """The network's answers in the order of the encoder's protocol."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, flags: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        answers = self.network(ids, flags, mask)
        there = mask[0, 0]  # 1 always; an output that hangs on no input is folded into a constant and loses its name
        return answers.scores, answers.sources, answers.targets, self.network.near * (NEAR * there)


def export(network: Network, path: Path, products: Products) -> None:
    """Writes the network as an ONNX file: inputs ids, flags, mask; outputs as `Outputs` names them."""
    shipped = copy.deepcopy(network).cpu().eval()
    # traced with its masks spelt out: what torch does inside its fused attention makes a slower graph
    shipped.encoder.set_attn_implementation("eager")
    with torch.no_grad():
        shipped.sources.weight /= ARROW**0.5
        shipped.sources.bias /= ARROW**0.5
    if products is Products.EXACT:
        _trace(shipped, path)
        return
    shipped.encoder.embeddings.word_embeddings = _Rows(shipped.encoder.embeddings.word_embeddings.weight.detach())
    if products is Products.FLOATS:
        _trace(shipped, path)
        _round_weights(path)
        return
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        _trace(shipped, whole)
        logging.getLogger().disabled = True  # it advises on steps that are for fixed ranges
        try:
            # Seven bits: on processors without VNNI the sums of two products of eight bits overflow.
            quantize_dynamic(
                whole,
                path,
                per_channel=True,
                reduce_range=True,
                weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul", "Gemm"],
            )
        finally:
            logging.getLogger().disabled = False


def _trace(network: Network, path: Path) -> None:
    ids = torch.ones(2, 9, dtype=torch.int64)
    mask = torch.ones(2, 9, dtype=torch.int64)
    mask[1, 7:] = 0
    names = ("ids", "flags", "mask", *Outputs._fields)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of Python branches that do not depend on the input's values
        torch.onnx.export(
            _Outputs(network).eval(),
            (ids, torch.zeros(2, 9, len(FEATURES)), mask),
            path,
            input_names=names[:3],
            output_names=names[3:],
            dynamic_axes={name: {0: "windows", 1: "pieces"} for name in names if name != "near"},
            opset_version=OPSET,
            dynamo=False,
        )


def _round_weights(path: Path) -> None:
    """Puts the constant factor of every product into bytes, with a scale a column, to be spread out when it is opened."""
    model = onnx.load(path)
    graph = model.graph
    constants = {tensor.name: tensor for tensor in graph.initializer}
    spread = []
    for name in sorted({node.input[1] for node in graph.node if node.op_type == "MatMul" and node.input[1] in constants}):
        factor = onnx.numpy_helper.to_array(constants[name])
        scale = np.maximum(np.abs(factor).max(0), 1e-9) / LARGEST
        graph.initializer.remove(constants[name])
        graph.initializer.append(onnx.numpy_helper.from_array(np.round(factor / scale).astype(np.int8), f"{name}.bytes"))
        graph.initializer.append(onnx.numpy_helper.from_array(scale.astype(np.float32), f"{name}.scale"))
        spread.append(onnx.helper.make_node("DequantizeLinear", [f"{name}.bytes", f"{name}.scale"], [name], axis=1))
    for place, node in enumerate(spread):
        graph.node.insert(place, node)
    onnx.save(model, path)


def encoder(network: Network) -> Encoder:
    """The network as an encoder, to compare with what is exported. It is asked in torch, in full floats."""

    def answer(ids: npt.NDArray[np.int64], flags: Floats, mask: npt.NDArray[np.int64]) -> Outputs:
        network.eval()
        with torch.inference_mode():
            answers = network(*(torch.from_numpy(np.ascontiguousarray(given)) for given in (ids, flags, mask)))
        return Outputs(
            answers.scores.numpy(),
            answers.sources.numpy() / np.float32(ARROW**0.5),
            answers.targets.numpy(),
            network.near.detach().numpy() * np.float32(NEAR),
        )

    return answer
