"""Reading takes time in proportion to the length of a text, whatever stands in it: no text may cost its square."""

from __future__ import annotations

from hashlib import sha256
from time import process_time

import pytest

from saidby.model import Document
from saidby.pipeline import build, load_recipe, ungated
from saidby.pipeline.reader import Reader

SHORT, LONG = 20_000, 40_000  # code points
MOST = 3.0  # times as long for twice the text: 2 is linear, 4 the square
TRIES = 3  # a busy machine may spoil a measurement, not three

# Texts without the full stops, line ends or variety that keep the stretches of the news short.
HOSTILE = {
    "counts and places on one line": ("", "Nine people were killed in Aden, "),
    "one happening told without end": ("Blast in Aden\n", "Nine people died in a blast in Aden on Monday, police said. "),
    "quotations that are never closed": ("", "“They shelled the port, the mayor said on 3 May, and two died\n"),
    "nothing but numbers": ("", "7 killed, 3 wounded, at least 20 drones of 49, "),
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return build(ungated(load_recipe(None))).make_reader()


def text_of(opening: str, unit: str, length: int) -> str:
    return (opening + unit * (length // len(unit) + 1))[:length]


def seconds(reader: Reader, text: str) -> float:
    """Processor time, which other programs on the machine do not add to."""
    document = Document(id="one", text=text, sha256=sha256(text.encode()).hexdigest(), locator="-")
    begun = process_time()
    reader.read(document)
    return process_time() - begun


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_text_takes_about_twice_the_time(reader: Reader, name: str) -> None:
    short, long = (text_of(*HOSTILE[name], length) for length in (SHORT, LONG))
    times: list[tuple[float, float]] = []
    while len(times) < TRIES and (not times or growth(times) >= MOST):
        times.append((seconds(reader, short), seconds(reader, long)))
    assert growth(times) < MOST, times


def growth(times: list[tuple[float, float]]) -> float:
    """From the best time of the short text to the best of the long one."""
    return min(long for _, long in times) / min(short for short, _ in times)
