"""Between nouns and rows: how each noun is written into its table, and the larger reads."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias, TypeVar

import msgspec
from sqlalchemy import Connection, Select, Table, func, insert, select

from saidby.errors import IntegrityError
from saidby.model import (
    Claim,
    Copy,
    Derived,
    Dispute,
    Document,
    Estimate,
    Grounding,
    Incident,
    Judgement,
    Noun,
    Original,
    Relation,
    Voice,
)
from saidby.store import tables
from saidby.store.minting import Earlier

N = TypeVar("N", bound=Noun)
Values: TypeAlias = Mapping[str, object]
_LEVEL: Final = 6  # of zlib: a page shrinks to a quarter, at 50 MB/s


def written(noun: Noun) -> str:
    """A noun as its column has it."""
    return msgspec.json.encode(noun).decode()


def read(kind: type[N], text: str, where: str) -> N:
    """The noun in a column. Raises IntegrityError naming `where` for what is not one."""
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, ValueError) as error:
        raise IntegrityError(f"{where} is damaged ({error}); restore a copy of the ledger") from error


def add(connection: Connection, table: Table, rows: Iterable[Values]) -> None:
    """Adds the rows, if any."""
    if values := [dict(row) for row in rows]:
        connection.execute(insert(table), values)


# --- One noun, one row ---------------------------------------------------------------------------------------------------


def original(noun: Original) -> Values:
    return {"sha256": noun.sha256, "media_type": noun.media_type, "content": zlib.compress(noun.content, _LEVEL)}


def unpacked(sha256: str, content: bytes) -> bytes:
    """The bytes of an original's column. Raises IntegrityError where they cannot be unpacked."""
    try:
        return zlib.decompress(content)
    except zlib.error as error:
        raise IntegrityError(f"the original {sha256} is damaged ({error}); restore a copy of the ledger") from error


def document(noun: Document) -> Values:
    return {
        "id": noun.id,
        "sha256": noun.sha256,
        "locator": noun.locator,
        "headline": noun.headline,
        "publisher": noun.publisher,
        "published": noun.published and written(noun.published),
        "noun": written(noun),
    }


def claim(noun: Claim) -> Values:
    measure = noun.figure and noun.figure.measure.value
    return {
        "id": noun.id,
        "document": noun.document,
        "kind": noun.kind.value,
        "measure": measure,
        "noun": written(noun),
    }


def grounding(noun: Grounding) -> Values:
    return {"claim": noun.claim, "made_by": noun.by, "noun": written(noun)}


def judgement(noun: Judgement) -> Values:
    return {"id": noun.id, "ruling": noun.ruling.value, "noun": written(noun)}


def incident(noun: Incident) -> Values:
    return {"id": noun.id, "noun": written(noun)}


def estimate(noun: Estimate) -> Values:
    return {"incident": noun.incident, "measure": noun.measure.value, "policy": noun.policy, "noun": written(noun)}


def dispute(noun: Dispute) -> Values:
    return {"incident": noun.incident, "first": noun.first, "second": noun.second, "noun": written(noun)}


def voice(noun: Voice) -> Values:
    return {"incident": noun.incident, "noun": written(noun)}


def relation(noun: Relation) -> Values:
    return {"source": noun.source, "target": noun.target, "claim": noun.claim, "noun": written(noun)}


def copy(noun: Copy) -> Values:
    return {"document": noun.document, "origin": noun.origin, "noun": written(noun)}


# --- What was derived ----------------------------------------------------------------------------------------------------


def keep_derived(connection: Connection, derived: Derived) -> None:
    """Puts `derived` in place of what was derived before."""
    for table in tables.DERIVED:
        connection.execute(table.delete())
    add(connection, tables.incidents, map(incident, derived.incidents))
    members = ({"claim": member, "incident": item.id} for item in derived.incidents for member in item.claims)
    add(connection, tables.members, members)
    add(connection, tables.estimates, map(estimate, derived.estimates))
    add(connection, tables.disputes, map(dispute, derived.disputes))
    add(connection, tables.voices, map(voice, derived.voices))
    add(connection, tables.relations, map(relation, derived.relations))
    add(connection, tables.copies, map(copy, derived.copies))


def read_derived(connection: Connection) -> Derived:
    """What was derived last, in the order it was given in."""

    def nouns(kind: type[N], table: Table) -> tuple[N, ...]:
        rows = connection.execute(select(table.c.position, table.c.noun).order_by(table.c.position))
        return tuple(read(kind, row.noun, f"row {row.position} of {table.name}") for row in rows)

    return Derived(
        incidents=nouns(Incident, tables.incidents),
        estimates=nouns(Estimate, tables.estimates),
        disputes=nouns(Dispute, tables.disputes),
        voices=nouns(Voice, tables.voices),
        relations=nouns(Relation, tables.relations),
        copies=nouns(Copy, tables.copies),
    )


def read_earlier(connection: Connection, derived: Derived) -> Sequence[Earlier]:
    """Every id minted, from the oldest, with what it holds or held last and where it leads."""
    live = {item.id: item.claims for item in derived.incidents}
    ways = tables.redirects
    retired = {
        row.source: Earlier(row.source, tuple(msgspec.json.decode(row.claims, type=list[str])), row.target)
        for row in connection.execute(select(ways.c.source, ways.c.target, ways.c.claims).order_by(ways.c.seq))
    }
    minted = connection.execute(select(tables.incident_ids.c.id).order_by(tables.incident_ids.c.seq)).scalars()
    return [Earlier(name, live[name], name) if name in live else retired[name] for name in minted]


# --- Accounts ------------------------------------------------------------------------------------------------------------


def accounts() -> Select[tuple[int, str, str, str, str | None, str, str | None, str | None, str | None]]:
    """Each claim with its latest grounding, its document's headline, publisher and date, and whose report that document repeats."""
    newest = (
        select(func.max(tables.groundings.c.seq))
        .where(tables.groundings.c.claim == tables.claims.c.id)
        .correlate(tables.claims)
        .scalar_subquery()
    )
    return (
        select(
            tables.claims.c.seq,
            tables.claims.c.id,
            tables.claims.c.document,
            tables.claims.c.noun.label("claim"),
            tables.groundings.c.noun.label("grounding"),
            tables.documents.c.headline,
            tables.documents.c.publisher,
            tables.documents.c.published,
            tables.copies.c.origin,
        )
        .join(tables.documents, tables.documents.c.id == tables.claims.c.document)
        .outerjoin(tables.groundings, tables.groundings.c.seq == newest)
        .outerjoin(tables.copies, tables.copies.c.document == tables.claims.c.document)
    )
