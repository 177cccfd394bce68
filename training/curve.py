"""How the reader grows with the text: ``python training/curve.py OUT CORPORA [CORPORA ...]`` prints a table and draws it.

Short trainings by ``ablation.toml``, kept in OUT and not made twice, on an eighth of the reports whose claims are all
annotated, a quarter, half, and all of them; each takes as many steps. F1 on the tune part; the drawing is OUT/curve.svg.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec
from ablation import COLUMNS, SHORT, reader, row
from trying import drafted_once, tuning

from saidby.annotate.rules import drafting
from saidby.ground.gazetteer import open_gazetteer
from saidby.score.parts import part
from saidby.train.making import Order, make
from saidby.train.recipe import Recipe, load_recipe
from saidby.train.sources import written_part
from saidby.train.written import blocks, read_block

EIGHTHS: Final = (1, 2, 4, 8)
TOLD: Final = ("written", "annotated")  # the sources that there is less of
DRAWN: Final = {"figure": "#0a5fb4", "tuple": "#b4530a", "assertion": "#3a7d32"}
SIDE, EDGE = 260, 56


def kept(name: str, eighths: int) -> bool:
    """Whether a report to learn from is among so many eighths of them."""
    return int(hashlib.sha256(f"curve {name}".encode()).hexdigest(), 16) % 8 < eighths


def lessened(folder: Path, eighths: int) -> int:
    """Copies the annotated reports into a folder, of those to learn from only so many eighths; gives the number of these."""
    count = 0
    for kind in ("reports", "standoff"):
        (folder / "training" / kind).mkdir(parents=True, exist_ok=True)
    for file in sorted(Path("training/reports").glob("*.txt")):
        left = []
        for block in blocks(file):
            name = read_block(file.name, block).id
            learnt = written_part(name) == "train"
            if not learnt or kept(name, eighths):
                left.append(block)
                count += learnt
        (folder / file).write_text("".join(left), encoding="utf-8")
    for file in sorted(Path("training/standoff").glob("*.jsonl")):
        lines = []
        for line in file.read_bytes().splitlines(keepends=True):
            name = msgspec.json.decode(line)["id"]
            learnt = part(name) != "tune"
            if not learnt or kept(name, eighths):
                lines.append(line)
                count += learnt
        (folder / file).write_bytes(b"".join(lines))
    return count


def recipe(eighths: int) -> Recipe:
    """The short recipe, with as many more epochs as there is less text, and as much of the other sources in all."""
    whole = load_recipe(SHORT, without=[], epochs=None)
    times = 8 // eighths
    phases = tuple(
        msgspec.structs.replace(
            phase,
            epochs=phase.epochs * times,
            shares={name: share if name in TOLD else share / times for name, share in phase.shares.items()},
        )
        for phase in whole.phases
    )
    return msgspec.structs.replace(whole, phases=phases)


def trained(out: Path, corpora: Sequence[Path]) -> Iterator[tuple[int, Path]]:
    """The readers, each with the number of reports that it learnt from."""
    for eighths in EIGHTHS:
        texts, folder = out / f"texts-{eighths}", out / f"reader-{eighths}"
        count = lessened(texts, eighths)
        if not (folder / "reader.json").is_file():
            order = Order(recipe(eighths), folder, (texts, *corpora), (folder / "unfinished").is_dir(), out / "lessons")
            make(order, lambda line: print(line, file=sys.stderr))
        yield count, folder


def drawing(panels: dict[str, dict[int, dict[str, float]]]) -> str:
    """An SVG: a panel a kind of reports, a line a measure, reports to learn from on a logarithmic axis."""
    width, height = len(panels) * (SIDE + 2 * EDGE), SIDE + 2 * EDGE
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">',
        "<title>F1 on the tune part by the number of annotated reports that were learnt from</title>",
        "<style>text { font: 13px system-ui, sans-serif }</style>",
        f'<rect width="{width}" height="{height}" rx="6" fill="#fff"/>',
    ]
    for place, (kind, points) in enumerate(panels.items()):
        lines += _panel(kind, points, place * (SIDE + 2 * EDGE) + EDGE)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _panel(kind: str, points: dict[int, dict[str, float]], left: float) -> Iterable[str]:
    across = dict(zip(points, (left + SIDE * at / max(1, len(points) - 1) for at in range(len(points))), strict=True))
    yield f'<text x="{left}" y="{EDGE - 20}" font-weight="600">{kind} reports: F1</text>'
    for tenth in range(0, 11, 2):
        y = EDGE + SIDE * (1 - tenth / 10)
        yield f'<path d="M{left} {y:.1f}h{SIDE}" stroke="#d8dee4"/>'
        yield f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{tenth / 10:g}</text>'
    for count, x in across.items():
        yield f'<text x="{x:.1f}" y="{EDGE + SIDE + 20}" text-anchor="middle">{count:,}</text>'
    for name, colour in DRAWN.items():
        at = [(across[count], EDGE + SIDE * (1 - found[name])) for count, found in points.items()]
        yield f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in at)}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield f'<text x="{at[-1][0]:.1f}" y="{at[-1][1] - 8:.1f}" text-anchor="end" fill="{colour}">{name}</text>'


def main(out: str, *corpora: str) -> None:
    """Prints the table, a row as soon as it is there, and draws it at the end."""
    place, folders = Path(out), [Path(folder) for folder in corpora]
    drafted = drafted_once(drafting(gazetteer=open_gazetteer(), language="en"))
    panels: dict[str, dict[int, dict[str, float]]] = {}
    with tuning(folders) as measured:
        print("| | " + " | ".join(f"{kind}: {column}" for kind in ("real", "written") for column in COLUMNS) + " |")
        print("|---" * (1 + 2 * len(COLUMNS)) + "|")
        for count, folder in trained(place, folders):
            found = measured(reader(folder, drafted))
            print(row(f"{count:,} reports", found), flush=True)
            for kind, report in found.items():
                panels.setdefault(kind, {})[count] = {name: report.shares[name].f1 for name in DRAWN}
    (place / "curve.svg").write_text(drawing(panels), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
