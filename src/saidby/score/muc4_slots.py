"""How a response's slot scores against a key's, by the scoring guidelines of MUC-4 (version 7, 1992).

Where the guidelines leave a judgement to a person, the strict reading is taken: "if you have any doubt … count it
incorrect". A value that is right with a wrong cross-reference is half right, as the guidelines have it for set fills.
Saidby gives what is counted in the plural, so strings are compared without regard to number.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import msgspec

from saidby.score.muc4_fills import Fill, Slot
from saidby.score.muc4_texts import CENTURY, MONTHS

RIGHT: Final = 1.0
HALF: Final = 0.5
WRONG: Final = 0.0


class Lists(msgspec.Struct, frozen=True):
    """What the scoring needs of ``muc4.toml``; each list is explained there."""

    modifiers: frozenset[str]
    joints: frozenset[str]
    plurals: dict[str, str]
    partial: dict[str, dict[str, list[str]]]


class _Tables(msgspec.Struct, frozen=True):
    scoring: Lists


@cache
def lists() -> Lists:
    """The lists, checked against their types."""
    return msgspec.toml.decode((files("saidby.score") / "muc4.toml").read_bytes(), type=_Tables).scoring


class Tally(NamedTuple):
    """Fillers of a slot: correct, partially correct, incorrect, spurious, missing."""

    correct: int = 0
    partial: int = 0
    incorrect: int = 0
    spurious: int = 0
    missing: int = 0

    @property
    def actual(self) -> int:
        return self.correct + self.partial + self.incorrect + self.spurious

    @property
    def possible(self) -> int:
        return self.correct + self.partial + self.incorrect + self.missing

    def plus(self, other: Tally) -> Tally:
        return Tally(*map(sum, zip(self, other, strict=True)))


def compare(slot: Slot, response: Sequence[Fill], asked: Sequence[Fill]) -> Tally:
    """The tally of a slot: fillers paired one to one, the best first.

    What is left on both sides is incorrect, the rest spurious or missing; an optional filler that is not given is not missing.
    """
    ranked = sorted(
        (-points, i, j)
        for i, given in enumerate(response)
        for j, wanted in enumerate(asked)
        if (points := credit(slot, given, wanted)) > WRONG
    )
    mine, theirs = set(range(len(response))), set(range(len(asked)))
    correct = partial = 0
    for points, i, j in ranked:
        if i in mine and j in theirs:
            mine.remove(i)
            theirs.remove(j)
            correct += -points == RIGHT
            partial += -points != RIGHT
    left = sum(1 for j in theirs if not asked[j].optional)
    wrong = min(len(mine), left)
    return Tally(correct, partial, wrong, len(mine) - wrong, left - wrong)


def credit(slot: Slot, given: Fill, wanted: Fill) -> float:
    """What one filler earns against one of the key's: 1, a half, or nothing."""
    value = given.values[0]
    measure = _MEASURES.get(slot)
    points = max((measure(value, each) if measure else _set(slot, value, each) for each in wanted.values), default=WRONG)
    tagged = bool(wanted.tags) and slot is not Slot.INSTRUMENT_TYPE
    if points == RIGHT and tagged and not any(_same_tag(tag, given.tags) for tag in wanted.tags):
        return HALF
    return points


def _same_tag(tag: str, given: Sequence[str]) -> bool:
    return any(tag == each or string(each, tag) == RIGHT for each in given) or (tag == "-" and not given)


def _set(slot: Slot, given: str, wanted: str) -> float:
    if given == wanted:
        return RIGHT
    narrower = lists().partial.get(slot.name.lower(), {}).get(given, ())
    return HALF if wanted in narrower or "*" in narrower else WRONG


# --- Strings ---------------------------------------------------------------------------------------------------------

_WORD: Final = re.compile(r"[^\W_]+(?:['’&.-][^\W_]+)*")


def words(text: str) -> list[str]:
    """The words of a string that count, in capitals, in the singular."""
    found = [match.group().replace("’", "'").removesuffix("'S") for match in _WORD.finditer(text.upper())]
    kept = [word for word in found if word not in lists().modifiers and not word.isdigit()]
    return [_singular(word) for word in kept or found]


def _singular(word: str) -> str:
    for ending, instead in lists().plurals.items():
        whole = word == ending and bool(instead)
        if whole or (word.endswith(ending) and len(word) >= len(ending) + 2):
            return word.removesuffix(ending) + instead
    return word


def _head(phrase: Sequence[str]) -> str:
    """The last word before the first that joins a phrase of its own ("leader of …", "man who …")."""
    for place, word in enumerate(phrase):
        if place and word in lists().joints:
            return phrase[place - 1]
    return phrase[-1]


def string(given: str, wanted: str) -> float:
    """How far a string is the key's, but for modifiers that tell nothing.

    Right too with more modifiers of the same head; half for a part of it with the same head, or for part of a name.
    """
    mine, theirs = words(given), words(wanted)
    if not mine or not theirs:
        return RIGHT if given.upper() == wanted.upper() else WRONG
    if mine == theirs:
        return RIGHT
    a, b = set(mine), set(theirs)
    if b <= a and (_head(mine) == _head(theirs) or len(a) <= 2 * len(b)):
        return RIGHT
    if (a <= b and (_head(mine) == _head(theirs) or mine[-1] == theirs[-1])) or b <= a:
        return HALF
    return HALF if _head(mine) == _head(theirs) and a & b - {_head(mine)} else WRONG


# --- Numbers, dates, places -------------------------------------------------------------------------------------------

_RANGE: Final = re.compile(r"\s*(\d*)\s*-\s*(\d*)\s*")


def number(given: str, wanted: str) -> float:
    """A single number that is an end of the key's range, or the key's "about", is half right."""
    mine, theirs = given.replace(" ", ""), wanted.replace(" ", "")
    if mine == theirs:
        return RIGHT
    ends = _RANGE.fullmatch(theirs)
    if mine.isdigit() and (theirs == f"~{mine}" or (ends is not None and mine in ends.groups())):
        return HALF
    return WRONG


_DATE: Final = re.compile(r"(\d{1,2}) ([A-Z]{3}) (\d\d)")


def _days(text: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day; the first is None in "- 21 JAN 89", on or before."""
    found = [_day(*match.groups()) for match in _DATE.finditer(text)]
    if not found:
        return None, None
    if text.lstrip().startswith("-"):
        return None, found[0]
    return found[0], found[-1]


def _day(day: str, month: str, year: str) -> dt.date | None:
    try:
        return dt.date(CENTURY + int(year), MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None


def date(given: str, wanted: str) -> float:
    """A date inside the key's range is half right, and so is "on or before" the key's date or the end of its range."""
    (first, last), (begin, end) = _days(given), _days(wanted)
    if (first, last) == (begin, end):
        return RIGHT if last is not None else WRONG
    if last is None or end is None:
        return WRONG
    if first is None:
        return HALF if last == end else WRONG
    within = (begin is None or begin <= first) and last <= end
    return HALF if within and (begin is None or begin < end) else WRONG


_PLACE: Final = re.compile(r"\s*([^(:]+?)\s*(?:\(([^)]*)\))?\s*(?::|$)")


def _levels(text: str) -> list[str]:
    return [match.group(1) for match in _PLACE.finditer(text.partition(" - ")[0]) if match.group(1)]


def place(given: str, wanted: str) -> float:
    """Right when the country and all names in it agree, whatever their types.

    Half for the country alone or with other names, for one end of a stretch between two places, and for the right places of
    another country.
    """
    mine, theirs = _levels(given), _levels(wanted)
    if not mine or not theirs:
        return WRONG
    if mine == theirs:
        return HALF if " - " in wanted and given != wanted else RIGHT
    if mine[0] == theirs[0]:
        return HALF
    return HALF if len(mine) > 1 and mine[1:] == theirs[1:] else WRONG


_MEASURES: Final[Mapping[Slot, Callable[[str, str], float]]] = {
    Slot.DATE: date,
    Slot.LOCATION: place,
    Slot.NUMBER: number,
    Slot.THING_NUMBER: number,
    **dict.fromkeys((Slot.INSTRUMENT, Slot.INDIVIDUAL, Slot.ORGANISATION, Slot.THING, Slot.NAME, Slot.DESCRIPTION), string),
}
