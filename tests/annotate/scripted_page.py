"""A page whose answers are written down: spans, labels and ties by the words that they stand on, whatever the words are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from characters import characters
from saidby.annotate.draft import Draft
from saidby.annotate.sheet import Sheet
from saidby.annotate.trained.encoder import Outputs, ask
from saidby.annotate.trained.labels import COLUMNS, HEADS, OPENING, RELATIONS, WIDTH, Relation
from saidby.annotate.trained.nearness import STEPS
from saidby.annotate.trained.page import Page
from saidby.annotate.trained.pieces import pieces
from saidby.model import Mention
from saidby.vocabulary import Kind

SURE = 9.0


def mention(text: str, words: str, kind: Kind, **more: object) -> Mention:
    """The words where they first stand in a text, as the rules may have found them."""
    start = text.index(words)
    return Mention(kind=kind, start=start, end=start + len(words), by="rules", **more)


def page(
    text: str,
    draft: Draft,
    *,
    spans: Sequence[tuple[str, str, str]] = (),
    labels: Sequence[tuple[str, str, str]] = (),
    ties: Iterable[tuple[Relation, str, str | None, float]] = (),
) -> Page:
    """A text of one window with answers about it.

    `spans` are (head, name, words), `labels` (head, words, label) at the first piece of the words, and `ties` (relation, words
    that it starts from, words that it leads to or None for none, score of every piece there). The rest scores nothing.
    """
    sheet = Sheet(text)
    found = pieces(characters(), sheet, draft)
    size = len(found.starts) + 2

    def at(words: str | None) -> range:
        if words is None:
            return range(OPENING, OPENING + 1)
        covered = found.within(text.index(words), text.index(words) + len(words))
        return range(covered.start + 1, covered.stop + 1)

    scores = np.zeros((1, size, WIDTH), np.float32)
    for head, names in HEADS.items():
        if names[0] == "none":
            scores[..., COLUMNS[head].start] = SURE / 2
    for head, name, words in spans:
        begins, goes_on = (COLUMNS[head].start + HEADS[head].index(f"{sign}-{name}") for sign in "BI")
        scores[0, at(words)[0], begins] = SURE
        scores[0, at(words)[1:], goes_on] = SURE
    for head, words, label in labels:
        scores[0, at(words)[0], COLUMNS[head].start + HEADS[head].index(label)] = SURE
    sources = np.zeros((1, size, len(RELATIONS), size), np.float32)  # the score of every tie, outright
    for relation, start, end, score in ties:
        sources[0, at(start)[0], RELATIONS.index(relation), list(at(end))] = score
    targets = np.tile(np.eye(size, dtype=np.float32), len(RELATIONS))[None]
    outputs = Outputs(scores, sources.reshape(1, size, -1), targets, np.zeros((len(RELATIONS), STEPS), np.float32))
    return Page(sheet, draft, found, ask(lambda ids, flags, mask: outputs, found))
