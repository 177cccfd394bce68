"""What the encoder takes for claims: quantities that measure something, and spans that assert something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from saidby.annotate.trained.encoder import Answers, Floats
from saidby.annotate.trained.labels import ASSERTED, FEATURE, HEADS
from saidby.annotate.trained.page import Page
from saidby.model import Bounds, Mention
from saidby.vocabulary import ClaimKind, IncidentType, Kind, Measure, Scope, Stance, Tie

BY: Final = "model:claims"
IMPLICIT: Final = "implicit"
"""The label of a quantity without a number."""

JOINED: Final = 1
"""Pieces between two stretches of what befell one, at most."""

GOES_ON: Final = 0.5
"""The part of the threshold at which a stretch goes on."""

JOINED_ASSERTION: Final = 12
"""Pieces between two stretches of one assertion in a sentence, at most; chosen on the tune part, as those below."""

ASSERTION_GOES_ON: Final = 0.9

WORDS: Final = 2
"""What is asserted, or befalls one, in fewer is a splinter."""

BEHIND: Final = 25
"""Code points after a number in which what it counts begins, at most."""

ANEW: Final = 0.5
"""The probability of a beginning that ends the stretch before it."""


AIM: Final = "to"
"""The word before a deed that is only meant: "an operation to arrest a commander"."""

DONE: Final = frozenset({"able", "managed", "on"})
"""The words before that one that say that it was done: "managed to shoot a guard", "went on to shoot one"."""


@dataclass(frozen=True)
class Thresholds:
    """How sure the encoder has to be. Chosen on the tune part."""

    measure: float = 0.5
    alone: float = 0.5
    assertion: float = 0.5
    told: float = 1.0  # what the rules' own reading of an assertion multiplies its odds by
    bias: float = 2.0  # likewise of a speaker
    place: float = 2.0  # of a happening's place
    time: float = 2.0
    together: float = 0.5  # mean probability of being about one happening that joins two groups of claims
    agreed: float = 1.0  # what it multiplies those odds by that the rules say so too, and divides them by where they do not


_OF: Final = re.compile(r"\s(?:out )?of (?:the |a total of |some |about )?")


class Claimed(NamedTuple):
    """A quantity or assertion that is a claim, by its first piece."""

    piece: int
    start: int  # code points, half-open
    end: int
    confidence: float
    scope: Scope
    stance: Stance
    type: IncidentType
    type_confidence: float
    quantity: int | None = None  # its place among the draft's mentions
    measure: Measure | None = None
    kind: ClaimKind | None = None


@dataclass
class _Heads:
    answers: Answers
    found: dict[str, Floats] = field(default_factory=dict)

    def of(self, head: str) -> Floats:
        if head not in self.found:
            self.found[head] = self.answers.head(head)
        return self.found[head]

    def best(self, head: str, piece: int) -> tuple[str, float]:
        row = self.of(head)[piece]
        return HEADS[head][int(row.argmax())], float(row.max())


def claimed(page: Page, thresholds: Thresholds) -> list[Claimed]:
    """The claims in the order of the text. Counts of one without a number are added to the page's draft where the rules saw none."""
    heads = _Heads(page.answers)
    numbered = _launched(page.sheet.text, sorted(_quantities(heads, page, thresholds), key=lambda count: count.start))
    alone = [
        one
        for one in _alone(heads, page, thresholds)
        if not any(one.start < count.end and count.start < one.end for count in numbered)
    ]
    found = [*numbered, *alone, *_assertions(heads, page, thresholds)]
    return sorted(found, key=lambda claim: (claim.start, claim.end))


def _quantities(heads: _Heads, page: Page, thresholds: Thresholds) -> Iterator[Claimed]:
    for place in page.draft.of(Kind.QUANTITY):
        mention = page.draft.mentions[place]
        covered = page.pieces.within(mention.start, mention.end)
        if mention.label == IMPLICIT or not covered:
            continue
        chances = heads.of("measure")[covered.start]
        if 1 - chances[0] >= thresholds.measure:
            sure = float(chances[1:].max())
            yield _counted(heads, covered.start, mention.start, mention.end, sure)._replace(quantity=place)


def _launched(text: str, counts: list[Claimed]) -> list[Claimed]:
    """The counts in order; the whole of which some were intercepted was launched: "21 of 49 drones"."""
    wholes = {
        whole.start
        for part, whole in pairwise(counts)
        if part.measure is Measure.INTERCEPTED
        and whole.measure is Measure.INTERCEPTED
        and _OF.fullmatch(text, part.end, whole.start)
    }
    return [count._replace(measure=Measure.LAUNCHED) if count.start in wholes else count for count in counts]


def _alone(heads: _Heads, page: Page, thresholds: Thresholds) -> Iterator[Claimed]:
    """One, or a few who are named, whom something befell: a quantity without a number, the rules' own where there is one."""
    draft, pieces = page.draft, page.pieces
    known = [place for place in draft.of(Kind.QUANTITY) if draft.mentions[place].label == IMPLICIT]
    begins, goes_on = heads.of("alone")[:, 1], heads.of("alone")[:, 2]
    counted, behind = _numbered(page)
    for first, last in _stretches(page, begins, goes_on, thresholds.alone):
        start, end = pieces.starts[first], pieces.ends[last - 1]
        if _meant(page, start):
            continue
        sure = float((begins + goes_on)[first:last].mean())
        place = next((place for place in known if meet(draft.mentions[place], start, end)), None)
        if place is None:
            if len(page.sheet.text[start:end].split()) < WORDS or counted[first:last].any() or behind[first]:
                continue
            named = {page.called(place) for place in draft.of(Kind.PERSON) if meet(draft.mentions[place], start, end)}
            bounds = Bounds(low=max(1, len(named)), high=max(1, len(named)))
            place = draft.add(
                Mention(kind=Kind.QUANTITY, start=start, end=end, by=BY, label=IMPLICIT, bounds=bounds, confidence=sure)
            )
        else:
            known.remove(place)
        yield _counted(heads, first, start, end, sure)._replace(quantity=place)


def _meant(page: Page, start: int) -> bool:
    """Whether what befalls one from a code point on is only what somebody meant to do."""
    tokens = page.sheet.tokens
    first = page.sheet.token_at(start)
    return first > 1 and tokens[first - 1].lower == AIM and tokens[first - 2].lower not in DONE


def _numbered(page: Page) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """The pieces that belong to what numbers count, and those right behind a number in its sentence, where that may begin."""
    draft, sheet, pieces = page.draft, page.sheet, page.pieces
    counted, behind = (np.zeros(len(pieces.starts), dtype=bool) for _ in range(2))
    for place in draft.of(Kind.QUANTITY):
        number = draft.mentions[place]
        if number.label == IMPLICIT:
            continue
        for unit in (draft.mentions[target] for target in draft.targets(place, Tie.COUNTS)):
            covered = pieces.within(unit.start, unit.end)
            counted[covered.start : covered.stop] = True
        close = min(number.end + BEHIND, sheet.sentences[sheet.sentence_at(number.start)].end)
        after = pieces.within(number.end, close)
        behind[after.start : after.stop] = True
    return counted, behind


def meet(mention: Mention, start: int, end: int) -> bool:
    """Whether a mention shares a code point with ``[start, end)``."""
    return mention.start < end and start < mention.end


def _counted(heads: _Heads, piece: int, start: int, end: int, confidence: float) -> Claimed:
    """A count with the likeliest measure and scope."""
    best = int(heads.of("measure")[piece][1:].argmax()) + 1
    measure, scope = Measure(HEADS["measure"][best]), Scope(heads.best("scope", piece)[0])
    return _claim(heads, piece, start, end, confidence)._replace(measure=measure, scope=scope)


def _assertions(heads: _Heads, page: Page, thresholds: Thresholds) -> Iterator[Claimed]:
    for kind in ASSERTED:
        told = page.pieces.flags[:, FEATURE[f"assertion={kind}"]] > 0
        odds = np.where(told, thresholds.told, 1.0)[:, None] ** np.array([0, 1, 1])
        chances = heads.of(kind.value) * odds
        chances /= chances.sum(1, keepdims=True)
        begins, goes_on = chances[:, 1], chances[:, 2]
        least, joined = thresholds.assertion, JOINED_ASSERTION
        for first, last in _stretches(page, begins, goes_on, least, edge=ASSERTION_GOES_ON, joined=joined):
            start, end = page.pieces.starts[first], page.pieces.ends[last - 1]
            if len(page.sheet.text[start:end].split()) >= WORDS:
                sure = float((begins + goes_on)[first:last].mean())
                yield _claim(heads, first, start, end, sure)._replace(kind=kind)


def _stretches(
    page: Page, begins: Floats, goes_on: Floats, least: float, *, edge: float = GOES_ON, joined: int = JOINED
) -> list[tuple[int, int]]:
    """Runs of pieces that are likely to be inside, in whole words, where the likeliest is as likely as `least`.

    A run goes on while pieces are nearly as likely as that, by the factor `edge` (two thresholds, as Canny 1986 follows
    edges), over `joined` others at most, to the end of its sentence; one that begins anew starts another.
    """
    inside, sheet = begins + goes_on, page.sheet
    found: list[tuple[int, int]] = []
    for piece in map(int, np.flatnonzero(inside >= least * edge)):
        first, last = page.pieces.whole(piece, piece + 1, sheet.text)
        if found and (piece < found[-1][1] or (first - found[-1][1] <= joined and begins[piece] < ANEW)):
            here, before = (sheet.sentence_at(page.pieces.starts[at]) for at in (piece, found[-1][1] - 1))
            if here == before:
                found[-1] = found[-1][0], max(last, found[-1][1])
                continue
        found.append((first, last))
    return [(first, last) for first, last in found if inside[first:last].max() >= least]


def _claim(heads: _Heads, piece: int, start: int, end: int, confidence: float) -> Claimed:
    manner, sure = heads.best("type", piece)
    return Claimed(
        piece, start, end, confidence, Scope.INCIDENT, Stance(heads.best("stance", piece)[0]), IncidentType(manner), sure
    )  # fmt: skip
