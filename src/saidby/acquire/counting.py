"""How many documents a source will give, counted without reading them, so that a progress bar can tell what is left."""

from __future__ import annotations

from pathlib import Path

from saidby.acquire.fetch import is_url
from saidby.acquire.folder import files
from saidby.acquire.raw import Form

PIECE = 1 << 20


def expected(source: str) -> int | None:
    """The number of documents in a path or URL, about: a line of a records file is one; None for standard input.

    A file that cannot be opened counts as one: it will come out as one Unread.
    """
    if source == "-":
        return None
    path = Path(source)
    if is_url(source) or not path.is_dir():
        return 1 if is_url(source) else _in_file(path)
    return sum(_in_file(entry) if isinstance(entry, Path) else 1 for entry in files(path))


def _in_file(path: Path) -> int:
    if Form.of_suffix(path.name) is not Form.RECORDS:
        return 1
    lines, last = 0, b"\n"
    try:
        with path.open("rb") as stream:
            while piece := stream.read(PIECE):
                lines += piece.count(b"\n")
                last = piece[-1:]
    except OSError:
        return 1
    return max(1, lines + (last != b"\n"))
