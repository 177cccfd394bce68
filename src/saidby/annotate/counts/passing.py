"""The pass that gives each number its measure, its unit, its whole, its scope and its happening."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from saidby.annotate.counts.counted import Counted, counted
from saidby.annotate.counts.harms import harms
from saidby.annotate.counts.implicit import implicit
from saidby.annotate.counts.matching import Match, Row
from saidby.annotate.counts.parts import Measured, part_marker, whole_of
from saidby.annotate.counts.repeats import repeats
from saidby.annotate.counts.scopes import Settings
from saidby.annotate.counts.words import Words
from saidby.annotate.draft import Draft, Pass
from saidby.annotate.sheet import Sentence, Sheet
from saidby.model import Bounds, Mention
from saidby.vocabulary import Kind, Measure, Tie

BY: Final = "counts"

_OWN: Final = 0.5
"""A harm word closer than this belongs to the number itself, whatever it is a part of."""

_TALLY: Final = 3
"""The first ordinal that tells how many there have been."""

_NAMED: Final = 8  # tokens: "36 were elderly patients, and two ..."
_SIBLINGS: Final = 40  # numbers back in one sentence that may belong together
_LIST_STEP: Final = 9  # tokens between the numbers of a list


def counts(*, language: str = "en") -> Pass:
    """The pass. Needs quantities, and triggers for what the counts are about; adds HARM and UNIT mentions and their links."""
    words = Words(language)

    def step(sheet: Sheet, draft: Draft) -> None:
        _Reader(sheet, draft, words).read()

    return step


def _passing(mention: Mention) -> bool:
    """Whether a quantity is not for this pass: made by it, or an ordinal that only sets two apart ("a second blast")."""
    ordinal = mention.label == "ordinal" and mention.bounds is not None and (mention.bounds.low or 0) < _TALLY
    return mention.label == "implicit" or ordinal


class _Reader:
    """One document's counts under way."""

    def __init__(self, sheet: Sheet, draft: Draft, words: Words) -> None:
        self.sheet, self.draft, self.words = sheet, draft, words
        self.settings = Settings(sheet, draft, words)
        self.measured: list[Measured] = []
        self._taken: set[int] = set()  # the tokens of the harm words that measure a number

    def read(self) -> None:
        by_sentence: dict[int, list[int]] = {}
        for place in self.draft.of(Kind.QUANTITY):
            by_sentence.setdefault(self.sheet.sentence_at(self.draft.mentions[place].start), []).append(place)
        for number in range(len(self.sheet.sentences)):
            self._sentence(number, by_sentence.get(number, []))
        repeats(self.sheet, self.draft, self.words, self.measured)

    def _sentence(self, number: int, places: list[int]) -> None:
        sentence = self.sheet.sentences[number]
        spans = {}
        for place in places:
            mention = self.draft.mentions[place]
            tokens = self.sheet.tokens_in(mention.start, mention.end)
            if tokens and mention.bounds is not None and not _passing(mention):
                spans[place] = (place, tokens.start, tokens.stop)
        numbers = {first: last for _, first, last in spans.values()}
        found = [counted(self.sheet, sentence, self.words, span, numbers) for span in spans.values()]
        found = [replace(count, many=self._many(count)) for count in found if not self._uncounted(count)]
        row = Row(self.sheet, sentence, self.words, found, harms(self.sheet, sentence, self.words, frozenset(numbers)))
        begun = len(self.measured)
        for count in found:
            self._count(number, sentence, row, (count, begun))
        self._single(number, sentence, row)
        for item in self.measured[begun:]:
            self.settings.settle(item)

    def _single(self, number: int, sentence: Sentence, row: Row) -> None:
        """Adds the persons who are harmed one by one, without a number word."""
        harms = [harm for first in sorted(row.harm_from) for harm in row.harm_from[first]]
        for one in implicit(self.sheet, sentence, self.words, harms, self._taken):
            tokens, bounds = self.sheet.tokens, Bounds(low=1, high=1)
            place = self.draft.add(
                Mention(
                    kind=Kind.QUANTITY,
                    start=tokens[one.first].start,
                    end=tokens[one.last - 1].end,
                    by=BY,
                    label="implicit",
                    bounds=bounds,
                    confidence=0.6,
                )
            )
            count = Counted(place, one.first, one.first + 1, one.first + 1, one.last, one.last, one.first, False, None, "")
            item = Measured(count, bounds, one.measure, number)
            self._keep(item, Match(one.measure, one.harm.first, one.harm.last, 0.0), None)

    def _many(self, count: Counted) -> bool:
        quantity = self.draft.mentions[count.place]
        bounds = quantity.bounds
        return (
            quantity.label != "ordinal"
            and bounds is not None
            and (bounds.low is None or bounds.low > 1)
            and count.unit_last > count.unit_first
        )

    def _uncounted(self, count: Counted) -> bool:
        """Whether the noun after a number is a time, money, a distance or a rank."""
        tokens = self.sheet.tokens
        following = tokens[count.last].lower if count.last < len(tokens) else ""
        heads = {count.head(self.sheet), following}
        return bool(heads & self.words.units.never)

    def _count(self, number: int, sentence: Sentence, row: Row, state: tuple[Counted, int]) -> None:
        """Measures one number: by its own harm word, or as a part, a whole or another one of the number before it."""
        count, begun = state
        bounds = self.draft.mentions[count.place].bounds
        if bounds is None:
            return
        siblings = self.measured[max(begun, len(self.measured) - _SIBLINGS) :]
        item = Measured(count, bounds, None, number)
        part = next((other for other in siblings if other.count.parts_of == count.first), None)
        if part is not None:
            self._total(item, part)
            return
        match = row.match(count)
        if match is not None:
            item = replace(item, measure=match.measure)
        whole = self._whole(sentence, row, item, (siblings, match))
        if whole is not None:
            own = match is not None and (match.cost < _OWN or match.measure is whole.measure)
            self._keep(replace(item, measure=item.measure if own else whole.measure), match if own else None, whole)
        elif match is not None:
            self._keep(item, match, None)
        elif siblings and self._continues(siblings[-1], count):
            self._keep(replace(item, measure=siblings[-1].measure), None, None)
            for harm in self.draft.targets(siblings[-1].count.place, Tie.MEASURES):
                self.draft.tie(Tie.MEASURES, count.place, harm, BY)
        elif count.head(self.sheet) in self.words.units.munitions and count.governor in self.words.function.with_:
            self._keep(
                replace(item, measure=Measure.LAUNCHED),
                Match(Measure.LAUNCHED, count.unit_last - 1, count.unit_last, 3.0),
                None,
            )
        else:
            self.measured.append(item)

    def _whole(
        self, sentence: Sentence, row: Row, item: Measured, state: tuple[list[Measured], Match | None]
    ) -> Measured | None:
        """The number that a number is a part of, if the text says that it is a part."""
        (siblings, match), count = state, item.count
        if siblings and self._chained(siblings[-1], count):
            return self._whole_by_chain(siblings[-1])
        loose = item if match is not None and match.cost < _OWN else replace(item, measure=None)
        if part_marker(self.sheet, sentence.first, self.words, count):
            return whole_of(loose, self.measured, same_sentence=True)
        if count.partitive and count.unit_first == count.unit_last:
            return whole_of(loose, self.measured, same_sentence=False)
        if count.partitive and count.head(self.sheet) in self.words.function.victims:
            return whole_of(loose, self.measured, same_sentence=False)
        if count.partitive and match is not None and self._of_the_harmed(count, row):
            return whole_of(item, self.measured, same_sentence=False)
        return None

    def _chained(self, previous: Measured, count: Counted) -> bool:
        """Whether a number follows a part after nothing but "and" or a comma, the part's own noun apart."""
        if not self.draft.targets(previous.count.place, Tie.PART_OF) or previous.count.parts_of is not None:
            return False
        between = [token.lower for token in self.sheet.tokens[previous.count.phrase_last : count.before]]
        joiner = self.words.function.joiner | {","}
        named = between[:1] and between[0] in self.words.function.be and len(between) <= _NAMED
        return bool(between) and between[-1] in joiner and (len(between) <= 2 or bool(named))

    def _continues(self, previous: Measured, count: Counted) -> bool:
        """Whether a bare number goes on with what the number before it counted ("21 hurt in the north, 36 in the south")."""
        if previous.measure is None or count.unit_last > count.unit_first or count.partitive:
            return False
        tokens = self.sheet.tokens
        between = [token.lower for token in tokens[previous.count.phrase_last : count.before]]
        following = tokens[count.last].lower if count.last < len(tokens) else "."
        joined = bool(between) and between[-1] in self.words.function.joiner | {","}
        return joined and len(between) <= _LIST_STEP and following in self.words.function.preposition

    def _whole_by_chain(self, previous: Measured) -> Measured | None:
        targets = self.draft.targets(previous.count.place, Tie.PART_OF)
        return next((item for item in reversed(self.measured[-_SIBLINGS:]) if item.count.place == targets[0]), None)

    def _of_the_harmed(self, count: Counted, row: Row) -> bool:
        """Whether a part is one of those harmed: "ten of the dead", "four of the victims"."""
        return any(here in row.harm_from for here in range(count.last, count.phrase_last + 1)) or (
            count.head(self.sheet) in self.words.units.general
        )

    def _total(self, whole: Measured, part: Measured) -> None:
        """Measures the whole that is named after its part: "21 of 49 drones"."""
        head, last = whole.count.head(self.sheet), whole.count.unit_last
        measure = self.words.counted.get(head)
        if part.measure is Measure.INTERCEPTED and head in self.words.units.munitions:
            measure = Measure.LAUNCHED
        if measure is None or part.measure is None:
            self.measured.append(whole)
            return
        self._keep(replace(whole, measure=measure), Match(measure, last - 1, last, 0.0), None)
        self.draft.tie(Tie.PART_OF, part.count.place, whole.count.place, BY)

    def _keep(self, item: Measured, match: Match | None, whole: Measured | None) -> None:
        """Writes a number's measure, unit and whole into the draft."""
        self.measured.append(item)
        self._name(item.count)
        if match is not None:
            self._mark(item, match.first, match.last)
        elif whole is not None:
            for harm in self.draft.targets(whole.count.place, Tie.MEASURES):
                self.draft.tie(Tie.MEASURES, item.count.place, harm, BY)
        if whole is not None:
            self.draft.tie(Tie.PART_OF, item.count.place, whole.count.place, BY)

    def _mark(self, item: Measured, first: int, last: int) -> None:
        if item.measure is None:
            return
        tokens, count = self.sheet.tokens, item.count
        self._taken.add(first)
        scope = self.settings.scope(item, first)
        harm = Mention(
            kind=Kind.HARM, start=tokens[first].start, end=tokens[last - 1].end, by=BY, label=item.measure.value, value=scope
        )
        self.draft.tie(Tie.MEASURES, count.place, self.draft.add(harm), BY)

    def _name(self, count: Counted) -> None:
        """Marks what is counted."""
        tokens = self.sheet.tokens
        if count.unit_last > count.unit_first:
            unit = Mention(kind=Kind.UNIT, start=tokens[count.unit_first].start, end=tokens[count.unit_last - 1].end, by=BY)
            self.draft.tie(Tie.COUNTS, count.place, self.draft.add(unit), BY)
