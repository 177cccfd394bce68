"""Counts of a reading as claims: each count once for each speaker, with all the places where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from msgspec.structs import replace

from saidby.extract.chains import Voices
from saidby.extract.happenings import Happenings
from saidby.extract.ties import Ties
from saidby.model import Claim, Evidence, Figure, Mention, Statement
from saidby.vocabulary import ClaimKind, Kind, Measure, Scope, Stance, Tie

BY: Final = "claims@1"

LONGEST_QUOTE: Final = 140
"""Code points; where a harm word stands further from its number, the number and what is counted are quote enough."""

_WORD: Final = re.compile(r"\w+")
_SMALL: Final = 3  # letters of "the", "of", "his"

PEOPLE: Final = "people"
"""The unit of a count of persons that the text leaves unsaid ("killed 45")."""

OF_THINGS: Final = frozenset({Measure.LAUNCHED, Measure.INTERCEPTED, Measure.DAMAGED, Measure.ATTACKS})


@dataclass(frozen=True)
class Count:
    """One standing of a count in the text, with its speakers: what claims are gathered from."""

    place: int  # of the quantity in the reading's mentions
    quote: Evidence
    figure: Figure
    speakers: tuple[str, ...]
    stance: Stance
    event: int | None
    confidence: float

    def says(self, other: Count) -> bool:
        """Whether another standing of the same count is of the same claim: the same speakers, one perhaps by a shorter name."""
        alike = self.stance is other.stance and self.figure.measure is other.figure.measure
        names = zip(self.speakers, other.speakers, strict=False)
        return alike and len(self.speakers) == len(other.speakers) and all(_same_name(one, two) for one, two in names)


@dataclass
class _Group:
    """Standings of one claim; `voices` has one of them for each way in which its speakers are named."""

    counts: list[Count] = field(default_factory=list)
    voices: list[Count] = field(default_factory=list)
    _named: set[tuple[str, ...]] = field(default_factory=set)

    def take(self, count: Count) -> None:
        self.counts.append(count)
        if count.speakers not in self._named:
            self._named.add(count.speakers)
            self.voices.append(count)


def figures(ties: Ties, voices: Voices, happenings: Happenings) -> list[Claim]:
    """The figure claims of a reading, in the order of the text. `subset_of` names the claim of the whole."""
    counts = [count for place in ties.of(Kind.QUANTITY) if (count := _count(ties, voices, happenings, place)) is not None]
    groups = _gathered(ties, counts)
    claims: list[Claim] = []
    claim_of: dict[int, int] = {}
    for group in groups:
        lead = group[0]
        claim = Claim.make(
            ties.document,
            Statement(kind=ClaimKind.FIGURE, speakers=lead.speakers, stance=lead.stance, figure=lead.figure),
            tuple(count.quote for count in group),
            happenings.about(lead.place),
            BY,
        )
        claims.append(replace(claim, confidence=max(count.confidence for count in group)))
        claim_of.update(dict.fromkeys((count.place for count in group), len(claims) - 1))
    for group, place in zip(groups, range(len(claims)), strict=True):
        whole = _whole(ties, group, claims, claim_of)
        if whole is not None and whole != place:
            claims[place] = replace(claims[place], subset_of=claims[whole].id)
    return claims


def _count(ties: Ties, voices: Voices, happenings: Happenings, place: int) -> Count | None:
    """The count at `place`; None for a quantity that measures nothing or has no bounds."""
    quantity, harm = ties.mentions[place], ties.first(place, Tie.MEASURES)
    if harm is None or quantity.bounds is None:
        return None
    # Links of its own tell the speaker and the stance where a model has read who gives this very count, and how.
    own = ties.out(place, Tie.SAID_BY) or ties.out(place, Tie.CUED_BY)
    content = place if own else voices.content(quantity.start, quantity.end)
    measure = Measure(harm.label)
    implicit = quantity.label == "implicit"
    event = happenings.event(place)
    return Count(
        place=place,
        quote=_quote(ties, place, harm),
        figure=Figure(
            measure=measure,
            bounds=quantity.bounds,
            number=None if implicit else quantity.value or ties.words(quantity),
            unit=_unit(ties, place, measure),
            scope=Scope(harm.value) if harm.value else Scope.INCIDENT,
            implicit=implicit,
        ),
        speakers=voices.chain(content),
        stance=voices.stance(content),
        event=event,
        confidence=min(quantity.confidence, harm.confidence),
    )


def _quote(ties: Ties, place: int, harm: Mention) -> Evidence:
    """The shortest stretch of the sentence that holds the number, what is counted and the harm.

    A part is quoted without the harm word of its whole: "including three children".
    """
    quantity, unit = ties.mentions[place], ties.first(place, Tie.COUNTS)
    sentence = ties.sentence(quantity.start)
    near = [quantity] if unit is None else [quantity, unit]
    wholes = [ties.mentions[whole] for whole in ties.out(place, Tie.PART_OF)]
    full = (
        [*near, harm]
        if sentence.start <= harm.start and harm.end <= sentence.end and not _beyond(wholes, quantity, harm)
        else near
    )
    for parts in (full, near, [quantity]):
        start, end = min(part.start for part in parts), max(part.end for part in parts)
        if end - start <= LONGEST_QUOTE:
            return Evidence.of(ties.document.text, start, end)
    return Evidence.of(ties.document.text, quantity.start, quantity.end)


def _beyond(wholes: list[Mention], part: Mention, harm: Mention) -> bool:
    """Whether a harm word stands on the far side of the whole from its part."""
    return any(harm.start < whole.start < part.start or part.start < whole.start < harm.start for whole in wholes)


def _unit(ties: Ties, place: int, measure: Measure) -> str:
    """What is counted, in the text's words; a part that names nothing is of the whole's kind."""
    seen: list[int] = []
    while place not in seen:
        seen.append(place)
        unit = ties.first(place, Tie.COUNTS)
        if unit is not None:
            return unit.value or ties.words(unit)
        wholes = ties.out(place, Tie.PART_OF)
        place = wholes[0] if wholes else place
    return measure.value if measure in OF_THINGS else PEOPLE


def _gathered(ties: Ties, counts: list[Count]) -> list[list[Count]]:
    """The counts grouped into claims, each group's fullest standing first, the groups by where they first stand.

    Standings that repeat each other, if only by way of a third, are one claim for each that says so.
    """
    known = {count.place for count in counts}
    lead = {count.place: count.place for count in counts}
    for count in counts:
        for target in ties.out(count.place, Tie.REPEATS):
            if target in known:
                first, second = sorted((_first(lead, count.place), _first(lead, target)))
                lead[second] = first
    alike: dict[int, list[_Group]] = {}
    groups: list[_Group] = []
    for count in counts:
        same = alike.setdefault(_first(lead, count.place), [])
        group = next((group for group in same if all(member.says(count) for member in group.voices)), None)
        if group is None:
            group = _Group()
            same.append(group)
            groups.append(group)
        group.take(count)
    bounds = {count.place: count.figure.bounds for count in counts}
    bare = {
        count.place
        for count in counts
        if any(bounds.get(target, count.figure.bounds) != count.figure.bounds for target in ties.out(count.place, Tie.REPEATS))
    }
    for group in groups:
        # A headline that drops the hedge of what it repeats is never the fullest standing of its group.
        group.counts.sort(key=lambda member: (member.place in bare, -len(member.quote.quote), member.quote.start))
    return [group.counts for group in groups]


def _same_name(one: str, other: str) -> bool:
    """Whether all longer words of one name stand in the other ("governor", "Governor Jane Roe")."""
    first, second = ({word for word in _WORD.findall(name.casefold()) if len(word) > _SMALL} for name in (one, other))
    return one.casefold() == other.casefold() or bool(first and second and (first <= second or second <= first))


def _first(lead: dict[int, int], place: int) -> int:
    """The count that stands for all that repeat it; the way there is made short."""
    while lead[place] != place:
        lead[place] = lead[lead[place]]
        place = lead[place]
    return place


def _whole(ties: Ties, group: list[Count], claims: list[Claim], claim_of: dict[int, int]) -> int | None:
    """The claim that a group's count is a part of: by the same speaker, or in the same sentence."""
    for count in group:
        for target in ties.out(count.place, Tie.PART_OF):
            whole = claim_of.get(target)
            if whole is None:
                continue
            together = ties.sentence(count.quote.start) == ties.sentence(ties.mentions[target].start)
            if together or claims[whole].speakers == count.speakers:
                return whole
    return None
