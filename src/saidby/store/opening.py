"""Opening a ledger: is it there, is it one, is it of a version that this program knows?"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from saidby.errors import LedgerError
from saidby.store.connecting import WAIT_S, engine, plainly, reading, writing
from saidby.store.migrations import VERSION, migrate
from saidby.store.sqlite import SqliteStore
from saidby.store.tables import APPLICATION_ID

_MAGIC: Final = b"SQLite format 3\0"


def open_ledger(path: str | Path, *, create: bool, write: bool = True, wait_s: float = WAIT_S) -> SqliteStore:
    """The ledger in the file at `path`, made first when `create` and it is not there; an older one is migrated.

    A file that may not be written, or any with ``write=False``, is opened for reading: writing to it raises LedgerError.
    `wait_s` is how long to wait for another process that is writing. Raises LedgerError, in one line, for a path that
    is missing, a folder, no ledger, locked for longer, damaged, or of a newer version.
    """
    path = Path(path)
    _look(path, create=create)
    may_write = write and _writable(path)
    made = engine(path, write=may_write, wait_s=wait_s)
    try:
        _ready(made, path, create=create, write=may_write, wait_s=wait_s)
    except BaseException:
        made.dispose()
        raise
    return SqliteStore(made, path, wait_s)


def _look(path: Path, *, create: bool) -> None:
    """What can be told without opening it as a database."""
    if str(path) == ":memory:":
        raise LedgerError("a ledger is a file; for one in memory make a saidby.store.MemoryStore()")
    if path.is_dir():
        raise LedgerError(f"{path} is a folder; name the ledger's file, such as {path / 'ledger.db'}")
    if not path.exists():
        if not create:
            raise LedgerError(f"there is no ledger at {path}; make one with: saidby read SOURCE --ledger {path}")
        if not path.parent.is_dir():
            raise LedgerError(f"{path} cannot be made: there is no folder {path.parent}; make it first")
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise LedgerError(f"{path} cannot be opened: {error.strerror}; look at its permissions") from error
    if head != _MAGIC and not (create and not head):
        raise LedgerError(f"{path} is not a ledger; name another file")


def _writable(path: Path) -> bool:
    beside = os.access(path.parent, os.W_OK)
    return beside and (not path.exists() or os.access(path, os.W_OK))


def _ready(made: Engine, path: Path, *, create: bool, write: bool, wait_s: float) -> None:
    """Makes or migrates the tables where that is due."""
    with reading(made, path, wait_s) as connection:
        application = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        empty = not connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
    if application != APPLICATION_ID and not (empty and create):
        raise LedgerError(f"{path} is not a ledger; name another file")
    if version > VERSION:
        raise LedgerError(f"{path} is of version {version}, and this program knows {VERSION}; upgrade saidby to open it")
    if version == VERSION:
        return
    if not write:
        raise LedgerError(f"{path} is of the older version {version} and read-only; copy it, so that it can be migrated")
    with plainly(path, wait_s), made.connect() as connection:
        # Outside a transaction, where alone the journal can be changed; a file system without WAL keeps its own.
        raw = connection.connection.driver_connection
        if raw is not None:
            raw.execute("PRAGMA journal_mode = WAL")
    with writing(made, path, wait_s) as connection:
        # Another process may have been quicker.
        migrate(connection, int(connection.exec_driver_sql("PRAGMA user_version").scalar_one()))
