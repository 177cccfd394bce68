"""The catalogue of *ground*."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from saidby.ground.gazetteer import at
from saidby.ground.grounding import grounder
from saidby.stages import Gazetteer, Ground

SHIPPED: Final[dict[str, Callable[..., Ground]]] = {"rules": grounder}
GAZETTEERS: Final[dict[str, Callable[..., Gazetteer]]] = {"geonames": at}
