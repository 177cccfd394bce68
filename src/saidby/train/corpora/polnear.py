"""PolNeAR (Newell, Margolin and Ruths 2018): who is given which words, in political news, in brat stand-off."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from tokenizers import Tokenizer

from saidby.annotate.trained.labels import SPOKEN, Relation
from saidby.annotate.trained.pieces import pieces
from saidby.train.lessons import NOBODY, UNNAMED, Lesson, Tied
from saidby.train.reports import Prepare

SPAN: Final = re.compile(r"(T\d+)\t(Source|Cue|Content) ([\d ;]+)\t")
EVENT: Final = re.compile(r"E\d+\t(.+)")

ASKED: Final = 2  # pieces of each content that are asked for their speaker
OWN: Final = 10  # pieces a document that stand in no attribution

Stretch = list[tuple[int, int]]
"""A span in brat may have parts; code points, half-open."""


def attributions(text: str) -> Iterator[dict[str, list[Stretch]]]:
    """Each attribution of a brat file: its Source, Cue and Content spans."""
    spans = {}
    for match in SPAN.finditer(text):
        parts = [part.split() for part in match[3].split(";")]
        spans[match[1]] = match[2], [(int(start), int(end)) for start, end in parts]
    for match in EVENT.finditer(text):
        found: dict[str, list[Stretch]] = {"Source": [], "Cue": [], "Content": []}
        for role in match[1].split():
            name = role.partition(":")[2]
            if name in spans:
                kind, stretch = spans[name]
                found[kind].append(stretch)
        yield found


def lessons(folder: Path, wanted: Collection[str], prepare: Prepare, tokenizer: Tokenizer) -> Iterator[Lesson]:
    """Lessons of the articles named in `wanted` (file names without their ending)."""
    for path in sorted((folder / "text").glob("*.txt")):
        if path.stem in wanted:
            text = path.read_text(encoding="utf-8")
            marks = min((folder / "attributions").glob(f"{path.stem}_*.ann")).read_text(encoding="utf-8")
            yield _lesson(path.stem, text, marks, prepare, tokenizer)


def _lesson(name: str, text: str, marks: str, prepare: Prepare, tokenizer: Tokenizer) -> Lesson:
    sheet, draft = prepare(text)
    lesson = Lesson("polnear", pieces(tokenizer, sheet, draft))
    for head in SPOKEN:
        lesson.head(head, 0)
    chance = random.Random(name)
    inside: set[int] = set()
    for found in attributions(marks):
        targets = sorted({piece for stretch in found["Source"] for part in stretch for piece in lesson.pieces.within(*part)})
        for kind, stretches in found.items():
            for stretch in stretches:
                for start, end in stretch:
                    inside.update(lesson.pieces.within(start, end))
                    head = {"Source": "speaker", "Cue": "cue", "Content": "content"}[kind]
                    lesson.span(head, head, start, end)
        content = sorted({piece for stretch in found["Content"] for part in stretch for piece in lesson.pieces.within(*part)})
        for piece in chance.sample(content, min(ASKED, len(content))):
            lesson.ties.append(Tied(Relation.SAID_BY, piece, tuple(targets) or (UNNAMED,)))
    outside = [piece for piece in range(len(lesson.pieces.starts)) if piece not in inside]
    for piece in chance.sample(outside, min(OWN, len(outside))):
        lesson.ties.append(Tied(Relation.SAID_BY, piece, (NOBODY,)))
    return lesson
