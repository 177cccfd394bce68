"""Chooses how sure the encoder has to be: ``python training/thresholds.py MODEL CORPORA [CORPORA ...]``, for train/recipe.toml.

Reads the tune part of the sources with whole reports again and again, one threshold changed at a time, each from the best
so far, and prints what each change gives: F1 of figures, of figures with speaker, place and date, and of assertions. The
best is what raises their sum most. Reports that were written for training and real ones count alike, however many there are
of each. Rules and encoder run once a report.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Final, cast

import msgspec
import numpy as np
import numpy.typing as npt

from saidby import annotate
from saidby.annotate.draft import Draft
from saidby.annotate.rules import drafting
from saidby.annotate.sheet import Sheet
from saidby.annotate.trained.claimed import Thresholds
from saidby.annotate.trained.encoder import Encoder, Floats, Outputs
from saidby.annotate.trained.reader import reading_with
from saidby.annotate.trained.session import Session
from saidby.annotate.trained.weights import weights
from saidby.ground.gazetteer import open_gazetteer
from saidby.pipeline import Choice, build, load_recipe
from saidby.release.claims import claims
from saidby.score import gold
from saidby.store.memory import MemoryStore
from saidby.train.sources import SOURCES
from saidby.train.written import Written, as_gold

TRIED: Final[dict[str, tuple[float, ...]]] = {
    "assertion": (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95),
    "measure": (0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
    "alone": (0.8, 0.9, 0.95, 0.98),
    "bias": (1.0, 2.0, 4.0, 8.0),
    "place": (1.0, 2.0, 4.0, 8.0),
    "time": (1.0, 2.0, 4.0, 8.0),
}
ASKED: Final = ("figure", "figure+speaker", "figure+place", "figure+date", "assertion")
WRITTEN: Final = "written"  # the source
NAME: Final = "tried"  # of the reader, in the recipe


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


def texts(reports: list[Written], folder: Path) -> tuple[Path, Path]:
    """The reports as a file of texts and a folder of annotations."""
    asked = folder / "gold"
    asked.mkdir()
    lines = []
    for report in reports:
        record = {"id": report.id, "text": report.text, "published": report.published, "source": report.source}
        lines.append(msgspec.json.encode({key: value for key, value in record.items() if value}) + b"\n")
        (asked / f"{hashlib.sha256(report.id.encode()).hexdigest()}.json").write_bytes(msgspec.json.encode(as_gold(report)))
    (folder / "texts.jsonl").write_bytes(b"".join(lines))
    return folder / "texts.jsonl", asked


def shares(docs: Path, kinds: Sequence[gold.ByDocument]) -> Mapping[str, float]:
    """F1 of each measure in the mean of the kinds of report, as the reader that is registered now reads."""
    recipe = msgspec.structs.replace(load_recipe(None), annotate=Choice(use=NAME))
    store, pipeline = MemoryStore(), build(recipe)
    pipeline.read([str(docs)], store)
    pipeline.derive(store)
    found = gold.released(claims()(store))
    scored = [gold.score(found, asked).shares for asked in kinds]
    return {name: sum(kind[name].f1 for kind in scored) / len(scored) for name in ASKED}


def main(model: str, *corpora: str) -> None:
    """Prints the search and its end."""
    found = weights(model)
    encoder, tokenizer = once(Session(found.encoder)), found.tokenizer()
    draft = drafted_once(drafting(gazetteer=open_gazetteer(), language=found.language))
    folders = [*map(Path, corpora), Path()]
    reports, real = [], set()
    for name, source in SOURCES.items():
        if source.reports is not None:
            found_here = list(source.reports(source.found(name, folders), "tune"))
            reports += found_here
            real |= {report.id for report in found_here} if name != WRITTEN else set()

    def measured(thresholds: Thresholds) -> Mapping[str, float]:
        annotate.SHIPPED[NAME] = lambda **_: reading_with(
            encoder, tokenizer, drafted=draft, thresholds=thresholds, name=NAME, doubtful=None
        )
        return shares(docs, kinds)

    with tempfile.TemporaryDirectory() as place:
        docs, folder = texts(reports, Path(place))
        asked = gold.gold(folder)
        kinds = [{name: asked[name] for name in asked if (name in real) == wanted} for wanted in (True, False)]
        best = found.thresholds
        at = measured(best)
        print(f"{len(reports)} reports; {asdict(best)}: {dict(at)}")
        for name, values in TRIED.items():
            for value in values:
                changed = replace(best, **{name: value})
                now = measured(changed)
                print(f"{name} {value}: " + ", ".join(f"{what} {share:.3f}" for what, share in now.items()), flush=True)
                if sum(now.values()) > sum(at.values()):
                    best, at = changed, now
    print("\n".join(f"{name} = {value}" for name, value in asdict(best).items()))


if __name__ == "__main__":
    main(*sys.argv[1:])
