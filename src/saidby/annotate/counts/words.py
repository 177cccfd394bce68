"""The word list of the counts, compiled for looking up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import msgspec

from saidby.annotate.inflection import inflected
from saidby.annotate.lexicon import table
from saidby.annotate.phrases import Found, Phrases
from saidby.annotate.sheet import Sentence, Token
from saidby.vocabulary import Measure, Scope

Forms = dict[Measure, list[str]]


class Units(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Classes of counted things by their head words."""

    munitions: frozenset[str]
    aircraft: frozenset[str]
    explosives: frozenset[str]
    things: frozenset[str]
    forces: frozenset[str]
    never: frozenset[str]
    general: frozenset[str]
    persons: frozenset[str]
    person_endings: tuple[str, ...]
    of_kinds: frozenset[str]


class Function(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Small words by what they do between a number and a harm word."""

    be: frozenset[str]
    have: frozenset[str]
    auxiliary: frozenset[str]
    adverb: frozenset[str]
    before: frozenset[str]
    determiner: frozenset[str]
    pronoun: frozenset[str]
    joiner: frozenset[str]
    preposition: frozenset[str]
    relative: frozenset[str]
    breaker: frozenset[str]
    stopper: frozenset[str]
    plural: frozenset[str]
    including: frozenset[str]
    governs: frozenset[str]
    with_: frozenset[str] = msgspec.field(name="with")
    victims: frozenset[str]
    perfect: frozenset[str]
    includes: frozenset[str]
    nominal: frozenset[str]
    between_voice: frozenset[str]
    begins_object: frozenset[str]
    part_of: frozenset[str]
    personal: frozenset[str]
    apart: frozenset[str]
    singular: frozenset[str]
    tells: frozenset[str]
    told_of: frozenset[str]
    saved: frozenset[str]
    weak: frozenset[str]
    ourselves: frozenset[str]
    all_but: frozenset[str]
    impersonal: frozenset[str]
    among: frozenset[str]
    group: frozenset[str]
    colon: str
    of: frozenset[str]
    part_link: frozenset[str]
    opening: frozenset[str]
    half: frozenset[str]
    captions: frozenset[str]
    listing: frozenset[str]
    opens_list: frozenset[str]


class One(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for one person where no number is given."""

    articles: frozenset[str]
    verbs: frozenset[str]
    people: frozenset[str]
    endings: tuple[str, ...]
    things: frozenset[str]


class Scopes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that put a count beyond one happening."""

    cumulative: list[str]
    other: list[str]


class Totals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell of a running total together with a time or a place."""

    superlative: frozenset[str]
    since: frozenset[str]
    opening: frozenset[str]
    closing: frozenset[str]
    saw: frozenset[str]
    tally: frozenset[str]
    throughout: frozenset[str]
    realms: frozenset[str]
    labels: frozenset[str]
    areas: frozenset[str]
    days: frozenset[str]
    subordinate: frozenset[str]


class Naming(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How what is counted is named plainly."""

    dropped: frozenset[str]
    unnamed: frozenset[str]
    singular: frozenset[str]
    irregular: dict[str, str]
    endings: dict[str, str]


class Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table ``[counts]`` of a lexicon."""

    transitive: Forms
    intransitive: Forms
    states: Forms
    tolls: Forms
    acts: Forms
    counted: Forms
    units: Units
    words: Function
    one: One
    scope: Scopes
    naming: Naming
    totals: Totals


class Form(NamedTuple):
    """A harm word as it may stand: its use, its inflection and the measures that it may give."""

    use: str  # "transitive" | "intransitive" | "state" | "toll" | "act"
    inflection: str  # "finite" | "past" | "participle" | "ing" | "" (no verb)
    measures: tuple[Measure, ...]


class Words:
    """The compiled list of one language."""

    def __init__(self, language: str) -> None:
        lists = table(language, "counts", Lists)
        self.units: Final = lists.units
        self.function: Final = lists.words
        self.one: Final = lists.one
        entries: dict[tuple[str, str, str], list[Measure]] = {}
        for use, phrase, inflection, measure in _entries(lists):
            entries.setdefault((phrase, use, inflection), []).append(measure)
        self.harms: Final = _merged(entries)
        self.counted: Final = {word: measure for measure, words in lists.counted.items() for word in words}
        self.naming: Final = lists.naming
        self.totals: Final = lists.totals
        self.scopes: Final = Phrases(
            [(phrase, Scope.CUMULATIVE) for phrase in lists.scope.cumulative]
            + [(phrase, Scope.OTHER) for phrase in lists.scope.other]
        )

    def cumulative(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether tokens ``[first, last)`` speak of a running total; "the deadliest attack since 2010" tells of one attack."""
        return self._last(tokens, first, last) >= first

    def last_running(self, tokens: Sequence[Token], sentence: Sentence) -> int:
        """The last token of a sentence at which words of a running total begin; -1 for none."""
        return self._last(tokens, sentence.first, sentence.last)

    def _last(self, tokens: Sequence[Token], first: int, last: int) -> int:
        compared = next((here for here in range(first, last) if tokens[here].lower in self.totals.superlative), last)
        found = self.scopes.find(tokens, first, compared)
        return max((phrase.first for phrase in found if self._running(tokens, phrase, (first, last))), default=-1)

    def _running(self, tokens: Sequence[Token], found: Found[Scope], within: tuple[int, int]) -> bool:
        """Whether a phrase found in tokens ``[first, last)`` tells of a running total: not "has since died", not "since Friday"."""
        first, last = within
        if tokens[found.first].lower in self.totals.since:
            after_have = found.first > first and tokens[found.first - 1].lower in self.function.have
            after = tokens[found.last].lower if found.last < last else ""
            return found.value is Scope.CUMULATIVE and not after_have and after not in self.totals.days
        return found.value is Scope.CUMULATIVE


def _merged(entries: dict[tuple[str, str, str], list[Measure]]) -> Phrases[tuple[Form, ...]]:
    """One value a phrase: every form that it may be."""
    by_phrase: dict[str, list[Form]] = {}
    for (phrase, use, inflection), measures in entries.items():
        by_phrase.setdefault(phrase, []).append(Form(use, inflection, tuple(measures)))
    return Phrases([(phrase, tuple(forms)) for phrase, forms in by_phrase.items()])


def _entries(lists: Lists) -> Iterator[tuple[str, str, str, Measure]]:
    """Use, phrase, inflection and measure of every form of every word."""
    for use, forms in (("transitive", lists.transitive), ("intransitive", lists.intransitive)):
        for measure, verbs in forms.items():
            for verb in verbs:
                for phrase, inflection in inflected(verb):
                    yield use, phrase, inflection, measure
    for use, forms in (("state", lists.states), ("toll", lists.tolls), ("act", lists.acts)):
        for measure, phrases in forms.items():
            for phrase in phrases:
                yield use, phrase, "", measure
