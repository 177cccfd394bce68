"""Places moved, joined and narrowed: so far from one, between two, a part of one."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, atan2, ceil, cos, degrees, pi, radians, sin
from statistics import fmean
from typing import Final

from msgspec.structs import replace

from saidby.ground.gazetteer import kilometres
from saidby.model import Place

EARTH_KM: Final = 6371.0

TURN: Final = 0.5
"""The part of a distance by which a place told by distance and direction may be off: "north" is anything from NNW to NNE."""

LEAST_KM: Final = 5.0
NEAR_KM: Final = 50.0
"""Two towns no farther than this from the middle are near it; else what lies between them is a region."""

THIRD: Final = 2 / 3
PART: Final = 0.5
"""How far a part of a region lies from its middle, of the radius; it reaches as far, and as LEAST_KM at least."""


def moved(place: Place, km: float, bearing: float | None) -> Place:
    """The place `km` away by `bearing` (degrees from north), as near as such words tell; without a bearing a wider one."""
    here = _point(place)
    if here is None or bearing is None:
        return replace(place, geo_precision=2, radius_km=km)
    latitude, longitude = _ahead(here, km, bearing)
    return replace(place, geo_precision=2, latitude=latitude, longitude=longitude, radius_km=round(max(LEAST_KM, km * TURN), 1))


def between(first: Place, second: Place) -> Place | None:
    """What lies between two places, with a radius that reaches to both; None where one has no point."""
    one, other = _point(first), _point(second)
    if one is None or other is None:
        return None
    half = kilometres(one, other) / 2
    latitude, longitude = _ahead(one, half, _bearing(one, other))
    return Place(
        name=f"between {first.name} and {second.name}",
        country=first.country if first.country == second.country else None,
        admin1=first.admin1 if (first.country, first.admin1) == (second.country, second.admin1) else None,
        latitude=latitude,
        longitude=longitude,
        geo_precision=2 if half <= NEAR_KM else 3,
        radius_km=round(max(LEAST_KM, half), 1),
    )


def part_of(place: Place, bearing: float | None, divisions: Sequence[Place]) -> Place:
    """The part of a region or country that lies in a direction from its middle (None: the middle).

    Of a country the third of its `divisions` that lies farthest that way, with a radius that holds them; it stays as it
    is where it has no point and no divisions are known.
    """
    here = _point(place)
    if here is not None:
        if place.radius_km is None:
            return place
        reach = round(max(LEAST_KM, place.radius_km * PART))
        latitude, longitude = here if bearing is None else _ahead(here, place.radius_km * PART, bearing)
        return replace(place, latitude=latitude, longitude=longitude, radius_km=float(reach))
    known = [(point, division.radius_km or 0.0) for division in divisions if (point := _point(division))]
    if not known:
        return place
    chosen = _central(known) if bearing is None else _farthest(known, bearing)
    middle = (fmean(point[0] for point, _ in chosen), fmean(point[1] for point, _ in chosen))
    reach = ceil(max(kilometres(middle, point) + radius for point, radius in chosen))
    return replace(place, latitude=round(middle[0], 4), longitude=round(middle[1], 4), radius_km=float(reach))


_Reaching = tuple[tuple[float, float], float]
"""A point and how far around it something reaches."""


def _farthest(known: Sequence[_Reaching], bearing: float) -> list[_Reaching]:
    north, east = cos(radians(bearing)), sin(radians(bearing))
    scale = cos(radians(fmean(point[0] for point, _ in known)))
    along = [point[0] * north + point[1] * scale * east for point, _ in known]
    limit = min(along) + (max(along) - min(along)) * THIRD
    return [each for each, far in zip(known, along, strict=True) if far >= limit]


def _central(known: Sequence[_Reaching]) -> list[_Reaching]:
    middle = (fmean(point[0] for point, _ in known), fmean(point[1] for point, _ in known))
    return sorted(known, key=lambda each: kilometres(middle, each[0]))[: ceil(len(known) / 3)]


def _point(place: Place) -> tuple[float, float] | None:
    return None if place.latitude is None or place.longitude is None else (place.latitude, place.longitude)


def _ahead(start: tuple[float, float], km: float, bearing: float) -> tuple[float, float]:
    """The point reached from another by a bearing on a great circle."""
    latitude, longitude, angle, far = radians(start[0]), radians(start[1]), radians(bearing), km / EARTH_KM
    north = asin(sin(latitude) * cos(far) + cos(latitude) * sin(far) * cos(angle))
    east = longitude + atan2(sin(angle) * sin(far) * cos(latitude), cos(far) - sin(latitude) * sin(north))
    return round(degrees(north), 4), round(degrees((east + pi) % (2 * pi) - pi), 4)


def _bearing(start: tuple[float, float], end: tuple[float, float]) -> float:
    a, b, c, d = (radians(value) for value in (*start, *end))
    return degrees(atan2(sin(d - b) * cos(c), cos(a) * sin(c) - sin(a) * cos(c) * cos(d - b)))
