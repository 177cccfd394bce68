"""Whom a speaker speaks for: speakers of the written reports, each labelled by hand with its entry of the registry, or with none.

A folder has ``train.jsonl`` and ``unseen.jsonl``, a line a speaker: the report, the speaker's words, the entry's id ("" where
the registry has nobody who is right), and what else the report calls its speakers and actors, from which a body without a
state ("the air force") has its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from saidby.errors import InputError
from saidby.ground.actors import registry
from saidby.pipeline import Recipe
from saidby.score.parts import refuse_errors
from saidby.score.reading import rows
from saidby.score.shares import Share, accuracy, grouped, line

DEFINITION: Final = (
    "actors: whom the speakers of written reports speak for. Right is the entry that was labelled by hand, or none where the",
    "registry has nobody who is right; named asks only for those with an entry. (95 % intervals: bootstrap over reports.)",
    "No published figure is known for such speakers.",
)
FILES: Final = ("train", "unseen")


class Labelled(msgspec.Struct, frozen=True):
    """A speaker of a report and the entry that is right; "" for none."""

    report: str
    speaker: str
    actor: str
    told: tuple[str, ...] = ()  # the report's other speakers and actors


def lines(corpus: Path, *, part: str, errors: bool, recipe: Recipe) -> Iterator[str]:  # noqa: ARG001 - no text is read for this
    """The report on a part of the folder. Raises InputError where it is not there, and for the errors of an unseen part."""
    if errors:
        refuse_errors(part)
    if part not in (*FILES, "all"):
        raise InputError(f"these speakers have no part {part!r}; ask for --part train, unseen or all")
    labelled = [row for name in FILES if part in (name, "all") for row in rows(corpus / f"{name}.jsonl", Labelled)]
    found: dict[str, list[tuple[Labelled, str]]] = {}
    for row in labelled:
        (ref,) = registry().refer((row.speaker,), row.told)
        found.setdefault(row.report, []).append((row, ref.id or ""))
    yield from DEFINITION
    yield f"speakers {len(labelled)}  reports {len(found)}  with an entry {sum(bool(row.actor) for row in labelled)}  part {part}"
    yield accuracy("right", [Share(sum(_right(*pair) for pair in pairs), len(pairs), len(pairs)) for pairs in found.values()])
    yield line("named", [_named(pairs) for pairs in found.values()])
    if errors:
        yield from grouped(_errors(found))


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
