"""What the rules of the pass hand to one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from saidby.annotate.speech.phrases import Phrase
from saidby.vocabulary import Stance


class Piece(NamedTuple):
    """Tokens ``[first, last)`` that are a speaker's words; `label` as a CONTENT mention's."""

    first: int
    last: int
    label: str


@dataclass
class Attribution:
    """One act of speech: cue tokens ``[first, last)``, who (None: nobody named), and what.

    `like` is an earlier attribution whose speaker this one shares ("he said A and added B").
    """

    first: int
    last: int
    stance: Stance
    speaker: Phrase | None
    rule: str
    confidence: float
    contents: list[Piece] = field(default_factory=list)
    like: Attribution | None = None
    relay: Phrase | None = None  # who cites the speaker, where no content of theirs shows it

    def follow(self, model: Attribution) -> None:
        """Takes the speaker of `model`."""
        self.like = model.like or model
        self.speaker = model.speaker
