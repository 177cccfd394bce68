"""Who did it, with what and to what, as the words around a trigger have it."""

from __future__ import annotations

from typing import Final

from saidby.annotate.draft import Draft
from saidby.annotate.events.triggers import Trigger
from saidby.annotate.events.words import Words
from saidby.annotate.sheet import Sheet
from saidby.model import Mention
from saidby.vocabulary import Kind, Tie

BY: Final = "events"

_REACH: Final = 16  # tokens from a trigger to its weapon or target
_NAMES: Final = (Kind.GROUP, Kind.ORGANISATION, Kind.PERSON, Kind.PLACE)


def roles(sheet: Sheet, draft: Draft, words: Words, event: tuple[int, Trigger]) -> None:
    """Adds the weapons, targets and actor of a trigger and ties them to it."""
    place, trigger = event
    sentence = sheet.sentences[trigger.sentence]
    begin, end = max(sentence.first, trigger.first - _REACH), min(sentence.last, trigger.last + _REACH)
    for first, last, _ in words.weapons.find(sheet.tokens, begin, end):
        if " ".join(token.lower for token in sheet.tokens[first:last]) not in words.people:
            draft.tie(Tie.WITH, place, _mention(sheet, draft, Kind.WEAPON, _widened(sheet, first, begin), last), BY)
    for first, last, _ in words.targets.find(sheet.tokens, begin, end):
        start = _widened(sheet, first, begin)
        before = start - 1
        while before > begin and sheet.tokens[before].lower in words.function.definite | {"a", "an"}:
            before -= 1
        if before >= begin and sheet.tokens[before].lower in words.before_targets:
            draft.tie(Tie.HITS, place, _mention(sheet, draft, Kind.TARGET, start, last), BY)
    actor = _actor(sheet, draft, words, trigger)
    if actor is not None:
        draft.tie(Tie.BY, place, _mention(sheet, draft, Kind.ACTOR, *actor), BY)


def _mention(sheet: Sheet, draft: Draft, kind: Kind, first: int, last: int) -> int:
    """The mention of a kind at tokens ``[first, last)``, made where it is not there yet."""
    start, end = sheet.tokens[first].start, sheet.tokens[last - 1].end
    known = next(
        (i for i in reversed(draft.of(kind)) if draft.mentions[i].start == start and draft.mentions[i].end == end), None
    )
    return draft.add(Mention(kind=kind, start=start, end=end, by=BY)) if known is None else known


def _widened(sheet: Sheet, first: int, begin: int) -> int:
    """A noun with the names and hyphened words right before it ("Iranian-made Shahed drones")."""
    while first > begin and (sheet.tokens[first - 1].text[0].isupper() or "-" in sheet.tokens[first - 1].text[1:]):
        if sheet.tokens[first - 1].lower in ("the", "a", "an", "in", "on", "at", "with"):
            break
        first -= 1
    return first


def _actor(sheet: Sheet, draft: Draft, words: Words, trigger: Trigger) -> tuple[int, int] | None:
    """The tokens of a trigger's actor: "by X" after it, X before a verb, "X's attack"."""
    sentence = sheet.sentences[trigger.sentence]
    names = [
        sheet.tokens_in(mention.start, mention.end)
        for mention in (draft.mentions[i] for i in draft.within(sentence.start, sentence.end, *_NAMES))
    ]
    names = [span for span in names if span]
    for span in names:
        before = span.start - 1
        if before >= sentence.first and sheet.tokens[before].lower == "the":
            before -= 1
        if trigger.last <= before <= trigger.last + 4 and sheet.tokens[before].lower in words.function.actor_before:
            return (span.start, span.stop) if sheet.tokens[before].lower == "by" else None
    for span in reversed(names):
        gap = [token.lower for token in sheet.tokens[span.stop : trigger.first]]
        if trigger.verb and span.stop <= trigger.first and (not gap or gap in (["has"], ["have"], ["had"])):
            return span.start, span.stop
        if not trigger.verb and gap[:1] == ["'s"] and len(gap) <= 4:
            return span.start, span.stop
    return None
