"""Annotated reports as files that a pipeline reads and `saidby score` compares with."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import msgspec

from saidby.train.written import Written, as_gold


def lay_out(reports: Iterable[Written], folder: Path) -> tuple[Path, Path]:
    """Writes the reports into an empty folder; gives the file of their texts (JSON Lines) and the folder of their annotations."""
    texts, annotations = folder / "texts.jsonl", folder / "annotations"
    annotations.mkdir()
    lines = []
    for report in reports:
        record = {"id": report.id, "text": report.text, "published": report.published, "source": report.source}
        lines.append(msgspec.json.encode({key: value for key, value in record.items() if value}) + b"\n")
        name = sha256(report.id.encode("utf-8")).hexdigest()  # an id may hold what no file name can
        (annotations / f"{name}.json").write_bytes(msgspec.json.encode(as_gold(report)))
    texts.write_bytes(b"".join(lines))
    return texts, annotations
