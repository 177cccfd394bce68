"""Which incidents somebody ties together: a strike said to answer another strike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from saidby.link.lexicon import lexicon
from saidby.model import Account, Claim, Incident, Relation
from saidby.stages import Relater
from saidby.vocabulary import ClaimKind, Stance

_WORD = re.compile(r"\w+(?:-\w+)*")
_SILENT = (Stance.DENIES, Stance.DOUBTS, Stance.RETRACTS)  # who says that it was no answer ties nothing


def relations() -> Relater:
    """A relater that reads the motive claims which answer another event of their document.

    The kind is ``retaliation_for`` when the words speak of paying back, else ``in_response_to``.
    """
    return _relate


def _relate(incidents: Sequence[Incident], accounts: Sequence[Account]) -> tuple[Relation, ...]:
    home = {claim: incident.id for incident in incidents for claim in incident.claims}
    told: dict[tuple[str, int | None], Counter[str]] = defaultdict(Counter)
    for account in accounts:
        if account.claim.id in home:
            told[account.claim.document, account.claim.about.event][home[account.claim.id]] += 1
    found = {
        (relation.source, relation.target, relation.kind, relation.claim): relation
        for account in accounts
        if (relation := _relation(account.claim, home, told)) is not None
    }
    return tuple(found[key] for key in sorted(found))


def _relation(claim: Claim, home: dict[str, str], told: dict[tuple[str, int | None], Counter[str]]) -> Relation | None:
    if claim.kind is not ClaimKind.MOTIVE or claim.answers is None or claim.stance in _SILENT:
        return None
    source = home.get(claim.id) or _most(told.get((claim.document, claim.about.event)))
    target = _most(told.get((claim.document, claim.answers)))
    if source is None or target is None or source == target:
        return None
    return Relation(kind=_kind(claim), source=source, target=target, claim=claim.id)


def _most(counted: Counter[str] | None) -> str | None:
    """The incident that holds most of an event's claims; of equals the smallest id."""
    return min(counted, key=lambda incident: (-counted[incident], incident)) if counted else None


def _kind(claim: Claim) -> str:
    stems = lexicon().retaliation.stems
    words = (word for piece in claim.evidence for word in _WORD.findall(piece.quote.casefold()))
    return "retaliation_for" if any(word.startswith(stems) for word in words) else "in_response_to"
