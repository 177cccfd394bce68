"""Misses and extras of one document by their likely cause, for reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from saidby.score.alike import quotes_overlap
from saidby.score.scored import Scored

CAUSES: Final = (
    "other measure",
    "other bounds",
    "missed",
    "extra",
    "wrong speaker",
    "wrong place",
    "wrong date",
    "assertion: other kind",
    "assertion: missed",
    "assertion: extra",
    "assertion: wrong speaker",
)
"""In the order in which they are printed."""


def faults(missed: Sequence[Scored], extra: Sequence[Scored], *, assertions: bool) -> Iterator[tuple[str, str]]:
    """A cause and a line for each claim that was missed or read in vain.

    A missed one and an extra one of the same words are one fault: another measure (or kind), or other bounds.
    """
    left, gone = list(extra), list(missed)
    confusions: dict[str, Callable[[Scored, Scored], bool]] = (
        {"assertion: other kind": lambda p, g: p.kind != g.kind}
        if assertions
        else {
            "other measure": lambda p, g: (p.low, p.high) == (g.low, g.high) and p.measure != g.measure,
            "other bounds": lambda p, g: p.measure == g.measure,
        }
    )
    for cause, alike in confusions.items():
        for g in list(gone):
            p = next((p for p in left if alike(p, g) and quotes_overlap(p.quote, g.quote)), None)
            if p is not None:
                left.remove(p)
                gone.remove(g)
                yield cause, f"{_what(p)} should be {_what(g)} | {g.quote}"
    prefix = "assertion: " if assertions else ""
    for name, claims in (("missed", gone), ("extra", left)):
        for claim in claims:
            yield prefix + name, f"{_what(claim)} [{' > '.join(claim.speakers) or 'narrator'}] | {claim.quote}"


def _what(claim: Scored) -> str:
    return claim.kind if claim.measure is None else f"{claim.measure} {claim.low}..{claim.high}"
