"""Texts of a corpus as the pipeline reads them, whichever reader the recipe names."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec

from saidby.errors import InputError
from saidby.model import Document, Intake, Interval, Published, Reading
from saidby.pipeline import Pipeline
from saidby.pipeline.reader import Findings
from saidby.vocabulary import Known

T = TypeVar("T")


def rows(path: Path, type: type[T]) -> list[T]:
    """The records of a JSON Lines file of a corpus. Raises InputError where it is missing or holds other records."""
    try:
        return [msgspec.json.decode(line, type=type) for line in path.read_bytes().splitlines() if line.strip()]
    except OSError as error:
        raise InputError(f"{path} is not there; name the corpus's folder with --corpus") from error
    except msgspec.DecodeError as error:
        raise InputError(f"{path.name} is not the corpus that this measure reads: {error}") from error


def documents(pipeline: Pipeline, texts: Mapping[str, str]) -> Iterator[Document]:
    """The English texts (id -> text) as *acquire* takes them in, dated as far as they tell it themselves."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.jsonl"
        records = ({"id": name, "text": text, "language": "en"} for name, text in texts.items())
        path.write_bytes(b"".join(msgspec.json.encode(record) + b"\n" for record in records))
        for item in pipeline.acquire(str(path)):
            if not isinstance(item, Intake):
                raise InputError(f"a text of the corpus cannot be read: {item.reason}; check the file")
            yield item.document


def read(pipeline: Pipeline, texts: Mapping[str, str]) -> Iterator[tuple[Document, Findings]]:
    """Each text with its claims and groundings. Whatever a stage raises goes through: a measure hides no fault."""
    reader = pipeline.make_reader()
    for document in documents(pipeline, texts):
        yield document, reader.read(document)


def annotated(pipeline: Pipeline, texts: Mapping[str, str], dates: Mapping[str, Interval] | None = None) -> Iterator[Reading]:
    """Each text with its mentions and links. The working text is the text itself, so that its offsets hold.

    `dates` has when those were published of which that is known.
    """
    annotate = pipeline.make_reader().annotate
    for name, text in texts.items():
        digest = sha256(text.encode("utf-8")).hexdigest()
        given = (dates or {}).get(name)
        published = Published(interval=given, known=Known.METADATA) if given else None
        yield annotate(Document(id=name, text=text, sha256=digest, locator=name, language="en", published=published))
