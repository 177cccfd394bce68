"""MUC-4 (1992) templates as labels of quantities: how many of whom a wire text tells with which effect, where and when.

A template's human targets have a number ("6: "JESUIT PRIESTS"") and an effect each, its physical targets likewise. A
quantity of the text is taken for a target's when it has the number and the words of the target stand right behind it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from tokenizers import Tokenizer

from saidby.acquire.instants import date_of, written
from saidby.annotate.bounds import LOOSE
from saidby.annotate.sheet import Sheet
from saidby.annotate.trained.labels import Relation
from saidby.model import Published, day
from saidby.score.muc4_fills import Fill, Slot, Template, key
from saidby.score.muc4_texts import Message, wire
from saidby.score.reading import rows
from saidby.train.corpora.counted import ORDINAL, Count, Counted
from saidby.train.corpora.words import words
from saidby.train.lessons import Lesson
from saidby.train.reports import Prepare
from saidby.vocabulary import Known, Measure

TRAIN: Final = "train"
"""The corpus's own part of 1,300 texts; the others are for measuring."""

EFFECTS: Final = {"DEATH": Measure.KILLED, "INJURY": Measure.INJURED, "REGAINED FREEDOM": Measure.RELEASED}
DAMAGED: Final = frozenset({"SOME DAMAGE", "DESTROYED"})
KIDNAPPING: Final = "KIDNAPPING"
DONE: Final = "ACCOMPLISHED"

BEHIND: Final = 80  # code points of a number's surroundings that are looked at
BETWEEN: Final = 3  # words that may describe what is counted ("six Spanish jesuit priests")
NUMBER: Final = re.compile(r"[-~]?(\d{1,7})-?")  # "-26" is up to, "30-" at least, "~7" about

_DATE: Final = re.compile(written(short_years=True), re.IGNORECASE)
_PLACE: Final = re.compile(r"([^:()]+?)\s*\([^()]*\)")


class Target(NamedTuple):
    """Numbers and names of what a template's incident hit, what became of it, and the template's place in its text."""

    measure: Measure
    numbers: frozenset[int]
    names: tuple[str, ...]
    template: int


def lessons(file: Path, wanted: Collection[str], prepare: Prepare, tokenizer: Tokenizer) -> Iterator[Lesson]:
    """Lessons of the training texts named in `wanted`, by their docids."""
    for message in rows(file, Message):
        if message.split != TRAIN or message.docid not in wanted:
            continue
        read = wire(message.text)
        text = Counted("muc4", read.text, prepare, tokenizer)
        templates = [key(record) for record in message.templates]
        taken = _label(text, [target for place, template in enumerate(templates) for target in targets(template, place)])
        published = Published(interval=day(read.date), known=Known.METADATA) if read.date else None
        for place, template in enumerate(templates):
            mine = [count for count, owners in taken.items() if owners == {place}]
            text.tie(Relation.AT, mine, _at(text, template))
            if (happened := _days(template)) is not None:
                text.tie(Relation.ON, mine, text.dated(*happened, published))
        if text.lesson.labels:
            yield text.lesson


def targets(template: Template, place: int) -> Iterator[Target]:
    """What a template's incident did to how many of whom; what the key leaves open is left out."""
    kind = {value for fill in template.fills(Slot.TYPE) for value in fill.values}
    stage = {value for fill in template.fills(Slot.STAGE) for value in fill.values}
    if stage != {DONE}:
        return
    for slots, default in (((Slot.NUMBER, Slot.EFFECT), kind == {KIDNAPPING}), ((Slot.THING_NUMBER, Slot.THING_EFFECT), False)):
        numbers, effects = (template.fills(slot) for slot in slots)
        for fill in numbers:
            told = frozenset(int(match[1]) for value in fill.values if (match := NUMBER.fullmatch(value)))
            measure = _effect(fill, effects, kidnapped=default)
            if told and measure is not None and not fill.optional:
                yield Target(measure, told, fill.tags, place)


def _effect(number: Fill, effects: Sequence[Fill], *, kidnapped: bool) -> Measure | None:
    """What became of those that a number counts."""
    found = [fill for fill in effects if set(fill.tags) & set(number.tags)]
    if not found:
        return Measure.ABDUCTED if kidnapped else None
    if len(found) > 1 or found[0].optional:
        return None
    values = set(found[0].values)
    if values <= DAMAGED:
        return Measure.DAMAGED
    return EFFECTS.get(found[0].values[0]) if len(values) == 1 else None


def _label(text: Counted, known: Sequence[Target]) -> dict[int, set[int]]:
    """Labels the counts of targets; returns the templates of each labelled count, by its place in the draft."""
    taken: dict[int, set[int]] = {}
    for count in text.counts:
        if count.mention.label in (ORDINAL, LOOSE) or text.one_of(count):
            continue
        fitting = [target for target in known if count.named in target.numbers and _behind(text, count, target.names)]
        measures = {target.measure for target in fitting}
        agreed = measures & set(count.measures) if count.measures else measures
        if len(agreed) != 1 or len(count.measures) > 1 or count.piece is None:
            continue
        (measure,) = agreed
        if count.measures or (text.tells(count, measure) and not _spared(text, count)):
            text.label(count, measure)
            taken[count.place] = {target.template for target in fitting if target.measure is measure}
    return taken


def _spared(text: Counted, count: Count) -> bool:
    """Whether a count's sentence tells of harm that did not come."""
    return any(token.lower in words().spared for token in text.tokens(count))


def _behind(text: Counted, count: Count, names: Sequence[str]) -> bool:
    """Whether the words of a target hold a count ("TWO SOLDIERS") or stand behind it, a few words that describe between."""
    lists, near = words(), text.sheet.text[count.mention.start : count.mention.end + BEHIND].upper()
    size = count.mention.end - count.mention.start
    for name in names:
        at = near.find(name.upper())
        between = [token.lower for token in Sheet(near[size:at].strip()).tokens] if at > size else []
        stopped = any(word in lists.stops or any(kind.tells(word) for kind in lists.telling.values()) for word in between)
        if 0 <= at <= size + 1 or (at > 0 and len(between) <= BETWEEN and not stopped):
            return True
    return False


def _at(text: Counted, template: Template) -> list[int]:
    """The pieces of the most specific of a template's places that the text names; a country only where the key has no other."""
    found: set[int] = set()
    for fill in template.fills(Slot.LOCATION):
        for value in fill.values:
            if " - " in value:  # between two places
                continue
            country, _, inside = value.partition(":")
            names = [match[1].strip() for match in _PLACE.finditer(inside)] or [country.strip()]
            found.update(next((pieces for name in reversed(names) if (pieces := text.located(name))), []))
    return sorted(found)


def _days(template: Template) -> tuple[date, date] | None:
    """First and last day of a template's incident; None where the key has only a bound, or several dates."""
    fills = template.fills(Slot.DATE)
    if len(fills) != 1 or len(fills[0].values) != 1 or fills[0].optional:
        return None
    value = fills[0].values[0]
    days = [date_of(match) for match in _DATE.finditer(value)]
    if not days or None in days or value.startswith("-") or value.endswith("-") or len(days) > 2:
        return None
    known = [each for each in days if each is not None]
    return known[0], known[-1]
