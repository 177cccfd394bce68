"""Who a person is by the words that a document introduces them with: "Hamas leader Ali Nasser", "Ali Nasser, a spokesman for ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from saidby.ground.actors.antecedents import SOMEBODYS, Antecedents
from saidby.ground.actors.entries import Read
from saidby.ground.actors.registry import Registry

BEFORE: Final = 60
AFTER: Final = 90
"""How far around a name its introduction may reach, in code points."""

STOP: Final = re.compile(r"[.;:!?\n()]|--|[–—]|,(?!\s*\d)")
"""Where words that belong together end."""

PLACED: Final = re.compile(r"\b(?:in|of|at|from|for|near|the)\s*$", re.IGNORECASE)
"""What stands before a name that is hardly a person's."""

_APPOSITION: Final = re.compile(r"\s*,\s*([^,;:.\n]{3,80})")
_APPOSING: Final = frozenset({"a", "an", "the", "its", "their", "his", "her", "one", "who", "of", "from", "then", "also"})
_ROLE: Final = re.compile(r"\b(?:for|of|from|at|with|to)\s+(?:the\s+)?(?=\S)")


class Introductions:
    """The introductions of one document, whose phrases for those who speak and act are given."""

    def __init__(self, known: Registry, phrases: Sequence[str], text: str) -> None:
        self._known = known
        self._phrases = phrases
        self._text = text

    def of_parts(self, phrase: str) -> Iterator[Read]:
        """What the parts of a phrase say; one without a capital letter names no entry ("with access to the site")."""
        for part in _parts(phrase):
            read = self._known.read(part)
            yield read if part.lower() != part else Read(body=read.body)

    def of(self, name: str, antecedents: Antecedents) -> Iterator[tuple[Read, str]]:
        """What the document says around a person's name: "the group's spokesman, Ali Nasser", "Ali Nasser, a spokesman for ..."."""
        last = name.rsplit(maxsplit=1)[-1]
        whole = re.compile(rf"(?<!\w){re.escape(last)}(?!\w)")
        for phrase in self._phrases:
            said = whole.search(phrase)
            if said and phrase != name and not PLACED.search(" ".join(_without_given(phrase[: said.start()]))):
                yield from self._introduction(phrase, self._text.find(phrase), antecedents)
        for match in whole.finditer(self._text):
            before = STOP.split(self._text[max(0, match.start() - BEFORE) : match.start()].rstrip(" ,"))[-1]
            words = _without_given(before)
            if words and self._known.is_title(words[-1]):
                its = next((at for at, word in enumerate(words) if SOMEBODYS.fullmatch(word)), None)
                for at in range(len(words)) if its is None else (its,):
                    yield from self._introduction(" ".join(words[at:]), match.start(), antecedents, parts=False)
            after = _APPOSITION.match(self._text[match.end() : match.end() + AFTER])
            if after and self._apposes(after.group(1)):
                yield from self._introduction(after.group(1), match.start(), antecedents)

    def _apposes(self, words: str) -> bool:
        """Whether words after a name and a comma say who it is, and do not go on to tell what was done."""
        first = words.split(maxsplit=1)[0]
        return first[:1].isupper() or first in _APPOSING or self._known.is_title(first)

    def _introduction(self, words: str, at: int, antecedents: Antecedents, *, parts: bool = True) -> Iterator[tuple[Read, str]]:
        """What words that introduce somebody at a place of the text say: "its director", "a spokesman for Hamas"."""
        why = f"introduced as {words!r}"
        if SOMEBODYS.match(words):
            if found := antecedents.its(words, at):
                yield Read(found.entry), f"{why}, {found.why}"
            return
        if found := antecedents.owner(words):
            yield Read(found.entry), why
        yield self._known.read(words), why
        if parts:
            for read in self.of_parts(words):
                yield read, why


def _without_given(before: str) -> list[str]:
    """The words before a surname without the given names and initials at their end."""
    words = before.split()
    while words and words[-1][0].isupper():
        words.pop()
    return words


def _parts(phrase: str) -> Iterator[str]:
    """The pieces of a phrase between commas, and what follows "for", "of", "from", "at", "with" and "to" in it."""
    pieces = [piece.strip() for piece in phrase.split(",") if piece.strip()]
    if len(pieces) > 1:
        yield from pieces
    for piece in pieces:
        for match in _ROLE.finditer(piece):
            yield piece[match.end() :]
