"""Parts told of by a list, by "among" or as half: "26 were injured: 13 women, 11 men and two boys", "half of the dead"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from saidby.annotate.counts.parts import Measured, whole_of
from saidby.annotate.counts.words import Words
from saidby.annotate.sheet import Sentence, Sheet
from saidby.model import Bounds
from saidby.vocabulary import Measure, Qualifier

_PEOPLE: Final = (Measure.KILLED, Measure.INJURED, Measure.CASUALTIES, Measure.MISSING, Measure.DETAINED, Measure.ABDUCTED)
_AMONG: Final = 9  # tokens before "among the 14 wounded"
_MEMBERS: Final = 12  # numbers after a total that may be its parts
_SHORT: Final = 3  # tokens between two members of a list
_REACH: Final = 14  # sentences back in which "half of the dead" may find how many there are


def breakdowns(sheet: Sheet, words: Words, items: Sequence[Measured]) -> Iterator[tuple[Measured, Measured]]:
    """Each part with its whole, from the numbers of one sentence in order.

    A list is a breakdown of a number before it when its members add up to that number, or when a colon parts the two
    and they do not exceed it. A member that has another measure is none.
    """
    for at, whole in enumerate(items):
        if whole.measure not in _PEOPLE or whole.bounds.low is None:
            continue
        for run in _lists(sheet, words, items[at + 1 : at + _MEMBERS]):
            total = sum(part.bounds.low or 0 for part in run)
            opener = sheet.tokens[run[0].count.before - 1].lower
            fits = all(part.measure in (None, whole.measure) and _exact(part.bounds) for part in run)
            whole_sum = len(run) > 1 and total == whole.bounds.low and opener in words.function.opens_list
            if fits and (whole_sum or (opener == words.function.colon and total <= whole.bounds.low)):
                yield from ((part, whole) for part in run)
                break


def _lists(sheet: Sheet, words: Words, items: Sequence[Measured]) -> Iterator[list[Measured]]:
    """Runs of numbers with nothing but signs and "and" between their phrases."""
    run: list[Measured] = []
    for item in items:
        if run and not _next(sheet, words, run[-1], item):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _next(sheet: Sheet, words: Words, one: Measured, other: Measured) -> bool:
    between = sheet.tokens[one.count.phrase_last : other.count.before]
    return 0 < len(between) <= _SHORT and all(token.lower in words.function.listing for token in between)


def _exact(bounds: Bounds) -> bool:
    return bounds.qualifier is Qualifier.EXACT


def among(
    sheet: Sheet, sentence: Sentence, words: Words, items: tuple[Sequence[Measured], Sequence[Measured]]
) -> Iterator[tuple[Measured, Measured]]:
    """Each part with its whole in "two children were among the 14 wounded" or "among the dead".

    `items` are the numbers of the sentence, and the last before it.
    """
    tokens, (own, earlier) = sheet.tokens, items
    for item in own:
        begin = item.count.phrase_last
        span = range(begin, min(sentence.last - 1, begin + _AMONG))
        here = next((at for at in span if tokens[at].lower in words.function.among), None)
        if here is None or item.measure is None or any(not tokens[at].text[0].isalpha() for at in range(begin, here)):
            continue
        while here + 1 < sentence.last - 1 and tokens[here + 1].lower in words.function.determiner:
            here += 1
        whole = next((other for other in own if here + 1 in (other.count.first, other.count.before)), None)
        if whole is None and words.counted.get(tokens[here + 1].lower) is item.measure:
            whole = whole_of(item, earlier, same_sentence=False)
        if whole is not None and whole is not item and whole.measure is item.measure:
            yield item, whole


def halves(sheet: Sheet, sentence: Sentence, words: Words) -> Iterator[tuple[int, int, Measure]]:
    """Where "half of the dead" stands, tokens half-open, and the measure of those whose half it is."""
    tokens, small = sheet.tokens, words.function
    for first in range(sentence.first, sentence.last - 2):
        if tokens[first].lower in small.half:
            here = first + 1
            while here < sentence.last - 1 and tokens[here].lower in small.of | small.nominal:
                here += 1
            measure = words.counted.get(tokens[here].lower)
            if here > first + 1 and measure is not None:
                yield first, here + 1, measure


def halved(bounds: Bounds) -> Bounds | None:
    """Half of a count, as "half of the dead" gives it: of at least 16, at least 8. None where that is nothing."""
    if bounds.low is None or bounds.low < 2:
        return None
    if bounds.high is None:
        return Bounds(low=bounds.low // 2, high=None, qualifier=Qualifier.AT_LEAST)
    low, high = bounds.low // 2, bounds.high // 2
    return Bounds(low=low, high=high, qualifier=Qualifier.EXACT if low == high else Qualifier.BETWEEN)


def whole_of_half(
    measure: Measure, sentence: int, items: Sequence[Measured], is_part: Callable[[Measured], bool]
) -> Measured | None:
    """The count that half is taken of: the nearest of the same measure that is no part of another."""
    for item in reversed(items):
        if sentence - item.sentence > _REACH:
            return None
        if item.measure is measure and not is_part(item):
            return item
    return None
