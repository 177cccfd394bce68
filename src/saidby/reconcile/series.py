"""The figures of one measure of an incident, sorted out: which still stand, and why each other one does not.

Nothing here takes a number from one claim and gives it to another: figures are kept or set aside, with a reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from saidby.model import Account, Bounds, Figure, Interval, SetAside
from saidby.reconcile.clash import widened
from saidby.reconcile.units import ATTACKERS, PEOPLE, is_part, narrowing, unit_class
from saidby.reconcile.voices import Key, independent, label, origin, side, standing, voice
from saidby.vocabulary import ClaimKind, Measure, Scope, Stance

_UNDATED = datetime(1, 1, 1)  # only ever compared with itself
_HOURS = timedelta(hours=3)  # counts told within these are told at the same time
_DAYS = timedelta(days=7)  # for how long a toll is taken to grow
_STANCES = {
    Stance.DENIES: "denies it",
    Stance.DOUBTS: "doubts it",
    Stance.THREATENS: "threatens it: it has not happened",
    Stance.DEMANDS: "demands it: it has not happened",
    Stance.PREDICTS: "expects it: it has not happened",
    Stance.RETRACTS: "takes it back",
}


@dataclass(frozen=True, slots=True)
class Series:
    """What is left of a measure's figures.

    `current` holds one account for each count that a speaker still stands by, in a fixed order; `aside` all others, in
    order of their claims. `floor` is the largest number that some part of the whole has at least. `partial` says that
    only parts are known, so that the whole has no upper bound. `told` is when each count was first told by anybody.
    """

    measure: Measure
    current: tuple[Account, ...]
    aside: tuple[SetAside, ...]
    floor: int | None
    partial: bool
    told: Mapping[Bounds, Interval]


def figure(account: Account) -> Figure:
    """The account's figure. Raises ValueError for an assertion."""
    if account.claim.figure is None:
        raise ValueError(f"claim {account.claim.id} is a {account.claim.kind}, not a figure; pass figures only")
    return account.claim.figure


def size(bounds: Bounds) -> int:
    """The number that a count names: its lower bound where it has one, else its upper."""
    return bounds.low if bounds.low is not None else bounds.high or 0


def measures(accounts: Iterable[Account]) -> list[Measure]:
    """The measures that the accounts have figures of, in the vocabulary's order."""
    found = {account.claim.figure.measure for account in accounts if account.claim.figure is not None}
    return [measure for measure in Measure if measure in found]


def series(accounts: Iterable[Account], measure: Measure) -> Series:
    """Sorts out the figures of `measure` among an incident's accounts; the accounts' order does not matter."""
    known = {account.claim.id: account for account in accounts}
    figures = [
        known[claim]
        for claim in sorted(known)
        if known[claim].claim.kind is ClaimKind.FIGURE and figure(known[claim]).measure is measure
    ]
    aside: dict[str, str] = {}
    _set_aside_unasserted(figures, aside)
    _set_aside_parts(figures, known, aside)
    parts = [account for account in figures if account.claim.id in aside and _asserted(account)]
    _set_aside_other_units(figures, aside)
    parts.extend(a for a in figures if a.claim.id in aside and a not in parts and _asserted(a) and is_part(_class(a)))
    whole = [account for account in figures if account.claim.id not in aside]
    partial = not whole and bool(parts)
    if partial:
        most = max(parts, key=lambda account: (size(figure(account).bounds), account.claim.id))
        del aside[most.claim.id]
        whole = [most]
    _set_aside_superseded(whole, _first_told(figures), aside)
    told = _first_counted(whole)
    _set_aside_outgrown([account for account in whole if account.claim.id not in aside], told, aside)
    current = tuple(account for account in whole if account.claim.id not in aside)
    top = max((size(figure(account).bounds) for account in current), default=0)
    lows = [low for account in parts if (low := figure(account).bounds.low) is not None and low <= top]
    return Series(
        measure=measure,
        current=current,
        aside=tuple(SetAside(claim=claim, reason=aside[claim]) for claim in sorted(aside)),
        floor=max(lows, default=None),
        partial=partial,
        told=told,
    )


def _asserted(account: Account) -> bool:
    return account.claim.stance is Stance.ASSERTS and figure(account).scope is Scope.INCIDENT


def _set_aside_unasserted(figures: Sequence[Account], aside: dict[str, str]) -> None:
    taken_back: dict[Key, list[Account]] = defaultdict(list)
    for account in figures:
        if account.claim.stance is Stance.RETRACTS:
            taken_back[voice(account)].append(account)
    for account in figures:
        scope, stance = figure(account).scope, account.claim.stance
        if scope is not Scope.INCIDENT:
            aside[account.claim.id] = (
                "a running total over more than this incident" if scope is Scope.CUMULATIVE else "not a count"
            )
        elif stance is not Stance.ASSERTS:
            aside[account.claim.id] = f"{label(account)} {_STANCES[stance]}"
        elif any(figure(other).bounds == figure(account).bounds for other in taken_back[voice(account)]):
            aside[account.claim.id] = f"taken back by {label(account)}"


def _set_aside_parts(figures: Sequence[Account], known: dict[str, Account], aside: dict[str, str]) -> None:
    """Parts that the text itself marks. "21 of 49" shot down is no part of what was shot down, but all of it."""
    for account in figures:
        whole = known.get(account.claim.subset_of or "")
        if account.claim.subset_of is None or account.claim.id in aside:
            continue
        if whole is None:
            aside[account.claim.id] = f"a part of {account.claim.subset_of}, which is not among these claims"
        elif whole.claim.figure is not None and whole.claim.figure.measure is figure(account).measure:
            aside[account.claim.id] = f"a part of {whole.claim.id} ({whole.claim.quote})"


def _set_aside_other_units(figures: Sequence[Account], aside: dict[str, str]) -> None:
    """Parts by their unit (children beside people), attackers beside victims, and other kinds of things."""
    left = [account for account in figures if account.claim.id not in aside]
    classes: dict[str, list[Account]] = defaultdict(list)
    for account in left:
        classes[_class(account)].append(account)
    people = classes.get(PEOPLE, [])
    if people or any(is_part(name) for name in classes):
        largest = max((size(figure(account).bounds) for account in people), default=None)
        for name, accounts in classes.items():
            for account in accounts:
                if name == ATTACKERS:
                    aside[account.claim.id] = "counts the attackers, not those whom they harmed"
                elif is_part(name) and largest is not None and size(figure(account).bounds) <= largest:
                    aside[account.claim.id] = f"a part of the people: it counts {name.removeprefix('part: ')}"
                elif _one_of_them(figure(account)) and largest is not None and largest > 1:
                    aside[account.claim.id] = f"a part of the people: one {figure(account).unit}"
                elif _named_among(account, people):
                    aside[account.claim.id] = f"a part of the people: it counts {figure(account).unit}"
        return
    if len(classes) > 1:
        main = max(
            classes,
            key=lambda name: (
                independent(classes[name]),
                len(classes[name]),
                max(size(figure(a).bounds) for a in classes[name]),
                name,
            ),
        )
        for name, accounts in classes.items():
            if name != main:
                aside.update({account.claim.id: f"counts another thing ({name}, not {main})" for account in accounts})


def _class(account: Account) -> str:
    return unit_class(figure(account), account.claim.quote)


def _named_among(account: Account, people: Sequence[Account]) -> bool:
    """Whether who counts these ("three Danes", "20 bodies"), or the report in its own words, counts everybody, no fewer."""
    return bool(narrowing(figure(account), account.claim.quote)) and any(
        other.claim.document == account.claim.document
        and (not other.claim.speakers or voice(other) == voice(account))
        and not narrowing(figure(other), other.claim.quote)
        and size(figure(other).bounds) >= size(figure(account).bounds)
        for other in people
    )


def _one_of_them(counted: Figure) -> bool:
    """Whether a figure is of one person who is spoken of without a number ("the interpreter was hurt")."""
    return counted.implicit and counted.bounds.low == counted.bounds.high == 1


def _first_told(accounts: Sequence[Account]) -> dict[str, datetime]:
    """When each origin's words were first published: a copy says nothing new. Origins without any date are left out."""
    told: dict[str, datetime] = {}
    for account in accounts:
        if account.published is not None:
            start = account.published.interval.start
            told[origin(account)] = min(start, told.get(origin(account), start))
    return told


def _set_aside_superseded(whole: Sequence[Account], told: dict[str, datetime], aside: dict[str, str]) -> None:
    """Of each speaker, the repeats of a count, and all counts but the latest.

    A count that comes up again is dated to when it was first told: late reports repeat old figures. Counts told at the
    same moment (in one report) are taken as rising, for tolls are revised upwards far more often than down. A count in
    an undated report can be neither earlier nor later: it stands beside the latest dated one.
    """
    speakers: dict[Key, list[Account]] = defaultdict(list)
    for account in whole:
        speakers[voice(account)].append(account)
    for accounts in speakers.values():
        ranked = sorted(
            accounts,
            key=lambda a: (origin(a) not in told, told.get(origin(a), _UNDATED), origin(a) != a.claim.document, a.claim.id),
        )
        first: dict[Bounds, Account] = {}
        for account in ranked:
            earlier = first.setdefault(figure(account).bounds, account)
            if earlier is not account:
                same = origin(earlier) == origin(account)
                aside[account.claim.id] = f"{'a copy' if same else 'a repetition'} of {earlier.claim.id} by the same speaker"
        for dated in (True, False):
            row = [account for account in first.values() if (origin(account) in told) is dated]
            row.sort(
                key=lambda a: (
                    told.get(origin(a), _UNDATED),
                    size(figure(a).bounds),
                    figure(a).bounds.high is not None,
                    a.claim.id,
                )
            )
            if row:
                last = _last(row, accounts)
                aside.update({a.claim.id: _superseded(a, last, told) for a in row if a is not last})


def _last(row: Sequence[Account], accounts: Sequence[Account]) -> Account:
    """The count that stands of a speaker's, in the order of their telling: the last, or a higher one told again with it.

    Who says 28 one day, and the next "28, and none in the suburb", has not revised 28. A report whose headline gives one
    of the counts says by that which is the newest.
    """
    beside = [account for account in accounts if account.claim.document == row[-1].claim.document]
    heads = {figure(a).bounds for a in beside if any(piece.start < len(a.headline) for piece in a.claim.evidence)}
    together = heads or {figure(account).bounds for account in beside}
    again = [account for account in row if figure(account).bounds in together] or row[-1:]
    return max(again, key=lambda account: (size(figure(account).bounds), row.index(account)))


def _superseded(account: Account, last: Account, told: dict[str, datetime]) -> str:
    when, then = told.get(origin(account)), told.get(origin(last))
    if when is None or then is None:
        return f"superseded by {last.claim.id}: {label(last)} also said {last.claim.quote!r}; no date orders the two"
    if when >= then:
        return f"superseded by {last.claim.id}: {label(last)} at the same time said {last.claim.quote!r}, which is more"
    return f"superseded by {last.claim.id}: {label(last)} later said {last.claim.quote!r} ({then:%Y-%m-%d %H:%M})"


# --- Tolls that grow -------------------------------------------------------------------------------------------------


def _first_counted(accounts: Sequence[Account]) -> dict[Bounds, Interval]:
    """When each count was first published: late reports repeat old figures."""
    told: dict[Bounds, Interval] = {}
    for account in accounts:
        if account.published is not None:
            when = account.published.interval
            told[figure(account).bounds] = min(when, told.get(figure(account).bounds, when), key=lambda i: (i.start, i.end))
    return told


def revised(earlier: Account, later: Account, told: Mapping[Bounds, Interval]) -> bool:
    """Whether the later count continues the earlier: higher, and first told some hours to a week after it."""
    when, then = told.get(figure(earlier).bounds), told.get(figure(later).bounds)
    before, after = widened(figure(earlier).bounds), widened(figure(later).bounds)
    most = before.low if before.high is None else before.high
    if when is None or then is None or most is None or after.low is None or most >= after.low:
        return False
    return _HOURS <= then.start - when.start <= _DAYS and not when.overlaps(then)


def opposed(first: Account, second: Account) -> bool:
    """Whether the two speakers are known to be of different sides."""
    one, two = side(first), side(second)
    return one is not None and two is not None and one != two


def _set_aside_outgrown(current: Sequence[Account], told: Mapping[Bounds, Interval], aside: dict[str, str]) -> None:
    """Early counts of a growing toll, where another speaker, no worse placed and of no other side, later gives more."""
    best: dict[tuple[Bounds, str | None], Account] = {}  # of a count and a side, the best placed speaker
    for account in sorted(current, key=lambda account: (standing(account), account.claim.id)):
        best.setdefault((figure(account).bounds, side(account)), account)
    latest = sorted(best.values(), key=lambda account: (-size(figure(account).bounds), account.claim.id))
    for account in current:
        placed = max(standing(account), 1)
        later = next(
            (a for a in latest if standing(a) <= placed and not opposed(account, a) and revised(account, a, told)), None
        )
        if later is not None:
            when = told[figure(later).bounds].start
            said = f"{label(later)} later said {later.claim.quote!r} ({when:%Y-%m-%d %H:%M})"
            aside[account.claim.id] = f"outgrown by {later.claim.id}: {said}"
