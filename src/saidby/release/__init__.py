"""The catalogue of *release*: formats by name, each a maker of a callable from a Ledger to pieces of text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from saidby.release.claims import claims
from saidby.release.geojson import geojson
from saidby.release.incidents import incidents
from saidby.release.page import page
from saidby.release.tables import csv
from saidby.stages import Release

SHIPPED: Final[dict[str, Callable[..., Release]]] = {
    "claims": claims,
    "csv": csv,
    "geojson": geojson,
    "html": page,
    "incidents": incidents,
}
