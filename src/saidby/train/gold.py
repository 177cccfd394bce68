"""Annotation files of the gold guidelines, read as written reports are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from saidby.errors import InputError
from saidby.score.annotations import read_annotation
from saidby.train.written import Quote, Written, WrittenAssertion, WrittenFigure, WrittenIncident


class Text(msgspec.Struct, frozen=True):
    """A text that annotations speak of."""

    id: str
    text: str
    published: str | None = None
    source: str | None = None


def texts(path: Path) -> dict[str, Text]:
    """Texts by id, from a JSONL file or from a folder of JSON files. Raises InputError."""
    lines = path.read_bytes().splitlines() if path.is_file() else [file.read_bytes() for file in sorted(path.glob("*.json"))]
    try:
        found = [msgspec.json.decode(line, type=Text) for line in lines if line.strip()]
    except msgspec.DecodeError as error:
        raise InputError(f"{path} holds no texts: {error}") from error
    return {text.id: text for text in found}


def read_gold(path: Path, known: Mapping[str, Text]) -> Written:
    """One annotation file with its text. Raises InputError where it is malformed or a quote is not in the text."""
    told = read_annotation(path)
    if told.doc not in known:
        raise InputError(f"{path.name}: no text has the id {told.doc}")
    source = known[told.doc]

    def place(quote: str, number: str | None, occurrence: int) -> Quote:
        start = -1
        for _ in range(occurrence):
            start = source.text.find(quote, start + 1)
        if start < 0:
            raise InputError(f"{path.name}: {quote!r} is not in the text")
        inside = start + quote.find(number) if number else start
        return Quote(start, start + len(quote), inside, inside + len(number or ""))

    return Written(
        id=told.doc,
        text=source.text,
        published=source.published,
        source=source.source,
        incidents=tuple(WrittenIncident(**msgspec.structs.asdict(incident)) for incident in told.incidents),
        figures=tuple(
            WrittenFigure(
                id=figure.id,
                measure=figure.measure,
                qualifier=figure.qualifier,
                low=figure.low,
                high=figure.high,
                unit=figure.unit or "",
                scope=figure.scope,
                incident=figure.incident,
                speakers=figure.speakers,
                stance=figure.stance,
                quotes=(place(figure.quote, figure.number, figure.occurrence),),
                subset_of=figure.subset_of,
                implicit=figure.implicit,
            )
            for figure in told.figures
        ),
        assertions=tuple(
            WrittenAssertion(
                entry.id, entry.kind, entry.incident, entry.speakers, entry.stance, place(entry.quote, None, entry.occurrence)
            )
            for entry in told.assertions
        ),
    )
