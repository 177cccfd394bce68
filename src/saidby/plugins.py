"""Implementations that other packages add to a stage, by entry points.

A package that declares ``[project.entry-points."saidby.release"] ged = "my_package:make_ged"`` adds ``ged`` to the
release stage's catalogue. A shipped name cannot be replaced in silence: that is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import entry_points
from inspect import signature
from typing import TypeVar

from saidby.errors import RecipeError

T = TypeVar("T")


def catalogue(stage: str, shipped: Mapping[str, Callable[..., T]]) -> dict[str, Callable[..., T]]:
    """The makers of a stage by name: the shipped ones and those of the entry-point group ``saidby.<stage>``.

    Raises RecipeError when an entry point takes a shipped name or does not load.
    """
    found = dict(shipped)
    for point in entry_points(group=f"saidby.{stage}"):
        if point.name in found:
            raise RecipeError(f"a plugin calls itself {point.name!r}, which {stage} has already; uninstall {point.value}")
        try:
            found[point.name] = point.load()
        except (ImportError, AttributeError) as error:
            raise RecipeError(f"the {stage} plugin {point.name!r} ({point.value}) does not load: {error}") from error
    return found


def make(stage: str, shipped: Mapping[str, Callable[..., T]], name: str, options: Mapping[str, object]) -> T:
    """The implementation `name` of `stage` with its keyword `options`.

    Raises RecipeError naming the stage and what it has, for an unknown name or option.
    """
    makers = catalogue(stage, shipped)
    if name not in makers:
        raise RecipeError(f"{stage} has no {name!r}; it has {', '.join(sorted(makers))}")
    known = {key for key, parameter in signature(makers[name]).parameters.items() if parameter.kind is parameter.KEYWORD_ONLY}
    for key in options:
        if key not in known:
            raise RecipeError(f"{stage}.{name} has no option {key!r}; it has {', '.join(sorted(known)) or 'none'}")
    try:
        return makers[name](**options)
    except (TypeError, ValueError) as error:
        raise RecipeError(f"{stage}.{name} cannot be made with {dict(options)}: {error}") from error
