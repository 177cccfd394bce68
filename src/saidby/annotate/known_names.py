"""The table [names]: what it lists, and which listed name stands at a token."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import msgspec

from saidby.annotate.sheet import TOKEN, Token
from saidby.vocabulary import Kind

_LONGEST_ACRONYM: Final = 3  # "MALI" is Mali, "CAR" is not a car


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A country's names, the first to look it up by, and the words for its people."""

    names: list[str]
    people: list[str]


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What each list is for is said in the table."""

    particles: frozenset[str]
    linking: frozenset[str]
    of: frozenset[str]
    articles: frozenset[str]
    saints: frozenset[str]
    inside: frozenset[str]
    inner: frozenset[str]
    prefixes: frozenset[str]
    common: frozenset[str]
    not_personal: frozenset[str]
    title_heads: frozenset[str]
    title_words: frozenset[str]
    organisation_heads: frozenset[str]
    organisation_openers: frozenset[str]
    organisations: list[str]
    media: list[str]
    groups: list[str]
    facility_heads: frozenset[str]
    region_heads: frozenset[str]
    feature_heads: frozenset[str]
    settlement_heads: frozenset[str]
    abbreviations: frozenset[str]
    regions: list[str]
    settlement_nouns: frozenset[str]
    directions: frozenset[str]
    locatives: frozenset[str]
    strong_locatives: frozenset[str]
    countries: dict[str, Country]


class Name(NamedTuple):
    """What a name is: its kind, its label, and its full or gazetteer form."""

    kind: Kind
    label: str = ""
    value: str | None = None
    confidence: float = 0.9


class KnownNames:
    """The names that the lexicon lists, by their exact words: "IS" is not "is"."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._names: dict[tuple[str, ...], Name] = {}
        self._longest: dict[str, int] = {}
        self._codes = {country.names[0]: code for code, country in lexicon.countries.items()}
        for region in lexicon.regions:
            self._add_place(region, Name(Kind.PLACE, "region", region))
        for organisation in (*lexicon.organisations, *lexicon.media):
            self.add(organisation, Name(Kind.ORGANISATION))
        for group in lexicon.groups:
            self.add(group, Name(Kind.GROUP))
        for code, country in lexicon.countries.items():
            for name in country.names:
                self._add_place(name, Name(Kind.PLACE, "country", country.names[0]))
            for people in country.people:
                # "Congolese" and "Guinean" are more than one country's: theirs is left open
                listed = self._names.get(_words(people))
                shared = listed is not None and listed.kind is Kind.GROUP
                self.add(people, Name(Kind.GROUP, "", None if shared else code))

    def _add_place(self, name: str, what: Name) -> None:
        self.add(name, what)
        if len(name) > _LONGEST_ACRONYM:
            self.add(name.upper(), what)  # of a dateline

    def add(self, name: str, what: Name) -> None:
        """Lists a name; a later one of the same words takes its place."""
        words = _words(name)
        if words:
            self._names[words] = what
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def country(self, name: str | None) -> str | None:
        """The ISO 3166 code of the country whose first name that is."""
        return self._codes.get(name) if name is not None else None

    def at(self, tokens: Sequence[Token], index: int, stop: int) -> tuple[Name, int] | None:
        """The longest listed name that begins at `index`, and the index after it."""
        if index >= stop:
            return None
        longest = self._longest.get(tokens[index].text)
        if longest is None:
            return None
        for length in range(min(longest, stop - index), 0, -1):
            name = self._names.get(tuple(token.text.replace("’", "'") for token in tokens[index : index + length]))
            if name is not None:
                return name, index + length
        return None


def _words(name: str) -> tuple[str, ...]:
    return tuple(match.group() for match in TOKEN.finditer(name))
