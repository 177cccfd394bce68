"""The whole way from sources to the files of a reader. What is broken off can be gone on with, to the same result."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, NamedTuple

import torch
from tokenizers import Tokenizer
from transformers.utils import logging as chatter

from saidby.annotate.rules import drafting
from saidby.annotate.trained.claimed import Thresholds
from saidby.annotate.trained.encoder import OVERLAP, SIZE
from saidby.annotate.trained.session import Session
from saidby.annotate.trained.weights import ABOUT, ENCODER, TOKENIZER, describe
from saidby.ground.gazetteer import open_gazetteer
from saidby.train.calibration import calibrate
from saidby.train.card import Learnt, Outcome, card
from saidby.train.export import encoder, export
from saidby.train.fit import Fitting, follow
from saidby.train.foundation import foundation, punctuation, tokenizer_of
from saidby.train.lessons import Lesson, Sample, samples
from saidby.train.measures import apart, figures
from saidby.train.network import Network, pretrained
from saidby.train.recipe import Phase, Recipe
from saidby.train.reports import Prepare
from saidby.train.sources import SOURCES, Part, digest
from saidby.train.workplace import Workplace

Say = Callable[[str], None]

KEPT: Final = 200  # steps between two states to go on from
COMPARED: Final = 200  # windows that the rounded encoder is compared on
CARD: Final = "CARD.md"
FILES: Final = (ENCODER, TOKENIZER, CARD, ABOUT)  # the one that vouches for the others comes last
LIBRARIES: Final = ("torch", "transformers", "onnxruntime")


class Order(NamedTuple):
    """What is to be made, where, from which folders of corpora; `resume` goes on with what was broken off there.

    Runs that learn from the same sources may share a `shelf`, a folder where lessons are kept.
    """

    recipe: Recipe
    out: Path
    folders: Sequence[Path]
    resume: bool
    shelf: Path | None = None


class Shown(NamedTuple):
    """A source as it was found, with the windows to learn from and to choose by."""

    learnt: Learnt
    train: list[Sample]
    tune: list[Sample]


def make(order: Order, say: Say) -> None:
    """Trains a reader, writes its files (encoder, tokenizer, description, card), and calibrates it.

    Raises InputError where a source or the base is missing or not as it should be, and where the folder holds a run that
    was broken off and is not to be gone on with, or cannot be.
    """
    recipe = order.recipe
    chatter.set_verbosity_error()
    chatter.disable_progress_bar()
    found = {name: SOURCES[name].found(name, order.folders) for name in recipe.sources}
    base = foundation(recipe.base)
    tokenizer = tokenizer_of(base)
    digests = {name: digest(paths) for name, paths in found.items()}
    place = Workplace(order.out, recipe, digests, resume=order.resume, shelf=order.shelf)
    prepare = _when_asked(recipe.language)
    shown = {name: _shown(name, found[name], (prepare, tokenizer), place) for name in found}
    for name, source in shown.items():
        learnt = source.learnt
        say(f"{name}: {learnt.train} lessons to learn from ({len(source.train)} windows), {learnt.tune} to choose by")
    torch.manual_seed(recipe.phases[0].seed)
    network = pretrained(base, recipe.base.layers)
    _train(network, recipe.phases, shown, punctuation(tokenizer), place, say)
    _write(order, network, tokenizer, list(shown.values()), place)
    calibrate(order.out, found, say)
    place.clear()
    say(f"{order.out} holds the reader: {', '.join(FILES)}")


def drawn(shown: Mapping[str, Shown], phase: Phase) -> Callable[[int], list[Sample]]:
    """The windows of an epoch: of each source its share, whole times and a sample for the rest."""

    def draw(epoch: int) -> list[Sample]:
        chance = random.Random(f"{phase.seed}/{epoch}")
        found = []
        for name, share in phase.shares.items():
            windows = shown[name].train
            times, rest = divmod(round(share * len(windows)), len(windows)) if windows else (0, 0)
            found += windows * times + chance.sample(windows, rest)
        return found

    return draw


def _when_asked(language: str) -> Prepare:
    """The rules' passes, made on first use: a run that goes on needs none."""
    made: list[Prepare] = []

    def prepare(text: str) -> Any:
        if not made:
            made.append(drafting(gazetteer=open_gazetteer(), language=language))
        return made[0](text)

    return prepare


def _shown(name: str, paths: Sequence[Path], means: tuple[Prepare, Tokenizer], place: Workplace) -> Shown:
    known = digest(paths)

    def lessons(part: Part) -> list[Lesson]:
        return place.lessons(f"{name}-{part}-{known[:16]}", lambda: list(SOURCES[name].lessons(paths, part, *means)))

    train, tune = lessons("train"), lessons("tune")
    learnt = Learnt(name, known, len(train), len(tune))
    return Shown(learnt, _windows(train), _windows(tune))


def _windows(lessons: Sequence[Lesson]) -> list[Sample]:
    return [sample for lesson in lessons for sample in samples(lesson, size=SIZE, overlap=OVERLAP)]


def _train(
    network: Network, phases: Sequence[Phase], shown: Mapping[str, Shown], marks: frozenset[int], place: Workplace, say: Say
) -> None:
    """Goes through the phases, from the state that was kept last."""
    kept: Any = place.state() or {"phase": 0, "fitting": None}
    for number, phase in enumerate(phases):
        if number < kept["phase"]:
            continue
        run = Fitting(network, drawn(shown, phase), phase, marks)
        if number == kept["phase"] and kept["fitting"] is not None:
            run.restore(kept["fitting"])
        say(f"phase {number + 1} of {len(phases)}: {run.steps} steps" + (f", from {run.step} on" if run.step else ""))

        def after(run: Fitting, number: int = number) -> None:
            if run.step % KEPT == 0 or run.ended is not None:
                place.keep({"phase": number, "fitting": run.state()})
            if run.ended is not None:
                tune = [sample for source in shown.values() for sample in source.tune]
                told = ", ".join(f"{name} {value:.3f}" for name, value, _ in figures(encoder(network), tune))
                say(f"after epoch {run.ended + 1}: {told or 'nothing to choose by'}")

        follow(run, say, after)


def _write(order: Order, network: Network, tokenizer: Tokenizer, shown: Sequence[Shown], place: Workplace) -> None:
    """Writes the files beside the place where they go, then moves them there."""
    room, recipe = place.room(), order.recipe
    export(network, room / ENCODER, recipe.export.products)
    tokenizer.save(str(room / TOKENIZER))
    tune = [sample for source in shown for sample in source.tune]
    shipped = Session(room / ENCODER)
    outcome = Outcome(
        figures(shipped, tune),
        figures(encoder(network), tune),
        apart(encoder(network), shipped, tune[:: len(tune) // COMPARED + 1]),
        {name: version(name) for name in LIBRARIES},
    )
    (room / CARD).write_text(card(recipe, [source.learnt for source in shown], outcome), encoding="utf-8")
    describe(room, language=recipe.language, version=recipe.version, thresholds=Thresholds(**recipe.thresholds))
    for name in FILES:
        (room / name).replace(order.out / name)
