"""The tune part of the sources with whole reports, read whole by one reader after another: what both tools here measure."""

from __future__ import annotations

import hashlib
import pickle
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, cast

import msgspec
import numpy as np
import numpy.typing as npt

from saidby import annotate
from saidby.annotate.draft import Draft
from saidby.annotate.sheet import Sheet
from saidby.annotate.trained.encoder import Encoder, Floats, Outputs
from saidby.pipeline import Choice, build, load_recipe
from saidby.release.claims import claims
from saidby.score import gold
from saidby.stages import Annotate
from saidby.store.memory import MemoryStore
from saidby.train.laid_out import lay_out
from saidby.train.sources import SOURCES
from saidby.train.written import Written

WRITTEN: Final = "written"  # the source whose reports are counted apart
NAME: Final = "tried"  # of the reader, in the recipe

Measured = Mapping[str, gold.Report]
"""What a reader has right, by kind of report: real ones and those written for training."""


def once(encoder: Encoder) -> Encoder:
    """The encoder, which is asked about the same windows once."""
    known: dict[bytes, Outputs] = {}

    def answer(ids: npt.NDArray[np.int64], flags: Floats, mask: npt.NDArray[np.int64]) -> Outputs:
        key = hashlib.sha256(ids.tobytes() + flags.tobytes()).digest()
        if key not in known:
            known[key] = encoder(ids, flags, mask)
        return known[key]

    return answer


def drafted_once(draft: Callable[[str], tuple[Sheet, Draft]]) -> Callable[[str], tuple[Sheet, Draft]]:
    """The rules' pass, which reads the same text once; each draft is a copy, for the reader adds to it."""
    known: dict[str, bytes] = {}

    def read(text: str) -> tuple[Sheet, Draft]:
        if text not in known:
            known[text] = pickle.dumps(draft(text))
        return cast("tuple[Sheet, Draft]", pickle.loads(known[text]))  # noqa: S301 - our own, of the line above

    return read


@contextmanager
def tuning(corpora: Sequence[Path]) -> Iterator[Callable[[Annotate], Measured]]:
    """What measures a reader on the tune part of the sources that the folders hold."""
    folders = [*corpora, Path()]
    kinds: dict[str, list[Written]] = {"real": [], "written": []}
    for name, source in SOURCES.items():
        if source.reports is not None:
            kinds["written" if name == WRITTEN else "real"] += source.reports(source.found(name, folders), "tune")
    with tempfile.TemporaryDirectory() as place:
        docs, folder = lay_out([report for reports in kinds.values() for report in reports], Path(place))
        asked = gold.gold(folder)

        def measured(reader: Annotate) -> Measured:
            annotate.SHIPPED[NAME] = lambda **_: reader
            store, pipeline = MemoryStore(), build(msgspec.structs.replace(load_recipe(None), annotate=Choice(use=NAME)))
            pipeline.read([str(docs)], store)
            pipeline.derive(store)
            found = gold.released(claims()(store))
            return {
                kind: gold.score(found, {report.id: asked[report.id] for report in reports}) for kind, reports in kinds.items()
            }

        yield measured
