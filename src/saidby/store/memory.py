"""A ledger in memory, for trying things out and for tests; nothing outlives it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from saidby.errors import IntegrityError
from saidby.model import (
    Account,
    Claim,
    Cluster,
    Derived,
    Document,
    Grounding,
    Intake,
    Judgement,
    Original,
    Unread,
)
from saidby.store.minting import Earlier, Redirect
from saidby.store.rulings import Rulings
from saidby.store.settling import Finish, Source, account, check_reading, settle, taken


class MemoryStore:
    """The store protocol over dictionaries. Documents come in the order of their ids, claims as their document has them."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._readers: dict[str, str | None] = {}
        self._originals: dict[str, Original] = {}
        self._unread: dict[Unread, None] = {}
        self._claims: dict[str, Claim] = {}
        self._of_document: dict[str, tuple[str, ...]] = {}
        self._groundings: dict[str, list[Grounding]] = {}
        self._judgements: dict[str, Judgement] = {}
        self._derived = Derived()
        self._minted: list[str] = []
        self._redirects: dict[str, Redirect] = {}

    # --- reading ---

    def documents(self) -> Iterator[Document]:
        return iter([self._documents[key] for key in sorted(self._documents)])

    def document(self, id: str) -> Document | None:
        return self._documents.get(id)

    def readers(self) -> Iterator[tuple[str, str | None]]:
        return iter(sorted(self._readers.items()))

    def original(self, sha256: str) -> Original | None:
        return self._originals.get(sha256)

    def unread(self) -> Iterator[Unread]:
        read = {(document.locator, sha256) for document in self._documents.values() for sha256 in (document.sha256, None)}
        left = (item for item in self._unread if (item.locator, item.sha256) not in read)
        return iter(sorted(left, key=lambda item: (item.locator, item.reason, item.sha256 or "")))

    def claims(self, document: str | None = None) -> Iterator[Claim]:
        documents = sorted(self._documents) if document is None else [document]
        return iter([self._claims[key] for name in documents for key in self._of_document.get(name, ())])

    def claim(self, id: str) -> Claim | None:
        return self._claims.get(id)

    def grounding(self, claim: str) -> Grounding | None:
        return self._groundings[claim][-1] if claim in self._groundings else None

    def judgements(self) -> Iterator[Judgement]:
        return iter(list(self._judgements.values()))

    def derived(self) -> Derived:
        return self._derived

    def accounts(self, claims: Iterable[str] | None = None) -> Iterator[Account]:
        wanted = None if claims is None else set(claims)
        rulings = Rulings.of(self._judgements.values())
        origins = {copy.document: copy.origin for copy in self._derived.copies}
        for claim in self.claims():
            counted = rulings.apply(claim) if wanted is None or claim.id in wanted else None
            if counted is not None:
                document = self._documents[claim.document]
                source = Source(
                    document.id, document.headline, document.publisher, document.published, origins.get(document.id)
                )
                yield account(counted, self.grounding(claim.id), source)

    def resolve(self, incident: str) -> str | None:
        if any(known.id == incident for known in self._derived.incidents):
            return incident
        return self._redirects[incident].target if incident in self._redirects else None

    # --- writing ---

    def has(self, sha256: str, document: str) -> bool:
        known = self._documents.get(document)
        return known is not None and known.sha256 == sha256

    def keep(
        self, intake: Intake, claims: Sequence[Claim], groundings: Sequence[Grounding], *, reader: str | None = None
    ) -> None:
        document = intake.document
        check_reading(intake, claims, groundings)
        known = self._documents.get(document.id)
        if known is not None:
            if (known.sha256, known.text) != (document.sha256, document.text):
                raise taken(document)
            return
        for claim in claims:
            if claim.id in self._claims:
                raise IntegrityError(f"claim {claim.id} is in the ledger already, of another document")
        self._documents[document.id] = document
        self._readers[document.id] = reader
        self._originals.setdefault(intake.original.sha256, intake.original)
        self._of_document[document.id] = tuple(claim.id for claim in claims)
        self._claims.update((claim.id, claim) for claim in claims)
        self.ground(groundings)

    def keep_unread(self, unread: Unread) -> None:
        self._unread[unread] = None

    def ground(self, groundings: Sequence[Grounding]) -> None:
        for grounding in groundings:
            if grounding.claim not in self._claims:
                raise IntegrityError(f"a grounding is of claim {grounding.claim}, which the ledger does not have")
        for grounding in groundings:
            self._groundings.setdefault(grounding.claim, []).append(grounding)

    def judge(self, judgement: Judgement) -> None:
        known = self._judgements.get(judgement.id)
        if known is not None and known != judgement:
            raise IntegrityError(f"judgement {judgement.id} is in the ledger already, with other content; give it a new id")
        for claim in judgement.claims:
            if claim not in self._claims:
                raise IntegrityError(f"judgement {judgement.id} is on claim {claim}, which the ledger does not have")
        if judgement.supersedes is not None and judgement.supersedes not in self._judgements:
            raise IntegrityError(f"judgement {judgement.id} supersedes {judgement.supersedes}, which the ledger does not have")
        self._judgements[judgement.id] = judgement

    def derive(self, clusters: Sequence[Cluster], finish: Finish) -> Derived:
        for cluster in clusters:
            for claim in cluster.claims:
                if claim not in self._claims:
                    raise IntegrityError(f"a cluster has claim {claim}, which the ledger does not have")
        minting, derived = settle(clusters, self._earlier(), finish)
        self._minted.extend(minting.new)
        self._redirects.update((redirect.source, redirect) for redirect in minting.redirects)
        self._derived = derived
        return derived

    def close(self) -> None:
        """Nothing to close."""

    def _earlier(self) -> list[Earlier]:
        live = {incident.id: incident.claims for incident in self._derived.incidents}
        found = []
        for minted in self._minted:
            if minted in live:
                found.append(Earlier(minted, live[minted], minted))
            else:
                redirect = self._redirects[minted]
                found.append(Earlier(minted, redirect.claims, redirect.target))
        return found
