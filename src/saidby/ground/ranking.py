"""Which of its namesakes a place name means: every candidate scored by the document's evidence, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log10
from typing import Final, NamedTuple

from saidby.ground.gazetteer import fold, kilometres
from saidby.ground.gazetteer.ukrainian import skeleton, unlikeness
from saidby.ground.scene import UKRAINE, Scene, Weights, is_country, is_spot, tables
from saidby.model import Candidate, Place

ROUNDS: Final = 2

KEPT: Final = 5
"""Candidates that a grounding keeps."""

CONSIDERED: Final = 150
"""Namesakes that are scored; names such as "San Antonio" have hundreds."""

OWN: Final = "its own name"

HALVING_KM: Final = 100.0


class Company(NamedTuple):
    """What the other names of the document say: where each came to lie, and the divisions that each could lie in."""

    places: tuple[Place, ...] = ()
    divisions: tuple[frozenset[tuple[str | None, str]], ...] = ()

    def could_share(self, place: Place) -> float:
        """The part of the other names that could lie in the place's division, each by how few others it could lie in."""
        if not place.admin1 or not self.divisions:
            return 0.0
        return sum(1 / len(each) for each in self.divisions if (place.country, place.admin1) in each) / len(self.divisions)


def rank(scene: Scene) -> Mapping[str, tuple[Candidate, ...]]:
    """For every place name of the document its candidates, best first; empty for a name that the gazetteer lacks.

    Twice: the first round sees the document's countries and which divisions its names could share, the second also
    where the other names came to lie. One name means one place throughout a document.
    """
    weights = tables().weights
    could = {name: _divisions(_considered(scene, name)) for name in scene.names}
    best: dict[str, Place] = {}
    ranked: dict[str, tuple[Candidate, ...]] = {}
    for _ in range(ROUNDS):
        for name in scene.names:
            folded = fold(name)
            others = [other for other in scene.names if fold(other) != folded]
            company = Company(
                tuple(best[other] for other in others if other in best), tuple(could[other] for other in others if could[other])
            )
            ranked[name] = _score(name, scene, weights, company)
        best = {name: candidates[0].place for name, candidates in ranked.items() if candidates}
    return ranked


def _considered(scene: Scene, name: str) -> Sequence[Place]:
    """The candidates that are scored: of too many those in countries of which the document speaks, then the largest."""
    found = scene.candidates(name)
    if len(found) > CONSIDERED:
        found = sorted(found, key=lambda place: not (place.country and scene.share(place.country, name)))
    return found[:CONSIDERED]


def _divisions(places: Sequence[Place]) -> frozenset[tuple[str | None, str]]:
    return frozenset((place.country, place.admin1) for place in places if place.admin1)


def _score(name: str, scene: Scene, weights: Weights, company: Company) -> tuple[Candidate, ...]:
    found = _considered(scene, name)
    if not found:
        return ()
    alike = set(scene.spelt_alike(name))
    scored = [(_evidence(place, name, scene, weights, company), place) for place in found]
    for evidence, place in scored:
        if place in alike:
            evidence[:] = [(points, reason) for points, reason in evidence if reason != OWN]
            evidence.append((weights.spelt_alike * sum(unlikeness(name, place.name)), "spelt alike"))
    totals = [sum(points for points, _ in evidence) for evidence, _ in scored]
    highest = max(totals)
    shares = [exp(total - highest) for total in totals]
    whole = sum(shares)
    order = sorted(range(len(found)), key=lambda index: (-totals[index], index))[:KEPT]
    return tuple(
        Candidate(
            place=found[index],
            score=round(shares[index] / whole, 4),
            why="; ".join(reason for points, reason in scored[index][0] if points),
        )
        for index in order
    )


def _evidence(place: Place, name: str, scene: Scene, weights: Weights, company: Company) -> list[tuple[float, str]]:
    """The points of one candidate, each with its reason."""
    evidence = [(weights.population * log10(place.population + 100), f"{place.population:,} people")]
    if fold(place.name) == fold(name) or _transcribed(name, place):
        evidence.append((weights.main_name, OWN))
    if is_country(place) or (place.country is None and place.geo_precision == 3):
        evidence.append((weights.country_name, "a country or sea of that name"))
    elif place.geo_precision == 3:
        evidence.append((weights.region_name, "a region of that name"))
    elif place.geo_precision == 1 and not is_spot(place):
        evidence.append((weights.settlement, "a settlement"))
    beside = () if is_country(place) else scene.beside.get(name, ())
    if beside:
        inside = next((container for container in beside if within(place, container)), None)
        if inside is not None:
            evidence.append((weights.beside, f"{inside.name} stands beside it"))
        else:
            evidence.append((weights.wrong_beside, f"{beside[0].name} stands beside it"))
    if place.country and (share := scene.share(place.country, name)):
        evidence.append((weights.country * share, f"{share:.0%} of the document's country words are for {place.country}"))
    if place.country and place.country == scene.dateline[1]:
        evidence.append((weights.dateline, f"the dateline is in {place.country}"))
    if not is_country(place):
        evidence.extend(_neighbourhood(place, company, weights))
    return evidence


def _transcribed(name: str, place: Place) -> bool:
    """Whether a Ukrainian place's own name is this one in other letters or in Russian: "Просяна" is Prosyana."""
    return place.country == UKRAINE and skeleton(name) == skeleton(place.name)


def _neighbourhood(place: Place, company: Company, weights: Weights) -> list[tuple[float, str]]:
    """How the other places of the document speak for this one: same division, distance."""
    evidence = []
    others = company.places
    if could := company.could_share(place):
        evidence.append((weights.could_share * could, f"{could:.0%} of the other names could be in {place.admin1}"))
    if place.admin1 and others:
        share = sum(other.country == place.country and other.admin1 == place.admin1 for other in others) / len(others)
        evidence.append((weights.division * share, f"{share:.0%} of the other places are in {place.admin1}"))
    if place.latitude is not None and place.longitude is not None:
        here = (place.latitude, place.longitude)
        reached = [
            (kilometres(here, (other.latitude, other.longitude)), other.name)
            for other in others
            if other.latitude is not None and other.longitude is not None
        ]
        if reached:
            distance, neighbour = min(reached)
            evidence.append((weights.near * 0.5 ** (distance / HALVING_KM), f"{distance:.0f} km from {neighbour}"))
    return evidence


def within(place: Place, container: Place) -> bool:
    """Whether `place` lies in `container`, a country or division, and is not it."""
    if container.country is None or place.country != container.country:
        return False
    if is_country(place) or (place.geonames_id is not None and place.geonames_id == container.geonames_id):
        return False
    return container.admin1 is None or place.admin1 == container.admin1
