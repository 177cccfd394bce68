"""What stands around a number: the noun that it counts, the word that governs it, and whether it is a part of another."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from saidby.annotate.counts.words import Words
from saidby.annotate.sheet import Sentence, Sheet

_LONGEST_UNIT = 7  # tokens: "members of the armed security forces"


@dataclass(frozen=True)
class Counted:
    """A quantity in its sentence. Token places are half-open."""

    place: int  # of the quantity in the draft's mentions
    first: int  # its own tokens
    last: int
    unit_first: int  # the counted thing's words; empty where the text leaves them out
    unit_last: int
    phrase_last: int  # where the noun phrase ends
    before: int  # the first token of the phrase, with "at least", "another", "the"
    partitive: bool  # "five of the attackers", "three of them"
    parts_of: int | None  # the first token of the number after "of" in "21 of 49 drones"
    governor: str  # the word before the phrase, lower case
    kind: str = ""  # the head word of what is meant where the text leaves the unit out ("21 of them")
    many: bool = False  # more than one, so that a verb in the singular is not its own

    def head(self, sheet: Sheet) -> str:
        """The head word of the unit, lower case ("members" of "members of the crew"); `kind` without a unit."""
        if self.unit_last <= self.unit_first:
            return self.kind
        inner = (here for here in range(self.unit_first + 1, self.unit_last) if sheet.tokens[here].lower == "of")
        return sheet.tokens[next(inner, self.unit_last) - 1].lower


def counted(
    sheet: Sheet, sentence: Sentence, words: Words, quantity: tuple[int, int, int], numbers: Mapping[int, int]
) -> Counted:
    """Reads the phrase around the quantity ``(place, first token, last token)``; `numbers` maps where each begins to where it ends."""
    place, first, last = quantity
    tokens, small = sheet.tokens, words.function
    start, partitive, parts_of = last, False, None
    while tokens[first].lower in small.group and start + 1 < sentence.last and tokens[start].lower in small.determiner:
        start += 1  # "both the drivers"
    if last < sentence.last and tokens[last].lower == "of":
        after = last + 1
        while after < sentence.last and tokens[after].lower in small.determiner:
            after += 1
        if any(here in numbers for here in range(last + 1, min(after + 1, sentence.last))):
            parts_of = next(here for here in range(last + 1, after + 1) if here in numbers)
            after = numbers[parts_of]
            while after < sentence.last and tokens[after].lower in small.determiner | {"of"}:
                after += 1
        partitive, start = True, after
        if after < sentence.last and tokens[after].lower in small.pronoun:
            return Counted(
                place, first, last, after, after, after + 1, *_before(sheet, sentence, words, first, (partitive, parts_of))
            )
    harmed = start < sentence.last and tokens[start].lower in words.counted
    named = not (partitive and tokens[start - 1].lower in small.nominal and tokens[start - 1].lower in small.pronoun)
    if not named and start < sentence.last and words.harms.at(tokens, start, sentence.last) is not None:
        unit_first = unit_last = start  # "ten of those killed"
    elif partitive and harmed and _is_predicate(sheet, sentence, words, start):
        unit_first, unit_last = start, start + 1  # "one of the wounded has died"
    else:
        unit_first, unit_last = _unit(sheet, sentence, words, start, numbers)
    end = max(unit_last, last)
    return Counted(
        place, first, last, unit_first, unit_last, end, *_before(sheet, sentence, words, first, (partitive, parts_of))
    )


def _before(
    sheet: Sheet, sentence: Sentence, words: Words, first: int, part: tuple[bool, int | None]
) -> tuple[int, bool, int | None, str]:
    here = first
    small = words.function
    while here > sentence.first and sheet.tokens[here - 1].lower in small.before | small.opening:
        here -= 1
    governor = sheet.tokens[here - 1].lower if here > sentence.first else ""
    return here, part[0], part[1], governor


def _unit(sheet: Sheet, sentence: Sentence, words: Words, start: int, numbers: Container[int]) -> tuple[int, int]:
    """The noun phrase from a token on: up to a verb, a small word, a sign or another number."""
    tokens, small = sheet.tokens, words.function
    if start + 1 < sentence.last and tokens[start].lower in small.opening:
        start += 1  # over 370 "relics"
    here = start
    while here < min(sentence.last, start + _LONGEST_UNIT):
        word = tokens[here].lower
        if word == "'s" and start < here:
            here += 1
            continue
        if here in numbers or not word[0].isalpha() or word in small.stopper or word in small.joiner:
            break
        if word == "of" and here > start and tokens[here - 1].lower in words.units.of_kinds:
            here += 1
            while here < sentence.last and tokens[here].lower in small.determiner:
                here += 1
            continue
        if word in small.preposition or word in small.breaker or word in small.relative or word in small.be:
            break
        if here > start and _ends_phrase(sheet, words, here):
            break
        if _is_predicate(sheet, sentence, words, here) and not _in_compound(sheet, sentence, words, (start, here)):
            break
        here += 1
    while here > start and tokens[here - 1].lower in small.determiner | small.adverb | {"of"}:
        here -= 1
    return start, here


def _ends_phrase(sheet: Sheet, words: Words, here: int) -> bool:
    """Whether the noun before a token is the head, as a verb or an adverb follows it."""
    word, previous = sheet.tokens[here].lower, sheet.tokens[here - 1].lower
    if word.endswith("ly"):
        return True
    plural = previous in words.function.plural or (previous.endswith("s") and not previous.endswith(("ss", "us")))
    if not plural:
        return False
    if previous in words.counted:
        # "12 dead" ends there, "12 dead sailors" does not.
        state = (
            any(form.use == "state" for form in found.value)
            if (found := words.harms.at(sheet.tokens, here - 1, here))
            else False
        )
        return not (
            state
            and (word in words.function.plural or (word.endswith("s") and word not in words.function.be | words.function.have))
        )
    named = sheet.tokens[here].text[:1].isupper() and not sheet.tokens[here - 1].text[:1].isupper()
    return named or word.endswith(("ed", "ing")) or previous in words.function.personal


def _is_predicate(sheet: Sheet, sentence: Sentence, words: Words, here: int) -> bool:
    """Whether a harm word at a token says what happened ("12 dead in") instead of describing ("12 dead bodies")."""
    found = words.harms.at(sheet.tokens, here, sentence.last)
    if found is None or all(form.use in ("toll", "act") for form in found.value):
        return False
    state = any(form.use == "state" for form in found.value)
    if sheet.tokens[here].lower in words.counted and not state:
        return False
    if found.last >= sentence.last:
        return True
    follower = sheet.tokens[found.last]
    small = words.function
    verbs = all(form.use in ("transitive", "intransitive") and form.inflection in ("finite", "ing") for form in found.value)
    return (
        verbs
        or not follower.lower[0].isalpha()
        or follower.text[0].isupper() != sheet.tokens[here].text[0].isupper()
        or follower.lower
        in small.stopper | small.preposition | small.joiner | small.breaker | small.relative | small.adverb | small.before
        or follower.lower.endswith("ly")
    )


def _in_compound(sheet: Sheet, sentence: Sentence, words: Words, places: tuple[int, int]) -> bool:
    """Whether a verb's plain form right after a number begins a noun ("fifty fire engines", "two strike teams")."""
    start, here = places
    tokens = sheet.tokens
    found = words.harms.at(tokens, here, sentence.last)
    if found is None or here != start or found.last >= sentence.last:
        return False
    plain = all(form.use == "transitive" and form.inflection == "finite" for form in found.value)
    follower = tokens[found.last].lower
    return plain and (follower in words.function.plural or (follower.endswith("s") and not follower.endswith("ss")))
