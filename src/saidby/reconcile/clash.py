"""Whether two counts can both hold."""

from __future__ import annotations

from itertools import combinations
from math import ceil, floor

from saidby.model import Account, Bounds
from saidby.reconcile.series import Series, figure
from saidby.reconcile.voices import voice
from saidby.vocabulary import Qualifier

_ABOUT = 0.1  # "about 50" covers a tenth up and down
_ROUND = 5  # and a small multiple of ten half a ten: "about 20" may be 24


def widened(bounds: Bounds) -> Bounds:
    """The numbers that a speaker of these words may have had in mind: "about" is not exact."""
    if bounds.qualifier is not Qualifier.ABOUT:
        return bounds
    low = None if bounds.low is None else max(0, floor(bounds.low - _margin(bounds.low)))
    high = None if bounds.high is None else ceil(bounds.high + _margin(bounds.high))
    return Bounds(low=low, high=high, qualifier=bounds.qualifier)


def _margin(number: int) -> float:
    return max(number * _ABOUT, _ROUND if number >= 20 and number % 10 == 0 else 0)


def clashes(first: Account, second: Account) -> bool:
    """Whether no number satisfies both figures."""
    return not widened(figure(first).bounds).meets(widened(figure(second).bounds))


def clashing(series: Series) -> list[tuple[Account, Account]]:
    """The pairs of standing counts by different speakers that cannot both hold, in the series' order."""
    return [(a, b) for a, b in combinations(series.current, 2) if voice(a) != voice(b) and clashes(a, b)]
