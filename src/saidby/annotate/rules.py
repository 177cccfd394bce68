"""The reader made of rules and lexicons: passes in a fixed order over one sheet."""

from __future__ import annotations

from collections.abc import Callable

from saidby.annotate.assertions import assertions
from saidby.annotate.counts import counts
from saidby.annotate.draft import Draft, Pass
from saidby.annotate.events import events
from saidby.annotate.gate import GATED, gated
from saidby.annotate.names import names
from saidby.annotate.numbers import quantities
from saidby.annotate.periods import periods
from saidby.annotate.sheet import Sheet
from saidby.annotate.speech import speech
from saidby.annotate.times import times
from saidby.annotate.truecase import truecase
from saidby.model import Document, Reading
from saidby.stages import Annotate, Gazetteer


def drafting(*, gazetteer: Gazetteer, language: str) -> Callable[[str], tuple[Sheet, Draft]]:
    """What the rules of one language find in a text. The gazetteer tells which capitalised names may be places."""
    restore = truecase(language=language)
    passes: tuple[Pass, ...] = (
        times(language=language),
        quantities(language=language),  # after times: numbers inside dates are no counts
        names(gazetteer=gazetteer, language=language),
        speech(language=language),
        events(language=language),
        counts(language=language),
        assertions(language=language),
        periods(language=language),  # last: what dates nothing is seen by no other
    )

    def draft(text: str) -> tuple[Sheet, Draft]:
        sheet, found = Sheet(restore(text)), Draft()
        for step in passes:
            step(sheet, found)
        return sheet, found

    return draft


def rules(*, gazetteer: Gazetteer, language: str = "en", gate: bool = GATED) -> Annotate:
    """A reader for one language, of rules alone. With a `gate` it leaves alone what has nothing about harm."""
    draft = drafting(gazetteer=gazetteer, language=language)

    def annotate(document: Document) -> Reading:
        sheet, found = draft(document.text)
        return found.reading(document, sheet, f"rules-{language}@1")

    return gated(annotate, language=language) if gate else annotate
