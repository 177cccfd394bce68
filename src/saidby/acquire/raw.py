"""What passes between the parts of *acquire*: bytes as they were found, what the user said, and why bytes were refused."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from saidby.acquire.words import words
from saidby.model import Published


class Unreadable(Exception):  # noqa: N818 - it is a verdict on bytes, not a fault of ours
    """These bytes hold no document; the message says what is wrong and what to do, in one line."""


class Form(StrEnum):
    """What bytes are read as."""

    TEXT = "text"
    PAGE = "page"
    JSON = "json"  # one record or a list of them
    RECORDS = "records"  # one record a line

    @property
    def media_type(self) -> str:
        return words("files", "types", dict[str, str])[self]

    @classmethod
    def of_suffix(cls, name: str) -> Form | None:
        """The form that a file name's ending stands for; None for one that says nothing."""
        return words("files", "forms", dict[str, Form]).get(PurePosixPath(name).suffix.lower())

    @classmethod
    def of_media_type(cls, media_type: str) -> Form | None:
        """The form that a declared media type stands for; None for one that says nothing."""
        return words("files", "media", dict[str, Form]).get(media_type.lower())


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """What the user says of every document of this run; None where nothing was said."""

    published: Published | None = None
    publisher: str | None = None
    language: str | None = None
    licence: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Raw:
    """Bytes as they were found, with what their carrier says of them."""

    content: bytes
    locator: str
    name: str  # file name or last part of a URL's path: the id's slug is made of its stem
    form: Form | None = None  # as the suffix or the media type has it; None: look at the content
    charset: str | None = None
    url: str | None = None


def too_large(max_bytes: int) -> str:
    """The one line that every carrier gives for what exceeds the limit."""
    return f"larger than {max_bytes:,} bytes; split it, or raise max_bytes"
