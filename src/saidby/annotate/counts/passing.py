"""The pass that gives each number its measure, its unit, its whole, its scope and its happening."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from saidby.annotate.bounds import LOOSE
from saidby.annotate.counts.breakdowns import among, breakdowns, halved, halves, whole_of_half
from saidby.annotate.counts.counted import Counted, counted
from saidby.annotate.counts.harms import harms
from saidby.annotate.counts.implicit import implicit
from saidby.annotate.counts.matching import Match, Row
from saidby.annotate.counts.naming import named, predicate
from saidby.annotate.counts.parts import MANY, Measured, may_differ, part_marker, whole_of
from saidby.annotate.counts.repeats import repeats
from saidby.annotate.counts.scopes import Settings
from saidby.annotate.counts.telling import beyond_another, of_the_harmed, told_alone, told_before
from saidby.annotate.counts.words import Words
from saidby.annotate.draft import Draft, Pass
from saidby.annotate.sheet import Sentence, Sheet
from saidby.model import Bounds, Mention
from saidby.vocabulary import Kind, Measure, Qualifier, Tie

BY: Final = "counts"

_OWN: Final = 0.5
"""A harm word closer than this belongs to the number itself, whatever it is a part of."""

_TALLY: Final = 3
"""The first ordinal that tells how many there have been."""

_NAMED: Final = 8  # tokens: "36 were elderly patients, and two ..."
_SIBLINGS: Final = 40  # numbers back in one sentence that may belong together
_NEAR_BACK: Final = 2  # sentences back to what "both" and "of them" stand for
_COUNTED_UP: Final = (Measure.KILLED, Measure.ATTACKS, Measure.ATTACKERS, Measure.LAUNCHED)
_ONE: Final = Bounds(low=1, high=1)
_LIST_STEP: Final = 9  # tokens between the numbers of a list


def counts(*, language: str = "en") -> Pass:
    """The pass. Needs quantities, and triggers for what the counts are about; adds HARM and UNIT mentions and their links."""
    words = Words(language)

    def step(sheet: Sheet, draft: Draft) -> None:
        _Reader(sheet, draft, words).read()

    return step


def _passing(mention: Mention) -> bool:
    """Whether a quantity is not for this pass: made by it, offered loosely, or an ordinal that only sets two apart."""
    ordinal = mention.label == "ordinal" and mention.bounds is not None and (mention.bounds.low or 0) < _TALLY
    return mention.label in ("implicit", LOOSE) or ordinal


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
        for part, whole in list(breakdowns(self.sheet, self.words, self.measured[begun:])):
            self._join(part, whole)
        self._half(number, sentence)
        for part, whole in among(
            self.sheet, sentence, self.words, (self.measured[begun:], self.measured[max(0, begun - MANY) : begun])
        ):
            if not self._is_part(part):
                self.draft.tie(Tie.PART_OF, part.count.place, whole.count.place, BY)
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
        state = self.words.harms.at(tokens, count.phrase_last, len(tokens)) if count.phrase_last < len(tokens) else None
        if state is not None and tokens[state.last - 1].lower in self.words.units.never and count.phrase_last - count.last <= 1:
            return True  # "two deep wounds"
        small = self.words.function
        if count.partitive and tokens[count.phrase_last - 1].lower in small.ourselves:
            return True  # "a few of us"
        if " ".join(token.lower for token in tokens[max(0, count.before - 2) : count.before]) in small.all_but:
            return True
        return bool(heads & self.words.units.never)

    def _count(self, number: int, sentence: Sentence, row: Row, state: tuple[Counted, int]) -> None:
        """Measures one number: by its own harm word, or as a part, a whole or another one of the number before it."""
        count, begun = state
        bounds = self.draft.mentions[count.place].bounds
        if bounds is None:
            return
        count = self._kinded(number, count)
        siblings = self.measured[max(begun, len(self.measured) - _SIBLINGS) :]
        item = Measured(count, bounds, None, number)
        part = next((other for other in siblings if other.count.parts_of == count.first), None)
        if part is not None:
            self._total(item, part)
            return
        match = row.match(count)
        if told_alone(self.sheet, sentence, self.words, count) and (
            match is None or beyond_another(match, count, self.words, self.sheet)
        ):
            match = of_the_harmed(self.sheet, sentence, self.words, count)
            told = told_before(number, self.measured, self._is_part)
            if match is None and told is not None:
                self._go_on(item, told)
                return
        if match is not None and match.measure not in _COUNTED_UP and self.draft.mentions[count.place].label == "ordinal":
            match = None  # "a fifth person is in hospital"
        if match is not None:
            item = replace(item, measure=match.measure)
        whole = self._whole(sentence, row, item, (siblings, match))
        if whole is None and match is not None and self._weak(item, match):
            match, item = None, replace(item, measure=None)
        if whole is not None:
            own = match is not None and (
                match.cost < _OWN or match.measure is whole.measure or may_differ(whole, match.measure)
            )
            self._keep(replace(item, measure=item.measure if own else whole.measure), match if own else None, whole)
        elif match is not None:
            self._keep(item, match, None)
        elif siblings and self._continues(siblings[-1], count):
            self._go_on(item, siblings[-1])
        elif count.head(self.sheet) in self.words.units.munitions and count.governor in self.words.function.with_:
            self._keep(
                replace(item, measure=Measure.LAUNCHED),
                Match(Measure.LAUNCHED, count.unit_last - 1, count.unit_last, 3.0),
                None,
            )
        else:
            self.measured.append(item)
            self._name(count)  # another reader may know what befell them

    def _weak(self, item: Measured, match: Match) -> bool:
        """Whether a number only sets the scene ("in one attack", "one of the detained men"), or is too vague to go far ("many, with ...")."""
        count, bounds = item.count, item.bounds
        inside = count.unit_first <= match.first and match.last <= count.unit_last
        governed = count.governor in self.words.function.preposition and count.governor not in self.words.function.including
        if bounds == _ONE and inside and (governed or count.partitive):
            return True
        bare = count.unit_last <= count.unit_first and not count.partitive
        return bare and bounds.qualifier is Qualifier.VAGUE and match.cost > _OWN

    def _is_part(self, item: Measured) -> bool:
        return bool(self.draft.targets(item.count.place, Tie.PART_OF))

    def _kinded(self, number: int, count: Counted) -> Counted:
        """A part or "both" without a noun of its own, with the head word of what it is taken from."""
        grouped = count.phrase_last > count.last or count.partitive or self._group(count)
        if count.unit_last > count.unit_first or not grouped:
            return count
        named = (
            item.count.head(self.sheet)
            for item in reversed(self.measured[-_SIBLINGS:])
            if number - item.sentence <= _NEAR_BACK and item.count.unit_last > item.count.unit_first
        )
        return replace(count, kind=next(named, ""))

    def _group(self, count: Counted) -> bool:
        return self.sheet.tokens[count.first].lower in self.words.function.group

    def _go_on(self, item: Measured, told: Measured) -> None:
        """Gives a number the measure and the harm word of another."""
        self._keep(replace(item, measure=told.measure), None, None)
        for harm in self.draft.targets(told.count.place, Tie.MEASURES):
            self.draft.tie(Tie.MEASURES, item.count.place, harm, BY)

    def _join(self, part: Measured, whole: Measured) -> None:
        """Makes a number of a list a part of the total before it."""
        if self._is_part(part):
            return
        if part.measure is None:
            place = next(at for at in range(len(self.measured) - 1, -1, -1) if self.measured[at] is part)
            self.measured[place] = replace(part, measure=whole.measure)
            self._name(part.count)
            for harm in self.draft.targets(whole.count.place, Tie.MEASURES):
                self.draft.tie(Tie.MEASURES, part.count.place, harm, BY)
        self.draft.tie(Tie.PART_OF, part.count.place, whole.count.place, BY)

    def _half(self, number: int, sentence: Sentence) -> None:
        """Adds "half of the dead" as a count of its own, where the text has said how many they are."""
        tokens = self.sheet.tokens
        for first, last, measure in list(halves(self.sheet, sentence, self.words)):
            whole = whole_of_half(measure, number, self.measured, self._is_part)
            bounds = None if whole is None else halved(whole.bounds)
            if whole is None or bounds is None:
                continue
            place = self.draft.add(
                Mention(kind=Kind.QUANTITY, start=tokens[first].start, end=tokens[first].end, by=BY, bounds=bounds)
            )
            count = Counted(place, first, first + 1, last - 1, last - 1, last, first, True, None, "")
            self._keep(Measured(count, bounds, measure, number), None, whole)

    def _whole(
        self, sentence: Sentence, row: Row, item: Measured, state: tuple[list[Measured], Match | None]
    ) -> Measured | None:
        """The number that a number is a part of, if the text says that it is a part."""
        (siblings, match), count = state, item.count
        apart = match is not None and match.cost < _OWN and match.first not in self._taken
        if siblings and not apart and self._chained(siblings[-1], count):
            return self._whole_by_chain(siblings[-1])
        loose = item if match is not None and match.cost < _OWN else replace(item, measure=None)
        if part_marker(self.sheet, sentence.first, self.words, count):
            return whole_of(loose, self.measured, same_sentence=True)
        which = self.sheet.tokens[count.phrase_last - 1].lower in self.words.function.impersonal
        if which and count.partitive and siblings and row.person(siblings[-1].count.head(self.sheet)):
            return None  # "two stabbed boys ... one of which"
        if count.parts_of is not None:
            return None  # "21 of 49": the whole comes next
        if self._group(count) and match is not None and match.measure is Measure.INTERCEPTED:
            return whole_of(item, self.measured, same_sentence=False)
        if count.partitive and count.unit_first == count.unit_last:
            return whole_of(loose, self.measured, same_sentence=False)
        if count.partitive and count.head(self.sheet) in self.words.function.victims:
            return whole_of(loose, self.measured, same_sentence=False)
        own = self.words.counted.get(count.head(self.sheet)) if match is not None else None
        if own is not None and match is not None and own is not match.measure:
            return None  # "one of the wounded has died"
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
            self._mark(item, (match.first, match.last), whole)
        elif whole is not None:
            for harm in self.draft.targets(whole.count.place, Tie.MEASURES):
                self.draft.tie(Tie.MEASURES, item.count.place, harm, BY)
        if whole is not None:
            self.draft.tie(Tie.PART_OF, item.count.place, whole.count.place, BY)

    def _mark(self, item: Measured, span: tuple[int, int], whole: Measured | None) -> None:
        if item.measure is None:
            return
        first, last = span
        tokens, count = self.sheet.tokens, item.count
        self._taken.add(first)
        harms = self.draft.targets(whole.count.place, Tie.MEASURES) if whole is not None else []
        inherited = next((self.draft.mentions[harm].value for harm in harms), None)
        scope = self.settings.scope(item, first) or inherited
        harm = Mention(
            kind=Kind.HARM, start=tokens[first].start, end=tokens[last - 1].end, by=BY, label=item.measure.value, value=scope
        )
        self.draft.tie(Tie.MEASURES, count.place, self.draft.add(harm), BY)

    def _name(self, count: Counted) -> None:
        """Marks what is counted."""
        tokens = self.sheet.tokens
        first, last = predicate(self.sheet, self.words, count) or (count.unit_first, count.unit_last)
        name = named(tokens[first:last], self.words) if last > first else None
        if name is None:
            return
        start, end = tokens[first].start, tokens[last - 1].end
        value = None if name == self.sheet.text[start:end] else name
        self.draft.tie(
            Tie.COUNTS, count.place, self.draft.add(Mention(kind=Kind.UNIT, start=start, end=end, by=BY, value=value)), BY
        )
