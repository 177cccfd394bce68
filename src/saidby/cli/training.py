"""``saidby train``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from saidby.errors import InputError

INTERRUPTED: Final = 130
EXTRA: Final = frozenset({"torch", "transformers", "safetensors", "onnx"})


@click.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder to write the reader's files to.")
@click.option(
    "--corpora",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A folder that holds sources; may be given several times. The current folder is looked into last.",
)
@click.option("--without", metavar="SOURCE", multiple=True, help="A source to leave out; may be given several times.")
@click.option("--recipe", type=click.Path(path_type=Path), help="A training recipe (TOML) in place of the shipped one.")
@click.option("--epochs", type=click.IntRange(min=1), help="Epochs of each phase, in place of the recipe's.")
@click.option("--resume", is_flag=True, help="Go on with a run that was broken off, to the same result.")
@click.option("--calibrate", is_flag=True, help="Only fit anew how sure the reader in the folder says it is.")
def train(
    *,
    out: Path,
    corpora: tuple[Path, ...],
    without: tuple[str, ...],
    recipe: Path | None,
    epochs: int | None,
    **wanted: bool,
) -> None:
    """Train the reader anew from its recipe: the encoder, its tokenizer, and a card of all that it was made from.

    Needs the libraries for training: pip install 'saidby[train]'. Run it in a checkout of Saidby, where the reports that were
    written for training are; corpora do not ship with Saidby. Safe to interrupt: go on with --resume.

    \b
    saidby train --out my-reader --corpora corpora
    saidby train --out my-reader --corpora corpora --without polnear --without re3d
    saidby train --out my-reader --corpora corpora --calibrate
    """
    resume = wanted["resume"]
    if wanted["calibrate"]:
        if recipe or epochs or resume:
            raise InputError("--calibrate trains nothing; leave out --recipe, --epochs and --resume")
        _calibrate(out, (*corpora, Path()), without)
        return
    try:
        from saidby.train.making import Order, make  # noqa: PLC0415 - torch is wanted here alone
        from saidby.train.recipe import load_recipe  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in EXTRA:
            raise
        raise InputError(f"training needs {error.name}; install what it needs with: pip install 'saidby[train]'") from error
    chosen = load_recipe(recipe, without=without, epochs=epochs)
    try:
        make(Order(chosen, out, (*corpora, Path()), resume), lambda line: click.echo(line, err=True))
    except KeyboardInterrupt:
        click.echo("saidby: interrupted; go on with the same command and --resume", err=True)
        click.get_current_context().exit(INTERRUPTED)


def _calibrate(folder: Path, corpora: Sequence[Path], without: Sequence[str]) -> None:
    from saidby.train.calibration import calibrate, with_reports  # noqa: PLC0415 - it needs none of the libraries for training
    from saidby.train.sources import SOURCES  # noqa: PLC0415

    found = {name: SOURCES[name].found(name, corpora) for name in with_reports(without)}
    calibrate(folder, found, lambda line: click.echo(line, err=True))
