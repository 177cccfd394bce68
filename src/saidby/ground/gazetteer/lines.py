"""What the lines of GeoNames' dumps say, by their readme.txt: places, other names, divisions, countries."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Final

from saidby.ground.gazetteer.data import Division, Feature, Row, Subdivision, is_airport_code, nation

PLACE: Final = frozenset({19})
NAME: Final = frozenset({8, 10})  # alternateNamesV2 has the years of use too
CODE: Final = frozenset({4})
COUNTRY: Final = frozenset({19})

LARGEST_ID: Final = 1 << 31


class Places:
    """Makes rows of the lines of places; those of other features and countries than wanted are none."""

    def __init__(self, features: Mapping[bytes, Feature], countries: Collection[str]) -> None:
        self._features = features
        self._countries = frozenset(country.encode() for country in countries)
        self.latest = ""
        """The day of the latest change of any place, wanted or not: the dump's version."""

    def __call__(self, parts: list[bytes]) -> Row | None:
        day = parts[18].decode()
        identifier = _id(parts[0])
        point = (_degrees(parts[4], 90), _degrees(parts[5], 180))
        if len(day) == 10 and day > self.latest:
            self.latest = day
        feature = self._features.get(parts[7])
        if feature is None or (self._countries and parts[8] not in self._countries):
            return None
        name, plain, others = parts[1].decode(), parts[2].decode(), parts[3].decode()
        names = tuple(other for other in (plain, *others.split(",")) if other and other != name and not is_airport_code(other))
        where = (parts[8].decode() or None, parts[10].decode() or None, *point)
        people = int(parts[14] or 0)
        return Row(identifier, feature.level, name, *where, people, feature.radius_km, names, parts[11].decode() or None)


def other_names(
    wanted: Callable[[int], bool], no_language: Collection[str], languages: Collection[str]
) -> Callable[[list[bytes]], tuple[str, int] | None]:
    """Makes a name and its place's id of the lines of other names: of places that are `wanted`, in `languages` (empty: all).

    Names without a language are always taken, what stands in `no_language` for one (links, codes) never.
    """

    def make(parts: list[bytes]) -> tuple[str, int] | None:
        place = _id(parts[1])
        if not wanted(place):
            return None
        language, name = parts[2].decode(), parts[3].decode()
        if language in no_language or (languages and language and language not in languages):
            return None
        return None if is_airport_code(name) else (name, place)

    return make


def division(parts: list[bytes]) -> Division:
    """An admin-1 division of a line of admin1CodesASCII."""
    country, dot, code = parts[0].decode().partition(".")
    if not dot:
        raise ValueError(f"{parts[0].decode()!r} for a code such as UA.07")
    plain, name = parts[2].decode(), parts[1].decode()
    return Division(country, code, name, _id(parts[3]), () if plain == name else (plain,))


def subdivision(parts: list[bytes]) -> Subdivision:
    """An admin-2 division of a line of admin2Codes."""
    codes = parts[0].decode().split(".", 2)
    if len(codes) < 3:
        raise ValueError(f"{parts[0].decode()!r} for a code such as UA.07.6310100000")
    return Subdivision(codes[0], codes[1], parts[1].decode(), _id(parts[3]))


def country(parts: list[bytes]) -> Row:
    """A country of a line of countryInfo."""
    return nation(_id(parts[16]), parts[4].decode(), parts[0].decode(), int(parts[7] or 0))


def _id(field: bytes) -> int:
    if not field.isdigit() or not 0 < int(field) < LARGEST_ID:
        raise ValueError(f"{field[:40].decode(errors='replace')!r} for an id")
    return int(field)


def _degrees(field: bytes, most: int) -> float:
    try:
        found = float(field)
    except ValueError:
        found = most + 1.0
    if not -most <= found <= most:
        raise ValueError(f"{field[:40].decode(errors='replace')!r} for degrees")
    return found
