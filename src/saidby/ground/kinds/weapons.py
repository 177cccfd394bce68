"""The class and model of the weapons that phrases name.

A phrase is taken apart at commas and "and"; in each piece every listed term is found, the longest first. A general word
beside a narrower one says nothing more ("Iskander missiles"), a thing that holds another is one weapon ("a van packed with
explosives"), and what follows a word of place is where it was and no weapon ("a bomb under a car"). The rules' words stand
in ``weapons.toml``, the models in ``models.csv``. Nothing is guessed: a piece without a listed term keeps its words alone.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from saidby.ground.gazetteer.data import load
from saidby.ground.kinds.phrases import Terms, forms, pieces
from saidby.model import Weapon


class Before(msgspec.Struct, frozen=True):
    """Words that, before a weapon of some classes, make it another."""

    makes: str
    of: frozenset[str]
    words: tuple[str, ...]


class Holds(msgspec.Struct, frozen=True):
    """What one thing that holds another is; `by` are the words that say so, those of the parts where it has none."""

    makes: str
    outer: frozenset[str]
    inner: frozenset[str]
    by: tuple[str, ...] = ()


class Parts(msgspec.Struct, frozen=True):
    """Words that are no weapon, and of which one can be made."""

    holding: tuple[str, ...]
    container: tuple[str, ...]
    shrapnel: tuple[str, ...]
    garment: tuple[str, ...]


class Places(msgspec.Struct, frozen=True):
    """Words after which stands where a weapon was."""

    words: tuple[str, ...]


class Lists(msgspec.Struct, frozen=True):
    """The file ``kinds/weapons.toml``."""

    classes: dict[str, tuple[str, ...]]
    before: tuple[Before, ...]
    holds: tuple[Holds, ...]
    parts: Parts
    places: Places
    broader: dict[str, frozenset[str]]


class Hit(msgspec.Struct, frozen=True):
    """A term in a piece: words ``[start, end)`` and what it names; `part` for what is no weapon of its own."""

    start: int
    end: int
    type: str
    model: str | None = None
    part: bool = False


class Name(NamedTuple):
    """What a listed term names."""

    type: str
    model: str | None = None
    part: bool = False


def weapons(phrases: Iterable[str]) -> tuple[Weapon, ...]:
    """The weapons that the phrases name, in order, each class and model once: "Geran-2 drones" → Shahed-136.

    A piece of a phrase that names none that is known is given with its words alone.
    """
    found: dict[tuple[str, str | None], Weapon] = {}
    for phrase in phrases:
        parts = pieces(phrase)
        for place, piece in enumerate(parts):
            named = list(_named(piece, parts[place + 1] if place + 1 < len(parts) else ""))
            for hit in named:
                found.setdefault((hit.type, hit.model), Weapon(words=piece, type=hit.type, model=hit.model))
            if not named:
                found.setdefault(("", " ".join(forms(piece))), Weapon(words=piece))
    return tuple(found.values())


def model_ending(words: Sequence[str]) -> tuple[str, str] | None:
    """The model of a weapon that folded words end with, and its class."""
    terms = _model_terms()
    found = terms.ending([terms.plain(word) for word in words], len(words))
    return (found[1].model, found[1].type) if found and found[1].model else None


def _named(piece: str, following: str) -> list[Hit]:
    """The weapons of a piece; of one that has none with the last word of the next ("cruise" and "ballistic missiles")."""
    words = forms(piece)
    if hits := _weapons(words):
        return hits
    shared = forms(following)[-1:]
    return [hit for hit in _weapons([*words, *shared]) if hit.start < len(words)] if shared else []


def _weapons(words: Sequence[str]) -> list[Hit]:
    terms = _terms()
    plain = [terms.plain(word) for word in words]
    hits = _made(_hits(plain), plain)
    begun = next(
        (at for at, word in enumerate(plain) if word in _places() and not any(h.start <= at < h.end for h in hits)), None
    )
    hits = [hit for hit in hits if not hit.part and (begun is None or hit.start < begun)]
    return [hit for hit in hits if not _said_by_another(hit, hits)]


def _hits(plain: Sequence[str]) -> list[Hit]:
    hits: list[Hit] = []
    at = 0
    while at < len(plain):
        found = _terms().at(plain, at)
        if found is None:
            at += 1
            continue
        end, name = found
        hit = Hit(at, end, *name)
        beside = hits[-1] if hits and hits[-1].end == at else None
        begin = beside.start if beside else hits[-1].end if hits else 0
        before = f" {' '.join(plain[begin:at])} "
        rule = next((r for r in _lists().before if hit.type in r.of and any(f" {word} " in before for word in r.words)), None)
        if rule is not None:
            hit = replace(hit, type=rule.makes)
            if beside is not None:  # "gas shells" are one weapon
                hits.pop()
        hits.append(hit)
        at = end
    return hits


def _made(hits: list[Hit], plain: Sequence[str]) -> list[Hit]:
    """The hits with each pair of things of which one holds the other made one; an inner thing that has a model stays."""
    for rule in _lists().holds:
        by = rule.by or _lists().parts.holding
        for outer in [hit for hit in hits if hit.type in rule.outer]:
            for inner in [hit for hit in hits if hit.type in rule.inner and hit is not outer]:
                first, last = sorted((outer, inner), key=lambda hit: hit.start)
                between = f" {' '.join(plain[first.end : last.start])} "
                if outer in hits and inner in hits and any(f" {word} " in between for word in by):
                    rest = [hit for hit in hits if hit is not outer and (hit is not inner or hit.model is not None)]
                    made = Hit(first.start, first.end, rule.makes, outer.model)
                    hits = sorted([*rest, made], key=lambda hit: hit.start)
    return hits


def _said_by_another(hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether another weapon of the piece says what a hit without a model says, and more, or says the same first."""
    narrower = _lists().broader.get(hit.type, frozenset())
    return hit.model is None and any(
        other.type in narrower or (other.type == hit.type and (other.model is not None or other.start < hit.start))
        for other in hits
        if other is not hit
    )


@cache
def _lists() -> Lists:
    return load(Lists, "kinds", "weapons.toml")


@cache
def _places() -> frozenset[str]:
    return frozenset(_lists().places.words)


@cache
def _terms() -> Terms[Name]:
    """Models first, then classes, then parts: of two meanings of a term the first holds."""
    lists = _lists()
    parts: Mapping[str, Sequence[str]] = {
        "container": lists.parts.container,
        "shrapnel": lists.parts.shrapnel,
        "garment": lists.parts.garment,
    }
    return Terms(
        [
            *_named_models(),
            *((word, Name(kind)) for kind, words in lists.classes.items() for word in words),
            *((word, Name(kind, None, True)) for kind, words in parts.items() for word in words),
        ]
    )


@cache
def _model_terms() -> Terms[Name]:
    return Terms(_named_models())


@cache
def _named_models() -> tuple[tuple[str, Name], ...]:
    """Every name of a model with what it names: the file ``kinds/models.csv``."""
    lines = files("saidby.ground").joinpath("kinds", "models.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return tuple(
        (name, Name(row["class"], row["model"])) for row in rows for name in (row["model"], *row["aliases"].split(";")) if name
    )
