"""``saidby show``."""

from __future__ import annotations

from pathlib import Path

import click

from saidby.cli import screen
from saidby.errors import InputError
from saidby.store import open_ledger

LONGEST = 20  # incidents printed in full unless --all is given


@click.command()
@click.argument("ledger", type=click.Path(path_type=Path))
@click.argument("incident", required=False)
@click.option("--all", "everything", is_flag=True, help=f"Print every incident, not only the {LONGEST} with most claims.")
@click.option("--list", "brief", is_flag=True, help="Only a line for each incident.")
@click.option("--documents", is_flag=True, help="Only a line for each document: who read it, how many claims it gave.")
@click.option("--assertions/--no-assertions", default=None, help="Claims that are no figures. [default: for a single INCIDENT]")
def show(
    ledger: Path, incident: str | None, *, everything: bool, brief: bool, documents: bool, assertions: bool | None
) -> None:
    """Show who says what: for each incident the speakers side by side, the estimates, and the disputes.

    \b
    saidby show mine.db
    saidby show mine.db i-3f2a9c1b4d5e
    saidby show mine.db --documents
    """
    store = open_ledger(ledger, create=False)
    try:
        out = screen.console()
        incidents = screen.in_order(store)
        if incident is not None:
            current = store.resolve(incident)
            chosen = [found for found in incidents if found.id == current]
            if not chosen:
                raise InputError(f"{ledger} has no incident {incident!r}; `saidby show {ledger} --list` names them all")
            if current != incident:
                out.print(f"{incident} is now {current}\n")
            out.print(screen.incident(store, chosen[0], assertions=assertions is not False, width=out.width))
            return
        if documents:
            out.print(screen.documents(store))
        elif brief:
            out.print(screen.overview(store, incidents))
        else:
            largest = sorted(incidents, key=lambda found: (-len(found.claims), found.id))
            kept = {found.id for found in (largest if everything else largest[:LONGEST])}
            for found in incidents:
                if found.id in kept:
                    out.print(screen.incident(store, found, assertions=bool(assertions), width=out.width))
            if len(kept) < len(incidents):
                out.print(
                    f"The {len(kept)} incidents with most claims, of {len(incidents)}; --all prints every one, --list a line each."
                )
        out.print(screen.counts(store))
    finally:
        store.close()
