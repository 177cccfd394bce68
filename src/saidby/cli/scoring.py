"""``saidby score``."""

from __future__ import annotations

from pathlib import Path

import click

from saidby import score as scoring
from saidby.errors import InputError
from saidby.pipeline import build, load_recipe
from saidby.release.claims import claims
from saidby.store.memory import MemoryStore

DEMO = Path(__file__).parent.parent / "demo"


@click.command()
@click.argument("gold", metavar="SET")
@click.option("--docs", type=click.Path(path_type=Path), help="The texts: a folder or a JSONL file. [default: SET/../docs]")
@click.option(
    "--claims", "released", type=click.Path(path_type=Path), help="Score these claims (a release) instead of reading the texts."
)
@click.option("-v", "--verbose", is_flag=True, help="Also every miss, extra and wrong speaker.")
def score(gold: str, *, docs: Path | None, released: Path | None, verbose: bool) -> None:
    """Score the reader against gold annotations: SET is a folder of them, or "demo" for the reports that ship.

    \b
    saidby score demo
    saidby score gold/annotations --docs gold/docs
    saidby score gold/annotations --claims claims.jsonl -v
    """
    folder = DEMO / "annotations" if gold == "demo" else Path(gold)
    if gold == "demo":
        docs = DEMO / "reports"
    elif docs is None:
        docs = folder.parent / "docs"
    asked = scoring.gold(folder)
    if released is not None:
        try:
            predicted = scoring.released(released.read_text(encoding="utf-8").splitlines())
        except (OSError, ValueError) as error:  # msgspec's faults are ValueErrors too
            raise InputError(f"{released} is no release of format claims: {error}") from error
    elif not docs.exists():
        raise InputError(f"{docs} is not there; name the texts with --docs")
    else:
        store, pipeline = MemoryStore(), build(load_recipe(None))
        pipeline.read([str(docs)], store, only=frozenset(asked))
        pipeline.derive(store)
        predicted = scoring.released(claims()(store))
        if absent := sorted(set(asked) - {document.id for document in store.documents()}):
            raise InputError(f"{docs} lacks {len(absent)} of the annotated documents, {absent[0]} first; name the right texts")
    report = scoring.score(predicted, asked)
    for line in (*report.lines(), *(report.errors if verbose else ())):
        click.echo(line)
