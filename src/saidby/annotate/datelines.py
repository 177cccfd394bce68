"""Dates that say when a text was published: in a dateline, on a line of their own at its head, in a bulletin's title.

They are nobody's word on when something happened.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from saidby.annotate.lexicon import table

TOP: Final = 7
"""Lines that are not blank among which a date alone is that of publication; further down it heads what happened then."""

NAMED: Final = 12
"""Words before the date of a dateline, at most: a town, a country, an agency."""

BESIDE: Final = 4
"""Words beside a date on a line that is only a date, at most: "Last updated on: Monday"."""

PUBLISHED: Final = "published"
"""The label of a TIME mention that says when its text was published."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_GOES_ON: Final = re.compile(r"\s*(?:\([^()\n]*\)\s*)?(?:$|[(\[–—:-])")  # after an open date: a dash, an agency, the line's end
_CLOSED: Final = re.compile(r"\s*\)")


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table ``[datelines]``; what each list is for is said there."""

    small: frozenset[str]
    bulletins: frozenset[str]


class Datelines:
    """Tells the dates of publication from those of what happened."""

    def __init__(self, language: str) -> None:
        self._lexicon = table(language, "datelines", Lexicon)

    def hold(self, text: str, start: int, end: int) -> bool:
        """Whether the date at code points ``[start, end)`` of `text` says when it was published.

        So does that of "KYIV, Dec 31 (Agency) –", of "KYIV (3 May 2031) Two men", of "Posted: 3 May 2031" on a line of its own,
        and of the title "Evening Update, 3 May 2031".
        """
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", end)
        before, after = text[first:start], text[end : len(text) if last < 0 else last]
        words = _WORD.findall(before)
        if self._opens(words, before, after):
            return True
        if _WORD.search(after) or sum(bool(line.strip()) for line in text[:first].split("\n")) >= TOP:
            return False
        labelled = len(words) <= BESIDE and ":" in before
        return not words or labelled or words[-1].lower() in self._lexicon.bulletins

    def _opens(self, words: list[str], before: str, after: str) -> bool:
        """Whether a date ends a dateline: after a town in capitals and other names, and before what the text begins with."""
        named = all(word[0].isupper() or word in self._lexicon.small for word in words)
        if not words or len(words) > NAMED or len(words[0]) < 2 or not words[0].isupper() or not named:
            return False
        return bool((_CLOSED if before.rstrip().endswith("(") else _GOES_ON).match(after))
