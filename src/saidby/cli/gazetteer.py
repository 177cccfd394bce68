"""``saidby gazetteer``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click
from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from saidby.cli import screen
from saidby.ground.gazetteer import CHOSEN, GeoNames, Wish, build
from saidby.ground.gazetteer.data import PRECISION
from saidby.ground.gazetteer.dumps import Watch
from saidby.model import Place
from saidby.pipeline import load_recipe, place_names, with_gazetteer
from saidby.stages import Gazetteer

LINES_LEFT_OUT: Final = 1

_chosen = click.option(
    "--gazetteer", "file", metavar="FILE", help="A gazetteer file, over what a recipe or the environment names."
)
_recipe = click.option("--recipe", type=click.Path(path_type=Path), help="A recipe (TOML) in place of the shipped one.")


@click.group(invoke_without_command=True)
@_chosen
@_recipe
@click.pass_context
def gazetteer(context: click.Context, file: str | None, recipe: Path | None) -> None:
    """Show which gazetteer `read` uses: where it lies, its version, how many places of each level it has.

    It is the FILE given, else the one that the recipe's table [gazetteer] or the environment's SAIDBY_GAZETTEER names, else the
    towns of the world that come with Saidby.

    \b
    saidby gazetteer
    saidby gazetteer find "Rafah crossing"
    saidby gazetteer build geonames/ -o everything.gazetteer
    saidby read reports/ --ledger mine.db --gazetteer everything.gazetteer
    """
    if context.invoked_subcommand is None:
        _show(_open(file, recipe))


@gazetteer.command("find")
@click.argument("name")
@_chosen
@_recipe
def find(name: str, file: str | None, recipe: Path | None) -> None:
    """List the places that NAME may mean, largest first.

    \b
    saidby gazetteer find Springfield
    """
    places = _open(file, recipe).find(name)
    if not places:
        click.echo(f"no place is called {name!r}")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in ("name", "in", "GeoNames id", "point", "precision", "radius km", "people"):
        table.add_column(column, overflow="fold")
    for place in places:
        table.add_row(*(Text(cell) for cell in _cells(place)))
    screen.console().print(table)


@gazetteer.command("build")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), default="saidby.gazetteer", show_default=True, help="The file to write."
)
@click.option(
    "--country", metavar="CODE", multiple=True, help="Only this country (ISO 3166, as UA) of the dumps; may be repeated."
)
@click.option("--language", metavar="CODE", multiple=True, help="Other names only in this language (as uk); may be repeated.")
@click.option("--quiet", "-q", is_flag=True, help="No progress bar.")
def make(folder: Path, *, output: Path, country: tuple[str, ...], language: tuple[str, ...], quiet: bool) -> None:
    """Build a gazetteer of every hamlet, bridge and hill from GeoNames' own dumps in FOLDER.

    FOLDER has allCountries or a country's file (UA), best with alternateNamesV2, admin1CodesASCII, admin2Codes and
    countryInfo beside it, as .txt or .zip, from https://download.geonames.org/export/dump/. Countries that are not in the
    dumps keep the towns that come with Saidby. Lines that are bad are left out and named, and the exit code is 1.

    \b
    saidby gazetteer build geonames/ -o everything.gazetteer
    saidby gazetteer build geonames/ --country UA --country RU -o east.gazetteer
    """
    wish = Wish(tuple(code.upper() for code in country), language)
    with _bar(quiet=quiet) as watch:
        built = build(folder, output, wish, watch=watch)
    for note in built.notes:
        click.echo(f"note: {note}", err=True)
    for problem in built.shown:
        click.echo(f"left out: {problem}", err=True)
    if built.bad > len(built.shown):
        click.echo(f"left out: {built.bad - len(built.shown)} more lines", err=True)
    _show(built.gazetteer)
    click.echo(f"\nread with it:  saidby read … --gazetteer {output}   (or set {CHOSEN}, or a recipe's [gazetteer] file)")
    if built.bad:
        click.get_current_context().exit(LINES_LEFT_OUT)


def _open(file: str | None, recipe: Path | None) -> Gazetteer:
    return place_names(with_gazetteer(load_recipe(recipe), file))


def _show(found: Gazetteer) -> None:
    out = screen.console()
    if not isinstance(found, GeoNames):  # a plugin's
        out.print(Text(f"{'gazetteer':<12}", style="dim").append(screen.plain(found.identity)))
        return
    about = found.about
    rows = {
        "gazetteer": about.identity,
        "file": str(found.path),
        **{key: value for key, value in about.of.items() if value != "0"},
    }
    for key, value in rows.items():
        out.print(Text(f"{key:<12}", style="dim").append(screen.plain(value)))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in ("level", "places", "geo_precision"):
        table.add_column(column, justify="left" if column == "level" else "right")
    for level, precision in PRECISION.items():
        if level in about.levels:
            table.add_row(level, f"{about.levels[level]:,}", str(precision))
    table.add_row("all", f"{sum(about.levels.values()):,}", "")
    out.print(table)
    out.print(Text(f"{about.names:,} names"))


def _cells(place: Place) -> Iterator[str]:
    yield place.name
    yield ", ".join(part for part in (place.admin1, place.country) if part)
    yield str(place.geonames_id or "")
    yield "" if place.latitude is None else f"{place.latitude}, {place.longitude}"
    yield str(place.geo_precision)
    yield "" if place.radius_km is None else f"{place.radius_km:g}"
    yield f"{place.population:,}" if place.population else ""


@contextmanager
def _bar(*, quiet: bool) -> Iterator[Watch | None]:
    """A progress bar on standard error; where that is no terminal a line for each file."""
    console = Console(stderr=True, highlight=False)
    if quiet:
        yield None
        return
    if not console.is_terminal:
        begun: set[str] = set()

        def tell(what: str, _: int, size: int) -> None:
            if what not in begun:
                begun.add(what)
                click.echo(f"{what}, {size / 1e6:,.1f} MB" if size else what, err=True)

        yield tell
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
        console=console,
    ) as bar:
        tasks = {}

        def watch(what: str, done: int, size: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=size or None)
            bar.update(tasks[what], completed=done)

        yield watch
