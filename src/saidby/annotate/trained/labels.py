"""What the encoder is asked: labels for pieces, and ties from one piece to others.

Shared by training and reading, so that both mean the same column by the same number.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from saidby.vocabulary import ClaimKind, IncidentType, Measure, Scope, Stance

NONE: Final = "none"

ASSERTED: Final = tuple(kind for kind in ClaimKind if kind is not ClaimKind.FIGURE)

SPOKEN: Final = ("speaker", "cue", "content")
"""Spans of who says what."""

NAMED: Final = ("person", "organisation", "group", "place", "weapon")
"""Spans of names, and of weapons."""

HAPPENINGS: Final = ("attack", "die", "injure", "arrest", "meet", "move", "protest", "other")
"""Kinds of event words, as the event corpora tell them apart."""


def _spans(*names: str) -> tuple[str, ...]:
    return (NONE, *(f"{side}-{name}" for name in names for side in "BI"))


HEADS: Final[dict[str, tuple[str, ...]]] = {
    "measure": (NONE, *Measure),  # of a quantity or of what stands for one, at its first piece
    "scope": tuple(Scope),  # of a quantity, at its first piece
    "stance": tuple(Stance),  # of a quantity or assertion, at its first piece
    "type": tuple(IncidentType),  # of the happening that a quantity or assertion is about
    "alone": _spans(
        "alone"
    ),  # what says that one befell, or a few who are named, without a number: its measure at its first piece
    **{kind.value: _spans(kind.value) for kind in ASSERTED},  # kinds may overlap: a head for each
    **{name: _spans(name) for name in SPOKEN},  # likewise
    "name": _spans(*NAMED),
    "happening": (NONE, *HAPPENINGS),
}
"""Heads that label pieces, each with its labels; a span's labels are none, B (first piece) and I (the others)."""

COLUMNS: Final[dict[str, slice]] = {}
"""Where the scores of each head stand in the encoder's output."""

_at = 0
for _head, _labels in HEADS.items():
    COLUMNS[_head] = slice(_at, _at + len(_labels))
    _at += len(_labels)
WIDTH: Final = _at
"""Scores a piece, all heads together."""


class Relation(StrEnum):
    """Ties from the first piece of a quantity, an assertion or an event word to pieces of the same window.

    The window's opening piece stands for "none" (for a speaker: the document's own voice), its closing piece for an
    unnamed speaker.
    """

    SAID_BY = "said_by"  # to the innermost speaker
    VIA = "via"  # to the speaker who relays the innermost one's words
    AT = "at"  # to the place of the happening
    ON = "on"  # to its time
    PART_OF = "part_of"  # to the quantity of the whole
    SAME = "same"  # to quantities and assertions about the same happening
    REPEATS = "repeats"  # to the fullest standing of the same count by the same speaker
    BY = "by"  # from an event word to who did it
    HITS = "hits"  # to its target or victim
    WITH = "with"  # to its weapon or instrument


RELATIONS: Final = tuple(Relation)

REACH: Final[dict[Relation, tuple[str, ...]]] = {
    Relation.AT: ("place", "unlisted"),
    Relation.ON: ("time",),
    Relation.PART_OF: ("quantity",),
    Relation.REPEATS: ("quantity",),
}
"""Ties that lead only to pieces with one of these features, or to none."""

OPENING: Final = 0
"""The piece of a window that stands for "none"."""

FEATURES: Final = (
    "title",  # the word begins with a capital
    "upper",  # the word is in capitals
    "digit",
    "sentence",  # the first piece of a sentence
    "paragraph",  # the first piece of a paragraph
    "headline",
    "quantity",  # the first piece of a quantity that the rules read
    "quantity_on",
    "alone",  # one who is harmed without a number, as the rules read it
    "time",
    "day",  # of a time: it says a day, or a part of one
    "place",
    "country",  # what a place is, as the rules see it
    "region",
    "town",
    "unlisted",  # a name that the rules take for no place, and that may be one
    "foremost",  # the place that the text names most, of those that are no country
    "person",
    "organisation",
    "group",
    "speaker",
    "cue",
    "content",
    "trigger",
    *(f"measure={measure}" for measure in Measure),  # what the rules take a quantity for
    *(f"assertion={kind}" for kind in ASSERTED),
    *(f"scope={scope}" for scope in Scope if scope is not Scope.INCIDENT),
)
"""What the encoder is told of each piece beside the word itself."""

FEATURE: Final = {name: place for place, name in enumerate(FEATURES)}

WITHIN: Final = {relation: [FEATURE[name] for name in names] for relation, names in REACH.items()}
"""The same as columns of the features."""

GUESSES: Final = tuple(place for name, place in FEATURE.items() if "=" in name or name == "alone")
"""Features that are the rules' own answers to what the encoder is asked."""
