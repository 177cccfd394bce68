"""The pass that marks contested assertions; it comes last, on a draft that all others have filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from saidby.annotate.assertions.forms import Element, Page, match, needed, parse
from saidby.annotate.assertions.happenings import Happenings
from saidby.annotate.assertions.phrases import Marks, SentencePage
from saidby.annotate.assertions.repeats import Found, Speakers, distinct, fullest
from saidby.annotate.assertions.wording import Rule, lexicon
from saidby.annotate.draft import Draft, Pass
from saidby.annotate.sheet import Sheet
from saidby.model import Mention
from saidby.vocabulary import ClaimKind, IncidentType, Kind, Tie

HAPPENED: Final = (ClaimKind.RESPONSIBILITY, ClaimKind.TARGET_CHARACTER)
"""Kinds that say nothing of an incident where they are only supposed."""

UNINTENDED: Final = (IncidentType.ACCIDENT, IncidentType.DISASTER)

KINDS: Final = (Kind.PERSON, Kind.ORGANISATION, Kind.GROUP, Kind.PLACE, Kind.TIME, Kind.TRIGGER, Kind.WEAPON)


def assertions(*, language: str = "en") -> Pass:
    """A pass that adds ASSERTION mentions and ties each to the trigger of the event that it is about.

    The label is the claim's kind, the value a stance where the words themselves give one. A motive that names what it
    answers gets a second ABOUT, to the trigger of the event answered. A document with no numbered event gets nothing.
    """
    words = lexicon(language)
    rules = [(rule, parse(form, words.words)) for rule in words.rules for form in rule.forms]
    openings = Openings([form for _, form in rules])
    needs = Needs([needed(form) for _, form in rules])

    def mark(sheet: Sheet, draft: Draft) -> None:
        happenings = Happenings(sheet, draft)
        if not happenings:
            return
        marks = Marks(sheet, draft, KINDS)
        found: list[Found] = []
        for sentence in sheet.sentences:
            page = SentencePage(sheet, sentence, marks, words.sets)
            possible = needs.met(page.words)
            if not possible:
                continue
            likely = openings.of(possible)
            for position in range(len(page.words)):
                for number in likely.at(page, position):
                    rule, form = rules[number]
                    fit = match(form, page, position)
                    if fit is not None and not (rule.kind in HAPPENED and page.supposed(fit.start)):
                        met = tuple((name, sentence.first + start, sentence.first + end) for name, start, end in fit.met)
                        end = sentence.first + page.trimmed(fit.start, fit.end)
                        found.append(Found(rule, sentence.first + fit.start, end, met))
        speakers = Speakers(sheet, draft)
        kept = distinct(one for one in found if not one.rule.near or happenings.beside(one))
        tied = [(one, happenings.about(one)) for one in kept]
        tied = [(one, about) for one, about in tied if _fits(one.rule, happenings.type(about[0]))]
        for one, about in fullest(tied, sheet, speakers):
            _add(one, about, sheet, draft)

    return mark


def _fits(rule: Rule, type: str | None) -> bool:
    """Whether an event of this type can have such an assertion: no earthquake has a target, none "hit" as somebody does."""
    if rule.kind in {ClaimKind.TARGET_CHARACTER, ClaimKind.THREAT}:
        return type not in UNINTENDED
    return type != IncidentType.DISASTER or rule.kind is not ClaimKind.RESPONSIBILITY or not rule.near


class Needs:
    """Which rules a sentence may fit at all: those of whose every set of words it holds one."""

    def __init__(self, needs: Sequence[tuple[frozenset[str], ...]]) -> None:
        sets = list(dict.fromkeys(one for need in needs for one in need))
        number_of = {one: number for number, one in enumerate(sets)}
        self._sets_with: dict[str, list[int]] = {}
        for number, one in enumerate(sets):
            for word in one:
                self._sets_with.setdefault(word, []).append(number)
        self._needs = [frozenset(number_of[one] for one in need) for need in needs]
        # A rule is looked at only in sentences that hold a word of its smallest set, as most hold none.
        self._free = [number for number, need in enumerate(needs) if not need]
        self._by_set: dict[int, list[int]] = {}
        for number, need in enumerate(needs):
            if need:
                self._by_set.setdefault(number_of[min(need, key=len)], []).append(number)

    def met(self, words: Sequence[str]) -> set[int]:
        """The numbers of the rules whose needs these words meet."""
        held = {number for word in words for number in self._sets_with.get(word, ())}
        found = {number for one in held for number in self._by_set.get(one, ()) if self._needs[number] <= held}
        return found.union(self._free)


class Openings:
    """Which rules may begin at a token: told by its word, its ending, or the phrases that begin there."""

    def __init__(self, forms: Sequence[tuple[Element, ...]]) -> None:
        self._by_word: dict[str, list[int]] = {}
        self._by_ending: dict[str, list[int]] = {}
        self._by_class: dict[str, list[int]] = {}
        self._anywhere: list[int] = []
        for number, form in enumerate(forms):
            self._enter(number, form)

    def _enter(self, number: int, form: tuple[Element, ...]) -> None:
        for element in form:
            if element.sort == "words" and not element.refused:
                for word in element.words:
                    self._by_word.setdefault(word, []).append(number)
            elif element.sort == "ending" and not element.refused:
                self._by_ending.setdefault(element.name, []).append(number)
            elif element.sort == "class" and not element.refused:
                self._by_class.setdefault(element.name, []).append(number)
            elif element.sort not in {"open", "close"}:
                self._anywhere.append(number)
                return
            if element.sort not in {"open", "close"} and element.least:
                return

    def of(self, possible: set[int]) -> Likely:
        """The same for the rules that a sentence may fit at all."""
        return Likely(
            possible,
            self._by_word,
            [(ending, both) for ending, numbers in self._by_ending.items() if (both := possible.intersection(numbers))],
            [(name, both) for name, numbers in self._by_class.items() if (both := possible.intersection(numbers))],
            possible.intersection(self._anywhere),
        )


class Likely(NamedTuple):
    """The openings of the rules that one sentence may fit; `possible` are those rules."""

    possible: set[int]
    by_word: Mapping[str, Sequence[int]]
    by_ending: Sequence[tuple[str, set[int]]]
    by_class: Sequence[tuple[str, set[int]]]
    anywhere: set[int]

    def at(self, page: Page, position: int) -> list[int]:
        """The numbers of the rules that are worth trying at a token, in the lexicon's order."""
        word = page.words[position]
        found = self.anywhere.union(self.possible.intersection(self.by_word.get(word, ())))
        for ending, numbers in self.by_ending:
            if word.endswith(ending):
                found |= numbers
        for name, numbers in self.by_class:
            if not numbers <= found and page.phrases(name, position):
                found |= numbers
        return sorted(found)


def _add(one: Found, about: tuple[int, ...], sheet: Sheet, draft: Draft) -> None:
    by = f"rule:assertions.{one.rule.kind}"
    index = draft.add(
        Mention(
            kind=Kind.ASSERTION,
            start=sheet.tokens[one.start].start,
            end=sheet.tokens[one.end - 1].end,
            by=by,
            label=one.rule.kind.value,
            value=one.rule.stance.value if one.rule.stance else None,
            confidence=one.rule.confidence,
        )
    )
    for trigger in about:
        draft.tie(Tie.ABOUT, index, trigger, by, one.rule.confidence)
