"""What the model's confidences are worth: each kind through a map of its own to how often such an answer is right.

The map is logistic on the log odds, with two parameters (Platt 1999); :mod:`saidby.train.calibration` fits them. It never
falls, so that of two answers of a kind the surer stays the surer, and it comes after all decisions of the reader.
"""

from __future__ import annotations

from math import log, tanh
from typing import Annotated, Final

import msgspec
from msgspec.structs import replace

from saidby.annotate.trained import between
from saidby.annotate.trained import claimed as claims
from saidby.model import Mention, Reading
from saidby.stages import Annotate
from saidby.vocabulary import Kind, Tie

EDGE: Final = 1e-6
"""Confidences nearer to 0 or 1 are taken for this near: beyond it, the encoder's last digits would decide."""


def log_odds(confidence: float) -> float:
    """The logit of a confidence, which may be 0 or 1."""
    inside = min(max(confidence, EDGE), 1 - EDGE)
    return log(inside / (1 - inside))


class Logistic(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A map of confidences: ``1 / (1 + exp(-(slope * logit + offset)))``. As made by default it leaves all as they are."""

    slope: Annotated[float, msgspec.Meta(gt=0)] = 1.0
    offset: float = 0.0

    def of(self, confidence: float) -> float:
        """The confidence (0..1) as how often an answer given with it is right (0..1)."""
        if self == AS_IT_IS:
            return confidence
        return 0.5 + 0.5 * tanh((self.slope * log_odds(confidence) + self.offset) / 2)


AS_IT_IS: Final = Logistic()


class Calibration(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The map of each kind of confidence; those that were not fitted leave it as it is."""

    measure: Logistic = AS_IT_IS  # a number's measure, and so the figure
    alone: Logistic = AS_IT_IS  # that of one or a few without a number
    assertion: Logistic = AS_IT_IS
    speaker: Logistic = AS_IT_IS  # of who says it
    place: Logistic = AS_IT_IS  # of where a happening was
    time: Logistic = AS_IT_IS


UNCALIBRATED: Final = Calibration()

_TIES: Final = {Tie.SAID_BY: "speaker", Tie.AT: "place", Tie.ON: "time"}


def of_tie(tie: Tie, source: Mention) -> str | None:
    """Which kind of confidence the model's ties of a kind have, from their source; None for one that is not calibrated."""
    if tie is Tie.MEASURES:
        return "alone" if source.label == claims.IMPLICIT else "measure"
    return _TIES.get(tie)


def calibrated(reading: Reading, calibration: Calibration) -> Reading:
    """The trained reader's reading with the model's confidences as they are worth. What the rules found is left alone."""
    if calibration == UNCALIBRATED:
        return reading
    maps: dict[str, Logistic] = {kind: getattr(calibration, kind) for kind in Calibration.__struct_fields__}
    mentions, links = list(reading.mentions), list(reading.links)
    for place, mention in enumerate(mentions):
        if mention.kind is Kind.ASSERTION and mention.by == between.BY:
            mentions[place] = replace(mention, confidence=maps["assertion"].of(mention.confidence))
        elif mention.kind is Kind.QUANTITY and mention.by == claims.BY:
            mentions[place] = replace(mention, confidence=maps["alone"].of(mention.confidence))
    for place, link in enumerate(links):
        kind = of_tie(link.tie, mentions[link.source]) if link.by == between.BY else None
        if kind is not None:
            links[place] = replace(link, confidence=maps[kind].of(link.confidence))
        if kind is not None and link.tie is Tie.MEASURES:
            harm = mentions[link.target]  # made for this very quantity
            mentions[link.target] = replace(harm, confidence=maps[kind].of(harm.confidence))
    return replace(reading, mentions=tuple(mentions), links=tuple(links))


def calibrating(annotate: Annotate, calibration: Calibration) -> Annotate:
    """The reader, with its confidences as they are worth."""
    return lambda document: calibrated(annotate(document), calibration)
