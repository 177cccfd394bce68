"""Whom an incident's figures count: its victims with their number, kind and fate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from saidby.model import Bounds, Claim
from saidby.score.muc4_fills import Fill, Slot
from saidby.score.muc4_slots import RIGHT, string, words
from saidby.score.muc4_words import among, mapping
from saidby.vocabulary import Measure, Qualifier, Scope, Stance

HARMED: Final = (Measure.KILLED, Measure.INJURED, Measure.ABDUCTED, Measure.MISSING, Measure.CASUALTIES, Measure.RELEASED)
WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


class Page(NamedTuple):
    """A document's text as it came, and with its case restored: the same offsets."""

    text: str
    cased: str


class Victim(NamedTuple):
    """Somebody harmed: a name or a description in the text's words, how many, and what became of them."""

    name: str | None
    description: str | None
    number: str
    effect: str | None
    measure: Measure

    @property
    def known(self) -> str:
        """What other slots refer to."""
        return self.name or self.description or "-"

    @property
    def kind(self) -> str:
        """The class of the task that their words tell."""
        said = " ".join(each for each in (self.description, self.name) if each)
        return next((each.type for each in mapping().classes if among(said, each.words)), "CIVILIAN")

    @property
    def fights(self) -> bool:
        """Whether they are of those whom the task calls perpetrators."""
        return among(self.description or "", mapping().fighters) is not None


def victims(claims: Sequence[Claim], page: Page) -> list[Victim]:
    """Everybody whom a figure counts, each count once, the narrator's first."""
    found: list[Victim] = []
    others = _others(claims)
    for claim in sorted(claims, key=lambda claim: (len(claim.speakers), claim.evidence[0].start)):
        figure = claim.figure
        if figure is None or not _counts_people(claim) or claim.id in others:
            continue
        effect = mapping().effects.get(figure.measure)
        for name, description in _who(claim, page):
            victim = Victim(name, description, number(figure.bounds, figure.number), effect, figure.measure)
            if not any(_same(victim, other) for other in found):
                found.append(victim)
    return found


def _others(claims: Sequence[Claim]) -> frozenset[str]:
    """The figures of "others" than fighters: they are fighters too."""
    counted = sorted((claim for claim in claims if _counts_people(claim)), key=lambda claim: claim.evidence[0].start)
    units = [claim.figure.unit if claim.figure is not None else "" for claim in counted]
    listed = mapping()
    return frozenset(
        claim.id
        for (before, _), (unit, claim) in pairwise(zip(units, counted, strict=True))
        if words(unit) == ["OTHER"] and among(before, listed.fighters)
    )


def _counts_people(claim: Claim) -> bool:
    """Whether a claim says that somebody was harmed in its incident."""
    figure = claim.figure
    if figure is None or claim.stance not in (Stance.ASSERTS, Stance.DOUBTS):
        return False
    listed = figure.measure in HARMED and figure.scope is Scope.INCIDENT and figure.bounds.high != 0
    return listed and not set(words(figure.unit)) <= mapping().nobody


def _same(one: Victim, other: Victim) -> bool:
    """Whether two figures count the same people: the same words and the same fate."""
    return string(one.known, other.known) == RIGHT and one.effect == other.effect


def _who(claim: Claim, page: Page) -> list[tuple[str | None, str | None]]:
    """Names and descriptions in the words of a figure."""
    figure, quote = claim.figure, claim.evidence[0]
    assert figure is not None
    if not figure.implicit:
        return [(None, figure.unit.upper())]
    cased = page.cased[quote.start : quote.end]
    named = [each for piece in _pieces(cased) for each in _named(piece)]
    return named or [(None, figure.unit.upper())]


def _pieces(cased: str) -> Iterator[list[str]]:
    """The words of a quote about whom it counts, without those of harm, cut where they are."""
    piece: list[str] = []
    for match in WORD.finditer(cased):
        word = match.group()
        if word.upper() in mapping().harms or (word.lower() == "and"):
            if piece:
                yield piece
            piece = []
        else:
            piece.append(word)
    if piece:
        yield piece


def _named(piece: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """A name (two capitalised words, or one after a title) with what stands before it; else a description."""
    last = len(piece)
    first = last
    while first and piece[first - 1][0].isupper() and piece[first - 1].upper() not in mapping().titles:
        first -= 1
    before = " ".join(piece[:first]).upper()
    titled = first > 0 and piece[first - 1].upper() in mapping().titles
    if last - first >= 2 or (titled and last > first):
        yield " ".join(piece[first:]).upper(), before or None
    elif piece:
        yield None, " ".join(piece).upper()


def number(bounds: Bounds, said: str | None) -> str:
    """A count as the templates write it: "5", "~5", "5-", "5-7", "-7", PLURAL."""
    low, high = bounds.low, bounds.high
    if bounds.qualifier is Qualifier.VAGUE or (said is not None and among(said, mapping().vague)):
        return "PLURAL"
    if bounds.qualifier is Qualifier.MORE_THAN and low is not None:
        return f"{low - 1}-"
    if low is None or high is None:
        return f"{low or ''}-{high or ''}"
    if bounds.qualifier is Qualifier.ABOUT:
        return f"~{low}"
    return str(low) if low == high else f"{low}-{high}"


def people(found: Sequence[Victim]) -> dict[Slot, tuple[Fill, ...]]:
    """The slots of the human targets."""
    slots: dict[Slot, list[Fill]] = {}

    def put(slot: Slot, value: str, tag: str | None = None) -> None:
        fill = Fill.of(value, tag)
        if fill not in slots.setdefault(slot, []):
            slots[slot].append(fill)

    for victim in found:
        if victim.name is not None:
            put(Slot.NAME, victim.name)
        if victim.description is not None:
            put(Slot.DESCRIPTION, victim.description, victim.name)
        put(Slot.VICTIM_TYPE, victim.kind, victim.known)
        put(Slot.NUMBER, victim.number, victim.known)
        if victim.effect is not None:
            put(Slot.EFFECT, victim.effect, victim.known)
    return {slot: tuple(fills) for slot, fills in slots.items()}


def unharmed(claims: Iterable[Claim]) -> tuple[Fill, ...]:
    """What a count of nobody says: "no casualties"."""
    none_of = mapping().none_of
    said = [claim.figure.measure for claim in claims if claim.figure is not None and claim.figure.bounds.high == 0]
    return tuple(Fill.of(none_of[measure], "-") for measure in said if measure in none_of)[:1]
