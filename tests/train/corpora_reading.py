"""What the tests of corpora read with: the rules, and a tokenizer that knows letters only."""

from __future__ import annotations

from functools import cache

from saidby.annotate.draft import Draft
from saidby.annotate.rules import drafting
from saidby.annotate.sheet import Sheet
from saidby.annotate.trained.labels import HEADS, Relation
from saidby.ground.gazetteer import open_gazetteer
from saidby.train.lessons import UNSAID, Lesson
from saidby.train.reports import Prepare


@cache
def rules() -> Prepare:
    return drafting(gazetteer=open_gazetteer(), language="en")


class Reading:
    """The rules, and the last text that they read, as they set it."""

    def __init__(self) -> None:
        self.text = ""

    def __call__(self, text: str) -> tuple[Sheet, Draft]:
        sheet, draft = rules()(text)
        self.text = sheet.text
        return sheet, draft

    def word(self, lesson: Lesson, piece: int) -> str:
        """The word that a piece is in."""
        start = end = lesson.pieces.starts[piece]
        while start > 0 and not self.text[start - 1].isspace() and self.text[start - 1] not in "(“":
            start -= 1
        while end < len(self.text) and self.text[end] not in " \n.,;:)”":
            end += 1
        return self.text[start:end]

    def labels(self, lesson: Lesson, head: str = "measure") -> dict[str, str]:
        """The labels of a head that are said, by the words they stand on; "none" of measures only."""
        found: dict[str, str] = {}
        for piece, label in enumerate(lesson.labels.get(head, ())):
            name = HEADS[head][label] if label != UNSAID else ""
            if name and (name != "none" or head == "measure"):
                found[self.word(lesson, piece)] = name.removeprefix("I-").removeprefix("B-")
        return found

    def ties(self, lesson: Lesson, relation: Relation) -> dict[str, list[str]]:
        """The words that ties of a kind lead to, by the word they start from; [] where they lead to nobody."""
        return {
            self.word(lesson, tie.source): list(dict.fromkeys(self.word(lesson, piece) for piece in tie.targets if piece >= 0))
            for tie in lesson.ties
            if tie.relation is relation
        }
