"""What places cost: how long the gazetteer takes to open and how much memory, and grounding's share of reading.

The gazetteer is measured in a process of its own, with what a reader asks of it: every capitalised word of the reports.
Reading and grounding are measured side by side in one process, so that their ratio holds on a busy machine too.
"""

from __future__ import annotations

import multiprocessing
import re
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Final

from benchmarks.reading import reports

from saidby.ground.gazetteer import open_gazetteer
from saidby.model import Document
from saidby.pipeline import build, load_recipe

DOCUMENTS: Final = 60
SECONDS: Final = 1.0
MEGABYTES: Final = 300
SHARE: Final = 0.25
"""What was set as the most that each may cost: opening, its memory, and grounding as a part of annotating."""

_NAME: Final = re.compile(r"[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]*)?")


def memory() -> float:
    """What this process holds now, in MB (Linux): the peak is its parent's, so soon after it began."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6


def opening(texts: list[str]) -> tuple[float, float, int]:
    """Seconds to open and to answer once, the megabytes that it and all names of the texts take, and how many they are."""
    before = memory()
    start = time.perf_counter()
    gazetteer = open_gazetteer()
    gazetteer.find("Kharkiv")
    took = time.perf_counter() - start
    names = {match.group() for text in texts for match in _NAME.finditer(text)}
    for name in names:
        gazetteer.find(name)
    return took, memory() - before, len(names)


def shares(documents: list[Document]) -> dict[str, float]:
    """Seconds for each verb over the documents, after one of them has opened whatever is opened when first needed."""
    reader = build(load_recipe(None)).make_reader()
    reader.read(documents[0])
    took = dict.fromkeys(("annotate", "extract", "ground"), 0.0)
    for document in documents[1:]:
        marks = [time.perf_counter()]
        reading = reader.annotate(document)
        marks.append(time.perf_counter())
        claims = reader.extract(reading)
        marks.append(time.perf_counter())
        reader.ground(document, claims)
        marks.append(time.perf_counter())
        for verb, (begun, ended) in zip(took, pairwise(marks), strict=True):
            took[verb] += ended - begun
    return took


def main() -> None:
    """Prints both."""
    open_gazetteer()  # compiled once, before anything is measured
    documents = reports()[0]
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        took, megabytes, names = pool.submit(opening, [document.text for document in documents]).result()
    sys.stdout.write(
        f"opening the gazetteer: {took:.3f} s (set: {SECONDS:g}), {names} names looked up: {megabytes:.0f} MB (set: {MEGABYTES})\n"
    )
    spent = shares(documents[:: max(1, len(documents) // DOCUMENTS)])
    ratio = spent["ground"] / spent["annotate"]
    told = ", ".join(f"{verb} {seconds:.2f} s" for verb, seconds in spent.items())
    sys.stdout.write(f"reading: {told}; grounding is {ratio:.2f} of annotating (set: {SHARE:g})\n")


if __name__ == "__main__":
    main()
