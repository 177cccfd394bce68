"""Text and its origin → Intake: the id, the headline, the language, the date, and what the user said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from saidby.acquire.dating import inferred
from saidby.acquire.language import detect
from saidby.acquire.page import page
from saidby.acquire.raw import Form, Given, Raw
from saidby.acquire.text import decode, first_line, working
from saidby.model import Document, Intake, Interval, Original, Published
from saidby.vocabulary import Known


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """What a source says of its own document; None where it says nothing."""

    id: str | None = None
    title: str | None = None
    published: Interval | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    licence: str | None = None


def slug(name: str) -> str:
    """The part of an id that a person can read: the stem in lower case, letters and digits joined by hyphens."""
    return re.sub(r"[\W_]+", "-", PurePosixPath(name).stem.lower()[:120]).strip("-")[:60].strip("-") or "document"


def document(raw: Raw, given: Given, *, text: str, encoding: str | None, origin: Origin) -> Intake:
    """The document of `text`. What the user gave comes before what the source says, and that before what is inferred."""
    original = Original.of(raw.content, (raw.form or Form.TEXT).media_type)
    published = given.published
    if published is None and origin.published is not None:
        published = Published(interval=origin.published, known=Known.METADATA)
    if published is None:
        published = inferred(text, url=origin.url or raw.url, name=raw.name)
    return Intake(
        document=Document(
            id=origin.id or f"{slug(raw.name)}-{original.sha256[:8]}",
            text=text,
            sha256=original.sha256,
            locator=raw.locator,
            encoding=encoding,
            url=origin.url or raw.url,
            publisher=given.publisher or origin.publisher,
            headline=origin.title or first_line(text),
            language=given.language or origin.language or detect(text),
            licence=given.licence or origin.licence,
            published=published,
        ),
        original=original,
    )


def plain(raw: Raw, given: Given) -> Intake:
    """A plain text. Raises Unreadable."""
    decoded = decode(raw.content, raw.charset)
    return document(raw, given, text=working(decoded.text), encoding=decoded.encoding, origin=Origin())


def web_page(raw: Raw, given: Given) -> Intake:
    """A page. A page's language is what its text is in, and what its template declares only where that is unclear.

    Raises Unreadable.
    """
    found = page(raw)
    said = found.facts
    origin = Origin(
        title=said.headline,
        published=said.published,
        publisher=said.publisher,
        url=said.url,
        language=detect(found.text) or said.language,
        licence=said.licence,
    )
    return document(raw, given, text=found.text, encoding=found.encoding, origin=origin)
