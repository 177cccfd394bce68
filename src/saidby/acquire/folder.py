"""A folder → the files in it that are worth opening, in a fixed order, and why the others are not."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from saidby.acquire.raw import Form
from saidby.acquire.words import names, words
from saidby.model import Unread


def locator(path: Path) -> str:
    """The path as text that any encoding can hold: bytes of a name that are no UTF-8 are written as escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def files(folder: Path) -> Iterator[Path | Unread]:
    """Files of `folder` and the folders in it, each folder's sorted by name. Hidden ones (".name") are passed over.

    An Unread for what is not read: other kinds of file, files about the collection (README), links in a circle, what
    the system does not let us see, and the folder itself where it holds nothing.
    """
    found = False
    for entry in _walk(folder, {}):
        found = True
        yield entry
    if not found:
        yield Unread(locator=locator(folder), reason="a folder without files; name one that has reports in it")


def _walk(folder: Path, visited: dict[tuple[int, int], str]) -> Iterator[Path | Unread]:
    where = locator(folder)
    try:
        status = folder.stat()
        entries = sorted((path for path in folder.iterdir() if not path.name.startswith(".")), key=os.fsencode)
    except OSError as error:
        yield Unread(locator=where, reason=f"cannot be opened ({error.strerror}); check its permissions")
        return
    seen = visited.setdefault((status.st_dev, status.st_ino), where)
    if seen != where:
        yield Unread(locator=where, reason=f"a link to {seen}, which is read already")
        return
    for path in entries:
        try:
            mode = path.stat().st_mode
        except OSError as error:
            yield Unread(locator=locator(path), reason=f"a link to nothing, or closed to us ({error.strerror}); check it")
            continue
        if stat.S_ISDIR(mode):
            yield from _walk(path, visited)
        elif not stat.S_ISREG(mode):
            yield Unread(
                locator=locator(path), reason="not a regular file (a pipe, socket or device); name it itself to read it"
            )
        elif reason := _not_a_report(path):
            yield Unread(locator=locator(path), reason=reason)
        else:
            yield path


def _not_a_report(path: Path) -> str | None:
    """Why a file in a folder is not taken for a report by its name, or None. One without a suffix is looked into."""
    if path.suffix.lower() in {"", ".md", ".txt", ".text"} and path.stem.lower() in names("files", "documentation", "stems"):
        return "about the collection, by its name; name the file itself to read it"
    if path.suffix and Form.of_suffix(path.name) is None:
        known = " ".join(words("files", "forms", dict[str, Form]))
        return f"of a kind that is not read ({path.suffix[:20]}; of a folder: {known}); name the file itself to have it looked into"
    return None
