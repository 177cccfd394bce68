"""The lexicon's table [assertions]: word lists, and rules that say which forms carry which kind of assertion."""

from __future__ import annotations

from functools import cached_property

import msgspec

from saidby.annotate.lexicon import table
from saidby.vocabulary import ClaimKind, Stance


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Forms that carry one kind of assertion; `answers`: what follows names the event that this one answers.

    `near`: the words are so general that they count only in a sentence that speaks of an event.
    `passing`: said in passing, and dropped where the same speaker says it of the same actor in full.
    """

    kind: ClaimKind
    forms: tuple[str, ...]
    stance: Stance | None = None
    confidence: float = 0.6
    answers: bool = False
    near: bool = False
    passing: bool = False


class Lexicon(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """`words`: named lists of words and phrases in lower case. `verbs`: the lists that no noun phrase runs over."""

    words: dict[str, tuple[str, ...]]
    verbs: tuple[str, ...]
    rules: tuple[Rule, ...]

    @cached_property
    def sets(self) -> dict[str, frozenset[str]]:
        """Each list's single words; to "stop" are added those of the lists in `verbs`."""
        single = {name: frozenset(entry for entry in entries if " " not in entry) for name, entries in self.words.items()}
        single["stop"] = single["stop"].union(*(single[name] for name in self.verbs))
        return single


def lexicon(language: str) -> Lexicon:
    """The table of a language. Raises RecipeError where there is none or it does not fit."""
    return table(language, "assertions", Lexicon)
