"""One piece of a date or time: a calendar date, a weekday, a clock time, "two days ago"."""

from __future__ import annotations

from typing import Final

import msgspec

from saidby.annotate.clock import Clock
from saidby.annotate.dating import Lexicon, Piece
from saidby.annotate.numerals import Numerals, Phrases, adjacent
from saidby.annotate.seasons import Seasons
from saidby.annotate.sheet import Token
from saidby.annotate.years import YEAR, Years
from saidby.model import TimeExpression

_FARTHEST: Final = 1000  # units: "5,000 years ago" dates no report


class Dates:
    """Reads the piece that begins at a token, if one does."""

    def __init__(self, lexicon: Lexicon, numerals: Numerals) -> None:
        self._lexicon = lexicon
        self._numerals = numerals
        self._phrases = Phrases([*lexicon.phrases])
        self._days = Phrases([*lexicon.days])
        self._parts = Phrases([*lexicon.parts])
        self._modifiers = Phrases([*lexicon.modifiers])
        self._directions = Phrases([*lexicon.directions])
        self._shifts = Phrases([*lexicon.shifts])
        self._clock = Clock(lexicon)
        self._years = Years(lexicon, numerals)
        self._seasons = Seasons(lexicon, self._years)
        several = (self._phrases, self._days, self._parts, self._modifiers, self._directions)
        words = ({lexicon.year}, lexicon.the, lexicon.spans, lexicon.articles, lexicon.units, lexicon.weekdays, lexicon.months)
        self._openers = frozenset(lexicon.short_months).union(
            *words, *(phrases.openers for phrases in several), self._seasons.openers
        )

    def at(self, tokens: list[Token], index: int, stop: int) -> Piece | None:
        """The longest piece that begins at `index` and ends before `stop`."""
        if tokens[index].lower not in self._openers and not self._numerals.may_begin(tokens[index]):
            return None
        readers = (
            self._iso,
            self._shifted,
            self._span,
            self._phrase,
            self._clock.at,
            self._clock.military,
            self._modified,
            self._directed,
            self._seasons.at,
            self._calendar,
            self._years.alone,
            self._part,
        )
        found = [piece for reader in readers if (piece := reader(tokens, index, stop)) is not None]
        return max(found, key=lambda piece: piece.last, default=None)

    def _number(self, tokens: list[Token], index: int, stop: int, largest: int) -> int | None:
        if index < stop and tokens[index].text.isdecimal() and len(tokens[index].text) <= 2:
            value = int(tokens[index].text)
            return value if 1 <= value <= largest else None
        return None

    def _month(self, tokens: list[Token], index: int, stop: int) -> tuple[int, int, bool] | None:
        """The month at `index`, the index after it (and after an abbreviation's stop), whether it was written out."""
        if index >= stop or not tokens[index].text[0].isupper():
            return None
        lexicon, lower = self._lexicon, tokens[index].lower
        if lower in lexicon.months:
            return lexicon.months[lower], index + 1, True
        if lower in lexicon.short_months:
            dotted = index + 1 < stop and tokens[index + 1].text == "."
            return lexicon.short_months[lower], index + (2 if dotted else 1), False
        return None

    def _day_of_month(self, tokens: list[Token], index: int, stop: int) -> tuple[int, int] | None:
        """Reads "30", "30th": the day and the index after it."""
        number = self._number(tokens, index, stop, 31)
        if number is None:
            return None
        ending = index + 1 < stop and adjacent(tokens, index) and tokens[index + 1].lower in self._lexicon.ordinal_endings
        if not ending and index + 1 < stop and adjacent(tokens, index) and tokens[index + 1].text[0].isalnum():
            return None
        return number, index + (2 if ending else 1)

    def _iso(self, tokens: list[Token], index: int, stop: int) -> Piece | None:
        if index + 5 > stop or any(tokens[index + i].text != "-" for i in (1, 3)):
            return None
        if not all(adjacent(tokens, index + i) for i in range(4)) or not YEAR.fullmatch(tokens[index].text):
            return None
        month, day = self._number(tokens, index + 2, stop, 12), self._number(tokens, index + 4, stop, 31)
        if month is None or day is None:
            return None
        return Piece(index, index + 5, TimeExpression(year=int(tokens[index].text), month=month, day=day))

    def _calendar(self, tokens: list[Token], index: int, stop: int) -> Piece | None:
        """A month with day or year, or alone after a cue; a weekday."""
        lower = tokens[index].lower
        if lower in self._lexicon.weekdays and tokens[index].text[0].isupper():
            return Piece(index, index + 1, TimeExpression(weekday=self._lexicon.weekdays[lower], direction="nearest"))
        day = self._day_of_month(tokens, index, stop)
        if day is not None:
            return self._day_first(tokens, index, day, stop)
        month = self._month(tokens, index, stop)
        return self._month_first(tokens, index, month, stop) if month is not None else None

    def _day_first(self, tokens: list[Token], index: int, day: tuple[int, int], stop: int) -> Piece | None:
        number, after = day
        until: tuple[int, int] | None = None
        if after + 1 < stop and tokens[after].lower in {*self._lexicon.range_links, *self._lexicon.between_links}:
            until = self._day_of_month(tokens, after + 1, stop)
            after = until[1] if until is not None and until[0] > number else after
        if after < stop and tokens[after].lower in self._lexicon.of:
            after += 1
        month = self._month(tokens, after, stop)
        if month is None:
            return None
        year = self._years.at(tokens, month[1], stop)
        last = year[1] if year else month[1]
        time = TimeExpression(year=year[0] if year else None, month=month[0], day=number)
        return Piece(index, last, _until_day(time, until[0] if until and until[0] > number else None))

    def _month_first(self, tokens: list[Token], index: int, month: tuple[int, int, bool], stop: int) -> Piece | None:
        number, after, full = month
        the = after < stop and tokens[after].lower in self._lexicon.the
        day = self._day_of_month(tokens, after + 1 if the else after, stop)
        if day is not None and not (the and day[1] - after == 2):
            last, until = day[1], None
            if last + 1 < stop and tokens[last].lower in {*self._lexicon.range_links, *self._lexicon.between_links}:
                until = self._day_of_month(tokens, last + 1, stop)
                if until is not None and (until[0] <= day[0] or self._month(tokens, until[1], stop)):
                    until = None
                if until is not None and tokens[last].lower in self._lexicon.between_links and until[1] < stop:
                    # "on June 5 and 12 people": a second day is closed by a year, a sign or a function word
                    until = until if not tokens[until[1]].text[0].isalpha() else None
                last = until[1] if until is not None else last
            year = self._years.at(tokens, last, stop)
            time = TimeExpression(year=year[0] if year else None, month=number, day=day[0])
            return Piece(index, year[1] if year else last, _until_day(time, until[0] if until else None))
        of = after < stop and tokens[after].lower in self._lexicon.of
        year = self._years.at(tokens, after + 1 if of else after, stop)
        if year is not None:
            return Piece(index, year[1], TimeExpression(year=year[0], month=number))
        if not full:
            return None
        noun = after < stop and tokens[after].text.isalpha() and tokens[after].text.islower()
        attributive = noun and index > 0 and tokens[index - 1].lower in self._lexicon.year_articles  # "a June agreement"
        cued = attributive or (index > 0 and tokens[index - 1].lower in self._lexicon.month_cues)
        named = after < stop and tokens[after].text[0].isupper()
        doubtful = tokens[index].lower in self._lexicon.doubtful_months
        if (doubtful and not cued) or (named and not cued) or (doubtful and named):
            return None
        return Piece(index, after, TimeExpression(month=number, direction="nearest"))

    def _directed(self, tokens: list[Token], index: int, stop: int) -> Piece | None:
        """Reads "last Wednesday", "next June"."""
        direction = self._directions.at(tokens, index, stop)
        if direction is None or direction[1] >= stop:
            return None
        token, turn = tokens[direction[1]], self._lexicon.directions[direction[0]]
        if not token.text[0].isupper():
            return None
        anchor = "narrative" if direction[0].endswith(("previous", "following")) else "publication"
        if (weekday := self._lexicon.weekdays.get(token.lower)) is not None:
            return Piece(index, direction[1] + 1, TimeExpression(weekday=weekday, direction=turn, anchor=anchor))
        if (month := self._lexicon.months.get(token.lower)) is not None:
            return Piece(index, direction[1] + 1, TimeExpression(month=month, direction=turn, anchor=anchor))
        return None

    def _modified(self, tokens: list[Token], index: int, stop: int) -> Piece | None:
        """Reads "early June", "late 2016", "mid-January", "late Monday", "earlier this week"."""
        lower = tokens[index].lower
        for prefix in self._lexicon.modifiers:
            if prefix.endswith("-") and lower.startswith(prefix):
                month = self._lexicon.months.get(lower[len(prefix) :])
                year = self._years.at(tokens, index + 1, stop)
                modifier = self._lexicon.modifiers[prefix]
                if month is not None:
                    value = year[0] if year else None
                    turn = None if year else "nearest"
                    time = TimeExpression(month=month, year=value, modifier=modifier, direction=turn)
                    return Piece(index, year[1] if year else index + 1, time)
                if (decade := lower[len(prefix) :].removesuffix("s")) != lower[len(prefix) :] and YEAR.fullmatch(decade):
                    until = TimeExpression(year=int(decade) + 9)
                    return Piece(index, index + 1, TimeExpression(year=int(decade), until=until))
                if YEAR.fullmatch(lower[len(prefix) :]):
                    return Piece(index, index + 1, TimeExpression(year=int(lower[len(prefix) :]), modifier=modifier))
        phrase = self._modifiers.at(tokens, index, stop)
        if phrase is None or phrase[1] >= stop:
            return None
        start = phrase[1]
        inner = (
            self._directed(tokens, start, stop)
            or self._phrase(tokens, start, stop)
            or self._calendar(tokens, start, stop)
            or self._years.alone(tokens, start, stop, cued=True)
        )
        if inner is None:
            return self._cued_month(tokens, index, phrase, stop)
        return self._modify(index, phrase[0], inner)

    def _cued_month(self, tokens: list[Token], index: int, phrase: tuple[str, int], stop: int) -> Piece | None:
        """Reads "early March": a modifier is cue enough for a doubtful month."""
        month = self._month(tokens, phrase[1], stop)
        if month is None or not month[2]:
            return None
        return Piece(
            index,
            month[1],
            TimeExpression(month=month[0], direction="nearest", modifier=self._lexicon.modifiers[phrase[0]] or None),
        )

    def _modify(self, index: int, phrase: str, inner: Piece) -> Piece | None:
        time, modifier = inner.time, self._lexicon.modifiers[phrase] or None
        by_day = time.weekday is not None or time.day is not None or time.unit == "day"
        if not by_day:
            return Piece(index, inner.last, msgspec.structs.replace(time, modifier=modifier))
        part = self._lexicon.day_modifiers.get(phrase)
        if time.part is not None or part is None or time.until is not None:
            return Piece(index, inner.last, time) if modifier is None else None
        return Piece(index, inner.last, msgspec.structs.replace(time, part=part))

    def _phrase(self, tokens: list[Token], index: int, stop: int) -> Piece | None:
        phrase = self._phrases.at(tokens, index, stop)
        if phrase is not None:
            return Piece(index, phrase[1], self._lexicon.phrases[phrase[0]])
        phrase = self._days.at(tokens, index, stop)
        if phrase is None or not tokens[index].text[0].isalnum() or tokens[index].text.islower():
            return None
        if self._names_a_thing(tokens, index, phrase[1], stop):
            return None
        time = self._lexicon.days[phrase[0]]
        year = self._years.at(tokens, phrase[1], stop) if time.year is None else None
        return Piece(index, year[1] if year else phrase[1], msgspec.structs.replace(time, year=year[0] if year else time.year))

    def _names_a_thing(self, tokens: list[Token], index: int, after: int, stop: int) -> bool:
        """Whether a day's name says what kind a thing is: "a Christmas market" has no day."""
        led = index > 0 and tokens[index - 1].lower in self._lexicon.articles
        noun = after < stop and tokens[after].text.isalpha() and tokens[after].text.islower()
        return led and noun and tokens[after].lower not in self._lexicon.parts

    def _shifted(self, tokens: list[Token], index: int, stop: int) -> Piece | None:
        """Reads "two days ago", "a week earlier", "hours later" (how many is unknown)."""
        lexicon = self._lexicon
        unit_at, count, known = index, 1, True
        if tokens[index].lower in self._lexicon.articles:
            unit_at = index + 1
        elif (numeral := self._numerals.at(tokens, index, stop)) is not None:
            unit_at, count, known = numeral.last, numeral.value, not numeral.vague
        else:
            known = False
        unit = lexicon.units.get(tokens[unit_at].lower) if unit_at < stop else None
        if unit is None or count > _FARTHEST or (unit_at == index and not tokens[index].lower.endswith("s")):
            return None
        shift = self._shifts.at(tokens, unit_at + 1, stop)
        if shift is None:
            return None
        time = lexicon.shifts[shift[0]]
        sign = (time.shift or 0) * lexicon.factors.get(tokens[unit_at].lower, 1)
        return Piece(index, shift[1], msgspec.structs.replace(time, unit=unit, shift=sign * count if known else None))

    def _span(self, tokens: list[Token], index: int, stop: int) -> Piece | None:
        """Reads "the past 24 hours", "the last three days"."""
        lexicon = self._lexicon
        start = index + 1 if tokens[index].lower in lexicon.the else index
        sign = lexicon.spans.get(tokens[start].lower) if start < stop else None
        numeral = self._numerals.at(tokens, start + 1, stop) if sign is not None else None
        if sign is None or numeral is None or numeral.last >= stop or numeral.value > _FARTHEST:
            return None
        unit = lexicon.units.get(tokens[numeral.last].lower)
        if unit is None:
            return None
        factor = lexicon.factors.get(tokens[numeral.last].lower, 1)
        shift = None if numeral.vague else sign * factor * numeral.value
        ahead = "next" if numeral.vague and sign > 0 else None  # no sign tells it where the number is unknown
        return Piece(index, numeral.last + 1, TimeExpression(unit=unit, shift=shift, span=True, direction=ahead))

    def _part(self, tokens: list[Token], index: int, stop: int) -> Piece | None:
        phrase = self._parts.at(tokens, index, stop)
        if phrase is None:
            return None
        part = self._lexicon.parts[phrase[0]]
        return Piece(index, phrase[1], TimeExpression(part=part), weak=part not in {"midnight", "noon", "overnight"})


def _until_day(time: TimeExpression, day: int | None) -> TimeExpression:
    if day is None:
        return time
    return msgspec.structs.replace(time, until=TimeExpression(year=time.year, month=time.month, day=day))
