"""``saidby release``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from saidby import plugins
from saidby.errors import InputError
from saidby.release import SHIPPED
from saidby.store import open_ledger


def write(output: Path, pieces: Iterable[bytes]) -> None:
    """Writes a file that appears only when it is whole. Raises InputError where it cannot be written."""
    if output.is_dir() or not output.name:
        raise InputError(f"{str(output)!r} is a folder; name a file")
    partial = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with partial.open("wb") as file:
            for piece in pieces:
                file.write(piece)
        partial.replace(output)
    except OSError as error:
        raise InputError(f"cannot write {output}: {error.strerror}; name a folder that you may write to") from error
    finally:
        partial.unlink(missing_ok=True)


@click.command()
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option(
    "--format", "-f", "form", default="claims", show_default=True, help=f"One of {', '.join(sorted(SHIPPED))}, or a plugin's."
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, allow_dash=True), default="-", help="A file, or - for standard output."
)
def release(ledger: Path, form: str, output: Path) -> None:
    """Write the ledger in a format that others read. The same ledger gives the same bytes.

    \b
    saidby release mine.db --format claims -o claims.jsonl
    saidby release mine.db --format html -o ledger.html
    """
    make = plugins.make("release", SHIPPED, form, {})
    store = open_ledger(ledger, create=False)
    try:
        pieces = (piece.encode() if isinstance(piece, str) else piece for piece in make(store))
        if str(output) == "-":
            for piece in pieces:
                sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            return
        if output.exists() and output.samefile(ledger):
            raise InputError(f"{output} is the ledger itself; name another file for the release")
        write(output, pieces)
    finally:
        store.close()
