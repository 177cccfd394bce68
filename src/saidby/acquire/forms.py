"""Bytes or a stream of them → documents, by their form: declared, else told from the content."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import chain
from typing import BinaryIO

from saidby.acquire import records
from saidby.acquire.intake import plain, web_page
from saidby.acquire.raw import Form, Given, Raw, Unreadable, too_large
from saidby.model import Intake, Unread

_PAGE = re.compile(
    r"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body|article)\b", re.DOTALL | re.IGNORECASE
)
_JSON = re.compile(r"(?:\{\s*[\"}]|\[\s*[{\]])")


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """What holds for everything that is read in one go: the user's word, the limit of size, the ids seen so far."""

    given: Given
    max_bytes: int
    seen: records.Seen = field(default_factory=records.Seen)


def sniff(content: bytes) -> Form:
    """The form that the first 4 KB look like: a page, JSON, else text."""
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    head = content[:4096].decode("utf-16" if wide else "utf-8", "ignore").lstrip("\ufeff \t\r\n")
    if _PAGE.match(head):
        return Form.PAGE
    return Form.JSON if _JSON.match(head) else Form.TEXT


def from_bytes(raw: Raw, terms: Terms) -> Iterator[Intake | Unread]:
    """The documents in `raw`, whose bytes are all there. One Unread for bytes that hold none."""
    form = raw.form
    if form is None or (form is Form.TEXT and sniff(raw.content) is Form.PAGE):
        form = sniff(raw.content)  # a page saved as .txt is a page; JSON saved so may be meant as text
    raw = replace(raw, form=form)
    try:
        if form is Form.TEXT:
            yield plain(raw, terms.given)
        elif form is Form.PAGE:
            yield web_page(raw, terms.given)
        elif form is Form.JSON:
            yield from records.whole(raw, terms.given, terms.seen)
        else:
            numbered = enumerate(raw.content.split(b"\n"), start=1)
            yield from records.lines(numbered, raw, terms.given, terms.seen)
    except Unreadable as reason:
        yield Unread(locator=raw.locator, reason=str(reason), sha256=sha256(raw.content).hexdigest())


def from_stream(stream: BinaryIO, raw: Raw, terms: Terms) -> Iterator[Intake | Unread]:
    """The documents in `stream`, of which `raw` is the origin (its content is not looked at).

    One record a line is read line by line, however long the whole; all else is read up to the limit of size.
    """
    try:
        if raw.form in {Form.TEXT, Form.PAGE}:
            yield from _bounded(stream, b"", raw, terms)
            return
        head = [] if raw.form is Form.RECORDS else _peek(stream, terms.max_bytes)
        if raw.form is Form.RECORDS or (head[:1] and sniff(b"".join(head)) is Form.JSON and records.one_a_line(head)):
            numbered = enumerate(chain(head, _lines(stream, terms.max_bytes)), start=1)
            yield from records.lines(numbered, replace(raw, form=Form.RECORDS), terms.given, terms.seen)
        else:
            yield from _bounded(stream, b"".join(head), raw, terms)
    except Unreadable as reason:
        yield Unread(locator=raw.locator, reason=str(reason))
    except OSError as error:
        yield Unread(
            locator=raw.locator, reason=f"cannot be read ({error.strerror or error}); check the file and its permissions"
        )


def _bounded(stream: BinaryIO, head: bytes, raw: Raw, terms: Terms) -> Iterator[Intake | Unread]:
    content = head + stream.read(max(0, terms.max_bytes + 1 - len(head)))
    if len(content) > terms.max_bytes:
        raise Unreadable(too_large(terms.max_bytes))
    yield from from_bytes(replace(raw, content=content), terms)


def _peek(stream: BinaryIO, max_bytes: int) -> list[bytes]:
    """The first lines, as many as it takes to tell the form, of no more than the limit and a byte in all."""
    head: list[bytes] = []
    left = max_bytes + 1
    while left and len(head) < records.PEEKED and (line := stream.readline(left)):
        head.append(line)
        left -= len(line)
    return head


def _lines(stream: BinaryIO, max_bytes: int) -> Iterator[bytes | None]:
    """Lines with their ends; None for one longer than the limit, which is passed over without being kept."""
    while line := stream.readline(max_bytes + 1):
        if len(line) <= max_bytes or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(65_536)) and not rest.endswith(b"\n"):
            pass
        yield None
