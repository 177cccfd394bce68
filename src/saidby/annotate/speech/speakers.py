"""The noun phrase of a speaker, found by walking from the cue over words that can stand in one.

There is no parser here: a phrase ends at punctuation, verbs, and the small words that open a clause, and commas are
crossed only for appositions ("the mayor, Ada Brook, said").
"""

from __future__ import annotations

from saidby.annotate.speech.phrases import LONGEST, Phrase, apposition, aside_at, has_role, is_name, walk_left, walk_right
from saidby.annotate.speech.view import View


def behind(view: View, phrase: Phrase) -> Phrase:
    """Who speaks by way of a document: "figures from the ministry", "the ministry's latest figures"; else the phrase itself."""
    words = view.known.words
    documents = words.documents | words.tallies.nouns
    for index in range(phrase.first, phrase.last - 1):
        lower = view.lower(index)
        if lower == "," or (lower in words.prepositions and view.lower(index - 1) not in documents):
            return phrase
        if lower in {"from", "by"}:
            inner = Phrase(index + 1, phrase.last)
            return inner if _named(view, inner) else phrase
        if lower == "'s" and view.lower(phrase.last - 1) in documents and index > phrase.first:
            owner = Phrase(phrase.first, index)
            return owner if _named(view, owner) and index - 1 not in view.timed else phrase
    return phrase


def _named(view: View, phrase: Phrase) -> bool:
    return has_role(view, *phrase) or any(view.capital(index) for index in range(phrase.first, phrase.last))


def _comma_left(view: View, before: int, floor: int) -> int | None:
    """The nearest comma before `before` that no quotation, colon or semicolon parts from it."""
    for index in range(before - 1, max(floor, before - LONGEST) - 1, -1):
        lower = view.lower(index)
        if lower == ",":
            return index
        if lower in {";", ":"} or view.is_mark(index):
            return None
    return None


def left(view: View, before: int, floor: int) -> Phrase | None:
    """The speaker that stands before the group of verbs at `before`, no further left than `floor`."""
    words = view.known.words
    if before > floor and view.lower(before - 1) in words.pronouns:
        return Phrase(before - 1, before)
    if before > floor and view.lower(before - 1) in words.relatives:
        return _antecedent(view, before - 1, floor)
    if before > floor and view.lower(before - 1) in {",", *words.dashes}:
        return _before_comma(view, before - 1, floor)
    first = walk_left(view, before, floor)
    if first >= before:
        return _over_time(view, before, floor)
    relative = _relative_before(view, first, floor)
    if relative is not None:
        return relative
    return Phrase(_over_role(view, first, before, floor), before)


def _over_time(view: View, before: int, floor: int) -> Phrase | None:
    """As in "The ministry on Saturday said": past the time and its preposition."""
    at = before
    while at > floor and (at - 1) in view.timed:
        at -= 1
    if at == before:
        return None
    if at > floor and view.lower(at - 1) in view.known.words.prepositions:
        at -= 1
    if at > floor and view.lower(at - 1) in view.known.words.pronouns:
        return Phrase(at - 1, at)
    if at > floor and view.lower(at - 1) == ",":
        return _before_comma(view, at - 1, floor)
    first = walk_left(view, at, floor)
    return Phrase(first, at) if first < at else None


def _relative_before(view: View, first: int, floor: int) -> Phrase | None:
    """As in "Police who searched the house said": the phrase before "who"."""
    for index in range(first - 1, max(floor, first - 12) - 1, -1):
        if view.lower(index) == "," or view.is_mark(index):
            return None
        if view.lower(index) == "who":
            return _antecedent(view, index, floor)
    return None


def _antecedent(view: View, relative: int, floor: int) -> Phrase | None:
    end = relative - 1 if view.lower(relative - 1) == "," else relative
    first = walk_left(view, end, floor)
    return Phrase(_over_role(view, first, end, floor), end) if first < end else None


def _over_role(view: View, first: int, last: int, floor: int) -> int:
    """As in "The mayor, Ada Brook said", "Ada Brook, the mayor said": the first half belongs to the speaker."""
    comma = first - 1
    if comma <= floor or view.lower(comma) != ",":
        return first
    start = walk_left(view, comma, floor)
    if start >= comma or (start > floor and view.lower(start - 1) not in view.known.words.breaks | {",", "that"}):
        return first
    named = is_name(view, first, last) and has_role(view, start, comma) and view.lower(start) in view.known.words.determiners
    titled = is_name(view, start, comma) and has_role(view, first, last) and comma - start > 1
    return start if (named or titled) and start <= floor + 2 else first


def _before_comma(view: View, comma: int, floor: int) -> Phrase | None:
    """The speaker before a comma that closes an apposition or an aside."""
    end, edge = comma, comma
    nominal_end: int | None = None
    for _ in range(4):
        earlier = _comma_left(view, edge, floor)
        if earlier is None:
            first = walk_left(view, edge, floor)
            if first >= edge or nominal_end is None:
                return None
            return Phrase(first, max(edge, nominal_end))
        aside = aside_at(view, earlier + 1, edge)
        described = not aside and apposition(view, earlier + 1, edge)
        if described or is_name(view, earlier + 1, edge):
            nominal_end = nominal_end or edge
            if not described and not _role_phrase(view, earlier, floor):
                return Phrase(walk_left(view, edge, earlier + 1), max(nominal_end, edge)) if end != edge else None
        elif aside:
            nominal_end = nominal_end if nominal_end is not None and nominal_end > edge else earlier
        else:
            first = walk_left(view, edge, earlier + 1)
            return Phrase(first, max(nominal_end or edge, edge)) if first < edge and nominal_end is not None else None
        edge = earlier
        first = walk_left(view, edge, floor)
        if first < edge and first == floor:
            return Phrase(first, max(nominal_end, edge))
        if (
            first < edge
            and (view.lower(first - 1) in view.known.words.subordinators | view.known.words.conjunctions)
            and not apposition(view, first, edge)
        ):
            return Phrase(first, max(nominal_end, edge))
        if (
            first < edge
            and view.lower(first) in view.known.words.determiners
            and has_role(view, first, edge)
            and _comma_left(view, first, floor) in {None, first - 1}
        ):
            return Phrase(first, max(nominal_end, edge))
    return None


def _role_phrase(view: View, comma: int, floor: int) -> bool:
    first = walk_left(view, comma, floor)
    return first < comma and has_role(view, first, comma)


def right(view: View, start: int, ceiling: int, *, appositions: bool = True) -> Phrase | None:
    """The speaker that stands at `start`, after the cue, no further right than `ceiling`."""
    words = view.known.words
    if start >= ceiling:
        return None
    if view.lower(start) in words.pronouns | words.objects:
        return Phrase(start, start + 1)
    if view.lower(start) in words.prepositions | words.adverbs - words.determiners:
        return None
    last = walk_right(view, start, ceiling)
    if last <= start:
        return None
    named = view.capital(last - 1) or view.lower(last - 1) == ")"
    while appositions and last + 1 < ceiling and view.lower(last) == ",":
        after = walk_right(view, last + 1, ceiling)
        closed = (
            after >= ceiling or view.lower(after) in {",", ".", ";", ":", "and"} or view.is_mark(after) or after in view.timed
        )
        fits = (named and view.lower(last + 2) != "least" and apposition(view, last + 1, after)) or (
            is_name(view, last + 1, after) and has_role(view, start, last)
        )
        if (
            after > last + 1
            and closed
            and fits
            and view.lower(last + 1) not in {"that", "who", "which"}
            and last + 1 not in view.times
        ):
            last = after
        else:
            break
    return Phrase(start, last)
