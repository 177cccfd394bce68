"""Counts that cannot both hold: positions, one dispute for each two of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from saidby.model import Account, Bounds
from saidby.reconcile.clash import Clash, apart, capital, clearest, does, widened
from saidby.reconcile.series import Series, figure, measures, opposed, revised, series
from saidby.reconcile.units import narrowing, unit_class
from saidby.reconcile.voices import label
from saidby.vocabulary import ClaimKind, Measure, Stance


class _Position(NamedTuple):
    """A count of one kind of people or things; of people, perhaps only of some (`narrowing`)."""

    bounds: Bounds
    unit: str
    narrowing: frozenset[str]


def clashing(found: Series) -> list[tuple[Account, Account]]:
    """Of each two positions on a measure that cannot both hold, the best placed speakers; the earlier-told count first.

    A position is a count, whoever gives it. Only counts that their speakers still stand by are set against one another,
    and not those of which the later continues the earlier, unless the two speakers are of different sides.
    """
    positions: dict[_Position, list[Account]] = {}
    for account in sorted(found.current, key=clearest):
        counted = figure(account)
        quote = account.claim.quote
        position = _Position(counted.bounds, unit_class(counted, quote), narrowing(counted, quote))
        positions.setdefault(position, []).append(account)
    pairs = []
    for one, two in combinations(positions, 2):
        if one.unit == two.unit and not _meet(one, two):
            pair = next((pair for pair in _pairs(positions[one], positions[two]) if _disagree(pair, found)), None)
            if pair is not None:
                pairs.append(_in_time(pair, found))
    return pairs


def _meet(one: _Position, two: _Position) -> bool:
    """Whether a number satisfies both; of civilians alone there may be fewer than people, of Danes and of Swedes any."""
    first, second = widened(one.bounds), widened(two.bounds)
    if one.narrowing == two.narrowing:
        return first.meets(second)
    if one.narrowing > two.narrowing:
        some, people = first, second
    elif one.narrowing < two.narrowing:
        some, people = second, first
    else:
        return True
    return some.low is None or people.high is None or some.low <= people.high


def _pairs(first: Sequence[Account], second: Sequence[Account]) -> Iterator[tuple[Account, Account]]:
    return ((a, b) for a in first for b in second)


def _disagree(pair: tuple[Account, Account], found: Series) -> bool:
    first, second = pair
    if not apart(first, second) or _in_its_own_words(first, second):
        return False
    return opposed(first, second) or not (revised(first, second, found.told) or revised(second, first, found.told))


def _in_its_own_words(first: Account, second: Account) -> bool:
    """Whether one is a count that the report gives in its own words, the other one that it quotes.

    Who writes both down knows both: they count different people, or one is the later. Of somebody and nobody only one
    can be so.
    """
    own = not first.claim.speakers or not second.claim.speakers
    nobody = 0 in (figure(first).bounds.high, figure(second).bounds.high)
    return own and not nobody and first.claim.document == second.claim.document


def _in_time(pair: tuple[Account, Account], found: Series) -> tuple[Account, Account]:
    def told(account: Account) -> tuple[bool, str, tuple[int, bool, int, float, str]]:
        when = found.told.get(figure(account).bounds)
        return (when is None, when.start.isoformat() if when else "", clearest(account))

    first, second = sorted(pair, key=told)
    return first, second


def over_counts(accounts: Sequence[Account]) -> Iterator[Clash]:
    """The disputes over counts, and denials of a count that somebody stands by."""
    for measure in measures(accounts):
        yield from over_series(accounts, series(accounts, measure))


def over_series(accounts: Sequence[Account], found: Series) -> Iterator[Clash]:
    """The disputes over one measure, of which `found` is sorted out from `accounts`."""
    for first, second in clashing(found):
        why = f"{capital(first)} and {label(second)} do not agree on {_asked(found.measure)}{_lag(first, second)}."
        yield Clash(first, second, found.measure, why)
    yield from _denied(accounts, found)


def _asked(measure: Measure) -> str:
    things = measure in (Measure.CASUALTIES, Measure.ATTACKS, Measure.ATTACKERS)
    return f"how many {measure} there were" if things else f"how many were {measure}"


def _lag(first: Account, second: Account) -> str:
    if first.published is None or second.published is None:
        return ""
    hours = abs((second.published.interval.start - first.published.interval.start).total_seconds()) / 3600
    if hours < 1:
        return ""
    return (
        f"; the counts were published {hours:.0f} hours apart"
        if hours < 48
        else f"; the counts were published {hours / 24:.0f} days apart"
    )


def _denied(accounts: Sequence[Account], found: Series) -> Iterator[Clash]:
    """One dispute for each count that a voice denies and another still gives."""
    for denial in sorted(accounts, key=clearest):
        claim = denial.claim
        if (
            claim.kind is not ClaimKind.FIGURE
            or claim.stance is not Stance.DENIES
            or figure(denial).measure is not found.measure
        ):
            continue
        given = [a for a in found.current if figure(a).bounds == figure(denial).bounds and apart(a, denial)]
        if given:
            other = min(given, key=clearest)
            why = f"{does(denial, 'denies', 'deny')} what {label(other)} says about {_asked(found.measure)}."
            yield Clash(other, denial, f"denied {found.measure}", why)
