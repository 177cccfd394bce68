"""The gazetteer as one SQLite file, compiled once from its sources and kept in the user's cache."""

from __future__ import annotations

import logging
import os
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from statistics import fmean, median
from typing import Final

import platformdirs

from saidby.ground.gazetteer.data import (
    PRECISION,
    Row,
    Sources,
    countries,
    divisions,
    generic_words,
    regions,
    settlements,
    subdivisions,
    villages,
)
from saidby.ground.gazetteer.fold import fold
from saidby.ground.gazetteer.ukrainian import latin, skeleton

SCHEMA_VERSION: Final = 8
"""Raise it with every change to the tables or to what goes into them."""

SECONDS: Final = 20
"""About how long compiling takes, for the notice."""

UKRAINE: Final = "UA"
FIRST_VILLAGE: Final = -1_000_000  # ids below are those of villages, in the order of the table
LEAST_KM: Final = 10.0
"""How far from the middle of its raion's towns a village may lie at least."""

SEAT_KM: Final = 40.0
"""How far an admin-2 division may reach around its seat: half of Europe's and the Near East's are smaller."""

_SCHEMA: Final = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY, level TEXT NOT NULL, name TEXT NOT NULL, country TEXT, admin1 TEXT,
  latitude REAL, longitude REAL, geo_precision INTEGER NOT NULL, radius_km REAL, population INTEGER NOT NULL
);
CREATE TABLE name (folded TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (folded, place)) WITHOUT ROWID;
CREATE TABLE bones (bare TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (bare, place)) WITHOUT ROWID;
"""

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
        return _write(sources, folder / name)
    except OSError as error:
        _log.warning(
            "the cache %s cannot be written (%s); set SAIDBY_CACHE. Using %s", folder, error.strerror or error, fallback
        )
        return _write(sources, fallback / name)


def _write(sources: Sources, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=path.parent)
    os.close(handle)
    _log.warning("compiling the gazetteer, once, about %d s: %s", SECONDS, path)
    try:
        _fill(Path(unfinished), sources)
        Path(unfinished).replace(path)
    finally:
        Path(unfinished).unlink(missing_ok=True)
    return path


def _fill(path: Path, sources: Sources) -> None:
    towns = list(settlements(sources.cities))
    lands = list(countries(sources.countries))
    divided = list(_divisions(towns, {land.country for land in lands}))
    smaller = list(_subdivisions(towns, divided))
    hamlets = list(_villages(towns, divided))
    titles = {(row.country, row.admin1): row.name for row in divided}
    words = generic_words()
    endings = frozenset(words["region"] + words["area"] + words["settlement"])
    articles = frozenset(words["article"])
    connection = sqlite3.connect(path)
    try:
        connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;" + _SCHEMA
        )
        rows = [*towns, *lands, *divided, *smaller, *hamlets, *regions()]
        connection.executemany(
            "INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                (
                    *(
                        row.id,
                        row.level,
                        row.name,
                        row.country,
                        titles.get((row.country, row.admin1)),
                        row.latitude,
                        row.longitude,
                    ),
                    *(PRECISION[row.level], row.radius_km, row.population),
                )
                for row in rows
            ),
        )
        # Sorted by SQLite: a sorted list of a million pairs costs Python three times as long.
        connection.execute("CREATE TEMP TABLE said (folded TEXT, place INTEGER)")
        pairs = ((folded, row.id) for row in rows for folded in _foldings(row, endings, articles) if folded)
        connection.executemany("INSERT INTO said VALUES (?,?)", pairs)
        connection.execute("INSERT INTO name SELECT DISTINCT folded, place FROM said ORDER BY folded, place")
        ukrainian = (row for row in rows if row.country == UKRAINE and row.level in {"settlement", "village"})
        connection.executemany(
            "INSERT OR IGNORE INTO bones VALUES (?,?)",
            ((bare, row.id) for row in ukrainian for name in (row.name, *row.names) if (bare := skeleton(name))),
        )
        connection.commit()
    finally:
        connection.close()


def _foldings(row: Row, endings: frozenset[str], articles: frozenset[str]) -> Iterator[str]:
    """The folded names of a row; of a division also without "oblast", "republic of" or an article."""
    for name in (row.name, *row.names):
        folded = fold(name)
        yield folded
        words = folded.split()
        if row.level not in {"admin1", "admin2"}:
            continue
        if len(words) > 2 and words[0] in endings and words[1] == "of":
            words = words[2:]
        if row.level == "admin1" and len(words) > 1 and words[-1] in endings:
            words = words[:-1]
        yield " ".join(words)
        if len(words) > 1 and words[0] in articles:
            yield " ".join(words[1:])


def _divisions(towns: Iterable[Row], lands: Iterable[str | None]) -> Iterator[Row]:
    """Admin-1 divisions with the middle of their settlements as point, and a radius that holds nine tenths of them."""
    known = frozenset(lands)
    members: dict[str, list[Row]] = defaultdict(list)
    for town in towns:
        members[f"{town.country}.{town.admin1}"].append(town)
    for code, name, identifier, names in divisions():
        country, _, admin1 = code.partition(".")
        inside = members.get(code, [])
        if country not in known:
            continue
        points = [
            (town.latitude, town.longitude) for town in inside if town.latitude is not None and town.longitude is not None
        ]
        if not points:
            yield Row(identifier, "admin1", name, country, admin1, None, None, 0, None, names)
            continue
        middle = (fmean(latitude for latitude, _ in points), fmean(longitude for _, longitude in points))
        reach = sorted(kilometres(middle, point) for point in points)[len(points) * 9 // 10]
        people = sum(town.population for town in inside)
        radius = float(max(10, round(reach)))
        yield Row(identifier, "admin1", name, country, admin1, round(middle[0], 4), round(middle[1], 4), people, radius, names)


def _subdivisions(towns: Iterable[Row], divided: Iterable[Row]) -> Iterator[Row]:
    """Admin-2 divisions, at their namesake town where there is one in the same admin-1 division, else in that one's middle."""
    around = {(row.country, row.admin1): row for row in divided}
    seats = {(town.country, town.admin1, town.name): town for town in sorted(towns, key=lambda town: town.population)}
    words = generic_words()
    endings = frozenset(words["area"] + words["region"] + words["settlement"])
    for country, admin1, name, identifier in subdivisions():
        division = around.get((country, admin1))
        if division is None:
            continue
        first, _, last = name.rpartition(" ")
        seat = seats.get((country, admin1, first if last.casefold() in endings else name), division)
        reach = division.radius_km if seat is division else SEAT_KM
        yield Row(identifier, "admin2", name, country, admin1, seat.latitude, seat.longitude, 0, reach, ())


def _villages(towns: Iterable[Row], divided: Iterable[Row]) -> Iterator[Row]:
    """Ukraine's settlements that GeoNames' list of towns lacks, each in the middle of its raion's towns, with their reach."""
    around = {row.admin1: row for row in divided if row.country == UKRAINE}
    listed: dict[tuple[str | None, str], list[Row]] = defaultdict(list)
    for town in towns:
        if town.country == UKRAINE:
            for name in {fold(name) for name in (town.name, *town.names)}:
                listed[town.admin1, name].append(town)
    number = FIRST_VILLAGE
    for admin1, names in villages():
        known = {
            name: found
            for name in names
            if (found := listed.get((admin1, fold(name))) or listed.get((admin1, fold(latin(name)))))
        }
        points = [
            (found[0].latitude, found[0].longitude)
            for found in known.values()
            if len(found) == 1 and found[0].latitude is not None and found[0].longitude is not None
        ]
        division = around.get(admin1)
        latitude, longitude, reach = (
            (division.latitude, division.longitude, division.radius_km) if division else (None, None, None)
        )
        if points:
            latitude, longitude = round(median(at for at, _ in points), 4), round(median(at for _, at in points), 4)
            reach = max(
                LEAST_KM, float(round(sorted(kilometres((latitude, longitude), at) for at in points)[len(points) * 9 // 10]))
            )
        for name in names:
            number -= 1
            if name not in known:
                yield Row(number, "village", latin(name), UKRAINE, admin1, latitude, longitude, 0, reach, (name,))


def kilometres(first: tuple[float, float], second: tuple[float, float]) -> float:
    """The great-circle distance of two points (latitude, longitude) in degrees, by the haversine formula."""
    (a, b), (c, d) = ((radians(latitude), radians(longitude)) for latitude, longitude in (first, second))
    return 12742.0 * asin(sqrt(min(1.0, sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2)))
