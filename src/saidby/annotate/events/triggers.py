"""The words of a sentence that name a happening, with the manner that its weapons and other words give it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from saidby.annotate.counts.words import Words as HarmWords
from saidby.annotate.events.words import Words
from saidby.annotate.phrases import Found
from saidby.annotate.sheet import Sheet
from saidby.vocabulary import IncidentType

_OBJECT = 8
"""Tokens after a verb in which its object begins: "fired two rockets"."""

_FIRED = (IncidentType.MISSILE_STRIKE, IncidentType.SHELLING, IncidentType.DRONE_STRIKE)

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
    weak: bool = False  # its word may mean another manner: a blast may be a mishap's, a fire an attack's


def triggers(sheet: Sheet, number: int, words: Words, harm_words: HarmWords, *, counted: bool, peaceful: bool) -> list[Trigger]:
    """The triggers of a sentence; its first word of harm or weapon where it has no other and is `counted` in numbers.

    In a `peaceful` sentence a word such as "attack" is none.
    """
    sentence = sheet.sentences[number]
    found = []
    weapons = list(words.weapons.find(sheet.tokens, sentence.first, sentence.last))
    total = harm_words.cumulative(sheet.tokens, sentence.first, sentence.last)
    starts = [hit.first for hit in weapons]
    other = {index for hit in words.other_senses.find(sheet.tokens, sentence.first, sentence.last) for index in range(*hit[:2])}
    named = [
        hit
        for hit in words.triggers.find(sheet.tokens, sentence.first, sentence.last)
        if hit.first not in other and not (peaceful and words.ambiguous(sheet.tokens[hit.first : hit.last]))
    ]
    taken = {index for hit in named for index in range(hit.first, hit.last)}
    for first, last, (manner, kind) in named:
        verb = kind != "noun"
        if verb and _is_noun(sheet, words, first, sentence.first):
            continue
        plain = _trigger(sheet, number, Found(first, last, (manner, kind)), words, total=total)
        begin = first if plain.answering else first - _CLAUSE
        near = weapons[bisect_left(starts, begin) : bisect_left(starts, last + _CLAUSE)]
        free = [hit for hit in near if hit.first not in taken]
        free.sort(key=lambda hit: max(hit.first - last, first - hit.last))
        found.append(_refined(sheet, words, plain, free))
    harmed = [hit for hit in harm_words.harms.find(sheet.tokens, sentence.first, sentence.last) if hit.first not in taken]
    ending = {weapon.last: weapon.value for weapon in weapons}
    for hit in harmed if found else ():
        # "Rockets killed five": a weapon at work is an event's word as well.
        armed = ending.get(hit.first) or ending.get(hit.first - 1)
        if armed is not None:
            found.append(Trigger(number, hit.first, hit.last, armed, True, False, False, total))
    if found or not counted:
        return sorted(found, key=lambda trigger: trigger.first)
    for first, last, forms in harmed:
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
    before = words.function.definite | words.function.article
    return first > begin and sheet.tokens[first - 1].lower in before - words.function.relative


def _refined(sheet: Sheet, words: Words, trigger: Trigger, weapons: Sequence[Found[IncidentType]]) -> Trigger:
    """A trigger with the manner that its clause gives it: a plain attack takes its weapon's, an explosion may be a mishap.

    `weapons` are those of its clause, the nearest first.
    """
    first, last, manner = trigger.first, trigger.last, trigger.manner
    if manner is IncidentType.BOMBING:
        if any(weapon.value is IncidentType.SUICIDE_BOMBING for weapon in weapons):
            return replace(trigger, manner=IncidentType.SUICIDE_BOMBING)
        if any(weapon.value is IncidentType.BOMBING for weapon in weapons):
            return trigger
        begin, end = max(0, first - _CLAUSE), min(len(sheet.tokens), last + _CLAUSE)
        if any(True for _ in words.mishap.find(sheet.tokens, begin, end)):
            return replace(trigger, manner=IncidentType.ACCIDENT, weak=False)
    elif manner is IncidentType.OTHER_VIOLENCE and weapons:
        return replace(trigger, manner=weapons[0].value)
    elif manner is IncidentType.SHOOTING and trigger.verb:
        fired = next((weapon.value for weapon in weapons if weapon.first < last + _OBJECT), manner)
        return replace(trigger, manner=fired if fired in _FIRED else manner)
    return trigger


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
        weak=" ".join(token.lower for token in sheet.tokens[first:last]) in words.weak,
    )
