"""How words bound a number: from "at least", 24 to 24 or more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from saidby.annotate.numerals import Numeral, Phrases, adjacent
from saidby.annotate.sheet import Token
from saidby.model import Bounds
from saidby.vocabulary import Qualifier

_HEDGES = (Qualifier.ABOUT, Qualifier.EXACT)
_NOUN: Final = 3  # words of "thirteen young airmen, perhaps more"
_FAR: Final = 3  # words of a bound that is plain enough to stand so far off

LOOSE: Final = "loose"
"""The label of a count that the rules leave alone, and that a reader who weighs every count is offered."""


class Count(NamedTuple):
    """A count on tokens ``[first, last)``; ``[bare, bare_last)`` are its number words alone."""

    first: int
    last: int
    bare: int
    bare_last: int
    bounds: Bounds
    label: str = ""


def bounded(qualifier: Qualifier, low: int, high: int, *, vague: bool) -> Bounds:
    """The bounds of a count of `low` (to `high`) under a qualifier, as the guidelines define them.

    A vague number stays a lower bound whatever hedges it. "Fewer than one" is none at all.
    """
    if low != high and not vague:
        return Bounds(low=low, high=high, qualifier=Qualifier.BETWEEN)
    if vague and qualifier in (*_HEDGES, Qualifier.MORE_THAN):
        return Bounds(low=low, high=None, qualifier=Qualifier.VAGUE)
    match qualifier:
        case Qualifier.AT_LEAST:
            return Bounds(low=low, high=None, qualifier=qualifier)
        case Qualifier.MORE_THAN:
            return Bounds(low=low + 1, high=None, qualifier=qualifier)
        case Qualifier.FEWER_THAN:
            return Bounds(low=None, high=max(0, high - 1), qualifier=qualifier)
        case Qualifier.UP_TO:
            return Bounds(low=None, high=high, qualifier=qualifier)
        case _:
            return Bounds(low=low, high=high, qualifier=qualifier)


class BoundWords:
    """Finds the words before and after a number that bound it."""

    def __init__(
        self,
        before: dict[Qualifier, list[str]],
        after: dict[Qualifier, list[str]],
        fillers: Sequence[str],
        suffixes: dict[str, Qualifier],
        no_bound_after: Mapping[str, frozenset[str]],
    ) -> None:
        self._before = {phrase: qualifier for qualifier, phrases in before.items() for phrase in phrases}
        self._after = {phrase: qualifier for qualifier, phrases in after.items() for phrase in phrases}
        self._before_phrases, self._after_phrases = Phrases([*self._before]), Phrases([*self._after])
        self.openers: Final = self._before_phrases.openers  # the words that a bound before a number may begin with
        self._fillers = Phrases(fillers)
        self._suffixes = suffixes
        self._no_bound_after = no_bound_after

    def before(self, tokens: Sequence[Token], index: int, stop: int) -> tuple[Qualifier | None, int]:
        """The qualifier of the words at `index` and the index after them; the outermost that is no mere hedge counts."""
        found: Qualifier | None = None
        bound_end = index
        for _ in range(3):  # "at least some", "up to another"
            phrase = self._before_phrases.at(tokens, index, stop)
            if phrase is not None and not self._part_of_verb(tokens, index, phrase[0]):
                qualifier = self._before[phrase[0]]
                found = qualifier if found is None or found is Qualifier.ABOUT else found
                index = bound_end = phrase[1]
                continue
            filler = self._fillers.at(tokens, index, stop) if found is not None else None
            if filler is None:
                break
            index = filler[1]
        return found, index if found is not None else bound_end

    def _part_of_verb(self, tokens: Sequence[Token], index: int, phrase: str) -> bool:
        """Whether a bound belongs to the verb before it: "handed over seven"."""
        return index > 0 and tokens[index - 1].lower in self._no_bound_after.get(phrase, frozenset())

    def after(self, tokens: Sequence[Token], numeral: Numeral, stop: int) -> tuple[Qualifier | None, int]:
        """The qualifier after a number and the index after its words; one counted word may stand between ("24 people or more").

        In that case the words are no part of the number's span: the index is that of the number's own end.
        """
        index = numeral.last
        if index + 1 < stop and tokens[index].text == "-" and adjacent(tokens, index - 1) and adjacent(tokens, index):
            suffix = self._suffixes.get(tokens[index + 1].lower)
            if suffix is not None:
                return suffix, index + 2
        phrase = self._after_phrases.at(tokens, index, stop)
        if phrase is not None:
            return self._after[phrase[0]], phrase[1]
        for here in range(index, min(stop, index + _NOUN)):
            if not tokens[here].text.isalpha():
                break
            phrase = self._after_phrases.at(tokens, here + 1, stop)
            # one word ("at least 24 people plus") would be too weak a sign at that distance, two are after one noun
            if phrase is not None and phrase[1] - here > (2 if here == index else _FAR):
                return self._after[phrase[0]], index
        return None, index
