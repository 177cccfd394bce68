"""Counts of nothing: "no casualties were reported", "nobody was hurt", "not one shell was fired"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from saidby.annotate.bounds import LOOSE, Count
from saidby.annotate.nearby import Nearby
from saidby.annotate.numerals import Phrases
from saidby.annotate.sheet import Token
from saidby.model import Bounds

_NEAR: Final = 8  # words between "no" and the verb of "no polling station was hit"
_BEFORE: Final = 4  # words between a harm verb and "nobody"
_NOUN: Final = 4  # words of "no heavily armed men"
_NOTHING: Final = Bounds(low=0, high=0)


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table [numbers.zeros]; what each list is for is said there."""

    words: list[str]
    nouns: frozenset[str]
    verbs: frozenset[str]
    auxiliaries: frozenset[str]
    determiners: list[str]
    pronouns: list[str]
    alone: frozenset[str]
    never_before: frozenset[str]
    anyone: frozenset[str]
    without: frozenset[str]


class Zeros:
    """Finds counts of nothing; those that only words near by speak for are `LOOSE`."""

    def __init__(self, lexicon: Lexicon, nearby: Nearby) -> None:
        self._lexicon = lexicon
        self._nearby = nearby
        self._sure = Phrases(lexicon.words)
        self._determiners, self._pronouns = Phrases(lexicon.determiners), Phrases(lexicon.pronouns)
        self.openers: Final = (
            self._sure.openers | self._determiners.openers | self._pronouns.openers | lexicon.anyone | lexicon.without
        )

    def at(self, tokens: Sequence[Token], index: int, start: int, stop: int) -> Count | None:
        """The count of nothing that begins at `index` of a sentence ``[start, stop)``."""
        if tokens[index].lower not in self.openers:
            return None
        sure = self._sure.at(tokens, index, stop)
        if sure is not None and self._told(tokens, sure[1], stop):
            return Count(index, sure[1], index, sure[1], _NOTHING)
        last = self._loose(tokens, index, start, stop)
        return None if last is None else Count(index, last, index, last, _NOTHING, LOOSE)

    def _told(self, tokens: Sequence[Token], index: int, stop: int) -> bool:
        """Whether a noun or a verb of harm follows that leaves no doubt."""
        lexicon = self._lexicon
        auxiliary = False
        for token in tokens[index : min(stop, index + _NEAR)]:
            noun = token.lower in lexicon.nouns and not auxiliary
            if noun or (auxiliary and token.lower in lexicon.verbs):
                return True
            auxiliary = auxiliary or token.lower in lexicon.auxiliaries
            if not token.text[0].isalnum() and token.lower != "'s":
                return False
        return False

    def _loose(self, tokens: Sequence[Token], index: int, start: int, stop: int) -> int | None:
        """Where the words for nothing end, if harm or something countable is near."""
        lexicon, word = self._lexicon, tokens[index].lower
        earliest = max(start, index - _BEFORE)
        if word in lexicon.anyone:
            without = any(token.lower in lexicon.without for token in tokens[earliest:index])
            return index + 1 if without and self._nearby.harm(tokens, earliest, index) else None
        if word in lexicon.without:
            return index + 1 if self._told(tokens, index + 1, min(stop, index + 1 + _NOUN)) else None
        pronoun, determiner = self._pronouns.at(tokens, index, stop), self._determiners.at(tokens, index, stop)
        if pronoun is not None and (
            pronoun[0] in lexicon.alone
            or self._nearby.harm(tokens, earliest, index)
            or self._nearby.harm(tokens, pronoun[1], min(stop, pronoun[1] + _NEAR))
        ):
            return pronoun[1]
        if determiner is None or determiner[1] >= stop or not tokens[determiner[1]].text[0].isalnum():
            return None
        if tokens[determiner[1]].lower in lexicon.never_before:
            return None
        noun = self._nearby.noun(tokens, determiner[1], min(stop, determiner[1] + _NOUN))
        if noun or self._nearby.harm(tokens, determiner[1], min(stop, determiner[1] + _NEAR)):
            return determiner[1]
        return None
