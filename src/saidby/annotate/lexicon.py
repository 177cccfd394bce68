"""The word lists of a language: one TOML file, one table a pass, each table of the type that its pass declares."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from saidby.errors import RecipeError

T = TypeVar("T")


@cache
def _language(language: str) -> dict[str, object]:
    file = files("saidby.annotate") / "lexicons" / f"{language}.toml"
    if not file.is_file():
        raise RecipeError(f"there is no lexicon for the language {language!r}; write lexicons/{language}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def table(language: str, name: str, type: type[T]) -> T:
    """The table `name` of a language's lexicon, checked against `type`.

    Raises RecipeError for a language or table that is not there or does not fit.
    """
    tables = _language(language)
    if name not in tables:
        raise RecipeError(f"the lexicon of {language!r} has no table [{name}]")
    try:
        return msgspec.convert(tables[name], type)
    except msgspec.ValidationError as error:
        raise RecipeError(f"the lexicon of {language!r}, table [{name}]: {error}") from error
