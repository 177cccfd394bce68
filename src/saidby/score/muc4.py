"""MUC-4 (1992): templates of terrorist incidents in Latin American wire copy, by the official rules.

Response and key templates of a message are paired one to one, the best pair first; a pair needs at least a partial match
of the type, and of one perpetrator, physical target or human target slot. Fillers are correct, partial, incorrect,
spurious or missing; recall is (correct + partial/2) / possible, precision the same over actual, over all templates:
a missed one has all its fillers missing, an extra one all spurious, an optional one that is not given counts nothing.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from saidby.annotate.truecase import truecase
from saidby.errors import InputError
from saidby.model import Account, Document, Incident, Intake
from saidby.pipeline import Pipeline, Recipe, build, ungated
from saidby.pipeline.reader import Reader
from saidby.score.muc4_fills import Fill, Slot, Template, key
from saidby.score.muc4_slots import WRONG, Tally, compare, credit
from saidby.score.muc4_templates import templates
from saidby.score.muc4_texts import Message, messages, records
from saidby.score.parts import refuse_errors
from saidby.score.shares import Share, f1_interval, grouped, row, total
from saidby.store.memory import MemoryStore

DEFINITION: Final = (
    "muc4: templates of MUC-4 made from incidents, by its official rules, over all templates; partial matches count a half.",
    "Beside each slot GE's system, the best of 1992 on TST3; other texts, and people judged its strings: a few points tell",
    "nothing. (95 % intervals: bootstrap over documents.)",
)

CONTENT: Final = (Slot.INDIVIDUAL, Slot.ORGANISATION, Slot.THING, Slot.NAME, Slot.DESCRIPTION, Slot.VICTIM_TYPE)
"""Slots of which one must match, at least in part, for two templates to be paired."""

TEMPLATE: Final = "template"
ALL: Final = "all"


class Scores(msgspec.Struct, frozen=True):
    """Recall and precision of 1992 in percent, by the name of the slot."""

    ge: dict[str, tuple[int, int]]


@cache
def of_1992() -> dict[str, tuple[int, int]]:
    return msgspec.toml.decode((files("saidby.score") / "muc4.toml").read_bytes(), type=Scores).ge


class Pair(NamedTuple):
    """A response template and the key's; None where one of them has no partner."""

    response: Template | None
    asked: Template | None


def lines(corpus: Path, *, part: str, errors: bool, recipe: Recipe) -> Iterator[str]:
    """The report on a part of the corpus, every message read. Raises InputError where it is not there."""
    if errors:
        refuse_errors(part)
    found = messages(corpus, part)
    asked = {message.docid: message for message in found}
    tallies: dict[str, list[Tally]] = {name: [] for name in (*(slot.name for slot in Slot), TEMPLATE)}
    listed: dict[str, list[str]] = {}
    for document, response in responses(build(ungated(recipe)), found):
        pairs = align(response, [key(record) for record in asked[document.id].templates])
        for name, tally in measured(pairs).items():
            tallies[name].append(tally)
        if errors:
            for name, text in _faults(pairs):
                listed.setdefault(name, []).append(f"{document.id} | {text}")
    yield from DEFINITION
    yield f"documents {len(found)}  part {part}"
    yield from _printed(tallies)
    yield from grouped(listed)


def responses(pipeline: Pipeline, found: Sequence[Message]) -> Iterator[tuple[Document, list[Template]]]:
    """Each message as a document with the templates made of its incidents, as a ledger of its own has them."""
    reader, restore = pipeline.make_reader(), truecase()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "messages.jsonl"
        path.write_bytes(records(found))
        for item in pipeline.acquire(str(path)):
            if not isinstance(item, Intake):
                raise InputError(f"a message of the corpus cannot be read: {item.reason}; check the file")
            cased = restore(item.document.text)
            yield item.document, templates(item.document, cased, _incidents(pipeline, reader, item))


def _incidents(pipeline: Pipeline, reader: Reader, intake: Intake) -> list[tuple[Incident, list[Account]]]:
    store = MemoryStore()
    found = reader.read(intake.document)
    store.keep(intake, found.claims, found.groundings)
    derived = pipeline.derive(store)
    return [(incident, list(store.accounts(incident.claims))) for incident in derived.incidents]


# --- Pairing and counting --------------------------------------------------------------------------------------------


def align(response: Sequence[Template], asked: Sequence[Template]) -> list[Pair]:
    """The templates of one message in pairs, those with most in common first, then those without a partner."""
    ranked = sorted(
        (-_common(mine, theirs), i, j)
        for i, mine in enumerate(response)
        for j, theirs in enumerate(asked)
        if may_pair(mine, theirs)
    )
    left, right = dict(enumerate(response)), dict(enumerate(asked))
    pairs = []
    for _, i, j in ranked:
        if i in left and j in right:
            pairs.append(Pair(left.pop(i), right.pop(j)))
    return [*pairs, *(Pair(mine, None) for mine in left.values()), *(Pair(None, theirs) for theirs in right.values())]


def may_pair(response: Template, asked: Template) -> bool:
    """Whether the rules let two templates be paired."""
    return _touch(response, asked, Slot.TYPE) and any(_touch(response, asked, slot) for slot in CONTENT)


def _touch(response: Template, asked: Template, slot: Slot) -> bool:
    return any(credit(slot, mine, theirs) > WRONG for mine in response.fills(slot) for theirs in asked.fills(slot))


def _common(response: Template, asked: Template) -> float:
    tallies = [compare(slot, _given(response, asked, slot), asked.fills(slot)) for slot in Slot]
    return sum(tally.correct + tally.partial / 2 for tally in tallies)


def _given(response: Template, asked: Template, slot: Slot) -> tuple[Fill, ...]:
    """A response's fillers of a slot, none where the slot does not apply."""
    return () if slot in asked.absent else response.fills(slot)


def measured(pairs: Sequence[Pair]) -> dict[str, Tally]:
    """The tallies of a message's slots, and of its templates."""
    counted = [pair for pair in pairs if pair.response is not None or (pair.asked is not None and not pair.asked.optional)]
    found: dict[str, Tally] = {}
    for slot in Slot:
        tally = Tally()
        for response, asked in counted:
            if asked is None:
                tally = tally.plus(Tally(spurious=len(response.fills(slot)) if response else 0))
            else:
                given = () if response is None else _given(response, asked, slot)
                tally = tally.plus(compare(slot, given, asked.fills(slot)))
        found[slot.name] = tally
    both = sum(response is not None and asked is not None for response, asked in counted)
    extra, missed = sum(pair.asked is None for pair in counted), sum(pair.response is None for pair in counted)
    return {**found, TEMPLATE: Tally(correct=both, spurious=extra, missing=missed)}


# --- Printing --------------------------------------------------------------------------------------------------------


def share(tally: Tally) -> Share:
    """A tally as hits among what was given and asked for, in halves."""
    return Share(2 * tally.correct + tally.partial, 2 * tally.actual, 2 * tally.possible)


def _printed(tallies: Mapping[str, Sequence[Tally]]) -> Iterator[str]:
    columns = {name: [share(tally) for tally in found] for name, found in tallies.items()}
    columns[ALL] = [total(rows) for rows in zip(*(columns[slot.name] for slot in Slot), strict=True)]
    for name in (TEMPLATE, *(slot.name for slot in Slot), ALL):
        shares = columns[name]
        whole = total(shares)
        recall, precision = of_1992()[name]
        f1 = 2 * recall * precision / (recall + precision) / 100
        ours = row(name.lower().replace("_", " "), whole.precision, whole.recall, whole.f1, f1_interval(shares))
        yield f"{ours}  of {whole.asked // 2}  GE P .{precision} R .{recall} F1 {f1:.3f}"


def _faults(pairs: Sequence[Pair]) -> Iterator[tuple[str, str]]:
    """What went wrong in a message, by cause, for reading."""
    for response, asked in pairs:
        if response is None and asked is not None and not asked.optional:
            yield "template missed", _shown(asked)
        elif asked is None and response is not None:
            yield "template extra", _shown(response)
        elif response is not None and asked is not None:
            for slot in Slot:
                given = _given(response, asked, slot)
                tally = compare(slot, given, asked.fills(slot))
                if tally.partial or tally.incorrect or tally.spurious or tally.missing:
                    yield slot.name.lower(), f"{_fills(given)} should be {_fills(asked.fills(slot))}"


def _shown(template: Template) -> str:
    return "; ".join(f"{slot.name.lower()}: {_fills(template.fills(slot))}" for slot in Slot if template.fills(slot))


def _fills(fills: Sequence[Fill]) -> str:
    return ", ".join("/".join(fill.values) + (f" ({'/'.join(fill.tags)})" if fill.tags else "") for fill in fills) or "-"
