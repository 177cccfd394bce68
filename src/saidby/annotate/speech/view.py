"""What every rule of the pass looks at: tokens, units, quotations, times and names, each found by its token."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from saidby.annotate.draft import Draft
from saidby.annotate.sheet import Sheet, Token
from saidby.annotate.speech.words import Known
from saidby.vocabulary import Kind

ENDS: Final = frozenset(".?!")
LONGEST: Final = 200  # tokens of a unit; what is longer is no sentence, and is cut so that reading stays linear


class Unit(NamedTuple):
    """A sentence, cut also where a quotation that never closes hid its end: tokens ``[first, last)``."""

    first: int
    last: int
    paragraph: int


class Quotation(NamedTuple):
    """Quoted words with their marks: tokens ``[first, last)``; `closed` when the closing mark is there."""

    first: int
    last: int
    closed: bool
    joined: bool = False  # goes on from the paragraph before


class Name(NamedTuple):
    """A name that an earlier pass found: one past its last token, and what it is."""

    last: int
    kind: Kind
    words: int = 1  # of the bare name, without a title


@dataclass
class View:
    """A sheet and draft as this pass reads them. `quoted` gives the quotation that holds a token."""

    sheet: Sheet
    known: Known
    units: list[Unit] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    times: dict[int, int] = field(default_factory=dict)
    names: dict[int, Name] = field(default_factory=dict)
    timed: set[int] = field(default_factory=set)
    counts: dict[int, int] = field(default_factory=dict)  # of quantities: first token to one past the last
    quoted: dict[int, int] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)
    lowers: list[str] = field(default_factory=list)  # the lower case of every token, for rules that look at all
    _pairs: set[int] = field(default_factory=set)
    _marks: set[int] = field(default_factory=set)
    stops: dict[int, bool] = field(default_factory=dict)  # what the walks over noun phrases have found of a token

    def __post_init__(self) -> None:
        self._starts = [unit.first for unit in self.units]
        tokens, words = self.sheet.tokens, self.known.words
        self.lowers = [token.lower for token in tokens]
        self._pairs = {
            index
            for index, (token, after) in enumerate(pairwise(tokens))
            if token.text == after.text == "'" and token.end == after.start
        }
        marks = words.straight_quotes | words.open_quotes | words.close_quotes
        self._marks = {index for index, lower in enumerate(self.lowers) if lower in marks}
        self._marks |= self._pairs | {index + 1 for index in self._pairs}

    @property
    def tokens(self) -> list[Token]:
        return self.sheet.tokens

    def lower(self, index: int) -> str:
        """The token's lower case, "" outside the text."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def capital(self, index: int) -> bool:
        """Whether the token is a word that begins with a capital (or has one after a small prefix: "al-Qaida")."""
        text = self.sheet.tokens[index].text
        return text[0].isupper() or ("-" in text and any(letter.isupper() for letter in text))

    def word(self, index: int) -> bool:
        return self.sheet.tokens[index].text[0].isalnum()

    def is_open(self, index: int) -> bool:
        """Whether the token is a mark that opens a quotation."""
        return any(quotation.first == index for quotation in self._around(index))

    def is_pair(self, index: int) -> bool:
        """Whether a mark written as two apostrophes begins at the token."""
        return index in self._pairs

    def is_mark(self, index: int) -> bool:
        """Whether the token is a quotation mark, or half of one written as two apostrophes."""
        return index in self._marks

    def _around(self, index: int) -> list[Quotation]:
        return [self.quotations[self.quoted[index]]] if index in self.quoted else []

    def unit_at(self, index: int) -> int:
        """The number of the unit that holds the token."""
        return max(0, bisect_right(self._starts, index) - 1)

    def chars(self, first: int, last: int) -> tuple[int, int]:
        """Code points of the tokens ``[first, last)``."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def text(self, first: int, last: int) -> str:
        start, end = self.chars(first, last)
        return self.sheet.text[start:end]


def _units(sheet: Sheet, known: Known) -> list[Unit]:
    """Sheet sentences, cut again after a full stop that a capital or a mark follows: splitters keep quotations whole."""
    words = known.words
    opening = words.open_quotes | words.straight_quotes
    closing = words.close_quotes | words.straight_quotes
    units: list[Unit] = []
    for sentence in sheet.sentences:
        first = sentence.first
        for index in range(sentence.first, sentence.last - 1):
            token, after = sheet.tokens[index], sheet.tokens[index + 1]
            cut = index + 1
            if cut - first >= LONGEST:
                units.append(Unit(first, cut, sentence.paragraph))
                first = cut
                continue
            if token.text not in ENDS or after.start == token.end:
                if not (
                    token.text in closing and index > first and sheet.tokens[index - 1].text in ENDS and after.start > token.end
                ):
                    continue
            elif after.text in closing and after.text not in opening:
                continue
            before = sheet.tokens[index - 1].lower if index > first else ""
            if token.text == "." and (before in words.abbreviations or (len(before) == 1 and before.isalpha())):
                continue
            if after.text[0].isupper() or after.text in opening or (after.text[0].isdigit() and token.text == "."):
                units.append(Unit(first, cut, sentence.paragraph))
                first = cut
        if first < sentence.last:
            units.append(Unit(first, sentence.last, sentence.paragraph))
    return units


def view(sheet: Sheet, draft: Draft, known: Known) -> View:
    """The view of a sheet, without its quotations."""
    made = View(sheet=sheet, known=known, units=_units(sheet, known))
    for index in draft.of(Kind.TIME):
        tokens = sheet.tokens_in(draft.mentions[index].start, draft.mentions[index].end)
        if tokens:
            made.times[tokens.start] = max(made.times.get(tokens.start, 0), tokens.stop)
            made.timed.update(tokens)
    for index in draft.of(Kind.QUANTITY):
        tokens = sheet.tokens_in(draft.mentions[index].start, draft.mentions[index].end)
        if tokens:
            made.counts[tokens.start] = max(made.counts.get(tokens.start, 0), tokens.stop)
    for index in draft.of(Kind.PERSON, Kind.ORGANISATION, Kind.GROUP, Kind.PLACE):
        mention = draft.mentions[index]
        tokens = sheet.tokens_in(mention.start, mention.end)
        if tokens and tokens.start not in made.names:
            made.names[tokens.start] = Name(tokens.stop, mention.kind, len((mention.value or "").split()) or len(tokens))
    return made
