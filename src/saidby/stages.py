"""The verbs, each with its type: the page to read first.

::

    acquire    files, pages, JSONL        -> Intake (a Document and its original bytes) or Unread (with the reason)
    annotate   Document                   -> Reading
    extract    Reading                    -> Claims
    ground     Document, its Claims       -> Groundings, one a claim
    link       Accounts, Judgements       -> Copies; Clusters and Relations
    reconcile  Incident, its Accounts     -> the Incident described, Voices, Estimates, Disputes
    release    Ledger                     -> text or bytes, in pieces
    store      keeps all of it

A stage is a plain callable from nouns to nouns. It may hold a model or a gazetteer, but it keeps, fetches and writes
nothing, reads no clock and draws no random number; only *acquire* and *store* touch the world outside. Each stage's
folder has a literal catalogue of makers (``NAME -> callable with keyword options``); other packages add theirs through
entry points (:mod:`saidby.plugins`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeAlias

from saidby.model import (
    Account,
    Claim,
    Cluster,
    Copy,
    Derived,
    Dispute,
    Document,
    Estimate,
    Grounding,
    Incident,
    Intake,
    Judgement,
    Original,
    Place,
    Reading,
    Relation,
    Unread,
)

Acquire: TypeAlias = Callable[[str], Iterator[Intake | Unread]]
"""From a path, a URL or "-" (standard input). Never raises for what it reads: what is bad comes out as Unread.
Raises InputError for a path that is not there."""

Annotate: TypeAlias = Callable[[Document], Reading]
"""One that leaves a document alone gives a Reading without mentions, by a name that begins with
:data:`saidby.vocabulary.GATE`."""

Extract: TypeAlias = Callable[[Reading], tuple[Claim, ...]]
Ground: TypeAlias = Callable[[Document, Sequence[Claim]], tuple[Grounding, ...]]
"""One grounding a claim, in the claims' order."""

Release: TypeAlias = Callable[["Ledger"], Iterator[str]] | Callable[["Ledger"], Iterator[bytes]]


class Gazetteer(Protocol):
    """What a name may mean. Shared by *annotate* (is it a place at all?) and *ground* (which one?)."""

    @property
    def identity(self) -> str:
        """Its name and version in one word, which says of every grounding what it was made with."""

    def find(self, name: str) -> Sequence[Place]:
        """Every place of that name (any case, alternate names included), largest population first; empty if none."""

    def alike(self, name: str) -> Sequence[Place]:
        """Places whose names are spelt much like it, for a name that none has; empty if none."""

    def divisions(self, country: str) -> Sequence[Place]:
        """The first-level divisions of a country (ISO 3166 alpha-2); empty for one unknown."""


class Lineage(Protocol):
    """The first half of *link*: which documents repeat one another."""

    def __call__(self, documents: Iterable[Document]) -> tuple[Copy, ...]: ...


class Linker(Protocol):
    """The second half of *link*: which claims are about one happening."""

    def __call__(self, accounts: Sequence[Account], judgements: Sequence[Judgement]) -> tuple[Cluster, ...]:
        """Each account's claim is in at most one cluster; claims about no single happening are in none."""


class Relater(Protocol):
    """The third: which incidents somebody ties together (retaliation, part, follow-up)."""

    def __call__(self, incidents: Sequence[Incident], accounts: Sequence[Account]) -> tuple[Relation, ...]: ...


class Policy(Protocol):
    """A reconciliation rule with a name and a version."""

    @property
    def name(self) -> str:
        """As in "envelope@1"."""

    def __call__(self, incident: Incident, accounts: Sequence[Account]) -> tuple[Estimate, ...]: ...


class Disputes(Protocol):
    """Which claims of an incident cannot both hold."""

    def __call__(self, incident: Incident, accounts: Sequence[Account]) -> tuple[Dispute, ...]: ...


class Ledger(Protocol):
    """The reading side of a store: what *release*, *show* and *verify* see. Every iterator has a fixed order."""

    def documents(self) -> Iterator[Document]: ...
    def document(self, id: str) -> Document | None: ...
    def readers(self) -> Iterator[tuple[str, str | None]]:
        """Each document's id with the name of its reader, in the documents' order; None where no reader was written down."""

    def original(self, sha256: str) -> Original | None: ...
    def unread(self) -> Iterator[Unread]: ...
    def claims(self, document: str | None = None) -> Iterator[Claim]: ...
    def claim(self, id: str) -> Claim | None: ...
    def grounding(self, claim: str) -> Grounding | None: ...
    def judgements(self) -> Iterator[Judgement]: ...
    def derived(self) -> Derived: ...
    def accounts(self, claims: Iterable[str] | None = None) -> Iterator[Account]:
        """Claims with grounding and origin, those of `claims` or all; superseded groundings and rejected claims are left out."""

    def resolve(self, incident: str) -> str | None:
        """The id that an incident goes by now (ids of merged incidents redirect), None for one never minted."""


class Store(Ledger, Protocol):
    """A ledger that can be written. Tables are append-only; each method is one transaction."""

    def has(self, sha256: str, document: str) -> bool:
        """Whether this very document (id and original bytes) has been read already."""

    def keep(
        self, intake: Intake, claims: Sequence[Claim], groundings: Sequence[Grounding], *, reader: str | None = None
    ) -> None:
        """A read document with all that was read in it, and who read it (None: not known).

        Raises IntegrityError when the id is taken by other bytes.
        """

    def keep_unread(self, unread: Unread) -> None: ...
    def ground(self, groundings: Sequence[Grounding]) -> None:
        """Newer groundings; the earlier ones stay and are superseded."""

    def judge(self, judgement: Judgement) -> None: ...
    def derive(self, clusters: Sequence[Cluster], finish: Callable[[Sequence[Incident]], Derived]) -> Derived:
        """Mint or keep an id for each cluster, call `finish` with bare incidents (id, claims, why), keep what it returns.

        A cluster takes the id of the earlier incident that it shares most claims with; an id that finds no heir
        redirects to the incident that holds most of its claims.
        """

    def close(self) -> None: ...


__all__ = [
    "Acquire", "Annotate", "Disputes", "Extract", "Gazetteer", "Ground", "Ledger", "Lineage", "Linker", "Policy", "Relater", "Release", "Store",
]  # fmt: skip
