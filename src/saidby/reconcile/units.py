"""What a figure counts: people as a whole, a part of them, the attackers, or a kind of thing."""

from __future__ import annotations

import re
from typing import Final

from saidby.model import Figure
from saidby.reconcile.lexicon import lexicon
from saidby.vocabulary import Measure

_WORD = re.compile(r"\w+")

PEOPLE: Final = "people"
ATTACKERS: Final = "attackers"

_OF_PEOPLE = frozenset(
    {
        Measure.KILLED, Measure.INJURED, Measure.CASUALTIES, Measure.MISSING, Measure.DETAINED, Measure.ABDUCTED,
        Measure.RELEASED, Measure.DISPLACED,
    }
)  # fmt: skip


def unit_class(figure: Figure) -> str:
    """`PEOPLE`, `ATTACKERS`, "part: children" for a part of the people, or the kind of thing ("drone").

    A unit's head is its last word before "of", "in" and the like; only the head decides.
    """
    words = _WORD.findall(re.split(r"\b(?:of|in|from|at|with|who|including)\b", figure.unit.casefold(), maxsplit=1)[0])
    head = words[-1] if words else ""
    units = lexicon().units
    if figure.measure in _OF_PEOPLE:
        if head in units.attackers:
            return ATTACKERS
        return f"part: {head}" if head in units.parts else PEOPLE
    if figure.measure is Measure.ATTACKERS:
        return ATTACKERS
    return units.objects.get(head, head.removesuffix("s"))


def counts_civilians(figure: Figure) -> bool:
    """Whether a figure counts civilians only, so that it bounds the people from below and no more."""
    words = _WORD.findall(figure.unit.casefold())
    return figure.measure in _OF_PEOPLE and not lexicon().units.civilians.isdisjoint(words)


def is_part(unit: str) -> bool:
    """Whether a class is that of a part of the people."""
    return unit.startswith("part: ")
