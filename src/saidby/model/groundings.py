"""What is known beyond the text: places, actors, times."""

from __future__ import annotations

from typing import Final

from saidby.model.documents import Interval
from saidby.model.kinds import Target, Weapon
from saidby.model.noun import Noun
from saidby.vocabulary import IncidentType

NAMED: Final = "named"
"""Why a phrase is an actor's whose words name it."""


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
    """An actor as found in the registry; `id` and `side` are None for one that it does not know.

    `why` says why the phrase is taken for this actor: "named" where its own words say so, else what it was inferred from;
    empty for one that the registry does not know, and for the actors of an incident.
    """

    name: str
    id: str | None = None
    side: str | None = None
    why: str = ""

    @property
    def inferred(self) -> bool:
        """Whether the actor is the reader's inference and not in the words themselves."""
        return self.why not in ("", NAMED)


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
    actor_kinds: tuple[str | None, ...] = ()  # aligned with the actors: "military", "armed_group"; None if not known
    targets: tuple[Target, ...] = ()
    weapons: tuple[Weapon, ...] = ()
