"""Connections to a ledger file: how they begin, how durable they are, and what their errors mean to a person."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from saidby import errors

WAIT_S: Final = 5.0
"""Seconds to wait for another process that is writing."""

_WRITE: Final = "saidby_write"
_PLAIN: Final = {
    "readonly": "is read-only; copy it, or ask its owner for leave to write",
    "database or disk is full": "cannot grow: the disk is full; make room and run again",
    "disk i/o": "cannot be written: the disk reports an error; what was kept before is safe",
    "unable to open": "cannot be opened; look at its permissions and its folder's",
    "not a database": "is not a ledger; name another file",
    "malformed": "is damaged; restore a copy, or see what is left with: saidby verify",
}


def engine(path: Path, *, write: bool, wait_s: float) -> Engine:
    """Connections to the file at `path`; without `write` they cannot change it, not even make files beside it.

    WAL with ``synchronous=FULL``: a commit is on the disk when it returns, so what was reported as kept outlives a kill
    and a power cut.
    """
    wal = path.with_name(path.name + "-wal")
    # A reader of a file in a folder that it may not write cannot make the -shm file that WAL needs; without a log left
    # beside the file there is nothing to share, and "immutable" reads it as it lies.
    mode = "" if write else ("?mode=ro" if wal.exists() and wal.stat().st_size else "?immutable=1")
    uri = f"file:{quote(os.fsencode(path.absolute()))}{mode}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, timeout=wait_s, isolation_level=None, check_same_thread=False)

    made = create_engine("sqlite://", creator=connect, poolclass=QueuePool, max_overflow=-1)
    event.listen(made, "connect", _prepare)
    event.listen(made, "begin", _begin)
    return made


def _prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "recursive_triggers = ON", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # The driver would begin on its own only at the first write: too late to see one state throughout.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(_WRITE) else "BEGIN")


@contextmanager
def plainly(path: Path, wait_s: float) -> Iterator[None]:
    """Turns the database's errors into one line about the file: LedgerError, or IntegrityError for what it refused to hold."""
    try:
        yield
    except (IntegrityError, DataError) as error:
        raise errors.IntegrityError(f"{path} refuses what contradicts it: {error.orig}") from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        cause = str(getattr(error, "orig", None) or error)
        if "locked" in cause or "busy" in cause:
            message = f"{path} is being written by another process (waited {wait_s:g} s); run again when it is done"
        else:
            known = (words for sign, words in _PLAIN.items() if sign in cause.lower())
            message = f"{path} {next(known, f'cannot be used: {cause}')}"
        raise errors.LedgerError(message) from error


@contextmanager
def reading(engine: Engine, path: Path, wait_s: float) -> Iterator[Connection]:
    """A transaction that sees one state of the ledger throughout."""
    with plainly(path, wait_s), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, path: Path, wait_s: float) -> Iterator[Connection]:
    """A transaction that is kept whole, on the disk, or not at all."""
    with plainly(path, wait_s), engine.connect().execution_options(**{_WRITE: True}) as connection, connection.begin():
        yield connection
