"""The trained reader: the rules' passes, one encoder over the text, and both as one Reading."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tokenizers import Tokenizer

from saidby.annotate.draft import Draft
from saidby.annotate.gate import GATED, doubted, gated
from saidby.annotate.rules import drafting
from saidby.annotate.sheet import Sheet
from saidby.annotate.trained.assembly import assemble
from saidby.annotate.trained.calibration import calibrating
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


def trained(
    *,
    gazetteer: Gazetteer,
    language: str = LANGUAGE,
    model: str | None = None,
    threads: int | None = None,
    gate: bool = GATED,
) -> Annotate:
    """The trained reader of a language, with the weights that are installed for it.

    `model` names other weights: an installed model, or a folder that ``saidby train`` has made. `threads` is how many each
    process uses; None: one in each of several worker processes, else two. With a `gate` it leaves alone what has nothing
    about harm, and asks its encoder only about what has. Raises InputError where the weights are not installed, not whole,
    of another language, or made for another version of Saidby.
    """
    found = weights(language if model is None else model)
    if found.language != language:
        raise InputError(f"the model in {found.folder} reads {found.language!r}, not {language!r}; name one that does")
    read = reading_with(
        Session(found.encoder, threads=threads),
        found.tokenizer(),
        drafted=drafting(gazetteer=gazetteer, language=language),
        thresholds=found.thresholds,
        name=f"trained-{language}@{found.version}",
        doubtful=doubted(language=language) if gate else None,
    )
    read = calibrating(read, found.calibration)
    return gated(read, language=language) if gate else read


def reading_with(
    encoder: Encoder,
    tokenizer: Tokenizer,
    *,
    drafted: Callable[[str], tuple[Sheet, Draft]],
    thresholds: Thresholds,
    name: str,
    doubtful: Callable[[Document, Draft], Reading | None] | None,
) -> Annotate:
    """A reader around the rules' draft, an encoder, and the tokenizer that it was trained with.

    Where `doubtful` gives a Reading after the draft, the encoder is not asked.
    """

    def annotate(document: Document) -> Reading:
        sheet, draft = drafted(document.text)
        if doubtful is not None and (left := doubtful(document, draft)) is not None:
            return left
        found = pieces(tokenizer, sheet, draft)
        if not found.starts:
            return draft.reading(document, sheet, name)
        page = Page(sheet, draft, found, ask(encoder, found))
        return assemble(page, thresholds).reading(document, sheet, name)

    return annotate
