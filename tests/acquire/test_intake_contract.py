from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saidby.acquire import SHIPPED, sources
from saidby.errors import InputError, RecipeError
from saidby.model import Intake, Unread
from saidby.plugins import make
from saidby.stages import Acquire

NAMES = ("a.txt", "a.html", "a.json", "a.jsonl", "a", "a.bin")
PIECES = st.sampled_from([
    b"<html>", b"<!DOCTYPE html>", b"<p>", b"</p>", b"<meta charset='utf-16'>", b"<script type='application/ld+json'>", b"</script>",
    b'{"id": "a", "text": "', b'"}', b"{", b"[", b"]", b",", b'"published": "0000-00-00"', b"\n", b"\r\n", b"\r", b" ", b"\0", b"\xff\xfe",
    b"\xef\xbb\xbf", b"\xc3", b"\xa9", b"\xed\xa0\x80", b"\\ud800", b"words of the mayor ", b"7 May 2023", b"\xe2\x80\x94 A (@a) ", b"<![CDATA[", b"&#0;",
    b"&#xd800;", b"<a rel=canonical href='http://[", b"'>", b"<time datetime='2023-05-07'>", b"\x1b", b"%PDF-", b"<svg><math>",
])  # fmt: skip
HOSTILE = st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=14).map(b"".join))


def check(found: list[Intake | Unread], content: bytes) -> None:
    assert found, "a source that is there is never passed over in silence"
    for entry in found:
        msgspec.json.decode(msgspec.json.encode(entry), type=type(entry))
        if isinstance(entry, Unread):
            assert entry.reason
            assert len(entry.reason.splitlines()) == 1
            continue
        document, original = entry.document, entry.original
        assert document.sha256 == original.sha256 == hashlib.sha256(original.content).hexdigest()
        assert original.content in content
        assert document.id.strip()
        assert document.text.strip()
        assert "\0" not in document.text
        document.text.encode("utf-8")
        assert document.headline == document.headline.strip() != ""
        if original.media_type != "application/json":
            assert "\r" not in document.text
            assert document.headline in document.text


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(NAMES), content=HOSTILE)
def test_any_bytes_give_intakes_or_unread(name: str, content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        first, second = (list(sources(max_bytes=150)(str(path))) for _ in range(2))
    assert first == second
    check(first, content)


@settings(max_examples=100, deadline=None)
@given(text=st.text(alphabet="ab \n\t.é\u0301\u05d0\u200f\U0001f600\u2028", min_size=1, max_size=60).filter(str.strip))
def test_a_records_text_and_a_files_text_are_their_own(text: str) -> None:
    with TemporaryDirectory() as folder:
        record, plain = Path(folder, "r.jsonl"), Path(folder, "p.txt")
        record.write_bytes(msgspec.json.encode({"id": "r", "text": text}))
        plain.write_bytes(text.encode())
        (first,), (second,) = (list(sources()(str(path))) for path in (record, plain))
    assert isinstance(first, Intake)
    assert isinstance(second, Intake)
    assert first.document.text == second.document.text == text


def test_the_stage_is_made_by_its_name_and_options(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ten people were killed.")
    read: Acquire = make("acquire", SHIPPED, "sources", {"max_bytes": 100, "publisher": "River Courier"})
    (found,) = read(str(tmp_path))
    assert isinstance(found, Intake)
    assert found.document.publisher == "River Courier"
    with pytest.raises(RecipeError, match="max_byte"):
        make("acquire", SHIPPED, "sources", {"max_byte": 100})


@pytest.mark.parametrize("options", [{"max_bytes": 0}, {"language": "the English one"}, {"published": "0000-05-01"}])
def test_an_option_that_cannot_be_used_is_an_error(options: dict[str, object]) -> None:
    with pytest.raises(InputError):
        sources(**options)  # type: ignore[arg-type]
