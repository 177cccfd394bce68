"""Where divisions lie and how far they reach, told by the settlements in them; and Ukraine's villages, by their raions."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from statistics import fmean, median
from typing import Final, NamedTuple

from saidby.ground.gazetteer.data import Division, Row, Subdivision, generic_words, villages
from saidby.ground.gazetteer.distance import kilometres
from saidby.ground.gazetteer.fold import fold
from saidby.ground.gazetteer.ukrainian import latin

UKRAINE: Final = "UA"
FIRST_VILLAGE: Final = -1_000_000  # ids below are those of villages, in the order of the table
LEAST_KM: Final = 10.0
"""How far from the middle of its raion's towns a village may lie at least; no division's radius is less either."""

SEAT_KM: Final = 40.0
"""How far an admin-2 division may reach around its seat: half of Europe's and the Near East's are smaller."""

Code = tuple[str | None, str | None]
"""A country and the code of one of its admin-1 divisions."""

Point = tuple[float, float]


class _Seat(NamedTuple):
    population: int
    latitude: float
    longitude: float


class Gathered:
    """What is kept of the settlements while they pass: their points by division, as bare numbers (16 bytes each)."""

    def __init__(self) -> None:
        self._points: dict[Code, dict[str | None, array[float]]] = defaultdict(lambda: defaultdict(lambda: array("d")))
        self._people: dict[Code, int] = defaultdict(int)
        self._seats: dict[tuple[str | None, str | None, str], _Seat] = {}
        self._ukrainian: dict[tuple[str | None, str], list[Point]] = defaultdict(list)
        self.subdivided: list[tuple[int, Code, str | None, Point]] = []

    def passing(self, rows: Iterable[Row], *, seats: bool = False) -> Iterator[Row]:
        """The same rows; with `seats` remembers which town could be the seat of the admin-2 division named after it."""
        for row in rows:
            if row.latitude is not None and row.longitude is not None:
                if row.level == "settlement":
                    self._settle(row, (row.latitude, row.longitude), seats=seats)
                elif row.level == "admin2":
                    self.subdivided.append((row.id, (row.country, row.admin1), row.admin2, (row.latitude, row.longitude)))
            yield row

    def _settle(self, row: Row, point: Point, *, seats: bool) -> None:
        code = (row.country, row.admin1)
        self._points[code][row.admin2].extend(point)
        self._people[code] += row.population
        if row.country == UKRAINE:
            for name in {fold(name) for name in (row.name, *row.names)}:
                self._ukrainian[row.admin1, name].append(point)
        if seats:
            known = self._seats.get((*code, row.name))
            if known is None or known.population <= row.population:
                self._seats[(*code, row.name)] = _Seat(row.population, *point)

    def divisions(self, known: Iterable[Division]) -> Iterator[Row]:
        """Admin-1 divisions with the middle of their settlements as point, and a radius that holds nine tenths of them."""
        for country, admin1, name, identifier, names in known:
            points = [point for part in self._points.get((country, admin1), {}).values() for point in _pairs(part)]
            where: tuple[float | None, float | None, int, float | None] = (None, None, 0, None)
            if points:
                middle = (fmean(latitude for latitude, _ in points), fmean(longitude for _, longitude in points))
                rounded = (round(middle[0], 4), round(middle[1], 4))
                where = (*rounded, self._people[country, admin1], _reach(middle, points))
            yield Row(identifier, "admin1", name, country, admin1, *where, names)

    def subdivisions(self, known: Iterable[Subdivision], divided: Iterable[Row]) -> Iterator[Row]:
        """Admin-2 divisions, at their namesake town where there is one in the same admin-1 division, else in that one's middle."""
        around = {(row.country, row.admin1): row for row in divided}
        words = generic_words()
        endings = frozenset(words["area"] + words["region"] + words["settlement"])
        for country, admin1, name, identifier in known:
            division = around.get((country, admin1))
            if division is None:
                continue
            first, _, last = name.rpartition(" ")
            seat = self._seats.get((country, admin1, first if last.casefold() in endings else name))
            where = (
                (seat.latitude, seat.longitude, 0, SEAT_KM)
                if seat
                else (division.latitude, division.longitude, 0, division.radius_km)
            )
            yield Row(identifier, "admin2", name, country, admin1, *where, ())

    def reaches(self) -> Iterator[tuple[int, float]]:
        """The radius that holds nine tenths of the settlements of each admin-2 division that passed with a point of its own."""
        for identifier, code, admin2, point in self.subdivided:
            points = list(_pairs(self._points.get(code, {}).get(admin2, array("d")))) if admin2 else []
            if points:
                yield identifier, _reach(point, points)

    def villages(self, divided: Iterable[Row]) -> Iterator[Row]:
        """Ukraine's settlements that no list has, each in the middle of its raion's towns, with their reach."""
        around = {row.admin1: row for row in divided if row.country == UKRAINE}
        number = FIRST_VILLAGE
        for admin1, names in villages():
            known = {
                name: found
                for name in names
                if (found := self._ukrainian.get((admin1, fold(name))) or self._ukrainian.get((admin1, fold(latin(name)))))
            }
            points = [found[0] for found in known.values() if len(found) == 1]
            division = around.get(admin1)
            latitude, longitude, reach = (
                (division.latitude, division.longitude, division.radius_km) if division else (None, None, None)
            )
            if points:
                latitude, longitude = round(median(at for at, _ in points), 4), round(median(at for _, at in points), 4)
                reach = _reach((latitude, longitude), points)
            for name in names:
                number -= 1
                if name not in known:
                    yield Row(number, "village", latin(name), UKRAINE, admin1, latitude, longitude, 0, reach, (name,))


def _pairs(flat: array[float]) -> Iterator[Point]:
    return zip(flat[::2], flat[1::2], strict=True)


def _reach(middle: Point, points: list[Point]) -> float:
    return max(LEAST_KM, float(round(sorted(kilometres(middle, point) for point in points)[len(points) * 9 // 10])))
