"""What was used and what was hit, as somebody's words have it."""

from __future__ import annotations

from saidby.model.noun import Noun
from saidby.vocabulary import Nature


class Weapon(Noun, frozen=True, kw_only=True):
    """A weapon as named. `type` is its class and `model` its model under one name; each None where the words do not tell."""

    words: str
    type: str | None = None
    model: str | None = None


class Target(Noun, frozen=True, kw_only=True):
    """What or who was hit, as named. None where the words do not tell.

    `people` says whether they name people rather than things. `nature` is what the words imply, and so their speaker's
    word: that a thing is called a military base does not make it one.
    """

    words: str
    type: str | None = None
    people: bool | None = None
    nature: Nature | None = None
