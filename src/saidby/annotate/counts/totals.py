"""Which sentences tell of running totals: over a war, a year, a month or a country, not over one happening."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from saidby.annotate.counts.words import Words
from saidby.annotate.draft import Draft
from saidby.annotate.sheet import Sentence, Sheet
from saidby.model import Bounds, Mention, TimeExpression
from saidby.vocabulary import Kind

_LONG: Final = frozenset({"week", "month", "year", "decade"})
_YEAR: Final = re.compile("(?:19|20)[0-9]{2}")
_ONE: Final = Bounds(low=1, high=1)
_NAME: Final = 3  # tokens of "the Upper Nile region"
_NEAR: Final = 5  # tokens between the two ends of "from May to the end of August"


class Totals:
    """Looks up, once a sentence, whether it counts over more than one happening."""

    def __init__(self, sheet: Sheet, draft: Draft, words: Words) -> None:
        self.sheet, self.words = sheet, words
        self._times = _by_sentence(sheet, draft, Kind.TIME)
        self._realms = {
            sheet.token_at(draft.mentions[place].start)
            for place in draft.of(Kind.PLACE)
            if draft.mentions[place].label in words.totals.labels
        }
        self._counted = {
            sheet.token_at(draft.mentions[place].end - 1)
            for place in draft.of(Kind.QUANTITY)
            if (draft.mentions[place].bounds or _ONE).low != 1
        }
        self._known: dict[int, int] = {}
        self._wide: dict[int, list[int]] = {}

    def told(self, number: int, first: int) -> bool:
        """Whether sentence `number` tells of a running total from token `first` on."""
        if number not in self._known:
            sentence = self.sheet.sentences[number]
            self._known[number] = max(self.words.last_running(self.sheet.tokens, sentence), self._timed(sentence, number))
        return self._known[number] >= first

    def wide(self, number: int, harm: int, reach: int) -> bool:
        """Whether a harm at token `harm` is told of a whole country or region ("across the province")."""
        if number not in self._wide:
            sentence = self.sheet.sentences[number]
            self._wide[number] = [here for here in range(sentence.first, sentence.last) if self._throughout(sentence, here)]
        near = bisect_left(self._wide[number], harm - reach)
        return near < len(self._wide[number]) and self._wide[number][near] <= harm + reach

    def dated(self, number: int) -> bool:
        """Whether a sentence names a day or a time of day."""
        return any(_fine(time) for _, _, time in self._times.get(number, ()))

    def coarse(self, number: int) -> bool:
        """Whether a sentence names a month or a year, and no day."""
        times = self._times.get(number, ())
        return any(_coarse(time) for _, _, time in times) and not any(_fine(time) for _, _, time in times)

    def _timed(self, sentence: Sentence, number: int) -> int:
        """The last token at which a stretch of weeks or more, or a tally by the month or year, is told of; -1 for none."""
        tokens, totals = self.sheet.tokens, self.words.totals
        times = self._times.get(number, ())
        told = [
            here
            for here in range(sentence.first, sentence.last - 1)
            if tokens[here + 1].lower in totals.saw and _YEAR.fullmatch(tokens[here].text)
        ]
        for place, (first, last, time) in enumerate(times):
            if (
                (time.span and time.unit in _LONG)
                or (time.until is not None and _apart(time, time.until))
                or (_coarse(time) and last < sentence.last and tokens[last].lower in totals.saw)
            ):
                told.append(first)
            elif first > sentence.first and tokens[first - 1].lower in totals.opening and place + 1 < len(times):
                other = times[place + 1]
                between = {token.lower for token in tokens[last : min(other[0], last + _NEAR)]}
                if other[0] <= last + _NEAR and between & totals.closing and _apart(time, other[2]):
                    told.append(first)
        if self.coarse(number):
            told += [here for here in range(sentence.first, sentence.last) if tokens[here].lower in totals.tally]
        return max(told, default=-1)

    def _throughout(self, sentence: Sentence, here: int) -> bool:
        """Whether "across the country", "in various parts of the country" or "in 12 provinces" begins at a token."""
        tokens, totals = self.sheet.tokens, self.words.totals
        if tokens[here].lower in totals.areas and here - 1 in self._counted:
            return True
        if tokens[here].lower not in totals.throughout:
            return False
        here += 1
        while here < sentence.last and tokens[here].lower in self.words.function.determiner:
            here += 1
        named = tokens[here : min(sentence.last, here + _NAME)]
        realm = next((at for at, token in enumerate(named) if token.lower in totals.realms), None)
        return here in self._realms or (realm is not None and all(token.text[0].isupper() for token in named[:realm]))


def _by_sentence(sheet: Sheet, draft: Draft, kind: Kind) -> dict[int, list[tuple[int, int, TimeExpression]]]:
    """The times of each sentence with their tokens, half-open."""
    found: dict[int, list[tuple[int, int, TimeExpression]]] = {}
    for place in draft.of(kind):
        mention: Mention = draft.mentions[place]
        if mention.time is not None:
            tokens = sheet.tokens_in(mention.start, mention.end)
            found.setdefault(sheet.sentence_at(mention.start), []).append((tokens.start, tokens.stop, mention.time))
    return found


def _fine(time: TimeExpression) -> bool:
    return (
        time.day is not None
        or time.weekday is not None
        or time.part is not None
        or time.hour is not None
        or time.unit in ("day", "hour", "minute")
    )


def _coarse(time: TimeExpression) -> bool:
    return not _fine(time) and (time.month is not None or time.year is not None or time.unit in ("month", "year"))


def _apart(one: TimeExpression, other: TimeExpression) -> bool:
    """Whether two ends of a stretch of time lie in different months or years."""
    months = one.month != other.month and None not in (one.month, other.month)
    years = one.year != other.year and None not in (one.year, other.year)
    return months or years
