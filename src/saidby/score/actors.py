"""Whom a speaker speaks for: speakers of the written reports, each labelled by hand with its entry of the registry, or with none.

A folder has ``train.jsonl`` and ``unseen.jsonl``, a line a speaker: the report, the speaker's words, the entry's id ("" where
the registry has nobody who is right), and what else the report calls its speakers and actors. The reports' texts are in the
folder ``reports`` beside it; each is read as any document is, and its speakers are then asked for within it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from saidby.acquire.instants import instant
from saidby.errors import InputError
from saidby.ground.actors import registry
from saidby.ground.gazetteer import open_gazetteer
from saidby.ground.grounding import at_home, company, setting
from saidby.ground.ranking import rank
from saidby.model import Interval
from saidby.pipeline import Recipe, build, ungated
from saidby.score.parts import refuse_errors
from saidby.score.reading import annotated, rows
from saidby.score.shares import Share, accuracy, grouped, line

DEFINITION: Final = (
    "actors: whom the speakers of written reports speak for. Right is the entry that was labelled by hand, or none where the",
    "registry has nobody who is right; named asks only for those with an entry. (95 % intervals: bootstrap over reports.)",
    "No published figure is known for such speakers.",
)
FILES: Final = ("train", "unseen")
_PUBLISHED: Final = re.compile(r"^published: (\d[\d-]*)", re.MULTILINE)
_REPORT: Final = re.compile(r"^=== ", re.MULTILINE)


class Labelled(msgspec.Struct, frozen=True):
    """A speaker of a report and the entry that is right; "" for none."""

    report: str
    speaker: str
    actor: str
    told: tuple[str, ...] = ()  # the report's other speakers and actors


def lines(corpus: Path, *, part: str, errors: bool, recipe: Recipe) -> Iterator[str]:
    """The report on a part of the folder. Raises InputError where it is not there, and for the errors of an unseen part."""
    if errors:
        refuse_errors(part)
    if part not in (*FILES, "all"):
        raise InputError(f"these speakers have no part {part!r}; ask for --part train, unseen or all")
    labelled = [row for name in FILES if part in (name, "all") for row in rows(corpus / f"{name}.jsonl", Labelled)]
    found: dict[str, list[tuple[Labelled, str]]] = {}
    by_report: dict[str, list[Labelled]] = {}
    for row in labelled:
        by_report.setdefault(row.report, []).append(row)
    texts, dates = _reports(corpus.parent / "reports", by_report)
    pipeline = build(ungated(recipe))
    reader = pipeline.make_reader()
    for reading in annotated(pipeline, texts, dates):
        document = reading.document
        asked = by_report[document.id]
        claims = reader.extract(reading)
        places = {
            phrase: grounding.place
            for claim, grounding in zip(claims, reader.ground(document, claims), strict=True)
            for phrase in claim.speakers
            if grounding.place
        }
        scene = setting(document, claims, open_gazetteer())
        cast = company(document, claims, registry()).joined(told for row in asked for told in row.told)
        home = scene.home(rank(scene), cast.countries())
        refs = [cast.refer((row.speaker,), at_home(scene, home, places.get(row.speaker)))[0] for row in asked]
        found[document.id] = [(row, ref.id or "") for row, ref in zip(asked, refs, strict=True)]
    yield from DEFINITION
    yield f"speakers {len(labelled)}  reports {len(found)}  with an entry {sum(bool(row.actor) for row in labelled)}  part {part}"
    yield accuracy("right", [Share(sum(_right(*pair) for pair in pairs), len(pairs), len(pairs)) for pairs in found.values()])
    yield line("named", [_named(pairs) for pairs in found.values()])
    if errors:
        yield from grouped(_errors(found))


def _reports(folder: Path, wanted: Mapping[str, object]) -> tuple[dict[str, str], dict[str, Interval]]:
    """The texts of the reports by id, and the days when they were published. Raises InputError for one that is not there."""
    texts: dict[str, str] = {}
    dates: dict[str, Interval] = {}
    for path in sorted(folder.glob("*.txt")):
        for block in _REPORT.split(path.read_text(encoding="utf-8"))[1:]:
            head, _, rest = block.partition("\n---\n")
            name = head.split("\n", 1)[0].strip()
            if name in wanted:
                texts[name] = rest.split("\n---\n")[0].strip()
                if published := _PUBLISHED.search(head):
                    dates[name] = instant(published.group(1))
    if missing := [name for name in wanted if name not in texts]:
        raise InputError(f"{folder} has no report {missing[0]!r}; the reports stand beside the folder of the speakers")
    return {name: texts[name] for name in wanted}, dates


def _right(row: Labelled, got: str) -> bool:
    return row.actor == got


def _named(pairs: Sequence[tuple[Labelled, str]]) -> Share:
    return Share(
        sum(_right(*pair) and bool(pair[1]) for pair in pairs),
        sum(bool(got) for _, got in pairs),
        sum(bool(row.actor) for row, _ in pairs),
    )


def _errors(found: Mapping[str, Sequence[tuple[Labelled, str]]]) -> dict[str, list[str]]:
    listed: dict[str, list[str]] = {"nobody": [], "somebody, should be nobody": [], "somebody else": []}
    for pairs in found.values():
        for row, got in pairs:
            if not _right(row, got):
                cause = "nobody" if not got else "somebody else" if row.actor else "somebody, should be nobody"
                listed[cause].append(f"{row.report} {row.speaker!r}: {got or 'nobody'}, should be {row.actor or 'nobody'}")
    return listed
