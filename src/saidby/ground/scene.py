"""What a document says about where it is: the places that it names, the countries that it speaks of, its dateline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

import msgspec

from saidby.ground.gazetteer import fold
from saidby.ground.gazetteer.data import generic_words, load
from saidby.model import Candidate, Place
from saidby.stages import Gazetteer

DATELINE_CHARACTERS: Final = 160
BESIDE_CHARACTERS: Final = 60
INDENT_CHARACTERS: Final = 8

REGION: Final = "region"  # the label of a part of a country

FACILITY: Final = "facility"  # that of a building or site

HALF: Final = 0.5

UKRAINE: Final = "UA"
SPOKEN: Final = 0.3
"""The share of a document that speaks of Ukraine in one that names its villages."""

FAR: Final = 1.3
"""How many times as often as of the next a document speaks of the country that it is about."""

LOCATED: Final = 2
"""How often a place counts for its country: reports name the places of what happened, and the countries of everybody."""

DATED: Final = 3
"""How often a dateline counts for the country that it names."""

DOUBT: Final = 2
"""Country words added to a document's number of them: one word alone is no proof of where it is."""

_DATELINE: Final = re.compile(
    r"\s*([A-Z][\w.'’ -]{2,30}?)(?:,\s*([A-Z][\w.'’ ]{2,30}?))?\s*(?:\([A-Z][\w /]{1,20}\)|,?\s\d{1,2}\s[A-Z][a-z]{2}|\s[—–-]{1,2}\s)"
)
_LINE_ENDS: Final = ("\n", "\v", "\f", "\x85", "\u2028", "\u2029")
_DATELINE_GOES_ON: Final = re.compile(
    r"(?:,\s[A-Z][\w.'’ ]{2,30})?\s?(?:\([A-Z][\w.,/ ]{1,20}\)|[–—-]{1,2}\s|,?\s\d{1,2}\s[A-Z][a-z]{2}|,?\s[A-Z][a-z]{2,8}\.?\s\d{1,2}\b)"
)
_CAPITALISED: Final = re.compile(r"[^\W\d_a-z][\w.'’-]{0,30}(?: [^\W\d_a-z][\w.'’-]{0,30}){0,2}")
_AFTER: Final = re.compile(
    r"\s?(?:,|\(|in|of|,? in)\s(?:the\s)?((?:[a-z]{1,12} (?:of |in )?){0,3})([^\W\d_a-z][\w.'’-]{0,30}(?: (?:of |al-)?[^\W\d_a-z][\w.'’-]{0,30}){0,3}(?: (?:region|province|oblast|governorate|prefecture|state))?)"
)
_BEFORE: Final = re.compile(
    r"(?:^|[^\w'’-])([^\W\d_a-z][\w.-]{0,30}(?: [^\W\d_a-z][\w.-]{0,30})?)(?:['’]s?)? (?:(?:[a-z-]{1,16} ){0,3}of (?:the )?|(?:[a-z-]{1,16} ){0,2}(?:city|town|village|province|region|district|capital),? (?:of )?)?$"
)


class Toponym(NamedTuple):
    """A place name of a document: the name, the mention's label, and where it stands (code points, half-open)."""

    name: str
    label: str
    start: int
    end: int


def toponym(name: str, label: str, quote: str, start: int, end: int) -> Toponym:
    """A place name as it was found: the name to look up, the mention's label, and its words and where they stand.

    A region goes by its words with those that make it one ("Kharkiv region", "northern Syria"): the bare name is the
    city's, or the whole country's.
    """
    words = fold(quote).split()
    telling = label == REGION and len(words) > 1 and (words[0] in _parts() or not _parts().isdisjoint(words[1:]))
    return Toponym(" ".join(quote.split()) if telling else name, label, start, end)


@cache
def _parts() -> frozenset[str]:
    """The words that make a region or an area of a name."""
    lists = generic_words()
    return frozenset(word for kind in ("region", "area", "direction") for word in lists[kind])


class Weights(msgspec.Struct, frozen=True):
    """What each piece of evidence adds to a candidate's score."""

    beside: float
    wrong_beside: float
    country: float
    division: float
    could_share: float
    near: float
    dateline: float
    population: float
    main_name: float
    spelt_alike: float
    country_name: float
    region_name: float
    settlement: float


class Radius(msgspec.Struct, frozen=True):
    """How far from a point a happening may lie, in kilometres."""

    near_km: float
    facility_km: float
    outlying_km: float


class Between(msgspec.Struct, frozen=True):
    """What may stand between a distance and a name, and the words of it that say nothing of where."""

    words: frozenset[str]
    bare: frozenset[str]


class Sites(msgspec.Struct, frozen=True):
    """Words that make a site of a name, those of sites that lie outside of towns, and what may stand before them."""

    words: frozenset[str]
    outlying: frozenset[str]
    beside: frozenset[str]


class PlaceTables(msgspec.Struct, frozen=True):
    """The file ``places.toml``."""

    near: tuple[str, ...]
    units: dict[str, float]
    radius: Radius
    weights: Weights
    numbers: dict[str, float]
    bearings: dict[str, float]
    between: Between
    facility: Sites


class CountryWords(msgspec.Struct, frozen=True):
    """What news calls a country: the file ``countries.toml``."""

    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()


@cache
def tables() -> PlaceTables:
    """The word lists and weights of place resolution."""
    return load(PlaceTables, "places.toml")


@cache
def country_words() -> Mapping[str, CountryWords]:
    """What news calls each country, by ISO code."""
    return load(dict[str, CountryWords], "countries.toml")


@cache
def country_of_word() -> Mapping[str, str]:
    """The country that a folded name, adjective or noun for a people speaks of."""
    said: dict[str, str] = {}
    for iso, words in country_words().items():
        for word in (
            words.name,
            *words.names,
            *words.adjectives,
            *(f"{adjective}s" for adjective in words.adjectives),
            *words.people,
        ):
            said.setdefault(fold(word), iso)
    return said


@cache
def _capitals() -> Mapping[str, str]:
    """The country of each capital, by its folded name."""
    return {fold(capital): iso for iso, words in country_words().items() for capital in words.capitals}


class Scene:
    """The evidence that a whole document gives about its places; made once a document."""

    def __init__(self, text: str, toponyms: Iterable[Toponym], gazetteer: Gazetteer) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.toponyms: tuple[Toponym, ...] = tuple(dict.fromkeys(toponyms))
        self.names: tuple[str, ...] = tuple(dict.fromkeys(toponym.name for toponym in self.toponyms))
        self.dateline = self._dateline()
        self.beside: Mapping[str, tuple[Place, ...]] = {name: self._beside(name) for name in self.names}
        self._alike = False
        self._words = self._count()
        self._alike = self.share(UKRAINE, "") >= SPOKEN

    def _dateline(self) -> tuple[str | None, str | None]:
        """The place and country of a dateline such as "KYIV, Ukraine (AP) —"; None for what is not there."""
        if match := _DATELINE.match(self.text[:DATELINE_CHARACTERS]):
            town, land = match.group(1), match.group(2)
            if land and (iso := self.country(land)):
                return town, iso
            if found := self.gazetteer.find(town):
                return town, found[0].country
        return None, None

    def in_dateline(self, toponym: Toponym) -> bool:
        """Whether a place name in capitals begins a line and goes on as a dateline does: "KYIV, Ukraine (June 3) –"."""
        before = self.text[max(0, toponym.start - INDENT_CHARACTERS) : toponym.start].rstrip(" \t\xa0")
        first = not before and toponym.start <= INDENT_CHARACTERS
        if not toponym.name.isupper() or not (first or before.endswith(_LINE_ENDS)):
            return False
        return _DATELINE_GOES_ON.match(self.text[toponym.end : toponym.end + DATELINE_CHARACTERS]) is not None

    def candidates(self, name: str) -> Sequence[Place]:
        """What a name may mean; of "Russian" the country; in a report on Ukraine a place there in another spelling too."""
        found = (*self.gazetteer.find(name), *self.spelt_alike(name))
        iso = country_of_word().get(fold(name))
        if iso is None or any(is_country(place) and place.country == iso for place in found):
            return found
        lands = self.gazetteer.find(country_words()[iso].name)
        return (*(place for place in lands if is_country(place) and place.country == iso), *found)

    def spelt_alike(self, name: str) -> Sequence[Place]:
        """In a report on Ukraine the places there that have the name in another spelling only; the likest first."""
        if not self._alike:
            return ()
        found = set(self.gazetteer.find(name))
        return tuple(place for place in self.gazetteer.alike(name) if place not in found)

    def country(self, words: str) -> str | None:
        """The country that a name or an adjective speaks of."""
        return country_of_word().get(fold(words))

    def _beside(self, name: str) -> tuple[Place, ...]:
        """The countries and regions that stand right beside the name, wherever it occurs: "Paris, Texas", "Ukraine's Kharkiv"."""
        found: dict[Place, None] = {}
        for toponym in self.toponyms:
            if toponym.name != name:
                continue
            if after := _AFTER.match(self.text[toponym.end : toponym.end + BESIDE_CHARACTERS]):
                found.update(dict.fromkeys(self._containers(after.group(2), name)))
            if before := _BEFORE.search(self.text[max(0, toponym.start - BESIDE_CHARACTERS) : toponym.start]):
                found.update(dict.fromkeys(self._nation(before.group(1))))
        return tuple(found)

    def _containers(self, words: str, name: str) -> Sequence[Place]:
        """The regions and countries that the longest beginning of `words` names; not the name itself again."""
        parts = words.split()
        for length in range(len(parts), 0, -1):
            candidate = " ".join(parts[:length]).rstrip(".'’")
            if fold(candidate) == fold(name):
                return ()
            larger = [place for place in self.gazetteer.find(candidate) if place.geo_precision >= 2]
            if larger:
                return larger
        return ()

    def _nation(self, words: str) -> Sequence[Place]:
        for part in (words, *words.split()[:1]):
            bare = part.removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’")
            if iso := self.country(bare):
                return (Place(name=bare, country=iso, geo_precision=3),)
        return ()

    def share(self, country: str, name: str) -> float:
        """How much of the document speaks of `country`, from 0 to 1; what it says by `name` itself is left out."""
        folded = fold(name)
        others = [(iso, count) for (iso, word), count in self._words.items() if word != folded]
        total = sum(count for _, count in others)
        return sum(count for iso, count in others if iso == country) / (total + DOUBT) if total else 0.0

    def main_country(self, name: str) -> str | None:
        """The country that most of the document speaks of, `name` left out; None where no country has half of it."""
        countries = dict.fromkeys(iso for iso, _ in self._words)
        return next((iso for iso in countries if self.share(iso, name) > HALF), None)

    def speaks_of(self, country: str) -> bool:
        """Whether the document has a word for the country: its name, its adjective, its people."""
        return any(iso == country and country_of_word().get(word) == iso for iso, word in self._words)

    def home(self, ranked: Mapping[str, Sequence[Candidate]], named: Mapping[str, int]) -> str | None:
        """The country that the document is about: the one that it speaks of by far most often; None where two come close.

        Country words, the dateline, what the place names most likely mean (`ranked`, best first) and the countries of
        the actors that it has by their own names (`named`, how often each) count.
        """
        counts = Counter(named)
        placed = {fold(name) for name, candidates in ranked.items() if candidates}
        for (iso, word), count in self._words.items():
            if word not in placed:
                counts[iso] += count
        for toponym in self.toponyms:
            if (best := ranked.get(toponym.name)) and (land := best[0].place.country):
                counts[land] += LOCATED
        for match in _CAPITALISED.finditer(self.text):
            if (capital_of := _capitals().get(fold(match.group()))) is not None:
                counts[capital_of] += 1
        if self.dateline[1]:
            counts[self.dateline[1]] += DATED
        first, second = [*counts.most_common(2), ("", 0), ("", 0)][:2]
        return first[0] if first[1] > FAR * second[1] else None

    def _count(self) -> Counter[tuple[str, str]]:
        """How often the document speaks of each country, by the folded word that it does so with."""
        counts: Counter[tuple[str, str]] = Counter()
        for match in _CAPITALISED.finditer(self.text):
            parts = match.group().split()
            position = 0
            while position < len(parts):
                for length in range(len(parts) - position, 0, -1):
                    words = " ".join(parts[position : position + length]).removesuffix("'s").removesuffix("’s")
                    if iso := self.country(words):
                        counts[iso, fold(words)] += 1
                        position += length - 1
                        break
                position += 1
        for name in self.names:
            lands = {place.country for place in self.candidates(name)}
            if len(lands) == 1 and (land := next(iter(lands))):
                counts[land, fold(name)] += 2
            for place in self.beside[name]:
                if place.country:
                    counts[place.country, fold(place.name)] += 2
        return counts


def is_country(place: Place) -> bool:
    """Whether a gazetteer's place is a whole country: it has no point."""
    return place.geo_precision == 3 and place.latitude is None and place.admin1 is None and place.country is not None


def is_spot(place: Place) -> bool:
    """Whether a gazetteer's place is a site, such as a bridge: as fine as a settlement, but with a reach of its own."""
    return place.geo_precision == 1 and place.radius_km is not None
