from __future__ import annotations

import pytest

from saidby.acquire.language import code, detect

ENGLISH = (
    "The shelling of the market began shortly before noon, when most of the stalls were open, and went on for about twenty "
    "minutes. At least nine people were killed and thirty were taken to hospital, the regional health office said. "
    "Residents spent the night in cellars and in the underground, and the schools of the city stayed closed."
)
UKRAINIAN = (
    "Унаслідок нічного обстрілу загинули щонайменше дев'ятеро людей, ще тридцятьох госпіталізували, повідомили у поліції."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (ENGLISH.upper(), "en"),
        (UKRAINIAN, "uk"),
        (UKRAINIAN.upper(), "uk"),
        ("Explosion à Paris", None),
        ("De Gaulle, La Paz, San José, Al-Hasakah", None),
        ("Kowalski Nguyen Okafor Petrov Haddad Ivanenko Schmidt Rossi Tanaka Mbeki Garcia Olsen " * 4, None),
        ("12 24 36 48 " * 100, None),
        ("", None),
    ],
)
def test_a_language_is_told_only_where_it_is_certain(text: str, language: str | None) -> None:
    assert detect(text) == language


def test_short_and_upper_case_english_is_never_called_another_language() -> None:
    words = ENGLISH.split()
    for length in (1, 3, 8, 15, 25, 40):
        for start in range(0, len(words) - length, 5):
            piece = " ".join(words[start : start + length])
            assert detect(piece) in {"en", None}
            assert detect(piece.upper()) in {"en", None}


@pytest.mark.parametrize(("tag", "language"), [("en", "en"), ("EN-gb", "en"), ("uk_UA", "uk"), ("English!", None), ("", None)])
def test_a_tag_is_cut_to_its_language(tag: str, language: str | None) -> None:
    assert code(tag) == language
