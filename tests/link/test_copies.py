"""Which documents are one source."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from saidby.link.copies import copies
from saidby.link.credits import agencies, credited
from saidby.model import Document, Interval, Published
from saidby.vocabulary import Known, Precision

WORDS = [
    f"{first}{second}"
    for first in ("bran", "kel", "mor", "tis", "ulo", "ved", "zan", "gri")
    for second in ("a", "ek", "ost", "um", "ir")
]
lineage = copies()


def story(seed: int, words: int = 120) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=words)) + "."


def document(id: str, text: str, hour: int | None = 0, publisher: str | None = None) -> Document:
    published = None
    if hour is not None:
        start = datetime(2031, 5, 10) + timedelta(hours=hour)
        minute = Interval(start=start, end=start + timedelta(minutes=1), precision=Precision.MINUTE)
        published = Published(interval=minute, known=Known.USER)
    return Document(id=id, text=text, sha256=id, locator="-", publisher=publisher, published=published)


def origins(*documents: Document) -> dict[str, str]:
    return {copy.document: copy.origin for copy in lineage(documents)}


def test_a_copy_with_added_sentences_is_a_copy_of_the_earliest():
    wire = document("wire", story(1), hour=2)
    paper = document("paper", story(1) + " " + story(2, 40), hour=4)
    (copy,) = lineage([paper, wire])
    assert (copy.document, copy.origin) == ("paper", "wire")
    assert "of the words of wire, published 2 h earlier" in copy.why


def test_the_earliest_is_the_origin_then_the_smallest_id_and_undated_ones_come_last():
    same = story(3)
    assert origins(document("b", same), document("a", same), document("c", same, hour=-1)) == {"a": "c", "b": "c"}
    assert origins(document("b", same), document("a", same)) == {"b": "a"}
    assert origins(document("a", same, hour=None), document("b", same)) == {"a": "b"}


def test_two_stories_of_one_desk_are_two_sources():
    head, tail = "VARNAK, May 10 (Harbour Wire) - ", " Harbour Wire could not reach the governor for a comment on Monday."
    assert (
        origins(
            document("a", head + story(4) + tail, publisher="Harbour Wire"),
            document("b", head + story(5) + tail, publisher="Harbour Wire"),
        )
        == {}
    )


def test_a_long_report_that_quotes_a_short_statement_whole_is_no_copy():
    assert origins(document("statement", story(6, 40)), document("report", story(7, 150) + story(6, 40) + story(8, 100))) == {}


def test_a_credit_lets_a_shortened_and_extended_report_count_as_a_copy():
    wire = "VARNAK (Harbour Wire) - " + story(9, 100)
    reworked = story(9, 100)[: len(story(9, 100)) * 55 // 100] + " " + story(10, 45)
    bare = document("paper", reworked, hour=1, publisher="The Lamp")
    credited_text = document("paper", "By Harbour Wire (Harbour Wire) - " + reworked, hour=1, publisher="The Lamp")
    original = document("wire", wire, publisher="Harbour Wire")
    assert origins(original, bare) == {}
    assert origins(original, credited_text) == {"paper": "wire"}


def test_short_texts_are_copies_only_word_for_word():
    short = "Sirens sound in the river district tonight, stay in shelter please"
    assert origins(document("a", short), document("b", short.upper())) == {"b": "a"}
    assert origins(document("a", short), document("b", short + " everyone")) == {}


def test_empty_texts_are_no_copies_of_one_another():
    assert origins(document("a", ""), document("b", ""), document("c", "one two")) == {}


def test_credits_are_read_from_datelines_bylines_and_closing_lines():
    cases = {
        "KYIV, Jan 2 (AP) - Rain.": ("associated press",),
        "Rain fell.\nSource: Reuters": ("reuters",),
        "By Jo Doe, AFP\nRain.": ("agence france-presse",),
        "Rain fell on Monday.\n(dpa)": ("deutsche presse-agentur",),
        "Rain fell (again) on Monday, Reuters reported in a long line.": (),
    }
    assert {text: agencies(document("a", text)) for text in cases} == cases


def test_one_desk_does_not_credit_itself():
    text = "VARNAK (Harbour Wire) - Rain."
    assert credited(document("a", text, publisher="Harbour Wire"), document("b", text, publisher="Harbour Wire")) is None
    assert credited(document("a", text, publisher="Harbour Wire"), document("b", text, publisher="The Lamp")) == "harbour wire"


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.sampled_from([0, 1, None])), min_size=2, max_size=7),
    st.randoms(use_true_random=False),
)
@settings(max_examples=40, deadline=None)
def test_the_order_of_documents_does_not_matter(kinds, shuffler):
    texts = [
        document(f"d{at}", story(base, 60) + (" " + story(90 + extra, 15) if extra else ""), hour)
        for at, (base, extra, hour) in enumerate(kinds)
    ]
    expected = lineage(texts)
    shuffled = list(texts)
    shuffler.shuffle(shuffled)
    assert lineage(shuffled) == expected
    assert {copy.document for copy in expected}.isdisjoint(copy.origin for copy in expected)


def test_a_hostile_single_line_does_not_hang():
    assert origins(document("a", "(" * 200_000), document("b", "a(" * 100_000)) == {}
