"""Which words are a speaker's: after the cue, before it, or around it; up to where the narrator or another speaker takes over."""

from __future__ import annotations

from collections.abc import Collection

from saidby.annotate.speech.attribution import Piece
from saidby.annotate.speech.view import View


def skip_setting(view: View, index: int, ceiling: int) -> int:
    """Past the time, place and medium of the telling ("on Saturday", "in a statement", "on Twitter")."""
    words = view.known.words
    moved = True
    while moved and index < ceiling:
        moved = False
        lower = view.lower(index)
        if index in view.times:
            index, moved = view.times[index], True
        elif lower in words.adverbs - words.negations - view.known.words.clause.content_adverbs:
            index, moved = index + 1, True
        elif lower in words.venue_prepositions:
            past = _past_venue(view, index, ceiling)
            if past > index:
                index, moved = past, True
        elif lower in {"early", "late"} and index + 1 in view.timed:
            index, moved = index + 1, True
    return min(index, ceiling)


def _past_venue(view: View, preposition: int, ceiling: int) -> int:
    words = view.known.words
    if preposition + 1 in view.times:
        return view.times[preposition + 1]
    for index in range(preposition + 1, min(ceiling, preposition + 8)):
        lower = view.lower(index)
        if lower in words.venues:
            after = index + 1
            if view.lower(after) in {"to", "with", "from", "for"} and after + 1 < ceiling:
                for at in range(after + 1, min(ceiling, after + 7)):
                    if (
                        view.lower(at) in {"that", ",", ":"}
                        or view.is_open(at)
                        or at in view.timed
                        or view.lower(at) in words.venue_prepositions
                    ):
                        return at
            return after
        if lower in words.subordinators or lower in words.auxiliaries or lower in {",", ":", ";"} or view.is_mark(index):
            return preposition
    return preposition


def skip_audience(view: View, index: int, ceiling: int) -> int:
    """Past whom it was told to ("reporters in Kabul", "the BBC", "Reuters")."""
    words, start = view.known.words, index
    while index < ceiling and index - start < 12:
        lower = view.lower(index)
        if lower in {"that", ",", ":"} or view.is_open(index) or (index > start and index in view.timed):
            break
        possessive = "'s" in {lower, view.lower(index - 1)}
        if index > start and not possessive:
            if lower in words.prepositions - {"of"}:
                return skip_setting(view, _past_place(view, index, ceiling), ceiling)
            if _ended_audience(view, index) and not _names_on(view, index) and not _runs_to_head(view, index, ceiling):
                break
        index += 1
    return index


def _runs_to_head(view: View, index: int, ceiling: int) -> bool:
    """Whether the audience ends a few words on and its clause with it: "Torsk state television on Monday"."""
    words = view.known.words
    for at in range(index, min(ceiling, index + 4)):
        if view.lower(at) in words.determiners | words.pronouns | words.auxiliaries or not view.word(at) or at in view.timed:
            return False
        if view.lower(at) in words.audience.heads:
            after = view.lower(at + 1)
            return at + 1 >= ceiling or at + 1 in view.timed or after in words.prepositions | {"that", ",", ".", ":"}
    return False


def _names_on(view: View, index: int) -> bool:
    """Whether the audience goes on at the token: "Dawn Radio", "Reuters reporters"."""
    words = view.known.words
    if view.lower(index) in words.audience.heads | {"of"}:
        return True
    return view.capital(index) and view.capital(index - 1) and view.lower(index) not in words.pronouns | words.determiners


def _past_place(view: View, index: int, ceiling: int) -> int:
    """Past "in Kabul" after an audience."""
    if index + 1 < ceiling and view.lower(index) in {"in", "at", "near", "outside"} and view.capital(index + 1):
        at = index + 1
        while at < ceiling and view.capital(at):
            at += 1
        return at
    return index


def _ended_audience(view: View, index: int) -> bool:
    last = view.lower(index - 1)
    return last in view.known.words.audience.heads or view.capital(index - 1) or last in view.known.words.pronouns


def quotation_at(view: View, index: int) -> Piece | None:
    """The quotation that opens at the token, whole, with the paragraphs that it goes on in."""
    if index not in view.quoted:
        return None
    number = view.quoted[index]
    quotation = view.quotations[number]
    if quotation.first != index:
        return None
    last = quotation.last
    while number + 1 < len(view.quotations) and view.quotations[number + 1].joined:
        number += 1
        last = view.quotations[number].last
    return Piece(index, last, "direct")


def clause_end(view: View, start: int, ceiling: int, fresh: Collection[int], *, named: bool = False) -> int:
    """Where the clause that begins at `start` ends: at a fresh statement, a semicolon, a ", which is", or at `ceiling`.

    `named` content is a noun phrase ("recorded 35 attacks"): it ends also where a clause follows its comma. `fresh` are the tokens where another speaker's statement begins in the same unit.
    """
    index = start
    while index < ceiling:
        lower = view.lower(index)
        if index in fresh and index > start:
            break
        if index in view.quoted and view.quotations[view.quoted[index]].first == index:
            index = max(index + 1, min(view.quotations[view.quoted[index]].last, ceiling))
            if index < ceiling and _attributed(view, index):
                break
            continue
        if lower == "," and _attributed(view, index + 1):
            break
        if lower == ";" and view.lower(index + 1) in view.known.words.breaks | view.known.words.adverbs:
            break
        if lower == "," and view.lower(index + 1) == "which" and view.lower(index + 2) in {"is", "are", "lies"}:
            break
        if (
            named
            and lower == ","
            and not _revised(view, index + 1)
            and view.lower(index + 1)
            in view.known.words.subordinators | view.known.words.breaks - {"and", "or", "with"} | view.known.words.auxiliaries
        ):
            break
        index += 1
    while (
        index > start
        and view.lower(index - 1) in {",", ";", ".", *view.known.words.conjunctions}
        and not view.is_mark(index - 1)
    ):
        index -= 1
    return index


def _revised(view: View, index: int) -> bool:
    """Whether the words lead to the count that this one replaces: "after an earlier count of 25"."""
    words = view.known.words
    return any(view.lower(at) in words.tallies.revised for at in range(index, index + 3)) and any(
        at in view.counts for at in range(index, index + 8)
    )


def _attributed(view: View, index: int) -> bool:
    """Whether "according to" or "as cited in" begins at the token."""
    after = (view.lower(index), view.lower(index + 1))
    return any(tuple(entry.words.split()[:2]) == after for entry in view.known.words.before)


def label(view: View, first: int, last: int) -> str:
    """The label: "direct" for one quotation and nothing else, "mixed" with a quotation inside, else "indirect"."""
    quoted = [index for index in range(first, last) if index in view.quoted]
    if not quoted:
        return "indirect"
    return "direct" if len(quoted) >= (last - first) - 1 else "mixed"
