"""Speakers named after a fixed phrase ("according to X") and those that somebody cites ("citing X", "quoted X as saying")."""

from __future__ import annotations

from saidby.annotate.speech.attribution import Attribution, Piece
from saidby.annotate.speech.contents import clause_end, label, quotation_at, skip_setting
from saidby.annotate.speech.phrases import Phrase, is_anonymous
from saidby.annotate.speech.speakers import behind, left, right
from saidby.annotate.speech.view import Unit, View
from saidby.vocabulary import Stance


def according(view: View) -> list[Attribution]:
    """Every fixed phrase with its speaker and what it covers."""
    found: list[Attribution] = []
    openings: dict[str, list[tuple[str, ...]]] = {}
    for entry in view.known.words.before:
        if entry.relay:
            parts = tuple(entry.words.split())
            openings.setdefault(parts[0], []).append(parts)
    for index, token in enumerate(view.tokens):
        for parts in openings.get(token.lower, ()):
            if tuple(view.lower(index + i) for i in range(len(parts))) == parts:
                made = _fixed(view, index, index + len(parts))
                if made:
                    found.append(made)
                break
    found += [made for unit in view.units if (made := _heading(view, unit)) is not None]
    return found + _cited(view)


def _heading(view: View, unit: Unit) -> Attribution | None:
    """As in "In a report by the council, C": the document that opens the sentence speaks."""
    words = view.known.words
    if view.lower(unit.first) not in {"in", "by"} or view.lower(unit.first + 1) not in words.determiners | {"'s"}:
        return None
    for index in range(unit.first + 2, min(unit.first + 6, unit.last - 2)):
        if view.lower(index) in words.documents and view.lower(index + 1) in words.document_prepositions:
            speaker = right(view, index + 2, unit.last)
            if speaker is None or view.lower(speaker.last) != "," or not any(view.capital(i) for i in range(*speaker)):
                return None
            made = Attribution(unit.first, index + 2, Stance.ASSERTS, speaker, "heading", 0.7)
            _after(view, made, speaker.last, unit.last)
            return made if made.contents else None
    return None


def source(view: View, start: int, ceiling: int) -> Phrase | None:
    """The speaker at `start`; in "a statement from the ministry" it is the ministry."""
    words = view.known.words
    phrase = right(view, start, ceiling)
    if phrase is None:
        return None
    for index in range(phrase.first, min(phrase.first + 6, phrase.last)):
        if view.lower(index) in words.documents and view.lower(index + 1) in {"from", "by"}:
            inner = right(view, index + 2, ceiling)
            return inner or phrase
        released = view.lower(index) in words.documents and view.lower(index + 1) in view.known.words.clause.issued
        if released and view.lower(index + 2) == "by":
            return right(view, index + 3, ceiling) or phrase
    released_after = view.lower(phrase.last) in view.known.words.clause.issued
    if released_after and view.lower(phrase.last + 1) == "by" and view.lower(phrase.last - 1) in words.documents:
        return right(view, phrase.last + 2, ceiling) or phrase
    return phrase


def _fixed(view: View, first: int, last: int) -> Attribution | None:
    unit = view.units[view.unit_at(first)]
    holder = view.quoted.get(first)
    floor, ceiling = unit.first, unit.last
    if holder is not None:
        floor, ceiling = max(floor, view.quotations[holder].first + 1), min(ceiling, view.quotations[holder].last)
    speaker = source(view, last, ceiling)
    told = speaker.last if speaker else last
    speaker = behind(view, speaker) if speaker else None
    if speaker is None or (holder is not None and is_anonymous(view, speaker)):
        return None
    made = Attribution(first, last, Stance.ASSERTS, speaker, "according", 0.9)
    before = view.lower(first - 1) if first > floor else ""
    if view.lower(first - 1) in {"which", "who", "that"} and first > floor and before != "that":
        end = clause_end(view, told, ceiling, ())
        made.contents.append(Piece(first - 1, end, label(view, first - 1, end)))
        return made
    opens = first == floor or (
        first - floor <= 3
        and not any(view.capital(i) for i in range(floor + 1, first))
        and view.lower(first - 1) in {",", "but", "and", "that", "however", "now"}
    )
    if opens or before in {"that", "but", "and", "while", ";", ":"} or (before == "," and view.lower(first - 2) == "that"):
        _after(view, made, told, ceiling)
        if not made.contents:  # what looked like an apposition was the content
            plain = right(view, last, ceiling, appositions=False)
            if plain is not None:
                made.speaker = plain
                _after(view, made, plain.last, ceiling)
    elif first > floor:
        if before == "," and _verbless(view, floor, first):
            _after(view, made, told, ceiling)
        if not made.contents:
            _in_front(view, made, floor, first)
    elif holder is None:
        return None
    return made if made.contents else None


def _verbless(view: View, first: int, last: int) -> bool:
    """Whether the tokens only set the scene ("On Sunday in Torsk,"): they begin with a preposition and hold no verb that shows."""
    words = view.known.words
    return view.lower(first) in words.prepositions and not any(
        view.lower(index) in words.auxiliaries - {"'s"} or view.lower(index).endswith("ed") for index in range(first, last)
    )


def _after(view: View, made: Attribution, at: int, ceiling: int) -> None:
    at = skip_setting(view, at, ceiling)
    while at < ceiling and view.lower(at) in {",", ":"}:
        at = skip_setting(view, at + 1, ceiling)
    if at >= ceiling:
        return
    end = clause_end(view, at, ceiling, ())
    direct = quotation_at(view, at)
    if direct and direct.last >= end - 1:
        end = max(end, direct.last)
    if end > at:
        made.contents.append(Piece(at, end, label(view, at, end)))


def _in_front(view: View, made: Attribution, floor: int, before: int) -> None:
    """What stands before the phrase: the unit so far, back to a break that parts two statements."""
    end = before
    while end > floor and view.lower(end - 1) in {",", *view.known.words.dashes}:
        end -= 1
    start = floor
    for index in range(end - 1, floor, -1):
        if view.lower(index) == ";" or (view.lower(index) == "," and view.lower(index + 1) in view.known.words.clause.against):
            start = index + 1
            break
    while start < end and view.lower(start) in view.known.words.conjunctions | {
        ",",
        "while",
        "although",
        "whilst",
        "whereas",
        "with",
    }:
        start += 1
    if end - 1 in view.quoted and view.quotations[view.quoted[end - 1]].last == end:
        begin = view.quoted[end - 1]
        while view.quotations[begin].joined:
            begin -= 1
        start = min(start, view.quotations[begin].first)
    if end > start:
        made.contents.append(Piece(start, end, label(view, start, end)))


def _cited(view: View) -> list[Attribution]:
    """As in "Reuters quoted the mayor as saying C", "..., citing the mayor": the mayor's words by way of Reuters."""
    citing = view.known.words.citing
    found: list[Attribution] = []
    for index, lower in enumerate(view.lowers):
        form = view.known.forms.get(lower)
        if form is None or form.lemma not in citing.lemmas:
            continue
        unit = view.units[view.unit_at(index)]
        speaker = right(view, index + 1, unit.last)
        if speaker is None:
            continue
        comma = int(view.lower(speaker.last) == "," and view.lower(speaker.last + 1) == "as")
        speaker_end = speaker.last + comma
        tail = (
            next(
                (
                    len(words.split())
                    for words in citing.as_
                    if view.text(speaker_end, min(unit.last, speaker_end + len(words.split()))) == words
                ),
                0,
            )
            if speaker_end < unit.last
            else 0
        )
        if tail:
            relay = _relay(view, index, unit)
            made = Attribution(speaker_end, speaker_end + tail, Stance.ASSERTS, speaker, "cited", 0.9)
            _after(view, made, speaker_end + tail, unit.last)
            if made.contents:
                if relay is not None:
                    outer = Attribution(index, index + 1, Stance.ASSERTS, relay, "cited", 0.8)
                    outer.contents = [Piece(speaker.first, made.contents[0].last, "indirect")]
                    found.append(outer)
                found.append(made)
    return found


def _relay(view: View, verb: int, unit: Unit) -> Phrase | None:
    first = verb
    while first > unit.first and (
        view.lower(first - 1) in view.known.words.adverbs or view.lower(first - 1) in view.known.words.auxiliaries
    ):
        first -= 1
    return left(view, first, unit.first)
