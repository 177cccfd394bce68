"""Weapons and targets as written, sorted into a short list of types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from saidby.ground.gazetteer import fold
from saidby.ground.gazetteer.data import load


class Kinds(msgspec.Struct, frozen=True):
    """The file ``kinds.toml``: for each type the folded words that name it."""

    weapons: dict[str, tuple[str, ...]]
    targets: dict[str, tuple[str, ...]]


def weapon_types(phrases: Iterable[str]) -> tuple[str, ...]:
    """The types of weapons that the phrases name, in order, each once: "Shahed-136" → "one_way_attack_drone"."""
    return _types(phrases, _tables()[0])


def target_types(phrases: Iterable[str]) -> tuple[str, ...]:
    """The types of targets that the phrases name, in order, each once: "residential buildings" → "housing"."""
    return _types(phrases, _tables()[1])


def _types(phrases: Iterable[str], table: Mapping[str, str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for phrase in phrases:
        words = fold(phrase).split()
        position = 0
        while position < len(words):
            for length in range(min(4, len(words) - position), 0, -1):
                if kind := _lookup(words[position : position + length], table):
                    found[kind] = None
                    position += length - 1
                    break
            position += 1
    return tuple(found)


def _lookup(words: list[str], table: Mapping[str, str]) -> str | None:
    last = words[-1]
    singulars = [last, last.removesuffix("s"), last.removesuffix("es")]
    if last.endswith("ies"):
        singulars.append(f"{last[:-3]}y")
    return next((kind for form in singulars if (kind := table.get(" ".join([*words[:-1], form])))), None)


@cache
def _tables() -> tuple[Mapping[str, str], Mapping[str, str]]:
    kinds = load(Kinds, "kinds.toml")
    return _by_word(kinds.weapons), _by_word(kinds.targets)


def _by_word(types: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
    return {word: kind for kind, words in types.items() for word in words}
