"""A text with its quantities, and what a number that is known of the whole text tells of them.

Weak labels after the manner of distant supervision (Mintz et al. 2009): a quantity that has the known number and stands
with a word that tells of its measure is taken for the one that was meant. A wrong label teaches more than a missing one,
so whatever might be meant otherwise is left unsaid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tokenizers import Tokenizer

from saidby.annotate.draft import Draft
from saidby.annotate.sheet import Sentence, Sheet, Token
from saidby.annotate.trained.labels import HEADS, Relation
from saidby.annotate.trained.pieces import pieces
from saidby.ground.gazetteer import fold
from saidby.ground.times import resolve
from saidby.model import Bounds, Interval, Mention, Published
from saidby.train.corpora.words import words
from saidby.train.lessons import Lesson, Tied
from saidby.train.reports import Prepare
from saidby.vocabulary import Kind, Measure, Qualifier, Tie

TELLING: Final = 3
"""A number that the rules give no measure is believed from here on: smaller ones stand for too many things."""

LONGEST_DAYS: Final = 2  # of a time that may be the day of a happening ("overnight")
ORDINAL: Final = "ordinal"  # the label of "a third attack"
DEADLY: Final = 6  # words after a count
BESIDE: Final = 5  # code points between a cue and the time at which it was said


@dataclass(frozen=True)
class Count:
    """A quantity: its place in the draft, its first piece, its sentence, what the rules take it for."""

    place: int
    piece: int | None  # None of one that has no words of its own
    mention: Mention
    sentence: int
    measures: tuple[Measure, ...]
    repeats: bool
    wholes: tuple[int, ...]  # places in the draft

    @property
    def named(self) -> int:
        """The number that its words name: 100 of "more than 100"."""
        return named(self.mention.bounds)


def named(bounds: Bounds | None) -> int:
    """The number that the words of a quantity name; 0 where it has none."""
    if bounds is None:
        return 0
    if bounds.qualifier is Qualifier.MORE_THAN and bounds.low is not None:
        return bounds.low - 1
    if bounds.qualifier is Qualifier.FEWER_THAN and bounds.high is not None:
        return bounds.high + 1
    return bounds.low if bounds.low is not None else bounds.high or 0


class Counted:
    """A text that the rules have read, its quantities, and the lesson that is being made of it."""

    def __init__(self, source: str, text: str, prepare: Prepare, tokenizer: Tokenizer) -> None:
        self.sheet: Sheet
        self.draft: Draft
        self.sheet, self.draft = prepare(text)
        self.lesson = Lesson(source, pieces(tokenizer, self.sheet, self.draft))
        self.counts = list(self._counts())
        self.labelled: dict[int, Measure] = {}  # by the count's place in the draft

    def _counts(self) -> Iterator[Count]:
        for place in self.draft.of(Kind.QUANTITY):
            mention = self.draft.mentions[place]
            covered = self.lesson.pieces.within(mention.start, mention.end)
            measures = [Measure(self.draft.mentions[harm].label) for harm in self.draft.targets(place, Tie.MEASURES)]
            yield Count(
                place=place,
                piece=covered.start if covered and mention.label != "implicit" else None,
                mention=mention,
                sentence=self.sheet.sentence_at(mention.start),
                measures=tuple(dict.fromkeys(measures)),
                repeats=bool(self.draft.targets(place, Tie.REPEATS)),
                wholes=tuple(self.draft.targets(place, Tie.PART_OF)),
            )

    def tokens(self, count: Count) -> list[Token]:
        """The words of a count's sentence."""
        sentence: Sentence = self.sheet.sentences[count.sentence]
        return self.sheet.tokens[sentence.first : sentence.last]

    def tells(self, count: Count, measure: Measure) -> bool:
        """Whether a word of the count's sentence tells of the measure."""
        telling = words().telling[measure]
        return any(telling.tells(token.lower) for token in self.tokens(count))

    # --- measures ----------------------------------------------------------------------------------------------------

    def label(self, count: Count, measure: Measure | None) -> None:
        """Says what a count measures, or that it measures nothing."""
        if count.piece is None:
            return
        self.lesson.head("measure")[count.piece] = 0 if measure is None else HEADS["measure"].index(measure)
        if measure is not None:
            self.labelled[count.place] = measure

    def by_number(self, known: Mapping[Measure, Sequence[int]], *, vague: bool = False, unread: bool = True) -> None:
        """Labels counts by the numbers that are known for each measure; zero tells nothing.

        `vague` says that "several" was coded as a number, too; `unread` that a count which the rules leave alone may be it.
        """
        for count in self.counts:
            if not count.named or count.mention.label == ORDINAL or self.one_of(count):
                continue
            if count.mention.bounds is not None and count.mention.bounds.qualifier is Qualifier.VAGUE and not vague:
                continue
            fitting = [measure for measure, numbers in known.items() if count.named in numbers]
            agreed = [measure for measure in fitting if measure in count.measures]
            if len(agreed) == 1 and len(count.measures) == 1 and not (agreed[0] is Measure.INJURED and self._deadly(count)):
                self.label(count, agreed[0])
            elif unread and len(fitting) == 1 and not count.measures and self._stands_for(count, fitting[0]):
                self.label(count, fitting[0])

    def _stands_for(self, count: Count, measure: Measure) -> bool:
        """Whether a count that the rules leave alone must be the known one."""
        alone = sum(other.named == count.named for other in self.counts) == 1
        return alone and count.named >= TELLING and self._nearest(count) is measure

    def _deadly(self, count: Count) -> bool:
        """Whether the words right after a count of the injured tell that they died: "two men fatally shot"."""
        after = self.sheet.token_at(count.mention.end)
        return any(token.lower in words().deadly for token in self.sheet.tokens[after : after + DEADLY])

    def one_of(self, count: Count) -> bool:
        """Whether a count is the "two" of "two of the victims", the "one" of "one shot" or the "five" of "five counts of murder"."""
        after = self.sheet.token_at(count.mention.end)
        following = self.sheet.tokens[after].lower if after < len(self.sheet.tokens) else ""
        return following in words().uncounted or following in words().part

    def _nearest(self, count: Count) -> Measure | None:
        """The measure that the word nearest to a count tells of; None where none does, or several are told of as near."""
        best: dict[Measure, int] = {}
        for token in self.tokens(count):
            gap = max(token.start - count.mention.end, count.mention.start - token.end, 0)
            for measure, telling in words().telling.items():
                if telling.tells(token.lower):
                    best[measure] = min(gap, best.get(measure, gap))
        if not best:
            return None
        least = min(best.values())
        nearest = [measure for measure, gap in best.items() if gap == least]
        return nearest[0] if len(nearest) == 1 else None

    def by_sum(self, measure: Measure, total: int) -> None:
        """Labels the counts that the rules give a measure where they add up to the number known of the text."""
        if measure in self.labelled.values():
            return
        taken = [count for count in self.counts if count.measures == (measure,)]
        summed = [count for count in taken if not count.repeats and not count.wholes]
        if len(summed) > 1 and sum(count.named for count in summed) == total:
            for count in taken:
                self.label(count, measure)

    def parts(self) -> None:
        """Labels parts of labelled counts that the rules give the same measure."""
        for count in self.counts:
            for whole in count.wholes:
                measure = self.labelled.get(whole)
                new = count.place not in self.labelled and not self.one_of(count)
                if measure is not None and count.measures == (measure,) and new:
                    self.label(count, measure)

    def idle(self, known: Sequence[int]) -> None:
        """Labels as no figures the counts that are none by the rules, nor by any word of their sentence or a known number."""
        violence, telling = words().violence, words().telling.values()
        for count in self.counts:
            if count.measures or count.place in self.labelled or count.mention.label or count.named in (0, *known):
                continue
            lowers = [token.lower for token in self.tokens(count)]
            if not any(violence.tells(lower) or any(kind.tells(lower) for kind in telling) for lower in lowers):
                self.label(count, None)

    # --- place and time ----------------------------------------------------------------------------------------------

    def tie(self, relation: Relation, counts: Sequence[int], targets: Sequence[int]) -> None:
        """Ties labelled counts (by their places in the draft) to pieces, where there are any."""
        for count in self.counts:
            if count.place in counts and count.piece is not None and targets:
                self.lesson.ties.append(Tied(relation, count.piece, tuple(targets)))

    def located(self, name: str) -> list[int]:
        """The pieces of the places that have a name, generic words ("district") left aside."""
        asked = plain(name)
        found: set[int] = set()
        for place in self.draft.of(Kind.PLACE) if asked else ():
            mention = self.draft.mentions[place]
            if asked in (plain(mention.value or ""), plain(self.sheet.text[mention.start : mention.end])):
                found.update(self.lesson.pieces.within(mention.start, mention.end))
        return sorted(found)

    def dated(self, first: date, last: date, published: Published | None) -> list[int]:
        """The pieces of the times that are the day (or the days) of a happening, in sentences that tell of violence.

        The day on which somebody spoke is left out, and so is one in brackets: that of a dateline.
        """
        found: set[int] = set()
        before: Interval | None = None
        for place in self.draft.of(Kind.TIME):
            mention = self.draft.mentions[place]
            interval = resolve(mention.time, published, before) if mention.time is not None else None
            before = interval or before
            if interval is None or (interval.end - interval.start).days > LONGEST_DAYS:
                continue
            if not first <= interval.start.date() <= last or self._aside(mention) or not self._violent(mention):
                continue
            found.update(self.lesson.pieces.within(mention.start, mention.end))
        return sorted(found)

    def _aside(self, time: Mention) -> bool:
        text = self.sheet.text
        if text[max(0, time.start - 1) : time.start] == "(" or text[time.end : time.end + 1] == ")":
            return True
        return any(
            self.draft.mentions[cue].start < time.start and 0 <= time.start - self.draft.mentions[cue].end <= BESIDE
            for cue in self.draft.of(Kind.CUE)
        )

    def _violent(self, time: Mention) -> bool:
        sentence = self.sheet.sentences[self.sheet.sentence_at(time.start)]
        telling = words().telling.values()
        return any(kind.tells(token.lower) for token in self.sheet.tokens[sentence.first : sentence.last] for kind in telling)


def plain(name: str) -> str:
    """A place's name folded, without words such as "district"; empty for what is no single place."""
    parts = fold(name).split()
    if any(part in words().locations.several for part in parts):
        return ""
    return " ".join(part for part in parts if part not in words().locations.generic)
