"""Templates of MUC-4: slots, their fills, and the notation of the answer keys.

A key writes alternatives with slashes, the filler that a value belongs to after a colon, a question mark before what need
not be given: ``? 2 / PLURAL: "PEASANTS" / "FARM WORKERS"``. A hyphen is an empty slot, an asterisk one that does not apply.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple


class Slot(StrEnum):
    """The slots that are measured, by their names in the keys."""

    DATE = "INCIDENT: DATE"
    LOCATION = "INCIDENT: LOCATION"
    TYPE = "INCIDENT: TYPE"
    STAGE = "INCIDENT: STAGE OF EXECUTION"
    INSTRUMENT = "INCIDENT: INSTRUMENT ID"
    INSTRUMENT_TYPE = "INCIDENT: INSTRUMENT TYPE"
    CATEGORY = "PERP: INCIDENT CATEGORY"
    INDIVIDUAL = "PERP: INDIVIDUAL ID"
    ORGANISATION = "PERP: ORGANIZATION ID"
    CONFIDENCE = "PERP: ORGANIZATION CONFIDENCE"
    THING = "PHYS TGT: ID"
    THING_NUMBER = "PHYS TGT: NUMBER"
    THING_EFFECT = "PHYS TGT: EFFECT OF INCIDENT"
    NAME = "HUM TGT: NAME"
    DESCRIPTION = "HUM TGT: DESCRIPTION"
    VICTIM_TYPE = "HUM TGT: TYPE"
    NUMBER = "HUM TGT: NUMBER"
    EFFECT = "HUM TGT: EFFECT OF INCIDENT"


class Fill(NamedTuple):
    """One filler: its value (in a key any of several), what it is cross-referenced to, and whether it may be left out."""

    values: tuple[str, ...]
    tags: tuple[str, ...] = ()
    optional: bool = False

    @classmethod
    def of(cls, value: str, tag: str | None = None) -> Fill:
        """The filler of a response."""
        return cls((value,), () if tag is None else (tag,))


@dataclass(frozen=True)
class Template:
    """The fills of a template by slot; `absent` are the slots that do not apply to it."""

    slots: Mapping[Slot, tuple[Fill, ...]]
    optional: bool = False
    absent: frozenset[Slot] = frozenset()

    def fills(self, slot: Slot) -> tuple[Fill, ...]:
        return self.slots.get(slot, ())


OPTIONAL: Final = "OPTIONAL"

_PART: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[/:()?]|[^\s"/:()?]+')
"""A string, a sign, or a word. A date or a place is several words, a place has colons of its own."""


def key(record: Mapping[str, Sequence[str] | bool]) -> Template:
    """The template of a record of the corpus."""
    slots: dict[Slot, tuple[Fill, ...]] = {}
    absent: set[Slot] = set()
    for slot in Slot:
        raw = record.get(slot)
        if not isinstance(raw, Sequence):
            continue
        if any(fill.strip() == "*" for fill in raw):
            absent.add(slot)
        else:
            slots[slot] = tuple(fill for text in raw if (fill := _fill(slot, text)) is not None)
    return Template(slots, record.get(OPTIONAL) is True, frozenset(absent))


def _fill(slot: Slot, text: str) -> Fill | None:
    """One filler of a key; None for an empty one."""
    optional = text.lstrip().startswith("?")
    text = text.lstrip(" ?")
    if text.strip() in ("", "-"):
        return None
    if slot in (Slot.DATE, Slot.LOCATION):
        return Fill(tuple(" ".join(each.split()) for each in text.split("/")), (), optional)
    values: list[str] = []
    tags: list[str] = []
    for side, value in _pieces(text):
        (tags if side else values).append(value)
    if not values or values == ["-"]:
        return None
    return Fill(tuple(values), tuple(tags), optional)


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """The alternatives before the colon (False) and after it (True), strings without their quotation marks."""
    after = False
    words: list[str] = []
    for match in _PART.finditer(text):
        part = match.group()
        if part in ("/", ":", "(", ")", "?"):
            if words:
                yield after, " ".join(words)
                words = []
            after = after or part == ":"
        elif part.startswith('"') and len(part) > 1:
            yield after, re.sub(r"\\(.)", r"\1", part[1:-1])
        else:
            words.append(part)
    if words:
        yield after, " ".join(words)
