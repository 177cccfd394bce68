"""Counts that are somebody's without a clause that is said: "X raised the toll to 24", "X's count of 31", "the 31 dead announced by X"."""

from __future__ import annotations

from typing import Final

from saidby.annotate.speech.attribution import Attribution, Piece
from saidby.annotate.speech.contents import clause_end, label, skip_setting
from saidby.annotate.speech.phrases import Phrase, walk_left
from saidby.annotate.speech.speakers import right
from saidby.annotate.speech.view import Unit, View
from saidby.vocabulary import Kind, Stance

REACH: Final = 14  # tokens from a verb or noun to its number


def tells_count(view: View, start: int, ceiling: int, takes: frozenset[str]) -> bool:
    """Whether a count of harm stands at `start`, as a verb wants it.

    "count": a number of the harmed and no more ("26 injured"), or a word for a count with its number; "toll": only the latter;
    "particle": a small word and a number of the harmed ("with eight dead", "of 12 wounded").
    """
    words = view.known.words
    noun = False
    for index in range(start, min(ceiling, start + REACH)):
        lower = view.lower(index)
        if index in view.counts:
            if noun or "toll" in takes:
                return noun
            near = index - start <= 3 and ("count" in takes or view.lower(start) in words.tallies.particles)
            return near and _harmed(view, view.counts[index], ceiling)
        if lower in words.tallies.nouns or (lower in words.tallies.harmed and "count" in takes):
            noun = "particle" not in takes
        elif view.is_mark(index) or lower in {",", ";", ":", "."} or lower in words.auxiliaries - {"'s"}:
            return False
    return False


def _harmed(view: View, start: int, ceiling: int) -> bool:
    """Whether the word for the harmed ends what stands after a number: "26 injured", not "26 injured men"."""
    words = view.known.words
    for index in range(start, min(ceiling, start + 4)):
        if view.lower(index) in words.tallies.harmed:
            after = index + 1
            return (
                after >= ceiling
                or not view.word(after)
                or after in view.timed
                or view.lower(after) in words.prepositions | words.conjunctions | words.subordinators | words.adverbs
            )
    return False


def starts_count(view: View, index: int) -> bool:
    """Whether a number begins here, with the small words that bound it: "at 21", "at least 13"."""
    for at in range(index, index + 4):
        if at in view.counts:
            return True
        if view.lower(at) not in view.known.words.tallies.at:
            break
    return False


def tells(view: View, phrase: Phrase) -> bool:
    """Whether the phrase names somebody who keeps counts: a person, a body, a document; not "the blast", not "it"."""
    words = view.known.words
    lower = view.lower(phrase.first)
    if phrase.last - phrase.first == 1 and lower in words.pronouns | set(words.owners):
        return lower not in words.things
    head = _head(view, phrase)
    lower = view.lower(head)
    if lower in view.known.roles or lower in words.documents or lower in words.tallies.nouns:
        return True
    name = next((view.names[at] for at in range(*phrase) if at in view.names), None)
    if name is not None and name.kind in {Kind.PERSON, Kind.ORGANISATION}:
        return True
    return view.capital(head) and (head in view.names or head > view.units[view.unit_at(head)].first)


def _head(view: View, phrase: Phrase) -> int:
    """The last token before the first preposition or comma."""
    for index in range(phrase.first + 1, phrase.last):
        if view.lower(index) in view.known.words.prepositions or view.lower(index) in {",", "("}:
            return index - 1
    return phrase.last - 1


def tallies(view: View) -> list[Attribution]:
    """Every count with a possessor, or given by somebody, in the order of the text."""
    found: list[Attribution] = []
    for index, lower in enumerate(view.lowers):
        made: Attribution | None = None
        if lower in view.known.words.tallies.given:
            made = _given(view, index, view.units[view.unit_at(index)])
        elif lower in view.known.words.tallies.nouns:
            made = _possessed(view, index, view.units[view.unit_at(index)])
        if made is not None:
            found.append(made)
    return found


def _given(view: View, at: int, unit: Unit) -> Attribution | None:
    """As in "the 31 dead announced by X", "a toll of 31 released by X on Friday", "the toll given by X was 31"."""
    words = view.known.words
    by = skip_setting(view, at + 1, unit.last)
    if view.lower(by) != "by" or at == unit.first:
        return None
    before = at - int(view.lower(at - 1) == ",")
    if view.lower(before - 1) in words.auxiliaries | words.adverbs | words.conjunctions or not view.word(before - 1):
        return None
    first = walk_left(view, before, unit.first)
    speaker = right(view, by + 1, unit.last)
    if first >= at or speaker is None or not tells(view, speaker):
        return None
    counted = any(index in view.counts for index in range(first, at))
    noun = any(view.lower(i) in words.tallies.nouns or view.lower(i) in words.tallies.harmed for i in range(first, at))
    if not noun:
        return None
    made = Attribution(at, at + 1, Stance.ASSERTS, speaker, "given", 0.7)
    if counted:
        made.contents.append(Piece(first, at, label(view, first, at)))
    elif view.lower(speaker.last) in words.tallies.stand:
        end = clause_end(view, speaker.last, unit.last, ())
        made.contents.append(Piece(speaker.last, end, label(view, speaker.last, end)))
    return made if made.contents else None


def _possessed(view: View, noun: int, unit: Unit) -> Attribution | None:
    """As in "X's count of 31 dead", "his count of the dead had been 24", "by X's count, 31 died"."""
    if view.lower(noun + 1) in {"from", "by"}:
        return _from(view, noun, unit)
    speaker = _possessor(view, noun, unit)
    if speaker is None or not tells(view, speaker):
        return None
    made = Attribution(noun, noun + 1, Stance.ASSERTS, speaker, "tally", 0.7)
    words = view.known.words
    if view.lower(speaker.first - 1) in {"by", "on"} and speaker.first > unit.first and view.lower(noun + 1) == ",":
        end = clause_end(view, noun + 2, unit.last, ())
        made.contents.append(Piece(noun + 2, end, label(view, noun + 2, end)))
        return made if end > noun + 2 else None
    number = _number(view, noun + 1, unit.last)
    if number is None or not (number[1] or view.lower(noun + 1) == "of"):
        return None
    at, stood = number
    if stood:
        end = clause_end(view, noun + 1, unit.last, ())
    else:
        end = view.counts[at]
        while (
            end < unit.last
            and view.word(end)
            and view.lower(end) not in words.auxiliaries | words.conjunctions | words.prepositions
        ):
            end += 1
    made.contents.append(Piece(noun + 1, end, label(view, noun + 1, end)))
    return made


def _from(view: View, noun: int, unit: Unit) -> Attribution | None:
    """As in "the figure from X was 31"."""
    speaker = right(view, noun + 2, unit.last)
    if speaker is None or not tells(view, speaker):
        return None
    number = _number(view, speaker.last, unit.last)
    if number is None or not number[1]:
        return None
    made = Attribution(noun, noun + 1, Stance.ASSERTS, speaker, "tally", 0.7)
    end = clause_end(view, speaker.last, unit.last, ())
    made.contents.append(Piece(speaker.last, end, label(view, speaker.last, end)))
    return made


def _possessor(view: View, noun: int, unit: Unit) -> Phrase | None:
    """Whose the noun is: the phrase before "'s", or a possessive pronoun as a phrase of one token."""
    words = view.known.words
    for index in range(noun - 1, max(unit.first, noun - 5) - 1, -1):
        lower = view.lower(index)
        if lower in words.owners:
            return Phrase(index, index + 1)
        if lower == "'s" or (lower in {"’", "'"} and view.lower(index - 1).endswith("s")):
            if (index - 1) in view.timed:
                return None
            floor = next(
                (
                    at + 1
                    for at in range(index - 1, max(unit.first, index - 8) - 1, -1)
                    if view.lower(at) in words.tallies.before
                ),
                unit.first,
            )
            first = walk_left(view, index, floor)
            return Phrase(first, index) if first < index else None
        if lower not in words.anonymous_before | words.tallies.nouns | words.tallies.harmed | {"own"}:
            return None
    return None


def _number(view: View, start: int, ceiling: int) -> tuple[int, bool] | None:
    """The number of a count's noun, and whether a verb stands between ("had been 24")."""
    words = view.known.words
    stood = False
    for index in range(start, min(ceiling, start + REACH)):
        lower = view.lower(index)
        if index in view.counts:
            return index, stood
        if (
            index in view.timed
            or lower in words.adverbs | words.prepositions | words.determiners | words.tallies.harmed | words.tallies.at
        ):
            continue
        if lower in words.tallies.stand:
            stood = True
            continue
        if lower in words.auxiliaries:
            continue
        return None
    return None
