"""GeoNames' own dumps (https://download.geonames.org/export/dump/, its readme.txt): which are in a folder, and their lines.

A line that is not of the file's shape is left out, counted, and named with its number; a file that is another than its
name says, or in which more than one line in a hundred is bad, is refused.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, NamedTuple, TypeVar

from saidby.errors import InputError

LONGEST: Final = 200_000
"""Bytes of a line at most: names in all languages come to 40,000. A file without line ends must not be held whole."""

SHOWN: Final = 20
BAD_IN: Final = 100
BAD_AT_LEAST: Final = 10
"""More bad lines than this, and more than one in so many, and the file is refused."""

WHERE: Final = "https://download.geonames.org/export/dump/"
WORLD: Final = "allCountries"
_COUNTRY: Final = re.compile(r"[A-Z]{2}|no-country")
_STEP: Final = 1 << 20  # bytes between two reports of progress

Watch = Callable[[str, int, int], None]
"""Told of what is under way, how much of it is done and how much there is (bytes)."""

T = TypeVar("T")


class Dump(NamedTuple):
    """A dump: a text file, or the zip file that holds it."""

    path: Path

    @property
    def stem(self) -> str:
        return self.path.stem

    @contextmanager
    def opened(self) -> Iterator[tuple[IO[bytes], int]]:
        """The text and how many bytes it has. Raises InputError for one that is damaged, or a zip without it."""
        try:
            if self.path.suffix == ".txt":
                with self.path.open("rb") as plain:
                    yield plain, self.path.stat().st_size
                return
            with zipfile.ZipFile(self.path) as packed:
                if f"{self.stem}.txt" not in packed.namelist():
                    raise InputError(f"{self.path} has no {self.stem}.txt in it; download it anew from {WHERE}")
                with packed.open(f"{self.stem}.txt") as text:
                    yield text, packed.getinfo(f"{self.stem}.txt").file_size
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise InputError(f"{self.path} is damaged ({error}); download it anew from {WHERE}") from error
        except OSError as error:
            raise InputError(f"{self.path} cannot be read: {error.strerror or error}") from error


class Dumps(NamedTuple):
    """What a folder has of GeoNames; None for what it lacks."""

    places: tuple[Dump, ...]
    names: tuple[Dump, ...]
    admin1: Dump | None
    admin2: Dump | None
    countries: Dump | None

    @property
    def files(self) -> Sequence[str]:
        """The names of all of them."""
        ones = (*self.places, *self.names, *(one for one in (self.admin1, self.admin2, self.countries) if one))
        return [one.path.name for one in ones]


def dumps(folder: Path) -> Dumps:
    """The dumps in a folder, as text or zipped; of a country's or the world's names those of the world.

    Raises InputError where there are no places.
    """
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder; name the one that has GeoNames' dumps (from {WHERE})")
    world = _one(folder, WORLD)
    countries = sorted({path.stem for path in folder.iterdir() if path.suffix in {".txt", ".zip"}})
    places = [world] if world else [_one(folder, stem) for stem in countries if _COUNTRY.fullmatch(stem)]
    if not places:
        raise InputError(
            f"{folder} has no {WORLD}.txt and no country's file such as UA.txt (nor zipped); download one from {WHERE}"
        )
    names = [_one(folder, "alternateNamesV2")]
    if not names[0] and (folder / "alternatenames").is_dir():
        names = [_one(folder / "alternatenames", one.stem) for one in places if one]
    others = (_one(folder, stem) for stem in ("admin1CodesASCII", "admin2Codes", "countryInfo"))
    return Dumps(tuple(one for one in places if one), tuple(one for one in names if one), *others)


def _one(folder: Path, stem: str) -> Dump | None:
    return next((Dump(path) for ending in (".txt", ".zip") if (path := folder / f"{stem}{ending}").is_file()), None)


@dataclass
class Lines:
    """Reads dumps line by line, and remembers what was bad in them."""

    watch: Watch | None = None
    bad: int = 0
    shown: list[str] = field(default_factory=list)

    def read(self, dump: Dump, columns: frozenset[int], make: Callable[[list[bytes]], T | None]) -> Iterator[T]:
        """What `make` makes of each line's columns (None: nothing), which raises ValueError for a bad one.

        Raises InputError for a file of another shape, a damaged one, and one with too many bad lines.
        """
        number = bad = 0
        first = ""
        with dump.opened() as (file, size):
            done, due = 0, 0
            while line := file.readline(LONGEST):
                number, done = number + 1, done + len(line)
                if done >= due and self.watch:
                    self.watch(dump.path.name, done, size)
                    due = done + _STEP
                parts = line.rstrip(b"\r\n").split(b"\t")
                if parts == [b""] or line.startswith(b"#"):
                    continue
                try:
                    if len(parts) not in columns:
                        raise ValueError(f"{len(parts)} columns, not {' or '.join(map(str, sorted(columns)))}")
                    made = make(parts)
                except ValueError as error:
                    if number == 1:
                        raise InputError(
                            f"{dump.path} is not GeoNames' {dump.stem}: its first line has {error}; download it anew from {WHERE}"
                        ) from error
                    bad += 1
                    first = first or f"line {number}: {error}"
                    self._note(f"{dump.path.name}, line {number}: {error}")
                    continue
                if made is not None:
                    yield made
            if self.watch:
                self.watch(dump.path.name, size, size)
        if bad > BAD_AT_LEAST and bad * BAD_IN > number:
            raise InputError(f"{dump.path}: {bad:,} of {number:,} lines are bad ({first}); download it anew from {WHERE}")

    def _note(self, problem: str) -> None:
        self.bad += 1
        if len(self.shown) < SHOWN:
            self.shown.append(problem)


class Ids:
    """A set of GeoNames ids, one bit each: a few megabytes for all that there are."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def add(self, identifier: int) -> None:
        byte, bit = divmod(identifier, 8)
        if byte >= len(self._bits):
            self._bits.extend(bytes(byte + 1 - len(self._bits)))
        self._bits[byte] |= 1 << bit

    def __contains__(self, identifier: int) -> bool:
        byte, bit = divmod(identifier, 8)
        return byte < len(self._bits) and bool(self._bits[byte] >> bit & 1)
