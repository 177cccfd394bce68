"""``saidby score``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from saidby.errors import InputError
from saidby.pipeline import Recipe, build, load_recipe
from saidby.release.claims import claims
from saidby.score import SETS, reliability
from saidby.score import gold as annotated
from saidby.score.parts import PARTS, refuse_errors
from saidby.score.reliability_plot import plot as drawn
from saidby.store.memory import MemoryStore

DEMO = Path(__file__).parent.parent / "demo"
GOLD = "gold"
"""The annotated news reports, whose unseen third is fixed."""

WRITTEN = "written"
REPORTS = Path("training/reports")
"""The reports written for training, in a checkout."""


@click.command()
@click.argument("name", metavar="SET")
@click.option("--corpus", type=click.Path(path_type=Path), help="The folder of the corpus, or of the annotations.")
@click.option(
    "--docs", type=click.Path(path_type=Path), help="The annotated texts: a folder or JSONL. [default: CORPUS/../docs]"
)
@click.option(
    "--claims",
    "released",
    type=click.Path(path_type=Path),
    help="Score these claims (a release) instead of reading the annotated texts.",
)
@click.option("--part", type=click.Choice(PARTS), help="Which documents. [default: unseen; all of a FOLDER and of demo]")
@click.option("--errors", is_flag=True, help="Also every error, by cause; of a corpus only in part train.")
@click.option(
    "--reliability",
    metavar="PLOT.svg",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also how often claims are right by the reader's confidence: a table, and this plot. With annotations.",
)
@click.option("--recipe", type=click.Path(path_type=Path), help="A recipe (TOML) in place of the shipped one.")
def score(
    name: str,
    *,
    part: str | None,
    errors: bool,
    recipe: Path | None,
    **given: Path | None,
) -> None:
    """Measure how well the reader reads: on the reports that ship ("demo"), on annotations, or on a corpus.

    SET is demo, written (the reports that the reader learnt from are of their other parts), gold (annotated news), a FOLDER of
    annotations of your own, or a corpus: actors, isaf, kinds, muc4, pitf, places, polnear, times. No corpus ships with Saidby but actors and
    kinds; they and the written reports are in a checkout.

    \b
    saidby score demo --errors
    saidby score written
    saidby score my/annotations --docs my/docs
    saidby score my/annotations --docs my/docs --reliability reliability.svg
    saidby score polnear --corpus corpora/polnear --part tune
    """
    corpus, docs, released, plot = (given[key] for key in ("corpus", "docs", "released", "reliability"))
    if name in SETS:
        if corpus is None:
            raise InputError(f"{name} does not ship with Saidby: name the folder where you have it with --corpus")
        if docs is not None or released is not None:
            raise InputError(f"--docs and --claims go with annotations; {name} has its texts in its own folder")
        if plot is not None:
            raise InputError(f"--reliability goes with annotations; {name} does not say which claims are right")
        for line in SETS[name](corpus, part=part or "unseen", errors=errors, recipe=load_recipe(recipe)):
            click.echo(line)
        return
    wanted = part or ("unseen" if name in (GOLD, WRITTEN) else "all")
    if errors and name in (GOLD, WRITTEN):
        refuse_errors(wanted)
    if plot is not None and not plot.absolute().parent.is_dir():
        raise InputError(f"{plot.parent} is no folder; name a place for the plot that is there")
    with TemporaryDirectory() as room:
        if name == WRITTEN:
            docs, folder = _written(corpus, wanted, Path(room))
            asked = annotated.gold(folder)
        else:
            folder, docs = _places(name, corpus, docs)
            asked = annotated.gold(folder, wanted)
        predicted = _given(released) if released is not None else _read(load_recipe(recipe), docs, asked)
    for line in (*annotated.DEFINITION, *annotated.score(predicted, asked).lines(errors=errors)):
        click.echo(line)
    if plot is not None:
        _reliability(reliability.answers(predicted, asked), plot)


def _written(corpus: Path | None, wanted: str, room: Path) -> tuple[Path, Path]:
    """The texts and the annotations of the written reports of a part, laid out in a room."""
    from saidby.train.laid_out import lay_out  # noqa: PLC0415 - nothing else here needs what goes with it
    from saidby.train.sources import written_reports  # noqa: PLC0415

    folder = corpus or REPORTS
    if not folder.is_dir():
        raise InputError(
            f"{folder} is no folder; the written reports are in training/reports of a checkout: name it with --corpus"
        )
    return lay_out(written_reports(folder, wanted), room)


def _reliability(found: Mapping[str, Sequence[reliability.Answer]], plot: Path) -> None:
    """Prints the tables and writes the plot."""
    for name, answers in found.items():
        click.echo()
        for line in reliability.lines(name, answers):
            click.echo(line)
    try:
        plot.write_text(drawn({name: reliability.bins(answers) for name, answers in found.items()}), encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot write {plot}: {error.strerror}; name another place with --reliability") from error


def _places(name: str, corpus: Path | None, docs: Path | None) -> tuple[Path, Path]:
    """The annotations and their texts."""
    if name == "demo":
        return DEMO / "annotations", DEMO / "reports"
    if name == GOLD and corpus is None:
        raise InputError(
            "gold does not ship with Saidby: name the folder of its annotations with --corpus, its texts with --docs"
        )
    folder = corpus if name == GOLD and corpus is not None else Path(name)
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder; SET is demo, written, gold, {', '.join(SETS)} or a folder of annotations")
    return folder, docs or folder.parent / "docs"


def _given(released: Path) -> annotated.ByDocument:
    try:
        return annotated.released(released.read_text(encoding="utf-8").splitlines())
    except (OSError, ValueError) as error:  # msgspec's faults are ValueErrors too
        raise InputError(f"{released} is no release of format claims: {error}") from error


def _read(recipe: Recipe, docs: Path, asked: annotated.ByDocument) -> annotated.ByDocument:
    """The claims that the pipeline finds in the texts of the annotated documents."""
    if not docs.exists():
        raise InputError(f"{docs} is not there; name the texts with --docs")
    store, pipeline = MemoryStore(), build(recipe)
    report = pipeline.read([str(docs)], store, only=frozenset(asked))
    if report.left_alone:
        click.echo(f"{report.left_alone} of {report.done} documents left alone, with nothing about harm", err=True)
    pipeline.derive(store)
    if absent := sorted(set(asked) - {document.id for document in store.documents()}):
        raise InputError(f"{docs} lacks {len(absent)} of the annotated documents, {absent[0]} first; name the right texts")
    sure = {claim.id: claim.confidence for claim in store.claims()}
    return annotated.released(claims()(store), sure)
