"""The word lists of *reconcile*, read once from ``lexicon.toml`` beside this file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec


class Units(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which units count a part of the people harmed, which the attackers, and what things are called alike."""

    parts: frozenset[str]
    attackers: frozenset[str]
    objects: dict[str, str]


class Character(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for a military or a civilian target, and words that turn a phrase about."""

    military: frozenset[str]
    civilian: frozenset[str]
    negations: frozenset[str]


class Speakers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words after which a name is not the speaker's own."""

    prepositions: frozenset[str]


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All word lists of the stage."""

    units: Units
    character: Character
    speakers: Speakers


@cache
def lexicon() -> Lexicon:
    """The word lists, checked against their types."""
    return msgspec.toml.decode((files("saidby.reconcile") / "lexicon.toml").read_bytes(), type=Lexicon)
