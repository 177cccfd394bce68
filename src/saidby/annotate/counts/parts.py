"""Which numbers are parts of others: "including three children", "four of them", "of whom 12", "21 of 49"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from saidby.annotate.counts.counted import Counted
from saidby.annotate.counts.words import Words
from saidby.annotate.sheet import Sheet
from saidby.model import Bounds
from saidby.vocabulary import Measure

_REACH: Final = 14
"""Sentences back in which "four of them" may find its whole."""


@dataclass(frozen=True)
class Measured:
    """A number with its measure (None for one that measures nothing yet) and where it stands."""

    count: Counted
    bounds: Bounds
    measure: Measure | None
    sentence: int
    cost: float = 0.0


_HOLDS: Final = (
    (Measure.LAUNCHED, Measure.INTERCEPTED),
    (Measure.CASUALTIES, Measure.KILLED),
    (Measure.CASUALTIES, Measure.INJURED),
)
"""Measures of a whole that a part of another measure may belong to: of those launched, some are shot down."""

MANY: Final = 40
"""Numbers back in which it may."""


def part_marker(sheet: Sheet, first: int, words: Words, count: Counted) -> bool:
    """Whether the words before or after a number make it a part of another in the text before it."""
    tokens, small = sheet.tokens, words.function
    before = [tokens[place].lower for place in range(max(first, count.before - 3), count.before)]
    including = bool(before) and before[-1] in small.including
    return including or any(" ".join(before[at : at + 2]) in small.part_of for at in range(len(before)))


def whole_of(part: Measured, earlier: Sequence[Measured], *, same_sentence: bool) -> Measured | None:
    """The nearest earlier number that `part` may be a part of: not smaller, of the same measure if that is known."""
    for whole in earlier[: -MANY - 1 : -1]:
        if part.sentence - whole.sentence > (0 if same_sentence else _REACH):
            return None
        if whole.measure is None:
            # "190 were on board, six of them crew": the whole is there, and no harm came of it.
            if whole.sentence == part.sentence and part.measure is None and _may_hold(whole.bounds, part.bounds):
                return None
            continue
        if part.measure is not None and whole.measure is not part.measure and (whole.measure, part.measure) not in _HOLDS:
            continue
        if _may_hold(whole.bounds, part.bounds):
            return whole
    return None


def may_differ(whole: Measured, measure: Measure) -> bool:
    """Whether a part of that measure may belong to a whole of another: of those launched, some are shot down."""
    return (whole.measure, measure) in _HOLDS


def _may_hold(whole: Bounds, part: Bounds) -> bool:
    """Whether a part of that size fits into the whole."""
    most = whole.high
    least = part.low if part.low is not None else 0
    return most is None or least <= most
