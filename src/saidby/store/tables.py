"""The tables of a ledger, as queries see them; the files themselves are made by :mod:`saidby.store.migrations`.

``noun`` is a noun's JSON and the truth; the columns beside it repeat what queries and constraints need. ``seq`` is the
order of arrival and nothing that a release depends on.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

APPLICATION_ID: Final = 0x53414944
"""``SAID``: bytes 68..71 of the file, by which ``file`` and we tell a ledger from any other SQLite file."""

metadata: Final = MetaData()


def _text(name: str, refers_to: str | None = None, *, null: bool = False) -> Column[str]:
    keys = (ForeignKey(refers_to),) if refers_to else ()
    return Column(name, Text, *keys, nullable=null)


def _arrival(name: str = "seq") -> Column[int]:
    return Column(name, Integer, primary_key=True)


# --- The record: rows are added, never changed ---------------------------------------------------------------------------

originals: Final = Table(
    "originals",
    metadata,
    Column("sha256", Text, primary_key=True, nullable=False),
    _text("media_type"),
    Column("content", LargeBinary, nullable=False),  # zlib
)
documents: Final = Table(
    "documents",
    metadata,
    _arrival(),
    _text("id"),
    _text("sha256", "originals.sha256"),
    _text("locator"),
    _text("headline"),
    _text("publisher", null=True),
    _text("published", null=True),  # JSON, so that accounts need not decode whole texts
    _text("noun"),
    _text("reader", null=True),  # by whom it was read; not of the noun, and unknown of what older versions kept
)
unread: Final = Table(
    "unread",
    metadata,
    _arrival(),
    _text("locator"),
    _text("reason"),
    _text("sha256", null=True),
)
claims: Final = Table(
    "claims",
    metadata,
    _arrival(),
    _text("id"),
    _text("document", "documents.id"),
    _text("kind"),
    _text("measure", null=True),
    _text("noun"),
)
groundings: Final = Table(
    "groundings",
    metadata,
    _arrival(),
    _text("claim", "claims.id"),
    _text("made_by"),
    _text("noun"),
)
judgements: Final = Table(
    "judgements",
    metadata,
    _arrival(),
    _text("id"),
    _text("ruling"),
    _text("noun"),
)

# --- What was minted and derived -----------------------------------------------------------------------------------------

runs: Final = Table("runs", metadata, _arrival("number"), _text("digest"))
incident_ids: Final = Table(
    "incident_ids",
    metadata,
    _arrival(),
    _text("id"),
    Column("run", Integer, ForeignKey("runs.number"), nullable=False),
)
redirects: Final = Table(
    "redirects",
    metadata,
    _arrival(),
    _text("source", "incident_ids.id"),
    _text("target", "incident_ids.id", null=True),
    _text("claims"),  # JSON: what the source held last
    Column("run", Integer, ForeignKey("runs.number"), nullable=False),
)
incidents: Final = Table("incidents", metadata, _arrival("position"), _text("id", "incident_ids.id"), _text("noun"))
members: Final = Table(
    "members",
    metadata,
    Column("claim", Text, ForeignKey("claims.id"), primary_key=True, nullable=False),
    _text("incident", "incidents.id"),
)
estimates: Final = Table(
    "estimates",
    metadata,
    _arrival("position"),
    _text("incident", "incidents.id"),
    _text("measure"),
    _text("policy"),
    _text("noun"),
)
disputes: Final = Table(
    "disputes",
    metadata,
    _arrival("position"),
    _text("incident", "incidents.id"),
    _text("first", "claims.id"),
    _text("second", "claims.id"),
    _text("noun"),
)
voices: Final = Table("voices", metadata, _arrival("position"), _text("incident", "incidents.id"), _text("noun"))
relations: Final = Table(
    "relations",
    metadata,
    _arrival("position"),
    _text("source", "incidents.id"),
    _text("target", "incidents.id"),
    _text("claim", "claims.id"),
    _text("noun"),
)
copies: Final = Table(
    "copies",
    metadata,
    _arrival("position"),
    _text("document", "documents.id"),
    _text("origin"),
    _text("noun"),
)

DERIVED: Final = (members, estimates, disputes, voices, relations, copies, incidents)
"""Replaced as a whole by every run, in this order (those that refer before what they refer to)."""

APPEND_ONLY: Final = (originals, documents, unread, claims, groundings, judgements, runs, incident_ids, redirects)
"""Guarded in the file by triggers against UPDATE and DELETE."""
