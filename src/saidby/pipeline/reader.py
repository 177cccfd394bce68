"""Reading one document: annotate, extract, ground. What goes wrong in it stays with it, as a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from saidby.model import Claim, Document, Grounding, Unread
from saidby.stages import Annotate, Extract, Ground


class Findings(NamedTuple):
    """What was read in a document, and by whom."""

    claims: tuple[Claim, ...]
    groundings: tuple[Grounding, ...]
    reader: str  # name and version


ReadOne: TypeAlias = Callable[[Document], Findings | Unread]


@dataclass(frozen=True)
class Reader:
    """The three stages that read, and the language that they read ("en"; None: any)."""

    annotate: Annotate
    extract: Extract
    ground: Ground
    language: str | None

    def __call__(self, document: Document) -> Findings | Unread:
        """Claims with their groundings, or the reason why there are none. Raises nothing but interrupts."""
        spoken = document.language and document.language.split("-")[0].lower()
        if spoken is not None and self.language is not None and spoken != self.language:
            return unread(document, f"no reader for language {document.language!r}; this one reads {self.language!r}")
        try:
            return self.read(document)
        except Exception as error:  # noqa: BLE001 - whatever a stage or plugin raises, the run goes on
            return unread(document, reason(error))

    def read(self, document: Document) -> Findings:
        """The same, but raises what a stage raises, and ValueError when the stages do not fit together."""
        reading = self.annotate(document)
        claims = self.extract(reading)
        groundings = self.ground(document, claims)
        if [grounding.claim for grounding in groundings] != [claim.id for claim in claims]:
            raise ValueError(f"{len(claims)} claims got {len(groundings)} groundings, or in another order")
        return Findings(claims, groundings, reading.reader)


def unread(document: Document, why: str) -> Unread:
    """The document as one that cannot be read."""
    return Unread(locator=document.locator, reason=why, sha256=document.sha256)


def reason(error: BaseException) -> str:
    """An error's class and message, on one line that can be written down."""
    return printable(f"{type(error).__name__}: {' '.join(str(error).split())}".removesuffix(": "))


def printable(text: str) -> str:
    """`text` without halves of characters (a file's name may hold them), which no ledger can keep."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
