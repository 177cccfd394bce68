"""``envelope@1``: everything that anybody still stands by, from the lowest number to the highest.

Low and high follow UCDP GED, whose low and high estimates are the lowest and the highest that reliable sources give
(Sundberg and Melander 2013), and Iraq Body Count, which publishes the least and the most of its independent sources:
no speaker is discounted for whose side they are on.
"""

from __future__ import annotations

from saidby.model import Account
from saidby.reconcile.clash import widened
from saidby.reconcile.policies.rule import Rule, Verdict
from saidby.reconcile.series import Series, figure, size
from saidby.reconcile.voices import independent
from saidby.stages import Policy


def envelope() -> Policy:
    """The envelope policy.

    * low: the smallest lower bound of the standing counts, raised to the largest part ("3 children" is at least 3);
      None when every one of them is open below.
    * high: the largest number that any of them names; None when all are open above ("at least 24" alone), or when only
      a part of the whole is known.
    * best: the number (lower bound, else upper) that most independent sources can agree to – "at least 24" agrees to
      25; of equals one that is counted exactly, then the one that was published last, then the smaller, as ACLED takes
      the most conservative figure.
    """
    return Rule("envelope@1", _decide)


def _decide(series: Series) -> Verdict:
    bounds = [figure(account).bounds for account in series.current]
    lows = [bound.low for bound in bounds if bound.low is not None]
    low = max(min(lows), series.floor or 0) if lows else series.floor
    named = [number for bound in bounds for number in (bound.low, bound.high) if number is not None]
    closed = not series.partial and any(bound.high is not None for bound in bounds)
    high = max([*named, low or 0]) if closed else None
    best = size(figure(max(series.current, key=lambda account: _support(account, series))).bounds)
    best = max(best, low) if low is not None else best
    return Verdict(low, min(best, high) if high is not None else best, high, series.current)


def _support(account: Account, series: Series) -> tuple[int, bool, str, int, str]:
    bounds = figure(account).bounds
    number = size(bounds)
    agreeing = [other for other in series.current if _admits(other, number)]
    published = account.published.interval.start.isoformat() if account.published else ""
    return (independent(agreeing), bounds.low == bounds.high, published, -number, account.claim.id)


def _admits(account: Account, number: int) -> bool:
    allowed = widened(figure(account).bounds)
    return (allowed.low is None or allowed.low <= number) and (allowed.high is None or number <= allowed.high)
