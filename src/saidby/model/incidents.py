"""What follows from claims of many documents: incidents, estimates, disputes, and what people ruled."""

from __future__ import annotations

from datetime import datetime

from saidby.model.claims import Claim
from saidby.model.codes import Codes
from saidby.model.documents import Interval, Published
from saidby.model.groundings import ActorRef, Grounding, Place
from saidby.model.kinds import Target, Weapon
from saidby.model.noun import Noun
from saidby.vocabulary import IncidentType, Measure, Ruling


class Account(Noun, frozen=True, kw_only=True):
    """A claim as the later verbs see it: with its grounding, its document's origin, and whose report it really is."""

    claim: Claim
    grounding: Grounding
    headline: str = ""  # of its document
    publisher: str | None = None
    published: Published | None = None
    origin: str | None = None  # the independent source: documents that copy one another share it


class Copy(Noun, frozen=True, kw_only=True):
    """A document that repeats another's text, and why it counts as the same source."""

    document: str
    origin: str
    why: str


class Cluster(Noun, frozen=True, kw_only=True):
    """Claims about one happening, as *link* finds them, before an id is minted."""

    claims: tuple[str, ...]
    why: tuple[str, ...] = ()


class Relation(Noun, frozen=True, kw_only=True):
    """Somebody said that one incident stands so to another."""

    kind: str  # "retaliation_for" | "in_response_to" | "part_of" | "follow_up"
    source: str  # incident id
    target: str  # incident id
    claim: str


class Incident(Noun, frozen=True, kw_only=True):
    """The claims about one happening, across documents, and what they agree on. `id` is minted once and stays."""

    id: str
    claims: tuple[str, ...]
    type: IncidentType | None = None
    place: Place | None = None
    interval: Interval | None = None
    actors: tuple[ActorRef, ...] = ()
    targets: tuple[Target, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    codes: Codes | None = None  # what others' codebooks call it
    why: tuple[str, ...] = ()


class SetAside(Noun, frozen=True, kw_only=True):
    """A claim that an estimate does not use, and the reason."""

    claim: str
    reason: str


class Estimate(Noun, frozen=True, kw_only=True):
    """A measure of an incident by a named, versioned policy, with what carries it. None is open or unknown."""

    incident: str
    measure: Measure
    policy: str  # "envelope@1"
    low: int | None
    best: int | None
    high: int | None
    used: tuple[str, ...]
    set_aside: tuple[SetAside, ...] = ()
    sources: int = 0  # independent ones among those used
    disputed: bool = False


class Dispute(Noun, frozen=True, kw_only=True):
    """Two claims that cannot both hold."""

    incident: str
    first: str
    second: str
    why: str


class Voice(Noun, frozen=True, kw_only=True):
    """One who speaks of an incident, by the fullest name heard, with all the claims that they answer for."""

    incident: str
    name: str
    side: str | None
    claims: tuple[str, ...]


class Judgement(Noun, frozen=True, kw_only=True):
    """A person's ruling on claims: who, when, why. Appended and superseded, never edited."""

    id: str
    ruling: Ruling
    claims: tuple[str, ...]
    who: str
    when: datetime
    why: str
    correction: Claim | None = None
    supersedes: str | None = None


class Derived(Noun, frozen=True, kw_only=True):
    """All that follows from claims, groundings and judgements, and is made anew from them."""

    incidents: tuple[Incident, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    voices: tuple[Voice, ...] = ()
    relations: tuple[Relation, ...] = ()
    copies: tuple[Copy, ...] = ()
