"""What quality is measured on: the sets of the catalogue by name, each a measure with a corpus of its own.

A measure is a function from a corpus's folder to the lines of its report: its definition in two or three lines with the
best published figure, then its figures with their intervals, then, where they are asked for, its errors by cause. Gold
annotations (:mod:`saidby.score.gold`) are scored apart, for they can be anybody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Protocol

from saidby.pipeline import Recipe
from saidby.score import actors, kinds, muc4, places, polnear, times, tolls


class Measured(Protocol):
    """A measure of the catalogue."""

    def __call__(self, corpus: Path, *, part: str, errors: bool, recipe: Recipe) -> Iterator[str]:
        """The report on a part ("train", "tune", "unseen", "all"; see :mod:`saidby.score.parts`) of the corpus.

        Raises InputError where the corpus is not there, and for the errors of any part but "train".
        """


SETS: Final[dict[str, Measured]] = {
    "actors": actors.lines,
    "isaf": tolls.isaf,
    "kinds": kinds.lines,
    "muc4": muc4.lines,
    "pitf": tolls.pitf,
    "places": places.lines,
    "polnear": polnear.lines,
    "times": times.lines,
}
