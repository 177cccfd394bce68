"""Bare numbers that somebody tells of what was counted before: "the ministry said 18", "a figure of more than 300"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from saidby.annotate.counts.counted import Counted
from saidby.annotate.counts.matching import Match
from saidby.annotate.counts.parts import Measured
from saidby.annotate.counts.words import Words
from saidby.annotate.sheet import Sentence, Sheet
from saidby.vocabulary import Measure

_SHORT: Final = 6  # tokens back to "the injured"
_TOLD: Final = 20  # tokens back to "spoken of 200 dead, and later of"
_REACH: Final = 2  # sentences back to what the number is of
_PEOPLE: Final = (Measure.KILLED, Measure.INJURED, Measure.CASUALTIES, Measure.MISSING, Measure.DETAINED, Measure.DISPLACED)


def told_alone(sheet: Sheet, sentence: Sentence, words: Words, count: Counted) -> bool:
    """Whether nothing but a word of telling governs a number without a unit."""
    small, tokens = words.function, sheet.tokens
    if count.unit_last > count.unit_first or count.partitive or count.before <= sentence.first:
        return False
    following = tokens[count.phrase_last].lower if count.phrase_last < sentence.last else "."
    if following[0].isalnum() and following not in small.joiner | small.breaker | small.preposition:
        return False
    if count.governor in small.tells:
        return True
    noun = tokens[count.before - 2].lower if count.before - 2 >= sentence.first else ""
    told = (token.lower in small.told_of for token in tokens[max(sentence.first, count.before - _TOLD) : count.before - 1])
    return count.governor in small.of and (noun in small.told_of or any(told))


def beyond_another(match: Match, count: Counted, words: Words, sheet: Sheet) -> bool:
    """Whether a harm word is rather that of the next number: "said 18, and 111 injured"."""
    between = sheet.tokens[count.phrase_last : match.first]
    small = words.function
    verb = bool(between) and between[-1].lower in small.be | small.have | small.auxiliary | small.adverb
    return match.first >= count.phrase_last and any(token.lower[0].isdigit() for token in between) and not verb


def of_the_harmed(sheet: Sheet, sentence: Sentence, words: Words, count: Counted) -> Match | None:
    """The harm that the people themselves are called by: "the injured, a total of 350"."""
    for first in range(count.before - 1, max(sentence.first, count.before - _SHORT), -1):
        measure = words.counted.get(sheet.tokens[first].lower)
        if measure in _PEOPLE and sheet.tokens[first - 1].lower in words.function.nominal:
            return Match(measure, first, first + 1, 0.0)
    return None


def told_before(number: int, items: Sequence[Measured], is_part: Callable[[Measured], bool]) -> Measured | None:
    """What a bare number is a number of: the first count of people in the nearest sentence that has one, parts of another apart."""
    found: Measured | None = None
    for item in reversed(items):
        if number - item.sentence > _REACH or (found is not None and item.sentence != found.sentence):
            break
        if item.measure in _PEOPLE and not is_part(item):
            found = item
    return found
