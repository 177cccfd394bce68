from __future__ import annotations

import hashlib
import time
from collections.abc import Callable

import pytest

from saidby.acquire.text import decode
from saidby.model import Intake, Unread

Read = Callable[..., list[Intake | Unread]]
REPORT = "Bridge hit\n\nThe mayor of Medellín said “ten people” were killed – and one more in São Paulo.\n"
RUSSIAN = "В результате обстрела погибли десять человек, сообщил губернатор области в воскресенье вечером.\n" * 3


@pytest.mark.parametrize(
    ("content", "declared", "encoding"),
    [
        (REPORT.encode(), None, "utf-8"),
        (b"\xef\xbb\xbf" + REPORT.encode(), None, "utf-8"),
        (b"\xff\xfe" + REPORT.encode("utf-16-le"), None, "utf-16-le"),
        (b"\xfe\xff" + REPORT.encode("utf-16-be"), None, "utf-16-be"),
        (REPORT.encode("cp1252"), None, "cp1252"),
        (REPORT.encode("cp1252"), "iso-8859-1", "cp1252"),
        (REPORT.encode("cp1252"), "utf-8", "cp1252"),
        (REPORT.encode(), "iso-8859-1", "utf-8"),
        (REPORT.encode(), "no-such-thing", "utf-8"),
        (REPORT.encode(), "punycode", "utf-8"),
        (REPORT.encode("utf-16-le"), "utf-16-le", "utf-16-le"),
    ],
)
def test_text_is_decoded_and_its_encoding_is_told(content: bytes, declared: str | None, encoding: str) -> None:
    found = decode(content, declared)
    assert (found.text, found.encoding) == (REPORT, encoding)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r"])
def test_a_declared_encoding_is_followed_where_it_decodes(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding), encoding).text == RUSSIAN
    assert decode(RUSSIAN.encode(encoding)).text == RUSSIAN


def test_only_line_ends_and_the_byte_order_mark_change(read: Read) -> None:
    content = b"\xef\xbb\xbfA\r\nB\rC\nD  \t\n"
    (found,) = read("a.txt", content)
    assert isinstance(found, Intake)
    assert found.document.text == "A\nB\nC\nD  \t\n"
    assert found.original.content == content
    assert found.original.sha256 == found.document.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    "text",
    ["e\u0301 \u1112\u1161\u11ab", "\u0642\u064f\u062a\u0650\u0644 \u200f10\u200e", "\u2028a\u0085b", "\U0001f600\ufb01"],
)
def test_nothing_is_normalised(read: Read, text: str) -> None:
    (found,) = read("a.txt", text)
    assert isinstance(found, Intake)
    assert found.document.text == text


def test_headline_and_id_come_from_the_first_line_and_the_name(read: Read) -> None:
    (found,) = read("On the Bridge (2).txt", "\n  \n  Bridge hit  \nTen people were killed.")
    assert isinstance(found, Intake)
    assert found.document.headline == "Bridge hit"
    assert found.document.id == f"on-the-bridge-2-{found.original.sha256[:8]}"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t \xc2\xa0\r\n", "white space"),
        ("\u200b\ufeff\u2060".encode(), "white space"),
        (b"ab\0cd", "binary"),
        (b"\x01\x02\x03\x04\x05\x06 a", "control characters"),
        (b"%PDF-1.7 abc", "PDF"),
        (b"PK\x03\x04abc", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xfea", "byte order mark"),
    ],
)
def test_what_is_no_text_is_one_unread_with_one_line(read: Read, content: bytes, reason: str) -> None:
    (found,) = read("a.txt", content)
    assert isinstance(found, Unread)
    assert reason in found.reason
    assert "\n" not in found.reason
    assert found.sha256 == hashlib.sha256(content).hexdigest()


def test_a_text_of_exactly_the_limit_is_read_and_one_byte_more_is_not(read: Read) -> None:
    assert isinstance(read("a.txt", b"a" * 10, max_bytes=10)[0], Intake)
    (found,) = read("a.txt", b"a" * 11, max_bytes=10)
    assert isinstance(found, Unread)
    assert "max_bytes" in found.reason
    assert isinstance(read("a", b"a" * 10, max_bytes=10)[0], Intake)
    assert isinstance(read("a", b"a" * 11, max_bytes=10)[0], Unread)


def test_one_line_of_almost_three_megabytes_is_read_in_no_time(read: Read) -> None:
    begun = time.monotonic()
    (found,) = read("a.txt", b" " * 2_900_000 + b"x")
    assert isinstance(found, Intake)
    assert found.document.headline == "x"
    assert time.monotonic() - begun < 5


def test_the_form_of_a_file_without_a_telling_name_is_seen_in_its_content(read: Read) -> None:
    (page,) = read(
        "a.txt", "<!DOCTYPE html><html><body><h1>Bridge hit</h1><p>Ten people were killed on the bridge.</p></body></html>"
    )
    assert isinstance(page, Intake)
    assert "<" not in page.document.text
    (record,) = read("a", '{"id": "r", "text": "Ten people were killed."}')
    assert isinstance(record, Intake)
    assert record.document.id == "r"
    (text,) = read("a.log", "{not JSON} [but text]")
    assert isinstance(text, Intake)
    assert text.document.text == "{not JSON} [but text]"
