"""Two claims that cannot both hold, and which claims are worth setting against one another."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from saidby.model import Account, Bounds
from saidby.reconcile.names import plural
from saidby.reconcile.voices import label, origin, standing, voice
from saidby.vocabulary import Qualifier

_ABOUT = 0.1  # "about 50" covers a tenth up and down
_LOOSE = 0.5  # who says "dozens", "several" or "hundreds" has not counted to the least that the word can mean
_ROUND = 5  # and a small multiple of ten half a ten: "about 20" may be 24


@dataclass(frozen=True, slots=True)
class Clash:
    """Two accounts that cannot both hold, on which subject, and why, in a sentence that names the speakers."""

    first: Account
    second: Account
    subject: str
    why: str


def widened(bounds: Bounds) -> Bounds:
    """The numbers that a speaker of these words may have had in mind: "about" is not exact, and "dozens" are no count."""
    if bounds.qualifier is Qualifier.VAGUE and bounds.low is not None:
        return Bounds(low=ceil(bounds.low * _LOOSE), high=bounds.high, qualifier=bounds.qualifier)
    if bounds.qualifier is not Qualifier.ABOUT:
        return bounds
    low = None if bounds.low is None else max(0, floor(bounds.low - _margin(bounds.low)))
    high = None if bounds.high is None else ceil(bounds.high + _margin(bounds.high))
    return Bounds(low=low, high=high, qualifier=bounds.qualifier)


def _margin(number: int) -> float:
    return max(number * _ABOUT, _ROUND if number >= 20 and number % 10 == 0 else 0)


def apart(first: Account, second: Account) -> bool:
    """Whether two accounts can contradict one another at all.

    Nobody contradicts themselves, nor does a report its copy, nor its own hearsay ("reportedly"); and what one document
    tells as two happenings is no contradiction.
    """
    if voice(first) == voice(second):
        return False
    if origin(first) == origin(second) and min(standing(first), standing(second)) > 1:
        return False
    events = {first.claim.about.event, second.claim.about.event}
    return first.claim.document != second.claim.document or None in events or len(events) == 1


def clearest(account: Account) -> tuple[int, bool, int, float, str]:
    """The order in which accounts stand for a position.

    Identified and named speakers first, then the report itself, then nobody named; exact counts before others; longer
    quotes; surer readings.
    """
    counted = account.claim.figure
    inexact = counted is not None and counted.bounds.qualifier is not Qualifier.EXACT
    return (max(standing(account), 1), inexact, -len(account.claim.quote), -account.claim.confidence, account.claim.id)


def capital(account: Account) -> str:
    """The speaker's name as it begins a sentence."""
    name = label(account)
    return name[:1].upper() + name[1:]


def does(account: Account, one: str, several: str) -> str:
    """The speaker's name and what they do, as they begin a sentence: `one` of one who speaks ("denies"), else `several`."""
    return f"{capital(account)} {several if plural(label(account)) else one}"
