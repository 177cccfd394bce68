"""Ukrainian names in Latin letters, and what stays the same of a name in Ukrainian, Russian and English spellings."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final

from saidby.ground.gazetteer.fold import fold

# The Cabinet's table of 2010 (resolution 55), which reporting mostly follows: a letter, and at the beginning of a word.
_LATIN: Final = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y", "і": "i",
    "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia", "ь": "", "’": "", "'": "",
}  # fmt: skip
_FIRST: Final = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}

# Consonants as one sign each, vowels and soft signs as nothing: the letters of Cyrillic, and of Latin spellings of either language.
_CYRILLIC: Final = {
    "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "ж": "j", "з": "z", "к": "k", "л": "l", "м": "m", "н": "n", "п": "p",
    "р": "r", "с": "s", "т": "t", "ф": "f", "х": "x", "ц": "c", "ч": "q", "ш": "w", "щ": "wq",
}  # fmt: skip
_SIGNS: Final = (
    ("zgh", "zg"),
    ("shch", "wq"),
    ("sch", "wq"),
    ("zh", "j"),
    ("kh", "x"),
    ("ts", "c"),
    ("ch", "q"),
    ("sh", "w"),
    ("h", "g"),
)
_VOWELS: Final = frozenset("aeiouyаеёиіїйоуыэєюяь")
_SYLLABLE: Final = re.compile(r"[aeiouy]+")
_TWICE: Final = re.compile(r"(.)\1+")


def latin(name: str) -> str:
    """A Ukrainian name in Latin letters: "Кліщіївка" → "Klishchiivka", "Згурівка" → "Zghurivka"."""
    return " ".join("-".join(_word(part) for part in word.split("-")) for word in name.split())


def _word(word: str) -> str:
    low = word.lower().replace("зг", "zgh")
    spelt = "".join(
        (_FIRST.get(letter) if at == 0 else None) or _LATIN.get(letter, letter) for at, letter in enumerate(low)
    )  # fmt: skip
    return spelt[:1].upper() + spelt[1:]


def skeleton(name: str) -> str:
    """The consonants of a name, word by word, "~" before a word that begins with a vowel: the same in all three spellings.

    "Кліщіївка", "Клещеевка", "Klishchiivka" and "Kleshcheyevka" → "klwqvk"; "Іванівка" and "Ivanovka" → "~vnvk".
    """
    return " ".join(_bones(word) for word in fold(name).split())


def unlikeness(name: str, other: str) -> tuple[int, float]:
    """How far two spellings of the same consonants are apart: in syllables, then in letters (0 to 1)."""
    first, second = latin(name).casefold(), latin(other).casefold()
    syllables = abs(len(_SYLLABLE.findall(first)) - len(_SYLLABLE.findall(second)))
    return syllables, 1 - SequenceMatcher(None, first, second).ratio()


def _bones(word: str) -> str:
    opening = "~" if word[0] in _VOWELS else ""
    if any(letter in _CYRILLIC for letter in word):
        bare = "".join(_CYRILLIC.get(letter, "") for letter in word)
    else:
        bare = word
        for spelt, sign in _SIGNS:
            bare = bare.replace(spelt, sign)
        bare = "".join(letter for letter in bare if letter not in _VOWELS)
    return opening + _TWICE.sub(r"\1", bare.replace("ts", "c"))
