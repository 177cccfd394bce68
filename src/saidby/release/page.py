"""The ledger as one static page: who says what side by side, and a map. No network, no script from elsewhere.

Everything that comes from a document is escaped; the page forbids itself every request by a content security policy.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from saidby.model import Account, Copy, Dispute, Document, Estimate, Incident
from saidby.release.atlas import countries, window
from saidby.release.dots import dots, incident_name
from saidby.release.incidents import by_incident, in_time
from saidby.release.matrix import Matrix, matrix, speaker_text
from saidby.stages import Ledger, Release
from saidby.vocabulary import left_alone


class Side(NamedTuple):
    """One claim of a dispute."""

    speaker: str
    quote: str


class Quarrel(NamedTuple):
    """A dispute with both sides' words."""

    dispute: Dispute
    first: Side
    second: Side


class Tie(NamedTuple):
    """A relation in words, with its speaker."""

    kind: str
    other: str
    other_name: str
    speaker: str
    quote: str


class Section(NamedTuple):
    """One incident as the page shows it."""

    incident: Incident
    name: str
    date: str
    matrix: Matrix
    assertions: tuple[tuple[str, tuple[Account, ...]], ...]
    quarrels: tuple[Quarrel, ...]
    ties: tuple[Tie, ...]
    documents: tuple[tuple[Document, Copy | None], ...]


def estimate_text(estimate: Estimate) -> str:
    """The range, as in "24–25, best 24": the bounds and the best value, open ends shown as such."""
    if estimate.low == estimate.high:
        return "unknown" if estimate.low is None else f"{estimate.low:,}"
    low = "?" if estimate.low is None else f"{estimate.low:,}"
    high = "or more" if estimate.high is None else f"–{estimate.high:,}"
    span = f"{low} {high}" if estimate.high is None else f"{low}{high}"
    return span if estimate.best is None else f"{span}, best {estimate.best:,}"


def _sections(ledger: Ledger) -> Iterator[Section]:
    derived = ledger.derived()
    names = {incident.id: incident_name(incident) for incident in derived.incidents}
    copies = {copy.document: copy for copy in derived.copies}
    told = {account.claim.id: account for account in ledger.accounts()}
    found = by_incident(derived)
    for incident in sorted(derived.incidents, key=in_time):
        accounts = {claim: told[claim] for claim in incident.claims if claim in told}
        table = matrix(incident, accounts.values(), found.voices[incident.id], found.estimates[incident.id])
        ids = sorted({account.claim.document for account in accounts.values()})
        yield Section(
            incident=incident,
            name=names[incident.id],
            date=incident.interval.edtf.replace("/", " to ") if incident.interval else "date unknown",
            matrix=table,
            assertions=tuple((row.speaker, row.assertions) for row in table.rows if row.assertions),
            quarrels=tuple(
                Quarrel(dispute, _side(accounts[dispute.first]), _side(accounts[dispute.second]))
                for dispute in found.disputes[incident.id]
            ),
            ties=tuple(
                Tie(
                    kind=relation.kind.replace("_", " "),
                    other=relation.target,
                    other_name=names[relation.target],
                    speaker=speaker_text(account.claim, account),
                    quote=account.claim.quote,
                )
                for relation in found.relations[incident.id]
                if (account := accounts.get(relation.claim))
            ),
            documents=tuple((document, copies.get(id_)) for id_ in ids if (document := ledger.document(id_))),
        )


def _side(account: Account) -> Side:
    return Side(speaker_text(account.claim, account), account.claim.quote)


@cache
def _template() -> Template:
    loader = PackageLoader("saidby.release", "templates")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["estimate"] = estimate_text
    return environment.get_template("ledger.html.j2")


def page(*, title: str = "Who says what happened", labels: int = 60) -> Release:
    """One HTML page of the whole ledger. Up to `labels` places are named on the map; beyond that, on hover only."""

    def pieces(ledger: Ledger) -> Iterator[str]:
        sections = list(_sections(ledger))
        incidents = [section.incident for section in sections]
        points = [
            (place.longitude, place.latitude)
            for incident in incidents
            if (place := incident.place) and place.longitude is not None and place.latitude is not None
        ]
        readers = [reader for _, reader in ledger.readers()]
        view = window(points) if points else None
        folder = files("saidby.release") / "templates"
        script = (folder / "ledger.js").read_text(encoding="utf-8")
        yield from _template().generate(
            title=title,
            sections=sections,
            documents=len(readers),
            quiet=sum(map(left_alone, readers)),
            claims=sum(len(incident.claims) for incident in incidents),
            unread=list(ledger.unread()),
            view=view,
            countries=list(countries(view)) if view else [],
            dots=dots(incidents, view, labels) if view else [],
            style=(folder / "ledger.css").read_text(encoding="utf-8"),
            script=script,
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        )

    return pieces
