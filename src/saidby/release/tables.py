"""Claims as CSV that a spreadsheet can open without running anything."""

from __future__ import annotations

import csv as standard
import io
from collections.abc import Iterator
from typing import Final

import msgspec

from saidby.release.claims import in_order, members, record
from saidby.stages import Ledger, Release

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet would run (OWASP, CSV Injection), full-width forms included."""

COLUMNS: Final = (
    "id", "document", "source", "published", "incident", "incident_type", "date", "place", "country", "admin1", "latitude",
    "longitude", "geo_precision", "kind", "measure", "qualifier", "low", "high", "unit", "scope", "subset_of", "speakers",
    "stance", "quote", "start", "end",
)  # fmt: skip


def safe(value: object) -> str:
    """A cell's text: numbers as they are, None empty, and text that would start a formula behind an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return repr(value)
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) or text.startswith(FORMULA_STARTS) else text


def csv() -> Release:
    """One claim a row, RFC 4180, UTF-8; the speaker chain runs from the outermost to the innermost, joined by " > "."""

    def rows(ledger: Ledger) -> Iterator[str]:
        buffer = io.StringIO()
        writer = standard.writer(buffer, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        incident_of = members(ledger)
        for account in sorted(ledger.accounts(), key=in_order):
            line = record(account, incident_of.get(account.claim.id))
            cells = {key: value for key, value in msgspec.structs.asdict(line).items() if key in COLUMNS}
            cells["speakers"] = " > ".join(line.speakers)
            place = line.place
            cells["place"] = place.name if place else None
            for key in ("country", "admin1", "latitude", "longitude", "geo_precision"):
                cells[key] = getattr(place, key) if place else None
            writer.writerow(safe(cells[column]) for column in COLUMNS)
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
        if rest := buffer.getvalue():
            yield rest

    return rows
