"""Step 1: the record – originals, documents, what could not be read, claims, groundings, judgements.

A step is frozen once released: it says what the files of its time look like, whatever the tables are today.
"""

from __future__ import annotations

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = (
    "CREATE TABLE originals (sha256 TEXT NOT NULL PRIMARY KEY, media_type TEXT NOT NULL, content BLOB NOT NULL)",
    """CREATE TABLE documents (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL REFERENCES originals (sha256),
        locator TEXT NOT NULL, headline TEXT NOT NULL, publisher TEXT,
        published TEXT, noun TEXT NOT NULL)""",
    "CREATE INDEX documents_sha256 ON documents (sha256)",
    "CREATE INDEX documents_locator ON documents (locator)",
    "CREATE TABLE unread (seq INTEGER PRIMARY KEY, locator TEXT NOT NULL, reason TEXT NOT NULL, sha256 TEXT)",
    "CREATE UNIQUE INDEX unread_once ON unread (locator, reason, coalesce(sha256, ''))",
    """CREATE TABLE claims (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL REFERENCES documents (id),
        kind TEXT NOT NULL, measure TEXT, noun TEXT NOT NULL)""",
    "CREATE INDEX claims_document ON claims (document, seq)",
    """CREATE TABLE groundings (
        seq INTEGER PRIMARY KEY, claim TEXT NOT NULL REFERENCES claims (id), made_by TEXT NOT NULL, noun TEXT NOT NULL)""",
    "CREATE INDEX groundings_claim ON groundings (claim, seq)",
    "CREATE TABLE judgements (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, ruling TEXT NOT NULL, noun TEXT NOT NULL)",
)

APPEND_ONLY: Final[tuple[str, ...]] = ("originals", "documents", "unread", "claims", "groundings", "judgements")
