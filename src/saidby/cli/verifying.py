"""``saidby verify``."""

from __future__ import annotations

from pathlib import Path

import click

from saidby.errors import IntegrityError
from saidby.pipeline import build, load_recipe
from saidby.store import open_ledger


@click.command()
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--deep", is_flag=True, help="Also read every document again and compare the claims.")
@click.option(
    "--recipe", type=click.Path(path_type=Path), help="The recipe that the ledger was made with, if not the shipped one."
)
def verify(ledger: Path, *, deep: bool, recipe: Path | None) -> None:
    """Check every quote, hash and derived value of a ledger; exit code 3 when something differs.

    \b
    saidby verify mine.db
    saidby verify mine.db --deep
    """
    store = open_ledger(ledger, create=False)
    try:
        pipeline = build(load_recipe(recipe))
        problems = 0
        for finding in pipeline.verify(store, deep=deep):
            problems += 1
            click.echo(f"{finding.what} {finding.where}: {finding.problem}")
        if problems:
            plural = "" if problems == 1 else "s"
            raise IntegrityError(
                f"{ledger} has {problems} problem{plural}; derive it anew (saidby read -l {ledger}), or restore it from a copy"
            )
        documents = sum(1 for _ in store.documents())
        claims = sum(1 for _ in store.claims())
        click.echo(f"{ledger}: {documents} documents and {claims} claims verified; every quote, hash and derived value holds")
    finally:
        store.close()
