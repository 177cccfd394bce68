"""Which implementation each stage uses, and with what options: a recipe, read from TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Final, NoReturn, TypeAlias

import msgspec

from saidby.errors import RecipeError
from saidby.model import Noun

Option: TypeAlias = bool | int | float | str | list[str]
Table: TypeAlias = Mapping[str, object]

STAGES: Final = ("acquire", "annotate", "extract", "ground")
SHARED: Final = ("gazetteer",)
"""What several stages hold together, each with a table as a stage has."""

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "link": ("copies", "incidents", "relations"),
    "reconcile": ("disputes", "policies"),
}
"""The stages of several parts, each part a table of its own: ``[link.copies]``."""


class Choice(Noun, frozen=True, kw_only=True):
    """An implementation by its name in the stage's catalogue, and the options that its maker is called with."""

    use: str
    options: dict[str, Option] = msgspec.field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name with its options, for errors: ``rules language="en"``."""
        return " ".join((self.use, *(f"{key}={value!r}" for key, value in self.options.items())))


class Recipe(Noun, frozen=True, kw_only=True):
    """A choice for every stage, and for what stages share."""

    acquire: Choice
    annotate: Choice
    extract: Choice
    ground: Choice
    gazetteer: Choice
    copies: Choice
    incidents: Choice
    relations: Choice
    disputes: Choice
    policies: tuple[Choice, ...]


def load_recipe(path: str | Path | None) -> Recipe:
    """The recipe that ships, with the tables of the file at `path` in place of its own.

    Raises RecipeError for a file that cannot be read, is not TOML, or has a table or value that no stage knows. Whether
    the names and options exist is seen when the recipe is built.
    """
    shipped = _tables(files("saidby.pipeline").joinpath("recipe.toml").read_text(encoding="utf-8"), "the shipped recipe")
    own: dict[str, object] = {}
    if path is not None:
        try:
            own = _tables(Path(path).read_text(encoding="utf-8"), str(path))
        except (OSError, UnicodeDecodeError) as error:
            raise RecipeError(f"the recipe {path} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    source = "the recipe" if path is None else str(path)
    known = (*STAGES, *PARTS, *SHARED)
    for table in own:
        if table not in known:
            _fault(source, f"has a table [{table}]; the tables are {', '.join(known)}")
    chosen = {stage: _choice(own.get(stage, shipped[stage]), stage, source) for stage in (*STAGES, *SHARED)}
    policies: tuple[Choice, ...] = ()
    for stage, names in PARTS.items():
        mine, base = _table(own.get(stage, {}), stage, source), _table(shipped[stage], stage, source)
        for name in mine:
            if name not in names:
                _fault(source, f"has {stage}.{name}; the parts of {stage} are {', '.join(names)}")
        for name in names:
            value = mine.get(name, base[name])
            if name == "policies":
                policies = _choices(value, f"{stage}.{name}", source)
            else:
                chosen[name] = _choice(value, f"{stage}.{name}", source)
    return Recipe(**chosen, policies=policies)


def _tables(text: str, source: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RecipeError(f"{source} is not TOML: {error}") from error


def _table(value: object, name: str, source: str) -> Table:
    if not isinstance(value, dict):
        _fault(source, f"has {name} = {value!r}; it must be a table: [{name}]")
    return value


def _choice(value: object, name: str, source: str) -> Choice:
    table = dict(_table(value, name, source))
    use = table.pop("use", None)
    if not isinstance(use, str):
        _fault(source, f'has no `use` in [{name}]; name the implementation: use = "…"')
    try:
        return Choice(use=use, options=msgspec.convert(table, dict[str, Option]))
    except msgspec.ValidationError as error:
        raise RecipeError(f"{source} has an option in [{name}] of no use: {error}") from error


def _choices(value: object, name: str, source: str) -> tuple[Choice, ...]:
    if not isinstance(value, list):
        _fault(source, f"has one [{name}]; it may have several, each in double brackets: [[{name}]]")
    return tuple(_choice(table, name, source) for table in value)


def _fault(source: str, problem: str) -> NoReturn:
    raise RecipeError(f"{source} {problem}")
