"""No happening has the day of publication for its own, unless a word of the text says so."""

from __future__ import annotations

from datetime import date
from functools import cache

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidby.acquire.dating import inferred
from saidby.model import Document, Published, day
from saidby.pipeline import Choice, build, load_recipe
from saidby.pipeline.reader import Findings, Reader
from saidby.vocabulary import Known

PUBLISHED = date(2031, 6, 3)  # a Tuesday
GIVEN = Published(interval=day(PUBLISHED), known=Known.METADATA)

HEADS = [
    "",
    "KHARKIV, June 3 (Agency) – ",
    "KHARKIV, Ukraine (June 3, 2031) – ",
    "KHARKIV, Ukraine (June 3, 2031) ",
    "KYIV (June 3)\n",
    "Evening Update, 3 June 2031\n\n",
    "Two dead in Kharkiv\n3 June 2031\n\n",
    "Posted: 3 June 2031\n\n",
]

BODIES = [
    "Two men were killed when a shell hit a house in Kharkiv{}, the mayor said. Nine people were wounded.",
    "A car bomb{} killed at least 12 people in Kharkiv, police said.",
    "Gunmen shot dead five soldiers near Kharkiv{}. The army blamed rebels for the attack.",
    "An air raid on Kharkiv{} wounded 31 people, among them four children. Officials denied that barracks were hit.",
    "Security forces arrested seven suspects in the Kharkiv region{}. The group denied responsibility.",
]

AGO = {" yesterday": 2, " on Monday": 2, " on Sunday": 1, " on June 1": 1, " last Friday": None}
"""Words for a day, and the day of June that they mean; None for one of May."""


@cache
def reader(name: str) -> Reader:
    return build(msgspec.structs.replace(load_recipe(None), annotate=Choice(use=name, options={"gate": False}))).make_reader()


def read(name: str, text: str, known: Published | None) -> Findings:
    return reader(name).read(
        Document(id="report", text=text, sha256="0" * 64, locator="report", language="en", published=known)
    )


reports = st.builds(str.__add__, st.sampled_from(HEADS), st.sampled_from(BODIES))


@pytest.mark.parametrize("name", ["rules", "trained"])
@settings(max_examples=25, deadline=None)
@given(report=reports, given_date=st.sampled_from([GIVEN, None]))
def test_without_a_word_for_it_the_time_of_a_happening_is_unknown(name: str, report: str, given_date: Published | None) -> None:
    text = report.format("")
    found = read(name, text, given_date or inferred(text, url=None, name="report"))
    assert found.claims
    assert [grounding.interval for grounding in found.groundings] == [None] * len(found.groundings)


@pytest.mark.parametrize("name", ["rules", "trained"])
@settings(max_examples=25, deadline=None)
@given(report=reports, ago=st.sampled_from([*AGO]))
def test_a_word_for_another_day_is_never_read_as_the_day_of_publication(name: str, report: str, ago: str) -> None:
    found = read(name, report.format(ago), GIVEN)
    days = {grounding.interval.start.date() for grounding in found.groundings if grounding.interval}
    assert PUBLISHED not in days
    if AGO[ago] is not None:
        assert days <= {date(2031, 6, AGO[ago])}
