"""Who is who: a registry of states, armed groups, organisations and media, and rules for the bodies that states have."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

from saidby.ground.actors.entries import Body, Entry, Kind, Read, Tables, Words, plain
from saidby.ground.actors.spelling import by_spelling, spelling
from saidby.ground.gazetteer import fold
from saidby.ground.gazetteer.data import load
from saidby.ground.scene import country_of_word, country_words

FIRST: Final = "first.csv"
"""The table whose entries go before others of the same name."""

_BACKED: Final = frozenset({"backed", "led", "aligned", "allied", "sponsored", "supported", "trained", "funded"})

MANY: Final = 2
"""So many words of a body's name are one thing: "official sources" are not sources who are official."""

FULL: Final = 5
"""Words of a name that is an entry's though its own name goes on."""

_SMALL: Final = frozenset({"of", "the", "for", "and", "in", "to", "on", "with", "by", "a", "against", "from"})

NATION: Final = 3
"""Words of the longest name of a country that begins an alias."""

INITIALS: Final = 3
"""Letters of the shortest abbreviation that is made of first letters."""

_WHERE: Final = frozenset({"in", "at", "near", "there", "here"})

LONGEST: Final = 8
"""Words of the longest alias."""


_MODIFIER: Final = re.compile(
    r"[\w.]+-(?:based|linked|backed|run|led|aligned|affiliated|owned|funded|supported|allied|styled|known)\s+(?:\w+ly )?"
)


class Registry:
    """Looks up speakers and actors by alias, and by the pattern nationality + body."""

    def __init__(self, entries: Iterable[Entry], tables: Tables) -> None:
        self.entries: Mapping[str, Entry] = {entry.id: entry for entry in entries}
        self.bodies: Mapping[str, Body] = tables.bodies
        self.ranks: Mapping[str, Words] = tables.ranks
        self.before_ranks: frozenset[str] = tables.before_ranks.words
        self.takes_up: Mapping[str, tuple[Kind, ...]] = tables.takes_up
        self._speech = tables.speech.words
        self._own = tables.own.words
        self._determiners = tables.determiners.words
        self._below = tables.below.words
        self._foreign = tables.foreign.words
        self._common = tables.common.words
        self._carriers = tables.carriers.words
        self._reporters = tables.reporters.words
        self.others: frozenset[str] = tables.others.words
        self._body_of_words: dict[str, str] = {}
        for key, body in tables.bodies.items():
            for word in body.words:
                self._body_of_words.setdefault(plain(word), key)
        self._heads = frozenset(words.rsplit(maxsplit=1)[-1] for words in self._body_of_words)
        self._alias: dict[str, Entry] = {}
        for entry in self.entries.values():
            for alias in (entry.name, *entry.aliases):
                self._alias.setdefault(plain(alias), entry)
        self._spelt = by_spelling(
            (alias, entry.id) for alias, entry in self._alias.items() if entry.kind in {"armed_group", "party"}
        )
        self._at_home = _at_home(self._alias)
        self._initials = _initials(self.entries.values())
        self._capital = {plain(capital): iso for iso, words in country_words().items() for capital in words.capitals}
        self._begun = _begun(self._alias)
        self._first = frozenset(name.partition(" ")[0] for name in (*self._alias, *country_of_word(), *self._capital))
        self._first_at_home = frozenset((iso, name.partition(" ")[0]) for iso, name in self._at_home)

    def lookup(self, phrase: str) -> Entry | None:
        """The actor that a phrase names; None for one that is not known, a private person among them."""
        return self.read(phrase).entry

    def alias(self, words: str) -> Entry | None:
        """The entry that has these very words as a name."""
        return self._alias.get(plain(words))

    def listed(self, words: str) -> Entry | None:
        """The entry or state that has these very words as a name; a word that is also a plain one only in capitals ("WHO")."""
        if plain(words) in self._common and not (words.isupper() and len(words) > 1):
            return None
        return self._listed(plain(words).split())

    def begins(self, word: str, iso: str | None = None) -> bool:
        """Whether a name may begin with a word: of anybody, or of one whose name leaves the country out at home there."""
        first = plain(word).partition(" ")[0]
        return first in self._first if iso is None else (iso, first) in self._first_at_home

    def at_home(self, iso: str, phrase: str) -> Entry | None:
        """The entry that a phrase means in a country, by a name that has the country in it: "state television", "Maoists".

        None where the registry has no "Nepalese Maoists"; the words after the name must be its people and papers.
        """
        words = self.bare(phrase)
        if not self._below.isdisjoint(plain(phrase).split()):  # "a local radio"
            return None
        for length in range(min(LONGEST, len(words)), 0, -1):
            if (entry := self.called_at_home(iso, " ".join(words[:length]))) and self._trails(words[length:]):
                return entry
        return None

    def called_at_home(self, iso: str, name: str) -> Entry | None:
        """The entry that has a name with the country's name or adjective before it, or after it and "of"."""
        return self._at_home.get((iso, plain(name)))

    def initialled(self, iso: str, letters: str) -> Entry | None:
        """The one entry of a country whose name begins with these letters, word by word: "APS" of Algeria."""
        found = self._initials.get((iso, letters.upper()), frozenset())
        return self.entries[next(iter(found))] if len(found) == 1 else None

    def of_region(self, region: str, phrase: str) -> Entry | None:
        """The entry that "the governor" or "state police" means in a region: "Governor of Oaxaca", "Oaxaca state police"."""
        words = [word for word in self.bare(phrase) if word not in {"of", "the", "region", "province", "oblast"}]
        where = plain(region).removesuffix(" oblast").removesuffix(" province").removesuffix(" region").removesuffix(" state")
        for length in range(min(LONGEST, len(words)), 0, -1):
            name = " ".join(words[:length])
            for called in (f"{where} {name}", f"{name} of {where}"):
                if (entry := self._alias.get(called)) and (self._trails(words[length:]) or words[length - 1] in self._speech):
                    return entry
        return None

    def bare(self, phrase: str) -> Sequence[str]:
        """The folded words of a phrase without those that add nothing to who it is."""
        words = plain(phrase).split()
        while words and words[0] in self._determiners:
            words = words[1:]
        return words

    def foreign(self, phrase: str) -> bool:
        """Whether a phrase is of another country's by its own words: "the occupiers"."""
        return not self._foreign.isdisjoint(plain(phrase).split())

    def adds_nothing(self, words: str) -> bool:
        """Whether words say nothing of who it is: "militant", "Islamist"."""
        return all(word in self._determiners or word in self._speech for word in plain(words).split())

    def reports(self, words: str) -> bool:
        """Whether words are those of a medium: "correspondent", "editor"."""
        return not self._reporters.isdisjoint(plain(words).split())

    def trails(self, words: str) -> bool:
        """Whether the words after a name are its people and papers."""
        return self._trails(plain(words).split())

    def _nations(self, iso: str) -> Sequence[str]:
        words = country_words()[iso]
        return (words.name, *words.names, *words.adjectives)

    def is_title(self, word: str) -> bool:
        """Whether a word says what somebody is: "spokesman", "colonel", "police"."""
        folded = fold(word)
        return folded in self._speech or folded in self._heads

    def entry(self, id: str) -> Entry:
        """The entry of an id; of a state ("UA") and its bodies ("UA.air_force") one made up. Raises KeyError for no such id."""
        if entry := self.entries.get(id):
            return entry
        iso, _, body = id.partition(".")
        return self.of(iso, body) if body else self._state(iso)

    def of(self, iso: str, body: str, phrase: str = "") -> Entry:
        """The body of a state: its own entry ("Philippine Coast Guard" for "the coast guard"), or one made up ("UA.air_force")."""
        made, state = self.bodies[body], self._state(iso)
        called = " ".join(word for word in plain(phrase).split() if word not in self._determiners)
        for nation in self._nations(iso) if called else ():
            if entry := self._alias.get(f"{plain(nation)} {called}"):
                return entry
        name = f"{made.name} of {state.name}"
        made_up = Entry(id=f"{iso}.{body}", name=name[0].upper() + name[1:], kind=made.kind, side=iso, country=iso)
        return self.entries.get(made_up.id, made_up)

    def read(self, phrase: str) -> Read:
        """What a phrase says of who speaks or acts; "-based" and "-linked" before it say something of it, not who it is."""
        found = self._read(phrase)
        if found == Read() and (bare := _MODIFIER.sub("", phrase)) != phrase:
            return self._read(bare)
        return found

    def _read(self, phrase: str) -> Read:
        words = [word for word in plain(phrase).split() if word]
        below = False
        while words and words[0] in self._determiners and not self._listed(words) and self._body(words)[1] < MANY:
            below = below or words[0] in self._below
            words = words[1:]
        if not words:
            return Read()
        if entry := self._listed(words):
            return Read(entry)
        if words[0] not in self._speech and len(words) > 2 and words[1] in _BACKED:
            return self.read(" ".join(words[2:]))
        if len(words) > 1 and (nation := self._nation(words)):
            iso, rest = nation
            return Read(self._of_state(iso, rest))
        if (spoken_for := self._spoken_for(words)) is not None:
            return spoken_for
        for length in range(min(LONGEST, len(words)), 0, -1):
            name, rest = " ".join(words[:length]), words[length:]
            entry = self._alias.get(name)
            if entry and (self._trails(rest) if name not in self._common else self._carriers.issuperset(rest)):
                return Read(entry)
            name, rest = " ".join(words[-length:]), words[:-length]
            entry = self._alias.get(name)
            if entry and (self._carriers if name in self._common else self._speech | self._determiners).issuperset(rest):
                return Read(entry)
        read = self._body_first(words)
        return Read() if below and read.body and self.bodies[read.body].central else read

    def _spoken_for(self, words: Sequence[str]) -> Read | None:
        """Whose office or people "a spokesman for the Taliban" and "senior officials of the PKK" speak for."""
        at = next((place for place, word in enumerate(words) if word in {"for", "of", "from", "with"}), 0)
        if at == 0 or not all(word in self._speech or word in self._determiners for word in words[:at]):
            return None
        rest = list(words[at + 1 :])
        while rest and rest[0] in self._determiners and not self._listed(rest):
            rest = rest[1:]
        entry = self._listed(rest)
        return Read(entry) if entry else None

    def _listed(self, words: Sequence[str]) -> Entry | None:
        key = " ".join(words)
        if entry := self._alias.get(key):
            return entry
        iso = country_of_word().get(key) or self._capital.get(key)
        if iso is None and len(words) >= FULL and (begun := self._begun.get(key)):
            return begun
        if iso is None and (alike := self._spelt.get(spelling(key) or "")):
            return self.entries[alike]
        return self._state(iso) if iso else None

    def _state(self, iso: str) -> Entry:
        return Entry(id=iso, name=country_words()[iso].name, kind="state", side=iso, country=iso)

    def _nation(self, words: Sequence[str]) -> tuple[str, Sequence[str]] | None:
        """The state that a phrase begins with, and the words after it."""
        for length in (3, 2, 1):
            key = " ".join(words[:length])
            if len(words) > length and (iso := country_of_word().get(key) or self._capital.get(key)):
                return iso, words[length:]
        return None

    def _of_state(self, iso: str, rest: Sequence[str]) -> Entry | None:
        """The body of a state that the words after its name or adjective say; the state for "Russian statement"."""
        state = self._state(iso)
        while rest and rest[0] in self._determiners and not self._body(rest)[0]:
            rest = rest[1:]
        body, _ = self._body(rest)
        if body:
            return self.of(iso, body, " ".join(rest))
        for count in range(min(LONGEST, len(rest)), 0, -1):
            name = " ".join(rest[:count])
            if (entry := self._alias.get(name)) and name not in self._common:
                return entry if self._trails(rest[count:]) else None
        if rest and rest[0] in {"source", "sources"}:
            return self.of(iso, "officials")
        if body := next((body for body, ranks in self.ranks.items() if rest and rest[0] in ranks.words), None):
            return self.of(iso, body)
        if rest and rest[0] in self._own:
            return state
        return None

    def _body(self, words: Sequence[str]) -> tuple[str | None, int]:
        for length in range(min(4, len(words)), 0, -1):
            if body := self._body_of_words.get(" ".join(words[:length])):
                return body, length
        for place, word in enumerate(words[:4]):  # "the tourism ministry", "Communications Minister Ada Lind"
            if place and word in {"ministry", "minister"}:
                return self._body_of_words.get(f"{words[place - 1]} {word}", word), place + 1
        return ("ministry", 2) if len(words) > 2 and words[:2] == ["ministry", "of"] else (None, 0)

    def _body_first(self, words: Sequence[str]) -> Read:
        """Reads "president of Ukraine", "the defence ministry in Moscow"; a body without a state is left open."""
        body, length = self._body(words)
        if body is None:
            return Read()
        rest = words[length:]
        for index, word in enumerate(rest[:4]):
            if word in {"of", "in", "for"} and index + 1 < len(rest):
                after = [part for part in rest[index + 1 :] if part != "the"]
                nation = self._nation([*after, ""])
                if nation and (len(nation[1]) < 2 or nation[1][0] not in _BACKED):
                    return Read(self._of_state(nation[0], words[:length]))
        return Read(body=body)

    def _trails(self, rest: Sequence[str]) -> bool:
        """Whether the words after a name are its people and papers ("Hamas fighters", "Kremlin spokesman ..."), not another thing."""
        return not rest or rest[0] in self._speech or rest[0] in _WHERE or self._body(rest)[0] is not None


def _begun(aliases: Mapping[str, Entry]) -> Mapping[str, Entry]:
    """The entries whose long names begin with some words, where no other's does: "Council for the Defence of Human Rights"."""
    found: dict[str, set[str]] = {}
    of: dict[str, Entry] = {}
    for alias, entry in aliases.items():
        words = alias.split()
        for length in range(FULL, len(words)):
            name = " ".join(words[:length])
            found.setdefault(name, set()).add(entry.id)
            of[name] = entry
    return {name: of[name] for name, ids in found.items() if len(ids) == 1 and name.rsplit(" ", 1)[-1] not in _SMALL}


def _at_home(aliases: Mapping[str, Entry]) -> Mapping[tuple[str, str], Entry]:
    """The entries by a country and their names without its name or adjective: "Southern Command" of the Philippines."""
    found: dict[tuple[str, str], Entry] = {}
    nations = country_of_word()
    for alias, entry in aliases.items():
        words = alias.split()
        for length in range(1, min(NATION, len(words) - 1) + 1):
            if iso := nations.get(" ".join(words[:length])):
                found.setdefault((iso, " ".join(words[length:])), entry)
            if iso := nations.get(" ".join(words[-length:])):
                found.setdefault((iso, " ".join(words[:-length]).removesuffix(" the").removesuffix(" of")), entry)
    return found


def _initials(entries: Iterable[Entry]) -> Mapping[tuple[str, str], frozenset[str]]:
    """The ids of the entries of each country by the first letters of their names, small words left out or not."""
    found: dict[tuple[str, str], set[str]] = {}
    for entry in entries:
        for words in ([word for word in alias.split() if word[:1].isalpha()] for alias in (entry.name, *entry.aliases)):
            if entry.country and len(words) >= INITIALS:
                for kept in (words, [word for word in words if word[:1].isupper()]):
                    found.setdefault((entry.country, "".join(word[0] for word in kept).upper()), set()).add(entry.id)
    return {key: frozenset(ids) for key, ids in found.items() if len(key[1]) >= INITIALS}


@cache
def registry() -> Registry:
    """The shipped registry: the files of the folder, in the order of their names but that "first" is the first."""
    folder = files("saidby.ground").joinpath("actors")
    tables = sorted(folder.joinpath("registry").iterdir(), key=lambda table: (table.name != FIRST, table.name))
    entries = [entry for table in tables for entry in _entries(table.read_text(encoding="utf-8"))]
    return Registry(entries, load(Tables, "actors", "bodies.toml"))


def _entries(text: str) -> Iterator[Entry]:
    for row in csv.DictReader(text.splitlines()):
        given = {name: value or None for name, value in row.items() if name != "aliases"}
        yield msgspec.convert({**given, "aliases": [alias for alias in row["aliases"].split(";") if alias]}, Entry)
