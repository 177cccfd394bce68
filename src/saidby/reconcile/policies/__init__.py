"""The catalogue of reconciliation policies by name, each a maker with keyword options."""

from saidby.reconcile.policies.envelope import envelope
from saidby.reconcile.policies.latest import latest

POLICIES = {"envelope": envelope, "latest": latest}

__all__ = ["POLICIES"]
