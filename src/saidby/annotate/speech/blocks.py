"""Whole paragraphs that are somebody's: after "A statement from X:", a post with its signature, a headline's "Police: 3 dead"."""

from __future__ import annotations

from typing import Final

from saidby.annotate.speech.according import source
from saidby.annotate.speech.attribution import Attribution, Piece
from saidby.annotate.speech.contents import label
from saidby.annotate.speech.phrases import Phrase, has_role
from saidby.annotate.speech.speakers import left
from saidby.annotate.speech.view import Unit, View
from saidby.vocabulary import Stance

LINE: Final = 20  # tokens; a heading is no longer


def blocks(view: View) -> list[Attribution]:
    """Attributions that cover a paragraph or a list, in the order of the text."""
    found: list[Attribution] = []
    for number, unit in enumerate(view.units):
        last = view.units[number + 1].paragraph != unit.paragraph if number + 1 < len(view.units) else True
        if last and view.lower(unit.last - 1) == ":" and number + 1 < len(view.units):
            made = _introduced(view, number)
            if made:
                found.append(made)
        if view.tokens[unit.first].text in view.known.words.dashes and unit.first > 0:
            made = _signed(view, number)
            if made:
                found.append(made)
        if number == 0 or (last and view.units[number - 1].paragraph != unit.paragraph):
            made = _headline(view, unit)
            if made:
                found.append(made)
    return found


def _introduced(view: View, number: int) -> Attribution | None:
    """The paragraph after one that ends in a colon and names its speaker; a list goes on as long as its bullets."""
    unit, words = view.units[number], view.known.words
    colon, cue, speaker = unit.last - 1, unit.last - 1, None
    for index in range(unit.first, colon):
        if view.lower(index) == "according" and view.lower(index + 1) == "to":
            cue, speaker = index, source(view, index + 2, colon)
            break
        if view.lower(index) in words.documents and view.lower(index + 1) in {"from", "by"}:
            cue, speaker = index, source(view, index + 2, colon)
        form = view.known.forms.get(view.lower(index))
        verb = view.known.verbs.get(form.lemma) if form else None
        if form and verb and "quote" in verb.takes and form.shapes & {"past", "third", "base"}:
            first = index
            while first > unit.first and view.lower(first - 1) in words.auxiliaries | words.adverbs:
                first -= 1
            cue, speaker = index, left(view, first, unit.first) or speaker
    if speaker is None or _quoted_next(view, number):
        return None
    last = number + 1
    bullet = view.tokens[view.units[last].first].text in words.bullets
    while last + 1 < len(view.units):
        after = view.units[last + 1]
        same = after.paragraph == view.units[last].paragraph
        if not same and not (bullet and view.tokens[after.first].text in words.bullets):
            break
        last += 1
    first, end = view.units[number + 1].first, view.units[last].last
    made = Attribution(cue, cue + 1, Stance.ASSERTS, speaker, "block", 0.8)
    made.contents.append(Piece(first, end, "carried"))
    return made


def _quoted_next(view: View, number: int) -> bool:
    return view.is_open(view.units[number + 1].first)


def _signed(view: View, number: int) -> Attribution | None:
    """A post that ends in "- Name (@handle) date"."""
    unit = view.units[number]
    at = next((i for i in range(unit.first + 1, min(unit.first + 12, unit.last)) if view.lower(i) == "@"), None)
    if at is None or view.lower(at - 1) != "(" or at - 1 <= unit.first + 1:
        return None
    first = last = number
    if number > 0 and view.units[number - 1].paragraph == unit.paragraph:
        paragraph = unit.paragraph
    elif number > 0:
        paragraph = view.units[number - 1].paragraph
    else:
        return None
    while first > 0 and view.units[first - 1].paragraph == paragraph:
        first -= 1
    made = Attribution(unit.first, at + 2, Stance.ASSERTS, Phrase(unit.first + 1, at - 1), "post", 0.9)
    made.contents.append(Piece(view.units[first].first, view.units[last].first, "carried"))
    return made


def _headline(view: View, unit: Unit) -> Attribution | None:
    """As in "Police: 3 dead", and in the first line "3 dead in blast: police", "3 dead - officials"."""
    if view.lower(unit.last - 1) in {".", ":", "?", "!"} or (unit.first > 0 and unit.last - unit.first > LINE):
        return None
    for index in range(unit.first + 1, unit.last - 1):
        if view.lower(index) not in {":", *view.known.words.dashes}:
            continue
        ahead, behind = Phrase(unit.first, index), Phrase(index + 1, unit.last)
        if view.lower(index) == ":" and _is_speaker(view, ahead):
            made = Attribution(index, index + 1, Stance.ASSERTS, ahead, "headline", 0.7)
            made.contents.append(Piece(index + 1, unit.last, label(view, index + 1, unit.last)))
            return made
        if unit.first == 0 and _is_speaker(view, behind):
            made = Attribution(index, index + 1, Stance.ASSERTS, behind, "headline", 0.7)
            made.contents.append(Piece(unit.first, index, label(view, unit.first, index)))
            return made
    return None


def _is_speaker(view: View, phrase: Phrase) -> bool:
    """A short phrase that ends in a role or has no small words but those of names."""
    first, last = phrase
    return (
        0 < last - first <= 6
        and has_role(view, last - 1, last)
        and not any(view.lower(i) in view.known.words.auxiliaries for i in range(first, last))
    )
