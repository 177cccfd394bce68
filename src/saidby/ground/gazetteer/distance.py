"""How far two points are apart."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt


def kilometres(first: tuple[float, float], second: tuple[float, float]) -> float:
    """The great-circle distance of two points (latitude, longitude) in degrees, by the haversine formula."""
    (a, b), (c, d) = ((radians(latitude), radians(longitude)) for latitude, longitude in (first, second))
    return 12742.0 * asin(sqrt(min(1.0, sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2)))
