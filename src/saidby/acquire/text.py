"""Bytes → text: byte order mark, declared encoding, UTF-8, else charset-normalizer; and plain text as a document."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from saidby.acquire.raw import Unreadable
from saidby.acquire.words import names, words

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that one's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536  # bytes that charset-normalizer looks at
_ASCII = bytes(range(128))
_ASCII_LETTERS = tuple(bytes([byte]) for byte in range(128) if bytes([byte]).isalpha())
_PUNCTUATION = "€…‘’“”–—«»\xa0".encode("cp1252")
_ACCENTS = 0.06  # accented letters to one plain one; Spanish and German have .03 to .05, Polish .1, Russian more than 1
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.01  # old wire texts carry a few control characters; anything above is no text
_BLANK = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]*")  # white space, and what has no width at all


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding that it was read in, as Python names it."""

    text: str
    encoding: str


def _codec(declared: str | None) -> str | None:
    """Python's name of a declared encoding; None for one that is unknown or not of this world."""
    if declared is None:
        return None
    try:
        name = codecs.lookup(declared.strip()).name
        b"".decode(name)  # refuses codecs that are not text encodings
    except (LookupError, ValueError, AssertionError):
        return None
    if name in names("files", "codecs", "refused"):
        return None
    return "cp1252" if name in {"iso8859-1", "ascii"} else name  # as browsers do: Windows' superset is what is meant


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except ValueError:  # UnicodeDecodeError is one
        return None


def _western(content: bytes) -> bool:
    """Whether bytes are Latin letters with few accents: too few for statistics, which then see Czech or Chinese in them."""
    letters = sum(content.count(letter) for letter in _ASCII_LETTERS)
    # quotation marks and dashes stand at the same bytes in all of Windows' encodings and say nothing
    high = len(content.translate(None, _ASCII + _PUNCTUATION))
    return letters > 0 and high <= _ACCENTS * letters


def _guess(content: bytes) -> Decoded | None:
    """Windows-1252 for what looks western, else the first encoding that charset-normalizer proposes for a sample and that decodes the whole."""
    sample = content[:_SAMPLE]
    if len(content) > _SAMPLE:  # not in the middle of a character
        sample = sample[: max(sample.rfind(b"\n"), sample.rfind(b" ")) + 1] or sample
    if _western(sample) and (text := _strictly(content, "cp1252")) is not None:
        return Decoded(text, "cp1252")
    for match in from_bytes(sample, cp_exclusion=list(names("files", "codecs", "unlikely"))):
        text = _strictly(content, match.encoding)
        if text is not None:
            return Decoded(text, match.encoding)
    return None


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """Text of `content` without its byte order mark, line ends as they are.

    A declared single-byte encoding yields to UTF-8 where the bytes are UTF-8 beyond ASCII: nothing else looks like it.
    Raises Unreadable for bytes that are empty, binary, or of no encoding that can be told.
    """
    if not content:
        raise Unreadable("empty; there is nothing to read")
    _refuse_magic(content)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = _strictly(content[len(mark) :], encoding)
            if text is None:
                raise Unreadable(f"its byte order mark says {encoding}, but it does not decode; save it as UTF-8")
            return _checked(Decoded(text, encoding))
    if b"\0" in content and not (_codec(declared) or "").startswith(("utf-16", "utf-32")):
        raise Unreadable("binary (it has NUL bytes), not text; save it as text in UTF-8")
    utf8 = _strictly(content, "utf-8")
    wished = _codec(declared)
    if wished not in {None, "utf-8"} and (utf8 is None or not _single_byte(wished)):
        text = _strictly(content, wished or "")
        if text is not None and "\0" not in text:
            return _checked(Decoded(text, wished or ""))
    if utf8 is not None:
        return _checked(Decoded(utf8, "utf-8"))
    found = _guess(content)
    if found is None:
        raise Unreadable("in no encoding that can be told, or binary; save it as UTF-8")
    return _checked(found)


def _refuse_magic(content: bytes) -> None:
    for magic, what in words("files", "magic", dict[str, str]).items():
        if content.startswith(magic.encode("latin-1")):
            raise Unreadable(f"{what}, not text; save its text as .txt or .html")


def refuse_binary(content: bytes) -> None:
    """Raises Unreadable for bytes that are no UTF-8 text by their first sight: a known file type, UTF-16, or NULs."""
    _refuse_magic(content)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unreadable("in UTF-16; save it as UTF-8")
    if b"\0" in content:
        raise Unreadable("binary (it has NUL bytes), not text; save it as text in UTF-8")


def _single_byte(encoding: str | None) -> bool:
    """Whether every byte is a character of its own, so that any bytes at all would decode."""
    return encoding is not None and encoding.startswith(("cp12", "iso8859", "koi8", "mac", "cp8", "cp4"))


def _checked(decoded: Decoded) -> Decoded:
    check(decoded.text)
    return decoded


def check(text: str) -> None:
    """Raises Unreadable for a text that is blank, or holds NULs, lone surrogates or many control characters."""
    blank = _BLANK.match(text)
    if blank is not None and blank.end() == len(text):
        raise Unreadable("empty, or nothing but white space; there is nothing to read")
    if "\0" in text:
        raise Unreadable("has NUL characters: binary, or damaged; save it as text in UTF-8")
    if sum(1 for _ in _CONTROL.finditer(text)) > max(3, len(text) * _CONTROL_SHARE):
        raise Unreadable("mostly control characters: binary, not text; save it as text in UTF-8")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise Unreadable("has half of a surrogate pair, which is no character; write the text again in UTF-8") from None


def working(text: str) -> str:
    """Plain text as it is worked on: line ends become LF, and nothing else changes."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def first_line(text: str) -> str:
    """The first line that is not blank, without the white space around it; "" for none."""
    line = re.search(r"\S[^\n]*", text)
    return line.group().strip() if line else ""
