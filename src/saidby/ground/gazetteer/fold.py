"""How names are made alike before they are compared: case, accents, apostrophes, hyphens, articles."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Letters that Unicode does not decompose, and marks that writers use, leave out and confuse.
_LETTERS: Final = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ə": "e"}
    | dict.fromkeys("'’‘ʼʻ`´ʹʺ′ʾʿ\"“”", "")
    | dict.fromkeys("-‐‑–—_./,;:()\t\n\r\xa0", " ")
)

_INITIALS: Final = re.compile(r"(?<!\w)\w\.(?:\w\.)+|(?<!\w)\w(?:\.\w)+(?!\w)")


def fold(name: str) -> str:
    """`name` in lower case without accents, apostrophes or a leading "the"; hyphens and full stops are spaces.

    "Sana’a" → "sanaa", "Deir ez-Zor" → "deir ez zor", "St. Petersburg" → "saint petersburg", "U.S." → "us".
    """
    lowered = name.casefold()
    if lowered.isascii():
        if lowered.isalpha():  # most names, and nothing to do
            return lowered
    else:
        lowered = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    if "." in lowered:
        lowered = _INITIALS.sub(lambda match: match.group().replace(".", ""), lowered)
    words = lowered.translate(_LETTERS).split()
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        if words[0] == "st" and len(words) > 1:
            words[0] = "saint"
    return " ".join(words)
