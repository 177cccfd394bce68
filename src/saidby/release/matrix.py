"""Who says what about one incident, side by side: the table that a person reads first.

Rows are voices, columns are measures; a cell stacks that speaker's counts, the one that an estimate uses first, then the
latest, so that a revision is seen as one. Who relays a count is told with the count, or with the speaker where all that they say comes by the same way.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from saidby.model import Account, Bounds, Claim, Estimate, Incident, Voice
from saidby.vocabulary import UNNAMED, ClaimKind, Measure, Qualifier, Scope, Stance

BOUND_WORDS = {
    Qualifier.AT_LEAST: "at least {low:,}",
    Qualifier.MORE_THAN: "more than {below:,}",
    Qualifier.FEWER_THAN: "fewer than {above:,}",
    Qualifier.UP_TO: "up to {high:,}",
    Qualifier.ABOUT: "about {low:,}",
    Qualifier.BETWEEN: "{low:,}–{high:,}",
    Qualifier.VAGUE: "{low:,}+",
    Qualifier.EXACT: "{low:,}",
}


SAID_BY_THE_COLUMN: Final = frozenset(
    {"", "people", "persons", "dead", "deaths", "killed", "fatalities", "injured", "wounded", "hurt"}
)
"""Units that say no more than "people killed" or "people injured" does."""


class Entry(NamedTuple):
    """One count in a cell."""

    account: Account
    text: str
    part: bool  # of a larger count by the same speaker
    stance: Stance
    relay: str  # "via Associated Press", empty for none
    earlier: bool = False  # told before the count that stands first in the cell


class Row(NamedTuple):
    """A speaker and what it says: counts by measure, and assertions. `relay` is that of all its claims, else empty.

    `inferred` says why the side is the reader's inference; empty where the words of one of its claims name the speaker.
    """

    speaker: str
    relay: str
    side: str | None
    inferred: str
    cells: dict[Measure, tuple[Entry, ...]]
    assertions: tuple[Account, ...]


class Matrix(NamedTuple):
    """The table of one incident."""

    incident: Incident
    measures: tuple[Measure, ...]
    rows: tuple[Row, ...]
    estimates: tuple[Estimate, ...]


def bounds_text(bounds: Bounds) -> str:
    """A count as a person writes it: "at least 24", "about 50", "100–300"."""
    low, high = bounds.low, bounds.high
    if bounds.qualifier is Qualifier.UP_TO and high is None:
        return f"{low:,}"
    return BOUND_WORDS[bounds.qualifier].format(
        low=low if low is not None else high,
        high=high if high is not None else low,
        below=(low or 1) - 1,
        above=(high or 0) + 1,
    )


def speaker_text(claim: Claim, account: Account) -> str:
    """The chain, innermost first: "the Kremlin, via Associated Press"; the narrator is named by the publisher."""
    if not claim.speakers:
        return f"{account.publisher or f'the report “{account.headline or claim.document}”'} (own words)"
    inner = claim.speakers[-1]
    relay = relay_text(claim)
    return ("unnamed source" if inner == UNNAMED else inner) + (f", {relay}" if relay else "")


def relay_text(claim: Claim) -> str:
    """Who relays the speaker's words, the innermost first: "via the wire, via Radio Marsh"; empty for nobody."""
    return ", ".join(f"via {'unnamed source' if name == UNNAMED else name}" for name in reversed(claim.speakers[:-1]))


def made(account: Account) -> datetime:
    """When the claim was made, as far as is known: its document's publication; the unknown sort first."""
    return account.published.interval.start if account.published else datetime.min  # noqa: DTZ901 - naive throughout


def entry(account: Account) -> Entry:
    """The count of a figure's claim."""
    claim, figure = account.claim, account.claim.figure
    assert figure is not None
    unit = "" if figure.unit.casefold() in SAID_BY_THE_COLUMN else f" {figure.unit}"
    return Entry(account, bounds_text(figure.bounds) + unit, claim.subset_of is not None, claim.stance, relay_text(claim))


def matrix(incident: Incident, told: Iterable[Account], voices: Iterable[Voice], estimates: Iterable[Estimate]) -> Matrix:
    """The table of an incident from its accounts, voices and estimates.

    Rows are in the order in which the voices were first heard, measures in a fixed order. Accounts of no voice are left
    out: *reconcile* hears every claim.
    """
    found = tuple(estimates)
    accounts = sorted(told, key=lambda a: (made(a), a.claim.document, a.claim.evidence[0].start))
    voiced = {claim: voice for voice in voices for claim in voice.claims}
    grouped: dict[Voice, list[Account]] = {}
    for account in accounts:
        if account.claim.id in voiced:
            grouped.setdefault(voiced[account.claim.id], []).append(account)
    present = {a.claim.figure.measure for a in accounts if a.claim.figure and a.claim.figure.scope is Scope.INCIDENT}
    used = frozenset(claim for estimate in found for claim in estimate.used)
    return Matrix(
        incident=incident,
        measures=tuple(measure for measure in Measure if measure in present),
        rows=tuple(_row(voice, group, used) for voice, group in grouped.items()),
        estimates=found,
    )


def _row(voice: Voice, accounts: Sequence[Account], used: Container[str]) -> Row:
    cells: dict[Measure, list[Entry]] = {}
    for account in sorted(accounts, key=made, reverse=True):  # within a report as it has them: it leads with the newest
        figure = account.claim.figure
        if figure is not None and figure.scope is Scope.INCIDENT:
            cell = cells.setdefault(figure.measure, [])
            found = entry(account)
            twin = next((at for at, other in enumerate(cell) if other.text == found.text), None)
            if twin is None:
                cell.append(found)
            elif account.claim.id in used:
                cell[twin] = found
    relays = {relay_text(account.claim) for account in accounts}
    own = all(not account.claim.speakers for account in accounts)
    return Row(
        speaker=f"{voice.name} (own words)" if own else voice.name,
        relay=relays.pop() if len(relays) == 1 else "",
        side=voice.side,
        inferred=_inferred(accounts) if voice.side else "",
        cells={measure: _ordered(cell, used) for measure, cell in cells.items()},
        assertions=tuple(a for a in accounts if a.claim.kind is not ClaimKind.FIGURE),
    )


def _inferred(accounts: Sequence[Account]) -> str:
    known = [speakers[-1] for account in accounts if (speakers := account.grounding.speakers) and speakers[-1].id]
    return known[0].why if known and all(speaker.inferred for speaker in known) else ""


def _ordered(cell: Sequence[Entry], used: Container[str]) -> tuple[Entry, ...]:
    """The count that an estimate uses, the other totals, then parts; "nobody" after any number."""
    ranked = sorted(cell, key=lambda e: (e.part, e.account.claim.id not in used, e.text.split(" ")[0] == "0"))
    latest = made(ranked[0].account)
    return tuple(found._replace(earlier=not found.part and made(found.account) < latest) for found in ranked)
