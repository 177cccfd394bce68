"""Counts: the numbers of a text that may count something, with their bounds.

A number that measures (years, kilometres, dollars), dates, ranks or names something is no count and yields nothing.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import msgspec

from saidby.annotate import numerals
from saidby.annotate.bounds import BoundWords, bounded
from saidby.annotate.draft import Draft, Pass
from saidby.annotate.lexicon import table
from saidby.annotate.measuring import Measuring, Surroundings
from saidby.annotate.numerals import Numeral, Numerals, Phrases
from saidby.annotate.sheet import Sheet, Token
from saidby.model import Bounds, Mention
from saidby.vocabulary import Kind, Qualifier, Tie

_BY: Final = "rule:numbers"
_SUFFIXED: Final = re.compile(r"(\d{1,9})-([a-z]+)")
_NEAR: Final = 8  # words between "no" and the verb of "no polling station was hit"
_NOUN: Final = 3  # words of "both cruise missiles"
_FAR_PART: Final = 3  # words between a part and "out of"


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table [numbers]; what each list is for is said there."""

    numerals: numerals.Lexicon
    surroundings: Surroundings
    articles: list[str]
    joiners: list[str]
    no_vague_after: list[str]
    many: list[str]
    no_many_after: list[str]
    fillers: list[str]
    between: list[str]
    between_links: list[str]
    range_links: list[str]
    no_range_after: list[str]
    part_links: list[str]
    far_part_links: list[str]
    ordinal_articles: list[str]
    ordinal_nouns: list[str]
    ordinal_fillers: list[str]
    ordinals: dict[str, int]
    groups: dict[str, int]
    group_of: list[str]
    no_group_before: list[str]
    zero_words: list[str]
    zero_nouns: list[str]
    zero_verbs: list[str]
    zero_auxiliaries: list[str]
    before: dict[Qualifier, list[str]]
    after: dict[Qualifier, list[str]]
    suffixes: dict[str, Qualifier]


class _Found(NamedTuple):
    """A count on tokens ``[first, last)``; ``[bare, bare_last)`` are its number words alone."""

    first: int
    last: int
    bare: int
    bare_last: int
    bounds: Bounds
    label: str = ""


class _Counts:
    """Finds the counts of one sentence after another."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._numerals = Numerals(lexicon.numerals, lexicon.articles, lexicon.joiners)
        self._words = BoundWords(lexicon.before, lexicon.after, lexicon.fillers, lexicon.suffixes)
        self._zeros = Phrases(lexicon.zero_words)
        self._measuring = Measuring(lexicon.surroundings)
        self._openers = self._zeros.openers | self._words.openers
        self._openers |= {*lexicon.ordinals, *lexicon.groups, *lexicon.between}

    def at(self, tokens: list[Token], index: int, start: int, stop: int) -> tuple[_Found | None, int]:
        """The count that begins at `index` of a sentence ``[start, stop)``, and where to look on."""
        if tokens[index].lower not in self._openers and not self._numerals.may_begin(tokens[index]):
            return None, index + 1
        special = (
            self._zero(tokens, index, stop)
            or self._ordinal(tokens, index, start, stop)
            or self._group(tokens, index, start, stop)
            or self._suffixed(tokens, index)
        )
        if special is not None:
            return special, special.last
        qualifier, bare = self._words.before(tokens, index, stop)
        qualifier_words = bare > index
        span = self._range(tokens, bare, stop)
        if span is None:
            return None, index + 1
        numeral, high, kind = span
        if numeral.vague and index > start and qualifier is None and self._no_count(tokens, index):
            return None, numeral.last
        if self._measuring.excludes(tokens, numeral, start, stop, bounded_by=tokens[bare - 1].lower if bare > index else None):
            return None, numeral.last
        after, last = self._words.after(tokens, numeral, stop)
        if after is not None and qualifier in (None, Qualifier.ABOUT):
            qualifier = after
        bounds = bounded(kind or qualifier or Qualifier.EXACT, numeral.value, high, vague=numeral.vague)
        first = index if qualifier_words else numeral.first
        return _Found(first, max(last, numeral.last), numeral.first, numeral.last, bounds), max(last, numeral.last)

    def _no_count(self, tokens: list[Token], index: int) -> bool:
        """Whether the word before a vague one makes it a question or a comparison ("how many", "as many lives as")."""
        before, many = tokens[index - 1].lower, tokens[index].lower in self._lexicon.many
        return before in self._lexicon.no_vague_after or (many and before in self._lexicon.no_many_after)

    def _range(self, tokens: list[Token], index: int, stop: int) -> tuple[Numeral, int, Qualifier | None] | None:
        """A number or a range at `index`: its tokens and lower value, the higher value, BETWEEN for a range."""
        lexicon = self._lexicon
        between = index < stop and tokens[index].lower in lexicon.between
        first = self._numerals.at(tokens, index + 1 if between else index, stop)
        if first is None:
            return None
        links = lexicon.between_links if between else lexicon.range_links
        after_from = index > 0 and tokens[index - 1].lower in lexicon.no_range_after
        second = (
            self._numerals.at(tokens, first.last + 1, stop)
            if first.last < stop and tokens[first.last].lower in links and not after_from
            else None
        )
        if second is None or second.vague or first.vague:
            return first, first.value, None
        low = first.value * second.scale if first.scale == 1 and first.value * second.scale < second.value else first.value
        if low >= second.value:
            return first, first.value, None
        return first._replace(first=index, last=second.last, value=low), second.value, Qualifier.BETWEEN

    def _zero(self, tokens: list[Token], index: int, stop: int) -> _Found | None:
        lexicon = self._lexicon
        zero = self._zeros.at(tokens, index, stop)
        if zero is None:
            return None
        bare_last = zero[1]
        auxiliary = False
        for token in tokens[bare_last : min(stop, bare_last + _NEAR)]:
            noun = token.lower in lexicon.zero_nouns and not auxiliary
            if noun or (auxiliary and token.lower in lexicon.zero_verbs):
                return _Found(index, bare_last, index, bare_last, Bounds(low=0, high=0))
            auxiliary = auxiliary or token.lower in lexicon.zero_auxiliaries
            if not token.text[0].isalnum() and token.lower != "'s":
                return None
        return None

    def _ordinal(self, tokens: list[Token], index: int, start: int, stop: int) -> _Found | None:
        lexicon = self._lexicon
        value = lexicon.ordinals.get(tokens[index].lower)
        if value is None or (index > start and tokens[index - 1].lower not in lexicon.ordinal_articles):
            return None
        position = index + 1
        while position < min(stop, index + 3) and tokens[position].lower in lexicon.ordinal_fillers:
            if position + 1 < stop and tokens[position + 1].lower not in {*lexicon.ordinal_nouns, *lexicon.ordinal_fillers}:
                break
            position += 1
        if position >= stop or tokens[position].lower not in lexicon.ordinal_nouns:
            return None
        return _Found(index, index + 1, index, index + 1, Bounds(low=value, high=value), "ordinal")

    def _group(self, tokens: list[Token], index: int, start: int, stop: int) -> _Found | None:
        """For "both were killed", "who were both killed", "both of the missiles", "both cargo ships": but not "both Iran and Iraq"."""
        lexicon = self._lexicon
        value = lexicon.groups.get(tokens[index].lower)
        if value is None or index + 1 >= stop:
            return None
        before = tokens[index - 1].lower if index > start else ""
        after = tokens[index + 1].lower
        told = after in lexicon.zero_auxiliaries or (after in lexicon.zero_verbs and before in lexicon.zero_auxiliaries)
        told = told or after in lexicon.group_of or self._plural(tokens, index + 1, stop)
        return _Found(index, index + 1, index, index + 1, Bounds(low=value, high=value)) if told else None

    def _plural(self, tokens: list[Token], index: int, stop: int) -> bool:
        """Whether a noun in the plural ends the few words from `index` on, and no "and" goes on with another."""
        for here in range(index, min(stop, index + _NOUN)):
            if not tokens[here].text[0].isalpha() or tokens[here].lower in self._lexicon.joiners:
                return False
            if tokens[here].text.islower() and tokens[here].text.endswith("s") and not tokens[here].text.endswith("ss"):
                return here + 1 >= stop or tokens[here + 1].lower not in self._lexicon.no_group_before
        return False

    def _suffixed(self, tokens: list[Token], index: int) -> _Found | None:
        match = _SUFFIXED.fullmatch(tokens[index].lower)
        qualifier = self._lexicon.suffixes.get(match[2]) if match else None
        if match is None or qualifier is None:
            return None
        value = int(match[1])
        return _Found(index, index + 1, index, index + 1, bounded(qualifier, value, value, vague=False))

    def part_of(self, tokens: list[Token], part: _Found, whole: _Found) -> bool:
        """Whether the words between two counts make the first a part of the second ("21 of 49", "two people out of five")."""
        gap = [token.lower for token in tokens[part.last : whole.first]]
        if " ".join(gap) in {*self._lexicon.part_links, *self._lexicon.far_part_links}:
            return True
        return any(
            len(gap) <= len(link) + _FAR_PART and gap[-len(link) :] == link and all(word[0].isalnum() for word in gap)
            for link in (phrase.split() for phrase in self._lexicon.far_part_links)
        )


def quantities(*, language: str = "en") -> Pass:
    """The pass that finds counts: QUANTITY mentions with their bounds, the part of "21 of 49" tied to its whole.

    A mention spans the words of bound and number ("at least 24"); its value is the number alone ("24"). Ordinals that
    tell how many there have been ("a third attack") have the label "ordinal". Numbers inside TIME mentions are passed
    over, so *times* comes first.
    """
    finder = _Counts(table(language, "numbers", Lexicon))

    def step(sheet: Sheet, draft: Draft) -> None:
        tokens = sheet.tokens
        dated = {
            index
            for place in draft.of(Kind.TIME)
            for index in sheet.tokens_in(draft.mentions[place].start, draft.mentions[place].end)
        }
        for sentence in sheet.sentences:
            index, earlier = sentence.first, None
            while index < sentence.last:
                found, following = (
                    (None, index + 1) if index in dated else finder.at(tokens, index, sentence.first, sentence.last)
                )
                if found is not None and not dated.intersection(range(found.first, found.last)):
                    place = draft.add(_mention(sheet, found))
                    if earlier is not None and finder.part_of(tokens, earlier[1], found):
                        draft.tie(Tie.PART_OF, earlier[0], place, _BY)
                    earlier = place, found
                index = following

    return step


def _mention(sheet: Sheet, found: _Found) -> Mention:
    tokens = sheet.tokens
    return Mention(
        kind=Kind.QUANTITY,
        start=tokens[found.first].start,
        end=tokens[found.last - 1].end,
        by=_BY,
        label=found.label,
        value=sheet.text[tokens[found.bare].start : tokens[found.bare_last - 1].end],
        bounds=found.bounds,
    )
