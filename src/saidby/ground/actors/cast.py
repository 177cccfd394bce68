"""Who speaks and acts in one document: the registry, and what the document itself says of its people and bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from saidby.ground.actors.people import People, people
from saidby.ground.actors.registry import Entry, Kind, Read, Registry
from saidby.ground.gazetteer import fold
from saidby.model import ActorRef, Interval

BEFORE: Final = 60
AFTER: Final = 90
"""How far around a name its introduction may reach, in code points."""

ANY: Final = "officials"
"""The body of those who only hold some office: any other that is told goes before."""

_NAME: Final = re.compile(r"[^\W\d_a-z][\w'’-]*(?:\s+(?:al-|bin |de |van |von )?[^\W\d_a-z][\w'’-]*)*$")
_APPOSITION: Final = re.compile(r"\s*,\s*([^,;:.\n]{3,80})")
_STOP: Final = re.compile(r"[.;:!?\n]|,(?!\s*\d)")
_FORMER: Final = re.compile(r"(?:the |a )?(?:former|ex-|late|then-|retired|ousted|deposed)\s?", re.IGNORECASE)
_INITIALS: Final = re.compile(r"(?<![\w.-])[A-Z]{3,}(?![\w.-])")
_GIVEN: Final = re.compile(r"(?:\s*[^\W\d_a-z][\w.'’-]*)*$")
_PLACED: Final = re.compile(r"\b(?:in|of|at|from|for|near|the)\s*$", re.IGNORECASE)
_SOMEBODYS: Final = re.compile(r"(?:its|their|his|her|whose)\b", re.IGNORECASE)
_TAKEN_UP: Final = re.compile(r"(?:the|a)\s+(\w+)(?:['’]s?\b.*)?$", re.IGNORECASE)
_FORMS: Final = frozenset(
    {"mr", "mrs", "ms", "dr", "sir", "lord", "mullah", "sheikh", "ayatollah", "imam", "premier", "king", "prince"}
)
_WORD: Final = re.compile(r"\S+")
_NAMED: Final = re.compile(r"[^\W\d_a-z][\w'’-]+ (?:al-|el-)?[^\W\d_a-z][\w'’-]+$")
_RANKED: Final = re.compile(r"((?:[A-Z][\w.]*\s+)+?)(?:\([^)]*\)\s*)?[A-Z][\w'’-]+")
_CAPITALISED: Final = re.compile(r"[^\W\d_a-z][\w'’-]*(?: (?:of |the |for |and |al-)?[^\W\d_a-z][\w'’-]*){0,6}")
_ROLE: Final = re.compile(r"\b(?:for|of|from|at|with|to)\s+(?:the\s+)?(?=\S)")


class Home(NamedTuple):
    """Where a document or claim is at home: an ISO code, None for unknown."""

    document: str | None
    claim: str | None = None

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

    def joined(self, phrases: Iterable[str]) -> Cast:
        """The cast with more phrases that the document has for those who speak and act."""
        return Cast(self._known, (*self._phrases, *phrases), self._text, when=self._when, public=self._people)

    def refer(self, phrases: Sequence[str], home: Home | None = None) -> tuple[ActorRef, ...]:
        """A reference for each phrase, in order; `home` is given for those who speak.

        A body without its state ("the air force") is that of the one state whose such body the document names; of one who
        speaks, of the home country. A name is whom the document introduced by it ("Hamas leader Ali Nasser" ... "Nasser").
        """
        found = []
        for phrase in phrases:
            entry = self._who(phrase, home)
            found.append(entry.ref if entry else ActorRef(name=phrase))
        return tuple(found)

    def _is_title(self, word: str) -> bool:
        return self._known.is_title(word) or any(word in ranks.words for ranks in self._known.ranks.values()) or word in _FORMS

    def _who(self, phrase: str, home: Home | None) -> Entry | None:
        read = self._known.read(phrase)
        if read.entry and not _FORMER.match(phrase):
            return read.entry
        if (name := next(self._people.within(phrase, self._is_title), None)) and (held := self._people.actor(name, self._when)):
            return self._known.entry(held)
        if _FORMER.match(phrase):
            return None
        if home is None:
            return self._only(read.body) if read.body else None
        said = [*self._said(phrase)]
        if told := next((one.entry for one in said if one.entry and one.entry.kind != "state"), None):
            return told
        bodies = [body for body in (read.body, *(one.body for one in said), self._by_rank(phrase)) if body]
        bodies.sort(key=lambda body: body == ANY)
        # Who is named in full is hardly the one whom another phrase has.
        in_full = _NAMED.search(phrase) is not None and not self._known.is_title(phrase.rsplit(maxsplit=1)[-1])
        orders = (self._at_home, self._only_one) if in_full else (self._only_one, self._at_home)
        return next((entry for body in bodies for order in orders if (entry := order(body, home, phrase))), None)

    def _said(self, phrase: str) -> Iterator[Read]:
        """What the parts of the phrase, what it takes up, and the introduction of the person named in it say, best first."""
        if (taken := _TAKEN_UP.match(phrase)) and (kind := self._known.takes_up.get(taken.group(1).lower())):
            yield Read(self._before(phrase, kind))
        yield from self._of_parts(phrase)
        yield from (Read(self._known.alias(short)) for short in _INITIALS.findall(phrase))
        if (name := _NAME.search(phrase)) and not _PLACED.search(phrase[: name.start()]):
            yield from self._introduced(name.group())

    def _of_parts(self, phrase: str) -> Iterator[Read]:
        """What the parts of a phrase say; one without a capital letter names no entry ("with access to the site")."""
        for part in _parts(phrase):
            read = self._known.read(part)
            yield read if part.lower() != part else Read(body=read.body)

    def _by_rank(self, phrase: str) -> str | None:
        """The body whose ranks an officer's name follows ("Colonel Jean Bosco")."""
        ranked = _RANKED.match(phrase)
        words = fold(ranked.group(1)).split() if ranked else []
        return next((body for body in self._known.ranks if any(word in self._known.ranks[body].words for word in words)), None)

    def _before(self, phrase: str, kind: Kind) -> Entry | None:
        """The entry of a kind that the text named last before it says the phrase; of organisations of states only their parts."""
        at = self._text.find(phrase)
        named = (entry for start, entry in reversed(self._named) if start < at and entry.kind == kind)
        return next((entry for entry in named if kind != "igo" or entry.parent), None)

    @cached_property
    def _named(self) -> Sequence[tuple[int, Entry]]:
        """The entries of the registry that the text names, with where, in order."""
        named = []
        for match in _CAPITALISED.finditer(self._text):
            words = [(word.start(), word.end()) for word in _WORD.finditer(match.group())]
            first = 0
            while first < len(words):
                start = words[first][0]
                for last in range(len(words), first, -1):
                    if entry := self._known.alias(match.group()[start : words[last - 1][1]]):
                        named.append((match.start() + start, entry))
                        first = last - 1
                        break
                first += 1
        return named

    def _only(self, body: str) -> Entry | None:
        """The one state's body of this kind that the document names."""
        of_states = self._bodies.get(body, {})
        return next(iter(of_states.values())) if len(of_states) == 1 else None

    def _only_one(self, body: str, _home: Home, _phrase: str) -> Entry | None:
        return self._only(body)

    def _at_home(self, body: str, home: Home, phrase: str) -> Entry | None:
        """The body of the home country; nobody's for "its"."""
        country = home.near if self._known.bodies[body].local else home.country
        if country is None or _SOMEBODYS.match(phrase):
            return None
        if len(self._bodies.get(body, {})) > 1 and country not in {entry.country for entry in self._bodies[body].values()}:
            return None
        return self._known.of(country, body, phrase)

    @cached_property
    def _bodies(self) -> Mapping[str, Mapping[str, Entry]]:
        """The bodies of states that the document's phrases name, by kind and id."""
        named: dict[str, dict[str, Entry]] = {}
        for phrase in self._phrases:
            entry = self._known.read(phrase).entry
            if entry is not None and "." in entry.id:
                named.setdefault(entry.id.partition(".")[2], {})[entry.id] = entry
        return named

    def _introduced(self, name: str) -> Iterator[Read]:
        """What the document says around a person's name: "the group's spokesman, Ali Nasser", "Ali Nasser, a spokesman for ..."."""
        last = name.rsplit(maxsplit=1)[-1]
        for phrase in self._phrases:
            at = phrase.find(last)
            if at >= 0 and phrase != name and not _PLACED.search(_GIVEN.sub("", phrase[:at])):
                yield self._known.read(phrase)
                yield from self._of_parts(phrase)
        for match in re.finditer(rf"(?<!\w){re.escape(last)}(?!\w)", self._text):
            before = _STOP.split(self._text[max(0, match.start() - BEFORE) : match.start()].rstrip(" ,"))[-1]
            words = _GIVEN.sub("", before).split()
            if words and self._known.is_title(words[-1]):
                yield from (self._known.read(" ".join(words[at:])) for at in range(len(words)))
            if after := _APPOSITION.match(self._text[match.end() : match.end() + AFTER]):
                yield self._known.read(after.group(1))
                yield from self._of_parts(after.group(1))


def _parts(phrase: str) -> Iterator[str]:
    """The pieces of a phrase between commas, and what follows "for", "of", "from", "at", "with" and "to" in it."""
    pieces = [piece.strip() for piece in phrase.split(",") if piece.strip()]
    if len(pieces) > 1:
        yield from pieces
    for piece in pieces:
        for match in _ROLE.finditer(piece):
            yield piece[match.end() :]
