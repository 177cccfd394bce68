"""Writes attributions into the draft, with who relays whom.

A claim's chain is read off the links alone: the smallest CONTENT that encloses it, its SAID_BY, then VIA outwards. So a speaker whose
cue stands inside somebody else's content is tied VIA that speaker, unless both are the same ("he said he believed").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from saidby.annotate.draft import Draft
from saidby.annotate.speech.attribution import Attribution
from saidby.annotate.speech.identity import Identity, Register, register
from saidby.annotate.speech.phrases import Phrase
from saidby.annotate.speech.view import View
from saidby.model import Mention
from saidby.vocabulary import UNNAMED, Kind, Tie

DEPTH: Final = 12  # contents open at one place that are looked at; deeper nesting is no news text
BY: Final = "rule:speech."
NOBODY: Final = Identity(UNNAMED, None, "", person=False, plural=True, words=frozenset())


@dataclass(frozen=True)
class _Open:
    """A content that may hold a cue: tokens ``[first, last)``, and the number of its attribution."""

    first: int
    last: int
    number: int


@dataclass
class _Writer:
    """What has been written so far: for each attribution its identity and the place of its SPEAKER mention."""

    view: View
    draft: Draft
    names: Register
    inside: list[list[int]]
    numbers: dict[int, int]
    identities: dict[int, Identity]
    speakers: dict[int, int]

    def speaker(self, made: Attribution, number: int) -> tuple[Identity, int]:
        """The identity and the SPEAKER mention of an attribution; one mention serves all that share a speaker."""
        if made.like is not None and id(made.like) in self.numbers:
            model = self.numbers[id(made.like)]
            if model in self.speakers:
                return self.identities[model], self.speakers[model]
        by = BY + made.rule
        if made.speaker is None:
            start, end = self.view.chars(made.first, made.last)
            mention = Mention(kind=Kind.SPEAKER, start=start, end=end, by=by, value=UNNAMED, confidence=made.confidence)
            return NOBODY, self.draft.add(mention)
        holder = next((outer for outer in self.inside[number] if outer in self.identities), None)
        identity = self.names.resolve(made.speaker, self.identities[holder] if holder is not None else None)
        start, end = self.view.chars(*made.speaker)
        mention = Mention(kind=Kind.SPEAKER, start=start, end=end, by=by, value=identity.value, confidence=made.confidence)
        return identity, self.draft.add(mention)

    def relay(self, phrase: Phrase, speaker: int) -> None:
        """Ties a SPEAKER mention to the one who cites it."""
        start, end = self.view.chars(*phrase)
        value = self.names.resolve(phrase, None).value
        outer = self.draft.add(Mention(kind=Kind.SPEAKER, start=start, end=end, by=BY + "citing", value=value, confidence=0.8))
        self.draft.tie(Tie.VIA, speaker, outer, BY + "citing", 0.8)


def write(view: View, draft: Draft, found: list[Attribution]) -> None:
    """Adds CUE, SPEAKER and CONTENT mentions and the links between them. `found` is in the order of the cues."""
    inside = _holders(found)
    narrated = {number for number, made in enumerate(found) if _narrator(view, made, inside[number])}
    if narrated:
        found = [made for number, made in enumerate(found) if number not in narrated]
        inside = _holders(found)
    names = register(view, [made.speaker for made in found if made.speaker is not None])
    writer = _Writer(view, draft, names, inside, {id(made): number for number, made in enumerate(found)}, {}, {})
    first: dict[str, int] = {}
    for number in _outer_first(inside):
        made = found[number]
        identity, speaker = writer.speaker(made, number)
        if made.relay is not None:
            writer.relay(made.relay, speaker)
        writer.identities[number], writer.speakers[number] = identity, speaker
        if identity.phrase is not None and identity.phrase == made.speaker:
            first.setdefault(identity.value, speaker)
        _contents(view, draft, made, speaker)
    for number in range(len(found)):
        identity = writer.identities[number]
        fullest = first.get(identity.value)
        if fullest is not None and fullest != writer.speakers[number]:
            draft.tie(Tie.NAMES, writer.speakers[number], fullest, BY + "names")
        outer = _relay(number, inside, writer.identities)
        if outer is not None and writer.speakers[outer] != writer.speakers[number] and found[number].relay is None:
            draft.tie(Tie.VIA, writer.speakers[number], writer.speakers[outer], BY + "nested", 0.8)


def _narrator(view: View, made: Attribution, holders: list[int]) -> bool:
    """Whether it is "we" or "I" outside everybody's words: the document's own voice."""
    phrase = made.speaker
    if phrase is None or holders or phrase.last - phrase.first != 1 or phrase.first in view.quoted:
        return False
    return view.lower(phrase.first) in view.known.words.first_persons


def _outer_first(inside: list[list[int]]) -> list[int]:
    """All numbers in order, each after those that hold it, so that "we" in a quotation finds who is quoted."""
    order: dict[int, None] = {}
    for number, holders in enumerate(inside):
        for holder in reversed(holders):
            order.setdefault(holder)
        order.setdefault(number)
    return list(order)


def _holders(found: list[Attribution]) -> list[list[int]]:
    """For each attribution, the numbers of those in whose content its cue and contents stand, smallest content first."""
    pieces = sorted(
        (_Open(piece.first, piece.last, number) for number, made in enumerate(found) for piece in made.contents),
        key=lambda piece: (piece.first, -piece.last),
    )
    order = sorted(
        range(len(found)), key=lambda number: min([found[number].first, *(piece.first for piece in found[number].contents)])
    )
    holders: list[list[int]] = [[] for _ in found]
    current: list[_Open] = []
    taken = 0
    for number in order:
        made = found[number]
        first = min([made.first, *(piece.first for piece in made.contents)])
        last = max([made.last, *(piece.last for piece in made.contents)])
        while taken < len(pieces) and pieces[taken].first <= first:
            current = [piece for piece in current if piece.last > pieces[taken].first][-DEPTH:]
            current.append(pieces[taken])
            taken += 1
        around = [piece for piece in current if piece.number != number and piece.first <= first and piece.last >= last]
        around.sort(key=lambda piece: (piece.last - piece.first, piece.number))
        holders[number] = [piece.number for piece in around]
    # Two that hold each other would relay in a circle: the one found first is the outer.
    return [
        [outer for outer in outers if number not in holders[outer] or outer < number] for number, outers in enumerate(holders)
    ]


def _relay(number: int, inside: list[list[int]], identities: dict[int, Identity]) -> int | None:
    """The nearest holder who is somebody else."""
    return next((outer for outer in inside[number] if identities[outer].value != identities[number].value), None)


def _contents(view: View, draft: Draft, made: Attribution, speaker: int) -> None:
    start, end = view.chars(made.first, made.last)
    by = BY + made.rule
    cue = draft.add(Mention(kind=Kind.CUE, start=start, end=end, by=by, label=made.stance.value, confidence=made.confidence))
    for piece in made.contents:
        start, end = view.chars(piece.first, piece.last)
        content = draft.add(
            Mention(kind=Kind.CONTENT, start=start, end=end, by=by, label=piece.label, confidence=made.confidence)
        )
        draft.tie(Tie.SAID_BY, content, speaker, by, made.confidence)
        draft.tie(Tie.CUED_BY, content, cue, by, made.confidence)
