"""Which claims of an incident cannot both hold. A dispute takes no side: it shows both, in a fixed order."""

from __future__ import annotations

from collections.abc import Sequence

from saidby.model import Account, Dispute, Incident
from saidby.reconcile.character import over_targets
from saidby.reconcile.clash import Clash
from saidby.reconcile.counts import over_counts
from saidby.reconcile.denials import over_blame, over_denials
from saidby.reconcile.sides import Sides
from saidby.reconcile.voices import Key, settled, voice
from saidby.stages import Disputes


def disputes() -> Disputes:
    """Disputes over counts, over who did it and what was hit, and over denied weapons and motives.

    One for each two positions, not for each two claims, and for each two speakers and subject: the clearest claim stands for
    its position. Which side a speaker
    is of decides only whether two are of one side or of two.
    """
    return _disputes


def _disputes(incident: Incident, accounts: Sequence[Account]) -> tuple[Dispute, ...]:
    members = frozenset(incident.claims)
    own = settled(account for account in accounts if account.claim.id in members)
    sides = Sides(own)
    kept: dict[tuple[frozenset[Key], str], Clash] = {}
    for clash in (*over_counts(own), *over_denials(own, sides), *over_blame(own, sides), *over_targets(own, sides)):
        kept.setdefault((frozenset((voice(clash.first), voice(clash.second))), clash.subject), clash)
    return tuple(
        Dispute(incident=incident.id, first=clash.first.claim.id, second=clash.second.claim.id, why=clash.why)
        for clash in sorted(kept.values(), key=lambda clash: (clash.subject, clash.first.claim.id, clash.second.claim.id))
    )
