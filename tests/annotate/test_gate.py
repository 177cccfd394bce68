"""The first look at a text: what is let through, what is dropped, and which sentences of a text are read."""

from __future__ import annotations

import tomllib
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.annotate.draft import Draft
from saidby.annotate.gate import Gate, Scan, Weights, doubted, gate, gated, told, weights
from saidby.annotate.sheet import Sheet
from saidby.errors import RecipeError
from saidby.model import Document, Mention, Reading
from saidby.vocabulary import Kind, Tie

CASES = tomllib.loads(Path(__file__).with_name("gate_cases.toml").read_text(encoding="utf-8"))
WORDS = [
    "nine",
    "people",
    "killed",
    "İ",
    "attack",
    "denied",
    "rebels",
    ".",
    ". ",
    "\n",
    "\n\n",
    "’s",
    "7",
    "2014",
    " ",
    "match",
]


ENGLISH = Scan("en")


def text_of(case: dict[str, object]) -> str:
    padding = str(case.get("padding", "")) * int(str(case.get("repeated", 0)))
    return f"{padding}{case['text']}{padding}"


def named(table: str) -> list[object]:
    return [pytest.param(case, id=case["name"]) for case in CASES[table]]


def document(text: str) -> Document:
    return Document(id="one", text=text, sha256=sha256(text.encode()).hexdigest(), locator="-")


@pytest.mark.parametrize("case", named("texts"))
def test_a_text_is_read_when_it_tells_of_harm(case):
    assert gate("en").document(text_of(case)) is case["read"]


@pytest.mark.parametrize("case", named("texts"))
def test_capitals_make_no_difference(case):
    assert gate("en").score(text_of(case).upper()) == gate("en").score(text_of(case).lower())


@pytest.mark.parametrize("case", named("texts"))
def test_curly_apostrophes_make_no_difference(case):
    text = text_of(case) + " The rebels' car bomb wasn't theirs."
    assert gate("en").score(text) == gate("en").score(text.replace("'", "’"))


@pytest.mark.parametrize("case", named("sentences"))
def test_sentences_are_read_with_those_beside_them(case):
    lines = str(case["lines"]).strip().split("\n")
    sheet = Sheet("\n".join(line[2:] for line in lines))
    read = gate("en").paragraphs(sheet)
    assert [any(s.start <= sentence.start and sentence.end <= s.end for s in read) for sentence in sheet.sentences] == [
        line.startswith(">") for line in lines
    ]


@pytest.mark.parametrize("case", CASES["numbers"], ids=lambda case: case["text"])
def test_years_prices_and_measures_are_no_numbers_of_harm(case):
    scan = Scan("en")
    assert any(bits & scan.classes["number"] for _, bits in scan.anchors(case["text"])) is case["counts"]


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_stretches_are_whole_sentences_in_order_and_apart(words):
    sheet = Sheet("".join(words))
    read = gate("en").paragraphs(sheet)
    assert all(first.end < second.start for first, second in pairwise(read))
    assert {span.start for span in read} <= {sentence.start for sentence in sheet.sentences}
    assert {span.end for span in read} <= {sentence.end for sentence in sheet.sentences}


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_anchors_stand_where_their_words_do(words):
    text = "".join(words)
    for place, bits in ENGLISH.anchors(text):
        assert bits == 0 or text[place].isalnum()


def test_a_letter_that_grows_when_made_small_moves_no_anchor():
    places = [place for place, bits in ENGLISH.anchors("İİİ killed") if bits]
    assert places == [4]


def test_a_text_longer_than_a_stretch_is_scanned_to_its_end(monkeypatch):
    text = "nine people were killed by rebels " * 50
    whole = list(ENGLISH.anchors(text))
    monkeypatch.setattr("saidby.annotate.gate.STRETCH", 100)
    assert list(ENGLISH.anchors(text)) == whole


def test_what_is_dropped_is_read_by_the_gate_and_not_by_the_reader():
    asked = []

    def annotate(document: Document) -> Reading:
        asked.append(document.text)
        return Reading(document=document, reader="tiny@1")

    read = gated(annotate, language="en")
    harm, quiet = (document(text_of(case)) for case in (CASES["texts"][0], CASES["texts"][-2]))
    assert [read(harm).reader, read(quiet).reader] == ["tiny@1", "gate-en@1"]
    assert asked == [harm.text]
    assert read(quiet).document == quiet


def test_a_text_that_is_all_harm_is_no_matter_of_doubt():
    assert gate("en").sure(text_of(CASES["texts"][0]))


@pytest.mark.parametrize("case", [case for case in CASES["texts"] if not case["read"]], ids=lambda case: case["name"])
def test_what_is_dropped_is_never_sure(case):
    assert not gate("en").sure(text_of(case))


def mention(kind: Kind) -> Mention:
    return Mention(kind=kind, start=0, end=1, by="test")


def test_a_number_alone_is_no_telling_of_harm():
    draft = Draft()
    quantity, harm = draft.add(mention(Kind.QUANTITY)), draft.add(mention(Kind.HARM))
    assert not told(draft)
    draft.tie(Tie.MEASURES, quantity, harm, "test")
    assert told(draft)


def test_an_assertion_is_a_telling():
    draft = Draft()
    draft.add(mention(Kind.ASSERTION))
    assert told(draft)


DOUBTFUL = (
    "Parade in Dorvane\n\nSoldiers marched through Dorvane with rifles and rockets on Monday. Children waved at the soldiers."
)


def test_a_doubtful_text_in_which_the_rules_found_nothing_is_left_alone():
    assert gate("en").document(DOUBTFUL)
    left = doubted(language="en")(document(DOUBTFUL), Draft())
    assert left == Reading(document=document(DOUBTFUL), reader="gate-rules-en@1")


def test_what_the_rules_found_or_what_is_sure_is_not_left_alone():
    look, found = doubted(language="en"), Draft()
    found.add(mention(Kind.ASSERTION))
    assert look(document(DOUBTFUL), found) is None
    assert look(document(text_of(CASES["texts"][0])), Draft()) is None


KILLING = "A judge was shot dead in Dorvane on Monday.\n\nShe had sat on the court for nine years and liked to sing."
LATER = "Soldiers marched with rifles.\n\nRockets were shown.\n\nRifles were shown.\n\n" + KILLING
AGED = "The singer Ada Brandt has died aged 92.\n\nShe was born in Osk and sang for nine years."


def test_a_killing_without_a_count_is_read_where_a_report_begins_with_it():
    read = gate("en")
    assert read.score(KILLING) < read.threshold < read.score(LATER)
    assert [read.document(text) for text in (KILLING, LATER, AGED)] == [True, True, False]
    assert [doubted(language="en")(document(text), Draft()) is None for text in (KILLING, LATER)] == [True, False]


def test_a_language_without_weights_says_how_they_are_made():
    with pytest.raises(RecipeError, match=r"gates/xx\.toml with training/gate\.py, or read without: gate = false"):
        weights("xx")


def test_weights_of_a_class_that_the_lexicon_has_not_are_refused():
    with pytest.raises(RecipeError, match="no class 'sorrow'"):
        Gate(ENGLISH, Weights(bias=0.0, threshold=0.0, sure=0.0, weights={"harm+sorrow": 1.0}, read=[], begins=[], unless=[]))


@pytest.mark.parametrize(
    "unit",
    ["killed", "killed ", "nine people were killed ", "1,", "1.", "7 ", ". ", "...", "\n", "a few", "(", "İ"],
)
def test_a_long_line_takes_time_in_proportion(unit):
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        begun = process_time()
        gate("en").document(text)
        return process_time() - begun

    seconds(1000)
    assert min(seconds(100_000) / max(seconds(50_000), 1e-3) for _ in range(3)) < 3
