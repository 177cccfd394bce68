"""Texts as they were found, with their origin."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta

from saidby.model.noun import Noun
from saidby.vocabulary import Known, Precision


class Interval(Noun, frozen=True, kw_only=True):
    """A half-open stretch of local time, ``start <= t < end``."""

    start: datetime
    end: datetime
    precision: Precision

    def overlaps(self, other: Interval, slack: timedelta = timedelta(0)) -> bool:
        """Whether the two share a moment, or lie no further apart than `slack`."""
        return self.start < other.end + slack and other.start < self.end + slack

    @property
    def edtf(self) -> str:
        """EDTF level 0: a year, month or day where the interval is exactly one, else ``day/day`` (both included)."""
        first, last = self.start.date(), (self.end - timedelta(microseconds=1)).date()
        if self.precision is Precision.YEAR and first.replace(month=12, day=31) == last:
            return f"{first.year:04d}"
        if (
            self.precision is Precision.MONTH
            and first.day == 1
            and (last + timedelta(days=1)).day == 1
            and first.month == last.month
        ):
            return f"{first.year:04d}-{first.month:02d}"
        return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def day(value: date) -> Interval:
    """The interval of one whole day."""
    start = datetime(value.year, value.month, value.day)
    return Interval(start=start, end=start + timedelta(days=1), precision=Precision.DAY)


class Published(Noun, frozen=True, kw_only=True):
    """When a document was published, and how that is known."""

    interval: Interval
    known: Known


class Original(Noun, frozen=True, kw_only=True):
    """The untouched bytes that a document was made from."""

    sha256: str
    media_type: str
    content: bytes

    @classmethod
    def of(cls, content: bytes, media_type: str) -> Original:
        return cls(sha256=hashlib.sha256(content).hexdigest(), media_type=media_type, content=content)


class Document(Noun, frozen=True, kw_only=True):
    """An immutable text with its origin. `sha256` is that of the original bytes, `text` the working text."""

    id: str
    text: str
    sha256: str
    locator: str  # where it was read from: a path as given, a URL, "-" for standard input; with "#n" for a line
    encoding: str | None = None
    url: str | None = None
    publisher: str | None = None
    headline: str = ""
    language: str | None = None
    licence: str | None = None
    published: Published | None = None


class Intake(Noun, frozen=True, kw_only=True):
    """What *acquire* yields for a source that can be read."""

    document: Document
    original: Original


class Unread(Noun, frozen=True, kw_only=True):
    """What *acquire* (or the pipeline) yields for a source that cannot be read: kept, with one line of reason."""

    locator: str
    reason: str
    sha256: str | None = None
