"""Which claims of an incident cannot both hold. A dispute takes no side: it shows both, in a fixed order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

from saidby.model import Account, Dispute, Incident
from saidby.reconcile.clash import clashing
from saidby.reconcile.lexicon import lexicon
from saidby.reconcile.series import figure, measures, series
from saidby.reconcile.voices import Voice, label, settled, side, standing, voice
from saidby.stages import Disputes
from saidby.vocabulary import ClaimKind, Qualifier, Stance

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_STEM = 5  # letters by which a name and its adjective are one
_TELLING = 4  # letters of a word that can tie a denied weapon to an asserted one


class Character(Enum):
    """What somebody says was hit."""

    MILITARY = "military"
    CIVILIAN = "civilian"


@dataclass(frozen=True, slots=True)
class _Clash:
    first: Account
    second: Account
    subject: str
    why: str


def disputes() -> Disputes:
    """Disputes over counts, responsibility, what was hit, and denied weapons and motives; one a pair of speakers and subject."""
    return _disputes


def _disputes(incident: Incident, accounts: Sequence[Account]) -> tuple[Dispute, ...]:
    members = frozenset(incident.claims)
    own = sorted(settled(account for account in accounts if account.claim.id in members), key=_clearest)
    kept: dict[tuple[Voice, Voice, str], _Clash] = {}
    for clash in (*_over_counts(own), *_over_assertions(own, _Sides(own))):
        one, two = sorted((voice(clash.first), voice(clash.second)))
        kept.setdefault((one, two, clash.subject), clash)
    return tuple(
        Dispute(incident=incident.id, first=kept[key].first.claim.id, second=kept[key].second.claim.id, why=kept[key].why)
        for key in sorted(kept, key=lambda key: (key[2], key[0], key[1]))
    )


def _clearest(account: Account) -> tuple[int, bool, float, int, str]:
    """Named speakers first, then exact counts, surer readings, and longer quotes."""
    counted = account.claim.figure
    inexact = counted is not None and counted.bounds.qualifier is not Qualifier.EXACT
    return (standing(account), inexact, -account.claim.confidence, -len(account.claim.quote), account.claim.id)


# --- Counts ----------------------------------------------------------------------------------------------------------


def _over_counts(accounts: Sequence[Account]) -> Iterator[_Clash]:
    place = {account.claim.id: at for at, account in enumerate(accounts)}
    for measure in measures(accounts):
        pairs = [sorted(pair, key=lambda a: place[a.claim.id]) for pair in clashing(series(accounts, measure))]
        for first, second in sorted(pairs, key=lambda pair: [place[a.claim.id] for a in pair]):
            yield _Clash(
                first,
                second,
                measure,
                f"{_says(first)}; {_says(second)}: no number of {measure} meets both{_lag(first, second)}",
            )


def _lag(first: Account, second: Account) -> str:
    if first.published is None or second.published is None:
        return ""
    hours = (second.published.interval.start - first.published.interval.start).total_seconds() / 3600
    earlier = first if hours > 0 else second
    return f" (that of {label(earlier)} was published {abs(hours):.0f} h earlier)" if abs(hours) >= 1 else ""


def _says(account: Account) -> str:
    counted = figure(account)
    return f"{label(account)} says {account.claim.quote!r} ({counted.bounds.qualifier.replace('_', ' ')})"


# --- Assertions ------------------------------------------------------------------------------------------------------


class _Sides:
    """Which sides a claim's own words blame, by the names that the incident's speakers and actors go by.

    The actors of a grounding are those of the whole event, alleged by anyone; whom a claim blames stands in its quote.
    Words are compared by their beginnings ("Ukrainian" for "Ukraine"); one that several sides' names share tells nothing.
    """

    def __init__(self, accounts: Sequence[Account]) -> None:
        self._of: dict[str, set[str]] = {}
        for account in accounts:
            for actor in (*account.grounding.actors, *account.grounding.speakers):
                if actor.side is not None:
                    for stem in _names(actor.name):
                        self._of.setdefault(stem, set()).add(actor.side)

    def blamed(self, account: Account) -> frozenset[str]:
        """The sides that the claim's quote names."""
        named = (self._of.get(stem, set()) for stem in _names(account.claim.quote))
        return frozenset(side for sides in named if len(sides) == 1 for side in sides)


def _names(text: str) -> list[str]:
    """The beginnings of the capitalised words of a text."""
    return [word[:_STEM].casefold() for word in _WORD.findall(text) if word[0].isupper()]


def _over_assertions(accounts: Sequence[Account], sides: _Sides) -> Iterator[_Clash]:
    for first, second in combinations([account for account in accounts if account.claim.figure is None], 2):
        if voice(first) == voice(second):
            continue
        for found in (
            _over_denial(first, second, sides) or _over_denial(second, first, sides),
            _over_blame(first, second, sides),
            _over_target(first, second),
        ):
            if found is not None:
                yield found


def _asserts(account: Account, *kinds: ClaimKind) -> bool:
    return account.claim.stance is Stance.ASSERTS and account.claim.kind in kinds


def _over_blame(first: Account, second: Account, sides: _Sides) -> _Clash | None:
    if not (_asserts(first, ClaimKind.RESPONSIBILITY) and _asserts(second, ClaimKind.RESPONSIBILITY)):
        return None
    one, two = sides.blamed(first), sides.blamed(second)
    if not one or not two or one & two:
        return None
    why = f"{label(first)} blames {_listed(one)} ({first.claim.quote!r}); {label(second)} blames {_listed(two)} ({second.claim.quote!r})"
    return _Clash(first, second, "responsibility", why)


def _listed(sides: frozenset[str]) -> str:
    return " and ".join(sorted(sides))


def _over_denial(denial: Account, other: Account, sides: _Sides) -> _Clash | None:
    """A denial against what it may deny, by speakers who are not known to be of one side."""
    kind, denied = denial.claim.kind, denial.claim.stance is Stance.DENIES
    if side(denial) is not None and side(denial) == side(other):
        return None
    if kind is ClaimKind.DENIAL and denial.claim.stance in (Stance.ASSERTS, Stance.DENIES):
        subjects: tuple[ClaimKind, ...] = (ClaimKind.RESPONSIBILITY, ClaimKind.TARGET_CHARACTER)
    elif denied and kind in (ClaimKind.RESPONSIBILITY, ClaimKind.WEAPON, ClaimKind.MOTIVE):
        subjects = (kind,)
    else:
        return None
    if not _asserts(other, *subjects) or not _answers(denial, other, sides):
        return None
    why = f"{label(other)} says {other.claim.quote!r}; {label(denial)} denies it: {denial.claim.quote!r}"
    return _Clash(denial, other, other.claim.kind, why)


def _answers(denial: Account, other: Account, sides: _Sides) -> bool:
    """Whether the denial can be about the other claim at all."""
    if other.claim.kind is ClaimKind.RESPONSIBILITY:
        # Who denies having done it has no quarrel with one who blames somebody else.
        own = side(denial)
        meant = sides.blamed(denial) if own is None else {own}
        named = {stem for speaker in denial.claim.speakers[-1:] for stem in _names(speaker)}
        return bool(sides.blamed(other) & meant) or not named.isdisjoint(_names(other.claim.quote))
    if other.claim.kind is ClaimKind.WEAPON:
        return bool(_telling(denial) & _telling(other))
    if other.claim.kind is ClaimKind.TARGET_CHARACTER and denial.claim.kind is ClaimKind.DENIAL:
        # "We struck no hospital" answers those who say that a hospital was hit, not those who say it was a barracks.
        return character(other) is Character.CIVILIAN
    return True


def _telling(account: Account) -> frozenset[str]:
    phrases = (account.claim.quote, *account.grounding.weapons)
    return frozenset(word for phrase in phrases for word in _WORD.findall(phrase.casefold()) if len(word) >= _TELLING)


def character(account: Account) -> Character | None:
    """What the claim's words say was hit: civilian when they name anything civilian, None when they do not tell.

    "No civilians were hit", and a denial of having hit them, speak for a military target.
    """
    words = [word.replace("’", "'") for word in _WORD.findall(account.claim.quote.casefold())]
    lists = lexicon().character
    civilian, military = not lists.civilian.isdisjoint(words), not lists.military.isdisjoint(words)
    if not civilian and not military:
        return None
    denied = account.claim.stance is Stance.DENIES
    if civilian and (denied or not lists.negations.isdisjoint(words)):
        return Character.MILITARY
    return Character.CIVILIAN if civilian or denied else Character.MILITARY


def _over_target(first: Account, second: Account) -> _Clash | None:
    stances = (Stance.ASSERTS, Stance.DENIES)
    if any(a.claim.kind is not ClaimKind.TARGET_CHARACTER or a.claim.stance not in stances for a in (first, second)):
        return None
    one, two = character(first), character(second)
    if one is None or two is None or one is two:
        return None
    military, civilian = (first, second) if one is Character.MILITARY else (second, first)
    why = (
        f"{label(military)} says the target was military ({military.claim.quote!r}); "
        f"{label(civilian)} says it was civilian ({civilian.claim.quote!r})"
    )
    return _Clash(first, second, ClaimKind.TARGET_CHARACTER, why)
