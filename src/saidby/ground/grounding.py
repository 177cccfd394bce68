"""Claims grounded: where, when, who and with what, as far as the words of their document tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from saidby.ground.actors import Cast, Home, Registry, registry
from saidby.ground.gazetteer import open_gazetteer
from saidby.ground.intervals import Dated, when
from saidby.ground.kinds import Names, targets, weapons
from saidby.ground.offsets import site
from saidby.ground.places import Chooser
from saidby.ground.ranking import rank
from saidby.ground.scene import FACILITY, Scene, Toponym, is_spot, toponym
from saidby.model import ActorRef, Claim, Document, Evidence, Grounding, Interval, Place, TimeWords
from saidby.stages import Gazetteer, Ground

BY: Final = "rules@2"

_REMEMBERED: Final = 4096  # lists of phrases: all claims of a happening have the same


def grounder(*, gazetteer: Gazetteer | None = None, actors: Registry | None = None) -> Ground:
    """A grounder by rules.

    `gazetteer` defaults to GeoNames (compiled on the first document), `actors` to the shipped registry. All claims of
    one happening get one place and one interval.
    """
    opened = cache(lambda: gazetteer or open_gazetteer())
    known = cache(lambda: actors or registry())
    hit = lru_cache(_REMEMBERED)(lambda phrases: targets(phrases, names(known())))
    used = lru_cache(_REMEMBERED)(weapons)

    def ground(document: Document, claims: Sequence[Claim]) -> tuple[Grounding, ...]:
        if not claims:
            return ()
        found = opened()
        scene = setting(document, claims, found)
        ranked = rank(scene)
        chooser = Chooser(scene, ranked)
        happenings = _happenings(claims)
        places = {
            key: chooser.choose([_toponyms(document, claim, found) for claim in group]) for key, group in happenings.items()
        }
        intervals = _intervals(document, happenings)
        cast = company(document, claims, known())
        home = scene.home(ranked, cast.countries())

        def one(key: Key, claim: Claim) -> Grounding:
            located, dated = places[key], intervals[key]
            alleged = _once(cast.refer(_quotes(claim.about.actors)))
            return Grounding(
                claim=claim.id,
                by=f"{BY} {found.identity}",
                type=claim.about.type,
                place=located.place,
                candidates=located.candidates,
                interval=dated.interval,
                interval_why=dated.why,
                speakers=cast.refer(claim.speakers, at_home(scene, home, located.place)),
                actors=alleged,
                actor_kinds=tuple(known().entry(ref.id).kind if ref.id else None for ref in alleged),
                targets=hit(_quotes(claim.about.targets)),
                weapons=used(_quotes(claim.about.weapons)),
            )

        return tuple(one(_key(place, claim), claim) for place, claim in enumerate(claims))

    return ground


def setting(document: Document, claims: Sequence[Claim], gazetteer: Gazetteer) -> Scene:
    """What a document and the places of its claims say about where it is."""
    return Scene(document.text, [named for claim in claims for named in _toponyms(document, claim, gazetteer)], gazetteer)


def company(document: Document, claims: Sequence[Claim], known: Registry) -> Cast:
    """Who speaks and acts in a document."""
    phrases = [phrase for claim in claims for phrase in (*claim.speakers, *_quotes(claim.about.actors))]
    return Cast(known, phrases, document.text, when=document.published.interval if document.published else None)


def names(known: Registry) -> Names:
    """What kind of actor a name is of, as a registry has it: by it targets are told that only their names tell."""

    def kind(name: str) -> str | None:
        entry = known.alias(name)
        return entry.kind if entry else None

    return kind


def at_home(scene: Scene, document: str | None, place: Place | None) -> Home:
    """Where the speaker of a claim is at home: the country that the document is about, and the claim's country and region.

    A place in another country, of which the document has no word, is more likely a namesake.
    """
    if place is None or (document and place.country and place.country != document and not scene.speaks_of(place.country)):
        return Home(document)
    return Home(document, place.country, place.admin1)


Key = tuple[int, int]
"""A happening of the document (number, 0), or a claim of none (0, place among the claims)."""


def _key(place: int, claim: Claim) -> Key:
    return (claim.about.event, 0) if claim.about.event is not None else (0, place + 1)


def _happenings(claims: Sequence[Claim]) -> Mapping[Key, list[Claim]]:
    """The claims by what they are about, in the order in which the document numbers its happenings."""
    groups: dict[Key, list[Claim]] = {}
    for place, claim in enumerate(claims):
        groups.setdefault(_key(place, claim), []).append(claim)
    return {key: groups[key] for key in sorted(groups)}


def _intervals(document: Document, happenings: Mapping[Key, Sequence[Claim]]) -> Mapping[Key, Dated]:
    """The interval of each happening; of a claim about no single one only what it says itself."""
    found: dict[Key, Dated] = {}
    before: Interval | None = None
    for key, claims in happenings.items():
        found[key] = when(_times(claims), document.published, before)
        if key[0] and found[key].interval is not None:
            before = found[key].interval
    return found


def _times(claims: Sequence[Claim]) -> list[TimeWords]:
    """The time words of a happening's claims, each once, those first that stand nearest to most claims."""
    near: dict[TimeWords, float] = {}
    for claim in claims:
        for position, words in enumerate(claim.about.times):
            near[words] = near.get(words, 0.0) + 1 / (1 + position)
    return sorted(near, key=lambda words: (-near[words], words.evidence.start, words.evidence.end))


def _toponyms(document: Document, claim: Claim, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """The place names of a claim; with the words after it where the gazetteer has the site that they make: "Rafah crossing"."""
    found = []
    for place in claim.about.places:
        named = toponym(place.name, place.label, place.evidence.quote, place.evidence.start, place.evidence.end)
        if kind := site(document.text, named):
            whole = f"{named.name} {kind}"
            if any(is_spot(listed) for listed in gazetteer.find(whole)):
                named = Toponym(whole, FACILITY, named.start, named.end + 1 + len(kind))
        found.append(named)
    return tuple(found)


def _once(actors: Sequence[ActorRef]) -> tuple[ActorRef, ...]:
    """Each actor once, for the first reason given."""
    first: dict[str, ActorRef] = {}
    for actor in actors:
        first.setdefault(actor.id or f" {actor.name}", actor)
    return tuple(first.values())


def _quotes(pieces: Sequence[Evidence]) -> tuple[str, ...]:
    return tuple(piece.quote for piece in pieces)
