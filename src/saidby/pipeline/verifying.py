"""Re-checks a ledger, and does again what it says was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from saidby.errors import IntegrityError, LedgerError
from saidby.model import Derived, Incident, Noun
from saidby.pipeline.deriving import Deriving, finish, link
from saidby.pipeline.reader import Reader, reason
from saidby.stages import Ledger
from saidby.store import Finding
from saidby.store import verify as verify_store

_PARTS: Final = {
    "incidents": "incident",
    "estimates": "estimate",
    "disputes": "dispute",
    "voices": "voice",
    "relations": "relation",
    "copies": "copy",
}


def verify(stages: Deriving, ledger: Ledger, reader: Reader | None = None) -> Iterator[Finding]:
    """What :func:`saidby.store.verify` finds; then what deriving anew gives otherwise; then, with a `reader`, reading anew."""
    yield from verify_store(ledger)
    try:
        yield from _derived(stages, ledger)
    except (IntegrityError, LedgerError) as error:
        yield Finding(what="derived", where="all", problem=f"it cannot be derived anew: {error}")
    if reader is not None:
        yield from _read(reader, ledger)


def _derived(stages: Deriving, ledger: Ledger) -> Iterator[Finding]:
    kept, linked = ledger.derived(), link(stages, ledger)
    if linked.clusters and not kept.incidents:
        yield Finding(what="ledger", where="all", problem="its claims are not linked yet; run: saidby read -l LEDGER")
        return
    named = {frozenset(incident.claims): incident for incident in kept.incidents}
    bare = []
    for cluster in linked.clusters:
        incident = named.pop(frozenset(cluster.claims), None)
        if incident is None:
            problem = (
                f"linking anew brings together {len(cluster.claims)} claims, {cluster.claims[0]} first, which are no incident"
            )
            yield Finding(what="incident", where="none", problem=f"{problem}; derive anew")
        else:
            bare.append(Incident(id=incident.id, claims=cluster.claims, why=cluster.why))
    for incident in named.values():
        yield Finding(what="incident", where=incident.id, problem="linking anew does not give it; derive anew")
    if named or len(bare) < len(linked.clusters):
        return
    yield from _compare(kept, finish(stages, linked, bare))


def _compare(kept: Derived, anew: Derived) -> Iterator[Finding]:
    for part, name in _PARTS.items():
        before: Sequence[Noun] = getattr(kept, part)
        after: Sequence[Noun] = getattr(anew, part)
        if before == after:
            continue
        for position in range(max(len(before), len(after))):
            was = before[position] if position < len(before) else None
            now = after[position] if position < len(after) else None
            if was != now:
                yield Finding(what=name, where=f"number {position + 1}", problem=_difference(was, now))


def _difference(was: Noun | None, now: Noun | None) -> str:
    if was is None or now is None:
        return "deriving anew gives one more" if was is None else "deriving anew does not give it"
    fields = (name for name in was.__struct_fields__ if getattr(was, name) != getattr(now, name))
    return "deriving anew gives " + "; ".join(f"{name} {getattr(now, name)!r}, not {getattr(was, name)!r}" for name in fields)


def _read(reader: Reader, ledger: Ledger) -> Iterator[Finding]:
    """Each document read again; what another reader, or another version of it, has read is not compared."""
    readers = dict(ledger.readers())
    for document in ledger.documents():
        kept = tuple(ledger.claims(document.id))
        try:
            found = reader.read(document)
        except Exception as error:  # noqa: BLE001 - whatever a stage raises is what was found
            yield Finding(what="document", where=document.id, problem=f"it cannot be read again: {reason(error)}")
            continue
        anew = found.claims
        same = readers.get(document.id) in (None, found.reader)
        if same and {claim.by for claim in kept} <= {claim.by for claim in anew}:
            before, after = {claim.id for claim in kept}, {claim.id for claim in anew}
            for claim in sorted(before - after):
                yield Finding(what="claim", where=claim, problem="reading the document again does not give it")
            for claim in sorted(after - before):
                yield Finding(what="document", where=document.id, problem=f"reading it again gives {claim}, which is not kept")
            for was, now in zip(kept, anew, strict=False):
                if was.id == now.id and was != now:
                    yield Finding(what="claim", where=was.id, problem=_difference(was, now))
            for grounding in found.groundings:
                was_grounded = ledger.grounding(grounding.claim)
                if was_grounded is not None and was_grounded.by == grounding.by and was_grounded != grounding:
                    yield Finding(what="grounding", where=grounding.claim, problem=_difference(was_grounded, grounding))
