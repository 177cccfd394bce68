"""The steps from an empty file to today's ledger; a file keeps the number of its last step in ``user_version``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection

from saidby.store.migrations import step_0001, step_0002, step_0003, step_0004
from saidby.store.tables import APPLICATION_ID

STEPS: Final = (step_0001, step_0002, step_0003, step_0004)
VERSION: Final = len(STEPS)


def statements(version: int) -> Iterator[str]:
    """What step `version` (from 1) runs: its tables, then a guard for each table that is append-only."""
    step = STEPS[version - 1]
    yield from step.STATEMENTS
    for table in step.APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: {verb} refused'); END"
            )


def migrate(connection: Connection, version: int, to: int = VERSION) -> None:
    """Takes a file from `version` (0: empty) to `to`, inside the caller's transaction: all of it or nothing."""
    for number in range(version + 1, to + 1):
        for statement in statements(number):
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {to}")
