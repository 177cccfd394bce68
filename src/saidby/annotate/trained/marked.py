"""Speakers, cues and contents as the encoder marks them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from saidby.annotate.trained.encoder import Floats
from saidby.annotate.trained.page import Page
from saidby.model import Mention
from saidby.vocabulary import Kind

BY: Final = "model:marked"
LIKELY: Final = 0.6
"""How likely a piece of a span is; chosen on the tune part of PolNeAR, for training weighs what is inside twice."""

_KINDS: Final = {"speaker": Kind.SPEAKER, "cue": Kind.CUE, "content": Kind.CONTENT}


def marked(page: Page, head: str) -> Iterator[Mention]:
    """The spans of a head ("speaker", "cue" or "content"), in the order of the text."""
    chances = page.answers.head(head)
    yield from _spans(page, chances[:, 1], chances[:, 1] + chances[:, 2], _KINDS[head])


def _spans(page: Page, begins: Floats, inside: Floats, kind: Kind) -> Iterator[Mention]:
    """Runs of likely pieces in whole words, each word in the first run that has a part of it."""
    first, taken = None, 0
    pieces = page.pieces
    for piece in range(len(inside) + 1):
        ends = piece == len(inside) or inside[piece] < LIKELY or begins[piece] >= LIKELY
        if ends and first is not None:
            start, stop = pieces.whole(first, piece, page.sheet.text)
            if start >= taken:
                sure = float(np.mean(inside[first:piece]))
                yield Mention(kind=kind, start=pieces.starts[start], end=pieces.ends[stop - 1], by=BY, confidence=sure)
                taken = stop
            first = None
        if piece < len(inside) and inside[piece] >= LIKELY and first is None:
            first = piece
