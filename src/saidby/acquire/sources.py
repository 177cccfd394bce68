"""The maker of *acquire*: from a path, a URL or standard input to documents."""

from __future__ import annotations

import re
import stat
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from saidby.acquire.fetch import fetch, is_url
from saidby.acquire.folder import files, locator
from saidby.acquire.forms import Terms, from_bytes, from_stream
from saidby.acquire.instants import instant
from saidby.acquire.language import code
from saidby.acquire.raw import Form, Given, Raw, Unreadable, too_large
from saidby.errors import InputError
from saidby.model import Intake, Published, Unread
from saidby.stages import Acquire
from saidby.vocabulary import Known


def sources(
    *,
    max_bytes: int = 3_000_000,
    published: str | date | None = None,
    publisher: str | None = None,
    language: str | None = None,
    licence: str | None = None,
    allow_private: bool = False,
) -> Acquire:
    """Reads files, folders, URLs and standard input ("-"): text, pages, and JSON records.

    `max_bytes` bounds one document's bytes. `published` (ISO 8601), `publisher`, `language` (a code) and `licence` hold
    for every document of the run, over what it says itself. `allow_private` lets URLs lead to private addresses.
    Raises InputError for an option that cannot be used; the callable raises it for a source that is not there.
    """
    if max_bytes < 1:
        raise InputError(f"max_bytes is {max_bytes}; give at least 1")
    if language is not None and code(language) is None:
        raise InputError(f"the language {language!r} is no code; write one such as en")
    given = Given(
        published=_published(published),
        publisher=publisher or None,
        language=code(language) if language else None,
        licence=licence or None,
    )

    def acquire(source: str) -> Iterator[Intake | Unread]:
        terms = Terms(given=given, max_bytes=max_bytes)
        if source == "-":
            return from_stream(sys.stdin.buffer, Raw(content=b"", locator="-", name="stdin"), terms)
        if is_url(source):
            return _from_url(source, terms, allow_private=allow_private)
        path = _existing(source)
        return _from_folder(path, terms) if path.is_dir() else _from_file(path, terms)

    return acquire


def _published(value: str | date | None) -> Published | None:
    if value is None:
        return None
    try:
        return Published(interval=instant(value if isinstance(value, str) else value.isoformat()), known=Known.USER)
    except ValueError as error:
        raise InputError(f"the publication date: {error}") from None


def _existing(source: str) -> Path:
    """The path `source`. Raises InputError for one that is not there."""
    try:
        path = Path(source)
        path.stat()
    except ValueError:
        raise InputError(f"{source[:80]!r} cannot be a path; check it") from None
    except OSError as error:
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://", source):
            raise InputError(f"{source[:80]!r} is no http or https address; save the file and give its path") from None
        raise InputError(f"{source[:200]!r} cannot be opened ({error.strerror}); give a path, a URL or -") from None
    if not source:
        raise InputError("an empty path; give a path, a URL or -")
    return path


def _from_file(path: Path, terms: Terms) -> Iterator[Intake | Unread]:
    raw = Raw(content=b"", locator=locator(path), name=locator(Path(path.name)), form=Form.of_suffix(path.name))
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and status.st_size > terms.max_bytes and raw.form in {Form.TEXT, Form.PAGE}:
            raise Unreadable(too_large(terms.max_bytes))
        with path.open("rb") as stream:
            yield from from_stream(stream, raw, terms)
    except Unreadable as reason:
        yield Unread(locator=raw.locator, reason=str(reason))
    except OSError as error:
        yield Unread(locator=raw.locator, reason=f"cannot be opened ({error.strerror}); check its permissions")


def _from_folder(folder: Path, terms: Terms) -> Iterator[Intake | Unread]:
    for entry in files(folder):
        if isinstance(entry, Unread):
            yield entry
        else:
            yield from _from_file(entry, terms)


def _from_url(url: str, terms: Terms, *, allow_private: bool) -> Iterator[Intake | Unread]:
    shown = re.sub(r"^(\w+://)[^/?#]*@", r"\1", url)  # no password in a ledger
    try:
        raw = fetch(url, max_bytes=terms.max_bytes, allow_private=allow_private)
    except Unreadable as reason:
        yield Unread(locator=shown, reason=str(reason))
    else:
        yield from from_bytes(raw, terms)
