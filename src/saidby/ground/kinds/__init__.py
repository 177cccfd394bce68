"""What was used and what was hit: weapons by class and model, targets by class and nature."""

from __future__ import annotations

from saidby.ground.kinds.targets import Names, targets
from saidby.ground.kinds.weapons import weapons

__all__ = ["Names", "targets", "weapons"]
