"""Lengths of time, times that come again, and "now": what TimeML marks as a time and what dates no happening.

They are PERIOD mentions, a kind of their own, so that nothing that looks for the date of a happening meets them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import msgspec

from saidby.annotate.dating import Lexicon as Times
from saidby.annotate.draft import Draft, Pass
from saidby.annotate.lexicon import table
from saidby.annotate.numerals import Lexicon as NumeralLexicon
from saidby.annotate.numerals import Numerals, Phrases
from saidby.annotate.sheet import Sheet, Token
from saidby.model import Mention, TimeExpression
from saidby.vocabulary import Kind

_BY: Final = "rule:periods"
_HYPHEN: Final = re.compile(r"(.+)-([^\W\d_]+)")
_DIGITS: Final = re.compile(r"\d{1,4}")
_OPENERS: Final = 2  # "the first", before a number of units
_MOST: Final = 9999  # of a unit: more are no length of anything in the news


class _Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table [periods]; what each list is for is said there."""

    units: dict[str, str]
    factors: dict[str, int]
    lasting: dict[str, str]
    references: dict[str, str]
    repeated: dict[str, str]
    days: dict[str, str]
    relative: dict[str, TimeExpression]
    each: frozenset[str]
    often: frozenset[str]
    pairs: frozenset[str]
    articles: frozenset[str]
    article_cues: frozenset[str]
    fillers: frozenset[str]
    openers: frozenset[str]
    closing: frozenset[str]
    vague: frozenset[str]
    centuries: frozenset[str]
    no_length_before: frozenset[str]
    no_length_after: frozenset[str]


class _Numbers(msgspec.Struct, frozen=True):
    """What the table [numbers] lends to "two weeks"."""

    numerals: NumeralLexicon
    articles: list[str]
    joiners: list[str]


class _Period(NamedTuple):
    """Tokens ``[first, last)``, the label and value of the mention, and what is to be counted from the time last spoken of."""

    first: int
    last: int
    label: str
    value: str | None = None
    time: TimeExpression | None = None


class _Periods:
    """Reads the period that begins at a token, if one does."""

    def __init__(self, lexicon: _Lexicon, times: Times, numbers: _Numbers) -> None:
        self._lexicon, self._times = lexicon, times
        self._numerals = Numerals(numbers.numerals, numbers.articles, numbers.joiners)
        self._references = Phrases([*lexicon.references])
        self._repeated = Phrases([*lexicon.repeated])
        self._relative = Phrases([*lexicon.relative])
        self._lasting = Phrases([*lexicon.lasting])

    def of(self, tokens: list[Token], first: int, last: int, taken: frozenset[int]) -> Iterator[_Period]:
        """The periods on tokens ``[first, last)`` that need none of the tokens `taken`, in order."""
        index = first
        while index < last:
            found = None if index in taken else self._at(tokens, index, last)
            if found is None or not taken.isdisjoint(range(found.first, found.last)):
                index += 1
            else:
                yield found
                index = found.last

    def _at(self, tokens: list[Token], index: int, last: int) -> _Period | None:
        return (
            self._listed(tokens, index, last)
            or self._recurring(tokens, index, last)
            or self._hyphened(tokens, index, last)
            or self._century(tokens, index, last)
            or self._length(tokens, index, last)
        )

    def _listed(self, tokens: list[Token], index: int, last: int) -> _Period | None:
        """Reads "now", "the near future", "daily", "the quarter"."""
        lexicon = self._lexicon
        if (phrase := self._relative.at(tokens, index, last)) is not None:
            return self._counted(tokens, index, phrase, last)
        if (phrase := self._references.at(tokens, index, last)) is not None and not self._goes_on(tokens, phrase[1], last):
            return _Period(index, phrase[1], "reference", lexicon.references[phrase[0]])
        if (phrase := self._repeated.at(tokens, index, last)) is not None:
            return _Period(index, phrase[1], "set", lexicon.repeated[phrase[0]])
        return None

    def _counted(self, tokens: list[Token], index: int, phrase: tuple[str, int], last: int) -> _Period:
        """Reads "the year", "the quarter"; "the year ended June 30" is a length."""
        time, after = self._lexicon.relative[phrase[0]], phrase[1]
        closed = after < last and tokens[after].lower in self._lexicon.closing
        if closed and time.unit == "year" and time.anchor == "publication":
            return _Period(index, after, "length", "P1Y")
        return _Period(index, after, "", time=time)

    def _goes_on(self, tokens: list[Token], index: int, last: int) -> bool:
        """Whether "in the past" is followed by a number of units."""
        if index >= last:
            return False
        numeral = self._numerals.at(tokens, index, last)
        after = numeral.last if numeral is not None else index + (tokens[index].lower in self._lexicon.vague)
        return after < last and tokens[after].lower in self._lexicon.units

    def _century(self, tokens: list[Token], index: int, last: int) -> _Period | None:
        """Reads "the 20th century"."""
        start = index
        if tokens[index].lower in self._times.the and index + 1 < last:
            index += 1
        ordinal = index + 2 < last and tokens[index].text.isdecimal() and tokens[index + 1].lower in self._times.ordinal_endings
        if not ordinal or len(tokens[index].text) > 2 or tokens[index + 2].lower not in self._lexicon.centuries:
            return None
        return _Period(start, index + 3, "reference", f"{max(0, int(tokens[index].text) - 1):02d}")

    def _recurring(self, tokens: list[Token], index: int, last: int) -> _Period | None:
        """Reads "every Monday", "each year", "every two weeks", "Sundays", "twice a day"."""
        lexicon, word = self._lexicon, tokens[index].lower
        day = self._times.weekdays.get(word.removesuffix("s")) if word.endswith("s") else None
        if day is not None and tokens[index].text[0].isupper():
            return _Period(index, index + 1, "set", f"XXXX-WXX-{day + 1}")
        if word in lexicon.articles and index and tokens[index - 1].lower in lexicon.often and index + 1 < last:
            return self._unit(index, index + 1, tokens[index + 1].lower, "1", "set")
        if word not in lexicon.each or index + 1 >= last:
            return None
        after = tokens[index + 1].lower
        if after in self._times.weekdays:
            return _Period(index, index + 2, "set", f"XXXX-WXX-{self._times.weekdays[after] + 1}")
        if after in self._times.months and tokens[index + 1].text[0].isupper():
            return _Period(index, index + 2, "set", f"XXXX-{self._times.months[after]:02d}")
        if after in lexicon.days:
            return _Period(index, index + 2, "set", lexicon.days[after])
        numeral = self._numerals.at(tokens, index + 1, last)
        if numeral is not None and numeral.last < last and not numeral.vague:
            return self._unit(index, numeral.last, tokens[numeral.last].lower, str(numeral.value), "set")
        return self._unit(index, index + 1, after, "1", "set")

    def _length(self, tokens: list[Token], index: int, last: int) -> _Period | None:
        """Reads "two weeks", "the first nine months", "several years", "a decade", "for weeks", "in recent years"."""
        lexicon, start = self._lexicon, index
        while index < last and index - start < _OPENERS and tokens[index].lower in lexicon.openers:
            index += 1
        if index >= last or (start and tokens[start - 1].lower in lexicon.no_length_before):
            return None
        many, at = self._many(tokens, index, last)
        filling = lexicon.fillers if at > index else lexicon.vague
        while at < last and tokens[at].lower in filling:
            at += 1
        if at >= last or (at + 1 < last and tokens[at + 1].lower in lexicon.no_length_after):
            return None
        alone = at == index  # without a number before it a unit has to be a plural
        part = alone and start > 0 and tokens[start - 1].text.isdecimal()  # of "5 1/2 hours"
        return (
            None
            if part or (alone and not tokens[at].lower.endswith("s"))
            else self._unit(start, at, tokens[at].lower, many, "length")
        )

    def _many(self, tokens: list[Token], index: int, last: int) -> tuple[str, int]:
        """The number of units told at `index`, "X" for an unknown one, and the index after it."""
        lexicon, article = self._lexicon, tokens[index].lower in self._lexicon.articles
        numeral = self._numerals.at(tokens, index, last)
        if numeral is not None and numeral.value <= _MOST:
            pair = any(token.lower in lexicon.pairs for token in tokens[index : numeral.last])
            return "X" if numeral.vague and not pair else str(numeral.value), numeral.last
        if article and index and tokens[index - 1].lower in lexicon.article_cues:
            return "1", index + 1
        return "X", index

    def _hyphened(self, tokens: list[Token], index: int, last: int) -> _Period | None:
        """Reads "two-year", "30-day", "week-long"."""
        lexicon, word = self._lexicon, tokens[index].lower
        if (phrase := self._lasting.at(tokens, index, last)) is not None:
            return _Period(index, phrase[1], "length", lexicon.lasting[phrase[0]])
        parts = _HYPHEN.fullmatch(word.removesuffix("-long"))
        if parts is None or parts[2] not in lexicon.units or parts[2].endswith("s"):
            return None
        many = int(parts[1]) if _DIGITS.fullmatch(parts[1]) else self._numerals.small(parts[1])
        return None if many is None else self._unit(index, index, parts[2], str(many), "length")

    def _unit(self, first: int, at: int, word: str, many: str, label: str) -> _Period | None:
        """The period that ends with the unit `word`, the token `at`."""
        name = self._lexicon.units.get(word)
        if name is None:
            return None
        factor = self._lexicon.factors.get(word, 1)
        count = many if many == "X" else str(int(many) * factor)
        return _Period(first, at + 1, label, name.format(count))


def periods(*, language: str = "en") -> Pass:
    """The pass that finds what is a time and dates nothing: PERIOD mentions. It comes after all that looks for dates.

    The label is "length", "set", "reference" or "". The value of the first three is TimeML's: "P2W", "PXM", "XXXX-WXX-1",
    "PRESENT_REF". One without a label has a `time` counted from the time last spoken of: "the year-earlier period".
    """
    finder = _Periods(
        table(language, "periods", _Lexicon), table(language, "times", Times), table(language, "numbers", _Numbers)
    )

    def step(sheet: Sheet, draft: Draft) -> None:
        dates = (draft.mentions[place] for place in draft.of(Kind.TIME))
        taken = frozenset(at for mention in dates for at in sheet.tokens_in(mention.start, mention.end))
        for sentence in sheet.sentences:
            for found in finder.of(sheet.tokens, sentence.first, sentence.last, taken):
                start, end = sheet.tokens[found.first].start, sheet.tokens[found.last - 1].end
                draft.add(
                    Mention(
                        kind=Kind.PERIOD, start=start, end=end, by=_BY, label=found.label, value=found.value, time=found.time
                    )
                )

    return step
