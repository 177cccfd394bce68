"""What somebody says was hit: a military target or a civilian one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from saidby.model import Account
from saidby.reconcile.clash import Clash, apart, clearest, does
from saidby.reconcile.lexicon import lexicon
from saidby.reconcile.sides import Sides
from saidby.reconcile.voices import label
from saidby.vocabulary import ClaimKind, Stance

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Character(Enum):
    """What somebody says was hit."""

    MILITARY = "military"
    CIVILIAN = "civilian"


def character(account: Account) -> Character | None:
    """What the claim's words say was hit: civilian when they name anything civilian, None when they do not tell.

    "No civilians were hit", "only barracks, one of them a hotel" and a denial of having hit civilians speak for a military
    target.
    """
    words = [word.replace("’", "'") for word in _WORD.findall(account.claim.quote.casefold())]
    lists = lexicon().character
    civilian, military = not lists.civilian.isdisjoint(words), not lists.military.isdisjoint(words)
    if not civilian and not military:
        return None
    denied = account.claim.stance is Stance.DENIES
    if not denied and _only(words) in lists.military and lists.negations.isdisjoint(words):
        return Character.MILITARY
    if civilian and (denied or not lists.negations.isdisjoint(words)):
        return Character.MILITARY
    return Character.CIVILIAN if civilian or denied else Character.MILITARY


def _only(words: Sequence[str]) -> str | None:
    """What was hit and nothing else, as far as "only" says: the first word after it that tells."""
    lists = lexicon().character
    at = next((at for at, word in enumerate(words) if word in lists.only), len(words))
    return next((word for word in words[at:] if word in lists.military or word in lists.civilian), None)


def over_targets(accounts: Sequence[Account], sides: Sides) -> Iterator[Clash]:
    """Military against civilian: one dispute for each two sides that say so, by their clearest claims.

    Two of one known side do not dispute. Speakers of no known side count as one side more, and are set against others
    only where no two known sides disagree.
    """
    told: dict[Character, dict[str | None, list[Account]]] = {Character.MILITARY: {}, Character.CIVILIAN: {}}
    for account in sorted(accounts, key=clearest):
        claim = account.claim
        if claim.kind is ClaimKind.TARGET_CHARACTER and claim.stance in (Stance.ASSERTS, Stance.DENIES):
            found = character(account)
            if found is not None:
                told[found].setdefault(sides.own(account), []).append(account)
    pairs = [(one, two) for one in told[Character.MILITARY] for two in told[Character.CIVILIAN]]
    known = [found for one, two in pairs if one and two and one != two for found in _opposite(told, one, two)]
    unknown = [found for one, two in pairs if not (one and two) for found in _opposite(told, one, two)]
    yield from known or unknown


def _opposite(told: dict[Character, dict[str | None, list[Account]]], one: str | None, two: str | None) -> Iterator[Clash]:
    """The clearest two claims of a side that speaks of a military target and one that speaks of a civilian one."""
    military, civilian = told[Character.MILITARY][one], told[Character.CIVILIAN][two]
    pair = next(((a, b) for a in military for b in civilian if apart(a, b)), None)
    if pair is not None:
        why = f"{does(pair[0], 'says', 'say')} that the target was military, {label(pair[1])} that it was civilian."
        yield Clash(*pair, ClaimKind.TARGET_CHARACTER, why)
