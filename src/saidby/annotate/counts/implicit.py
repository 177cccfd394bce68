"""Counts of one without a number word: "a nurse was wounded", "killed his brother". People only."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final, NamedTuple

from saidby.annotate.counts.harms import Harm
from saidby.annotate.counts.words import Words
from saidby.annotate.sheet import Sentence, Sheet
from saidby.vocabulary import Measure

_LONGEST: Final = 6  # tokens of a noun phrase, its article included
_GAP: Final = 4  # tokens between a person and the harm: "has been seriously"

_HARMS: Final = (Measure.KILLED, Measure.INJURED, Measure.ABDUCTED, Measure.DETAINED, Measure.MISSING, Measure.RELEASED)


class One(NamedTuple):
    """A person at tokens ``[first, last)``, the article included, and what befell them."""

    first: int
    last: int
    harm: Harm
    measure: Measure


def implicit(sheet: Sheet, sentence: Sentence, words: Words, harms: list[Harm], taken: Container[int]) -> Iterator[One]:
    """The single persons of a sentence that a harm word befalls. `taken` are the harm words that a number has."""
    used: set[int] = set()
    if sheet.tokens[sentence.first].lower in words.function.captions:
        return  # an old picture's caption: "FILE - A man is arrested"
    for harm in harms:
        measure = next((measure for measure in harm.measures if measure in _HARMS), None)
        if measure is None or harm.toll or harm.first in taken or harm.first in used:
            continue
        span = _before(sheet, sentence, words, harm.first) if harm.before else None
        if span is None and harm.after:
            span = _after(sheet, sentence, words, harm.last)
        if span is not None:
            used.add(harm.first)
            yield One(*span, harm, measure)


def _before(sheet: Sheet, sentence: Sentence, words: Words, harm: int) -> tuple[int, int] | None:
    """The person right before a verb in the singular."""
    tokens, small = sheet.tokens, words.function
    last, verb = harm, False
    while last > max(sentence.first, harm - _GAP) and (
        tokens[last - 1].lower in small.be | small.have | small.auxiliary or tokens[last - 1].lower in small.adverb
    ):
        last -= 1
        verb = verb or tokens[last].lower in words.one.verbs
    if not verb or last <= sentence.first or not _person(words, tokens[last - 1].lower):
        return None
    for first in range(last - 1, max(sentence.first, last - _LONGEST) - 1, -1):
        if tokens[first].lower in words.one.articles:
            return first, last
        if not tokens[first].lower[0].isalpha() or tokens[first].lower in small.preposition:
            return None
    return None


def _after(sheet: Sheet, sentence: Sentence, words: Words, start: int) -> tuple[int, int] | None:
    """The person right after a verb."""
    tokens = sheet.tokens
    if start >= sentence.last or tokens[start].lower not in words.one.articles:
        return None
    for here in range(start + 1, min(sentence.last, start + _LONGEST)):
        if _person(words, tokens[here].lower):
            follower = tokens[here + 1].lower if here + 1 < sentence.last else "."
            if not _person(words, follower):
                return start, here + 1
        elif (
            tokens[here].lower.endswith("ing")
            or not tokens[here].lower[0].isalpha()
            or tokens[here].lower in words.function.stopper | words.function.preposition
        ):
            return None
    return None


def _person(words: Words, word: str) -> bool:
    one = words.one
    return word in one.people or (word.endswith(one.endings) and len(word) > 4 and word not in one.things)
