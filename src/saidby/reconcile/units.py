"""What a figure counts: people as a whole, some of them, the attackers, or a kind of thing."""

from __future__ import annotations

import re
from typing import Final

from saidby.model import Figure
from saidby.reconcile.lexicon import lexicon
from saidby.vocabulary import Measure

_WORD = re.compile(r"\w+")

PEOPLE: Final = "people"
ATTACKERS: Final = "attackers"

_REACH = 2  # words after "of the", within which those of whom some are counted are named
_TITLED = 5  # letters of a word that a headline in title case capitalises

_OF_PEOPLE = frozenset(
    {
        Measure.KILLED, Measure.INJURED, Measure.CASUALTIES, Measure.MISSING, Measure.DETAINED, Measure.ABDUCTED,
        Measure.RELEASED, Measure.DISPLACED,
    }
)  # fmt: skip


def unit_class(figure: Figure, quote: str) -> str:
    """`PEOPLE`, `ATTACKERS`, "part: children" for a part of the people, or the kind of thing ("drone").

    A unit's head is its last word before "of", "in" and the like; only the head decides. "Two of the dead" are a part of
    the dead, whatever they are called; "two of the guests" who died are all the dead that there are.
    """
    words = _WORD.findall(re.split(r"\b(?:of|in|from|at|with|who|including)\b", figure.unit.casefold(), maxsplit=1)[0])
    head = words[-1] if words else ""
    units = lexicon().units
    if figure.measure in _OF_PEOPLE:
        if head in units.attackers:
            return ATTACKERS
        if _some_of_them(figure, quote):
            return "part: some of them"
        return f"part: {head}" if head in units.parts else PEOPLE
    if figure.measure is Measure.ATTACKERS:
        return ATTACKERS
    return units.objects.get(head, head.removesuffix("s"))


def _some_of_them(figure: Figure, quote: str) -> bool:
    """Whether the quote has "NUMBER of the" before a word for those whom the measure counts ("dozens of dead" are all).

    Victims may be any who were harmed: they are counted in part where the quote ends with them ("two of the victims"),
    and as a whole where it goes on ("two of the victims died").
    """
    lists = lexicon().units
    words, number = _WORD.findall(quote.casefold()), _WORD.findall((figure.number or "").casefold())
    counted = lists.harmed.get(figure.measure, frozenset())
    for at in range(len(words) - len(number)):
        after = at + len(number)
        if (
            number
            and words[at:after] == number
            and words[after] == "of"
            and not lists.definite.isdisjoint(words[after + 1 : after + 2])
        ):
            near = words[after + 2 : after + 2 + _REACH]
            return not counted.isdisjoint(near) or (words[-1] in lists.victims and words[-1] in near)
    return False


def narrowing(figure: Figure, quote: str) -> frozenset[str]:
    """The words by which a figure counts only some of the people, so that it bounds all of them from below and no more.

    Civilians, bodies that were found, and people of a name ("Danish engineers"); empty for anybody. Capitals tell nothing
    in a headline that capitalises every word.
    """
    if figure.measure not in _OF_PEOPLE:
        return frozenset()
    words = _WORD.findall(figure.unit)
    some = {word for word in words if word.casefold() in lexicon().units.some}
    if any(word.islower() for word in _WORD.findall(quote) if len(word) >= _TITLED):
        some.update(word for word in words if word[:1].isupper())
    return frozenset(word.casefold().removesuffix("s") for word in some)


def is_part(unit: str) -> bool:
    """Whether a class is that of a part of the people."""
    return unit.startswith("part: ")
