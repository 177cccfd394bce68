"""The words of a sentence that name a happening, with the manner that its weapons and other words give it."""

from __future__ import annotations

from dataclasses import dataclass

from saidby.annotate.counts.words import Words as HarmWords
from saidby.annotate.events.words import Words
from saidby.annotate.sheet import Sheet
from saidby.vocabulary import IncidentType, Scope

_CLAUSE = 14
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
    weapons = [hit for hit in words.weapons.find(sheet.tokens, sentence.first, sentence.last)]
    total = any(
        hit.value is Scope.CUMULATIVE
        and not any(token.lower in harm_words.superlative for token in sheet.tokens[sentence.first : hit.first])
        for hit in harm_words.scopes.find(sheet.tokens, sentence.first, sentence.last)
    )
    for first, last, (manner, kind) in words.triggers.find(sheet.tokens, sentence.first, sentence.last):
        verb = kind != "noun"
        if verb and _is_noun(sheet, words, first, sentence.first):
            continue
        near = [hit for hit in weapons if hit.first < last + _CLAUSE and hit.last > first - _CLAUSE]
        refined = _refined(sheet, words, (first, last, manner), [hit.value for hit in near])
        found.append(_trigger(sheet, number, (first, last), refined, words, verb=verb, total=total))
    if found or not counted:
        return found
    for first, last, forms in harm_words.harms.find(sheet.tokens, sentence.first, sentence.last):
        if all(form.use == "toll" for form in forms) and last - first < 2:
            continue
        manner = next((hit.value for hit in weapons), None)
        return [Trigger(number, first, last, manner, verb=True, definite=False, another=False, generic=total)]
    if weapons:
        first, last, manner = weapons[0]
        return [Trigger(number, first, last, manner, verb=False, definite=False, another=False, generic=total)]
    return []


def _is_noun(sheet: Sheet, words: Words, first: int, begin: int) -> bool:
    """Whether a verb's form stands as a noun ("the target", "a hit"): an article right before it."""
    return first > begin and sheet.tokens[first - 1].lower in words.function.definite | {"a", "an"}


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


def _trigger(
    sheet: Sheet,
    number: int,
    span: tuple[int, int],
    manner: IncidentType,
    words: Words,
    *,
    verb: bool,
    total: bool,
) -> Trigger:
    """A trigger with what the words before it say: the same again, another one, or none in particular."""
    first, last = span
    small, begin = words.function, sheet.sentences[number].first
    before = [sheet.tokens[place].lower for place in range(max(begin, first - 4), first)]
    plural = not verb and sheet.tokens[last - 1].lower.endswith("s")
    another = not verb and any(word in small.another for word in before[-3:]) and "the" not in before[-1:]
    unreal = any(token.text in small.unreal for token in sheet.tokens[max(begin, first - 4) : first])
    generic = (plural and (any(word in small.generic for word in before[-2:]) or total)) or unreal
    definite = not verb and any(word in small.definite for word in before)
    answering = any(word in small.answering for word in before)
    return Trigger(number, first, last, manner, verb, definite, another, generic, answering)
