"""Speakers, cues and contents as the encoder marks them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from saidby.annotate.trained.page import Page
from saidby.model import Mention
from saidby.vocabulary import Kind

BY: Final = "model:speech"
LIKELY: Final = 0.5

_KINDS: Final = {"speaker": Kind.SPEAKER, "cue": Kind.CUE, "content": Kind.CONTENT}


def marked(page: Page, head: str) -> Iterator[Mention]:
    """The spans of a head ("speaker", "cue" or "content"), in the order of the text."""
    chances = page.answers.head(head)
    begins, inside = chances[:, 1], chances[:, 1] + chances[:, 2]
    first: int | None = None
    pieces = page.pieces
    for piece in range(len(inside) + 1):
        ends = piece == len(inside) or inside[piece] < LIKELY or begins[piece] >= LIKELY
        if ends and first is not None:
            sure = float(np.mean(inside[first:piece]))
            yield Mention(
                kind=_KINDS[head], start=pieces.starts[first], end=pieces.ends[piece - 1], by=BY, confidence=sure
            )  # fmt: skip
            first = None
        if piece < len(inside) and inside[piece] >= LIKELY and first is None:
            first = piece
