"""JSON records → documents: one object a line, one object, or a list of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

import msgspec

from saidby.acquire.instants import instant
from saidby.acquire.intake import Origin, document
from saidby.acquire.language import code
from saidby.acquire.raw import Given, Raw, Unreadable
from saidby.acquire.text import check, refuse_binary
from saidby.model import Intake, Unread

_BOM = b"\xef\xbb\xbf"
PEEKED = 20  # lines that tell one record a line from one object over several lines
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One document as JSON has it. Keys that are not listed here are passed over; an empty string says nothing."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    licence: str | None = None


@dataclass(slots=True)
class Seen:
    """The ids that were read so far from one source, with where each stood first."""

    first: dict[str, tuple[str, str]] = field(default_factory=dict)  # id -> digest, locator

    def admit(self, id: str, content: bytes, locator: str) -> None:
        """Raises Unreadable for an id that other bytes have taken; the same bytes again are the same document."""
        digest = sha256(content).hexdigest()
        taken, where = self.first.setdefault(id, (digest, locator))
        if taken != digest:
            raise Unreadable(f"the id {id[:60]!r} stands at {where} already, with other content; give each document its own id")


_decoder = msgspec.json.Decoder(Record)


def _record(content: bytes) -> Record:
    """The record in `content`. Raises Unreadable."""
    try:
        record = _decoder.decode(content)
    except msgspec.ValidationError as error:
        raise Unreadable(f'no record: {_one_line(error)}; a record is {{"id": "…", "text": "…"}}') from None
    except UnicodeDecodeError as error:
        raise Unreadable(f"JSON in another encoding than UTF-8 (byte {error.start}); save it as UTF-8") from None
    except msgspec.DecodeError as error:
        # msgspec calls half of a surrogate pair at the end of a string "truncated"
        if re.search(rb"\\u[dD][89a-fA-F]", content):
            raise Unreadable(
                "JSON that does not parse, perhaps for half of a surrogate pair (\\ud800…\\udfff); write it again in UTF-8"
            ) from None
        raise Unreadable(f"JSON that does not parse: {_one_line(error)}; check the line") from None
    except RecursionError:
        raise Unreadable("JSON nested too deep; write the record flat") from None
    if not record.id.strip() or _UNPRINTABLE.search(record.id):
        raise Unreadable("the id is empty or has characters that cannot be printed; give it a plain one")
    return record


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def _intake(raw: Raw, given: Given, seen: Seen) -> Intake:
    record = _record(raw.content.removeprefix(_BOM))
    check(record.text)
    try:
        published = instant(record.published) if record.published else None
    except ValueError as error:
        raise Unreadable(f"the date in `published`: {error}; correct it, or leave it out") from None
    language = code(record.language) if record.language else None
    if record.language and language is None:
        raise Unreadable(f'the language {record.language[:40]!r} is no code; write one such as "en", or leave it out')
    seen.admit(record.id, raw.content, raw.locator)
    origin = Origin(
        id=record.id,
        title=" ".join((record.title or "").split()) or None,
        published=published,
        publisher=record.source or None,
        url=record.url or None,
        language=language,
        licence=record.licence or None,
    )
    return document(replace(raw, name=""), given, text=record.text, encoding="utf-8", origin=origin)


def record(raw: Raw, given: Given, seen: Seen) -> Intake | Unread:
    """The document of one record, whose bytes `raw` holds."""
    try:
        return _intake(raw, given, seen)
    except Unreadable as reason:
        return Unread(locator=raw.locator, reason=str(reason), sha256=sha256(raw.content).hexdigest())


def lines(numbered: Iterable[tuple[int, bytes | None]], raw: Raw, given: Given, seen: Seen) -> Iterator[Intake | Unread]:
    """A document for each line that is not blank; `raw` is the whole's origin, its content is not looked at.

    `numbered` gives line numbers from 1 and lines; None for one that was too long to be read. Raises Unreadable for a
    source that is no text, or has no line at all.
    """
    empty = True
    for number, line in numbered:
        locator = f"{raw.locator}#{number}"
        if line is None:
            yield Unread(locator=locator, reason="a line longer than the limit; split its text, or raise max_bytes")
        else:
            content = line.rstrip(b"\r\n")
            if empty:
                refuse_binary(content)
                content = content.removeprefix(_BOM)
            if not content.strip():
                continue
            yield record(replace(raw, content=content, locator=locator), given, seen)
        empty = False
    if empty:
        raise Unreadable("empty; there is no record to read")


def whole(raw: Raw, given: Given, seen: Seen) -> Iterator[Intake | Unread]:
    """A document for the one object of a file, for each of the list in it, or for each of its lines."""
    refuse_binary(raw.content)
    content = raw.content.removeprefix(_BOM)
    if not content.strip():
        raise Unreadable("empty; there is no record to read")
    if content.lstrip()[:1] == b"[":
        try:
            parts = msgspec.json.decode(content, type=list[msgspec.Raw])
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise Unreadable(f"JSON that does not parse: {_one_line(error)}; correct the file") from None
        if not parts:
            raise Unreadable("an empty list of records; there is nothing to read")
        for number, part in enumerate(parts, start=1):
            yield record(replace(raw, content=bytes(part), locator=f"{raw.locator}#{number}"), given, seen)
    elif one_a_line(content.splitlines()):
        yield from lines(enumerate(content.split(b"\n"), start=1), raw, given, seen)
    else:
        yield record(raw, given, seen)


def one_a_line(head: Sequence[bytes]) -> bool:
    """Whether the first lines of a source are those of one record a line: several, one of them a whole object by itself."""
    return sum(1 for line in head if line.strip()) > 1 and any(_is_object(line) for line in head[:PEEKED])


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(line.strip().removeprefix(_BOM)), dict)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
