"""How long each verb takes on the demo reports, as a share and as a ratio against a named alternative in the same run.

The alternative is trafilatura alone, pages to text: what any reader of web pages has to pay before it reads a word.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from statistics import median
from typing import TypeVar

import trafilatura

from saidby import acquire, annotate, extract, ground
from saidby.ground.gazetteer import open_gazetteer
from saidby.model import Intake
from saidby.pipeline import build, load_recipe
from saidby.release import SHIPPED
from saidby.store import MemoryStore, open_ledger

ROUNDS = 5
T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """The median seconds of several rounds after one warm-up, and the last result."""
    result = work()
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - start)
    return median(seconds), result


def main() -> None:
    """Prints the table."""
    folder = Path(str(files("saidby") / "demo" / "reports"))
    pages = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html"))]
    gazetteer = open_gazetteer()
    read = annotate.SHIPPED["rules"](gazetteer=gazetteer)
    claims, grounder = extract.SHIPPED["claims"](), ground.SHIPPED["rules"](gazetteer=gazetteer)
    bare, _ = timed(lambda: [trafilatura.extract(page) for page in pages])
    bare /= len(pages)
    took: dict[str, float] = {}
    took["acquire"], found = timed(lambda: [item for item in acquire.sources()(str(folder)) if isinstance(item, Intake)])
    documents = [item.document for item in found]
    took["annotate"], readings = timed(lambda: [read(document) for document in documents])
    took["extract"], said = timed(lambda: [claims(reading) for reading in readings])
    took["ground"], _ = timed(lambda: [grounder(document, those) for document, those in zip(documents, said, strict=True)])
    pipeline, ledger = build(load_recipe(None)), MemoryStore()
    pipeline.read([str(folder)], ledger)
    took["link, reconcile"], _ = timed(lambda: pipeline.derive(ledger))
    took["release (html)"], _ = timed(lambda: sum(len(piece) for piece in SHIPPED["html"]()(ledger)))

    def whole() -> None:
        with tempfile.TemporaryDirectory() as place:
            store = open_ledger(Path(place) / "ledger.db", create=True)
            build(load_recipe(None)).read([str(folder)], store)
            store.close()

    took["read into SQLite, all of it"], _ = timed(whole)
    count = len(documents)
    sys.stdout.write(
        f"{count} demo reports, median of {ROUNDS}; Python {platform.python_version()}, {os.cpu_count()} processors\n"
    )
    sys.stdout.write(f"{'trafilatura alone, a page':<30}{bare * 1000:8.1f} ms\n")
    for verb, seconds in took.items():
        each = seconds / count
        sys.stdout.write(f"{verb:<30}{each * 1000:8.1f} ms a document, {each / bare:6.2f} times trafilatura alone\n")


if __name__ == "__main__":
    main()
