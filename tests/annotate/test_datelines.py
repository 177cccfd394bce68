"""Dates that say when a text was published are told from those of what happened."""

from __future__ import annotations

import pytest

from saidby.annotate.datelines import PUBLISHED
from saidby.annotate.draft import Draft
from saidby.annotate.sheet import Sheet
from saidby.annotate.times import times
from saidby.vocabulary import Kind

PASS = times()


def published(text: str) -> list[str]:
    """The words of the dates that say when a text was published."""
    draft = Draft()
    PASS(Sheet(text), draft)
    found = (draft.mentions[place] for place in draft.of(Kind.TIME))
    return [text[mention.start : mention.end] for mention in found if mention.label == PUBLISHED]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("KELM, Dec 31 (Agency) – Two men died on Dec 30.", ["Dec 31"]),
        ("KELM, Norland (June 3, 2031)\nTwo men died on Monday.", ["June 3, 2031"]),
        ("KELM, Norland (June 3, 2031) Two men died yesterday.", ["June 3, 2031"]),
        ("Report No. 4\n\nKELM, Norland (Oct. 7) — Two men died last night.", ["Oct. 7"]),
        ("3 June 2031\n\nTwo men died on 2 June.", ["3 June 2031"]),
        ("Two dead in Kelm\nLast updated: 3 June 2031\nTwo men died on Monday.", ["3 June 2031"]),
        ("Evening Situation Report, 3 June 2031\nTwo men died in Kelm on 2 June.", ["3 June 2031"]),
        # and what dates a happening
        ("Kelm, 3 June 2031 – the day of the two blasts.", []),
        ("Two blasts shook Kelm (3 June) and Orse (5 June).", []),
        ("The Kelm bombing of 3 June 2031\nTwo men died.", []),
        ("TWO MEN died on 3 June.", []),
        ("KELM police said that on 3 June 2031 two men died.", []),
        ("\n".join(["A line of the story stands here."] * 8 + ["12 May 2031", "Two men died."]), []),
    ],
)
def test_a_date_where_dates_of_publication_stand_is_one(text: str, dates: list[str]) -> None:
    assert published(text) == dates
