"""Names are found and told apart: persons, organisations, groups, places; ordinary capitals are not names."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.annotate.draft import Draft
from saidby.annotate.names import names
from saidby.annotate.sheet import Sheet
from saidby.annotate.times import times
from saidby.model import Place
from saidby.vocabulary import Kind

CASES = tomllib.loads(Path(__file__).with_name("names_cases.toml").read_text("utf-8"))["case"]
NAMES = (Kind.PERSON, Kind.ORGANISATION, Kind.GROUP, Kind.PLACE)


class SmallGazetteer:
    """A few towns of a made-up land, and two that share their name with words."""

    towns: ClassVar = {"vostok": 900_000, "portino": 12_000, "moscow": 10_000_000, "reading": 170_000, "police": 34_000}

    def find(self, name: str) -> Sequence[Place]:
        population = self.towns.get(name.lower())
        return () if population is None else (Place(name=name.title(), country="XX", population=population),)


PASSES = (times(), names(gazetteer=SmallGazetteer()))


def read(text: str) -> Draft:
    sheet, draft = Sheet(text), Draft()
    for step in PASSES:
        step(sheet, draft)
    return draft


def named(text: str) -> list[str]:
    draft = read(text)
    return [
        f"{text[m.start : m.end]} | {m.kind} | {m.label} | {m.value or ''}".replace("|  |", "| |")
        for m in (draft.mentions[place] for place in draft.of(*NAMES))
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_names_are_told_apart(case: dict[str, object]) -> None:
    assert named(str(case["text"])) == case["names"]


WORDS = [
    "Vostok",
    "Ivo",
    "Lind",
    "President",
    "Ministry",
    "of",
    "the",
    "The",
    "al-Bab",
    "Russian",
    "Hotel",
    "in",
    ",",
    ".",
    "eastern",
    "said",
    "UN",
    "city",
]


@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_names_never_overlap_and_stay_inside_the_text(words: list[str]) -> None:
    text = " ".join(words)
    draft = read(text)
    end = 0
    for place in draft.of(*NAMES):
        mention = draft.mentions[place]
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


def test_the_same_text_gives_the_same_mentions() -> None:
    text = "Ivo Lind of Vostok met Ana Ruiz in Portino. Lind and Ruiz spoke of the UN and of Ukraine."
    assert read(text).mentions == read(text).mentions
