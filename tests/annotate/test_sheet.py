"""Sentences and tokens: their offsets, and sentence ends that an unclosed quotation mark hides."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from saidby.annotate.sheet import LONG, LONGEST, Sheet


def sentences(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in Sheet(text).sentences]


def test_a_quotation_that_is_never_closed_does_not_swallow_the_paragraph() -> None:
    filler = "The council met for hours and heard from dozens of residents about the road. "
    text = "The mayor said “we shall rebuild. " + filler * 6 + "Nobody was hurt."
    assert len(text) > LONG
    found = sentences(text)
    assert found[0] == "The mayor said “we shall rebuild."
    assert found[-1] == "Nobody was hurt."


def test_initials_and_titles_end_no_sentence_in_a_long_one() -> None:
    clause = "and the long road by the river was closed to every kind of traffic for the rest of the week, "
    text = "“It rained, said Gov. Ada B. Stone of the U.S. Senate, " + clause * 5 + "they said."
    assert sentences(text) == [text]


def test_a_line_that_never_ends_is_cut_after_a_comma_where_it_has_one() -> None:
    text = "rain and " * (LONGEST // 3) + "wind, " + "hail and " * LONGEST
    sheet = Sheet(text)
    lengths = [sentence.last - sentence.first for sentence in sheet.sentences]
    assert max(lengths) <= LONGEST < sum(lengths) == len(sheet.tokens)
    assert sheet.tokens[sheet.sentences[0].last - 1].text == ","


@given(st.text(alphabet="Aab .!?”“'\n1é", max_size=900))
def test_sentences_hold_every_token_once_in_order(text: str) -> None:
    sheet = Sheet(text)
    covered = [place for sentence in sheet.sentences for place in range(sentence.first, sentence.last)]
    assert covered == list(range(len(sheet.tokens)))
    assert all(text[token.start : token.end] == token.text for token in sheet.tokens)
    assert "".join(token.text for token in sheet.tokens) == "".join(text.split())


def test_an_address_on_the_web_is_one_sign():
    sheet = Sheet("The army hit Torsk https://t.example/a1?b=2 pic.twitter.com/x9, it said.")
    assert [token.text for token in sheet.tokens] == ["The", "army", "hit", "Torsk", "↗", "↗", ",", "it", "said", "."]


def test_a_clock_time_and_its_day_stand_in_one_sentence() -> None:
    text = "It began at 9 a.m. Tuesday in Orven. It ended at 5 p.m. EST. They left at 6 p.m. The road was open."
    assert sentences(text) == [
        "It began at 9 a.m. Tuesday in Orven.",
        "It ended at 5 p.m. EST.",
        "They left at 6 p.m.",
        "The road was open.",
    ]
