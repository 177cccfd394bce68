"""The word lists of *reconcile*, read once from ``lexicon.toml`` beside this file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from saidby.vocabulary import Measure


class Units(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which units count a part of the people harmed, which the attackers, which some of all, and what things are called alike."""

    parts: frozenset[str]
    attackers: frozenset[str]
    some: frozenset[str]
    definite: frozenset[str]
    victims: frozenset[str]
    harmed: dict[Measure, frozenset[str]]
    objects: dict[str, str]


class Character(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for a military or a civilian target, and words that turn a phrase about."""

    military: frozenset[str]
    civilian: frozenset[str]
    only: frozenset[str]
    negations: frozenset[str]


class Speakers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words in and about names: what parts an office from its place, what makes another office, what tells no side."""

    accounts: frozenset[str]
    prepositions: frozenset[str]
    deputies: frozenset[str]
    common: frozenset[str]
    sufferers: frozenset[str]
    articles: frozenset[str]
    agents: frozenset[str]


class Weapons(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a weapon claim that do not tell which weapon."""

    common: frozenset[str]


class Counted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Units by whom they count, for the toll of one report; words by which a count adds to others or is a part of them."""

    anybody: frozenset[str]
    young: frozenset[str]
    grown: frozenset[str]
    combatants: frozenset[str]
    civilians: frozenset[str]
    adding: frozenset[str]
    including: frozenset[str]


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All word lists of the stage."""

    units: Units
    toll: Counted
    character: Character
    speakers: Speakers
    weapons: Weapons


@cache
def lexicon() -> Lexicon:
    """The word lists, checked against their types."""
    return msgspec.toml.decode((files("saidby.reconcile") / "lexicon.toml").read_bytes(), type=Lexicon)
