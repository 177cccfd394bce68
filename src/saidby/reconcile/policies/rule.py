"""What every policy shares: from sorted-out figures to estimates that account for each figure of their measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from saidby.model import Account, Estimate, Incident, SetAside
from saidby.reconcile.counts import over_series
from saidby.reconcile.series import Series, measures, series
from saidby.reconcile.voices import independent, settled


@dataclass(frozen=True, slots=True)
class Verdict:
    """The numbers that a rule draws from a series, the accounts that carry them, and why the other current ones do not."""

    low: int | None
    best: int | None
    high: int | None
    used: tuple[Account, ...]
    unused: str = ""  # the reason that is told of current claims that do not carry the verdict


@dataclass(frozen=True, slots=True)
class Rule:
    """A policy: a name with its version, and how it draws a verdict from a series with at least one current figure."""

    name: str
    decide: Callable[[Series], Verdict]

    def __call__(self, incident: Incident, accounts: Sequence[Account]) -> tuple[Estimate, ...]:
        """One estimate for each measure that the incident's accounts have a figure of.

        A measure of which no figure stands (all denied, all predicted) has an estimate without numbers.
        """
        members = frozenset(incident.claims)
        own = settled(account for account in accounts if account.claim.id in members)
        return tuple(self._estimate(incident, own, series(own, measure)) for measure in measures(own))

    def _estimate(self, incident: Incident, own: Sequence[Account], found: Series) -> Estimate:
        verdict = self.decide(found) if found.current else Verdict(None, None, None, ())
        used = {account.claim.id for account in verdict.used}
        rest = [SetAside(claim=a.claim.id, reason=verdict.unused) for a in found.current if a.claim.id not in used]
        return Estimate(
            incident=incident.id,
            measure=found.measure,
            policy=self.name,
            low=verdict.low,
            best=verdict.best,
            high=verdict.high,
            used=tuple(sorted(used)),
            set_aside=tuple(sorted((*found.aside, *rest), key=lambda aside: aside.claim)),
            sources=independent(verdict.used),
            disputed=any(clash.first.claim.id in used or clash.second.claim.id in used for clash in over_series(own, found)),
        )
