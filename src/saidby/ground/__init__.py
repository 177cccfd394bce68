"""The catalogue of *ground*."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from saidby.ground.grounding import grounder
from saidby.stages import Ground

SHIPPED: Final[dict[str, Callable[..., Ground]]] = {"rules": grounder}
