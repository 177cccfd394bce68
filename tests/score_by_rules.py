"""The recipe by which the measures are tested: with rules, whose answers on a line or two are known."""

from __future__ import annotations

from msgspec.structs import replace

from saidby.pipeline import Choice, load_recipe

RULES = replace(load_recipe(None), annotate=Choice(use="rules"))
