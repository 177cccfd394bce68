"""The pass that marks contested assertions; it comes last, on a draft that all others have filled."""

from __future__ import annotations

from typing import Final

from saidby.annotate.assertions.forms import Element, match, parse
from saidby.annotate.assertions.happenings import Happenings
from saidby.annotate.assertions.phrases import Marks, Sentences
from saidby.annotate.assertions.repeats import Found, Speakers, distinct, fullest
from saidby.annotate.assertions.wording import Rule, lexicon
from saidby.annotate.draft import Draft, Pass
from saidby.annotate.sheet import Sheet
from saidby.model import Mention
from saidby.vocabulary import Kind, Tie

KINDS: Final = (Kind.PERSON, Kind.ORGANISATION, Kind.GROUP, Kind.PLACE, Kind.TIME, Kind.TRIGGER, Kind.WEAPON)


def assertions(language: str = "en") -> Pass:
    """A pass that adds ASSERTION mentions and ties each to the trigger of the event that it is about.

    The label is the claim's kind, the value a stance where the words themselves give one. A motive that names what it
    answers gets a second ABOUT, to the trigger of the event answered. A document with no numbered event gets nothing.
    """
    words = lexicon(language)
    rules = [(rule, parse(form, words.words)) for rule in words.rules for form in rule.forms]
    by_word, anywhere = _dispatch(rules)

    def mark(sheet: Sheet, draft: Draft) -> None:
        happenings = Happenings(sheet, draft)
        if not happenings:
            return
        marks = Marks(sheet, draft, KINDS)
        found: list[Found] = []
        for sentence in sheet.sentences:
            page = Sentences(sheet, sentence, marks, words.sets)
            for position, word in enumerate(page.words):
                for number in sorted({*anywhere, *by_word.get(word, ())}):
                    rule, form = rules[number]
                    fit = match(form, page, position)
                    if fit is not None:
                        met = tuple((name, sentence.first + start, sentence.first + end) for name, start, end in fit.met)
                        found.append(Found(rule, sentence.first + fit.start, sentence.first + fit.end, met))
        speakers = Speakers(sheet, draft)
        kept = distinct(found)
        tied = [(one, happenings.about(one)) for one in kept]
        for one, about in fullest(tied, sheet, speakers):
            _add(one, about, sheet, draft)

    return mark


def _dispatch(rules: list[tuple[Rule, tuple[Element, ...]]]) -> tuple[dict[str, list[int]], list[int]]:
    """The numbers of the rules that must begin with a given word, and of those that may begin with any."""
    by_word: dict[str, list[int]] = {}
    anywhere: list[int] = []
    for number, (_, form) in enumerate(rules):
        first = next(element for element in form if element.sort not in {"open", "close"})
        if first.sort == "words" and first.least and not first.refused:
            for word in first.words:
                by_word.setdefault(word, []).append(number)
        else:
            anywhere.append(number)
    return by_word, anywhere


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


