"""Speech that nobody in particular answers for: "reportedly", "is believed to", "it is thought that", "there are reports of"."""

from __future__ import annotations

from saidby.annotate.speech.attribution import Attribution, Piece
from saidby.annotate.speech.contents import clause_end, label
from saidby.annotate.speech.speakers import right
from saidby.annotate.speech.view import Unit, View
from saidby.vocabulary import Stance


def unnamed(view: View) -> list[Attribution]:
    """Every attribution without a speaker, in the order of the text."""
    nobody = view.known.words.nobody
    found: list[Attribution] = []
    words = nobody.adverbs | nobody.participles | nobody.adjectives | nobody.nouns
    for index, lower in enumerate(view.lowers):
        if lower not in words:
            continue
        unit = view.units[view.unit_at(index)]
        made: Attribution | None = None
        if lower in nobody.adverbs:
            made = _adverb(view, index, unit)
        elif lower in nobody.participles:
            made = _passive(view, index, unit)
        elif lower in nobody.adjectives and index + 1 < unit.last:
            made = _adjective(view, index, unit)
        if made is None and lower in nobody.nouns:
            made = _noun(view, index, unit)
        if made is not None:
            made.contents = [piece for piece in made.contents if piece.first < piece.last]
        if made is not None and made.contents:
            found.append(made)
    return found


def _clause_start(view: View, index: int, unit: Unit) -> int:
    """The first token of the clause that holds `index`: after the nearest break, semicolon or mark."""
    words = view.known.words
    for at in range(index - 1, max(unit.first, index - 40) - 1, -1):
        lower = view.lower(at)
        if lower in {";", ":"} or lower in view.known.words.clause.clause_openers_left or view.is_open(at):
            return at + 1
        if lower in {"which", "who"}:
            return at
        if (
            lower == "and"
            and any(view.lower(i) in words.auxiliaries or view.lower(i).endswith("ed") for i in range(unit.first, at))
            and (at + 1 in view.names or view.lower(at + 1) in words.determiners | words.pronouns)
            and any(view.lower(i) in words.auxiliaries for i in range(at + 1, index + 1))
        ):
            return at + 1
        form = view.known.forms.get(lower)
        if (
            form is not None
            and form.lemma in {"say", "believe", "think"}
            and at < index - 1
            and view.lower(at - 1) not in words.being
        ):
            return at + 1
    return unit.first


def _parting(view: View, index: int, unit: Unit) -> list[int]:
    """The commas after which something else is set against what was said."""
    return [
        at
        for at in range(index, unit.last - 1)
        if view.lower(at) == "," and view.lower(at + 1) in view.known.words.clause.against
    ]


def _ceiling(view: View, index: int, unit: Unit) -> int:
    """The clause's end: a comma with a conjunction, or the unit's."""
    for at in range(index, unit.last):
        if view.lower(at) == "," and view.lower(at + 1) in view.known.words.clause.clause_ends:
            return at
    return unit.last


def _adverb(view: View, index: int, unit: Unit) -> Attribution | None:
    words = view.known.words
    made = Attribution(index, index + 1, Stance.ASSERTS, None, "adverb", 0.7)
    after, before = view.lower(index + 1), view.lower(index - 1) if index > unit.first else ""
    ceiling = _ceiling(view, index + 1, unit)
    if view.lower(index + 1) == "that":
        return None
    if before and (
        before == ","
        or after in words.prepositions
        or before.endswith("ing")
        or before in words.prepositions | words.determiners
    ):
        start = index
    elif not before:
        start, ceiling = index + 1 + int(after == ","), unit.last
    else:
        start = _clause_start(view, index, unit)
    form = view.known.forms.get(after)
    if form is not None and "past" in form.shapes and form.lemma == "say":
        start = _clause_start(view, index, unit)  # "a source reportedly said": what the source said is told by nobody named
    end = clause_end(view, max(start, index + 1), ceiling, ())
    made.contents.append(Piece(start, end, label(view, start, end)))
    return made


def _passive(view: View, index: int, unit: Unit) -> Attribution | None:
    words, nobody, lower = view.known.words, view.known.words.nobody, view.lower(index)
    first = index
    while (
        first > unit.first
        and (view.lower(first - 1) in words.auxiliaries | words.adverbs or view.lower(first - 1).endswith("ly"))
        and view.lower(first - 1) != "'s"
    ):
        first -= 1
    group = [view.lower(at) for at in range(first, index)]
    passive = any(word in words.being for word in group)
    after = view.lower(index + 1)
    if any(word in words.negations for word in group):
        return None
    made = Attribution(first if passive else index, index + 1, Stance.ASSERTS, None, "passive", 0.7)
    ceiling = _ceiling(view, index + 1, unit)
    if any(view.lower(at) == "by" for at in range(index + 1, min(index + 4, unit.last))):
        return None
    if lower in nobody.charged:
        by = next(
            (
                at
                for at in range(index + 2, min(index + 9, unit.last))
                if view.lower(at) == "by" and not view.lower(at - 1).endswith("ed")
            ),
            None,
        )
        if passive and after == "for" and by is not None and not any(view.lower(at).endswith("ing") for at in range(index, by)):
            made.speaker, made.rule = right(view, by + 1, unit.last), "passive"
            start = _clause_start(view, index, unit)
            made.contents.append(Piece(start, by, label(view, start, by)))
            return made
        if after in {"of", "for", "to", "on"} or (lower == "accused" and (index + 1 >= unit.last or after == ",")):
            start = _clause_start(view, index, unit)
            if not passive and after not in {"of", "to"}:
                return None
            if not passive and view.lower(index - 1) != "," and not (lower in nobody.plain and after == "to"):
                return None
            if not passive and lower in nobody.plain:
                start = next(
                    (at + 1 for at in range(index - 1, max(unit.first, index - 8), -1) if view.lower(at) == ","), index
                )
                made.contents.append(Piece(start, clause_end(view, index, ceiling, ()), "indirect"))
                return made
            if not passive:
                start, ceiling = index, next((at for at in range(index, ceiling) if view.lower(at) == ","), ceiling)
            end = clause_end(view, index + 1, ceiling, ()) if index + 1 < ceiling else index + 1
            made.contents.append(Piece(start, end, label(view, start, end)))
            return made
        if lower in {"accused", "blamed"}:
            return None
    if not passive:
        if (view.lower(index - 1) in {",", "have"} or index == unit.first) and after == "to" and lower != "expected":
            ceiling = next((at for at in range(index, ceiling) if view.lower(at) == ","), ceiling)
            end = clause_end(view, index + 1, ceiling, ())
            made.contents.append(Piece(index, end, label(view, index, end)))
            return made
        return None
    if view.lower(first - 1) == "it" or (first == unit.first and after == "that"):
        end = clause_end(view, index + 1 + int(after == "that"), unit.last, _parting(view, index, unit))
        made.contents.append(Piece(index + 1 + int(after == "that"), end, label(view, index + 1, end)))
        return made
    stated = after in {"to", "as"} and lower not in view.known.words.clause.not_passively_said
    resulting = lower in view.known.words.clause.held and after in view.known.words.clause.states
    if lower == "confirmed" and not resulting:
        return None
    if stated or resulting or (lower in nobody.plain and after != "from"):
        start = _clause_start(view, first, unit)
        if any(view.lower(at) in words.nobody_says for at in range(start, first)):
            return None
        end = clause_end(view, index + 1, ceiling, ()) if index + 1 < ceiling else index + 1
        made.contents.append(Piece(start, end, label(view, start, end)))
        return made
    return None


def _adjective(view: View, index: int, unit: Unit) -> Attribution | None:
    """As in "suspected militants": the noun phrase."""
    end = index + 1
    while (
        end < unit.last
        and end - index < 6
        and view.word(end)
        and view.lower(end)
        not in view.known.words.auxiliaries
        | view.known.words.subordinators
        | view.known.words.prepositions
        | view.known.words.conjunctions
    ):
        end += 1
    made = Attribution(index, index + 1, Stance.ASSERTS, None, "adjective", 0.4)
    if end > index + 1:
        made.contents.append(Piece(index, end, label(view, index, end)))
    return made


def _noun(view: View, index: int, unit: Unit) -> Attribution | None:
    """As in "there are reports that C", "amid claims that C"; with a possessor or "by X" it is theirs, and another rule's."""
    words, nobody = view.known.words, view.known.words.nobody
    after = view.lower(index + 1)
    before = view.lower(index - 1) if index > unit.first else ""
    if (
        after not in nobody.noun_links
        or before in view.known.words.clause.possessed
        or (view.capital(index) and index > unit.first)
    ):
        return None
    there = any(view.lower(at) == "there" for at in range(max(unit.first, index - 5), index))
    if after == "of" and not there and before not in view.known.words.clause.amid | words.anonymous_before - words.determiners:
        return None
    if (
        after == "that"
        and not there
        and before not in words.prepositions | view.known.words.clause.amid | words.anonymous_before
    ):
        return None
    start = index + 2
    end = clause_end(view, start, _ceiling(view, start, unit), ())
    made = Attribution(index, index + 1, Stance.ASSERTS, None, "noun", 0.7)
    if end > start:
        made.contents.append(Piece(start, end, label(view, start, end)))
    return made
