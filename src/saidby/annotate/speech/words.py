"""The word lists of the pass, and the forms of its verbs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import msgspec

from saidby.annotate.lexicon import table
from saidby.vocabulary import Stance

Words = frozenset[str]
VOWELS: Final = "aeiou"


class Verb(msgspec.Struct, frozen=True):
    """Verbs of one grammar: what they take, what they do with it, whether they are part of it."""

    takes: frozenset[str]
    lemmas: tuple[str, ...]
    stance: Stance = Stance.ASSERTS
    whole: bool = False


class Turn(msgspec.Struct, frozen=True):
    """A verb with words after it, at most `gap` tokens away."""

    lemma: str
    after: frozenset[str]
    stance: Stance = Stance.ASSERTS
    whole: bool = False
    gap: int = 0
    silent: bool = False


class Before(msgspec.Struct, frozen=True):
    """Words after which the speaker stands."""

    words: str
    relay: bool = True


class Audience(msgspec.Struct, frozen=True):
    lemmas: frozenset[str]
    heads: frozenset[str]


class Citing(msgspec.Struct, frozen=True):
    lemmas: frozenset[str]
    as_: tuple[str, ...] = msgspec.field(name="as")


class Nobody(msgspec.Struct, frozen=True):
    """How a text says that somebody says, without naming anybody."""

    adverbs: Words
    participles: Words
    plain: Words
    charged: Words
    nouns: Words
    noun_links: Words
    adjectives: Words


class Tallies(msgspec.Struct, frozen=True):
    """The words by which a count is somebody's, without a clause that is said."""

    nouns: Words
    harmed: Words
    given: Words
    stand: Words
    particles: Words
    before: Words
    at: Words
    parts: Words
    revised: Words


class Clause(msgspec.Struct, frozen=True):
    """Small words by what they tell of clauses and noun phrases; the TOML says what each list is for."""

    issued: Words
    against: Words
    circumstances: Words
    no_clause: Words
    content_adverbs: Words
    plural_subjects: Words
    standing_determiners: Words
    phrase_openers: Words
    definite: Words
    circumstance_prepositions: Words
    apposition_openers: Words
    name_particles: Words
    not_passively_said: Words
    held: Words
    states: Words
    possessed: Words
    clause_openers_left: Words
    clause_ends: Words
    amid: Words
    plural_heads: Words
    not_anonymous: Words
    tellings: Words
    at_first: Words
    verbs: Words
    asides: Words
    outlets: Words


class Lexicon(msgspec.Struct, frozen=True):
    """The table ``[speech]``; the TOML says what each list is for."""

    open_quotes: Words
    close_quotes: Words
    straight_quotes: Words
    dashes: Words
    bullets: Words
    abbreviations: Words
    determiners: Words
    prepositions: Words
    carrying: Words
    conjunctions: Words
    subordinators: Words
    breaks: Words
    auxiliaries: Words
    being: Words
    objects: Words
    told: Words
    negations: Words
    unable: Words
    adverbs: Words
    pronouns: Words
    first_persons: Words
    seeming: Words
    owners: dict[str, str]
    singular_persons: Words
    plurals: Words
    things: Words
    relatives: Words
    clause_openers: Words
    venues: Words
    venue_prepositions: Words
    documents: Words
    document_prepositions: Words
    roles: Words
    anonymous: Words
    anonymous_before: Words
    nobody_says: Words
    noun_like: Words
    not_passive: Words
    clause: Clause
    short: dict[str, str]
    verbs: tuple[Verb, ...]
    turns: tuple[Turn, ...]
    negated: dict[str, str]
    irregular: dict[str, tuple[str, str, str, str]]
    audience: Audience
    before: tuple[Before, ...]
    citing: Citing
    nobody: Nobody
    tallies: Tallies


@dataclass(frozen=True)
class Form:
    """A form of a verb: which lemma, and which of "base", "third", "past", "ing", "participle" it may be."""

    lemma: str
    shapes: frozenset[str]


@dataclass(frozen=True)
class Known:
    """The lexicon with what is worked out from it once."""

    words: Lexicon
    forms: dict[str, Form] = field(default_factory=dict)
    verbs: dict[str, Verb] = field(default_factory=dict)
    turns: dict[str, tuple[Turn, ...]] = field(default_factory=dict)
    roles: Words = frozenset()


def inflect(lemma: str) -> tuple[str, str, str, str]:
    """Third person, past, -ing form and participle of a regular English verb."""
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        past = lemma[:-1] + "ied"
        return lemma[:-1] + "ies", past, lemma + "ing", past
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    stem = lemma.removesuffix("e")
    return third, stem + "ed", stem + "ing", stem + "ed"


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def load(language: str) -> Known:
    """The lexicon of a language. Raises RecipeError where it has none."""
    words = table(language, "speech", Lexicon)
    verbs = {lemma: verb for verb in words.verbs for lemma in verb.lemmas}
    turns: dict[str, tuple[Turn, ...]] = {}
    for turn in words.turns:
        turns[turn.lemma] = (*turns.get(turn.lemma, ()), turn)
    lemmas = dict.fromkeys([*verbs, *turns, *words.negated])
    shapes: dict[str, tuple[str, set[str]]] = {}
    for lemma in lemmas:
        third, past, ing, participle = words.irregular.get(lemma) or inflect(lemma)
        named = ((lemma, "base"), (third, "third"), (past, "past"), (ing, "ing"), (participle, "participle"))
        for form, shape in named:
            shapes.setdefault(form, (lemma, set()))[1].add(shape)
    forms = {form: Form(lemma, frozenset(found)) for form, (lemma, found) in shapes.items()}
    roles = words.roles | {_plural(role) for role in words.roles}
    return Known(words=words, forms=forms, verbs=verbs, turns=turns, roles=roles)
