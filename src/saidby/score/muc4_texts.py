"""The MUC-4 corpus: its records, and its wire texts as the pipeline reads them.

A text has a header ("BOGOTA, 5 FEB 90 (EFE) -- [REPORT] [TEXT]"), and lines broken at 70 to 80 characters. The header's
place becomes an ordinary dateline, its date the date of publication; a broken line goes on.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from saidby.errors import InputError
from saidby.score.reading import rows

FILE: Final = "muc4.jsonl"
PARTS: Final = {"train": "train", "unseen": "dev"}
"""Our parts and the corpus's: the 1,300 training texts; TST1 and TST2, of which only sums are ever shown."""

MONTHS: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
CENTURY: Final = 1900

_HEADER: Final = re.compile(
    r"\s*(?P<place>[^,\[(]{2,40}?)\s{0,3}(?:\([^()]{1,40}\))?,\s{0,3}"
    r"(?:NO DATE|(?P<day>\d{1,2}) (?P<month>[A-Z]{3})[A-Z]{0,6}(?: (?P<year>\d\d))?|[A-Z]{3,9} \d{1,2}(?: \d\d)?)"
    r"\s{0,3}(?:[(\[][^()\[\]]{1,80}\))?\s{0,3}--\s{0,3}"
)
_TEXT: Final = "[TEXT]"
_TAGS: Final = re.compile(r"(?:\[[^\[\]]{1,300}\]\s*)+")
_WRAPPED: Final = re.compile(r"(?<!\n)\n(?!\n)")
_BLANKS: Final = re.compile(r"[ \t]+")


class Message(msgspec.Struct, frozen=True):
    """A record of the corpus: its text as it came over the wire, and its templates, slot -> fills."""

    docid: str
    split: str
    text: str
    templates: tuple[dict[str, list[str] | bool], ...]


class Wire(NamedTuple):
    """A message's text with a plain dateline and whole paragraphs, and its date, None where the header has none."""

    text: str
    date: dt.date | None


def messages(corpus: Path, part: str) -> list[Message]:
    """The messages of a part, or of "all". Raises InputError for another part or a missing file."""
    if part not in (*PARTS, "all"):
        raise InputError(f"MUC-4 has no part {part!r} here; ask for --part {', '.join(PARTS)} or all")
    found = rows(corpus / FILE, Message)
    return [message for message in found if part == "all" or message.split == PARTS[part]]


def wire(raw: str) -> Wire:
    """A raw text made readable. One without a header stays as it is, but for its broken lines."""
    header = _HEADER.match(raw)
    if header is None:
        return Wire(_whole(raw), None)
    body = raw[header.end() :]
    tags = _TAGS.match(body)
    if tags is not None and (_TEXT in tags.group() or tags.end() < len(body)):
        body = body[tags.end() :]
    place = " ".join(header["place"].split())
    return Wire(f"{place} -- {_whole(body)}", _date(header["day"], header["month"], header["year"]))


def _whole(text: str) -> str:
    """The paragraphs, each on one line."""
    joined = _WRAPPED.sub(" ", text.strip())
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in joined.split("\n") if line.strip())


def _date(day: str | None, month: str | None, year: str | None) -> dt.date | None:
    if day is None or year is None or month not in MONTHS:
        return None
    try:
        return dt.date(CENTURY + int(year), MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None


def records(found: Sequence[Message]) -> bytes:
    """The messages as JSON Lines that *acquire* takes: id, text, date of publication."""
    lines = []
    for message in found:
        text, date = wire(message.text)
        record = {"id": message.docid, "text": text, "language": "en", "published": date.isoformat() if date else None}
        lines.append(msgspec.json.encode(record) + b"\n")
    return b"".join(lines)
