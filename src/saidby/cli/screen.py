"""The ledger in the terminal: for each incident who says what, the estimates and the disputes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from saidby.model import Estimate, Incident
from saidby.release.dots import incident_name
from saidby.release.incidents import by_incident, in_time
from saidby.release.matrix import Entry, Matrix, matrix, speaker_text
from saidby.release.page import estimate_text
from saidby.stages import Ledger
from saidby.vocabulary import Measure, Stance, left_alone

UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]")
"""Control and direction signs: text from outside must not steer the terminal."""

UNREAD_SHOWN: Final = 5

SPEAKER_WIDTH: Final = 26
MEASURE_WIDTH: Final = 19

PLAIN_WIDTH: Final = 120  # columns where the output is no terminal


def plain(text: str) -> Text:
    """Text from a document, safe to print: no markup, no control or direction signs, one line."""
    return Text(UNPRINTABLE.sub("", text.replace("\n", " ")))


def console() -> Console:
    """Standard output; as wide as the terminal, or a fixed width where it is none."""
    found = Console(highlight=False, markup=False)
    return found if found.is_terminal else Console(highlight=False, markup=False, width=PLAIN_WIDTH)


def heading(incident: Incident) -> Text:
    """What, where, when, and the id."""
    date = incident.interval.edtf if incident.interval else "date unknown"
    text = Text(incident_name(incident), style="bold")
    place = incident.place
    if place and place.country:
        text.append(f" ({', '.join(part for part in (place.admin1, place.country) if part)})", style="not bold")
    text.append(f" · {date} · ", style="not bold")
    text.append(incident.id, style="not bold dim")
    return text


def _cell(entries: Sequence[Entry]) -> Text:
    lines = []
    for number, entry in enumerate(entries):
        words = Text(f"of these {entry.text}" if entry.part else entry.text, style="dim" if entry.part else "")
        if entry.stance is not Stance.ASSERTS:
            words = Text(f"{entry.stance} ").append_text(words)
        if number and not entry.part:
            words = Text("earlier " if entry.earlier else "also ", style="dim").append_text(words)
        lines.append(words)
    return Text("\n").join(lines)


def _tables(found: Matrix, width: int) -> Iterator[Table]:
    """The matrix as tables that fit the width: as many measures abreast as can be read, the rest below."""
    abreast = max(1, (width - SPEAKER_WIDTH) // MEASURE_WIDTH)
    for first in range(0, len(found.measures), abreast):
        yield _table(found, found.measures[first : first + abreast])


def _table(found: Matrix, measures: Sequence[Measure]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("speaker", overflow="fold", min_width=SPEAKER_WIDTH, max_width=2 * SPEAKER_WIDTH)
    for measure in measures:
        table.add_column(measure.value, overflow="fold", max_width=2 * MEASURE_WIDTH)
    for row in found.rows:
        if any(measure in row.cells for measure in measures):
            name = plain(f"{row.speaker}, {row.relay}" if row.relay else row.speaker).append(
                f" [{row.side}{', inferred' if row.inferred else ''}]" if row.side else "", style="dim"
            )
            table.add_row(name, *(_cell(row.cells.get(measure, ())) for measure in measures))
    for policy in dict.fromkeys(estimate.policy for estimate in found.estimates):
        cells = {e.measure: e for e in found.estimates if e.policy == policy}
        if any(measure in cells for measure in measures):
            table.add_section()
            table.add_row(Text(f"estimate, {policy}", style="bold"), *(_estimate(cells.get(measure)) for measure in measures))
    return table


def _estimate(estimate: Estimate | None) -> Text:
    if estimate is None:
        return Text("")
    text = Text(estimate_text(estimate), style="bold")
    plural = "" if estimate.sources == 1 else "s"
    text.append(f"\n{estimate.sources} source{plural}", style="dim")
    if estimate.disputed:
        text.append(", disputed", style="yellow")
    return text


def incident(ledger: Ledger, found: Incident, *, assertions: bool, width: int) -> RenderableType:
    """Everything about one incident, `width` columns wide; `assertions` adds the claims that are no figures."""
    accounts = {account.claim.id: account for account in ledger.accounts(found.claims)}
    derived = ledger.derived()
    sorted_out = by_incident(derived)
    parts: list[RenderableType] = [heading(found)]
    names = {other.id: incident_name(other) for other in derived.incidents}
    parts += [
        plain(f"{speaker_text(a.claim, a)} calls this {tie.kind.replace('_', ' ')} {names[tie.target]}: “{a.claim.quote}”")
        for tie in sorted_out.relations[found.id]
        if (a := accounts.get(tie.claim))
    ]
    table = matrix(found, accounts.values(), sorted_out.voices[found.id], sorted_out.estimates[found.id])
    if table.measures:
        parts += list(_tables(table, width))
    for dispute in sorted_out.disputes[found.id]:
        parts.append(Text("dispute  ", style="yellow").append_text(plain(dispute.why)))
        sides = (accounts[dispute.first], accounts[dispute.second])
        parts += [plain(f"         {speaker_text(side.claim, side)}: “{side.claim.quote}”") for side in sides]
    if assertions:
        parts += list(_assertions(table))
    return Group(*parts, Text(""))


def _assertions(table: Matrix) -> Iterator[Text]:
    for row in table.rows:
        for account in row.assertions:
            kind = account.claim.kind.replace("_", " ")
            yield Text(f"{kind:<17}", style="dim").append_text(plain(f"{row.speaker}: “{account.claim.quote}”"))


def overview(ledger: Ledger, incidents: Sequence[Incident]) -> Table:
    """One line an incident."""
    derived = ledger.derived()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in ("incident", "date", "what, where", "killed", "injured", "claims", "disputes"):
        table.add_column(column, justify="right" if column in {"claims", "disputes"} else "left", overflow="fold")
    best: dict[tuple[str, Measure], Estimate] = {}
    for estimate in derived.estimates:
        best.setdefault((estimate.incident, estimate.measure), estimate)
    for found in incidents:
        disputes = sum(1 for dispute in derived.disputes if dispute.incident == found.id)
        tolls = [best.get((found.id, measure)) for measure in (Measure.KILLED, Measure.INJURED)]
        table.add_row(
            Text(found.id, style="dim"),
            found.interval.edtf if found.interval else "unknown",
            plain(incident_name(found)),
            *(estimate_text(toll) if toll else "" for toll in tolls),
            str(len(found.claims)),
            Text(str(disputes), style="yellow") if disputes else "",
        )
    return table


def documents(ledger: Ledger) -> Table:
    """One line a document: by which reader it was read, and how many claims that gave."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in ("document", "read by", "claims", "headline"):
        table.add_column(column, justify="right" if column == "claims" else "left", overflow="fold")
    claims = Counter(claim.document for claim in ledger.claims())
    readers = dict(ledger.readers())
    for document in ledger.documents():
        reader = readers[document.id]
        name = Text("unknown", style="dim") if reader is None else plain(reader)
        if left_alone(reader):
            name.append(", nothing about harm", style="dim")
        table.add_row(plain(document.id), name, str(claims[document.id]), plain(document.headline))
    return table


def in_order(ledger: Ledger) -> list[Incident]:
    """The incidents in order of time."""
    return sorted(ledger.derived().incidents, key=in_time)


def counts(ledger: Ledger) -> Text:
    """One line about the whole ledger, and the first of what could not be read."""
    derived, unread = ledger.derived(), list(ledger.unread())
    readers = [reader for _, reader in ledger.readers()]
    claims = sum(1 for _ in ledger.claims())
    text = Text(
        f"{len(readers)} documents, {claims} claims, {len(derived.incidents)} incidents, {len(derived.disputes)} disputes"
        f", {len(derived.copies)} copies"
    )
    if quiet := sum(map(left_alone, readers)):
        text.append(f", {quiet} with nothing about harm")
    if unread:
        text.append(f", {len(unread)} unread")
    for item in unread[:UNREAD_SHOWN]:
        text.append("\nnot read: ").append_text(plain(f"{item.locator}: {item.reason}"))
    if len(unread) > UNREAD_SHOWN:
        text.append(f"\n… and {len(unread) - UNREAD_SHOWN} more; a release of format html lists them all")
    return text
