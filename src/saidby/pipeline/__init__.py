"""The stages put together from a recipe: read into a ledger, derive what follows, verify both.

::

    pipeline = build(load_recipe(None))
    report = pipeline.read(["reports/"], store, workers=2)
    pipeline.derive(store)
    problems = list(pipeline.verify(store))
"""

from __future__ import annotations

from saidby.pipeline.building import Pipeline, build, place_names, ungated, with_gazetteer
from saidby.pipeline.reading import Progress, ReadReport
from saidby.pipeline.recipe import Choice, Recipe, load_recipe

__all__ = [
    "Choice",
    "Pipeline",
    "Progress",
    "ReadReport",
    "Recipe",
    "build",
    "load_recipe",
    "place_names",
    "ungated",
    "with_gazetteer",
]
