"""Re-checks a ledger: every quote, every hash, every reference. Reads only; names all that it finds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterable, Iterator
from typing import Protocol, runtime_checkable

from saidby.errors import IntegrityError, LedgerError
from saidby.model import Claim, Derived, Document, Estimate, Noun, Statement
from saidby.stages import Ledger


class Finding(Noun, frozen=True, kw_only=True):
    """What kind of thing is wrong, which one, and how."""

    what: str  # "document" | "original" | "claim" | "grounding" | "judgement" | "incident" | "estimate" | … | "file"
    where: str  # its id
    problem: str


@runtime_checkable
class Inspectable(Protocol):
    """A store that can look below its nouns: at its file, tables and columns."""

    def inspect(self) -> Iterator[Finding]: ...


def verify(ledger: Ledger) -> Iterator[Finding]:
    """Everything in `ledger` that contradicts what it was made from; nothing when all is well."""
    known: set[str] = set()
    for check in (_below, _originals, _documents(known), _judgements, _derived(known)):
        try:
            yield from check(ledger)
        except (IntegrityError, LedgerError) as error:  # a damaged row or page ends what reads past it, not the rest
            yield Finding(what="file", where="row", problem=str(error))


def _below(ledger: Ledger) -> Iterator[Finding]:
    if isinstance(ledger, Inspectable):
        yield from ledger.inspect()


def _originals(ledger: Ledger) -> Iterator[Finding]:
    seen: set[str] = set()
    for document in ledger.documents():
        if document.sha256 in seen:
            continue
        seen.add(document.sha256)
        try:
            original = ledger.original(document.sha256)
        except IntegrityError as error:
            yield Finding(what="original", where=document.sha256, problem=str(error))
            continue
        if original is None:
            yield Finding(what="document", where=document.id, problem=f"its original {document.sha256} is not in the ledger")
        elif (found := hashlib.sha256(original.content).hexdigest()) != document.sha256:
            yield Finding(what="original", where=document.sha256, problem=f"its bytes hash to {found}")


def _documents(known: set[str]) -> Callable[[Ledger], Iterator[Finding]]:
    """The check of documents with their claims; the claims' ids go into `known`."""

    def check(ledger: Ledger) -> Iterator[Finding]:
        for document in ledger.documents():
            claims = tuple(ledger.claims(document.id))
            own = {claim.id for claim in claims}
            known.update(own)
            for claim in claims:
                yield from _claim(document, claim, own)
                if not isinstance(ledger, Inspectable):  # one that is has asked for all of them at once
                    yield from _grounding(ledger, claim)

    return check


def _claim(document: Document, claim: Claim, own: Container[str]) -> Iterator[Finding]:
    def wrong(problem: str) -> Finding:
        return Finding(what="claim", where=claim.id, problem=problem)

    if claim.document != document.id:
        yield wrong(f"it is kept under document {document.id!r} and says {claim.document!r}")
    try:
        statement = Statement(kind=claim.kind, speakers=claim.speakers, stance=claim.stance, figure=claim.figure)
        made = Claim.make(document, statement, claim.evidence, claim.about, claim.by).id
        if made != claim.id:
            yield wrong(f"its content hashes to {made}")
    except (IntegrityError, ValueError) as error:
        yield wrong(str(error))
    about = claim.about
    named = (*(words.evidence for words in about.places), *(words.evidence for words in about.times))
    for piece in (*named, *about.actors, *about.targets, *about.weapons):
        try:
            piece.check(document.text)
        except IntegrityError as error:
            yield wrong(str(error))
    if claim.subset_of is not None and claim.subset_of not in own:
        yield wrong(f"it is a part of {claim.subset_of}, which is not a claim of its document")


def _grounding(ledger: Ledger, claim: Claim) -> Iterator[Finding]:
    grounding = ledger.grounding(claim.id)
    if grounding is None:
        yield Finding(what="claim", where=claim.id, problem="it has no grounding")
    elif grounding.claim != claim.id:
        yield Finding(what="grounding", where=claim.id, problem=f"it is kept under this claim and says {grounding.claim}")


def _judgements(ledger: Ledger) -> Iterator[Finding]:
    known: set[str] = set()
    for judgement in ledger.judgements():
        for claim in judgement.claims:
            if ledger.claim(claim) is None:
                yield Finding(what="judgement", where=judgement.id, problem=f"it rules on {claim}, which is not in the ledger")
        if judgement.supersedes is not None and judgement.supersedes not in known:
            problem = f"it supersedes {judgement.supersedes}, which is not in the ledger before it"
            yield Finding(what="judgement", where=judgement.id, problem=problem)
        known.add(judgement.id)


def _derived(known: set[str]) -> Callable[[Ledger], Iterator[Finding]]:
    """The check of what was derived, against the claims that are `known`."""

    def check(ledger: Ledger) -> Iterator[Finding]:
        derived = ledger.derived()
        yield from _incidents(derived, known)
        claims_of = {incident.id: frozenset(incident.claims) for incident in derived.incidents}
        for estimate in derived.estimates:
            for problem in _estimate(estimate, claims_of.get(estimate.incident)):
                where = f"{estimate.incident} {estimate.measure} {estimate.policy}"
                yield Finding(what="estimate", where=where, problem=problem)
        for dispute in derived.disputes:
            where = f"{dispute.incident} {dispute.first} {dispute.second}"
            for claim in _missing((dispute.first, dispute.second), claims_of.get(dispute.incident, frozenset())):
                yield Finding(what="dispute", where=where, problem=f"{claim} is not a claim of {dispute.incident}")
        for voice in derived.voices:
            for claim in _missing(voice.claims, claims_of.get(voice.incident, frozenset())):
                where = f"{voice.incident} {voice.name}"
                yield Finding(what="voice", where=where, problem=f"{claim} is not a claim of {voice.incident}")
        for relation in derived.relations:
            where = f"{relation.source} {relation.kind} {relation.target}"
            for incident in _missing((relation.source, relation.target), claims_of):
                yield Finding(what="relation", where=where, problem=f"there is no incident {incident}")
            for claim in _missing((relation.claim,), known):
                yield Finding(what="relation", where=where, problem=f"its claim {claim} is not in the ledger")
        for copy in derived.copies:
            if ledger.document(copy.document) is None:
                yield Finding(what="copy", where=copy.document, problem="it is not a document of the ledger")

    return check


def _incidents(derived: Derived, known: set[str]) -> Iterator[Finding]:
    holder: dict[str, str] = {}
    for incident in derived.incidents:
        for claim in incident.claims:
            if claim not in known:
                yield Finding(what="incident", where=incident.id, problem=f"its claim {claim} is not in the ledger")
            if claim in holder:
                yield Finding(what="incident", where=incident.id, problem=f"its claim {claim} is in {holder[claim]} too")
            holder[claim] = incident.id


def _estimate(estimate: Estimate, claims: frozenset[str] | None) -> Iterator[str]:
    if claims is None:
        yield f"there is no incident {estimate.incident}"
        return
    for claim in _missing((*estimate.used, *(aside.claim for aside in estimate.set_aside)), claims):
        yield f"{claim} is not a claim of its incident"
    bounds = [value for value in (estimate.low, estimate.best, estimate.high) if value is not None]
    if bounds != sorted(bounds):
        yield f"low {estimate.low}, best {estimate.best}, high {estimate.high} are out of order"


def _missing(names: Iterable[str], among: Container[str]) -> Iterator[str]:
    return (name for name in names if name not in among)


__all__ = ["Finding", "verify"]
