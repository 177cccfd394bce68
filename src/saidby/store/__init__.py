"""The catalogue of *store*: a ledger in a file, and one in memory."""

from __future__ import annotations

from saidby.store.memory import MemoryStore
from saidby.store.opening import open_ledger
from saidby.store.rulings import standing
from saidby.store.sqlite import SqliteStore
from saidby.store.verify import Finding, verify

SHIPPED = {"memory": MemoryStore, "sqlite": open_ledger}

__all__ = ["SHIPPED", "Finding", "MemoryStore", "SqliteStore", "open_ledger", "standing", "verify"]
