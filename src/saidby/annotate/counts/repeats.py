"""Which numbers say again what another says: headline, lead and body."""

from __future__ import annotations

from typing import Final

from saidby.annotate.counts.parts import Measured
from saidby.annotate.counts.words import Words
from saidby.annotate.draft import Draft
from saidby.annotate.sheet import Sheet
from saidby.vocabulary import Qualifier, Tie

_TELLING: Final = 10
"""A count from here on hardly comes twice by chance: its repetition is one, whatever happening each seems to be about."""

_MANY: Final = 20
"""Standings back in which a count is looked for again."""


def repeats(sheet: Sheet, draft: Draft, words: Words, items: list[Measured]) -> None:
    """Ties each repetition to the fullest standing of the same count, whoever says it.

    Numbers of one sentence never repeat each other. A count in the first paragraph repeats one further on that adds a
    hedge ("kills four", then "at least four").
    """
    leads: dict[tuple[object, ...], list[Measured]] = {}
    for item in items:
        if item.measure is None:
            continue
        event = None if (item.bounds.low or 0) >= _TELLING else _event(draft, item)
        alike = leads.setdefault((item.measure, item.bounds.low, event), [])
        latest = range(len(alike) - 1, max(-1, len(alike) - _MANY - 1), -1)
        at = next((at for at in latest if _same(sheet, words, alike[at], item)), None)
        if at is None:
            alike.append(item)
            continue
        twin = alike[at]
        if sheet.sentences[twin.sentence].paragraph == 0:
            # The headline repeats the body, not the other way round.
            draft.tie(Tie.REPEATS, twin.count.place, item.count.place, "counts")
            alike[at] = item
        else:
            draft.tie(Tie.REPEATS, item.count.place, twin.count.place, "counts")


def _same(sheet: Sheet, words: Words, one: Measured, other: Measured) -> bool:
    if one.sentence == other.sentence:
        return False
    heads = one.count.head(sheet), other.count.head(sheet)
    if heads[0] != heads[1] and not any(head == "" or head in words.units.general for head in heads):
        return False
    headline = sheet.sentences[one.sentence].paragraph == 0
    return one.bounds == other.bounds or (headline and one.bounds.qualifier is Qualifier.EXACT)


def _event(draft: Draft, item: Measured) -> str | None:
    triggers = draft.targets(item.count.place, Tie.ABOUT)
    return draft.mentions[triggers[0]].value if triggers else None
