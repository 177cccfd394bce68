"""The words of a sentence that name a happening, with the manner that its weapons and other words give it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from saidby.annotate.counts.words import Words as HarmWords
from saidby.annotate.events.words import Words
from saidby.annotate.phrases import Found
from saidby.annotate.sheet import Sheet
from saidby.vocabulary import IncidentType

_CLAUSE = 24
"""Tokens around a trigger in which a weapon word may tell its manner."""


@dataclass(frozen=True)
class Trigger:
    """A happening's word at tokens ``[first, last)`` of a sentence; `manner` None for a bare word of harm."""

    sentence: int
    first: int
    last: int
    manner: IncidentType | None
    verb: bool
    definite: bool
    another: bool
    generic: bool
    answering: bool = False


def triggers(sheet: Sheet, number: int, words: Words, harm_words: HarmWords, *, counted: bool) -> list[Trigger]:
    """The triggers of a sentence; its first word of harm or weapon where it has no other and is `counted` in numbers."""
    sentence = sheet.sentences[number]
    found = []
    weapons = list(words.weapons.find(sheet.tokens, sentence.first, sentence.last))
    total = harm_words.cumulative(sheet.tokens, sentence.first, sentence.last)
    starts = [hit.first for hit in weapons]
    for first, last, (manner, kind) in words.triggers.find(sheet.tokens, sentence.first, sentence.last):
        verb = kind != "noun"
        if verb and _is_noun(sheet, words, first, sentence.first):
            continue
        near = weapons[bisect_left(starts, first - _CLAUSE) : bisect_left(starts, last + _CLAUSE)]
        refined = _refined(sheet, words, (first, last, manner), [hit.value for hit in near])
        found.append(_trigger(sheet, number, Found(first, last, (refined, kind)), words, total=total))
    if found or not counted:
        return found
    for first, last, forms in harm_words.harms.find(sheet.tokens, sentence.first, sentence.last):
        if all(form.use == "toll" for form in forms) and last - first < 2:
            continue
        armed = next((hit.value for hit in weapons), None)
        return [Trigger(number, first, last, armed, verb=True, definite=False, another=False, generic=total)]
    if weapons:
        first, last, manner = weapons[0]
        return [Trigger(number, first, last, manner, verb=False, definite=False, another=False, generic=total)]
    return []


def _is_noun(sheet: Sheet, words: Words, first: int, begin: int) -> bool:
    """Whether a verb's form stands as a noun ("the target", "a hit"): an article right before it."""
    return first > begin and sheet.tokens[first - 1].lower in words.function.definite | words.function.article


def _refined(sheet: Sheet, words: Words, trigger: tuple[int, int, IncidentType], weapons: list[IncidentType]) -> IncidentType:
    """The manner of a trigger in its clause: a plain attack takes its weapon's, an explosion may be a mishap."""
    first, last, manner = trigger
    if manner is IncidentType.BOMBING:
        if IncidentType.SUICIDE_BOMBING in weapons:
            return IncidentType.SUICIDE_BOMBING
        begin, end = max(0, first - _CLAUSE), min(len(sheet.tokens), last + _CLAUSE)
        if IncidentType.BOMBING not in weapons and any(True for _ in words.mishap.find(sheet.tokens, begin, end)):
            return IncidentType.ACCIDENT
        return manner
    if manner is IncidentType.OTHER_VIOLENCE and weapons:
        return weapons[0]
    return manner


def _trigger(sheet: Sheet, number: int, found: Found[tuple[IncidentType, str]], words: Words, *, total: bool) -> Trigger:
    """A trigger with what the words before it say: the same again, another one, or none in particular."""
    first, last, (manner, kind) = found
    verb, small, begin = kind != "noun", words.function, sheet.sentences[number].first
    tokens = sheet.tokens[max(begin, first - 4) : first]
    before = [token.lower for token in tokens]
    plural = not verb and sheet.tokens[last - 1].lower.endswith("s")
    unreal = any(token.text in small.unreal for token in tokens)
    return Trigger(
        sentence=number,
        first=first,
        last=last,
        manner=manner,
        verb=verb,
        definite=not verb and any(word in small.definite for word in before),
        # After a comma it is the same thing in other words: "a bombing killed five, another attack blamed on".
        another=not verb and "," not in before and any(word in small.another for word in before[-3:]),
        generic=(plural and (any(word in small.generic for word in before[-2:]) or total)) or unreal,
        answering=any(word in small.answering for word in before),
    )
