"""Country outlines for a map without a network: TopoJSON of Natural Earth, cut to a window, as SVG paths.

The format is TopoJSON 1.0 (quantised, delta-encoded arcs); the projection is the plate carrée, stretched so that
distances look right at the window's middle latitude.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import msgspec

Point = tuple[float, float]

MARGIN: Final = 0.18  # of the window on each side, so that no place sits on its edge
SMALLEST: Final = 6.0  # degrees across: less shows no border that a reader could recognise
DETAILED: Final = 70.0  # degrees across, up to which the finer outlines are worth their size


class Window(NamedTuple):
    """What a map shows, in degrees, and how wide and high it is drawn."""

    west: float
    south: float
    east: float
    north: float
    width: float
    height: float

    def at(self, longitude: float, latitude: float) -> Point:
        """Where a point is drawn, from the top left corner."""
        x = (longitude - self.west) / (self.east - self.west) * self.width
        y = (self.north - latitude) / (self.north - self.south) * self.height
        return round(x, 1), round(y, 1)

    def length(self, kilometres: float) -> float:
        """How long a distance is drawn (111.2 km a degree of latitude)."""
        return round(kilometres / 111.2 / (self.north - self.south) * self.height, 1)


class _Transform(msgspec.Struct):
    scale: Point
    translate: Point


class _Geometry(msgspec.Struct):
    type: str | None = None
    arcs: msgspec.Raw = msgspec.Raw(b"[]")


class _Collection(msgspec.Struct):
    geometries: list[_Geometry]


class _Objects(msgspec.Struct):
    countries: _Collection


class _Topology(msgspec.Struct):
    transform: _Transform
    arcs: list[list[Point]]
    objects: _Objects


@cache
def _rings(resolution: str) -> tuple[tuple[Point, ...], ...]:
    """Every outer and inner ring of every country, in degrees."""
    data = (files("saidby.release") / "outlines" / f"countries-{resolution}.json").read_bytes()
    topology = msgspec.json.decode(data, type=_Topology)
    (kx, ky), (dx, dy) = topology.transform.scale, topology.transform.translate
    arcs: list[list[Point]] = []
    for arc in topology.arcs:
        x = y = 0.0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    rings = []
    for geometry in topology.objects.countries.geometries:
        if geometry.type == "Polygon":
            polygons = [msgspec.json.decode(geometry.arcs, type=list[list[int]])]
        elif geometry.type == "MultiPolygon":
            polygons = msgspec.json.decode(geometry.arcs, type=list[list[list[int]]])
        else:
            continue
        for polygon in polygons:
            for indices in polygon:
                ring: list[Point] = []
                for index in indices:
                    ring.extend(arcs[index] if index >= 0 else reversed(arcs[~index]))
                rings.append(tuple(ring))
    return tuple(rings)


def window(points: list[Point], width: float = 960.0, widest: float = 520.0) -> Window:
    """The smallest pleasant window around `points` (longitude, latitude), drawn `width` wide and at most `widest` high."""
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    stretch = max(0.2, math.cos(math.radians(middle_y)))
    span_x = max(SMALLEST / stretch, (east - west) * (1 + 2 * MARGIN))
    span_y = max(SMALLEST * widest / width, (north - south) * (1 + 2 * MARGIN))
    span_x = max(span_x, span_y / stretch * width / widest)
    span_x = min(span_x, 360.0)
    span_y = min(span_x * stretch * widest / width, 150.0)
    middle_y = max(-62.0 + span_y / 2, min(84.0 - span_y / 2, middle_y))
    west = max(-180.0, min(180.0 - span_x, middle_x - span_x / 2))
    return Window(west, middle_y - span_y / 2, west + span_x, middle_y + span_y / 2, width, widest)


def land(view: Window) -> Iterator[str]:
    """SVG path data of every ring that touches the window; the view box cuts what sticks out."""
    for ring in _rings("50m" if view.east - view.west <= DETAILED else "110m"):
        longitudes, latitudes = [x for x, _ in ring], [y for _, y in ring]
        if (
            max(longitudes) < view.west
            or min(longitudes) > view.east
            or max(latitudes) < view.south
            or min(latitudes) > view.north
        ):
            continue
        drawn: list[Point] = []
        for longitude, latitude in ring:
            point = view.at(_near(longitude, view), latitude)
            if not drawn or abs(point[0] - drawn[-1][0]) + abs(point[1] - drawn[-1][1]) >= 0.8:  # under a pixel is invisible
                drawn.append(point)
        if len(drawn) > 2:
            yield "M" + "L".join(f"{x:g} {y:g}" for x, y in drawn) + "Z"


def _near(longitude: float, view: Window) -> float:
    """The longitude held to three windows' width, so that far shores of large countries do not swell the page."""
    reach = view.east - view.west
    return min(max(longitude, view.west - reach), view.east + reach)
