"""The recipe of a reader: which base, which sources in which shares, which schedule."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import msgspec

from saidby.annotate.trained.claimed import Thresholds
from saidby.errors import InputError, RecipeError
from saidby.train.export import Products
from saidby.train.fit import Schedule
from saidby.train.sources import SOURCES

Share = Annotated[float, msgspec.Meta(ge=0)]


class Base(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The encoder to begin with: the folder "model" of a package, or a folder; and the digest of its weights."""

    sha256: str
    package: str | None = None
    folder: str | None = None
    layers: Annotated[int, msgspec.Meta(ge=1)] | None = None  # its first ones; None: all


class Phase(Schedule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stretch of training with a schedule of its own."""

    shares: dict[str, Share]


class Export(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the shipped file is like."""

    products: Products


class Recipe(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that a reader is made of, but the sources themselves."""

    language: str
    version: str
    base: Base
    phases: Annotated[tuple[Phase, ...], msgspec.Meta(min_length=1)]
    export: Export
    thresholds: dict[str, float]

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of the sources, in the order of the catalogue."""
        named = {name for phase in self.phases for name, share in phase.shares.items() if share}
        return tuple(name for name in SOURCES if name in named)


def load_recipe(path: Path | None, *, without: Collection[str], epochs: int | None) -> Recipe:
    """The recipe of a file, None: the one that ships; less the sources of `without`, with `epochs` in every phase.

    Raises RecipeError for a file that cannot be read or has what no recipe has, and for an unknown source; InputError
    where nothing is left to learn from.
    """
    where = "the shipped recipe" if path is None else str(path)
    try:
        text = files("saidby.train").joinpath("recipe.toml").read_bytes() if path is None else path.read_bytes()
        recipe = msgspec.toml.decode(text, type=Recipe)
    except OSError as error:
        raise RecipeError(f"the recipe {where} cannot be read: {error.strerror}") from error
    except msgspec.DecodeError as error:
        raise RecipeError(f"{where} is no recipe for training: {error}") from error
    known = {field.name for field in fields(Thresholds)}
    if set(recipe.thresholds) != known:
        raise RecipeError(f"{where} must give each of these in [thresholds], and nothing else: {', '.join(sorted(known))}")
    if (recipe.base.package is None) == (recipe.base.folder is None):
        raise RecipeError(f"{where} must name either a package or a folder in [base]")
    asked = {*without, *(name for phase in recipe.phases for name in phase.shares)}
    if unknown := sorted(asked - set(SOURCES)):
        raise RecipeError(f"there is no source {unknown[0]!r}; there are {', '.join(SOURCES)}")
    phases = tuple(
        msgspec.structs.replace(
            phase,
            shares={name: share for name, share in phase.shares.items() if name not in without},
            epochs=phase.epochs if epochs is None else epochs,
        )
        for phase in recipe.phases
    )
    for number, phase in enumerate(phases, 1):
        if not any(phase.shares.values()):
            raise InputError(f"phase {number} of {where} has no source left to learn from; leave fewer out")
    return msgspec.structs.replace(recipe, phases=phases)
