"""A ledger in one SQLite file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
from sqlalchemy import Connection, Engine, Row, Select, exists, func, insert, select

from saidby.errors import IntegrityError
from saidby.model import (
    Account,
    Claim,
    Cluster,
    Derived,
    Document,
    Grounding,
    Intake,
    Judgement,
    Noun,
    Original,
    Published,
    Unread,
)
from saidby.store import rows, tables
from saidby.store.connecting import reading, writing
from saidby.store.inspecting import inspect
from saidby.store.rulings import Rulings
from saidby.store.settling import Finish, Source, account, check_reading, digest, settle, taken
from saidby.store.verify import Finding

N = TypeVar("N", bound=Noun)
_MANY: Final = 500  # rows at a time, and values in one IN


class SqliteStore:
    """The store protocol over a file. Documents come in the order of their ids, claims as their document has them.

    Made by :func:`saidby.store.open_ledger`. Iterators read as they go, and see the ledger as it was when they began.
    """

    def __init__(self, engine: Engine, path: Path, wait_s: float) -> None:
        self.path = path
        self._engine = engine
        self._wait_s = wait_s

    # --- reading ---

    def documents(self) -> Iterator[Document]:
        table = tables.documents
        return self._nouns(Document, select(table.c.id, table.c.noun).order_by(table.c.id), "document")

    def document(self, id: str) -> Document | None:
        table = tables.documents
        return next(self._nouns(Document, select(table.c.id, table.c.noun).where(table.c.id == id), "document"), None)

    def readers(self) -> Iterator[tuple[str, str | None]]:
        table = tables.documents
        for row in self._rows(select(table.c.id, table.c.reader).order_by(table.c.id)):
            yield row.id, row.reader

    def original(self, sha256: str) -> Original | None:
        table = tables.originals
        with self._reading() as connection:
            row = connection.execute(select(table.c.media_type, table.c.content).where(table.c.sha256 == sha256)).first()
        if row is None:
            return None
        return Original(sha256=sha256, media_type=row.media_type, content=rows.unpacked(sha256, row.content))

    def unread(self) -> Iterator[Unread]:
        table = tables.unread
        order = (table.c.locator, table.c.reason, func.coalesce(table.c.sha256, ""))
        read_since = exists().where(
            tables.documents.c.locator == table.c.locator,
            (table.c.sha256.is_(None)) | (table.c.sha256 == tables.documents.c.sha256),
        )
        query = select(table.c.locator, table.c.reason, table.c.sha256).where(~read_since).order_by(*order)
        for row in self._rows(query):
            yield Unread(locator=row.locator, reason=row.reason, sha256=row.sha256)

    def claims(self, document: str | None = None) -> Iterator[Claim]:
        table = tables.claims
        query = select(table.c.id, table.c.noun).order_by(table.c.document, table.c.seq)
        return self._nouns(Claim, query if document is None else query.where(table.c.document == document), "claim")

    def claim(self, id: str) -> Claim | None:
        table = tables.claims
        return next(self._nouns(Claim, select(table.c.id, table.c.noun).where(table.c.id == id), "claim"), None)

    def grounding(self, claim: str) -> Grounding | None:
        table = tables.groundings
        query = select(table.c.claim, table.c.noun).where(table.c.claim == claim).order_by(table.c.seq.desc()).limit(1)
        return next(self._nouns(Grounding, query, "the grounding of claim"), None)

    def judgements(self) -> Iterator[Judgement]:
        table = tables.judgements
        return self._nouns(Judgement, select(table.c.id, table.c.noun).order_by(table.c.seq), "judgement")

    def derived(self) -> Derived:
        with self._reading() as connection:
            return rows.read_derived(connection)

    def accounts(self, claims: Iterable[str] | None = None) -> Iterator[Account]:
        rulings = Rulings.of(self.judgements())
        for row in self._account_rows(claims):
            counted = rulings.apply(rows.read(Claim, row.claim, f"claim {row.id}"))
            if counted is not None:
                grounding = row.grounding and rows.read(Grounding, row.grounding, f"the grounding of claim {row.id}")
                published = row.published and rows.read(Published, row.published, f"the date of document {row.document!r}")
                yield account(counted, grounding, Source(row.document, row.headline, row.publisher, published, row.origin))

    def resolve(self, incident: str) -> str | None:
        live, ways = tables.incidents, tables.redirects
        with self._reading() as connection:
            if connection.execute(select(live.c.id).where(live.c.id == incident)).first():
                return incident
            latest = select(ways.c.target).where(ways.c.source == incident).order_by(ways.c.seq.desc()).limit(1)
            return connection.execute(latest).scalar()

    def inspect(self) -> Iterator[Finding]:
        """What is wrong below the nouns: the file's pages, references, and columns. See :func:`saidby.store.verify.verify`."""
        with self._reading() as connection:
            yield from inspect(connection)

    # --- writing ---

    def has(self, sha256: str, document: str) -> bool:
        table = tables.documents
        with self._reading() as connection:
            return connection.execute(select(table.c.sha256).where(table.c.id == document)).scalar() == sha256

    def keep(
        self, intake: Intake, claims: Sequence[Claim], groundings: Sequence[Grounding], *, reader: str | None = None
    ) -> None:
        check_reading(intake, claims, groundings)
        document, original = intake.document, intake.original
        with self._writing() as connection:
            known = connection.execute(select(tables.documents.c.noun).where(tables.documents.c.id == document.id)).scalar()
            if known is not None:
                earlier = rows.read(Document, known, f"document {document.id!r}")
                if (earlier.sha256, earlier.text) != (document.sha256, document.text):
                    raise taken(document)
                return
            there = select(tables.originals.c.sha256).where(tables.originals.c.sha256 == original.sha256)
            if not connection.execute(there).first():
                rows.add(connection, tables.originals, [rows.original(original)])
            rows.add(connection, tables.documents, [{**rows.document(document), "reader": reader}])
            rows.add(connection, tables.claims, map(rows.claim, claims))
            rows.add(connection, tables.groundings, map(rows.grounding, groundings))

    def keep_unread(self, unread: Unread) -> None:
        with self._writing() as connection:
            connection.execute(insert(tables.unread).prefix_with("OR IGNORE"), msgspec.structs.asdict(unread))

    def ground(self, groundings: Sequence[Grounding]) -> None:
        with self._writing() as connection:
            rows.add(connection, tables.groundings, map(rows.grounding, groundings))

    def judge(self, judgement: Judgement) -> None:
        table = tables.judgements
        with self._writing() as connection:
            known = connection.execute(select(table.c.noun).where(table.c.id == judgement.id)).scalar()
            if known is not None:
                if known != rows.written(judgement):
                    raise IntegrityError(
                        f"judgement {judgement.id} is in the ledger already, with other content; give it a new id"
                    )
                return
            for claim in judgement.claims:
                if not connection.execute(select(tables.claims.c.id).where(tables.claims.c.id == claim)).first():
                    raise IntegrityError(f"judgement {judgement.id} is on claim {claim}, which the ledger does not have")
            earlier = judgement.supersedes
            if earlier is not None and not connection.execute(select(table.c.id).where(table.c.id == earlier)).first():
                raise IntegrityError(f"judgement {judgement.id} supersedes {earlier}, which the ledger does not have")
            rows.add(connection, table, [rows.judgement(judgement)])

    def derive(self, clusters: Sequence[Cluster], finish: Finish) -> Derived:
        with self._writing() as connection:
            before = rows.read_derived(connection)
            minting, derived = settle(clusters, rows.read_earlier(connection, before), finish)
            if derived == before and not minting.new and not minting.redirects:
                return derived  # nothing follows anew: the file stays as it is
            run = connection.execute(select(func.coalesce(func.max(tables.runs.c.number), 0))).scalar_one() + 1
            rows.add(connection, tables.runs, [{"number": run, "digest": digest(derived)}])
            rows.add(connection, tables.incident_ids, [{"id": name, "run": run} for name in minting.new])
            rows.keep_derived(connection, derived)
            rows.add(
                connection,
                tables.redirects,
                (
                    {**way._asdict(), "claims": msgspec.json.encode(way.claims).decode(), "run": run}
                    for way in minting.redirects
                ),
            )
        return derived

    def close(self) -> None:
        """Ends every connection; the last one folds the log into the file, which is then one file again."""
        self._engine.dispose()

    # --- connections ---

    def _reading(self) -> AbstractContextManager[Connection]:
        return reading(self._engine, self.path, self._wait_s)

    def _writing(self) -> AbstractContextManager[Connection]:
        return writing(self._engine, self.path, self._wait_s)

    def _rows(self, query: Select[*tuple[Any, ...]]) -> Iterator[Row[*tuple[Any, ...]]]:
        with self._reading() as connection:
            yield from connection.execution_options(yield_per=_MANY).execute(query)

    def _nouns(self, kind: type[N], query: Select[tuple[str, str]], what: str) -> Iterator[N]:
        """The nouns of a query for a name and a noun."""
        for name, noun in self._rows(query):
            yield rows.read(kind, noun, f"{what} {name!r}")

    def _account_rows(self, claims: Iterable[str] | None) -> Iterator[Row[*tuple[Any, ...]]]:
        if claims is None:
            yield from self._rows(rows.accounts().order_by(tables.claims.c.document, tables.claims.c.seq))
            return
        wanted = iter(dict.fromkeys(claims))
        found: list[Row[*tuple[Any, ...]]] = []
        while some := list(islice(wanted, _MANY)):
            found.extend(self._rows(rows.accounts().where(tables.claims.c.id.in_(some))))
        yield from sorted(found, key=lambda row: (row.document, row.seq))
