"""Incidents as dots on a map, with names that do not lie on one another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from saidby.model import Incident
from saidby.release.atlas import Window

RADIUS_WIDE: Final = 45.0  # a ring of a whole country or sea is drawn as an outline, not to hide what lies in it
RADIUS_SMALLEST: Final = 6.0  # a point smaller than this cannot be seen or tapped
LETTER: Final = 6.6  # pixels, of the label's type
LINE: Final = 15.0
GAP: Final = 9.0  # from a dot's middle to its label


class Label(NamedTuple):
    """Where a dot's name is written; `anchor` as in SVG."""

    x: float
    y: float
    anchor: str


class Dot(NamedTuple):
    """An incident on the map; `wide` when its place is too uncertain for a filled ring."""

    x: float
    y: float
    radius: float
    incident: str
    name: str
    wide: bool
    label: Label | None


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


def incident_name(incident: Incident) -> str:
    """What and where, as in "Drone strike, Kharkiv": what and where, as far as anybody says."""
    kind = (incident.type or "incident").replace("_", " ").capitalize()
    return f"{kind}, {incident.place.name}" if incident.place else f"{kind}, place unknown"


def dots(incidents: Sequence[Incident], view: Window, labels: int) -> list[Dot]:
    """A dot for every incident with a point. The first `labels` are named where a free place beside them is found."""
    found: list[Dot] = []
    taken: list[_Box] = []
    for incident in incidents:
        place = incident.place
        if place is None or place.latitude is None or place.longitude is None:
            continue
        x, y = view.at(place.longitude, place.latitude)
        radius = max(RADIUS_SMALLEST, view.length(place.radius_km or 0.0))
        name = incident_name(incident)
        label = _free(x, y, name, taken, view) if len(found) < labels else None
        found.append(Dot(x, y, radius, incident.id, name, radius > RADIUS_WIDE, label))
    return found


def _free(x: float, y: float, name: str, taken: list[_Box], view: Window) -> Label | None:
    """The first place beside the dot that is inside the map and on no other label; it is taken from then on."""
    width = len(name) * LETTER
    for step in (0, 1, -1, 2, -2, 3, -3):
        for anchor, left in (("start", x + GAP), ("end", x - GAP - width)):
            top = y - LINE / 2 + step * LINE
            box = _Box(left, top, left + width, top + LINE)
            inside = box.left >= 0 and box.right <= view.width and box.top >= 0 and box.bottom <= view.height
            if inside and not any(box.meets(other) for other in taken):
                taken.append(box)
                return Label(round(x + (GAP if anchor == "start" else -GAP), 1), round(top + LINE * 0.75, 1), anchor)
    return None
