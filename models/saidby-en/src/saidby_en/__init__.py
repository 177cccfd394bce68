"""The weights of Saidby's reader of English."""

from __future__ import annotations

from pathlib import Path


def folder() -> Path:
    """Where the files of the weights are."""
    return Path(__file__).parent
