"""One run of deriving, apart from where it is kept: ids for the clusters, what follows from them, and its checks. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

import msgspec

from saidby.errors import IntegrityError
from saidby.model import Account, Claim, Cluster, Derived, Document, Grounding, Incident, Intake, Published
from saidby.store.minting import Earlier, Minting, mint

Finish: TypeAlias = Callable[[Sequence[Incident]], Derived]


class Settled(NamedTuple):
    """What a run minted and what it derived."""

    minting: Minting
    derived: Derived


def settle(clusters: Sequence[Cluster], earlier: Sequence[Earlier], finish: Finish) -> Settled:
    """Ids for `clusters`, and what `finish` makes of the bare incidents.

    Raises IntegrityError for an empty cluster, a claim in two clusters, or incidents that are not those that were given.
    """
    seen: set[str] = set()
    for cluster in clusters:
        if not cluster.claims:
            raise IntegrityError("a cluster without claims is no incident; the linker is at fault")
        for claim in cluster.claims:
            if claim in seen:
                raise IntegrityError(f"claim {claim} is in two clusters; the linker is at fault")
            seen.add(claim)
    minting = mint(clusters, earlier)
    bare = tuple(
        Incident(id=name, claims=cluster.claims, why=cluster.why) for name, cluster in zip(minting.ids, clusters, strict=True)
    )
    derived = finish(bare)
    if [(incident.id, incident.claims) for incident in derived.incidents] != [(i.id, i.claims) for i in bare]:
        raise IntegrityError("what was derived does not keep the incidents' ids, claims and order; the describer is at fault")
    return Settled(minting, derived)


def digest(derived: Derived) -> str:
    """The SHA-256 of all that was derived, as JSON."""
    return hashlib.sha256(msgspec.json.encode(derived)).hexdigest()


def check_reading(intake: Intake, claims: Sequence[Claim], groundings: Sequence[Grounding]) -> None:
    """Raises IntegrityError unless the parts of one read document belong together."""
    document = intake.document
    if intake.original.sha256 != document.sha256:
        raise IntegrityError(
            f"document {document.id!r} does not come from the original given with it; re-read {document.locator}"
        )
    own = set[str]()
    for claim in claims:
        if claim.document != document.id:
            raise IntegrityError(f"claim {claim.id} belongs to document {claim.document!r}, not {document.id!r}")
        if claim.id in own:
            raise IntegrityError(f"claim {claim.id} stands twice among those of {document.id!r}; extract must yield it once")
        own.add(claim.id)
    for grounding in groundings:
        if grounding.claim not in own:
            raise IntegrityError(f"a grounding of {document.id!r} is of claim {grounding.claim}, which is not among its claims")


def taken(document: Document) -> IntegrityError:
    """The error for an id that other bytes, or another text from the same bytes, have already."""
    return IntegrityError(f"the id {document.id!r} is taken by another document; give {document.locator} an id of its own")


class Source(NamedTuple):
    """Where a claim was read: `origin` is whose report the document repeats, None when it repeats none."""

    document: str
    headline: str
    publisher: str | None
    published: Published | None
    origin: str | None


def account(claim: Claim, grounding: Grounding | None, source: Source) -> Account:
    """The claim as later verbs see it. A document that repeats no other is its own origin; no grounding is an empty one."""
    return Account(
        claim=claim,
        grounding=grounding or Grounding(claim=claim.id, by=""),
        headline=source.headline,
        publisher=source.publisher,
        published=source.published,
        origin=source.origin or source.document,
    )
