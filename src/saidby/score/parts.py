"""Which documents of a corpus are for learning from, which for choosing by, and which are kept unseen.

The part of a document depends on its id alone, so it stays the same for every reader, machine and order of files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Final, Literal, TypeAlias, TypeVar

from saidby.errors import InputError

Part: TypeAlias = Literal["train", "tune", "unseen"]
T = TypeVar("T")

PARTS: Final = ("train", "tune", "unseen", "all")
"""What can be asked for."""

TRAIN: Final = 80  # of a hundred documents
TUNE: Final = 10  # of a hundred; the rest are unseen
EVERY: Final = 3  # of the annotated news reports every third is unseen
AT: Final = 2  # by its place from 0 in the sorted file names


def part(document_id: str) -> Part:
    """The part of a document, by the hash of its id: 80 % train, 10 % tune, 10 % unseen."""
    number = int(sha256(document_id.encode("utf-8")).hexdigest(), 16) % 100
    return "train" if number < TRAIN else "tune" if number < TRAIN + TUNE else "unseen"


def chosen(ids: Iterable[str], wanted: str) -> list[str]:
    """The ids of a part, or of "all", in their order."""
    return [name for name in ids if wanted in ("all", part(name))]


def thirds(names: Sequence[T], wanted: str) -> list[T]:
    """The annotated news reports of a part: of their sorted names every third is unseen, the others are for training.

    Raises InputError for the part "tune", which they do not have.
    """
    if wanted == "tune":
        raise InputError("these annotations have no tune part; ask for --part train, unseen or all")
    return [name for place, name in enumerate(names) if wanted in ("all", "unseen" if place % EVERY == AT else "train")]


def refuse_errors(wanted: str) -> None:
    """Raises InputError for a part whose errors nobody should read: a reader tuned to them would no longer be measured."""
    if wanted != "train":
        raise InputError(f"the errors of part {wanted!r} are not shown, so that it stays unseen; add --part train")
