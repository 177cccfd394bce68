"""The words of a sentence that tell of harm, and on which side of each what is harmed stands."""

from __future__ import annotations

from typing import NamedTuple

from saidby.annotate.counts.words import Form, Words
from saidby.annotate.sheet import Sentence, Sheet
from saidby.vocabulary import Measure


class Harm(NamedTuple):
    """Tokens ``[first, last)``; whether the harmed may stand before it, or after it; the measures it may give."""

    first: int
    last: int
    before: bool
    after: bool
    toll: bool
    measures: tuple[Measure, ...]


def harms(sheet: Sheet, sentence: Sentence, words: Words, numbers: frozenset[int]) -> list[Harm]:
    """The harm words of a sentence. `numbers` are the tokens at which a quantity begins."""
    found = []
    for first, last, forms in words.harms.find(sheet.tokens, sentence.first, sentence.last):
        for form in forms:
            before, after = _sides(sheet, sentence, words, (first, last, form), numbers)
            if before or after:
                found.append(Harm(first, last, before, after, form.use in ("toll", "act"), form.measures))
    return found


def _sides(
    sheet: Sheet, sentence: Sentence, words: Words, harm: tuple[int, int, Form], numbers: frozenset[int]
) -> tuple[bool, bool]:
    """Whether what is harmed may stand before, and after, a harm word: the voice of a verb decides."""
    first, last, form = harm
    tokens, small = sheet.tokens, words.function
    following = tokens[last].lower if last < sentence.last else "."
    if form.use == "state":
        return not _nominal(sheet, sentence, words, first, numbers), _heads_list(sheet, sentence, words, (first, last), numbers)
    if form.use == "toll":
        return False, True
    if form.use == "act":
        return False, following == "of" or tokens[last - 1].lower in small.preposition
    voice = _voice(sheet, sentence, words, first)
    if _attributive(sheet, sentence, words, (first, last)):
        return False, False
    if form.use == "intransitive":
        return True, False
    if form.inflection == "finite":
        return False, True
    if form.inflection == "ing":
        # "being held" stands after what is harmed, "killing 24" and "the killing of 24" before it.
        return (True, False) if voice == "passive" else (False, True)
    if voice == "passive" or (form.inflection == "participle" and voice != "active"):
        return True, _heads_list(sheet, sentence, words, (first, last), numbers)
    if voice == "active":
        return False, True
    after = _begins_object(sheet, sentence, words, last, numbers)
    if after and not (first - 1 in numbers and following == ","):
        return False, True
    plain = following.isalpha() and following not in small.preposition and following not in small.joiner
    verb_like = plain and following not in small.adverb and following not in small.breaker and following not in small.relative
    return True, verb_like or _heads_list(sheet, sentence, words, (first, last), numbers)


def _nominal(sheet: Sheet, sentence: Sentence, words: Words, first: int, numbers: frozenset[int]) -> bool:
    """Whether a state stands for other people than those counted: "relatives of the dead", but not "ten of the dead"."""
    tokens, small = sheet.tokens, words.function
    if first - 2 < sentence.first or tokens[first - 1].lower not in small.nominal:
        return False
    before = tokens[first - 2].lower
    part = before in small.part_link and first - 3 in numbers
    return before in small.preposition and before not in small.including and not part


def _attributive(sheet: Sheet, sentence: Sentence, words: Words, harm: tuple[int, int]) -> bool:
    """Whether a participle only describes the noun after it ("the downed missiles"), which is no part of a count."""
    first, last = harm
    tokens, small = sheet.tokens, words.function
    if first - 1 < sentence.first or last >= sentence.last or last - first > 1 or not tokens[first].lower.endswith("ed"):
        return False
    if tokens[first - 1].lower not in small.determiner or tokens[max(sentence.first, first - 2)].lower in small.part_link:
        return False
    following = tokens[last].lower
    return following.endswith("s") and following not in small.be | small.have | small.auxiliary


def _voice(sheet: Sheet, sentence: Sentence, words: Words, first: int) -> str:
    """The voice of a verb: "passive" after a form of be, "active" after one of have, else unknown; adverbs may stand between."""
    small = words.function
    place = first - 1
    for _ in range(4):
        if place < sentence.first:
            return ""
        word = sheet.tokens[place].lower
        if word in small.be:
            return "passive"
        if word in small.have:
            return "active"
        if word not in small.adverb and word not in small.between_voice:
            return ""
        place -= 1
    return ""


def _begins_object(sheet: Sheet, sentence: Sentence, words: Words, place: int, numbers: frozenset[int]) -> bool:
    """Whether a noun phrase begins at a token: a number, a determiner or a possessive, adverbs skipped."""
    small = words.function
    for here in range(place, min(place + 4, sentence.last)):
        word = sheet.tokens[here].lower
        if here in numbers or word[0].isdigit() or word in small.determiner or word in small.begins_object:
            return True
        if word not in small.before or word in small.preposition:
            return False
    return False


def _heads_list(sheet: Sheet, sentence: Sentence, words: Words, harm: tuple[int, int], numbers: frozenset[int]) -> bool:
    """Whether a harm word names people who are told of next: "those killed were", "the dead included", "injured: 12"."""
    first, last = harm
    tokens, small = sheet.tokens, words.function
    following = tokens[last].lower if last < sentence.last else "."
    if following in small.includes:
        return True
    nominal = first > sentence.first and tokens[first - 1].lower in small.nominal
    return nominal and (following in small.be or last in numbers)
