"""The word lists of *link*, read once from ``lexicon.toml`` beside this file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from saidby.vocabulary import IncidentType


class Credits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a line that credits an agency begins with."""

    cues: tuple[str, ...]


class Kinds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Incident types that agree with every other."""

    neutral: tuple[IncidentType, ...]


class Retaliation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Beginnings of words that speak of paying back."""

    stems: tuple[str, ...]


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All word lists of the stage."""

    agencies: dict[str, tuple[str, ...]]
    credits: Credits
    families: dict[str, tuple[IncidentType, ...]]
    kinds: Kinds
    retaliation: Retaliation


@cache
def lexicon() -> Lexicon:
    """The word lists, checked against their types."""
    return msgspec.toml.decode((files("saidby.link") / "lexicon.toml").read_bytes(), type=Lexicon)
