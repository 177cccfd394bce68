"""Who says what in PolNeAR: speakers, cues and contents by token and by span.

PolNeAR (Newell et al. 2018, LREC) has political news with every attribution marked: Source, Cue, Content. Its folder has
``train`` and ``dev``, each with ``text/ID.txt`` and ``attributions/ID_CODER.ann`` (brat stand-off, offsets in code
points, discontinuous spans with ";"). Of a text that several coders marked the first file by name counts.

A token is a longest run of word characters. It is inside when it overlaps any span of the kind, so nested attributions
ask for it once. Two spans are the same when they hold the same tokens: punctuation and white space at their edges, and
inside, do not count.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from saidby.errors import InputError
from saidby.model import Reading
from saidby.pipeline import Recipe, build, ungated
from saidby.score.parts import chosen, refuse_errors
from saidby.score.reading import annotated
from saidby.score.shares import Share, grouped, line
from saidby.vocabulary import Kind

DEFINITION: Final = (
    "polnear: who says what in political news. A token (a run of word characters) is inside when any span of the kind",
    "overlaps it, nested ones together; a span is right when it holds the same tokens. (95 % intervals: bootstrap over",
    "documents.) Best published: two annotators agree at alpha .754 (Newell et al. 2018); another measure than F1.",
)

KINDS: Final[dict[str, Kind]] = {"Source": Kind.SPEAKER, "Cue": Kind.CUE, "Content": Kind.CONTENT}
FOLDERS: Final = ("train", "dev")
SHOWN: Final = 160  # code points of a span in the list of errors

_WORD: Final = re.compile(r"\w+")
_CODER: Final = re.compile(r"_[0-9a-f]{4}$")

Tokens: TypeAlias = tuple[int, ...]
"""A span by the places of its tokens in the text."""


class Marked(NamedTuple):
    """A text with the spans (lists of half-open pieces) that its coder marked, by kind."""

    text: str
    spans: dict[Kind, list[list[tuple[int, int]]]]


class Kept(NamedTuple):
    """One document's spans of one kind, as read and as asked for."""

    read: frozenset[Tokens]
    asked: frozenset[Tokens]

    @property
    def tokens(self) -> Share:
        mine, theirs = (frozenset(place for span in spans for place in span) for spans in self)
        return Share(len(mine & theirs), len(mine), len(theirs))

    @property
    def spans(self) -> Share:
        return Share(len(self.read & self.asked), len(self.read), len(self.asked))


def lines(corpus: Path, *, part: str, errors: bool, recipe: Recipe) -> Iterator[str]:
    """The report on a part of the corpus, every text read. Raises InputError where it is not there."""
    if errors:
        refuse_errors(part)
    marked = load(corpus, part)
    rows: dict[Kind, list[Kept]] = {kind: [] for kind in KINDS.values()}
    listed: dict[str, list[str]] = {f"{kind} {fault}": [] for kind in KINDS.values() for fault in ("missed", "extra")}
    for reading in annotated(build(ungated(recipe)), {name: found.text for name, found in marked.items()}):
        document = reading.document
        for kind, kept in compare(reading, marked[document.id]).items():
            rows[kind].append(kept)
            if errors:
                words = _tokens(document.text)
                for fault, spans in (("missed", kept.asked - kept.read), ("extra", kept.read - kept.asked)):
                    listed[f"{kind} {fault}"] += [f"{document.id} | {_shown(document.text, words, s)}" for s in sorted(spans)]
    yield from DEFINITION
    yield f"documents {len(marked)}  part {part}"
    for kind, found in rows.items():
        yield line(f"{kind} tokens", [kept.tokens for kept in found])
        yield line(f"{kind} spans", [kept.spans for kept in found])
    yield from grouped(listed)


def load(corpus: Path, part: str) -> dict[str, Marked]:
    """The texts of a part with what is marked in them, by id."""
    files: dict[str, Path] = {}
    for folder in FOLDERS:
        for path in sorted((corpus / folder / "attributions").glob("*.ann")):
            files.setdefault(_CODER.sub("", path.stem), path)
    if not files:
        raise InputError(f"{corpus} has no train/attributions/*.ann; name PolNeAR's folder with --corpus")
    return {name: _marked(files[name], name) for name in chosen(sorted(files), part)}


def _marked(path: Path, name: str) -> Marked:
    text = (path.parent.parent / "text" / f"{name}.txt").read_bytes().decode("utf-8")
    spans: dict[Kind, list[list[tuple[int, int]]]] = {kind: [] for kind in KINDS.values()}
    for row in path.read_bytes().decode("utf-8").split("\n"):
        fields = row.split("\t")
        if len(fields) < 2 or not fields[0].startswith("T"):
            continue  # relations, notes, and what is left of a quotation over several lines
        role, _, offsets = fields[1].partition(" ")
        if role in KINDS:
            spans[KINDS[role]].append([_piece(piece) for piece in offsets.split(";")])
    return Marked(text, spans)


def _piece(offsets: str) -> tuple[int, int]:
    start, end = offsets.split()
    return int(start), int(end)


def compare(reading: Reading, marked: Marked) -> dict[Kind, Kept]:
    """A reading's mentions of each kind against the marked spans."""
    words = _tokens(marked.text)
    kept = {}
    for kind, spans in marked.spans.items():
        mine = [[(mention.start, mention.end)] for mention in reading.mentions if mention.kind is kind]
        kept[kind] = Kept(*(frozenset(found for span in each if (found := _inside(words, span))) for each in (mine, spans)))
    return kept


def _tokens(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _WORD.finditer(text)]


def _inside(words: Sequence[tuple[int, int]], pieces: Iterable[tuple[int, int]]) -> Tokens:
    """The places of the tokens that overlap a piece."""
    places: set[int] = set()
    for start, end in pieces:
        first = bisect_right(words, start, key=lambda word: word[1])
        places.update(range(first, max(first, bisect_left(words, end, key=lambda word: word[0]))))
    return tuple(sorted(places))


def _shown(text: str, words: Sequence[tuple[int, int]], span: Tokens) -> str:
    found = " ".join(text[words[span[0]][0] : words[span[-1]][1]].split())
    return found if len(found) <= SHOWN else f"{found[:SHOWN]}…"
