"""Who speaks and acts in one document: the registry, and what the document itself says of its people and bodies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from msgspec.structs import replace

from saidby.ground.actors.antecedents import SOMEBODYS, Antecedents, Found
from saidby.ground.actors.entries import Entry, Read
from saidby.ground.actors.introductions import PLACED, STOP, Introductions
from saidby.ground.actors.mentions import Mentions
from saidby.ground.actors.people import People, people
from saidby.ground.actors.registry import Registry
from saidby.ground.gazetteer import fold
from saidby.ground.scene import country_words
from saidby.model import NAMED, ActorRef, Interval

OF_COUNTRIES: Final = frozenset({"ministry", "military", "police", "office", "armed_group", "party"})
"""The kinds of actors that are at home in their country: media and charities tell of others."""

RANKS: Final = 4
"""Among how many first words of a phrase a rank stands."""

ANY: Final = "officials"
"""The body of those who only hold some office: any other that is told goes before."""

_NAME: Final = re.compile(r"[^\W\d_a-z][\w'’-]*(?:\s+(?:al-|bin |de |van |von )?[^\W\d_a-z][\w'’-]*)*$")
_FORMER: Final = re.compile(r"(?:the |a )?(?:former|ex-|late|then-|retired|ousted|deposed)\s?", re.IGNORECASE)
_INITIALS: Final = re.compile(r"(?<![\w.-])[A-Z]{3,}(?![\w.-])")
_FORMS: Final = frozenset(
    {"mr", "mrs", "ms", "dr", "sir", "lord", "mullah", "sheikh", "ayatollah", "imam", "premier", "king", "prince"}
)
_REGIONAL: Final = re.compile(r"\b(?:governor|gov\.|state|state's|region\w*|provinc\w+|oblast|chief minister)\b", re.IGNORECASE)
_NAMED: Final = re.compile(r"[^\W\d_a-z][\w'’-]+ (?:al-|el-)?[^\W\d_a-z][\w'’-]+$")
_NAMED_OF: Final = re.compile(
    r"[^\W\d_a-z][\w'’.-]*(?: (?:al-|el-)?[^\W\d_a-z][\w'’.-]*)+,? (?:of|from|for|at|with) (?:the )?([^\W\d_a-z].*)$"
)


class Home(NamedTuple):
    """Where a document or claim is at home: ISO codes, None for unknown."""

    document: str | None
    claim: str | None = None
    region: str | None = None  # the province of the claim, by name

    @property
    def near(self) -> str | None:
        """The country whose police or rescuers are meant: the claim's where it is known."""
        return self.claim or self.document

    @property
    def country(self) -> str | None:
        """The country whose police, army or government is meant by one who names no other; None where that is open."""
        return self.document if self.claim is None or self.document is None or self.claim == self.document else None


class Cast:
    """The speakers and actors of one document."""

    def __init__(
        self,
        known: Registry,
        phrases: Iterable[str],
        text: str = "",
        *,
        when: Interval | None = None,
        public: People | None = None,
    ) -> None:
        self._known = known
        self._when = when
        self._people = people() if public is None else public
        self._phrases = tuple(dict.fromkeys(phrases))
        self._text = text
        self._mentions = Mentions(text, known)
        self._introductions = Introductions(known, self._phrases, text)
        self._antecedents: dict[str | None, Antecedents] = {}

    def joined(self, phrases: Iterable[str]) -> Cast:
        """The cast with more phrases that the document has for those who speak and act."""
        return Cast(self._known, (*self._phrases, *phrases), self._text, when=self._when, public=self._people)

    def refer(self, phrases: Sequence[str], home: Home | None = None) -> tuple[ActorRef, ...]:
        """A reference for each phrase, in order; `home` is given for those who speak.

        A body without its state ("the air force") is that of the one state whose such body the document names; of one who
        speaks, of the home country. A name is whom the document introduced by it ("Hamas leader Ali Nasser" ... "Nasser").
        What was not named but inferred says why.
        """
        found = []
        for phrase in phrases:
            who = self._who(phrase, home)
            found.append(replace(who.entry.ref, why=who.why) if who else ActorRef(name=phrase))
        return tuple(found)

    def _taken_up(self, home: str | None) -> Antecedents:
        """What phrases take up in the document where it is about that country."""
        if home not in self._antecedents:
            self._antecedents[home] = Antecedents(self._text, self._known, self._mentions, home, self._when)
        return self._antecedents[home]

    def countries(self) -> Counter[str]:
        """How often the text names a body, a group or a party of each country by a name that has not the country in it."""
        return Counter(
            mention.entry.country
            for mention in self._mentions.named
            if mention.entry.country and mention.entry.kind in OF_COUNTRIES and _is_own(mention.entry)
        )

    def _is_title(self, word: str) -> bool:
        return self._known.is_title(word) or any(word in ranks.words for ranks in self._known.ranks.values()) or word in _FORMS

    def _who(self, phrase: str, home: Home | None) -> Found | None:
        read, former = self._known.read(phrase), _FORMER.match(phrase) is not None
        if read.entry and not former:
            return self._nearer(read.entry, phrase, home) or Found(read.entry)
        if not former and (body := self._of_named(phrase)):
            return Found(body)
        if (name := next(self._people.within(phrase, self._is_title), None)) and (held := self._people.actor(name, self._when)):
            entry = self._known.entry(held)
            if read.body and entry.parent and entry.parent.endswith(f".{read.body}"):  # "army spokeswoman Ada Lind"
                entry = self._known.entry(entry.parent)
            return Found(entry, f"{name} spoke for it then" if self._when else f"{name} spoke for nobody else")
        if former:
            return None
        if home is None:
            return self._taken_up(None).abbreviation(phrase) or (self._only(read.body) if read.body else None)
        return self._told(phrase, home, read.body)

    def _told(self, phrase: str, home: Home, body: str | None) -> Found | None:
        """Who a phrase is by what the document says elsewhere, or by the country that it is about."""
        antecedents = self._taken_up(home.document)
        pieces = [piece.strip() for piece in phrase.split(",")]
        for order in (antecedents.owner, antecedents.abbreviation, antecedents.its, antecedents.taken_up):
            for words in dict.fromkeys((phrase, *pieces)):
                if words and (found := order(words)):
                    return found
        if body == ANY and (found := antecedents.spokesman(phrase)):
            return found
        said = [*self._said(phrase, antecedents)]
        if told := next((Found(one.entry, why) for one, why in said if one.entry and one.entry.kind != "state"), None):
            return told
        if body is None and (found := antecedents.short(phrase)):
            return found
        if home.region and _REGIONAL.search(phrase) and (entry := self._known.of_region(home.region, phrase)):
            return Found(entry, f"the claim is about {home.region}")
        if home.country and not SOMEBODYS.match(phrase) and (entry := self._known.at_home(home.country, phrase)):
            return Found(entry, _of_home(home.country))
        bodies = [one for one in (body, *(one.body for one, _ in said), self._by_rank(phrase)) if one]
        bodies.sort(key=lambda one: one == ANY)
        # Who is named in full is hardly the one whom another phrase has.
        in_full = _NAMED.search(phrase) is not None and not self._known.is_title(phrase.rsplit(maxsplit=1)[-1])
        orders = (self._at_home, self._only_one) if in_full else (self._only_one, self._at_home)
        return next((found for one in bodies for order in orders if (found := order(one, home, phrase))), None)

    def _of_named(self, phrase: str) -> Entry | None:
        """Of whom a name says that it is: "Ada Lind of the Red Cross"; of no state and no body that every state has."""
        match = _NAMED_OF.match(phrase)
        entry = self._known.read(match.group(1)).entry if match else None
        return entry if entry and _is_own(entry) else None

    def _nearer(self, entry: Entry, phrase: str, home: Home | None) -> Found | None:
        """The entry of the home country that has the same name with the country in it, where the first is another country's."""
        iso = home.country if home else None
        if iso is None or entry.country in (None, iso) or entry.kind == "state" or "." in entry.id:
            return None
        found = self._known.at_home(iso, phrase)
        return Found(found, _of_home(iso)) if found else None

    def _said(self, phrase: str, antecedents: Antecedents) -> Iterator[tuple[Read, str]]:
        """What the parts of the phrase, and the introduction of the person named in it, say, each with why, best first."""
        for read in self._introductions.of_parts(phrase):
            yield read, NAMED
        for short in _INITIALS.findall(phrase):
            yield Read(self._known.listed(short)), NAMED
        name = _NAME.search(phrase)
        if name and not name.group().startswith("The ") and not PLACED.search(phrase[: name.start()]):
            yield from self._introductions.of(name.group(), antecedents)

    def _by_rank(self, phrase: str) -> str | None:
        """The body whose rank an officer has: "Vice Admiral Juan Sol", "a captain of the guard"."""
        words = STOP.split(phrase)[0].split()
        for place, word in enumerate(words[:RANKS]):
            if body := next((body for body, ranks in self._known.ranks.items() if fold(word) in ranks.words), None):
                after = words[place + 1 :]
                if not self._known.before_ranks.issuperset(fold(before) for before in words[:place]):
                    return None
                if (
                    not after
                    or after[0][:1].isupper()
                    or after[0][:1] in '("'
                    or after[0] in {"of", "in", "at", "from", "who", "with"}
                ):
                    return body
        return None

    def _only(self, body: str) -> Found | None:
        """The one state's body of this kind that the document names."""
        of_states = self._bodies.get(body, {})
        return Found(next(iter(of_states.values())), "the only one that the document names") if len(of_states) == 1 else None

    def _only_one(self, body: str, _home: Home, phrase: str) -> Found | None:
        return None if self._known.foreign(phrase) else self._only(body)

    def _at_home(self, body: str, home: Home, phrase: str) -> Found | None:
        """The body of the home country; nobody's for "its"."""
        country = home.near if self._known.bodies[body].local else home.country
        if country is None or SOMEBODYS.match(phrase) or self._known.foreign(phrase):
            return None
        if len(self._bodies.get(body, {})) > 1 and country not in {entry.country for entry in self._bodies[body].values()}:
            return None
        return Found(self._known.of(country, body, phrase), _of_home(country))

    @cached_property
    def _bodies(self) -> Mapping[str, Mapping[str, Entry]]:
        """The bodies of states that the document's phrases name, by kind and id."""
        named: dict[str, dict[str, Entry]] = {}
        for phrase in self._phrases:
            entry = self._known.read(phrase).entry
            if entry is not None and "." in entry.id:
                named.setdefault(entry.id.partition(".")[2], {})[entry.id] = entry
        return named


def _is_own(entry: Entry) -> bool:
    """Whether an entry is neither a state nor a body that every state has."""
    return entry.kind != "state" and "." not in entry.id


def _of_home(iso: str) -> str:
    return f"the report is about {country_words()[iso].name}"
