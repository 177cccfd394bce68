"""How fast the reader is: harm reports, a stream in which one document in fifty is one, and the bare encoder beside both.

The bare encoder is asked about the same texts, whole, with nothing around it: what any reader that trusts its encoder
alone would have to pay. Each measure runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from saidby import annotate
from saidby.annotate.rules import drafting
from saidby.annotate.trained.encoder import ask
from saidby.annotate.trained.pieces import pieces
from saidby.annotate.trained.session import Session
from saidby.annotate.trained.weights import weights
from saidby.errors import InputError
from saidby.ground.gazetteer import open_gazetteer
from saidby.model import Document
from saidby.train.written import blocks, read_block

REPORTS: Final = Path(__file__).parent.parent / "training" / "reports"
PEACEFUL: Final = "peaceful"  # the file of reports that tell of no harm
HARM: Final = 200
EVERY: Final = 50
WORKERS: Final = os.cpu_count() or 1


def reports() -> tuple[list[Document], list[Document]]:
    """Reports with something to read, and reports without."""
    harm, other = [], []
    for file in sorted(REPORTS.glob("*.txt")):
        for block in blocks(file):
            report = read_block(file.name, block)
            found = Document(id=report.id, text=report.text, sha256=report.id, locator=report.id, language="en")
            (other if file.stem == PEACEFUL else harm).append(found)
    step = len(harm) // HARM
    return harm[::step][:HARM], other


def stream() -> list[Document]:
    """One harm report in fifty documents."""
    harm, other = reports()
    rest = cycle(other)
    return [document for one in harm[:20] for document in (one, *islice(rest, EVERY - 1))]


def _reader(name: str) -> Callable[[Document], object]:
    return annotate.SHIPPED[name](gazetteer=open_gazetteer())


def _bare() -> Callable[[Document], object]:
    found = weights("en")
    session, tokenizer, draft = Session(found.encoder), found.tokenizer(), drafting(gazetteer=open_gazetteer(), language="en")
    known = {document.id: pieces(tokenizer, *draft(document.text)) for document in [*reports()[0], *stream()]}
    return lambda document: ask(session, known[document.id])


_work: list[Callable[[Document], object]] = []


def _open(name: str) -> None:
    _work.append(_bare() if name == "encoder" else _reader(name))
    _work[0](reports()[0][0])  # what is opened when it is first needed is open now


def _each(document: Document) -> None:
    _work[0](document)


def _peak(_: int) -> float:
    time.sleep(0.2)  # so that each worker answers once
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(name: str, documents: list[Document]) -> tuple[float, float]:
    """Documents a second over all processors, and the peak memory of a process in MB."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WORKERS, mp_context=context, initializer=_open, initargs=(name,)) as pool:
        list(pool.map(_peak, range(WORKERS)))
        start = time.perf_counter()
        list(pool.map(_each, documents, chunksize=4))
        took = time.perf_counter() - start
        return len(documents) / took, max(pool.map(_peak, range(WORKERS)))


def main() -> None:
    """Prints the table."""
    try:
        weights("en")
    except InputError as error:
        sys.stdout.write(f"the trained reader is not measured: {error}\n")
        return
    for what, documents in (("harm reports", reports()[0]), ("one in fifty", stream())):
        bare, _ = measure("encoder", documents)
        sys.stdout.write(f"{what}: {len(documents)} documents, {WORKERS} processes; bare encoder {bare:.1f} a second\n")
        for name in ("trained", "rules"):
            rate, memory = measure(name, documents)
            sys.stdout.write(
                f"  {name:<10}{rate:8.1f} documents a second, {rate / bare:5.2f} times the bare encoder,"
                f" {memory:.0f} MB a process at most\n"
            )


if __name__ == "__main__":
    main()
