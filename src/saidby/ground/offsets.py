"""What the words around a place's name say of where the happening was: so far from it, beside it, in a part of it, at a site."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from saidby.ground.gazetteer import fold
from saidby.ground.scene import PlaceTables, Toponym, tables

WINDOW_CHARACTERS: Final = 80
"""How far before and after a name is looked."""

SITE_WORDS: Final = 4
"""Words of a site's kind at most: "nuclear power plant"."""

CENTRAL: Final = "central"

NEAR_WORDS: Final = 4

_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
_NAME: Final = r"[^\W\d_a-z][\w’'-]*(?: (?:[^\W\d_a-z]|al-)[\w’'-]*){0,2}"
_AND: Final = re.compile(rf" and (?:the (?:city|town|village) of )?(?P<name>{_NAME})")
_SENTENCE: Final = re.compile(r"[.!?;]\s|\n")


class Offset(NamedTuple):
    """A happening lies `km` from a place, in the direction of `bearing` (degrees from north; None: not told)."""

    km: float
    bearing: float | None
    why: str


def offset(text: str, toponym: Toponym) -> Offset | None:
    """How far from the place the words right before it put the happening; None for in it.

    "20 km north of X", "25 miles off the coast of X", "north of X", "near X", "X air base".
    """
    before = _before(text, toponym)
    found = _distances().search(before)
    if found:
        told = _number(found["number"]) * tables().units[fold(found["unit"])]
        bearing = bearing_of(found["between"].split())
        return Offset(max(1.0, round(told, 1)), bearing, _told(told, found["between"]))
    words = fold(before).split()
    lists = tables()
    while words and words[-1] in lists.between.bare and " ".join(words[-2:]) not in lists.near:
        words.pop()
    for length in range(1, NEAR_WORDS + 1):
        if " ".join(words[-length:]) in lists.near:
            return Offset(lists.radius.near_km, None, f"within {lists.radius.near_km:g} km of it")
    if (found := _beside().search(before)) and not found["the"]:
        km = lists.radius.near_km
        return Offset(km, bearing_of([found["bearing"]]), f"{found['bearing'].lower()} of it")
    if (kind := site(text, toponym)) and site_km(kind) == lists.radius.outlying_km:  # a market lies in its town
        return Offset(site_km(kind), None, f"a site named after it: {kind}")
    return None


def _told(km: float, between: str) -> str:
    words = [word for word in fold(between).split() if word in tables().bearings]
    return f"{km:.3g} km {' '.join(words)} of it" if words else f"within {km:.3g} km of it"


def part(text: str, toponym: Toponym) -> float | Literal["central"] | None:
    """The part of a place that is meant: a bearing from its middle, "central", or None for no part.

    "northern Syria", "the north of Syria", "Syria's north".
    """
    words = fold(toponym.name).split()
    for length in (2, 1):
        word = "".join(words[:length])
        if len(words) > length and (word in tables().bearings or word == CENTRAL):
            return CENTRAL if word == CENTRAL else tables().bearings[word]
    if (found := _beside().search(_before(text, toponym))) and found["the"]:
        return bearing_of([found["bearing"]])
    after = _after_possessive().match(text[toponym.end : toponym.end + WINDOW_CHARACTERS])
    return bearing_of([after["bearing"]]) if after else None


def site(text: str, toponym: Toponym) -> str | None:
    """The words right after a name that make a site of it: "crossing", "refugee camp", "nuclear power plant"."""
    words: list[re.Match[str]] = []
    for match in _WORD.finditer(text, toponym.end, toponym.end + WINDOW_CHARACTERS):
        between = text[toponym.end if not words else words[-1].end() : match.start()]
        if between not in {" ", "-"} or not match.group().islower() or len(words) == SITE_WORDS:
            break
        words.append(match)
    kinds = tables().facility
    for length in range(len(words), 0, -1):
        said = [fold(match.group()) for match in words[:length]]
        if (said[-1] in kinds.words or " ".join(said[-2:]) in kinds.words) and kinds.beside.issuperset(
            word for word in said[:-1] if word not in kinds.words
        ):
            return text[words[0].start() : words[length - 1].end()]
    return None


def site_km(name: str) -> float:
    """How far from its town a site may lie whose name or kind is this."""
    words = fold(name).split()
    outlying = tables().facility.outlying
    if any(word in outlying for word in words) or any(f"{one} {two}" in outlying for one, two in pairwise(words)):
        return tables().radius.outlying_km
    return tables().radius.facility_km


def other_end(text: str, toponym: Toponym) -> str | None:
    """The words that begin with the other name where a happening is put between two places: "between X and Y"."""
    if _between_before().search(_before(text, toponym)):
        after = _AND.match(text[toponym.end : toponym.end + WINDOW_CHARACTERS])
        return after["name"] if after else None
    first = _between_and().search(_before(text, toponym))
    return first["name"] if first else None


def bearing_of(words: Iterable[str]) -> float | None:
    """The first bearing among words: "north-east" is 45."""
    said = [part for word in words for part in fold(word).split()]
    for at, word in enumerate(said):
        for joint in ("".join(said[at : at + 2]), word):
            if joint in tables().bearings:
                return tables().bearings[joint]
    return None


def _before(text: str, toponym: Toponym) -> str:
    """The words of the same sentence before the bare name."""
    quote = text[toponym.start : toponym.end]
    start = toponym.start + max(0, quote.rfind(toponym.name))
    window = text[max(0, start - WINDOW_CHARACTERS) : start]
    return _SENTENCE.split(window)[-1]


def _number(words: str) -> float:
    folded = words.lower()
    return tables().numbers.get(folded) or float(folded.replace(",", ""))


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _bearings(lists: PlaceTables) -> str:
    return r"(?:north|south)[ -]?(?:east|west)(?:ern)?|" + _any(lists.bearings)


@cache
def _distances() -> re.Pattern[str]:
    """A distance and what may stand between it and a name, to the name: "20 km (12 miles) to the north of the town of "."""
    lists = tables()
    number = rf"\d[\d,]*(?:\.\d+)?|{_any(lists.numbers)}"
    unit = _any(lists.units)
    told = rf"(?:\s*\((?:about |some )?(?:{number})[ -]?(?:{unit})\))?"
    between = rf"(?:[\s-]+(?:{_any(lists.between.words)}))+"
    return re.compile(rf"\b(?P<number>{number})[ -]?(?P<unit>{unit})\b{told}(?P<between>{between})\s+$", re.IGNORECASE)


@cache
def _beside() -> re.Pattern[str]:
    bare = _any(tables().between.bare)
    return re.compile(
        rf"(?P<the>\bthe\s+)?\b(?P<bearing>{_bearings(tables())})\s+(?:of|from)\s+(?:(?:{bare})\s+)*$", re.IGNORECASE
    )


@cache
def _between_before() -> re.Pattern[str]:
    return re.compile(rf"\bbetween\s+(?:(?:{_any(tables().between.bare)})\s+)*$")


@cache
def _between_and() -> re.Pattern[str]:
    bare = _any(tables().between.bare)
    return re.compile(rf"\bbetween\s+(?:(?:{bare})\s+)*(?P<name>{_NAME}) and (?:(?:{bare})\s+)*$")


@cache
def _after_possessive() -> re.Pattern[str]:
    return re.compile(r"['’]s (?P<bearing>(?:north|south)-?(?:east|west)|north|south|east|west)\b(?! of)")
