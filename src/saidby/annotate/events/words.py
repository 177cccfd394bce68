"""The word list of the happenings, compiled for looking up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from saidby.annotate.inflection import inflected
from saidby.annotate.lexicon import table
from saidby.annotate.phrases import Phrases
from saidby.annotate.sheet import Token
from saidby.vocabulary import IncidentType

Typed = dict[IncidentType, list[str]]


class Plain(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A list of phrases, with the words that may stand before them."""

    words: list[str]
    before: frozenset[str] = frozenset()


class Peaceful(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of peaceful matters, and the words for happenings that are used of them too."""

    words: list[str]
    ambiguous: frozenset[str]


class Function(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Small words by what they say of a happening or a place."""

    locative: frozenset[str]
    strong_locative: frozenset[str]
    object_of: frozenset[str]
    qualifier: frozenset[str]
    actor_before: frozenset[str]
    another: frozenset[str]
    dash: frozenset[str]
    article: frozenset[str]
    having: frozenset[str]
    beside: frozenset[str]
    direction: frozenset[str]
    bounding: frozenset[str]
    sources: frozenset[str]
    afterwards: frozenset[str]
    offices: frozenset[str]
    parting: frozenset[str]
    answering: frozenset[str]
    definite: frozenset[str]
    relative: frozenset[str]
    generic: frozenset[str]
    unreal: frozenset[str]


class Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table ``[events]`` of a lexicon."""

    nouns: Typed
    verbs: Typed
    weapons: Typed
    people: Plain
    mishap: Plain
    peace: Peaceful
    weak: Plain
    other_senses: Plain
    targets: Plain
    words: Function


class Words:
    """The compiled list of one language."""

    def __init__(self, language: str) -> None:
        lists = table(language, "events", Lists)
        self.function: Final = lists.words
        nouns = [(phrase, (manner, "noun")) for manner, phrases in lists.nouns.items() for phrase in phrases]
        verbs = [
            (phrase, (manner, "verb" if inflection in ("finite", "ing") else inflection))
            for manner, entries in lists.verbs.items()
            for entry in entries
            for phrase, inflection in inflected(entry)
        ]
        self.triggers: Final = Phrases([*nouns, *verbs])
        self.weapons: Final = Phrases([(phrase, manner) for manner, phrases in lists.weapons.items() for phrase in phrases])
        self.people: Final = frozenset(lists.people.words)
        self.weak: Final = frozenset(lists.weak.words)
        self.other_senses: Final = Phrases([(phrase, True) for phrase in lists.other_senses.words])
        self._ambiguous: Final = frozenset(lists.peace.ambiguous)
        self.peaceful: Final = Phrases([(phrase, True) for phrase in lists.peace.words])
        self.mishap: Final = Phrases([(phrase, True) for phrase in lists.mishap.words])
        self.targets: Final = Phrases([(phrase, True) for phrase in lists.targets.words])
        self.before_targets: Final = lists.targets.before

    def ambiguous(self, tokens: Sequence[Token]) -> bool:
        """Whether a trigger's words are used of peaceful matters as well."""
        return " ".join(token.lower for token in tokens) in self._ambiguous
