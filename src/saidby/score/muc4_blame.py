"""Whom an incident's claims blame: persons without a name, organisations, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from saidby.model import Claim, Evidence
from saidby.score.muc4_fills import Fill, Slot
from saidby.score.muc4_people import WORD, Page
from saidby.score.muc4_slots import RIGHT, WRONG, string
from saidby.score.muc4_words import among, mapping
from saidby.vocabulary import ClaimKind, Stance

NEAR: Final = 90
"""Code points around a quote, within its sentence, in which a word of doubt or admission counts."""

_STOP: Final = re.compile(r"[.!?]\s|\n")
_NUMERAL: Final = re.compile(r"[\d.,]+")


class Perpetrators(NamedTuple):
    """Who is said to have done it, and how sure that is of each organisation."""

    individuals: tuple[str, ...]
    organisations: tuple[tuple[str, str], ...]  # name, confidence
    state: bool

    @property
    def slots(self) -> dict[Slot, tuple[Fill, ...]]:
        return {
            Slot.INDIVIDUAL: tuple(map(Fill.of, self.individuals)),
            Slot.ORGANISATION: tuple(Fill.of(name) for name, _ in self.organisations),
            Slot.CONFIDENCE: tuple(Fill.of(confidence, name) for name, confidence in self.organisations),
        }


def perpetrators(claims: Sequence[Claim], page: Page) -> Perpetrators:
    """Whom the incident's responsibility assertions name, then whom its claims have as actors; each as it is first told."""
    individuals: list[str] = []
    organisations: dict[str, str] = {}
    for claim, piece in _blaming(claims):
        phrase = page.cased[piece.start : piece.end]
        for name in _organisations(phrase):
            if not any(string(name, other) > WRONG or string(other, name) > WRONG for other in organisations):
                organisations[name] = confidence(piece, claim.speakers, name, page)
        for who in _individuals(phrase):
            if not any(string(who, other) == RIGHT for other in individuals):
                individuals.append(who)
    state = any(among(each, mapping().state) for each in (*individuals, *organisations))
    return Perpetrators(tuple(individuals), tuple(organisations.items()), state)


def _blaming(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Evidence]]:
    """The words that say who did it, each with its claim; what somebody denies is left out."""
    for claim in claims:
        if claim.kind is ClaimKind.RESPONSIBILITY and claim.stance is not Stance.DENIES:
            yield claim, claim.evidence[0]
    seen: set[Evidence] = set()
    for claim in claims:
        for piece in claim.about.actors:
            if piece not in seen and claim.stance is not Stance.DENIES:
                seen.add(piece)
                yield claim, piece


def _organisations(phrase: str) -> Iterator[str]:
    """Names of organisations: runs of capitals with a head of such names, abbreviations, and known bodies of a state."""
    found: list[str] = []
    for run in _runs(phrase):
        short = next((word for word in run if word.isupper() and len(word) > 2), None)
        name = " ".join(run)
        if len(run) > 1 and among(name, mapping().heads):
            found.append(name.upper())
        elif short is not None and not (found and set(short) <= {word[0] for word in found[-1].split()}):
            found.append(short)  # unless it stands for the name before it
    bodies = [body for body in mapping().bodies if among(phrase, (body,)) and not any(among(name, (body,)) for name in found)]
    yield from found or bodies


def _runs(phrase: str) -> Iterator[list[str]]:
    """Capitalised words that stand together, with nothing but spaces between them."""
    run: list[str] = []
    end = 0
    for match in WORD.finditer(phrase):
        word = match.group()
        fits = word[0].isupper() and not _NUMERAL.fullmatch(word) and word.upper() not in mapping().harms
        if run and not (fits and phrase[end : match.start()].isspace()):
            yield run
            run = []
        if fits:
            run.append(word)
        end = match.end()
    if run:
        yield run


def _individuals(phrase: str) -> Iterator[str]:
    """The first noun of unnamed perpetrators, after "by" where there is one, with the words before it that are its own."""
    found = [match.group().upper() for match in WORD.finditer(phrase)]
    start = found.index("BY") + 1 if "BY" in found else 0
    listed = mapping()
    for place in range(start, len(found)):
        if among(found[place], listed.individuals):
            first = place
            while first > start and found[first - 1] not in listed.stops and found[first - 1] not in listed.harms:
                first -= 1
            if "NO" not in found[start:place]:
                yield " ".join(found[first : place + 1])
            return


def confidence(quote: Evidence, speakers: Sequence[str], name: str, page: Page) -> str:
    """How sure it is that the organisation did it, by the decision tree of the task's documentation.

    What the tree calls merely possible (an organisation that is mentioned and not blamed) no claim is made of.
    """
    before, after = page.text[max(0, quote.start - NEAR) : quote.start], page.text[quote.end : quote.end + NEAR]
    around = f"{_STOP.split(before)[-1]}{quote.quote}{_STOP.split(after)[0]}"
    speaker = " ".join(speakers)
    if (speaker and string(speaker, name) > WRONG) or among(around, mapping().admissions):
        return "CLAIMED OR ADMITTED"
    if not among(around, mapping().hedges):
        return "REPORTED AS FACT"
    if among(speaker or around, mapping().authorities):
        return "SUSPECTED OR ACCUSED BY AUTHORITIES"
    return "SUSPECTED OR ACCUSED"
