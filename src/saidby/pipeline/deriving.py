"""What follows from the claims: copies, incidents, relations, estimates, disputes, voices. A function of the ledger alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import msgspec

from saidby.model import Account, Cluster, Copy, Derived, Incident, Voice
from saidby.stages import Disputes, Ledger, Lineage, Linker, Policy, Relater, Store
from saidby.store import standing

Describe: TypeAlias = Callable[[Incident, Sequence[Account]], Incident]
"""Place, time, kind and the rest of a bare incident, from its accounts."""

Hear: TypeAlias = Callable[[Incident, Sequence[Account]], tuple[Voice, ...]]
"""Who speaks of an incident; each of its accounts' claims is one voice's."""


@dataclass(frozen=True)
class Deriving:
    """The stages that derive."""

    lineage: Lineage
    linker: Linker
    relater: Relater
    describe: Describe
    policies: tuple[Policy, ...]
    disputes: Disputes
    hear: Hear


class Linked(NamedTuple):
    """The first half: which documents are copies, the accounts with the origins that follow, and the clusters."""

    copies: tuple[Copy, ...]
    accounts: tuple[Account, ...]
    clusters: tuple[Cluster, ...]


def derive(stages: Deriving, store: Store) -> Derived:
    """Derives all anew and keeps it in one transaction."""
    linked = link(stages, store)
    return store.derive(linked.clusters, lambda incidents: finish(stages, linked, incidents))


def link(stages: Deriving, ledger: Ledger) -> Linked:
    """Which documents repeat one another, and which claims are about one happening."""
    copies = stages.lineage(ledger.documents())
    accounts = tuple(_with_origins(ledger, copies))
    return Linked(copies, accounts, stages.linker(accounts, standing(ledger.judgements())))


def finish(stages: Deriving, linked: Linked, bare: Sequence[Incident]) -> Derived:
    """All that follows once incidents have their ids."""
    of = {account.claim.id: account for account in linked.accounts}
    told = {incident.id: tuple(of[claim] for claim in incident.claims) for incident in bare}
    incidents = tuple(stages.describe(incident, told[incident.id]) for incident in bare)
    return Derived(
        incidents=incidents,
        estimates=tuple(
            estimate for incident in incidents for policy in stages.policies for estimate in policy(incident, told[incident.id])
        ),
        disputes=tuple(dispute for incident in incidents for dispute in stages.disputes(incident, told[incident.id])),
        voices=tuple(voice for incident in incidents for voice in stages.hear(incident, told[incident.id])),
        relations=stages.relater(incidents, linked.accounts),
        copies=linked.copies,
    )


def _with_origins(ledger: Ledger, copies: Sequence[Copy]) -> Iterator[Account]:
    """The ledger's accounts with the origins of `copies`, which may differ from those of the run before."""
    origins = {copy.document: copy.origin for copy in copies}
    for account in ledger.accounts():
        document = account.claim.document
        yield msgspec.structs.replace(account, origin=origins.get(document, document))
