"""What is counted, named plainly: the noun phrase of the text without what only sets it apart, its head in the plural."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from saidby.annotate.counts.counted import Counted
from saidby.annotate.counts.words import Words
from saidby.annotate.sheet import Sheet, Token

_STATED: Final = 3  # tokens before the verb of "ten of those hurt were nurses"
_NOUNS: Final = 3  # words of "foreign aid workers"


def named(tokens: Sequence[Token], words: Words) -> str | None:
    """The plain name of a unit's words: "other nurse" is "nurses", "nation's troops" "troops", "injured men" "men".

    None where nothing is named but the harm itself ("12 more dead"): then the counted are those of the whole, or people.
    """
    naming = words.naming
    first = 0
    for here, token in enumerate(tokens[:-1]):
        if token.lower == "'s":
            first = here + 1
    while first < len(tokens) and tokens[first].lower in naming.dropped and first + 1 < len(tokens):
        first += 1
    kept = [token.text for token in tokens[first:]]
    head = next((here for here in range(1, len(kept)) if tokens[first + here].lower in words.function.of), len(kept)) - 1
    if len(kept) == 1 and tokens[first].lower in naming.unnamed:
        return None
    kept[head] = plural(kept[head], words)
    return " ".join(kept).replace(" ’s", "’s").replace(" 's", "'s")


def plural(noun: str, words: Words) -> str:
    """The plural of an English noun; one that is a plural already, or is not known to be a singular, stays as it is."""
    naming, lower = words.naming, noun.lower()
    if lower in naming.irregular:
        return naming.irregular[lower]
    single = lower in words.one.people or lower in naming.singular or lower + "s" in words.units.things | words.units.persons
    single = single or lower + "s" in words.units.munitions | words.counted.keys()
    if not single or lower.endswith("s") or lower in words.function.plural:
        return noun
    for ending, replaced in naming.endings.items():
        if lower.endswith(ending):
            return noun[: len(noun) - len(ending)] + replaced
    return noun + "s"


def predicate(sheet: Sheet, words: Words, count: Counted) -> tuple[int, int] | None:
    """The tokens of the people that a bare number is said to be: "ten of the dead were nurses", "36 are children"."""
    tokens, small = sheet.tokens, words.function
    if count.unit_last > count.unit_first and not (count.partitive and count.head(sheet) in words.naming.unnamed):
        return None
    sentence = sheet.sentences[sheet.sentence_at(tokens[count.first].start)]
    told = count.phrase_last
    while told < min(sentence.last, count.phrase_last + _STATED) and tokens[told].lower not in small.be:
        told += 1
    first = told
    while first < sentence.last and tokens[first].lower in small.be | small.auxiliary:
        first += 1
    last = next((at + 1 for at in range(first, min(sentence.last, first + _NOUNS)) if _people(tokens[at].lower, words)), None)
    if told == first or last is None or any(not token.text[0].isalpha() for token in tokens[first:last]):
        return None
    following = tokens[last].lower if last < sentence.last else "."
    return (first, last) if not following[0].isalpha() or following in small.joiner | small.preposition else None


def _people(word: str, words: Words) -> bool:
    """Whether a word is a noun in the plural for people of some kind."""
    units = words.units
    many = word.endswith("s") or word in words.function.plural
    return many and word not in units.general and (word in units.persons or word.endswith(units.person_endings))
