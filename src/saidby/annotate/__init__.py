"""The catalogue of *annotate*: readers by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from saidby.annotate.rules import rules
from saidby.annotate.trained.reader import trained
from saidby.stages import Annotate

SHIPPED: Final[dict[str, Callable[..., Annotate]]] = {"rules": rules, "trained": trained}
