"""Quotations that have no cue of their own and belong to whoever spoke last."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from saidby.annotate.speech.attribution import Attribution, Piece
from saidby.annotate.speech.reporting import first_phrase
from saidby.annotate.speech.view import View
from saidby.vocabulary import Stance

SHORTEST: Final = 5  # tokens of a quotation, marks apart: below that it is a term in quotation marks
FARTHEST: Final = 6  # units back to the speaker whose quotation goes on


def carried(view: View, found: list[Attribution]) -> list[Attribution]:
    """An attribution, by the same speaker, for each quotation that stands as a sentence of its own.

    `found` must be in the order of the text. The words go to the last named speaker before it in the paragraph (or the paragraph before).
    """
    pieces = sorted((piece.first, piece.last) for attribution in found for piece in attribution.contents)
    reach: list[int] = []
    for _, last in pieces:
        reach.append(max(last, reach[-1] if reach else 0))
    starts = [first for first, _ in pieces]
    named = [attribution for attribution in found if attribution.speaker is not None or attribution.like is not None]
    cued = [attribution.first for attribution in named]
    added: list[Attribution] = []
    for number, quotation in enumerate(view.quotations):
        unit = view.units[view.unit_at(quotation.first)]
        at = bisect_right(starts, quotation.first) - 1
        if at >= 0 and reach[at] >= quotation.last:
            continue
        if quotation.last - quotation.first < SHORTEST:
            continue
        before = bisect_right(cued, quotation.first) - 1
        same = before >= 0 and cued[before] >= unit.first
        colon = quotation.first > unit.first and view.lower(quotation.first - 1) == ":"
        if colon and not same:
            subject = first_phrase(view, unit, quotation.first)
            if subject is not None:
                introduced = Attribution(quotation.first - 1, quotation.first, Stance.ASSERTS, subject, "colon", 0.7)
                introduced.contents.append(Piece(quotation.first, quotation.last, "direct"))
                added.append(introduced)
                continue
        if quotation.first != unit.first and not (
            same and any(piece.last <= quotation.first for piece in named[before].contents)
        ):
            continue
        earlier = bisect_right(cued, quotation.first) - 1
        if earlier < 0:
            continue
        model = named[earlier]
        gap = view.unit_at(quotation.first) - view.unit_at(model.first)
        if gap > FARTHEST or unit.paragraph - view.units[view.unit_at(model.first)].paragraph > 2:
            continue
        if number and any(piece.label == "carried" for piece in model.contents):
            continue
        made = Attribution(model.first, model.last, Stance.ASSERTS, None, "carried", 0.6)
        made.follow(model)
        made.contents.append(Piece(quotation.first, quotation.last, "carried"))
        added.append(made)
    return added
