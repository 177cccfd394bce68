"""How near a tie's two ends are: in pieces, in sentences, in paragraphs; each a step on a short signed scale.

What a claim is tied to stands mostly close by, or at the head of the text; a learnt number a step says how much
(relative position biases; Raffel et al. 2020).
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from saidby.annotate.trained.labels import FEATURE

Steps = npt.NDArray[np.int64]

_PIECES: Final = np.array([1, 2, 3, 5, 9, 17, 33, 65, 129])  # where the next step of distance in pieces begins
_SENTENCES: Final = 4  # sentences away, at most told apart
_PARAGRAPHS: Final = 3

_SENTENCES_AT: Final = 2 * len(_PIECES) + 1
_PARAGRAPHS_AT: Final = _SENTENCES_AT + 2 * _SENTENCES + 1
_NOWHERE: Final = _PARAGRAPHS_AT + 2 * _PARAGRAPHS + 1  # of the opening and the closing piece, which stand for no place
STEPS: Final = _NOWHERE + 1
"""Steps of the three scales, side by side."""


class Ruler:
    """Measures how near the pieces of one window are to each other."""

    def __init__(self, flags: npt.NDArray[np.uint8] | npt.NDArray[np.float32], length: int) -> None:
        """Takes the window's features, pieces by FEATURES, and how many of these are no padding."""
        self.length, self._places = length, np.arange(len(flags))
        self._sentences: Steps = np.cumsum(flags[:, FEATURE["sentence"]] > 0)
        self._paragraphs: Steps = np.cumsum(flags[:, FEATURE["paragraph"]] > 0)

    def steps(self, sources: Steps) -> Steps:
        """For each of some pieces and each piece of the window, the step on each scale: sources by pieces by 3."""
        apart = self._places[None, :] - sources[:, None]
        near = np.sign(apart) * np.searchsorted(_PIECES, np.abs(apart), side="right") + len(_PIECES)
        sentences = np.clip(self._sentences[None, :] - self._sentences[sources][:, None], -_SENTENCES, _SENTENCES)
        paragraphs = np.clip(self._paragraphs[None, :] - self._paragraphs[sources][:, None], -_PARAGRAPHS, _PARAGRAPHS)
        found = np.stack((near, sentences + _SENTENCES + _SENTENCES_AT, paragraphs + _PARAGRAPHS + _PARAGRAPHS_AT), -1)
        found[:, [0, self.length - 1]] = _NOWHERE
        return found
