"""Happenings and who did what to whom with what: M2E2 (Li et al. 2020) and WikiEvents (Li, Ji and Han 2021).

M2E2 (``text_only_event.json``, ``text_multimedia_event.json``): sentences of VOA reports with events of eight kinds.
WikiEvents (``dev.jsonl``): whole articles with events of many kinds. Both come as words; texts are put together of them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec
from tokenizers import Tokenizer

from saidby.annotate.trained.labels import HEADS, SPOKEN, Relation
from saidby.annotate.trained.pieces import pieces
from saidby.train.lessons import NOBODY, UNSAID, Lesson, Tied
from saidby.train.reports import Prepare
from saidby.vocabulary import Kind

ROLES: Final = (Relation.BY, Relation.HITS, Relation.WITH)
"""Relations that are told of as absent, too; place and time may stand in another sentence."""

ENDINGS: Final = frozenset(".?!:\"'”’)")
"""Signs that may end a sentence."""

Span = tuple[int, int]
"""Code points, half-open."""


class Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words and rolesets; what each list is for is said in the file."""

    asked: frozenset[str]
    agentless: frozenset[str]
    saying: frozenset[str]
    unsaid: tuple[str, ...]
    closing: frozenset[str]
    opening: frozenset[str]


class Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What kinds, roles and rolesets of the corpora are to the reader."""

    kinds: dict[str, str]
    roles: dict[str, Relation]
    rolesets: dict[str, str]
    words: Lists

    def happening(self, kind: str) -> str | None:
        """The happening of an event kind; None where the corpora do not agree."""
        fitting = [start for start in self.kinds if kind.startswith(start)]
        return self.kinds[max(fitting, key=len)] if fitting else None


@cache
def terms() -> Terms:
    """The terms, checked against their types."""
    return msgspec.toml.decode((files("saidby.train.corpora") / "events.toml").read_bytes(), type=Terms)


@dataclass
class Event:
    """An event word, its happening (None: not said), its arguments, and the roles of which it is known to have none."""

    trigger: Span
    happening: str | None
    roles: list[tuple[Relation, Span]] = field(default_factory=list)
    asked: tuple[Relation, ...] = ()


@dataclass
class Saying:
    """Who says what; where there is no speaker, nothing is said of who it is."""

    cue: Span
    speaker: Span | None
    content: list[Span]


@dataclass
class Told:
    """A document with what its annotators saw in it."""

    id: str
    text: str = ""
    events: list[Event] = field(default_factory=list)
    sayings: list[Saying] | None = None  # None where nobody looked for them
    unsaid: list[Span] = field(default_factory=list)  # words of which it is not known whether they are event words

    def add(self, word: str, *, glued: bool) -> Span:
        """Appends a word, with a space before it or none; returns where it stands."""
        if self.text and not glued and not self.text[-1].isspace():
            self.text += " "
        self.text += word
        return len(self.text) - len(word), len(self.text)

    def end_sentence(self) -> None:
        """Ends the line where the text has no full stop: a headline, a caption."""
        if self.text and self.text[-1] not in ENDINGS:
            self.text += "\n"


def lesson(source: str, told: Told, prepare: Prepare, tokenizer: Tokenizer) -> Lesson:
    """The lesson of one document with events and, where somebody looked for them, with sayings."""
    sheet, draft = prepare(told.text)
    found = Lesson(source, pieces(tokenizer, sheet, draft))
    column = found.head("happening", 0)
    for start, end in told.unsaid:
        _fill(found, "happening", (start, end), UNSAID)
    for event in told.events:
        label = UNSAID if event.happening is None else HEADS["happening"].index(event.happening)
        covered = _fill(found, "happening", event.trigger, label)
        if covered and column[covered.start] != UNSAID:
            _roles(found, covered.start, event)
    if told.sayings is not None:
        for head in SPOKEN:
            found.head(head, 0)
        for kind in (Kind.SPEAKER, Kind.CUE, Kind.CONTENT):  # what the rules see and the annotators do not is left open
            for place in draft.of(kind):
                _fill(found, kind.value, (draft.mentions[place].start, draft.mentions[place].end), UNSAID)
        for saying in told.sayings:
            _saying(found, saying)
    return found


def _fill(found: Lesson, head: str, span: Span, label: int) -> range:
    covered = found.pieces.within(*span)
    found.head(head, 0)[covered.start : covered.stop] = label
    return covered


def _roles(found: Lesson, piece: int, event: Event) -> None:
    targets: dict[Relation, set[int]] = defaultdict(set)
    for relation, span in event.roles:
        targets[relation].update(found.pieces.within(*span))
    for relation in Relation:
        if targets[relation]:
            found.ties.append(Tied(relation, piece, tuple(sorted(targets[relation]))))
        elif relation in event.asked:
            found.ties.append(Tied(relation, piece, (NOBODY,)))


def _saying(found: Lesson, saying: Saying) -> None:
    speaker = () if saying.speaker is None else tuple(found.pieces.within(*saying.speaker))
    for head, spans in (("content", saying.content), ("cue", [saying.cue]), ("speaker", [saying.speaker])):
        for span in spans:
            if span is not None:
                found.span(head, head, *span)
    content = [piece for span in saying.content for piece in found.pieces.within(*span)]
    for piece in dict.fromkeys(content[:1] + content[len(content) // 2 :][:1]) if speaker else ():
        found.ties.append(Tied(Relation.SAID_BY, piece, speaker))


def asked(happening: str | None, relations: Sequence[Relation] = ROLES) -> tuple[Relation, ...]:
    """The roles of which an event of this kind is told to have none."""
    return tuple(relations) if happening in terms().words.asked else ()


# --- M2E2 ------------------------------------------------------------------------------------------------------------


def m2e2(paths: Sequence[Path], barred: Collection[str] = ()) -> Iterator[Told]:
    """The documents of M2E2's files, but for those `barred` ("voa-3291980"), ids as in the files without the sentence."""
    sentences: dict[str, dict[int, object]] = defaultdict(dict)
    for path in paths:
        for sentence in json.loads(path.read_text(encoding="utf-8")):
            name, _, number = sentence["sentence_id"].rpartition("_")
            sentences[name].setdefault(int(number), sentence)
    for name in sorted(sentences):
        if f"voa-{name.rpartition('.')[2]}" not in barred:
            told = Told(name)
            for number in sorted(sentences[name]):
                _m2e2_sentence(told, msgspec.convert(sentences[name][number], _Sentence))
            yield told


class _Argument(msgspec.Struct):
    role: str
    start: int
    end: int


class _Trigger(msgspec.Struct):
    start: int
    end: int


class _Mention(msgspec.Struct):
    trigger: _Trigger
    event_type: str
    arguments: list[_Argument]


class _Sentence(msgspec.Struct):
    words: list[str]
    index: list[tuple[str, str]]
    events: list[_Mention] = msgspec.field(name="golden-event-mentions")


def _m2e2_sentence(told: Told, sentence: _Sentence) -> None:
    spans: list[Span] = []
    stops = [-2, *(int(last) for _, last in sentence.index)]
    for word, (first, _), stop in zip(sentence.words, sentence.index, stops, strict=False):
        spans.append(told.add(word, glued=int(first) == stop + 1))
        if word.lower().startswith(terms().words.unsaid):
            told.unsaid.append(spans[-1])
    told.end_sentence()
    for mention in sentence.events:
        happening = terms().happening(mention.event_type)
        event = Event(_span(spans, mention.trigger.start, mention.trigger.end), happening, asked=asked(happening))
        for argument in mention.arguments:
            if argument.role in terms().roles:
                event.roles.append((terms().roles[argument.role], _span(spans, argument.start, argument.end)))
        told.events.append(event)


def _span(spans: Sequence[Span], first: int, last: int) -> Span:
    return spans[first][0], spans[last - 1][1]


# --- WikiEvents ------------------------------------------------------------------------------------------------------


class _Place(msgspec.Struct):
    start: int
    end: int


class _Entity(msgspec.Struct):
    id: str
    start: int
    end: int


class _Role(msgspec.Struct):
    entity_id: str
    role: str


class _WikiEvent(msgspec.Struct):
    event_type: str
    trigger: _Place
    arguments: list[_Role]


class _WikiDocument(msgspec.Struct):
    doc_id: str
    sentences: list[tuple[list[tuple[str, int, int]], str]]
    entity_mentions: list[_Entity]
    event_mentions: list[_WikiEvent]


def wikievents(path: Path) -> Iterator[Told]:
    """The documents of a file of WikiEvents."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        document = msgspec.json.decode(line, type=_WikiDocument)
        told, spans = Told(document.doc_id), list[Span]()
        for words, _ in document.sentences:
            stop = -1
            for word, first, last in words:
                spans.append(told.add(word, glued=first == stop))
                stop = last
            told.end_sentence()
        entities = {entity.id: _span(spans, entity.start, entity.end) for entity in document.entity_mentions}
        for mention in document.event_mentions:
            happening = terms().happening(mention.event_type)
            event = Event(_span(spans, mention.trigger.start, mention.trigger.end), happening, asked=asked(happening))
            for argument in mention.arguments:
                if argument.role in terms().roles and argument.entity_id in entities:
                    event.roles.append((terms().roles[argument.role], entities[argument.entity_id]))
            told.events.append(event)
        yield told
