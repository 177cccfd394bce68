"""The trained reader: the rules' passes, one encoder over the text, and both as one Reading."""

from __future__ import annotations

from typing import Final

from tokenizers import Tokenizer

from saidby.annotate.rules import drafting
from saidby.annotate.trained.assembly import assemble
from saidby.annotate.trained.claimed import Thresholds
from saidby.annotate.trained.encoder import Encoder, ask
from saidby.annotate.trained.page import Page
from saidby.annotate.trained.pieces import pieces
from saidby.annotate.trained.session import Session
from saidby.annotate.trained.weights import weights
from saidby.errors import InputError
from saidby.model import Document, Reading
from saidby.stages import Annotate, Gazetteer

LANGUAGE: Final = "en"
UNVERSIONED: Final = "0"


def trained(
    *, gazetteer: Gazetteer, language: str = LANGUAGE, model: str | None = None, threads: int | None = None
) -> Annotate:
    """The trained reader of a language, with the weights that are installed for it.

    `model` names other weights: an installed model, or a folder that ``saidby train`` has made. `threads` is how many each
    process uses; None: one in each of several worker processes, else two. Raises InputError where the weights are not
    installed, not whole, of another language, or made for another version of Saidby.
    """
    found = weights(language if model is None else model)
    if found.language != language:
        raise InputError(f"the model in {found.folder} reads {found.language!r}, not {language!r}; name one that does")
    return reading_with(
        Session(found.encoder, threads=threads),
        found.tokenizer(),
        gazetteer=gazetteer,
        thresholds=found.thresholds,
        language=language,
        version=found.version,
    )


def reading_with(
    encoder: Encoder,
    tokenizer: Tokenizer,
    *,
    gazetteer: Gazetteer,
    thresholds: Thresholds,
    language: str = LANGUAGE,
    version: str = UNVERSIONED,
) -> Annotate:
    """A reader around an encoder and the tokenizer that it was trained with."""
    read, name = drafting(gazetteer=gazetteer, language=language), f"trained-{language}@{version}"

    def annotate(document: Document) -> Reading:
        sheet, draft = read(document.text)
        found = pieces(tokenizer, sheet, draft)
        if not found.starts:
            return draft.reading(document, sheet, name)
        page = Page(sheet, draft, found, ask(encoder, found))
        return assemble(page, thresholds).reading(document, sheet, name)

    return annotate
