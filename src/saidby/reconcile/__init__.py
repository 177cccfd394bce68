"""The catalogue of *reconcile*: policies and disputes by name, each a maker with keyword options; and `describe`."""

from saidby.reconcile.disputes import disputes
from saidby.reconcile.incident import describe
from saidby.reconcile.policies import POLICIES

DISPUTES = {"clashes": disputes}

__all__ = ["DISPUTES", "POLICIES", "describe"]
