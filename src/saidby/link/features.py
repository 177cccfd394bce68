"""How well two units agree: named features, each with its weight and a sentence.

Weights are rough log-odds set by hand: about +5 is as sure as the same town, the same day and nothing against it.
What is unknown weighs nothing. A contradiction (:func:`contradiction`) is not weighed: it keeps two units apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple, TypeAlias

from saidby.link.lexicon import lexicon
from saidby.link.units import Unit, grain_of_place, grain_of_time
from saidby.model import Interval, Place
from saidby.vocabulary import IncidentType

_DAY = timedelta(days=1)
_RADIUS_KM = {1: 5.0, 2: 25.0}  # by precision, of a place that gives none
_NEAR_KM = 10.0  # beyond both radii: still probably one happening
_REACH_KM = 25.0  # beyond both radii: perhaps; further is elsewhere
_FRESH = timedelta(days=3)  # an undated happening is taken to be this much older than its report at most


class Feature(NamedTuple):
    """One thing that two units agree or disagree in."""

    weight: float
    text: str


class Match(NamedTuple):
    """What speaks for two units being about one happening; `score` is the sum."""

    features: tuple[Feature, ...]
    score: float

    @property
    def why(self) -> str:
        """The features in words, weightiest first."""
        ranked = sorted((f for f in self.features if f.weight), key=lambda f: (-abs(f.weight), f.text))
        return "; ".join(f"{feature.text} ({feature.weight:+.1f})" for feature in ranked)


Stand: TypeAlias = tuple[Place | None, Interval | None, Interval | None]


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit with the number of its place and time (see :meth:`Comparison.stand`)."""

    unit: Unit
    stand: int


def contradiction(a: Unit, b: Unit) -> str | None:
    """Why the two cannot be one happening by place or time, or None."""
    return _elsewhere(a.place, b.place) or _another_time(a, b)


class Comparison:
    """Compares units; remembers what it found for each pair of places and times, for these recur."""

    def __init__(self) -> None:
        self._stands: dict[Stand, int] = {}
        self._found: dict[tuple[int, int], tuple[Feature, ...] | None] = {}

    def stand(self, unit: Unit) -> int:
        """A number for all that contradictions depend on: place, time, and the report's time for what is undated."""
        key = (unit.place, unit.interval, unit.published if _dated(unit) is None else None)
        return self._stands.setdefault(key, len(self._stands))

    def stands(self, a: Placed, b: Placed) -> tuple[Feature, ...] | None:
        """What place and time say for the two, or None where they contradict each other; symmetric."""
        key = (a.stand, b.stand) if a.stand <= b.stand else (b.stand, a.stand)
        if key not in self._found:
            clash = contradiction(a.unit, b.unit) is not None
            self._found[key] = None if clash else (*_place(a.unit, b.unit), *_time(a.unit, b.unit))
        return self._found[key]

    def match(self, a: Placed, b: Placed) -> Match | None:
        """The features of two units, None where they contradict each other; symmetric."""
        stands = self.stands(a, b)
        if stands is None:
            return None
        found = (*stands, *_type(a.unit.type, b.unit.type), *_words(a.unit, b.unit), *_counts(a.unit, b.unit))
        return Match(found, sum(feature.weight for feature in found))


# --- Place -----------------------------------------------------------------------------------------------------------


def _same(a: Place, b: Place) -> bool:
    if a.geonames_id is not None and b.geonames_id is not None:
        return a.geonames_id == b.geonames_id
    return a.name.casefold() == b.name.casefold() and a.country == b.country and a.admin1 == b.admin1


def kilometres(a: Place, b: Place) -> float | None:
    """The great-circle distance of two places' points, None where one has no point."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    north, east = radians(b.latitude - a.latitude) / 2, radians(b.longitude - a.longitude) / 2
    chord = sin(north) ** 2 + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(east) ** 2
    return 2 * 6371.0 * asin(sqrt(min(1.0, chord)))


def _gap(a: Place, b: Place) -> float | None:
    """How far apart two places of their own lie beyond both radii, in km; None where that cannot be told."""
    if grain_of_place(a) or grain_of_place(b) or (apart := kilometres(a, b)) is None:
        return None
    reach = sum(place.radius_km if place.radius_km is not None else _RADIUS_KM[max(1, place.geo_precision)] for place in (a, b))
    return max(0.0, apart - reach)


def _elsewhere(a: Place | None, b: Place | None) -> str | None:
    if a is None or b is None or _same(a, b):
        return None
    gap = _gap(a, b)
    if gap is not None:
        return f"{a.name} and {b.name} lie {gap:.0f} km too far apart" if gap > _REACH_KM else None
    if a.country and b.country and a.country != b.country:
        return f"{a.name} and {b.name} lie in different countries"
    if a.admin1 and b.admin1 and a.admin1 != b.admin1:
        return f"{a.name} and {b.name} lie in different regions"
    return None


def _place(a: Unit, b: Unit) -> tuple[Feature, ...]:
    if a.place is None or b.place is None:
        return ()
    grain = max(grain_of_place(a.place), grain_of_place(b.place))
    if grain == 2:
        return (Feature(0.3, f"both in {a.place.country or b.place.country or 'one country'}"),)
    if grain == 1:
        return (Feature(0.8, f"both in the region of {min(a.place.name, b.place.name)}"),)
    if _same(a.place, b.place):
        return (Feature(3.0, f"the same place, {a.place.name}"),)
    gap = _gap(a.place, b.place)
    names = " and ".join(sorted((a.place.name, b.place.name)))
    if gap is None:
        return ()
    if gap == 0:
        return (Feature(2.5, f"{names} lie within each other's reach"),)
    return (Feature(1.5 if gap <= _NEAR_KM else 0.0, f"{names} lie near each other"),)


# --- Time ------------------------------------------------------------------------------------------------------------


def _between(a: Interval, b: Interval) -> timedelta:
    """The time that lies between two intervals; zero where they overlap or touch."""
    return max(timedelta(0), a.start - b.end, b.start - a.end)


def _dated(unit: Unit) -> Interval | None:
    return None if grain_of_time(unit.interval) == 2 else unit.interval


def _another_time(a: Unit, b: Unit) -> str | None:
    one, two = _dated(a), _dated(b)
    if one is not None and two is not None:
        return f"dated {one.edtf} and {two.edtf}" if _between(one, two) >= _DAY else None
    for dated, undated in ((one, b), (two, a)):
        if dated is not None and undated.published is not None and undated.published.end + _DAY < dated.start:
            return f"one was published before {dated.edtf}, when the other happened"
    return None


def _time(a: Unit, b: Unit) -> tuple[Feature, ...]:
    one, two = _dated(a), _dated(b)
    if one is not None and two is not None:
        grain = max(grain_of_time(one), grain_of_time(two))
        if not one.overlaps(two):
            if one.edtf == two.edtf:
                return (Feature(1.0, f"the same day, {one.edtf}, at other hours"),)
            return (Feature(-0.5, f"dated {' and '.join(sorted((one.edtf, two.edtf)))}, hours apart"),)
        if grain == 0:
            return (Feature(2.5, f"the time agrees, {min(one, two, key=lambda i: (i.end - i.start, i.start)).edtf}"),)
        longest = max(one.end - one.start, two.end - two.start)
        weight = 1.2 if longest <= 8 * _DAY else 0.2 if longest <= 31 * _DAY else 0.0  # a war has many such days
        return (Feature(weight, "one date lies within the other"),)
    known, later = (one or a.published, two or b.published)
    if known is not None and later is not None and _between(known, later) <= _FRESH:
        weight = 1.5 if _between(known, later) <= _DAY else 0.8
        return (Feature(weight, "undated, but reported at that time"),)
    return (Feature(-3.0, "nothing dates one of them"),)


# --- The rest --------------------------------------------------------------------------------------------------------


@cache
def _relatives(a: IncidentType, b: IncidentType) -> bool:
    return any(a in family and b in family for family in lexicon().families.values())


@cache
def _type(a: IncidentType | None, b: IncidentType | None) -> tuple[Feature, ...]:
    neutral = lexicon().kinds.neutral
    if a is None or b is None or (a is not b and (a in neutral or b in neutral)):
        return ()
    if a is b:
        return (Feature(1.0 if a not in neutral else 0.3, f"both {a}"),)
    names = " and ".join(sorted((a, b)))
    return (Feature(0.4, f"{names} are often one") if _relatives(*sorted((a, b))) else Feature(-1.5, f"{names} differ"),)


def _words(a: Unit, b: Unit) -> tuple[Feature, ...]:
    found = []
    if a.origin == b.origin and a.document != b.document:
        found.append(Feature(2.0, "one report repeats the other"))
    for label, one, two in (("actor", a.actors, b.actors), ("weapon", a.weapons, b.weapons), ("target", a.targets, b.targets)):
        if not one.isdisjoint(two):
            found.append(Feature(0.5, f"the same {label}, {min(one & two)}"))
    return tuple(found)


def _counts(a: Unit, b: Unit) -> tuple[Feature, ...]:
    if a.counts.isdisjoint(b.counts):
        return ()
    shared = a.counts & b.counts
    # A larger number agrees by chance less often.
    weighed = sorted((max(low or 0, high or 0), measure) for measure, low, high in shared)
    weight = min(2.0, sum(1.5 if size >= 10 else 1.0 if size >= 3 else 0.4 for size, _ in weighed))
    size, measure = weighed[-1]
    return (
        Feature(
            weight,
            f"the same figures, {size} {measure} among them" if len(shared) > 1 else f"the same figure, {size} {measure}",
        ),
    )
