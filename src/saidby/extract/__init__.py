"""The catalogue of *extract*."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from saidby.extract.claims import claims
from saidby.stages import Extract

SHIPPED: Final[dict[str, Callable[..., Extract]]] = {
    "claims": claims,
}
