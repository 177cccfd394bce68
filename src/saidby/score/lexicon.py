"""The word lists of the measures, read once from ``words.toml`` beside this file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell nothing in a name; the isaf coder's own spellings of provinces, and own readings of number words."""

    stop: frozenset[str]
    provinces: dict[str, str]
    isaf: dict[str, int]


@cache
def words() -> Words:
    """The word lists, checked against their types."""
    return msgspec.toml.decode((files("saidby.score") / "words.toml").read_bytes(), type=Words)
