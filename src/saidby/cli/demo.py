"""``saidby demo``."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import click

from saidby.cli import screen
from saidby.cli.read import fill, summary
from saidby.cli.releasing import write
from saidby.errors import InputError
from saidby.pipeline import build, load_recipe
from saidby.release import SHIPPED
from saidby.store import open_ledger


@click.command()
@click.option(
    "--folder", type=click.Path(path_type=Path), default="saidby-demo", show_default=True, help="Where ledger and page are put."
)
def demo(folder: Path) -> None:
    """Read the reports that ship with Saidby and show the ledger of who says what in them. Needs no network.

    \b
    saidby demo
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot make {folder}: {error.strerror}; name another place with --folder") from error
    ledger, page = folder / "ledger.db", folder / "ledger.html"
    store = open_ledger(ledger, create=True)
    try:
        with as_file(files("saidby") / "demo" / "reports") as reports:
            report = fill(build(load_recipe(None)), store, (str(reports),), workers=1, quiet=False)
        write(page, (str(piece).encode() for piece in SHIPPED["html"]()(store)))
        out = screen.console()
        for found in screen.in_order(store):
            out.print(screen.incident(store, found, assertions=False, width=out.width))
        out.print(screen.counts(store))
        incidents = len(store.derived().incidents)
    finally:
        store.close()
    summary(report, ledger, incidents)
    click.echo(
        f"""
Open the ledger with its map in a browser:  {page}
One incident with all that is said of it:   saidby show {ledger} INCIDENT
Your own reports:                           saidby read FOLDER --ledger mine.db"""
    )
