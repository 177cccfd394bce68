"""Counts: the numbers of a text that may count something, with their bounds.

A number that measures (years, kilometres, dollars), dates, ranks or names something is no count and yields nothing.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from saidby.annotate import numerals, ranks, shares, zeros
from saidby.annotate.bounds import LOOSE, BoundWords, Count, bounded
from saidby.annotate.draft import Draft, Pass
from saidby.annotate.lexicon import table
from saidby.annotate.measuring import Measuring, Standing, Surroundings
from saidby.annotate.nearby import Nearby
from saidby.annotate.numerals import Numeral, Numerals, Phrases, adjacent
from saidby.annotate.sheet import Sheet, Token
from saidby.model import Bounds, Mention
from saidby.vocabulary import Kind, Qualifier, Tie

_BY: Final = "rule:numbers"
_SUFFIXED: Final = re.compile(r"(?:(\d{1,9}|\d{1,3},\d{3})|([a-z]{3,9}(?:-[a-z]{3,5})?))-([a-z]{3,8})")
_TO: Final = re.compile(r"(\d{1,9})-to")  # of "100-to-300"
_NOUN: Final = 3  # words of "both cruise missiles"
_FAR_PART: Final = 3  # words between a part and "out of"
_CHANGE: Final = 8  # words between "rose" and "from"
_WIDE: Final = 3  # "58 or 200" are two counts, "two or three" are one
_SMALL: Final = 10
_THOUSAND: Final = 1000  # "15-20,000"
_SHORT: Final = re.compile(r"\d{1,6}(?:\.\d{1,2})?")  # of "1.4m"
_SHORT_NOUN: Final = 3  # words of "1.4m displaced people"
_WHOLE: Final = 2  # sentences back to what "half of them" is taken of


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table [numbers]; what each list is for is said there."""

    numerals: numerals.Lexicon
    zeros: zeros.Lexicon
    ranks: ranks.Lexicon
    shares: shares.Lexicon
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
    choices: frozenset[str]
    range_from: frozenset[str]
    range_verbs: frozenset[str]
    change_verbs: frozenset[str]
    part_links: list[str]
    far_part_links: list[str]
    groups: dict[str, int]
    group_of: list[str]
    group_fate: tuple[str, ...]
    no_group_before: list[str]
    before: dict[Qualifier, list[str]]
    after: dict[Qualifier, list[str]]
    suffixes: dict[str, Qualifier]
    loose_suffixes: frozenset[str]
    shortened: dict[str, int]
    no_bound_after: dict[str, frozenset[str]]


class _Counts:
    """Finds the counts of one sentence after another."""

    def __init__(self, lexicon: Lexicon, nearby: Nearby) -> None:
        self._lexicon = lexicon
        self._nearby = nearby
        self._numerals = Numerals(lexicon.numerals, lexicon.articles, lexicon.joiners)
        self._words = BoundWords(lexicon.before, lexicon.after, lexicon.fillers, lexicon.suffixes, lexicon.no_bound_after)
        self._zeros = zeros.Zeros(lexicon.zeros, nearby)
        self._ranks = ranks.Ranks(lexicon.ranks, nearby)
        self._shares = shares.Shares(lexicon.shares)
        self._measuring = Measuring(lexicon.surroundings)
        self._range_links, self._between_links = Phrases(lexicon.range_links), Phrases(lexicon.between_links)
        self._openers = self._zeros.openers | self._words.openers | self._shares.openers
        self._openers |= {*lexicon.groups, *lexicon.between}

    def at(self, tokens: list[Token], index: int, start: int, stop: int, whole: Bounds | None) -> tuple[Count | None, int]:
        """The count that begins at `index` of a sentence ``[start, stop)``, and where to look on; `whole` is the last one."""
        token = tokens[index]
        if token.lower not in self._openers and not self._numerals.may_begin(token) and not self._ranks.may_begin(token):
            return None, index + 1
        qualifier, bare = self._words.before(tokens, index, stop)
        span = self._range(tokens, bare, start, stop)
        special = None if span is not None and bare > index else self._special(tokens, index, start, stop)
        if special is None and span is None:
            special = self._shares.at(tokens, (index, bare), stop, qualifier, whole)
        if special is not None:
            return special, special.last
        if span is None:
            return None, index + 1
        numeral, high, kind = span
        if numeral.vague and index > start and qualifier is None and self._no_count(tokens, index):
            return None, numeral.last
        number = numeral._replace(first=numeral.first + 1) if tokens[numeral.first].lower in self._lexicon.between else numeral
        standing = self._measuring.standing(
            tokens, number, start, stop, bounded_by=tokens[bare - 1].lower if bare > index else None
        )
        if standing is Standing.NONE:
            return None, numeral.last
        after, last = self._words.after(tokens, numeral, stop)
        if after is not None and qualifier in (None, Qualifier.ABOUT):
            qualifier = after
        bounds = bounded(kind or qualifier or Qualifier.EXACT, numeral.value, high, vague=numeral.vague)
        first, last = index if bare > index else numeral.first, max(last, numeral.last)
        label = LOOSE if standing is Standing.LOOSE else ""
        return Count(first, last, numeral.first, numeral.last, bounds, label), last

    def _special(self, tokens: list[Token], index: int, start: int, stop: int) -> Count | None:
        """What counts without a bare number: "nobody", "a third attack", "both", "30-odd"."""
        return (
            self._zeros.at(tokens, index, start, stop)
            or self._ranks.at(tokens, index, start, stop)
            or self._group(tokens, index, start, stop)
            or self._suffixed(tokens, index)
            or self._shortened(tokens, index, start, stop)
        )

    def _no_count(self, tokens: list[Token], index: int) -> bool:
        """Whether the word before a vague one makes it a question or a comparison ("how many", "as many lives as")."""
        before, many = tokens[index - 1].lower, tokens[index].lower in self._lexicon.many
        return before in self._lexicon.no_vague_after or (many and before in self._lexicon.no_many_after)

    def _range(self, tokens: list[Token], index: int, start: int, stop: int) -> tuple[Numeral, int, Qualifier | None] | None:
        """A number or a range at `index`: its tokens and lower value, the higher value, BETWEEN for a range."""
        between = index < stop and tokens[index].lower in self._lexicon.between
        first = self._numerals.at(tokens, index + 1 if between else index, stop)
        if first is None:
            return self._joined(tokens, index, stop)
        link = (self._between_links if between else self._range_links).at(tokens, first.last, stop)
        second = self._numerals.at(tokens, link[1], stop) if link is not None else None
        if link is None or second is None or second.vague or first.vague:
            return first, first.value, None
        low = first.value * second.scale if first.scale == 1 and first.value * second.scale < second.value else first.value
        if first.digits and second.digits and second.value % _THOUSAND == 0 and low * _THOUSAND < second.value:
            low *= _THOUSAND
        wide = link[0] in self._lexicon.choices and low >= _SMALL and second.value > _WIDE * low
        if low >= second.value or wide or self._apart(tokens, index, second, start, stop):
            return first, first.value, None
        return first._replace(first=index, last=second.last, value=low), second.value, Qualifier.BETWEEN

    def _joined(self, tokens: list[Token], index: int, stop: int) -> tuple[Numeral, int, Qualifier | None] | None:
        """The range of "100-to-300"."""
        match = _TO.fullmatch(tokens[index].lower) if index + 2 < stop else None
        if match is None or tokens[index + 1].text != "-" or not (adjacent(tokens, index) and adjacent(tokens, index + 1)):
            return None
        second = self._numerals.at(tokens, index + 2, stop)
        if second is None or not second.digits or int(match[1]) * second.scale >= second.value:
            return None
        return second._replace(first=index, value=int(match[1]) * second.scale), second.value, Qualifier.BETWEEN

    def _apart(self, tokens: list[Token], index: int, second: Numeral, start: int, stop: int) -> bool:
        """Whether the two numbers after "from" are the ends of a change, not of a range: "rose from 14 to 31"."""
        lexicon = self._lexicon
        if index <= start or tokens[index - 1].lower not in lexicon.range_from:
            return False
        before = [token.lower for token in tokens[max(start, index - 1 - _CHANGE) : index - 1]]
        if before and before[-1] in lexicon.range_verbs:
            return False
        after = tokens[second.last] if second.last < stop else None
        counted = after is not None and after.text[0].isalpha() and after.lower not in lexicon.surroundings.function_words
        return not counted or any(word in lexicon.change_verbs for word in before)

    def _group(self, tokens: list[Token], index: int, start: int, stop: int) -> Count | None:
        """For "both were killed", "who were both killed", "both of the missiles", "both cargo ships": but not "both Iran and Iraq"."""
        lexicon = self._lexicon
        value = lexicon.groups.get(tokens[index].lower)
        if value is None or index + 1 >= stop:
            return None
        before = tokens[index - 1].lower if index > start else ""
        after = tokens[index + 1].lower
        told = after in lexicon.zeros.auxiliaries or (after in lexicon.zeros.verbs and before in lexicon.zeros.auxiliaries)
        told = told or after in lexicon.group_of or self._plural(tokens, index + 1, stop)
        loose = not told and after.endswith(self._lexicon.group_fate) and before not in self._lexicon.joiners
        if not told and not loose:
            return None
        return Count(index, index + 1, index, index + 1, Bounds(low=value, high=value), LOOSE if loose else "")

    def _plural(self, tokens: list[Token], index: int, stop: int) -> bool:
        """Whether a noun in the plural ends the few words from `index` on, and no "and" goes on with another."""
        for here in range(index, min(stop, index + _NOUN)):
            if not tokens[here].text[0].isalpha() or tokens[here].lower in self._lexicon.joiners:
                return False
            if tokens[here].text.islower() and tokens[here].text.endswith("s") and not tokens[here].text.endswith("ss"):
                return here + 1 >= stop or tokens[here + 1].lower not in self._lexicon.no_group_before
        return False

    def _suffixed(self, tokens: list[Token], index: int) -> Count | None:
        """For "30-odd men" and "a twenty-strong gang"."""
        match = _SUFFIXED.fullmatch(tokens[index].lower)
        if match is None:
            return None
        qualifier, loose = self._lexicon.suffixes.get(match[3]), match[3] in self._lexicon.loose_suffixes
        value = int(match[1].replace(",", "")) if match[1] else self._numerals.small(match[2])
        if value is None or (qualifier is None and not loose):
            return None
        bounds = bounded(qualifier or Qualifier.EXACT, value, value, vague=False)
        return Count(index, index + 1, index, index + 1, bounds, LOOSE if loose else "")

    def _shortened(self, tokens: list[Token], index: int, start: int, stop: int) -> Count | None:
        """For "1.4m displaced", "300k people", "3x Shahed": but not "20m away" or "£2m"."""
        scales = self._lexicon.shortened
        if index + 2 >= stop or tokens[index + 1].lower not in scales or not adjacent(tokens, index):
            return None
        after = index + 2
        if (
            not _SHORT.fullmatch(tokens[index].text)
            or adjacent(tokens, index + 1)
            or (index > start and adjacent(tokens, index - 1))
        ):
            return None
        scale, end = scales[tokens[index + 1].lower], min(stop, after + _SHORT_NOUN)
        told = self._nearby.noun(tokens, after, end) or self._nearby.harm(tokens, after, end)
        if not told and not (scale == 1 and tokens[after].text[0].isalpha()):
            return None
        value = round(float(tokens[index].text) * scale)
        return Count(index, after, index, after, Bounds(low=value, high=value), LOOSE)

    def part_of(self, tokens: list[Token], part: Count, whole: Count) -> bool:
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
    tell how many there have been ("a third attack") have the label "ordinal", counts that only a reader who weighs them should
    believe ("the third this week", "fired none", "half of them") the label `LOOSE`. Numbers inside TIME mentions are passed
    over, so *times* comes first.
    """
    finder = _Counts(table(language, "numbers", Lexicon), Nearby(language))

    def step(sheet: Sheet, draft: Draft) -> None:
        tokens = sheet.tokens
        dated = {
            index
            for place in draft.of(Kind.TIME)
            for index in sheet.tokens_in(draft.mentions[place].start, draft.mentions[place].end)
        }
        whole: tuple[int, Bounds] | None = None  # the last count that is no part, and its sentence
        for number, sentence in enumerate(sheet.sentences):
            index, earlier = sentence.first, None
            while index < sentence.last:
                near = whole[1] if whole is not None and number - whole[0] <= _WHOLE else None
                found, following = (
                    (None, index + 1) if index in dated else finder.at(tokens, index, sentence.first, sentence.last, near)
                )
                if found is not None and not dated.intersection(range(found.first, found.last)):
                    place = draft.add(_mention(sheet, found))
                    if found.label == LOOSE:
                        index = following
                        continue
                    if earlier is not None and finder.part_of(tokens, earlier[1], found):
                        draft.tie(Tie.PART_OF, earlier[0], place, _BY)
                    earlier, whole = (place, found), (number, found.bounds)
                index = following

    return step


def _mention(sheet: Sheet, found: Count) -> Mention:
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
