"""The place of a happening: which of the places that the text ties to it, and how near to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from saidby.ground.areas import between, moved, part_of
from saidby.ground.gazetteer import fold
from saidby.ground.offsets import offset, other_end, part, site_km
from saidby.ground.ranking import within
from saidby.ground.scene import Scene, Toponym, country_of_word, country_words, is_country, is_spot, tables
from saidby.model import Candidate, Place

RIVAL: Final = 0.15
"""A settlement inside the region that most words name is the place when it has this part of the region's weight."""

UNLISTED_RIVAL: Final = 0.5
"""The part that a name needs which the gazetteer lacks: it may be no place at all."""

INSIDE_PEOPLE: Final = 50_000
"""People that a town named inside a facility's name needs, unless the document speaks of its country and the name is a site's."""

NAMESAKE_PEOPLE: Final = 10_000
"""People that a town needs in a country of which the document says nothing else."""

SPOKEN_OF: Final = 0.3
"""The part of a document's country words that a smaller one's country needs."""

SPELT: Final = 4
"""Characters that a name in capitals has at least; one in fewer is a short form."""


class Located(NamedTuple):
    """A place with the candidates that it was chosen from, best first."""

    place: Place | None = None
    candidates: tuple[Candidate, ...] = ()


class Chooser:
    """Chooses among the places that a document ties to one happening."""

    def __init__(self, scene: Scene, ranked: Mapping[str, tuple[Candidate, ...]]) -> None:
        self._scene = scene
        self._ranked = ranked

    def choose(self, mentioned: Iterable[Sequence[Toponym]]) -> Located:
        """The place of the happening that `mentioned` is about: for each claim its place names, nearest first.

        Nearness is summed over the claims; a settlement inside the region or country that is named most is preferred
        to it. A facility gives way to its town; a name that the gazetteer lacks is kept as written, in the region that
        the happening's other words give.
        """
        claims = self._without_datelines(list(mentioned))
        known: dict[Toponym, None] = {}
        named: dict[str, float] = {}
        for toponyms in claims:
            known.update(dict.fromkeys(toponyms))
        first: dict[str, str] = {}  # "HOMS" of a dateline is "Homs" where the text spells it so
        for name in sorted((toponym.name for toponym in known), key=str.isupper):
            first.setdefault(name.casefold(), name)
        for toponyms in claims:
            for position, name in enumerate(dict.fromkeys(first[toponym.name.casefold()] for toponym in toponyms)):
                named[name] = named.get(name, 0.0) + 1 / (1 + position)
        if not named:
            return Located()
        order = sorted(named, key=lambda name: (-named[name], min(t.start for t in known if t.name == name)))
        chosen = self._most_specific(order, named)
        mentions = [toponym for toponym in known if toponym.name.casefold() == chosen.casefold()]
        if self._is_site(chosen, mentions):
            return self._site(chosen, [name for name in order if name != chosen])
        return self._amid(chosen, mentions) or self._near(chosen, mentions)

    def _without_datelines(self, claims: Sequence[Sequence[Toponym]]) -> Sequence[Sequence[Toponym]]:
        """The names without those of datelines, where the others tell of another region of the same country.

        A dateline says where the report was written. Most happenings are there too; one whose own words put it
        elsewhere is not.
        """
        known = dict.fromkeys(toponym for toponyms in claims for toponym in toponyms)
        written = {
            toponym: place for toponym in known if self._scene.in_dateline(toponym) and (place := self._best(toponym.name))
        }
        told = [place for toponym in known if toponym not in written and (place := self._best(toponym.name)) and place.admin1]
        away = {
            toponym
            for toponym, place in written.items()
            if any(other.country == place.country and other.admin1 != place.admin1 for other in told)
        }
        return [[toponym for toponym in toponyms if toponym not in away] for toponyms in claims]

    def _most_specific(self, order: Sequence[str], named: Mapping[str, float]) -> str:
        top = self._best(order[0])
        if top is None or top.geo_precision == 1:
            return order[0]
        unlisted = None
        for rank, name in enumerate(order[1:], 1):
            place = self._best(name)
            if place is None:
                if unlisted is None and top.geo_precision == 3 and not self._is_facility(name):
                    unlisted = name if named[name] >= UNLISTED_RIVAL * named[order[0]] else None
                continue
            # A capital far down the list is where a government speaks.
            if rank > 1 and is_country(top) and _is_capital(place):
                continue
            if (
                (place.geo_precision < top.geo_precision or (is_country(top) and not is_country(place)))
                and _holds(top, place)
                and named[name] >= RIVAL * named[order[0]]
            ):
                return name
        return unlisted or order[0]

    def _best(self, name: str) -> Place | None:
        candidates = self._ranked.get(name, ())
        if not candidates:
            return None
        # "Aston, Kansas" is no Aston of another state, though the gazetteer lists none in Kansas; nor is "Aston district, Kansas".
        beside = self._scene.beside.get(name, ())
        place = candidates[0].place
        small = place.geo_precision == 2 or (place.geo_precision == 1 and place.population < INSIDE_PEOPLE)
        if beside and small and not any(within(place, container) for container in beside):
            return None
        # A small town abroad that nothing else speaks for is a namesake, or no place at all.
        main = self._scene.main_country(name)
        tiny = place.geo_precision == 1 and place.population < NAMESAKE_PEOPLE
        if tiny and place.country and main and main != place.country and not self._scene.share(place.country, name):
            return None
        return place

    def _is_site(self, name: str, mentions: Sequence[Toponym]) -> bool:
        best = self._best(name)
        if best is None:
            return True
        return not is_spot(best) and any(toponym.label == "facility" for toponym in mentions) and self._is_facility(name)

    def _is_facility(self, name: str) -> bool:
        return self._bare(name) != fold(name)

    def _bare(self, name: str) -> str:
        """A facility's folded name without the words that say what it is: "menagh air base" → "menagh"."""
        words = fold(name).split()
        generic = tables().facility.words
        while len(words) > 1 and (words[-1] in generic or " ".join(words[-2:]) in generic):
            words = words[:-1]
        return " ".join(words)

    def _site(self, name: str, others: Sequence[str]) -> Located:
        """The town of a facility or of a name unknown: named inside it, or beside it in the happening's words."""
        town = self._inside(name)
        places = [place for other in others if (place := self._best(other))]
        around = next((place for place in places if place.geo_precision == 1), next(iter(places), None))
        if around is not None and around.geo_precision == 1 and self._is_facility(name):
            why = f"no gazetteer lists {name!r}; {around.name} is named with it"
            return _single(replace(around, name=_title(around, self._written(others, around))), why)
        if town is not None:
            radius = site_km(name)
            why = f"no gazetteer lists {name!r}; {town.name} is in its name"
            return _single(replace(town, geo_precision=max(2, town.geo_precision), radius_km=town.radius_km or radius), why)
        only = self._only_town() if self._is_facility(name) and not places else None
        if only is not None:
            return _single(only, f"no gazetteer lists {name!r}; {only.name} is the only town that the document names")
        beside = next(iter(self._scene.beside.get(name, ())), None)
        container = beside or around
        country = container.country if container else self._scene.main_country(name)
        admin1 = container.admin1 if container else None
        known = (
            f"in {container.name}" if container else f"in {country}, of which the document speaks" if country else "anywhere"
        )
        place = Place(name=name, country=country, admin1=admin1, geo_precision=2 if admin1 else 3)
        return _single(place, f"no gazetteer lists {name!r}; {known}")

    def _only_town(self) -> Place | None:
        towns = {
            place.geonames_id: place for name in self._scene.names if (place := self._best(name)) and place.geo_precision == 1
        }
        return next(iter(towns.values())) if len(towns) == 1 else None

    def _written(self, names: Sequence[str], place: Place) -> str:
        return next((name for name in names if self._best(name) == place), place.name)

    def _inside(self, name: str) -> Place | None:
        """The largest town whose name begins a facility's: a word within it is mostly somebody's or a thing's."""
        words = self._bare(name).split()
        site = len(words) < len(fold(name).split())
        beside, main = self._scene.beside.get(name, ()), self._scene.main_country(name)
        for length in range(min(3, len(words)), 0, -1):
            part = " ".join(words[:length])
            if part == fold(name):
                continue
            for place in self._scene.gazetteer.find(part):
                if place.geo_precision != 1 or fold(place.name) != part or place.country is None:
                    continue
                share = self._scene.share(place.country, name)
                if (main and not share) or (beside and not any(within(place, container) for container in beside)):
                    continue  # "Dara Soof Payan, Samangan province" is not in Dara of another country
                if place.population >= INSIDE_PEOPLE or (site and share >= SPOKEN_OF):
                    return place
        return None

    def _near(self, name: str, mentions: Sequence[Toponym]) -> Located:
        """The candidates for a name, the first of them as written, and where the words around it put the happening."""
        candidates = self._ranked[name]
        place = replace(candidates[0].place, name=_title(candidates[0].place, name))
        place, told = self._told(place, mentions)
        why = "; ".join(filter(None, (candidates[0].why, told)))
        first = Candidate(place=place, score=candidates[0].score, why=why)
        return Located(place, (first, *candidates[1:]))

    def _told(self, place: Place, mentions: Sequence[Toponym]) -> tuple[Place, str]:
        """A place moved by what stands around every mention of it, and that in words; as it is where one says nothing."""
        text = self._scene.text
        if place.geo_precision == 3:
            parts = [part(text, toponym) for toponym in mentions]
            if None in parts or len(set(parts)) != 1:
                return place, ""
            way = parts[0] if isinstance(parts[0], float) else None
            return part_of(place, way, self._scene.gazetteer.divisions(place.country or "")), "a part of it"
        offsets = [found for toponym in mentions if (found := offset(text, toponym)) is not None]
        if not offsets or len(offsets) < len(mentions):
            return place, ""
        widest = max(offsets, key=lambda found: found.km)
        return moved(place, widest.km, widest.bearing), widest.why

    def _amid(self, name: str, mentions: Iterable[Toponym]) -> Located | None:
        """What lies between the place and another, where the words say "between X and Y"; of Y's namesakes the nearest."""
        place = self._best(name)
        words = next((words for toponym in mentions if (words := other_end(self._scene.text, toponym))), None)
        if place is None or words is None:
            return None
        parts = words.split()
        for length in range(len(parts), 0, -1):
            written = " ".join(parts[:length])
            spans = [
                span
                for other in self._scene.candidates(written)
                if other.geo_precision < 3 and (span := between(replace(place, name=name), replace(other, name=written)))
            ]
            if spans:
                nearest = min(spans, key=lambda span: span.radius_km or 0.0)
                return _single(nearest, f"the words put it between them; {nearest.radius_km:g} km to either")
        return None


def _is_capital(place: Place) -> bool:
    words = country_words().get(place.country or "")
    return words is not None and fold(place.name) in {fold(capital) for capital in words.capitals}


def _holds(region: Place, place: Place) -> bool:
    if region.country is None or region.country != place.country:
        return False
    return is_country(region) or region.admin1 in {None, place.admin1}


def _single(place: Place, why: str) -> Located:
    return Located(place, (Candidate(place=place, score=1.0, why=why),))


def _title(place: Place, written: str) -> str:
    """The name to show: as the text spells it, but a country's own for "Russian", "U.S.", and the gazetteer's for "LA"."""
    if fold(written) in country_of_word() and is_country(place):
        return place.name
    if not written.isupper():
        return written
    return place.name if fold(place.name) == fold(written) or len(written) < SPELT else written.title()
