"""Dates and times as written, before they are anchored (*ground* does that)."""

from __future__ import annotations

from typing import Final, cast

import msgspec

from saidby.annotate.datelines import PUBLISHED, Datelines
from saidby.annotate.dates import Dates
from saidby.annotate.dating import Lexicon, Piece
from saidby.annotate.draft import Draft, Pass
from saidby.annotate.lexicon import table
from saidby.annotate.numerals import Lexicon as NumeralLexicon
from saidby.annotate.numerals import Numerals
from saidby.annotate.sheet import TOKEN, Sheet, Token
from saidby.annotate.tense import Tense
from saidby.model import Mention, TimeExpression
from saidby.vocabulary import Kind

_BY: Final = "rule:times"
_LEANING: Final = {"early": frozenset({"morning"}), "evening": frozenset({"evening"})}  # "early", "late" before a day
_CLOCK: Final = frozenset({"hour", "minute", "part"})


class _Numbers(msgspec.Struct, frozen=True):
    """What the table [numbers] lends to "two days ago"."""

    numerals: NumeralLexicon
    articles: list[str]
    joiners: list[str]


class _Times:
    """Joins neighbouring pieces of one sentence into expressions."""

    def __init__(self, lexicon: Lexicon, numbers: _Numbers) -> None:
        self._lexicon = lexicon
        self._dates = Dates(lexicon, Numerals(numbers.numerals, numbers.articles, numbers.joiners))
        self._tense = Tense(lexicon)
        self._glue = frozenset(tuple(match.group().lower() for match in TOKEN.finditer(glue)) for glue in lexicon.glue)
        self._widest = max(map(len, self._glue))

    def of(self, tokens: list[Token], start: int, stop: int) -> list[Piece]:
        """The expressions of the sentence on tokens ``[start, stop)``, in order."""
        pieces: list[Piece] = []
        index = start
        while index < stop:
            piece = self._dates.at(tokens, index, stop)
            if piece is None:
                index += 1
                continue
            pieces.append(piece)
            index = piece.last
        found = self._ranged(tokens, self._merged(tokens, pieces))
        return [self._turned(tokens, start, stop, piece) for piece in found if not self._passed(tokens, start, piece)]

    def compared(self, tokens: list[Token], piece: Piece) -> TimeExpression:
        """The piece's time where quarters are spoken of: "a year ago" is the same quarter of the year before."""
        time = piece.time
        if tokens[piece.last - 1].lower not in self._lexicon.shifts or _given(time) != {"unit": "year", "shift": -1}:
            return time
        return msgspec.structs.replace(time, anchor="narrative")

    def _passed(self, tokens: list[Token], start: int, piece: Piece) -> bool:
        """Whether it is no date: a part of a day alone, or what comes again and again ("every Monday")."""
        again = piece.first > start and tokens[piece.first - 1].lower in self._lexicon.each
        return piece.weak or (again and piece.time.unit is None)

    def _turned(self, tokens: list[Token], start: int, stop: int, piece: Piece) -> Piece:
        """A bare weekday or date that lies ahead ("will meet on Friday", "until May 5") looks forward.

        A date of which no word tells looks both ways.
        """
        time = piece.time
        bare = time.year is None and time.unit is None and time.direction in (None, "nearest") and time.anchor == "publication"
        if not bare or time.until is not None or (time.weekday is None and time.month is None):
            return piece
        ahead = self._tense.ahead(tokens, start, stop, piece)
        if ahead or (ahead is None and time.month is not None and time.day is not None):
            return piece._replace(time=msgspec.structs.replace(time, direction="next" if ahead else "nearest"))
        return piece

    def _merged(self, tokens: list[Token], pieces: list[Piece]) -> list[Piece]:
        merged: list[Piece] = []
        for piece in pieces:
            joined = (self._zoned(tokens, merged[-1], piece) or self._join(tokens, merged[-1], piece)) if merged else None
            if joined is None:
                merged.append(piece)
            else:
                merged[-1] = joined
        return merged

    def _zoned(self, tokens: list[Token], left: Piece, right: Piece) -> Piece | None:
        """A clock time with the same in another zone: "10 a.m. (0700 GMT)"."""
        clock = left.time.hour is not None and _given(right.time).keys() <= {"hour", "minute"}
        bracketed = right.first == left.last + 1 and tokens[left.last].text == "("
        if not (clock and bracketed and right.last < len(tokens) and tokens[right.last].text == ")"):
            return None
        return left._replace(last=right.last + 1)

    def _join(self, tokens: list[Token], left: Piece, right: Piece) -> Piece | None:
        gap = right.first - left.last
        if gap > self._widest or tuple(token.lower for token in tokens[left.last : right.first]) not in self._glue:
            return None
        time = _union(left.time, right.time)
        if time is None:
            return None
        last = right.last
        if tokens[left.last].text == "(" and last < len(tokens) and tokens[last].text == ")":
            last += 1
        return Piece(left.first, last, time, left.weak and right.weak)

    def _ranged(self, tokens: list[Token], pieces: list[Piece]) -> list[Piece]:
        """Two expressions of one form with "to" between them, or "between" and "and", are one with an end."""
        ranged: list[Piece] = []
        for piece in pieces:
            before = ranged[-1] if ranged else None
            if before is not None and piece.first == before.last + 1 and before.time.until is None and piece.time.until is None:
                link = tokens[before.last].lower
                between = before.first > 0 and tokens[before.first - 1].lower in self._lexicon.between
                if (link in self._lexicon.range_links or (between and link in self._lexicon.between_links)) and _alike(
                    before.time, piece.time
                ):
                    time = msgspec.structs.replace(before.time, until=_inherit(before.time, piece.time))
                    ranged[-1] = Piece(before.first, piece.last, time, before.weak and piece.weak)
                    continue
            ranged.append(piece)
        return ranged


def _quarter(time: TimeExpression) -> bool:
    until = time.until
    return time.month is not None and until is not None and (time.month % 3, until.month) == (1, time.month + 2)


def _given(time: TimeExpression) -> dict[str, object]:
    blank = TimeExpression()
    return {
        name: getattr(time, name)
        for name in time.__struct_fields__
        if name != "direction" and getattr(time, name) != getattr(blank, name)
    }


def _union(left: TimeExpression, right: TimeExpression) -> TimeExpression | None:
    """Both in one, where they do not say the same thing twice and go together."""
    one, other = _given(left), _given(right)
    for year, within in ((one, right), (other, left)):
        if year.keys() == {"unit", "shift"} and year["unit"] == "year" and within.until is not None:
            return _in_year(within, cast("int", year["shift"]))
    if left.part in _LEANING and right.part is not None and other.keys() == {"part"}:
        part = left.part if right.part in _LEANING[left.part] else right.part
        return msgspec.structs.replace(left, part=part)  # "early Friday morning"
    if one.keys() & other.keys() or left.span or right.span or left.until or right.until:
        return None
    both = one | other
    keys = both.keys()
    if "anchor" in keys and not (one.keys() <= _CLOCK or other.keys() <= _CLOCK):
        return None
    dated = keys & {"year", "month", "day"}
    if "unit" in keys:
        unit = both["unit"]
        allowed = {"year": {"month", "day", "modifier"}, "week": {"weekday", *_CLOCK}, "day": set(_CLOCK)}.get(str(unit), set())
        if keys - {"unit", "shift", "anchor"} - allowed:
            return None
    if dated == {"year"} and keys & {"weekday", "hour", "part"}:
        return None
    if "month" in dated and "day" not in dated and keys & {"weekday", *_CLOCK}:
        return None
    directions = [time.direction for time in (left, right) if time.direction is not None]
    direction = next((turn for turn in directions if turn != "nearest"), directions[0] if directions else None)
    return msgspec.convert({**both, "direction": direction}, TimeExpression)


def _in_year(months: TimeExpression, shift: int) -> TimeExpression | None:
    """A season or quarter of a year told by its distance: "next year's first quarter"."""
    if months.year is not None or months.month is None or months.day is not None or months.until is None:
        return None
    until = msgspec.structs.replace(months.until, direction=None)
    return msgspec.structs.replace(months, unit="year", shift=shift, direction=None, until=until)


def _alike(first: TimeExpression, last: TimeExpression) -> bool:
    """Whether a range may run from one to the other: weekday to weekday, date to date, clock to clock."""
    one, other = _given(first).keys(), _given(last).keys()
    return any({name} <= one and {name} <= other for name in ("weekday", "day", "month", "hour", "part")) or (
        one == other == {"year"}
    )


def _inherit(first: TimeExpression, last: TimeExpression) -> TimeExpression:
    """The end of a range takes from its beginning what it does not say: "5 p.m. to 7 p.m." on the same day."""
    given = _given(last)
    if not given.keys() <= _CLOCK:
        return last
    return msgspec.structs.replace(first, hour=last.hour, minute=last.minute, part=last.part, until=None)


def times(*, language: str = "en") -> Pass:
    """The pass that finds dates and times: TIME mentions with their TimeExpression.

    Neighbouring pieces ("on the evening of Saturday, December 30, at about 7 p.m.") are one mention, from the first
    telling word to the last. A month or a year that may be something else needs a dating word before it. What says when
    the text was published is labelled so.
    """
    datelines = Datelines(language)
    finder = _Times(table(language, "times", Lexicon), table(language, "numbers", _Numbers))

    def step(sheet: Sheet, draft: Draft) -> None:
        quarters = False
        for sentence in sheet.sentences:
            for piece in finder.of(sheet.tokens, sentence.first, sentence.last):
                quarters = quarters or _quarter(piece.time)
                time = finder.compared(sheet.tokens, piece) if quarters else piece.time
                start, end = sheet.tokens[piece.first].start, sheet.tokens[piece.last - 1].end
                label = PUBLISHED if datelines.hold(sheet.text, start, end) else ""
                draft.add(Mention(kind=Kind.TIME, start=start, end=end, by=_BY, label=label, time=time))

    return step
