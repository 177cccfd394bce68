"""What can be wrong below the nouns: pages, references between tables, columns that say other than their noun."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import msgspec
from sqlalchemy import Connection, Table, exists, select

from saidby.errors import IntegrityError
from saidby.model import Claim, Copy, Dispute, Document, Estimate, Grounding, Incident, Judgement, Noun, Relation
from saidby.store import rows, tables
from saidby.store.settling import digest
from saidby.store.verify import Finding

_NOUNS: Final[tuple[tuple[Table, type[Noun], Callable[..., rows.Values]], ...]] = (
    (tables.documents, Document, rows.document),
    (tables.claims, Claim, rows.claim),
    (tables.groundings, Grounding, rows.grounding),
    (tables.judgements, Judgement, rows.judgement),
    (tables.incidents, Incident, rows.incident),
    (tables.estimates, Estimate, rows.estimate),
    (tables.disputes, Dispute, rows.dispute),
    (tables.relations, Relation, rows.relation),
    (tables.copies, Copy, rows.copy),
)


def inspect(connection: Connection) -> Iterator[Finding]:
    """Damage of the file, references to rows that are not there, nouns that cannot be read or that their columns contradict."""
    for line in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
        if line != "ok":
            yield Finding(what="file", where="pages", problem=str(line))
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Finding(what=_singular(table), where=f"row {row}", problem=f"it refers to a row of {parent} that is not there")
    for name in tables.APPEND_ONLY:
        guards = connection.exec_driver_sql(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", (name.name,)
        ).scalar_one()
        if guards < 2:
            yield Finding(what="file", where=name.name, problem="its guards against change are gone")
    bare = select(tables.claims.c.id).where(~exists().where(tables.groundings.c.claim == tables.claims.c.id))
    for claim in connection.execute(bare.order_by(tables.claims.c.id)).scalars():
        yield Finding(what="claim", where=claim, problem="it has no grounding")
    whole = True
    for table, kind, columns in _NOUNS:
        for finding in _columns(connection, table, kind, columns):
            whole = False
            yield finding
    if whole:
        yield from _derived(connection)


def _columns(connection: Connection, table: Table, kind: type[Noun], columns: Callable[..., rows.Values]) -> Iterator[Finding]:
    key = table.primary_key.columns[0]
    for row in connection.execute(select(table).order_by(key)).mappings():
        where = f"row {row[key]}"
        try:
            noun = msgspec.json.decode(row["noun"], type=kind)
        except (msgspec.DecodeError, ValueError) as error:
            yield Finding(what=_singular(table.name), where=where, problem=f"it cannot be read: {error}")
            continue
        for name, value in columns(noun).items():
            if name != "noun" and row[name] != value:
                yield Finding(
                    what=_singular(table.name), where=where, problem=f"its column {name} says {row[name]!r}, it says {value!r}"
                )


def _derived(connection: Connection) -> Iterator[Finding]:
    try:
        derived = rows.read_derived(connection)
    except IntegrityError as error:
        yield Finding(what="file", where="derived", problem=str(error))
        return
    latest = connection.execute(
        select(tables.runs.c.number, tables.runs.c.digest).order_by(tables.runs.c.number.desc())
    ).first()
    if latest is not None and latest.digest != digest(derived):
        yield Finding(what="run", where=str(latest.number), problem="what it derived was changed afterwards; derive anew")
    held = {(claim, incident.id) for incident in derived.incidents for claim in incident.claims}
    kept = {(row.claim, row.incident) for row in connection.execute(select(tables.members))}
    for claim, incident in sorted(held ^ kept):
        yield Finding(what="incident", where=incident, problem=f"its list and the table of members differ about {claim}")


def _singular(table: str) -> str:
    return table.removesuffix("s") if table != "copies" else "copy"
