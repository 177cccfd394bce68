"""Who a speaker's words stand for: the fullest name that the document uses for "he", "the ministry", "Brook"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from saidby.annotate.speech.phrases import Phrase, has_role, is_anonymous, walk_left
from saidby.annotate.speech.view import View
from saidby.vocabulary import UNNAMED, Kind

NEAR: Final = 4  # units from a role to the name of who holds it
MOST: Final = 40  # mentions of one name that are compared


@dataclass(frozen=True)
class Identity:
    """A speaker as first or most fully introduced: its words, tokens, the surname or head noun, and what it is."""

    value: str
    phrase: Phrase | None
    key: str
    person: bool
    plural: bool
    words: frozenset[str]
    core: Phrase | None = None  # the person's bare name
    titled: bool = False  # whether a role stands with it


@dataclass
class Register:
    """The speakers of a document as they come up."""

    view: View
    seen: list[Identity] = field(default_factory=list)
    by_surname: dict[str, list[Identity]] = field(default_factory=dict)
    organisations: dict[str, list[Identity]] = field(default_factory=dict)
    subjects: list[tuple[int, Identity]] = field(default_factory=list)
    named_later: dict[int, Identity] = field(default_factory=dict)
    holders: dict[str, Identity] = field(default_factory=dict)  # of roles that a name follows
    brackets: dict[str, list[int]] = field(default_factory=dict)
    spelt: dict[str, Phrase | None] = field(default_factory=dict)  # acronyms looked up, with what they stand for
    spoken: int = 0  # the first token of the last phrase resolved

    def introduce(self, phrase: Phrase) -> None:
        """Notes a noun phrase that may name somebody fully, before anything is resolved."""
        identity = self.read(phrase)
        if identity.person and len(identity.words) > 1:
            same = self.by_surname.setdefault(identity.key, [])
            twin = next((at for at, other in enumerate(same) if other.value == identity.value), None)
            if twin is None and len(same) < MOST:
                same.append(identity)
            elif twin is not None and _first(identity) < _first(same[twin]):
                same[twin] = identity

    def resolve(self, phrase: Phrase, within: Identity | None) -> Identity:
        """The identity behind a phrase; `within` is the speaker of the quotation that holds it."""
        view = self.view
        lower = view.lower(phrase.first)
        words = view.known.words
        found: Identity | None = None
        if self._owned(phrase):
            found = self._pronoun(words.owners[lower], phrase.first, within)
        elif phrase.last - phrase.first == 1 and lower in words.pronouns | words.objects:
            found = self._pronoun(lower, phrase.first, within)
        elif is_anonymous(view, phrase):
            return Identity(UNNAMED, None, "", person=False, plural=True, words=frozenset())
        else:
            found = self.named_later.get(phrase.first) or self._same(phrase)
        found = found or self.read(phrase)
        self.seen.append(found)
        self.spoken = phrase.first
        return found

    def _owned(self, phrase: Phrase) -> bool:
        """Whether it is "his", or a document that is his ("his latest statement"): the owner speaks."""
        view = self.view
        words = view.known.words
        if view.lower(phrase.first) not in words.owners:
            return False
        return phrase.last - phrase.first == 1 or view.lower(phrase.last - 1) in words.documents | words.tallies.nouns

    def read(self, phrase: Phrase) -> Identity:
        view = self.view
        lowers = [view.lower(index) for index in range(phrase.first, phrase.last) if view.word(index)]
        core = self._core(phrase)
        person = core is not None
        head = core.last - 1 if core else self._head(phrase)
        key = view.lower(head)
        return Identity(
            view.text(*phrase),
            phrase,
            key,
            person=person,
            plural=(key.endswith("s") and not key.endswith("ss")) or key in view.known.words.clause.plural_heads,
            words=frozenset(lowers),
            core=core,
            titled=has_role(view, *phrase),
        )

    def known(self, phrase: Phrase) -> Identity:
        """The fullest identity of a phrase that names somebody."""
        return self._same(phrase) or self.read(phrase)

    def _core(self, phrase: Phrase) -> Phrase | None:
        """The person's name within the phrase, from the names pass or by the look of it."""
        view = self.view
        index = phrase.first
        while index < phrase.last:
            name = view.names.get(index)
            if name is not None and name.kind is Kind.PERSON and name.last <= phrase.last and view.lower(name.last) != "'s":
                bare = Phrase(max(index, name.last - name.words), name.last)
                return bare if self._heads(phrase, index, name.last) else None
            if name is not None and name.kind in {Kind.ORGANISATION, Kind.PLACE, Kind.GROUP} and name.last == phrase.last:
                return None
            index += 1
        capitals = [
            i for i in range(phrase.first, phrase.last) if view.capital(i) and view.lower(i) not in view.known.words.determiners
        ]
        if view.names or len(capitals) < 2 or has_role(view, capitals[-1], capitals[-1] + 1):
            return None
        last = capitals[-1] + 1
        return Phrase(last - 2, last) if view.capital(last - 2) and has_role(view, phrase.first, last - 2) else None

    def _heads(self, phrase: Phrase, first: int, last: int) -> bool:
        """Whether the name from `first` to `last` is who the phrase is about: "mayor Ada Brook", not "a friend of Ada Brook"."""
        view = self.view
        words = view.known.words
        for index in range(first - 1, phrase.first - 1, -1):
            if view.lower(index) == ",":
                break
            if view.lower(index) in words.carrying:
                return False
        return last >= phrase.last or view.lower(last) in {",", "(", *words.prepositions} or not view.word(last)

    def _head(self, phrase: Phrase) -> int:
        view = self.view
        for index in range(phrase.first + 1, phrase.last):
            if view.lower(index) in view.known.words.prepositions or view.lower(index) in {",", "("}:
                return index - 1
        return phrase.last - 1

    def _pronoun(self, lower: str, at: int, within: Identity | None) -> Identity | None:
        words = self.view.known.words
        if lower in {"i", "we"}:
            return within
        recent = [identity for identity in reversed(self.seen[-40:]) if identity.value != UNNAMED]
        if lower in words.singular_persons | {"him", "her"}:
            earlier = bisect_left(self.subjects, at, key=lambda pair: pair[0]) - 1
            subject = self.subjects[earlier] if earlier >= 0 else None
            spoken = next((identity for identity in recent if identity.person or self.human(identity)), None)
            if subject and (spoken is None or spoken.phrase is None or subject[0] > self.spoken):
                return subject[1]
            return spoken
        if lower in words.things:
            single = (
                one for one in recent if not one.person and not (one.plural and not (one.phrase and self._body(one.phrase)))
            )
            return next(single, None)
        if lower in words.plurals | {"them"}:
            return next((identity for identity in recent if identity.plural or not identity.person), None)
        return None

    def human(self, identity: Identity) -> bool:
        """A role held by one person: "a spokesman", not "the ministry"."""
        return (
            identity.key.endswith(
                (
                    "man",
                    "or",
                    "er",
                    "person",
                    "ian",
                    "ist",
                    "st",
                    "al",
                    "eman",
                    "ness",
                    "ent",
                    "chief",
                    "wife",
                    "father",
                    "mother",
                )
            )
            and not identity.plural
        )

    def _same(self, phrase: Phrase) -> Identity | None:
        """An earlier or fuller identity for a surname, a definite phrase or an acronym."""
        view = self.view
        read = self.read(phrase)
        if read.person or (phrase.last - phrase.first == 1 and view.capital(phrase.first)):
            fuller = [other for other in self.by_surname.get(read.key, ()) if self._compatible(read, other)]
            if fuller:
                best = max(
                    fuller,
                    key=lambda other: (
                        min(2, self._names(other)),
                        other.titled,
                        -(other.phrase.first if other.phrase else 0),
                    ),
                )
                return (
                    best
                    if (self._names(best), best.titled) > (self._names(read), read.titled) or best.value == read.value
                    else None
                )
            if read.person:
                return None
        if phrase.last - phrase.first <= 2 and view.tokens[phrase.last - 1].text.isupper():
            spelt = self._acronym(view.tokens[phrase.last - 1].text, phrase.first)
            if spelt:
                return spelt
        if view.lower(phrase.first) in view.known.words.clause.definite and not any(
            view.capital(i) for i in range(phrase.first + 1, phrase.last)
        ):
            key = view.known.words.short.get(read.key, read.key)
            wanted = {key, *(short for short, long in view.known.words.short.items() if long == key)}
            if key in view.known.words.clause.outlets:
                outlet = self._outlet()
                if outlet:
                    return outlet
            holder = self.holders.get(key)
            if holder and holder.phrase and holder.phrase.first < phrase.first:
                return holder
            for identity in reversed(self.seen[-60:]):
                if identity.words & wanted and identity.value != UNNAMED:
                    return identity
            known = self.organisations.get(key, [])
            before = bisect_left(known, phrase.first, key=_first)
            if before:
                return known[before - 1]
        return None

    @staticmethod
    def _names(identity: Identity) -> int:
        return identity.core.last - identity.core.first if identity.core else 0

    def _compatible(self, read: Identity, other: Identity) -> bool:
        """Whether the first names do not contradict: "Ada Brook" is not "Ida Brook"."""
        mine, theirs = read.core, other.core
        if not mine or not theirs or mine.last - mine.first < 2 or theirs.last - theirs.first < 2:
            return True
        return self.view.lower(mine.last - 2) == self.view.lower(theirs.last - 2) or bool(
            {self.view.lower(i) for i in range(mine.first, mine.last - 1)}
            & {self.view.lower(i) for i in range(theirs.first, theirs.last - 1)}
        )

    def _body(self, phrase: Phrase) -> bool:
        """Whether the phrase ends in the name of an organisation ("Torsk Times", which is no plural)."""
        names = (self.view.names[at] for at in range(*phrase) if at in self.view.names)
        return any(name.kind is Kind.ORGANISATION and name.last == phrase.last for name in names)

    def _outlet(self) -> Identity | None:
        """The last named body that spoke and has no office in its name: who "the newspaper" is."""
        for identity in reversed(self.seen[-12:]):
            phrase = identity.phrase
            if phrase is None or identity.person or identity.value == UNNAMED:
                continue
            if self._body(phrase) and (not identity.titled or identity.words & self.view.known.words.clause.outlets):
                return identity
        return None

    def _acronym(self, text: str, before: int) -> Identity | None:
        """What an acronym in brackets stands after, where it is first spelt out, if that is before a token."""
        if text not in self.spelt:
            self.spelt[text] = self._spelt(text)
        spelt = self.spelt[text]
        return self.read(spelt) if spelt is not None and spelt.last - 2 < before else None

    def _spelt(self, text: str) -> Phrase | None:
        """The first phrase of the document that ends in this acronym in brackets."""
        view = self.view
        for index in self.brackets.get(text, ()):
            first = walk_left(view, index - 1, view.units[view.unit_at(index)].first)
            if first < index - 1:
                return Phrase(first, index + 2)
        return None


def _first(identity: Identity) -> int:
    return identity.phrase.first if identity.phrase else 0


def register(view: View, phrases: list[Phrase]) -> Register:
    """A register that knows every fuller name of the document: the speakers' `phrases` and the names that other passes found."""
    made = Register(view)
    for phrase in phrases:
        made.introduce(phrase)
    for first in sorted(view.names):
        name = view.names[first]
        if name.kind is Kind.PERSON:
            phrase = Phrase(_title(view, first), name.last)
            made.introduce(phrase)
            if first - view.units[view.unit_at(first)].first <= 3:
                made.subjects.append((first, made.known(phrase)))
        elif name.kind is Kind.ORGANISATION:
            made.organisations.setdefault(view.lower(name.last - 1), []).append(made.read(Phrase(first, name.last)))
    for described, named in pairwise(phrases):
        if _names_later(made, described, named):
            made.named_later[described.first] = made.holders[made.read(described).key] = made.read(named)
    for opening, lower in enumerate(view.lowers[:-2]):
        if lower == "(" and view.lowers[opening + 2] == ")":
            made.brackets.setdefault(view.tokens[opening + 1].text, []).append(opening + 1)
    return made


def _names_later(made: Register, described: Phrase, named: Phrase) -> bool:
    """Whether "the regional governor said. ... Ada Brook said" is one person, described first and named next.

    The second must be a bare full name that the document has not used before and never gives a title, and close by; the first a role
    that one person holds.
    """
    view = made.view
    role, person = made.read(described), made.read(named)
    near = 0 < view.unit_at(named.first) - view.unit_at(described.first) <= NEAR
    definite = view.lower(described.first) in view.known.words.clause.definite
    if not near or not definite or role.person or not made.human(role) or not person.person:
        return False
    if any(view.capital(at) for at in range(described.first + 1, described.last)) or person.titled:
        return False
    others = made.by_surname.get(person.key, ())
    bare = len(person.words) == named.last - named.first >= 2 and person.core == named
    return bare and not any(other.titled or (other.phrase is not None and other.phrase.first < named.first) for other in others)


def _title(view: View, first: int) -> int:
    """Back over the capitalised titles before a name: "Regional Governor"."""
    unit = view.units[view.unit_at(first)]
    at = first
    while (
        at > unit.first
        and first - at < 8
        and (view.capital(at - 1) or view.lower(at - 1) in view.known.roles)
        and view.word(at - 1)
        and view.lower(at - 1)
        not in view.known.words.determiners
        | view.known.words.prepositions
        | view.known.words.conjunctions
        | view.known.words.subordinators
    ):
        at -= 1
    return at
