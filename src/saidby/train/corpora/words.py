"""The word lists by which the corpora are read, read once from ``words.toml`` beside this file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from saidby.vocabulary import Measure


class Telling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one kind: by their beginnings, and whole; in lower case."""

    stems: tuple[str, ...]
    words: frozenset[str] = frozenset()

    def tells(self, word: str) -> bool:
        """Whether a word in lower case is of this kind."""
        return word in self.words or word.startswith(self.stems)


class Locations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of coded places that are no names, and those that make it no single place."""

    generic: frozenset[str]
    several: frozenset[str]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tells of a measure, what tells of violence at all, what is counted and harms nobody, words of coded places."""

    telling: dict[Measure, Telling]
    violence: Telling
    uncounted: frozenset[str]
    part: frozenset[str]
    deadly: frozenset[str]
    stops: frozenset[str]
    spared: frozenset[str]
    locations: Locations


@cache
def words() -> Words:
    """The word lists, checked against their types."""
    return msgspec.toml.decode((files("saidby.train.corpora") / "words.toml").read_bytes(), type=Words)
