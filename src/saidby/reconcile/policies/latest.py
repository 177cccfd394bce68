"""``latest@1``: the newest count, by whoever was best placed to give it.

Newsrooms and humanitarian bulletins work so: a toll is the last one given. What it replaces stays in the ledger.
"""

from __future__ import annotations

from datetime import timedelta

from saidby.model import Account
from saidby.reconcile.policies.rule import Rule, Verdict
from saidby.reconcile.series import Series, figure, size
from saidby.reconcile.voices import standing
from saidby.stages import Policy


def latest(*, hours: int = 24) -> Policy:
    """The latest policy.

    Counts published within `hours` before the newest one compete: an identified speaker goes before one who is only
    named, before the report's own voice, before nobody named; then the later, the exact, the smaller. Undated counts
    carry it only when there are no others. Its bounds are those of the count, raised to the largest part; best is its
    lower bound, else its upper. Other speakers who give the very same bounds carry it too.
    """
    window = timedelta(hours=hours)

    def decide(series: Series) -> Verdict:
        dated = [account for account in series.current if account.published is not None]
        newest = max((a.published.interval.start for a in dated if a.published), default=None)
        fresh = [a for a in dated if a.published and newest and newest - a.published.interval.start <= window]
        chosen = min(fresh or series.current, key=_rank)
        bounds = figure(chosen).bounds
        low = bounds.low if series.floor is None else max(bounds.low or 0, series.floor)
        high = None if series.partial or bounds.high is None else max(bounds.high, low or 0)
        best = max(size(bounds), low or 0)
        used = tuple(account for account in series.current if figure(account).bounds == bounds)
        return Verdict(low, best, high, used, f"the latest count is {chosen.claim.id} ({chosen.claim.quote})")

    return Rule("latest@1", decide)


def _rank(account: Account) -> tuple[int, float, bool, int, str]:
    bounds = figure(account).bounds
    start = account.published.interval.start if account.published else None
    age = -(start - start.min).total_seconds() if start else 0.0
    return (standing(account), age, bounds.low != bounds.high, size(bounds), account.claim.id)
