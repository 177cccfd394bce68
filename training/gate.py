"""Learns which texts have something to read: ``python training/gate.py CORPORA > en.toml``, for annotate/gates/.

CORPORA holds news/news.jsonl, gold/news, polnear/, muc4/, pitf/ and isaf/, as the sources of saidby train do.
Learnt from are the train parts alone. Worth reading: reports with a claim. Not worth it: other news, without what the
reader by rules finds two figures or two assertions in. The method is logistic regression, with no weight below zero
but for the classes that speak of peaceful matters. What is lost and what passes at
several thresholds, each text judged by weights learnt without its fifth of the texts, goes to the standard error.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from saidby.annotate.gate import Scan, counts, heaviness, weights, worth
from saidby.annotate.rules import rules
from saidby.extract.claims import claims
from saidby.ground.gazetteer import open_gazetteer
from saidby.model import Document
from saidby.score.parts import part
from saidby.train.gold import read_gold, texts
from saidby.train.sources import gold_part, written_part
from saidby.train.written import Written, blocks, read_block
from saidby.vocabulary import ClaimKind, Scope

LANGUAGE: Final = "en"
CERTAIN: Final = (
    2.0  # under a twelfth of the claims stand in reports that score less; of other news that passes, nine tenths do
)
THRESHOLD: Final = -1.75  # chosen by what the standard error tells: what is lost below it, what passes above
FOLDS: Final = 5
STRENGTH: Final = 2.0  # of the penalty on squares
SURE: Final = 0.65  # an assertion of the rules below that is no reason to set a text aside
LEAST: Final = 0.02  # smaller weights are left out
PEACEFUL: Final = {"peace": -1.0, "natural": -0.5, "politics": -0.5, "sense": -0.5}  # and how low their weights may go
TOGETHER: Final = [
    "hurt",
    "hurt+number",
    "hurt+person",
    "hurt+attack",
    "harm",
    "harm+number",
    "harm+person",
    "harm+number+person",
    "harm+attack",
    "harm+force",
    "harm+weapon",
    "harm+mishap",
    "harm+loose",
    "attack",
    "attack+force",
    "attack+weapon",
    "attack+number",
    "attack+blame",
    "attack+thing",
    "attack+person",
    "loose",
    "loose+force",
    "loose+weapon",
    "loose+number",
    "loose+blame",
    "loose+person",
    "loose+doubt",
    "mishap",
    "mishap+number",
    "taken",
    "taken+number",
    "taken+force",
    "taken+person",
    "hostage",
    "hostage+number",
    "hostage+person",
    "moved",
    "moved+number+person",
    "damage+attack",
    "damage+loose",
    "damage+thing+number",
    "damage+weapon",
    "weapon",
    "weapon+force",
    "weapon+number",
    "weapon+blame",
    "force",
    "force+number+person",
    "force+unrest",
    "unrest",
    "unrest+number",
    "blame",
    "blame+force",
    "blame+harm",
    "blame+weapon",
    "doubt",
    "doubt+harm",
    "vow+attack",
    "vow+weapon",
    "fired+weapon",
    "lives+number",
    "lives+number+person",
    "peace",
    "natural",
    "politics",
    "sense",
]
AT_START: Final = [
    "harm",
    "harm+number",
    "attack",
    "attack+force",
    "loose+force",
    "weapon",
    "force",
    "taken",
    "hostage",
    "mishap",
    "damage",
]
NAMES: Final = [*TOGETHER, *(f"lead {name}" for name in AT_START)]

Floats = npt.NDArray[np.float64]


class Example(NamedTuple):
    """A text, whether it is worth reading, how much it counts, and the gold claims it stands for."""

    source: str
    text: str
    yes: bool
    heavy: float
    figures: int = 0
    assertions: int = 0


def reports(corpora: Path, written: Path) -> Iterator[Example]:
    """Annotated reports, and others that are known to tell of harm."""
    known = texts(corpora / "news/news.jsonl")
    for place, file in enumerate(sorted((corpora / "gold/news").glob("*.json"))):
        if gold_part(place) != "unseen":
            yield annotated("gold", read_gold(file, known), 3.0)
    for file in sorted(written.glob("*.txt")):
        for block in blocks(file):
            report = read_block(file.name, block)
            if written_part(report.id) == "train":
                yield annotated("written", report, 1.0)
    for row in rows(corpora / "muc4/muc4.jsonl"):
        if row["split"] == "train" and row["templates"] and part(str(row["docid"])) == "train":
            yield Example("muc4", str(row["text"]), True, 0.4, 1, 1)
    for number, row in enumerate(rows(corpora / "pitf/pitf.jsonl"), start=1):
        if part(f"pitf-{number:04d}") == "train" and number % 3 == 0:
            yield Example("pitf", str(row["Description"]), True, 0.4, 1, 1)
    for row in rows(corpora / "isaf/isaf.jsonl"):
        told = row["gold"]
        if part(str(row["id"])) == "train" and isinstance(told, dict) and (told["min_killed"] or told["min_captured"]):
            yield Example("isaf", str(row["text"]), True, 0.4, 1, 1)


def annotated(source: str, report: Written, heavy: float) -> Example:
    """A report with its claims counted: figures that are asked for, and assertions."""
    figures = sum(not figure.implicit and figure.scope is not Scope.OTHER for figure in report.figures)
    asked = figures + len(report.assertions)
    return Example(source, report.text, asked > 0, heavy if asked else 1.0, figures, len(report.assertions))


def others(corpora: Path) -> Iterator[tuple[str, str]]:
    """News that nobody has annotated, with its source."""
    told = {file.stem for folder in ("gold/news", "gold/annotations") for file in (corpora / folder).glob("*.json")}
    for name, entry in texts(corpora / "news/news.jsonl").items():
        if name not in told:
            yield "news", entry.text
    for path in sorted((corpora / "polnear/train/text").glob("*.txt")):
        if part(path.stem) == "train":
            yield "polnear", path.read_text(encoding="utf-8")


def rows(path: Path) -> Iterator[dict[str, object]]:
    """The lines of a JSONL file."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)


def features(scan: Scan, text: str) -> list[float]:
    """What a text has of each set of classes."""
    whole, lead = counts(scan, text)
    each = heaviness(len(text))
    return [
        *(worth(whole, scan.mask(name), each) for name in TOGETHER),
        *(worth(lead, scan.mask(name), each) for name in AT_START),
    ]


def fit(x: Floats, yes: Floats, heavy: Floats) -> Floats:
    """The bias and weights."""

    def loss(b: Floats) -> tuple[float, Floats]:
        z = x @ b[1:] + b[0]
        gap = heavy * (1 / (1 + np.exp(-z)) - yes)
        penalty = STRENGTH * float(b[1:] @ b[1:])
        value = float(heavy @ np.logaddexp(0, np.where(yes == 1, -z, z))) + penalty
        return value, np.concatenate([[gap.sum()], x.T @ gap + 2 * STRENGTH * b[1:]])

    bounds = [(None, None), *((PEACEFUL[name], 0) if name in PEACEFUL else (0, None) for name in NAMES)]
    return np.asarray(minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds).x)


def quiet() -> Iterator[Example]:
    """Other news in which the rules find at most a claim or two; a text without any word of harm need not be asked."""
    annotate, extract, scan = rules(gazetteer=open_gazetteer(), language=LANGUAGE, gate=False), claims(), Scan(LANGUAGE)
    strong = [scan.mask(name) for name in ("harm", "hostage", "attack", "loose+force", "weapon+force", "taken+number")]
    for source, text in others(Path(sys.argv[1])):
        whole, _ = counts(scan, text)
        if sum(number for mask, number in whole.items() if any(mask & asked == asked for asked in strong)) >= 3:
            found = extract(annotate(Document(id="-", text=text, sha256="", locator="-")))
            figures = sum(claim.figure is not None and claim.figure.scope is not Scope.OTHER for claim in found)
            told = sum(claim.kind is not ClaimKind.FIGURE and claim.confidence >= SURE for claim in found)
            if figures > 1 or told > 1:
                continue
        yield Example(source, text, False, 1.0)


def main() -> None:
    scan = Scan(LANGUAGE)
    examples = [*reports(Path(sys.argv[1]), Path(__file__).parent / "reports"), *quiet()]
    x = np.array([features(scan, example.text) for example in examples])
    yes = np.array([float(example.yes) for example in examples])
    heavy = np.array([example.heavy for example in examples])
    z, fold = np.zeros(len(yes)), np.arange(len(yes)) % FOLDS
    for each in range(FOLDS):
        b = fit(x[fold != each], yes[fold != each], heavy[fold != each])
        z[fold == each] = x[fold == each] @ b[1:] + b[0]

    def kept(column: str, threshold: float, *sources: str) -> float:
        asked = np.array([getattr(e, column) * (e.source in sources) for e in examples])
        return float(asked[z >= threshold].sum() / asked.sum())

    for threshold in (THRESHOLD - 1, THRESHOLD - 0.5, THRESHOLD, THRESHOLD + 0.5):
        print(f"threshold {threshold:.2f}", file=sys.stderr)
        for source in ("gold", "written", "muc4", "pitf", "isaf"):
            shares = (f"{column} {kept(column, threshold, source):.4f}" for column in ("figures", "assertions"))
            print(f"  {source} keeps", *shares, file=sys.stderr)
        for source in ("news", "polnear"):
            passed = [z[n] >= threshold for n, e in enumerate(examples) if e.source == source]
            print(f"  {source} passes {np.mean(passed):.3f} of {len(passed)}", file=sys.stderr)
    b = fit(x, yes, heavy)
    print(
        "# Made by: python training/gate.py CORPORA > en.toml (only `read`, `begins` and `unless` are written by hand, and kept)."
    )
    print(f"bias = {b[0]:.2f}\nthreshold = {THRESHOLD:.2f}\nsure = {CERTAIN:.2f}")
    print("# A sentence with all classes of one of these is read, and those beside it.")
    print(f"read = {json.dumps(weights(LANGUAGE).read)}")
    print(
        "# So is a whole text, if it weighs nearly enough, that has one of these in a sentence of its lead without one of those."
    )
    print(f"begins = {json.dumps(weights(LANGUAGE).begins)}")
    print(f"unless = {json.dumps(weights(LANGUAGE).unless)}")
    print("\n[weights]")
    for name, weight in zip(NAMES, b[1:], strict=True):
        if abs(weight) >= LEAST:
            print(f'"{name}" = {weight:.2f}')


if __name__ == "__main__":
    main()
