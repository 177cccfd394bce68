"""The card of a trained reader: what it was made from, under which licences, and how well it answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from saidby.train.measures import Apart, Figure
from saidby.train.recipe import Recipe
from saidby.train.sources import SOURCES


class Learnt(NamedTuple):
    """A source as it was found: the digest of its files, and its lessons by part."""

    name: str
    sha256: str
    train: int
    tune: int


class Outcome(NamedTuple):
    """What came of the training: figures on the tune part of the shipped encoder and of the trained one, and how far apart they are."""

    figures: Sequence[Figure]
    trained: Sequence[Figure]
    apart: Apart
    versions: dict[str, str]  # of the libraries that it was trained with


def card(recipe: Recipe, learnt: Sequence[Learnt], outcome: Outcome) -> str:
    """The text of ``CARD.md``."""
    return "\n".join(_lines(recipe, learnt, outcome)) + "\n"


def _lines(recipe: Recipe, learnt: Sequence[Learnt], outcome: Outcome) -> Iterator[str]:
    yield f"# Saidby's trained reader, language {recipe.language}, version {recipe.version}"
    yield ""
    yield "It marks who says what in reports on armed conflict: speakers, cues and contents, what a number counts, what is"
    yield "asserted, and which happening is spoken of. It is for records of who said what, never for targeting, and it decides"
    yield "nothing about what is true. It was trained on news in one language and is untried on other kinds of text."
    yield ""
    yield f"Begun with {recipe.base.package or 'the encoder'}, weights of SHA-256 `{recipe.base.sha256}`."
    yield ""
    yield "## Learnt from"
    yield ""
    yield "Texts of sources are in none of the files. A source under terms that do not suit you can be left out:"
    yield "`saidby train --without SOURCE`."
    yield ""
    yield "| source | what | licence | lessons: train, tune | SHA-256 of its files |"
    yield "|---|---|---|---|---|"
    for name, digest, train, tune in learnt:
        source = SOURCES[name]
        yield f"| {name} | {source.about} | {source.licence} | {train}, {tune} | `{digest}` |"
    yield ""
    if outcome.figures:
        yield from _answers(outcome)
    yield "## Recipe"
    yield ""
    yield "Seeds stand in the phases. Trained with " + ", ".join(
        f"{name} {number}" for name, number in outcome.versions.items()
    )
    yield "on a processor; another version or processor gives other last digits."
    yield ""
    yield "```json"
    yield msgspec.json.format(msgspec.json.encode(recipe)).decode("utf-8")
    yield "```"


def _answers(outcome: Outcome) -> Iterator[str]:
    yield "## How well it answers"
    yield ""
    yield "On the tune part of the sources, of which it has seen nothing but to choose by: F1 of what has a label (assertions by"
    yield "spans that overlap), or the share of right answers where every piece that is asked has one. Whole claims are measured"
    yield "by `saidby score`."
    yield ""
    trained = {figure.name: figure.value for figure in outcome.trained}
    yield "| answer | as it ships | as it was trained | asked |"
    yield "|---|---|---|---|"
    for figure in sorted(outcome.figures):
        yield f"| {figure.name} | {figure.value:.3f} | {trained[figure.name]:.3f} | {figure.asked} |"
    yield ""
    apart = outcome.apart
    yield "As it ships, rounded to bytes, it differs from what was trained in the best label of"
    yield f"{apart.labels:.2%} of pieces and in the end of {apart.ties:.2%} of ties; its probabilities are {apart.mean:.5f} off in"
    yield f"the mean, {apart.most:.3f} at most."
    yield ""
