"""The word lists of *acquire*, from the TOML files in ``lexicons/``, each list of the type that its user declares."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

T = TypeVar("T")


@cache
def _tables(lexicon: str) -> dict[str, object]:
    content = (files("saidby.acquire") / "lexicons" / f"{lexicon}.toml").read_bytes()
    tables: dict[str, object] = msgspec.toml.decode(content)
    return tables


def words(lexicon: str, table: str, type: type[T]) -> T:
    """The table `table` of ``lexicons/<lexicon>.toml`` as `type`. Raises msgspec.ValidationError where it does not fit."""
    return msgspec.convert(_tables(lexicon)[table], type)


def names(lexicon: str, table: str, key: str) -> tuple[str, ...]:
    """The list `key` of a table."""
    return words(lexicon, table, dict[str, tuple[str, ...]])[key]
