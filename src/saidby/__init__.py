"""Saidby: who says what happened, kept as a ledger."""

from __future__ import annotations

__version__ = "0.1.0"
