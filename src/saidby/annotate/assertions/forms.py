"""Forms: the little pattern language that the lexicon of assertions is written in.

A form is a row of elements parted by blanks, matched against tokens in lower case::

    killed|shot     one of these words
    @attack         one of the words or phrases of that list, the longest that fits (also @attack|crime)
    %-made          a word that ends so
    <actor>         a phrase of that class (see :mod:`saidby.annotate.assertions.phrases`)
    ~4              at most four tokens, as few as will do; never over a sign or a word of the list "bar"
    >8              at most eight tokens, as many as there are before the clause ends
    ^  $            the sentence's first token; its end
    !x              not x here (x a word or list); takes no token
    x?  x*          x once or not at all; x up to three times
    [ ]             where the quote begins and ends, if it is not the whole match

Every element looks at a bounded stretch of one sentence, so a match costs a bounded time at each token.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol

from saidby.errors import RecipeError

REPEAT = 3
SIGNS = {"[": "open", "]": "close", "^": "first", "$": "last"}


class Element(NamedTuple):
    """One element of a form; `words` are phrases by their first token (each a tuple of tokens), longest first."""

    sort: str  # "words" | "ending" | "class" | "gap" | "tail" | "open" | "close" | "first" | "last"
    words: Mapping[str, Sequence[tuple[str, ...]]] = MappingProxyType({})
    name: str = ""
    size: int = 0
    least: int = 1
    most: int = 1
    refused: bool = False


class Page(Protocol):
    """What a form is matched against: the tokens of one sentence and the phrases that begin at each."""

    @property
    def words(self) -> Sequence[str]: ...

    def phrases(self, name: str, position: int) -> Sequence[int]:
        """Where phrases of class `name` that begin at `position` may end, best first."""

    def barred(self, position: int) -> bool:
        """Whether no gap may run over this token."""

    def ends_clause(self, position: int) -> bool:
        """Whether a clause's tail stops before this token."""


def parse(form: str, lists: Mapping[str, Sequence[str]]) -> tuple[Element, ...]:
    """The elements of a form. Raises RecipeError for a list that is not there or a gap without a size."""
    return tuple(_element(piece, form, lists) for piece in form.split())


def _element(piece: str, form: str, lists: Mapping[str, Sequence[str]]) -> Element:
    if piece in SIGNS:
        return Element(SIGNS[piece])
    least, most = 1, 1
    if len(piece) > 1 and piece[-1] in "?*":
        least, most = 0, 1 if piece[-1] == "?" else REPEAT
        piece = piece[:-1]
    if piece[0] in "~>":
        if not piece[1:].isdecimal():
            raise RecipeError(f"the form {form!r} has {piece!r}; write a size, as in {piece[0]}4")
        return Element("gap" if piece[0] == "~" else "tail", size=int(piece[1:]))
    refused = len(piece) > 1 and piece[0] == "!"
    piece = piece[1:] if refused else piece
    if piece[0] == "%":
        return Element("ending", name=piece[1:], least=least, most=most, refused=refused)
    if piece.startswith("<") and piece.endswith(">"):
        return Element("class", name=piece[1:-1], least=least, most=most, refused=refused)
    phrases: list[tuple[str, ...]] = []
    for word in piece.split("|"):
        if not word.startswith("@"):
            phrases.append((word,))
        elif word[1:] in lists:
            phrases.extend(tuple(entry.split()) for entry in lists[word[1:]])
        else:
            raise RecipeError(f"the form {form!r} speaks of the list {word!r}; add it to [assertions.words]")
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        by_first.setdefault(phrase[0], []).append(phrase)
    return Element("words", by_first, least=least, most=most, refused=refused)


def needed(elements: Sequence[Element]) -> tuple[frozenset[str], ...]:
    """Sets of words of which a sentence must hold one each for the form to fit anywhere in it."""
    return tuple(frozenset(one.words) for one in elements if one.sort == "words" and one.least and not one.refused)


class Match(NamedTuple):
    """Tokens ``[start, end)`` of the quote, and the class phrases met on the way as (class, start, end)."""

    start: int
    end: int
    met: tuple[tuple[str, int, int], ...]


def match(elements: Sequence[Element], page: Page, position: int) -> Match | None:
    """The first way in which the form fits at `position`, or None."""
    for end, opened, closed, met in _walk(elements, page, position, (-1, -1, ())):
        start, stop = (opened if opened >= 0 else position), (closed if closed >= 0 else end)
        if start < stop:
            return Match(start, stop, met)
    return None


Marks = tuple[int, int, tuple[tuple[str, int, int], ...]]
State = tuple[int, int, int, tuple[tuple[str, int, int], ...]]


def _walk(elements: Sequence[Element], page: Page, at: int, marks: Marks) -> Iterator[State]:
    if not elements:
        yield (at, *marks)
        return
    element, rest = elements[0], elements[1:]
    opened, closed, met = marks
    if element.sort == "open":
        yield from _walk(rest, page, at, (at, closed, met))
    elif element.sort == "close":
        yield from _walk(rest, page, at, (opened, at, met))
    elif element.sort in {"first", "last"}:
        if at == (0 if element.sort == "first" else len(page.words)):
            yield from _walk(rest, page, at, marks)
    elif element.refused:
        if not any(True for _ in _once(element, page, at)):
            yield from _walk(rest, page, at, marks)
    elif element.most > 1:
        fewer = element._replace(least=0, most=element.most - 1)
        for end in _once(element, page, at):
            yield from _walk((fewer, *rest), page, end, marks)
        if element.least == 0:
            yield from _walk(rest, page, at, marks)
    else:
        for end in _once(element, page, at):
            found = (*met, (element.name, at, end)) if element.sort == "class" else met
            yield from _walk(rest, page, end, (opened, closed, found))
        if element.least == 0:
            yield from _walk(rest, page, at, marks)


def _once(element: Element, page: Page, at: int) -> Iterator[int]:
    """Every place where one instance of the element, begun at `at`, may end; the preferred first."""
    if element.sort == "class":
        yield from page.phrases(element.name, at)
    elif element.sort == "ending":
        if at < len(page.words) and page.words[at].endswith(element.name):
            yield at + 1
    elif element.sort == "gap":
        yield at
        for end in range(at + 1, min(at + element.size, len(page.words)) + 1):
            if page.barred(end - 1):
                return
            yield end
    elif element.sort == "tail":
        end = at
        while end < min(at + element.size, len(page.words)) and not page.ends_clause(end):
            end += 1
        yield end
    else:
        for phrase in element.words.get(page.words[at], ()) if at < len(page.words) else ():
            if tuple(page.words[at : at + len(phrase)]) == phrase:
                yield at + len(phrase)
