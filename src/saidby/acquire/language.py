"""Which language a text is in, where that is certain: ISO 639-1 codes, else None."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]{1,40})?")
_READ = 4_000  # characters that are enough to tell by
_CONFIDENT = 0.9
_LETTERS = 200  # measured on English news: below, names decide and one opening in thirty is called Dutch or Pidgin
_LETTERS_OTHER_SCRIPT = 40  # a text in another script is in no language of the Latin one, however short


@cache
def _identifier() -> LanguageIdentifier:
    # Loaded on first use (a second): its own module-level function gives no probabilities.
    from py3langid import langid  # noqa: PLC0415

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)


def code(tag: str) -> str | None:
    """The language of a tag ("en-GB" → "en"); None for what is no tag."""
    match = _CODE.fullmatch(tag.strip())
    return match[1].lower() if match else None


def detect(text: str) -> str | None:
    """The language of `text` by py3langid on its lower-cased opening; None for a short text or a doubtful one."""
    opening = text[:_READ]
    letters = [char for char in opening if char.isalpha()]
    latin = sum(1 for char in letters if char.isascii() or unicodedata.name(char, "").startswith("LATIN"))
    if len(letters) < (_LETTERS if 2 * latin > len(letters) else _LETTERS_OTHER_SCRIPT):
        return None
    found, confidence = _identifier().classify(opening.lower())
    return str(found) if confidence >= _CONFIDENT else None
