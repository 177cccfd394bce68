"""Country outlines for a map without a network: TopoJSON of Natural Earth, cut to a window, as SVG paths.

The format is TopoJSON 1.0 (quantised, delta-encoded arcs); the projection is the plate carrée, stretched so that
distances look right at the window's middle latitude.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final, NamedTuple

import msgspec

Point = tuple[float, float]

MARGIN: Final = 0.18  # of the window on each side, so that no place sits on its edge
SMALLEST: Final = 6.0  # degrees across: less shows no border that a reader could recognise
ROOM_FOR_NAME: Final = 0.012  # of the window's area
HALF_TURN: Final = 180.0  # degrees: a longer step between two points is a jump over the antimeridian
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


class _Properties(msgspec.Struct):
    name: str = ""


class _Geometry(msgspec.Struct):
    properties: _Properties
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
def _countries(resolution: str) -> tuple[tuple[str, tuple[tuple[Point, ...], ...]], ...]:
    """Every country's name and rings (outer and inner), in degrees."""
    data = (files("saidby.release") / "outlines" / f"countries-{resolution}.json").read_bytes()
    topology = msgspec.json.decode(data, type=_Topology)
    arcs = [_arc(steps, topology.transform) for steps in topology.arcs]
    found = []
    for geometry in topology.objects.countries.geometries:
        if geometry.type == "Polygon":
            polygons = [msgspec.json.decode(geometry.arcs, type=list[list[int]])]
        elif geometry.type == "MultiPolygon":
            polygons = msgspec.json.decode(geometry.arcs, type=list[list[list[int]]])
        else:
            continue
        rings = []
        for indices in (ring for polygon in polygons for ring in polygon):
            points = [point for index in indices for point in (arcs[index] if index >= 0 else reversed(arcs[~index]))]
            rings += _whole(points)
        found.append((geometry.properties.name, tuple(rings)))
    return tuple(found)


def _whole(ring: list[Point]) -> list[tuple[Point, ...]]:
    """A ring that jumps over the antimeridian, made whole beyond it and repeated on the other side; any other as it is."""
    turned, shift = ring[:1], 0.0
    for (before, _), (longitude, latitude) in pairwise(ring):
        if abs(longitude - before) > HALF_TURN:
            shift += 2 * HALF_TURN if before > longitude else -2 * HALF_TURN
        turned.append((longitude + shift, latitude))
    if turned == ring:
        return [tuple(ring)]
    return [tuple((longitude + turn, latitude) for longitude, latitude in turned) for turn in (-360.0, 0.0, 360.0)]


def _arc(steps: Sequence[Point], transform: _Transform) -> list[Point]:
    """An arc in degrees: its quantised points are given as steps from the one before."""
    (kx, ky), (dx, dy) = transform.scale, transform.translate
    x = y = 0.0
    points = []
    for step_x, step_y in steps:
        x, y = x + step_x, y + step_y
        points.append((x * kx + dx, y * ky + dy))
    return points


def window(points: list[Point], width: float = 960.0, widest: float = 420.0) -> Window:
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


class Country(NamedTuple):
    """A country's outline in a window, as SVG path data, with its name where there is room for it."""

    path: str
    name: str
    x: float
    y: float
    named: bool


def countries(view: Window) -> Iterator[Country]:
    """Every country that touches the window, cut to it."""
    for name, rings in _countries("50m" if view.east - view.west <= DETAILED else "110m"):
        shapes = [shape for ring in rings if (shape := _cut(ring, view))]
        paths = []
        for shape in shapes:
            drawn: list[Point] = []
            for point in (view.at(longitude, latitude) for longitude, latitude in shape):
                # Closer than this cannot be seen.
                if not drawn or abs(point[0] - drawn[-1][0]) + abs(point[1] - drawn[-1][1]) >= 0.8:
                    drawn.append(point)
            if len(drawn) > 2:
                paths.append("M" + "L".join(f"{x:g} {y:g}" for x, y in drawn) + "Z")
        if not paths:
            continue
        area, longitude, latitude = max(map(_middle, shapes))
        x, y = view.at(longitude, latitude)
        roomy = area >= ROOM_FOR_NAME * (view.east - view.west) * (view.north - view.south)
        yield Country("".join(paths), name, x, y, roomy)


def _cut(ring: Sequence[Point], view: Window) -> list[Point]:
    """The part of a ring inside the window (Sutherland and Hodgman 1974, one edge after another)."""
    shape = list(ring)
    edge = (view.east - view.west) * 0.02  # beyond the border, so that the cut is not drawn
    limits = ((0, view.west - edge, 1), (0, view.east + edge, -1), (1, view.south - edge, 1), (1, view.north + edge, -1))
    for axis, limit, sign in limits:
        kept: list[Point] = []
        for before, after in zip(shape[-1:] + shape[:-1], shape, strict=True):
            inside_before, inside_after = ((p[axis] - limit) * sign >= 0 for p in (before, after))
            if inside_before != inside_after:
                share = (limit - before[axis]) / (after[axis] - before[axis])
                kept.append((before[0] + share * (after[0] - before[0]), before[1] + share * (after[1] - before[1])))
            if inside_after:
                kept.append(after)
        shape = kept
    return shape


def _middle(shape: Sequence[Point]) -> tuple[float, float, float]:
    """Area and centroid of a polygon (the shoelace formula); a sliver's centroid is its first point."""
    twice = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(shape, [*shape[1:], shape[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        twice, x, y = twice + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if abs(twice) < 1e-9:
        return 0.0, *shape[0]
    return abs(twice) / 2, x / (3 * twice), y / (3 * twice)
