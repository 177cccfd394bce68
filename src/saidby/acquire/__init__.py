"""The catalogue of *acquire*: from a path, a URL or standard input to documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from saidby.acquire.sources import sources
from saidby.stages import Acquire

SHIPPED: Final[dict[str, Callable[..., Acquire]]] = {"sources": sources}

__all__ = ["SHIPPED", "sources"]
