"""Tolls of whole texts as labels of their quantities: PITF, ISAF press releases, the Gun Violence Archive.

PITF (``pitf.jsonl``): short reports on atrocities with deaths and injured. ISAF (``isaf.jsonl``): press releases on raids
with at least how many were killed and captured. GVA (``documents.jsonl``, ``incidents.jsonl``): articles on shootings with
the final killed and injured of each, which an early article need not give. All with a place and a day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final

import msgspec
from tokenizers import Tokenizer

from saidby.acquire.dating import in_text
from saidby.acquire.instants import in_words, instant
from saidby.annotate.trained.labels import Relation
from saidby.model import Interval, Published, day
from saidby.score.coded import Pitf, isaf_texts, pitf_texts
from saidby.score.lexicon import words as coders
from saidby.score.reading import rows
from saidby.train.corpora.counted import Counted, plain
from saidby.train.corpora.words import words
from saidby.train.lessons import Lesson
from saidby.train.reports import Prepare
from saidby.vocabulary import Kind, Known, Measure

LONGEST: Final = 8_000  # code points of an article; the few that are longer are lists of many happenings
OPEN: Final = "99"  # in PITF the last day of what had only one
JOINED: Final = 12  # code points between a district and its province: " district, "


def pitf(file: Path, wanted: Collection[str], prepare: Prepare, tokenizer: Tokenizer) -> Iterator[Lesson]:
    """Lessons of the reports named in `wanted`, by their ids."""
    for name, row in pitf_texts(file).items():
        if name not in wanted:
            continue
        text = Counted("pitf", row.text, prepare, tokenizer)
        _tolls(text, {Measure.KILLED: row.killed, Measure.INJURED: row.known_injured or 0})
        text.tie(Relation.AT, [*text.labelled], text.located(row.locality or ""))
        text.tie(Relation.ON, [*text.labelled], _undated(text, row))
        if text.lesson.labels:
            yield text.lesson


def _tolls(text: Counted, known: dict[Measure, int], *, vague: bool = False, unread: bool = True) -> None:
    text.by_number({measure: (number,) for measure, number in known.items()}, vague=vague, unread=unread)
    for measure, number in known.items():
        text.by_sum(measure, number)
    text.parts()


def _undated(text: Counted, row: Pitf) -> list[int]:
    """The time that is a report's day; its publication is not known, but a weekday means one of the week before.

    Only the single time of a text is taken, where it names the weekday or the date of a happening of one day.
    """
    times = [mention.time for place in text.draft.of(Kind.TIME) if (mention := text.draft.mentions[place]).time is not None]
    try:
        happened = date(int(str(row.year)), int(str(row.month)), int(str(row.dom)))
    except ValueError:
        return []
    if len(times) != 1 or str(row.last) != OPEN:
        return []
    if times[0].weekday != happened.weekday() and (times[0].month, times[0].day) != (happened.month, happened.day):
        return []
    return text.dated(happened, happened, Published(interval=day(happened), known=Known.METADATA))


def isaf(file: Path, wanted: Collection[str], prepare: Prepare, tokenizer: Tokenizer) -> Iterator[Lesson]:
    """Lessons of the press releases named in `wanted`, by their ids."""
    for name, row in isaf_texts(file).items():
        if name not in wanted:
            continue
        text = Counted("isaf", row.text, prepare, tokenizer)
        gold = row.gold
        known = {Measure.KILLED: gold.min_killed, Measure.DETAINED: gold.min_captured}
        _tolls(text, known, vague=True)
        targets = [piece for name in gold.province for piece in _province(text, coders().provinces.get(name, name))]
        text.tie(Relation.AT, [*text.labelled], sorted(set(targets)))
        text.tie(Relation.ON, [*text.labelled], text.dated(gold.start_date, gold.start_date, _published(in_text(row.text))))
        if text.lesson.labels:
            yield text.lesson


def _province(text: Counted, name: str) -> list[int]:
    """The pieces of a province and of the districts named right before it, either of which is the place."""
    found = text.located(name)
    places = [text.draft.mentions[place] for place in text.draft.of(Kind.PLACE)]
    for before, after in pairwise(places):
        named = plain(text.sheet.text[after.start : after.end]) == plain(name)
        between = text.sheet.text[before.start : after.start].lower().replace(",", " ").split()
        if named and after.start - before.end <= JOINED and words().locations.generic.intersection(between):
            found.extend(text.lesson.pieces.within(before.start, before.end))
    return found


class _Article(msgspec.Struct):
    doc_id: str
    incident_id: str
    dct: str
    content: str


class _Shooting(msgspec.Struct):
    incident_uri: str
    date: str
    city_or_county: str
    num_killed: int
    num_injured: int


def gva(folder: Path, wanted: Collection[str], prepare: Prepare, tokenizer: Tokenizer) -> Iterator[Lesson]:
    """Lessons of the articles named in `wanted`, by their doc_ids, each once."""
    shootings = {row.incident_uri: row for row in rows(folder / "incidents.jsonl", _Shooting)}
    articles = {row.doc_id: row for row in rows(folder / "documents.jsonl", _Article)}
    for article in articles.values():
        shooting = shootings.get(article.incident_id)
        if shooting is None or article.doc_id not in wanted or len(article.content) > LONGEST:
            continue
        text = Counted("gva", article.content, prepare, tokenizer)
        _tolls(text, {Measure.KILLED: shooting.num_killed, Measure.INJURED: shooting.num_injured}, unread=False)
        text.idle((shooting.num_killed, shooting.num_injured))
        text.tie(Relation.AT, [*text.labelled], text.located(shooting.city_or_county))
        if (told := in_words(shooting.date)) is not None:
            happened = told.start.date()
            text.tie(Relation.ON, [*text.labelled], text.dated(happened, happened, _published(_day(article.dct))))
        if text.lesson.labels:
            yield text.lesson


def _day(value: str) -> Interval | None:
    try:
        return instant(value)
    except ValueError:
        return None


def _published(interval: Interval | None) -> Published | None:
    return None if interval is None else Published(interval=interval, known=Known.METADATA)
