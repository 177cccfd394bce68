"""The catalogue of *reconcile*: policies and disputes by name, each a maker with keyword options; `describe` and `voices`."""

from saidby.reconcile.disputes import disputes
from saidby.reconcile.hearing import voices
from saidby.reconcile.incident import describe
from saidby.reconcile.policies import POLICIES

DISPUTES = {"clashes": disputes}

__all__ = ["DISPUTES", "POLICIES", "describe", "voices"]
