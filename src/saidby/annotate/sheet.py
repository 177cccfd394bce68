"""A document's text cut into paragraphs, sentences and tokens, once, for every pass to look at."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

from sentencex import get_sentence_boundaries

# A number keeps its separators, a word its inner hyphens and apostrophes; a possessive 's is a token of its own, so
# that names end where the name ends; every other sign stands alone.
TOKEN: Final = re.compile(
    r"(?P<link>(?:https?://|www\.|pic\.twitter\.com/)\S*[\w/])"
    r"|\d+(?:[.,]\d+)*(?:-[^\W\d_]+(?:-[^\W\d_]+)*)?"  # 24  4,000  25-year-old
    r"|(?:[^\W\d_]\.){2,}"  # U.S.  a.m.
    r"|['’]s\b"
    r"|[^\W_]+(?:['’](?!s\b)[^\W\d_]+|-[^\W_]+)*"
    r"|\S"
)


LINK: Final = "↗"
"""What an address on the web is to the passes: one sign that parts what stands around it."""

LONG: Final = 350
"""Code points; hardly a sentence of the news is longer."""

LONGEST: Final = 500
"""Tokens; nothing in the news has so many without a full stop (the longest seen, a list, has under 400). What has is cut,
after a semicolon or comma where it can be, so that the work of passes that look at a sentence as a whole stays linear."""

_BREAKS: Final = (";", ",")

# The end of a sentence after a word of four letters or a number, so that titles and initials do not count.
ENDING: Final = re.compile(
    r"(?<=[^\W_]{4})[.!?][\"”’']?\s+(?=[\"“‘]?[A-Z])|(?<=\d)[.!?][\"”’']?\s+(?=[\"“‘]?[A-Z])|(?<=[.!?][\"”’])\s+(?=[\"“‘]?[A-Z])"
)

# No end of a sentence: "at 9 a.m. Tuesday", "5 p.m. EST".
_CLOCK: Final = re.compile(r"\d\s?[ap]\.m\.\s*\Z")
_NEAR: Final = 12  # code points
_CLOCK_GOES_ON: Final = re.compile(r"\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{3,4})\b")


class Token(NamedTuple):
    """A word, number or sign: code points ``[start, end)``, its text, and its lower case with straight apostrophes."""

    start: int
    end: int
    text: str
    lower: str


class Sentence(NamedTuple):
    """Code points ``[start, end)``, tokens ``[first, last)``, and the paragraph's number."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int


class Sheet:
    """The text of a document with its tokens and sentences, in reading order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        position = 0
        for number, line in enumerate(text.split("\n")):
            self._line(line, position, number)
            position += len(line) + 1
        self._token_starts = [token.start for token in self.tokens]
        self._sentence_starts = [sentence.start for sentence in self.sentences]

    def _line(self, line: str, offset: int, paragraph: int) -> None:
        if not line.strip():
            return
        tokens = self.tokens
        for start, end in self._cut(line):
            first = len(self.tokens)
            for match in TOKEN.finditer(line, start, end):
                word = LINK if match.lastgroup else match.group()
                begin, stop = match.span()
                tokens.append(Token(offset + begin, offset + stop, word, word.lower().replace("’", "'")))
            for begin, stop in self._pieces(first):
                self.sentences.append(Sentence(tokens[begin].start, tokens[stop - 1].end, begin, stop, paragraph))

    def _pieces(self, first: int) -> Iterator[tuple[int, int]]:
        """The tokens from `first` on, in pieces of at most `LONGEST`."""
        while len(self.tokens) - first > LONGEST:
            half, most = first + LONGEST // 2, first + LONGEST
            breaks = (next((at for at in range(most, half, -1) if self.tokens[at - 1].text == sign), None) for sign in _BREAKS)
            stop = next((at for at in breaks if at is not None), most)
            yield first, stop
            first = stop
        if first < len(self.tokens):
            yield first, len(self.tokens)

    @staticmethod
    def _cut(line: str) -> Iterator[tuple[int, int]]:
        """The sentences of a line. A quotation mark that is never closed hides the ends after it: long ones are cut again."""
        for begin, end in _rejoined(line):
            start = begin
            if end - start > LONG:
                for stop in ENDING.finditer(line, start, end):
                    if stop.end() < end:
                        yield start, stop.end()
                        start = stop.end()
            yield start, end

    def token_at(self, position: int) -> int:
        """The index of the first token that ends after `position` (``len(tokens)`` when there is none)."""
        index = bisect_right(self._token_starts, position) - 1
        return index if index >= 0 and self.tokens[index].end > position else index + 1

    def tokens_in(self, start: int, end: int) -> range:
        """The indices of the tokens that begin in ``[start, end)``."""
        return range(bisect_left(self._token_starts, start), bisect_left(self._token_starts, end))

    def sentence_at(self, position: int) -> int:
        """The index of the sentence that holds `position`, or of the last one before it (0 at the least)."""
        return max(0, bisect_right(self._sentence_starts, position) - 1)


def _rejoined(line: str) -> Iterator[tuple[int, int]]:
    """The sentences of a line, those parted between a clock time and its day or zone in one."""
    held: tuple[int, int] | None = None
    for boundary in get_sentence_boundaries("en", line):
        start, end = int(boundary["start_index"]), int(boundary["end_index"])
        if (
            held is not None
            and _CLOCK.search(line, max(held[0], held[1] - _NEAR), held[1])
            and _CLOCK_GOES_ON.match(line, start)
        ):
            held = held[0], end
            continue
        if held is not None:
            yield held
        held = start, end
    if held is not None:
        yield held
