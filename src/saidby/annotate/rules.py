"""The reader made of rules and lexicons: passes in a fixed order over one sheet."""

from __future__ import annotations

from saidby.annotate.draft import Draft, Pass
from saidby.annotate.sheet import Sheet
from saidby.model import Document, Reading
from saidby.stages import Annotate, Gazetteer


def rules(*, gazetteer: Gazetteer, language: str = "en") -> Annotate:
    """A reader for one language. The gazetteer tells which capitalised names may be places."""
    passes: tuple[Pass, ...] = ()

    def annotate(document: Document) -> Reading:
        sheet, draft = Sheet(document.text), Draft()
        for step in passes:
            step(sheet, draft)
        return draft.reading(document, sheet, f"rules-{language}@1")

    return annotate
