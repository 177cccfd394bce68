"""Takes annotations by the guidelines into ``training/standoff``, without the words of the texts that they quote:

``python training/standoff.py TEXTS.jsonl CORPUS ANNOTATION.json ...`` rewrites ``training/standoff/CORPUS.jsonl``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from saidby.errors import InputError
from saidby.train.gold import read_gold, texts
from saidby.train.standoff import Annotated, Assertion, Figure, Incident, Place, digest
from saidby.train.written import Quote, Written
from saidby.vocabulary import UNNAMED


def annotated(report: Written, corpus: str) -> Annotated:
    """The annotation in offsets. Raises InputError where a speaker is not named in the text in these words."""

    def named(speakers: Sequence[str], quote: Quote) -> tuple[Place | None, ...]:
        found: list[Place | None] = []
        for speaker in speakers:
            places = [at for at in range(len(report.text)) if report.text.startswith(speaker, at)] if speaker != UNNAMED else []
            if not places and speaker != UNNAMED:
                raise InputError(f"{report.id}: {speaker!r} is not in the text")
            nearest = min(places, key=lambda at: abs(at - quote.start), default=None)
            found.append(None if nearest is None else (nearest, nearest + len(speaker)))
        return tuple(found)

    return Annotated(
        id=report.id.removeprefix(f"{corpus}-"),
        sha256=digest(report.text),
        incidents=tuple(Incident(one.id, one.type, one.place, one.country, one.date) for one in report.incidents),
        figures=tuple(
            Figure(
                id=one.id,
                measure=one.measure,
                qualifier=one.qualifier,
                quote=(one.quotes[0].start, one.quotes[0].end),
                number=None if one.implicit else (one.quotes[0].number_start, one.quotes[0].number_end),
                low=one.low,
                high=one.high,
                scope=one.scope,
                incident=one.incident,
                speakers=named(one.speakers, one.quotes[0]),
                stance=one.stance,
                subset_of=one.subset_of,
            )
            for one in report.figures
        ),
        assertions=tuple(
            Assertion(
                one.id, one.kind, (one.quote.start, one.quote.end), one.incident, named(one.speakers, one.quote), one.stance
            )
            for one in report.assertions
        ),
    )


known = texts(Path(sys.argv[1]))
corpus, files = sys.argv[2], sorted(map(Path, sys.argv[3:]))
lines = [msgspec.json.encode(annotated(read_gold(file, known), corpus)) for file in files]
target = Path(__file__).parent / "standoff" / f"{corpus}.jsonl"
target.parent.mkdir(exist_ok=True)
target.write_bytes(b"".join(line + b"\n" for line in lines))
print(f"{target}: {len(lines)} texts")
