"""The fixed terms of the nouns, as the field and the guidelines name them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

UNNAMED: Final = "(unnamed)"
"""The speaker of "reportedly", "it is believed", "according to reports"."""

GATE: Final = "gate-"
"""What the name of a reader begins with that found nothing about harm in a document and left it alone."""


def left_alone(reader: str | None) -> bool:
    """Whether what is known of a document's reader says that it left the document alone; None: nothing is known."""
    return reader is not None and reader.startswith(GATE)


class Known(StrEnum):
    """How a publication date is known."""

    METADATA = "metadata"
    URL = "url"
    TEXT = "text"
    USER = "user"


class Precision(StrEnum):
    """The finest unit that a time was given in."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    PART = "part"  # of a day: morning, overnight
    HOUR = "hour"
    MINUTE = "minute"


class Qualifier(StrEnum):
    """How a number is bounded in the words of the text."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    FEWER_THAN = "fewer_than"
    UP_TO = "up_to"
    ABOUT = "about"
    BETWEEN = "between"
    VAGUE = "vague"


class Kind(StrEnum):
    """What a mention is."""

    QUANTITY = "quantity"  # `bounds`; label: "" or "implicit"
    UNIT = "unit"  # the counted thing's words
    TIME = "time"  # `time`
    PERIOD = "period"  # a time that dates nothing; label: "length" | "set" | "reference" (TimeML's `value`) | "" (`time`)
    PLACE = "place"  # label: "settlement" | "region" | "country" | "facility" | "" ; value: gazetteer name if it differs
    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"  # a people, a side, a role in the plural: "militants", "Ukrainian officials"
    SPEAKER = "speaker"  # who answers for a content
    CUE = "cue"  # label: "says" | "denies" | "doubts" | "threatens" | "demands" | "predicts" | "retracts"
    CONTENT = "content"  # the words that are a speaker's; label: "direct" | "indirect" | "mixed"
    TRIGGER = "trigger"  # a happening's word; label: an incident type, value: its event's number in this document
    HARM = "harm"  # a word that gives a measure; label: the measure
    ACTOR = "actor"  # who did it, as alleged
    TARGET = "target"
    WEAPON = "weapon"
    ASSERTION = "assertion"  # label: an assertion kind; value: a stance where it differs from the content's


class Tie(StrEnum):
    """What a link between two mentions says; source first."""

    MEASURES = "measures"  # quantity -> harm
    COUNTS = "counts"  # quantity -> unit
    PART_OF = "part_of"  # quantity -> the quantity that it is a part of
    REPEATS = "repeats"  # quantity -> the fuller mention of the same count by the same speaker
    SAID_BY = "said_by"  # content -> speaker (the innermost)
    VIA = "via"  # speaker -> the speaker who relays them (one step outwards)
    CUED_BY = "cued_by"  # content -> cue
    NAMES = "names"  # speaker ("he", "the governor") -> the fullest mention of the same speaker in the document
    ABOUT = "about"  # quantity or assertion -> trigger
    AT = "at"  # trigger -> place
    ON = "on"  # trigger -> time
    BY = "by"  # trigger -> actor
    HITS = "hits"  # trigger -> target
    WITH = "with"  # trigger -> weapon
    SAME = "same"  # trigger -> an earlier trigger of the same happening


class Measure(StrEnum):
    """What a figure counts."""

    KILLED = "killed"
    INJURED = "injured"
    CASUALTIES = "casualties"
    MISSING = "missing"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    RELEASED = "released"
    DISPLACED = "displaced"
    LAUNCHED = "launched"
    INTERCEPTED = "intercepted"
    DAMAGED = "damaged"
    ATTACKS = "attacks"
    ATTACKERS = "attackers"
    DEPLOYED = "deployed"


class ClaimKind(StrEnum):
    """A figure, or one of the assertion kinds of the guidelines."""

    FIGURE = "figure"
    RESPONSIBILITY = "responsibility"
    DENIAL = "denial"
    TARGET_CHARACTER = "target_character"
    WEAPON = "weapon"
    MOTIVE = "motive"
    THREAT = "threat"
    DEMAND = "demand"
    VERIFICATION = "verification"


class Stance(StrEnum):
    """What the speaker does with the content."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    THREATENS = "threatens"
    DEMANDS = "demands"
    PREDICTS = "predicts"
    RETRACTS = "retracts"


class Scope(StrEnum):
    """What a figure is a count over."""

    INCIDENT = "incident"
    CUMULATIVE = "cumulative"
    OTHER = "other"


class IncidentType(StrEnum):
    """The manner of a happening."""

    AIRSTRIKE = "airstrike"
    DRONE_STRIKE = "drone_strike"
    MISSILE_STRIKE = "missile_strike"
    SHELLING = "shelling"
    BOMBING = "bombing"
    SUICIDE_BOMBING = "suicide_bombing"
    SHOOTING = "shooting"
    STABBING = "stabbing"
    ARMED_CLASH = "armed_clash"
    GROUND_ASSAULT = "ground_assault"
    ABDUCTION = "abduction"
    EXECUTION = "execution"
    CHEMICAL_ATTACK = "chemical_attack"
    VEHICLE_ATTACK = "vehicle_attack"
    ARSON = "arson"
    RIOT = "riot"
    NAVAL_ATTACK = "naval_attack"
    OTHER_VIOLENCE = "other_violence"
    ACCIDENT = "accident"
    DISASTER = "disaster"


class Nature(StrEnum):
    """Whose the words for a target imply that it is."""

    CIVILIAN = "civilian"
    MILITARY = "military"
    DUAL = "dual"  # what serves both as a rule: bridges, ports, airports, power plants


class Ruling(StrEnum):
    """What a person may rule."""

    SAME = "same"
    DIFFERENT = "different"
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    REDACT = "redact"
    WITHDRAW = "withdraw"
