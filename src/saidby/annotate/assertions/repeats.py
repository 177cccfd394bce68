"""One assertion once: overlapping finds and a speaker's repetitions come down to the fullest."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from typing import Final, NamedTuple

from saidby.annotate.assertions.wording import Rule
from saidby.annotate.draft import Draft
from saidby.annotate.sheet import Sheet
from saidby.vocabulary import ClaimKind, Kind, Tie

GOVERNING: Final = (ClaimKind.DENIAL, ClaimKind.THREAT, ClaimKind.DEMAND, ClaimKind.VERIFICATION)
"""Kinds whose words take away the force of what stands inside them: "denied that rebels shelled the town"."""

ALIKE: Final = 0.6  # the part of the shorter's words that two repetitions share, as the scorer counts overlap


REACH: Final = 60  # finds of one kind and speaker that a new one is held against, so that no text costs a square


class Found(NamedTuple):
    """A rule that fitted tokens ``[start, end)``; `met` are the phrases in it, as (class, first token, last + 1)."""

    rule: Rule
    start: int
    end: int
    met: tuple[tuple[str, int, int], ...]


class Speakers:
    """Who answers for a stretch of text, as the draft has it: the innermost speaker's words, or None for the narrator."""

    def __init__(self, sheet: Sheet, draft: Draft) -> None:
        self._sheet = sheet
        spans: list[tuple[int, int, str]] = []
        for content in draft.of(Kind.CONTENT):
            mention = draft.mentions[content]
            for speaker in draft.targets(content, Tie.SAID_BY)[:1]:
                named = (draft.targets(speaker, Tie.NAMES) or [speaker])[0]
                words = sheet.text[draft.mentions[named].start : draft.mentions[named].end]
                spans.append((mention.start, mention.end, words))
        self._from, self._speakers = _innermost(spans)

    def of(self, one: Found) -> str | None:
        """The speaker of the smallest content that holds the assertion's middle."""
        first, last = self._sheet.tokens[one.start].start, self._sheet.tokens[one.end - 1].end
        middle = (first + last) // 2
        at = bisect_right(self._from, middle) - 1
        return self._speakers[at] if at >= 0 else None


def _innermost(spans: Sequence[tuple[int, int, str]]) -> tuple[list[int], list[str | None]]:
    """The value of the smallest of the spans (start, end, value) at each place: where it begins to be so, and the value."""
    ordered = sorted(spans)
    places = sorted({edge for start, end, _ in spans for edge in (start, end)})
    values: list[str | None] = []
    around: list[tuple[int, str, int]] = []  # a heap of the spans begun, the smallest first
    at = 0
    for place in places:
        while at < len(ordered) and ordered[at][0] <= place:
            start, end, value = ordered[at]
            heappush(around, (end - start, value, end))
            at += 1
        while around and around[0][2] <= place:
            heappop(around)
        values.append(around[0][1] if around else None)
    return places, values


def distinct(found: Iterable[Found]) -> list[Found]:
    """The finds without those that overlap a surer or longer one of their kind, or stand in a governing one's words."""
    ranked = sorted(found, key=lambda one: (-one.rule.confidence, one.start - one.end, one.start))
    kept: list[Found] = []
    taken: dict[tuple[ClaimKind, int], Found] = {}
    for one in ranked:
        if not any((one.rule.kind, token) in taken for token in range(one.start, one.end)):
            kept.append(one)
            taken.update(((one.rule.kind, token), one) for token in range(one.start, one.end))
    return sorted((one for one in kept if not _governed(one, taken)), key=lambda one: (one.start, one.end, one.rule.kind))


def _governed(one: Found, taken: dict[tuple[ClaimKind, int], Found]) -> bool:
    if one.rule.kind in GOVERNING:
        return False
    return any((kind, one.start) in taken and (kind, one.end - 1) in taken for kind in GOVERNING)


def fullest(
    tied: Sequence[tuple[Found, tuple[int, ...]]], sheet: Sheet, speakers: Speakers
) -> Iterator[tuple[Found, tuple[int, ...]]]:
    """Of each speaker's repetitions of one assertion the longest, in the order of the text."""
    recent: dict[tuple[ClaimKind, str | None], deque[int]] = {}
    words = [_words(one, sheet) for one, _ in tied]
    actors = [_actor(one, sheet) for one, _ in tied]
    dropped: set[int] = set()
    for number, (one, _) in enumerate(tied):
        group = recent.setdefault((one.rule.kind, speakers.of(one)), deque(maxlen=REACH))
        for other in group:
            earlier = tied[other][0]
            if one.rule.passing != earlier.rule.passing and actors[number] & actors[other]:
                dropped.add(number if one.rule.passing else other)
            elif other in dropped or (actors[number] and actors[other] and not actors[number] & actors[other]):
                continue
            elif len(words[number] & words[other]) >= ALIKE * max(1, min(len(words[number]), len(words[other]))):
                dropped.add(number if one.end - one.start <= earlier.end - earlier.start else other)
        group.append(number)
    return (pair for number, pair in enumerate(tied) if number not in dropped)


def _words(one: Found, sheet: Sheet) -> frozenset[str]:
    return frozenset(token.lower for token in sheet.tokens[one.start : one.end] if len(token.lower) > 3)


def _actor(one: Found, sheet: Sheet) -> frozenset[str]:
    """The words of the first phrase for whoever acts that tell one actor from another; empty where the rule names none."""
    for name, start, end in one.met:
        if name in {"actor", "side"}:
            return frozenset(
                token.lower for token in sheet.tokens[start:end] if token.text[0].isupper() or token is sheet.tokens[end - 1]
            )
    return frozenset()
