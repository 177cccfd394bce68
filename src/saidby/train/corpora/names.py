"""Names: re3d (reports on Syria and Iraq), Universal NER's English web text, WikiGold."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from tokenizers import Tokenizer

from saidby.annotate.trained.pieces import pieces
from saidby.train.lessons import UNSAID, Lesson
from saidby.train.reports import Prepare

RE3D: Final = {
    "Person": "person",
    "Organisation": "organisation",
    "Location": "place",
    "Nationality": "group",
    "Weapon": "weapon",
    "MilitaryPlatform": "weapon",
}
CONLL: Final = {"PER": "person", "ORG": "organisation", "LOC": "place"}
UNSURE: Final = frozenset({"OTH", "MISC"})  # kinds that other corpora part differently

Spans = list[tuple[int, int, str]]
"""Code points ``[start, end)`` and a kind of name, or "" where the corpus leaves it open."""


def re3d(folder: Path) -> Iterator[tuple[str, str, Spans]]:
    """Documents of re3d: id, text, names."""
    for path in sorted(folder.glob("*/documents.json")):
        marks: dict[str, Spans] = defaultdict(list)
        for line in path.with_name("entities.json").read_text(encoding="utf-8-sig").splitlines():
            if line.strip():
                entity = json.loads(line)
                if entity["type"] in RE3D:
                    marks[entity["documentId"]].append((entity["begin"], entity["end"], RE3D[entity["type"]]))
        for line in path.read_text(encoding="utf-8-sig").splitlines():
            if line.strip():
                document = json.loads(line)
                yield document["_id"], document["text"], marks[document["_id"]]


def conll(lines: Iterable[str], *, word: int, tag: int, size: int = 10) -> Iterator[tuple[str, str, Spans]]:
    """Stretches of `size` sentences of a file with a token a line; tags are IOB1 or IOB2."""
    text, spans, count, sentences = "", [], 0, 0  # type: tuple[str, Spans, int, int]  # fmt: skip
    before = "O"
    for line in lines:
        cells = line.split()
        if not cells or line.startswith("#"):
            if not cells and before != "":
                sentences, before = sentences + 1, ""
                if sentences == size:
                    yield str(count), text, spans
                    text, spans, count, sentences = "", [], count + 1, 0
            continue
        label = cells[tag]
        text += " " if text else ""
        kind = label.partition("-")[2]
        if label == "O":
            pass
        elif label.startswith("I-") and before.partition("-")[2] == kind and spans:
            start, _, name = spans[-1]
            spans[-1] = (start, len(text) + len(cells[word]), name)
        else:
            spans.append((len(text), len(text) + len(cells[word]), CONLL.get(kind, "")))
        text += cells[word]
        before = label
    if text:
        yield str(count), text, spans


def lesson(source: str, text: str, spans: Spans, prepare: Prepare, tokenizer: Tokenizer) -> Lesson:
    """The lesson of one document with names."""
    sheet, draft = prepare(text)
    found = Lesson(source, pieces(tokenizer, sheet, draft))
    column = found.head("name", 0)
    for start, end, kind in sorted(spans, key=lambda span: span[0] - span[1]):  # the longest first
        covered = found.pieces.within(start, end)
        if not kind:
            column[covered.start : covered.stop] = UNSAID
        elif covered and not column[covered.start : covered.stop].any():
            found.span("name", kind, start, end)
    return found
