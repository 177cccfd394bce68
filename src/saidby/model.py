"""The nouns: immutable values that know nothing of files, storage or models.

Offsets are Unicode code points of a document's working text, half-open ``[start, end)``. Times are naive local times of
the place that is spoken of, in half-open intervals. ``None`` means unknown, never zero. Every noun converts to and from
JSON with :mod:`msgspec`.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta

import msgspec

from saidby.errors import EvidenceError
from saidby.vocabulary import ClaimKind, IncidentType, Kind, Known, Measure, Precision, Qualifier, Ruling, Scope, Stance, Tie


class Noun(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every noun is: frozen, named fields only, unknown fields refused."""


# --- Documents -------------------------------------------------------------------------------------------------------


class Interval(Noun, frozen=True, kw_only=True):
    """A half-open stretch of local time, ``start <= t < end``."""

    start: datetime
    end: datetime
    precision: Precision

    def overlaps(self, other: Interval, slack: timedelta = timedelta(0)) -> bool:
        """Whether the two share a moment, or lie no further apart than `slack`."""
        return self.start < other.end + slack and other.start < self.end + slack

    @property
    def edtf(self) -> str:
        """EDTF level 0: a year, month or day where the interval is exactly one, else ``day/day`` (both included)."""
        first, last = self.start.date(), (self.end - timedelta(microseconds=1)).date()
        if self.precision is Precision.YEAR and first.replace(month=12, day=31) == last:
            return f"{first.year:04d}"
        if (
            self.precision is Precision.MONTH
            and first.day == 1
            and (last + timedelta(days=1)).day == 1
            and first.month == last.month
        ):
            return f"{first.year:04d}-{first.month:02d}"
        return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def day(value: date) -> Interval:
    """The interval of one whole day."""
    start = datetime(value.year, value.month, value.day)
    return Interval(start=start, end=start + timedelta(days=1), precision=Precision.DAY)


class Published(Noun, frozen=True, kw_only=True):
    """When a document was published, and how that is known."""

    interval: Interval
    known: Known


class Original(Noun, frozen=True, kw_only=True):
    """The untouched bytes that a document was made from."""

    sha256: str
    media_type: str
    content: bytes

    @classmethod
    def of(cls, content: bytes, media_type: str) -> Original:
        return cls(sha256=hashlib.sha256(content).hexdigest(), media_type=media_type, content=content)


class Document(Noun, frozen=True, kw_only=True):
    """An immutable text with its origin. `sha256` is that of the original bytes, `text` the working text."""

    id: str
    text: str
    sha256: str
    locator: str  # where it was read from: a path as given, a URL, "-" for standard input; with "#n" for a line
    encoding: str | None = None
    url: str | None = None
    publisher: str | None = None
    headline: str = ""
    language: str | None = None
    licence: str | None = None
    published: Published | None = None


class Intake(Noun, frozen=True, kw_only=True):
    """What *acquire* yields for a source that can be read."""

    document: Document
    original: Original


class Unread(Noun, frozen=True, kw_only=True):
    """What *acquire* (or the pipeline) yields for a source that cannot be read: kept, with one line of reason."""

    locator: str
    reason: str
    sha256: str | None = None


# --- Readings --------------------------------------------------------------------------------------------------------


class Bounds(Noun, frozen=True, kw_only=True):
    """A count as bounded by the text; an open end is None. Raises ValueError for no bound at all or low > high."""

    low: int | None
    high: int | None
    qualifier: Qualifier = Qualifier.EXACT

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a count needs a lower or an upper bound")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"lower bound {self.low} above upper bound {self.high}")

    def meets(self, other: Bounds) -> bool:
        """Whether one number can satisfy both."""
        return (self.low is None or other.high is None or self.low <= other.high) and (
            other.low is None or self.high is None or other.low <= self.high
        )


class TimeExpression(Noun, frozen=True, kw_only=True):
    """A date or time as written, before it is anchored; absent parts are None.

    "December 30" is month 12, day 30; "Saturday" is weekday 5 (Monday 0), `direction` "nearest"; "last Saturday" the
    same with "last"; "yesterday" unit "day", shift -1; "last week" unit "week", shift -1; "in the past 24 hours" unit
    "hour", shift -24, `span` true; "overnight" part "overnight"; "a week earlier" unit "week", shift -1, anchor
    "narrative". A range has `until`.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    direction: str | None = None  # "last" | "next" | "this" | "nearest", of weekday or month
    unit: str | None = None  # "minute" | "hour" | "day" | "week" | "month" | "year"
    shift: int | None = None
    span: bool = False
    part: str | None = (
        None  # "morning" | "noon" | "afternoon" | "evening" | "night" | "overnight" | "early" (hours) | "midnight"
    )
    modifier: str | None = None  # "early" | "mid" | "late", of a month, year or week
    hour: int | None = None
    minute: int | None = None
    anchor: str = "publication"  # or "narrative": relative to the time last spoken of
    until: TimeExpression | None = None


class Span(Noun, frozen=True, kw_only=True):
    """A stretch of text in code points, half-open."""

    start: int
    end: int


class Mention(Noun, frozen=True, kw_only=True):
    """A typed span, the rule or model that read it, and how sure it is (0..1)."""

    kind: Kind
    start: int
    end: int
    by: str
    label: str = ""
    value: str | None = None
    bounds: Bounds | None = None
    time: TimeExpression | None = None
    confidence: float = 1.0


class Link(Noun, frozen=True, kw_only=True):
    """A tie between two mentions, by their places in :attr:`Reading.mentions`."""

    tie: Tie
    source: int
    target: int
    by: str
    confidence: float = 1.0


class Reading(Noun, frozen=True, kw_only=True):
    """A document with what was found in it. Models and rules run only to make readings."""

    document: Document
    reader: str  # name and version
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    links: tuple[Link, ...] = ()


# --- Claims ----------------------------------------------------------------------------------------------------------


class Evidence(Noun, frozen=True, kw_only=True):
    """A span and its words. :meth:`of` is the only maker that claims should use: it cannot be wrong."""

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Evidence:
        """The words of `text` at ``[start, end)``. Raises EvidenceError where that is empty or outside the text."""
        if not 0 <= start < end <= len(text):
            raise EvidenceError(f"offsets {start}..{end} lie outside a text of {len(text)} characters; re-read the document")
        return cls(start=start, end=end, quote=text[start:end])

    def check(self, text: str) -> None:
        """Raises EvidenceError unless the quote is the text at its offsets."""
        if not (0 <= self.start < self.end <= len(text) and text[self.start : self.end] == self.quote):
            raise EvidenceError(f"quote {self.quote[:40]!r} is not the text at {self.start}..{self.end}; re-read the document")


class Figure(Noun, frozen=True, kw_only=True):
    """A count: what, how many at least and at most, of what, over what."""

    measure: Measure
    bounds: Bounds
    number: str | None  # the number words, verbatim; None when implicit
    unit: str
    scope: Scope = Scope.INCIDENT
    implicit: bool = False


class TimeWords(Noun, frozen=True, kw_only=True):
    """A time expression with the words it stands in."""

    evidence: Evidence
    time: TimeExpression


class PlaceWords(Noun, frozen=True, kw_only=True):
    """A place name (or a phrase ending in one) with the words it stands in."""

    evidence: Evidence
    name: str
    label: str = ""  # as the mention's


class About(Noun, frozen=True, kw_only=True):
    """The words that the text gives for the happening that a claim is about, nearest first in each list.

    `event` numbers the happenings of one document from 1; None when the claim is about no single happening.
    """

    event: int | None = None
    type: IncidentType | None = None
    places: tuple[PlaceWords, ...] = ()
    times: tuple[TimeWords, ...] = ()
    actors: tuple[Evidence, ...] = ()
    targets: tuple[Evidence, ...] = ()
    weapons: tuple[Evidence, ...] = ()


class Statement(Noun, frozen=True, kw_only=True):
    """What somebody says, apart from where it stands.

    `speakers` runs from the outermost to the innermost; empty is the document's own voice.
    """

    kind: ClaimKind
    speakers: tuple[str, ...]
    stance: Stance = Stance.ASSERTS
    figure: Figure | None = None


class Claim(Statement, frozen=True, kw_only=True):
    """What a text says somebody says. Never changes; `id` is a hash of the statement, its document and its evidence.

    The first of `evidence` is the fullest quote; a speaker's repetitions of the same count in the document follow.
    Make claims with :meth:`make`, which checks every quote and computes the id; `subset_of`, `answers` and
    `confidence` are set afterwards (``msgspec.structs.replace``), for they are no part of the id.
    """

    id: str
    document: str
    evidence: tuple[Evidence, ...]
    about: About
    by: str
    subset_of: str | None = None
    answers: int | None = None
    """The event of the same document that the claim says this one answers (retaliation, response)."""
    confidence: float = 1.0

    @classmethod
    def make(cls, document: Document, statement: Statement, evidence: tuple[Evidence, ...], about: About, by: str) -> Claim:
        """A claim with its id.

        Raises EvidenceError when there is no quote or one is not the text at its offsets, ValueError when a figure is
        missing or out of place.
        """
        if (statement.figure is None) == (statement.kind is ClaimKind.FIGURE):
            raise ValueError(f"a claim of kind {statement.kind} {'needs a' if statement.figure is None else 'has no'} figure")
        if not evidence:
            raise EvidenceError("a claim needs at least one quote")
        for piece in evidence:
            piece.check(document.text)
        said = (document.id, document.sha256, statement.kind, statement.speakers, statement.stance, statement.figure, evidence)
        digest = hashlib.sha256(msgspec.json.encode(said)).hexdigest()
        return cls(
            id=f"c-{digest[:20]}",
            document=document.id,
            kind=statement.kind,
            speakers=statement.speakers,
            stance=statement.stance,
            figure=statement.figure,
            evidence=evidence,
            about=about,
            by=by,
        )

    @property
    def quote(self) -> str:
        return self.evidence[0].quote


# --- Groundings ------------------------------------------------------------------------------------------------------


class Place(Noun, frozen=True, kw_only=True):
    """A place of a gazetteer. `geo_precision` follows ACLED: 1 the place itself, 2 near it or its area, 3 a larger region or country.

    A point is None where the gazetteer has none (a country, a region); `radius_km` is how far from the point the
    happening may lie.
    """

    name: str
    country: str | None = None  # ISO 3166 alpha-2
    admin1: str | None = None
    geonames_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    geo_precision: int = 1
    radius_km: float | None = None
    population: int = 0


class Candidate(Noun, frozen=True, kw_only=True):
    """A place that a name may mean, with its score (0..1) and the reasons for it."""

    place: Place
    score: float
    why: str


class ActorRef(Noun, frozen=True, kw_only=True):
    """An actor as found in the registry; `id` and `side` are None for one that it does not know."""

    name: str
    id: str | None = None
    side: str | None = None


class Grounding(Noun, frozen=True, kw_only=True):
    """Our revisable interpretation of a claim. A better gazetteer makes new groundings; claims stay."""

    claim: str
    by: str
    type: IncidentType | None = None
    place: Place | None = None
    candidates: tuple[Candidate, ...] = ()
    interval: Interval | None = None
    interval_why: str = ""
    speakers: tuple[ActorRef, ...] = ()  # aligned with the claim's chain
    actors: tuple[ActorRef, ...] = ()
    targets: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()


# --- Incidents -------------------------------------------------------------------------------------------------------


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
    targets: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
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
