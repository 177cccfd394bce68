"""The words by which incidents become templates: the table [mapping] of ``muc4.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import msgspec

from saidby.score.muc4_slots import words


class Class(msgspec.Struct, frozen=True):
    """A class of victims and the words that tell it."""

    type: str
    words: tuple[str, ...]


class Country(msgspec.Struct, frozen=True):
    """A country as the templates name it, the words that speak of it, and whether the task asks for its incidents."""

    name: str
    words: tuple[str, ...]
    asked: bool


class Mapping(msgspec.Struct, frozen=True):
    """What each list is for is said in the table.

    Phrases are in capitals; those of `fighters`, `individuals` and of the classes in the singular.
    """

    types: dict[str, str]
    fighting: frozenset[str]
    effects: dict[str, str]
    none_of: dict[str, str]
    state: tuple[str, ...]
    bodies: tuple[str, ...]
    heads: tuple[str, ...]
    fighters: tuple[str, ...]
    individuals: tuple[str, ...]
    hedges: tuple[str, ...]
    admissions: tuple[str, ...]
    authorities: tuple[str, ...]
    harms: frozenset[str]
    destroyed: tuple[str, ...]
    nobody: frozenset[str]
    stops: frozenset[str]
    vague: tuple[str, ...]
    titles: frozenset[str]
    classes: tuple[Class, ...]
    weapons: dict[str, str]
    instruments: dict[str, str]
    countries: dict[str, Country]


class _Tables(msgspec.Struct, frozen=True):
    mapping: Mapping


@cache
def mapping() -> Mapping:
    """The table, checked against its type."""
    return msgspec.toml.decode((files("saidby.score") / "muc4.toml").read_bytes(), type=_Tables).mapping


def among(phrase: str, listed: Iterable[str]) -> str | None:
    """The first of the listed phrases whose words stand together in `phrase`, as they are or in the singular."""
    plain = f" {' '.join(phrase.upper().split())} "
    single = f" {' '.join(words(phrase))} "
    return next((each for each in listed if f" {each} " in plain or f" {each} " in single), None)
