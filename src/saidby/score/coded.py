"""Texts with the numbers that coders wrote down for each as a whole: the files of isaf and pitf."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from saidby.score.reading import rows


class Release(msgspec.Struct):
    """What is coded of a press release of isaf. Its provinces are as the coder spells them."""

    start_date: date
    province: tuple[str, ...]
    min_killed: int
    min_captured: int


class Isaf(msgspec.Struct):
    """A press release on a night raid."""

    id: str
    text: str
    gold: Release


class Pitf(msgspec.Struct):
    """A short report of an atrocity. Numbers are as the coder wrote them: words, and 99 for what is open, among them."""

    text: str = msgspec.field(name="Description")
    killed: int = msgspec.field(name="Deaths Number")
    injured: int | str | None = msgspec.field(name="Injured Number", default=None)
    locality: str | None = msgspec.field(name="Locality", default=None)
    year: int | str | None = msgspec.field(name="Start Year", default=None)
    month: int | str | None = msgspec.field(name="Start Month", default=None)
    dom: int | str | None = msgspec.field(name="Start Day", default=None)
    last: int | str | None = msgspec.field(name="End Day", default=None)

    @property
    def known_injured(self) -> int | None:
        """How many were injured; None where the coder wrote no number."""
        told = str(self.injured).strip()
        return int(told) if told.isdigit() else None


def isaf_texts(file: Path) -> dict[str, Isaf]:
    """The releases of a file by their ids. Raises InputError."""
    return {row.id: row for row in rows(file, Isaf)}


def pitf_texts(file: Path) -> dict[str, Pitf]:
    """The reports of a file by their ids: "pitf-" and the line's number, in four digits. Raises InputError."""
    return {f"pitf-{number:04d}": row for number, row in enumerate(rows(file, Pitf), start=1)}
