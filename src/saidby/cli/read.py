"""``saidby read``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from saidby.acquire.counting import expected
from saidby.cli.screen import plain
from saidby.model import Unread
from saidby.pipeline import Pipeline, ReadReport, build, load_recipe, with_gazetteer
from saidby.pipeline import Progress as Step
from saidby.stages import Store
from saidby.store import open_ledger

SOME_UNREAD: Final = 1
INTERRUPTED: Final = 130
REASONS_SHOWN: Final = 20


@click.command()
@click.argument("sources", nargs=-1, metavar="[PATH|URL|-]...")
@click.option(
    "--ledger", "-l", type=click.Path(path_type=Path), default="saidby.db", show_default=True, help="The ledger to add to."
)
@click.option("--published", help="The publication date of these documents (ISO 8601), over what they say themselves.")
@click.option("--publisher", help="Who published these documents.")
@click.option("--language", help="The language of these documents (a code such as en).")
@click.option("--licence", help="The licence of these documents.")
@click.option("--max-bytes", type=click.IntRange(min=1), help="The largest document that is read.")
@click.option("--workers", "-w", type=click.IntRange(min=1), default=1, show_default=True, help="Processes to read with.")
@click.option("--gazetteer", metavar="FILE", help="A gazetteer that `saidby gazetteer build` has made.")
@click.option("--recipe", type=click.Path(path_type=Path), help="A recipe (TOML) in place of the shipped one.")
@click.option("--quiet", "-q", is_flag=True, help="No progress bar.")
def read(
    sources: tuple[str, ...],
    *,
    ledger: Path,
    workers: int,
    recipe: Path | None,
    gazetteer: str | None,
    quiet: bool,
    **given: str | int | None,
) -> None:
    """Read documents into a ledger: text files, saved pages, URLs, JSON Lines, folders of these, or - for standard input.

    Safe to interrupt and to run again: what the ledger has is passed over. Without a source it derives incidents and
    estimates anew. Exit code 1 says that something could not be read; it is kept with its reason. What has nothing about
    harm is kept and counted, and has no claims.

    \b
    saidby read article.txt --ledger kharkiv.db
    saidby read reports/ more.jsonl https://example.org/page.html --ledger kharkiv.db --workers 2
    cat notes.txt | saidby read - --published 2024-01-02 --ledger kharkiv.db
    """
    chosen = with_gazetteer(load_recipe(recipe), gazetteer)
    options = {key: value for key, value in given.items() if value is not None}
    acquire = msgspec.structs.replace(chosen.acquire, options={**chosen.acquire.options, **options})
    pipeline = build(msgspec.structs.replace(chosen, acquire=acquire))
    for source in sources:
        pipeline.acquire(source)  # one that is not there is said before a ledger is made
    if sources and not ledger.exists():
        pipeline.make_reader()  # so is a model that is not there
    store = open_ledger(ledger, create=True)
    try:
        report = fill(pipeline, store, sources, workers=workers, quiet=quiet)
        incidents = 0 if report.interrupted else len(store.derived().incidents)
    finally:
        store.close()
    summary(report, ledger, incidents)
    if report.skipped and options:
        click.echo(
            f"{', '.join(sorted(options))}: no change to the {report.skipped} documents that were read earlier", err=True
        )
    if report.interrupted:
        click.get_current_context().exit(INTERRUPTED)
    if report.unread:
        click.get_current_context().exit(SOME_UNREAD)


def fill(pipeline: Pipeline, store: Store, sources: tuple[str, ...], *, workers: int, quiet: bool) -> ReadReport:
    """Reads the sources into the store with a progress bar on standard error, then derives."""
    with _bar(sources, quiet=quiet) as watch:
        report = pipeline.read(sources, store, progress=watch, workers=workers)
    if not report.interrupted:
        pipeline.derive(store)
    return report


@contextmanager
def _bar(sources: tuple[str, ...], *, quiet: bool) -> Iterator[Callable[[Step], None] | None]:
    console = Console(stderr=True, highlight=False)
    if quiet or not console.is_terminal:
        yield None
        return
    counts = [expected(source) for source in sources]
    total = sum(count or 0 for count in counts) if all(counts) else None
    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[where]}", style="dim", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=total, rate="", where="")

        def watch(step: Step) -> None:
            found = bar.tasks[0]
            rate = f"{step.seen / found.elapsed:.1f}/s" if found.elapsed else ""
            bar.update(task, completed=step.seen, total=step.total or total, rate=rate, where=plain(step.locator).plain[-40:])

        yield watch


def summary(report: ReadReport, ledger: Path, incidents: int) -> None:
    """What a run did, in a few lines on standard error; each document that was not read with its reason."""
    for item in report.unread[:REASONS_SHOWN]:
        click.echo(f"not read: {_where(item)}", err=True)
    if len(report.unread) > REASONS_SHOWN:
        click.echo(f"not read: {len(report.unread) - REASONS_SHOWN} more, each kept in the ledger with its reason", err=True)
    quiet = f", {report.left_alone} with nothing about harm" if report.left_alone else ""
    skipped = f", {report.skipped} read earlier" if report.skipped else ""
    unread = f", {len(report.unread)} not read" if report.unread else ""
    click.echo(f"{report.done} documents read{quiet}{skipped}{unread}; {report.claims} new claims", err=True)
    if report.interrupted:
        click.echo(f"interrupted; what was read is in {ledger}: run the same command again to go on", err=True)
    else:
        plural = "" if incidents == 1 else "s"
        click.echo(f"{ledger} holds {incidents} incident{plural}; see them with: saidby show {ledger}", err=True)


def _where(item: Unread) -> str:
    return plain(f"{item.locator}: {item.reason}").plain
