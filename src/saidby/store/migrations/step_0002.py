"""Step 2: what is minted (runs, incident ids, redirects) and what is derived and replaced (incidents and the rest)."""

from __future__ import annotations

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = (
    "CREATE TABLE runs (number INTEGER PRIMARY KEY, digest TEXT NOT NULL)",
    """CREATE TABLE incident_ids (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, run INTEGER NOT NULL REFERENCES runs (number))""",
    """CREATE TABLE redirects (
        seq INTEGER PRIMARY KEY, source TEXT NOT NULL REFERENCES incident_ids (id), target TEXT REFERENCES incident_ids (id),
        claims TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs (number))""",
    "CREATE INDEX redirects_source ON redirects (source, seq)",
    """CREATE TABLE incidents (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE REFERENCES incident_ids (id), noun TEXT NOT NULL)""",
    """CREATE TABLE members (
        claim TEXT NOT NULL PRIMARY KEY REFERENCES claims (id), incident TEXT NOT NULL REFERENCES incidents (id))""",
    "CREATE INDEX members_incident ON members (incident)",
    """CREATE TABLE estimates (
        position INTEGER PRIMARY KEY, incident TEXT NOT NULL REFERENCES incidents (id), measure TEXT NOT NULL,
        policy TEXT NOT NULL, noun TEXT NOT NULL)""",
    "CREATE INDEX estimates_incident ON estimates (incident)",
    """CREATE TABLE disputes (
        position INTEGER PRIMARY KEY, incident TEXT NOT NULL REFERENCES incidents (id),
        first TEXT NOT NULL REFERENCES claims (id), second TEXT NOT NULL REFERENCES claims (id), noun TEXT NOT NULL)""",
    "CREATE INDEX disputes_incident ON disputes (incident)",
    """CREATE TABLE voices (
        position INTEGER PRIMARY KEY, incident TEXT NOT NULL REFERENCES incidents (id), noun TEXT NOT NULL)""",
    "CREATE INDEX voices_incident ON voices (incident)",
    """CREATE TABLE relations (
        position INTEGER PRIMARY KEY, source TEXT NOT NULL REFERENCES incidents (id),
        target TEXT NOT NULL REFERENCES incidents (id), claim TEXT NOT NULL REFERENCES claims (id), noun TEXT NOT NULL)""",
    "CREATE INDEX relations_source ON relations (source)",
    "CREATE INDEX relations_target ON relations (target)",
    """CREATE TABLE copies (
        position INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES documents (id), origin TEXT NOT NULL,
        noun TEXT NOT NULL)""",
    "CREATE INDEX copies_document ON copies (document)",
)

APPEND_ONLY: Final[tuple[str, ...]] = ("runs", "incident_ids", "redirects")
