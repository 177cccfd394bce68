"""The class and nature of what and whom phrases say was hit.

A phrase is taken apart at commas and "and". Of each piece the head counts: the longest listed term that ends the noun phrase
before what is said of it ("a bus full of shoppers" is transport, a "hospital director" a person, the "house of the mayor" a
house). A general head takes the class of the words before it, or after "of" ("aid truck", "members of parliament"); a name
that the registry of actors or the models of weapons have tells the rest. All words stand in ``targets.toml``. Nothing is
guessed, and nothing decided: a nature is what the words imply, as somebody said them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

import msgspec

from saidby.ground.gazetteer import fold
from saidby.ground.gazetteer.data import load
from saidby.ground.kinds.phrases import LONGEST, Terms, Word, pieces, spelt
from saidby.ground.kinds.weapons import model_ending
from saidby.ground.scene import country_words
from saidby.model import Target
from saidby.vocabulary import Nature

Names = Callable[[str], str | None]
"""What kind of actor has a name ("military", "armed_group"); None for one that is not known."""

OPEN: Final = "open"
"""The key of words that do not tell a nature."""

Natures = Mapping[str, tuple[str, ...]]


class General(msgspec.Struct, frozen=True):
    """Heads that say little of their own."""

    things: frozenset[str]
    people: frozenset[str]


class Words(msgspec.Struct, frozen=True):
    """A list of words."""

    words: frozenset[str]


class After(msgspec.Struct, frozen=True):
    """Words at which a noun phrase's own words end, and those of them after which stands whose it is."""

    words: frozenset[str]
    whose: frozenset[str]


class Models(msgspec.Struct, frozen=True):
    """Models that are not military by their name alone."""

    open: frozenset[str]
    classes: frozenset[str]


class Lists(msgspec.Struct, frozen=True):
    """The file ``kinds/targets.toml``."""

    things: dict[str, dict[str, tuple[str, ...]]]
    people: dict[str, dict[str, tuple[str, ...]]]
    general: General
    counting: Words
    after: After
    natures: dict[str, tuple[str, ...]]
    adjectives: dict[str, tuple[str, ...]]
    determiners: Words
    actors: dict[str, str]
    models: Models


class Sense(NamedTuple):
    """What a term says of a target."""

    type: str  # "" of a general head that has no class of its own
    people: bool
    nature: Nature | None


def targets(phrases: Iterable[str], names: Names | None = None) -> tuple[Target, ...]:
    """What and who the phrases say was hit, in order, each class and nature once.

    A piece of a phrase that tells no class is given with its words alone. `names` knows actors by their names.
    """
    sorter = _Sorter(names or (lambda _: None))
    found: dict[object, Target] = {}
    for phrase in phrases:
        parts = pieces(phrase)
        for place, piece in enumerate(parts):
            words = spelt(piece)
            sense = sorter.sense(words)
            if sense is None and place + 1 < len(parts):  # "foreign" and "finance ministries"
                shared = spelt(parts[place + 1])[-1:]
                sense = sorter.shared([*words, *shared])
            if sense is None:
                found.setdefault(" ".join(word.form for word in words), Target(words=piece))
            else:
                found.setdefault(sense, Target(words=piece, type=sense.type, people=sense.people, nature=sense.nature))
    return tuple(found.values())


class _Sorter:
    """Finds the sense of one piece; holds who knows names."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def shared(self, words: Sequence[Word]) -> Sense | None:
        """The sense of words that lack their head, with the head of another piece: only where the whole is a term."""
        plain = [_terms().plain(word.form) for word in words]
        found = _terms().ending(plain, len(plain))
        return found[1] if found and found[1].type and found[0] < len(plain) - 1 else None

    def sense(self, words: Sequence[Word]) -> Sense | None:
        """The sense of a noun phrase; None where its words do not tell."""
        lists, terms = _lists(), _terms()
        plain = [terms.plain(word.form) for word in words]
        first = next((at for at, word in enumerate(words) if word.form not in lists.determiners.words), 0)
        own = next((at for at in range(first + 1, len(plain)) if _says_more(words, at)), len(plain))
        ahead = words[own].form if own < len(words) else ""
        if ahead == "of" and _counting().holds(words[own - 1].form) and (counted := self.sense(words[own + 1 :])) is not None:
            return counted
        head = _across(plain, own) or _ending(words, plain, own)
        if not _tells(head, first, own, plain):
            called = self._names(" ".join(word.form for word in words[first:own]))
            if called in lists.actors:
                return _of_actor(lists.actors[called])
        if head is None:
            return self._named(words[:own]) if words else None
        start, end, sense = head
        heads = _general()
        if (term := " ".join(plain[start:end])) in heads.people | heads.things:
            area = sense.type == "area"  # what a district is called after says little of it: only adjectives do
            whose = _adjective(plain[:start]) if area else self._before(words[:start], plain[:start])
            if whose is None and not area and ahead in lists.after.whose:
                whose = self.sense(words[own + 1 :])
            if whose is not None and whose.type != "persons" and not (sense.type and whose.type in _VAGUE):
                people = term in heads.people
                sense = Sense(whose.type, people, _nature_of(whose.type, people, whose.nature) if people else whose.nature)
        if not sense.type:
            return _as_said(Sense("persons", True, None), plain[:start]) if sense.people else None
        return _as_said(sense, plain[:start])

    def _before(self, words: Sequence[Word], plain: Sequence[str]) -> Sense | None:
        """What the nearest telling words before a general head say of whose it is."""
        heads, general = _general(), None
        for end in range(len(plain), 0, -1):
            if (found := _adjectives().ending(plain, end)) is not None:
                return found[1]
            if (found := _terms().ending(plain, end)) is not None and found[1].type:
                if " ".join(plain[found[0] : end]) not in heads.things | heads.people:
                    return found[1]
                general = general or found[1]  # "tunnel" of a "tunnel entrance": what stands before it may say more
            elif (named := self._named(words[:end])) is not None:
                return named
        return general

    def _named(self, words: Sequence[Word]) -> Sense | None:
        """What the names at the end of a piece say: a model of a weapon, an actor, a nation's people."""
        lists = _lists()
        forms = [word.form for word in words]
        if (model := model_ending(forms)) is not None:
            name, kind = model
            if name in lists.models.open:
                return Sense("aviation", False, None) if kind in lists.models.classes | {"drone"} else None
            return Sense("military", False, Nature.MILITARY)
        for start in range(max(0, len(words) - LONGEST), len(words)):
            if (known := self._names(" ".join(forms[start:]))) in lists.actors:
                return _of_actor(lists.actors[known])
        if forms and not _nations().isdisjoint({forms[-1], forms[-1].removesuffix("s")}):
            return Sense("persons", True, None)
        return None


_VAGUE: Final = frozenset({"area", "building", "vehicle", "infrastructure"})
"""Classes that say no more of whose a thing is than its own head."""


def _tells(head: tuple[int, int, Sense] | None, first: int, own: int, plain: Sequence[str]) -> bool:
    """Whether a head says more than the name that the whole may be: the whole itself, or a thing of a class ("Grand Hospital")."""
    if head is None:
        return False
    start, end, sense = head
    if (start, end) == (first, own):
        return True
    return end >= own and not sense.people and " ".join(plain[start:end]) not in _general().things


def _says_more(words: Sequence[Word], at: int) -> bool:
    """Whether a noun phrase's own words end before a word: a preposition, a clause, a participle with "by"."""
    return words[at].form in _lists().after.words or (at + 1 < len(words) and words[at + 1].form == "by")


def _of_actor(type: str) -> Sense:
    return Sense(type, True, _nature_of(type, True, None))


def _adjective(plain: Sequence[str]) -> Sense | None:
    """What the adjective nearest to a head says of whose it is."""
    found = (_adjectives().ending(plain, end) for end in range(len(plain), 0, -1))
    return next((one[1] for one in found if one is not None), None)


def _across(plain: Sequence[str], own: int) -> tuple[int, int, Sense] | None:
    """A term that goes on past the end of the noun phrase's own words: "house of worship"."""
    for start in range(own):
        found = _terms().at(plain, start)
        if found is not None and found[0] > own:
            return start, found[0], found[1]
    return None


def _ending(words: Sequence[Word], plain: Sequence[str], own: int) -> tuple[int, int, Sense] | None:
    """The longest term that ends the own words, or that only names, numbers or a participle follow ("people queuing")."""
    for end in range(own, 0, -1):
        rest = words[end:own]
        if rest and not (all(word.named for word in rest) or rest[0].form.endswith(("ing", "ed"))):
            continue
        if (found := _terms().ending(plain, end)) is not None:
            return found[0], end, found[1]
    return None


def _as_said(sense: Sense, before: Sequence[str]) -> Sense:
    """The sense with the nature that the words before the head give it."""
    for end in range(len(before), 0, -1):
        found = _natures().ending(before, end)
        if found is None:
            continue
        if found[1] == "no_longer":
            return sense._replace(nature=None) if sense.nature is Nature.MILITARY else sense
        return sense._replace(nature=Nature(found[1]))
    return sense


def _nature_of(type: str, people: bool, given: Nature | None) -> Nature | None:  # noqa: FBT001 - a column of the lists
    """The nature of a class whose own head does not tell it."""
    natures = (_lists().people if people else _lists().things).get(type)
    if natures is None:
        return given
    first = next(iter(natures))
    return None if first == OPEN else Nature(first)


@cache
def _lists() -> Lists:
    return load(Lists, "kinds", "targets.toml")


@cache
def _terms() -> Terms[Sense]:
    lists = _lists()
    listed = [
        (word, Sense(kind, people, None if nature == OPEN else Nature(nature)))
        for people, table in ((False, lists.things), (True, lists.people))
        for kind, natures in table.items()
        for nature, words in natures.items()
        for word in words
    ]
    general = [
        (word, Sense("", people, None))
        for people, words in ((False, lists.general.things), (True, lists.general.people))
        for word in sorted(words)
    ]
    return Terms([*listed, *general])  # of two senses of a word the first holds


@cache
def _general() -> General:
    return General(things=_plain(_lists().general.things), people=_plain(_lists().general.people))


@cache
def _counting() -> Terms[bool]:
    return Terms([(word, True) for word in _lists().counting.words])


def _plain(terms: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(_terms().plain(word) for word in term.split()) for term in terms)


@cache
def _adjectives() -> Terms[Sense]:
    return Terms(
        [
            (word, Sense(kind, False, _nature_of(kind, False, None)))
            for kind, words in _lists().adjectives.items()
            for word in words
        ]
    )


@cache
def _natures() -> Terms[str]:
    return Terms([(word, nature) for nature, words in _lists().natures.items() for word in words])


@cache
def _nations() -> frozenset[str]:
    return frozenset(fold(name) for words in country_words().values() for name in (*words.adjectives, *words.people))
