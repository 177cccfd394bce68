"""The toll that one document gives of the incident that it reports: a function of its claims alone.

Coders of conflict data read a report and write down one number for each kind of harm. This does the same:

1. The report's own incident is that of its first asserted count of people harmed.
2. Of its figures those count that their speaker asserts of the incident; where there is none, those over more than it,
   unless they are tied to no happening and the incident is told by other figures.
3. Parts are left out: what the text calls a part, children beside people, soldiers beside people, attackers beside
   victims.
4. Figures of one account are added, for they count different people: "two soldiers and nine civilians", "a commander and
   three of his men". An account is what one speaker says in one stretch of the text; within it, counts by the same word
   ("57 people by one count, 70 by the next") are of the same people, and so is anything beside a count of people.
5. Of several accounts the largest is the most complete: headlines and later sentences name fewer of the same people.
   What counts others than it does is added from wherever it stands: a count that says so ("two others", "also"), and one
   person without a number ("a commander was arrested") who is of another kind than those counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from saidby.model import Claim, Evidence, Figure
from saidby.reconcile.lexicon import lexicon
from saidby.reconcile.units import ATTACKERS, unit_class
from saidby.vocabulary import ClaimKind, Measure, Qualifier, Scope, Stance

OF_PEOPLE: Final = (Measure.KILLED, Measure.INJURED, Measure.CASUALTIES, Measure.DETAINED, Measure.ABDUCTED, Measure.MISSING)
"""The harms by which a report's own incident is told."""

REACH: Final = 60
"""Code points between two counts of one account: about as much as a unit with its place, and "and"."""

_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Toll:
    """How many a document says were harmed: the claims that add up to it, less those of whom it does not speak."""

    claims: tuple[Claim, ...]
    less: tuple[Claim, ...] = ()

    @property
    def low(self) -> int:
        """At least so many."""
        return sum(figure(claim).bounds.low or 0 for claim in self.claims) - sum(map(named, self.less))

    @property
    def high(self) -> int | None:
        """At most so many; None is open."""
        highs = [figure(claim).bounds.high for claim in self.claims]
        return None if None in highs else sum(high or 0 for high in highs) - sum(map(named, self.less))

    @property
    def named(self) -> int:
        """The number that the words name: 100 of "more than 100", where `low` is 101."""
        return sum(map(named, self.claims)) - sum(map(named, self.less))


def figure(claim: Claim) -> Figure:
    """The claim's figure. Raises ValueError for an assertion."""
    if claim.figure is None:
        raise ValueError(f"claim {claim.id} is a {claim.kind}, not a figure; pass figures only")
    return claim.figure


def named(claim: Claim) -> int:
    """The number that the words of a figure name."""
    bounds = figure(claim).bounds
    if bounds.qualifier is Qualifier.MORE_THAN and bounds.low is not None:
        return bounds.low - 1
    if bounds.qualifier is Qualifier.FEWER_THAN and bounds.high is not None:
        return bounds.high + 1
    return bounds.low if bounds.low is not None else bounds.high or 0


def own(claims: Sequence[Claim], measures: Sequence[Measure] = OF_PEOPLE) -> tuple[Claim, ...]:
    """The claims about the incident that a document reports: the one of its first asserted count of people harmed.

    Claims that are tied to no happening are taken for claims about it. Empty for a document without such a count.
    """
    counts = sorted((claim for claim in claims if _stands(claim, measures)), key=_start)
    event = next((claim.about.event for claim in counts if claim.about.event is not None), None)
    return tuple(claim for claim in claims if claim.about.event in (event, None)) if counts else ()


def toll(claims: Sequence[Claim], measure: Measure) -> Toll | None:
    """How many the document of `claims` says were harmed in its own incident; None where it gives no number."""
    counted = _counted(claims, measure)
    return Toll(_most(counted, _parts(counted))) if counted else None


def civilians(claims: Sequence[Claim], measure: Measure) -> Toll | None:
    """The same without combatants: soldiers, police, fighters.

    Where they are counted beside civilians they are left out, where they are a part of a whole they are taken from it,
    and where the civilians of a whole are counted by themselves, these are the toll. Where nobody else is counted the
    combatants stand: whether a militiaman was one is often the question.
    """
    counted = _counted(claims, measure)
    if not counted:
        return None
    parts = _parts(counted)
    unarmed = [claim for claim in counted if claim.id not in parts and not _of(claim, "combatants")]
    kept: list[Claim] = []
    less: list[Claim] = []
    for claim in _most(unarmed or counted, parts):
        mine = [part for part in counted if parts.get(part.id) == claim.id]
        told = [part for part in mine if _of(part, "civilians")]
        fighters = [part for part in mine if _of(part, "combatants")]
        if told and not (_of(claim, "combatants") or _of(claim, "civilians")):
            kept.append(max(told, key=named))
            continue
        kept.append(claim)
        if sum(map(named, fighters)) < named(claim):
            less += fighters
    return Toll(tuple(kept), tuple(less))


def _stands(claim: Claim, measures: Sequence[Measure]) -> bool:
    if claim.kind is not ClaimKind.FIGURE or claim.stance is not Stance.ASSERTS:
        return False
    return figure(claim).measure in measures and figure(claim).scope is not Scope.OTHER


def _start(claim: Claim) -> int:
    return min(piece.start for piece in claim.evidence)


def _counted(claims: Sequence[Claim], measure: Measure) -> list[Claim]:
    """The figures that may count. That nobody was harmed holds only where nobody says that somebody was."""
    harms = [claim for claim in own(claims) if _stands(claim, (*OF_PEOPLE, measure))]
    told = any(figure(claim).scope is Scope.INCIDENT for claim in harms)
    figures = [claim for claim in harms if figure(claim).measure is measure]
    tied = [claim for claim in figures if figure(claim).scope is Scope.INCIDENT or claim.about.event is not None or not told]
    figures = [claim for claim in tied if figure(claim).scope is Scope.INCIDENT] or tied
    harmed = [claim for claim in figures if named(claim)] or figures
    return [claim for claim in harmed if unit_class(figure(claim), claim.quote) != ATTACKERS] or harmed


# --- Parts -----------------------------------------------------------------------------------------------------------


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _of(claim: Claim, which: str) -> bool:
    """Whether a word of what is counted is of a list: "prison guards" and "members of the security forces" fight."""
    words: frozenset[str] = getattr(lexicon().toll, which)
    return not words.isdisjoint(_words(figure(claim).unit))


def _head(claim: Claim) -> str:
    words = _words(re.split(r"\b(?:of|in|from|at|with|who|including)\b", figure(claim).unit.casefold(), maxsplit=1)[0])
    return words[-1] if words else ""


def _adds(claim: Claim) -> bool:
    """Whether a count says that it is of people not yet counted."""
    return not lexicon().toll.adding.isdisjoint(_words(claim.quote))


def _parts(figures: Sequence[Claim]) -> dict[str, str]:
    """The whole of each part, by id: as the text marks it, else the largest count that it must be a part of."""
    known = {claim.id for claim in figures}
    found = {claim.id: claim.subset_of for claim in figures if claim.subset_of in known and claim.subset_of is not None}
    wholes = [claim for claim in figures if claim.id not in found]
    for claim in wholes:
        around = [whole for whole in wholes if whole.id not in found and _within(claim, whole)]
        if around:
            found[claim.id] = max(around, key=named).id
    return found


def _within(part: Claim, whole: Claim) -> bool:
    """Whether one count is of some of those whom the other counts, by what the two count, or by a word such as "including"."""
    if part is whole or named(part) > named(whole) or named(whole) <= 1 or _adds(part):
        return False
    lists = lexicon().toll
    of_all = _head(whole) in lists.anybody
    if _head(part) in lists.young and not (_head(whole) in lists.young | lists.grown or _of(whole, "combatants")):
        return True
    if of_all and (_of(part, "combatants") or (_of(part, "civilians") and named(part) < named(whole))):
        return True
    return _included(part, whole)


def _included(part: Claim, whole: Claim) -> bool:
    """Whether a quote of one of the two leads from the whole over a word of inclusion to the part."""
    numbers = [at for piece in part.evidence if (at := _number_at(piece, part)) > _start(whole)]
    return any(
        word.group().casefold() in lexicon().toll.including
        and any(_start(whole) < piece.start + word.start() < at < piece.end for at in numbers)
        for claim in (part, whole)
        for piece in claim.evidence
        for word in _WORD.finditer(piece.quote)
    )


def _number_at(piece: Evidence, claim: Claim) -> int:
    """Where the number of a claim stands in the text; the quote's start for one without number words."""
    return piece.start + max(piece.quote.find(figure(claim).number or ""), 0)


# --- Accounts --------------------------------------------------------------------------------------------------------


def _most(figures: Sequence[Claim], parts: Mapping[str, str]) -> tuple[Claim, ...]:
    """The most complete account, and whatever counts others than it does."""
    wholes = sorted((claim for claim in figures if claim.id not in parts), key=lambda claim: (_start(claim), claim.id))
    adding = [claim for claim in wholes if _adds(claim)]
    first = [claim for claim in wholes if claim not in adding]
    accounts = [_disjoint(account) for account in _accounts(first or adding)]
    accounts.sort(key=lambda account: min(map(_start, account)))
    best = max(accounts, key=lambda account: sum(map(named, account)))
    if first:  # else they are others than those who suffered another harm: "five killed and nine others hurt"
        best += [claim for claim in wholes if claim not in best and (claim in adding or _apart(claim, best))]
    return tuple(best)


def _disjoint(account: Sequence[Claim]) -> list[Claim]:
    """An account's figures less those of people whom it has counted by the same word, or as people: they are told again."""
    kept: list[Claim] = []
    for claim in sorted(account, key=lambda claim: (-named(claim), _start(claim), claim.id)):
        if _head(claim) not in map(_head, kept) and not any(_head(other) in lexicon().toll.anybody for other in kept):
            kept.append(claim)
    return sorted(kept, key=lambda claim: (_start(claim), claim.id))


def _apart(claim: Claim, account: Sequence[Claim]) -> bool:
    """Whether one person without a number ("a commander was arrested") is none of those whom an account counts."""
    lists = lexicon().toll
    return figure(claim).implicit and not any(
        figure(other).implicit or _head(other) in lists.anybody or _head(other) == _head(claim) for other in account
    )


def _accounts(figures: Sequence[Claim]) -> Iterator[list[Claim]]:
    """The figures by who says them, and within that by stretches of the text; a claim may stand in several."""
    for speakers in dict.fromkeys(claim.speakers for claim in figures):
        standings = sorted(
            (piece.start, piece.end, claim.id, claim)
            for claim in figures
            if claim.speakers == speakers
            for piece in claim.evidence
        )
        account: list[Claim] = []
        reach = 0
        for start, end, _, claim in standings:
            if account and start - reach > REACH:
                yield account
                account = []
            if claim not in account:
                account.append(claim)
            reach = max(end, reach)
        yield account
