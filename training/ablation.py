"""What each ingredient gives: ``python training/ablation.py MODEL OUT CORPORA [CORPORA ...]`` prints a table.

Of the reader in the folder MODEL: the rules alone, the encoder without the rules' guesses, both. Of short trainings by
``ablation.toml``, kept in OUT and not made twice: with all sources, and without each. F1 on the tune part, of real reports and
of those that were written for training.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from trying import Measured, drafted_once, tuning

from saidby.annotate.draft import Draft
from saidby.annotate.rules import drafting, rules
from saidby.annotate.sheet import Sheet
from saidby.annotate.trained.encoder import Encoder, Floats, Outputs
from saidby.annotate.trained.labels import GUESSES
from saidby.annotate.trained.reader import reading_with
from saidby.annotate.trained.session import Session
from saidby.annotate.trained.weights import weights
from saidby.ground.gazetteer import open_gazetteer
from saidby.stages import Annotate
from saidby.train.making import Order, make
from saidby.train.recipe import load_recipe
from saidby.train.sources import SOURCES

SHORT: Final = Path(__file__).parent / "ablation.toml"
COLUMNS: Final = ("figure", "figure+speaker", "figure+place", "figure+date", "tuple", "assertion")

Drafted = Callable[[str], tuple[Sheet, Draft]]


def unguessed(encoder: Encoder) -> Encoder:
    """The encoder, which is not told what the rules take for an answer."""

    def answer(ids: npt.NDArray[np.int64], flags: Floats, mask: npt.NDArray[np.int64]) -> Outputs:
        flags = flags.copy()
        flags[..., GUESSES] = 0
        return encoder(ids, flags, mask)

    return answer


def reader(folder: Path, drafted: Drafted, made: Callable[[Encoder], Encoder] = lambda encoder: encoder) -> Annotate:
    """The trained reader of a folder."""
    found = weights(str(folder))
    return reading_with(
        made(Session(found.encoder)),
        found.tokenizer(),
        drafted=drafted,
        thresholds=found.thresholds,
        name="tried",
        doubtful=None,
    )


def short(out: Path, corpora: list[Path]) -> Iterator[tuple[str, Path]]:
    """The short trainings: with all sources, and without each."""
    for name in ("", *SOURCES):
        folder = out / (f"without-{name}" if name else "all")
        if not (folder / "reader.json").is_file():
            recipe = load_recipe(SHORT, without=[name] if name else [], epochs=None)
            resume = (folder / "unfinished").is_dir()
            make(Order(recipe, folder, (*corpora, Path()), resume, out / "lessons"), lambda line: print(line, file=sys.stderr))
        yield f"short training without {name}" if name else "short training with all sources", folder


def row(name: str, measured: Measured) -> str:
    """A line of the table."""
    cells = [f"{report.shares[column].f1:.3f}" for report in measured.values() for column in COLUMNS]
    return f"| {name} | {' | '.join(cells)} |"


def main(model: str, out: str, *corpora: str) -> None:
    """Prints the table, a row as soon as it is there."""
    folders = [Path(folder) for folder in corpora]
    gazetteer = open_gazetteer()
    drafted = drafted_once(drafting(gazetteer=gazetteer, language="en"))
    with tuning(folders) as measured:
        print("| | " + " | ".join(f"{kind}: {column}" for kind in ("real", "written") for column in COLUMNS) + " |")
        print("|---" * (1 + 2 * len(COLUMNS)) + "|")
        print(row("rules alone", measured(rules(gazetteer=gazetteer, language="en", gate=False))), flush=True)
        print(row("encoder without the rules' guesses", measured(reader(Path(model), drafted, unguessed))), flush=True)
        print(row("both", measured(reader(Path(model), drafted))), flush=True)
        for name, folder in short(Path(out), folders):
            print(row(name, measured(reader(folder, drafted))), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
