"""The reader made of rules and lexicons: passes in a fixed order over one sheet."""

from __future__ import annotations

from saidby.annotate.assertions import assertions
from saidby.annotate.counts import counts
from saidby.annotate.draft import Draft, Pass
from saidby.annotate.events import events
from saidby.annotate.names import names
from saidby.annotate.numbers import quantities
from saidby.annotate.sheet import Sheet
from saidby.annotate.speech import speech
from saidby.annotate.times import times
from saidby.model import Document, Reading
from saidby.stages import Annotate, Gazetteer


def rules(*, gazetteer: Gazetteer, language: str = "en") -> Annotate:
    """A reader for one language. The gazetteer tells which capitalised names may be places."""
    passes: tuple[Pass, ...] = (
        times(language=language),
        quantities(language=language),  # after times: numbers inside dates are no counts
        names(gazetteer=gazetteer, language=language),
        speech(language=language),
        events(language=language),
        counts(language=language),
        assertions(language=language),
    )

    def annotate(document: Document) -> Reading:
        sheet, draft = Sheet(document.text), Draft()
        for step in passes:
            step(sheet, draft)
        return draft.reading(document, sheet, f"rules-{language}@1")

    return annotate
