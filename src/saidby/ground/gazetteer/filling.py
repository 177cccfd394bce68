"""The gazetteer's file as it is written: places and names streamed in, sorted by SQLite, and what they are put down."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec

from saidby.ground.gazetteer.data import PRECISION, Division, Row, generic_words
from saidby.ground.gazetteer.dividing import UKRAINE
from saidby.ground.gazetteer.fold import fold
from saidby.ground.gazetteer.ukrainian import skeleton

SCHEMA_VERSION: Final = 9
"""Raise it with every change to the tables or to what goes into them."""

APPLICATION: Final = 0x53_41_42_47
"""What SQLite's header says of whose file it is, so that no other file is taken for a gazetteer."""

DIGEST_DIGITS: Final = 12

_SCHEMA: Final = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY, level TEXT NOT NULL, name TEXT NOT NULL, country TEXT, admin1 TEXT,
  latitude REAL, longitude REAL, geo_precision INTEGER NOT NULL, radius_km REAL, population INTEGER NOT NULL
);
CREATE TABLE division (country TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (country, code)) WITHOUT ROWID;
CREATE TABLE name (folded TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (folded, place)) WITHOUT ROWID;
CREATE TABLE bones (bare TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (bare, place)) WITHOUT ROWID;
CREATE INDEX divided ON place (country) WHERE level = 'admin1';
CREATE TABLE level (name TEXT PRIMARY KEY, places INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_INSERT: Final = "INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?,?,?,?)"
_REPLACE: Final = _INSERT.replace("IGNORE", "REPLACE")
_TABLES: Final = ("place ORDER BY id", "division ORDER BY country, code", "name ORDER BY folded, place")
_BATCH: Final = 20_000


class Filling:
    """A gazetteer's file under way. Nothing is held in memory but SQLite's pages (64 MB)."""

    def __init__(self, path: Path, scratch: Path | None = None) -> None:
        """Begins the empty file at `path`; with a `scratch` file names wait there to be sorted, else in memory."""
        words = generic_words()
        self._endings = frozenset(words["region"] + words["area"] + words["settlement"])
        self._articles = frozenset(words["article"])
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(
            f"PRAGMA application_id={APPLICATION}; PRAGMA user_version={SCHEMA_VERSION};"
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;"
            + ("PRAGMA temp_store=FILE;" if scratch else "PRAGMA temp_store=MEMORY;")
            + _SCHEMA
        )
        if scratch:
            self._db.execute("ATTACH DATABASE ? AS room", (str(scratch),))
            self._db.executescript("PRAGMA room.journal_mode=OFF; PRAGMA room.synchronous=OFF;")
        self._db.execute(f"CREATE TABLE {'room' if scratch else 'temp'}.said (folded TEXT, place INTEGER)")
        self._db.execute("BEGIN")

    def close(self) -> None:
        self._db.close()

    def add(self, rows: Iterable[Row], *, over: bool = False, others: bool = True) -> None:
        """Places with their names; of two with one id the first stays, with `over` the last. `others` takes other names too."""
        for batch in _batches(rows):
            self._db.executemany(_REPLACE if over else _INSERT, map(_values, batch))
            self._say(
                (name, row.id, row.level) for row in batch for name in ((row.name, *row.names) if others else (row.name,))
            )
            self._db.executemany(
                "INSERT OR IGNORE INTO bones VALUES (?,?)",
                (
                    (bare, row.id)
                    for row in batch
                    if row.country == UKRAINE and row.level in {"settlement", "village"}
                    for name in (row.name, *row.names)
                    if (bare := skeleton(name))
                ),
            )

    def title(self, divisions: Iterable[Division]) -> None:
        """How divisions are called where a place says which it is in; of two with one code the last stays."""
        self._db.executemany(
            "INSERT OR REPLACE INTO division VALUES (?,?,?)", ((one.country, one.code, one.name) for one in divisions)
        )

    def name(self, named: Iterable[tuple[str, int]]) -> None:
        """More names of places that are there already, each with the place's id."""
        levels = dict(self._db.execute("SELECT id, level FROM place WHERE level IN ('admin1', 'admin2')"))
        self._say((name, place, levels.get(place, "")) for name, place in named)

    def reach(self, radii: Iterable[tuple[int, float]]) -> None:
        """How far places reach, by their ids."""
        self._db.executemany("UPDATE place SET radius_km = ? WHERE id = ?", ((radius, place) for place, radius in radii))

    def finish(self, about: Mapping[str, str]) -> None:
        """Sorts the names, counts, and puts down what the gazetteer is, with a digest of all that stands in it."""
        # Sorted by SQLite: a sorted list of a million pairs costs Python three times as long.
        self._db.execute("INSERT INTO name SELECT DISTINCT folded, place FROM said ORDER BY folded, place")
        self._db.execute("DROP TABLE said")
        self._db.execute("INSERT INTO level SELECT level, count(*) FROM place GROUP BY level")
        names = self._db.execute("SELECT count(*) FROM name").fetchone()[0]
        told = {**about, "names": str(names), "digest": self._digest()}
        self._db.executemany("INSERT INTO about VALUES (?,?)", sorted(told.items()))
        self._db.execute("COMMIT")

    def _digest(self) -> str:
        digest = sha256()
        for table in _TABLES:
            rows = self._db.execute(f"SELECT * FROM {table}")  # noqa: S608 - a table of the list above
            while batch := rows.fetchmany(_BATCH):
                digest.update(msgspec.msgpack.encode(batch))
        return digest.hexdigest()[:DIGEST_DIGITS]

    def _say(self, named: Iterable[tuple[str, int, str]]) -> None:
        pairs = ((folded, place) for name, place, level in named for folded in self._foldings(name, level) if folded)
        self._db.executemany("INSERT INTO said VALUES (?,?)", pairs)

    def _foldings(self, name: str, level: str) -> Iterator[str]:
        """A folded name; a division's also without "oblast", "republic of" or an article."""
        folded = fold(name)
        yield folded
        if level not in {"admin1", "admin2"}:
            return
        words = folded.split()
        if len(words) > 2 and words[0] in self._endings and words[1] == "of":
            words = words[2:]
        if level == "admin1" and len(words) > 1 and words[-1] in self._endings:
            words = words[:-1]
        yield " ".join(words)
        if len(words) > 1 and words[0] in self._articles:
            yield " ".join(words[1:])


def _values(row: Row) -> tuple[object, ...]:
    where = (row.latitude, row.longitude, PRECISION[row.level], row.radius_km, row.population)
    return (row.id, row.level, row.name, row.country, row.admin1, *where)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    source = iter(rows)
    for first in source:
        yield [first, *islice(source, _BATCH - 1)]
