from __future__ import annotations

import pytest

from saidby.errors import InputError
from saidby.model import Document, Mention, Reading
from saidby.score.parts import part
from saidby.score.polnear import compare, lines, load
from saidby.vocabulary import Kind
from score_by_rules import RULES

TEXT = "“We held,” said Mayor Ada Brandt, who thinks that the road is open.\n"
SPANS = [
    ("Source", "Mayor Ada Brandt"),
    ("Cue", "said"),
    ("Content", "“We held,”"),
    ("Cue", "thinks"),
    ("Content", "that the road is open"),
]
ID = next(f"paper_{number}" for number in range(50) if part(f"paper_{number}") == "train")


def brat(spans) -> str:
    rows = []
    for number, (role, words) in enumerate(spans, 1):
        start = TEXT.index(words)
        rows.append(f"T{number}\t{role} {start} {start + len(words)}\t{words}")
    return "\n".join([*rows, "E1\tAttribution:T9 Source:T1 Cue:T2 Content:T3", "#1\tAnnotatorNotes T1\tsee below", "“We", ""])


@pytest.fixture
def corpus(tmp_path):
    for folder in ("text", "attributions"):
        (tmp_path / "train" / folder).mkdir(parents=True)
    (tmp_path / "train" / "text" / f"{ID}.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "train" / "attributions" / f"{ID}_0a1b.ann").write_text(brat(SPANS), encoding="utf-8")
    (tmp_path / "train" / "attributions" / f"{ID}_ffff.ann").write_text(brat(SPANS[:1]), encoding="utf-8")
    return tmp_path


def reading(*mentions: tuple[Kind, str]) -> Reading:
    document = Document(id=ID, text=TEXT, sha256="0" * 64, locator=ID)
    found = [
        Mention(kind=kind, start=TEXT.index(words), end=TEXT.index(words) + len(words), by="test") for kind, words in mentions
    ]
    return Reading(document=document, reader="test", mentions=tuple(found))


def test_the_first_coder_of_a_text_counts(corpus):
    marked = load(corpus, "train")[ID]
    assert {kind: len(spans) for kind, spans in marked.spans.items()} == {Kind.SPEAKER: 1, Kind.CUE: 2, Kind.CONTENT: 2}
    assert load(corpus, "unseen") == {}


def test_punctuation_at_the_edges_of_a_span_does_not_count(corpus):
    kept = compare(reading((Kind.CONTENT, "We held"), (Kind.SPEAKER, "Mayor Ada Brandt,")), load(corpus, "train")[ID])
    assert kept[Kind.CONTENT].spans == (1, 1, 2)
    assert kept[Kind.SPEAKER].spans == (1, 1, 1)


def test_a_span_that_is_too_short_scores_its_tokens_only(corpus):
    kept = compare(reading((Kind.SPEAKER, "Brandt")), load(corpus, "train")[ID])
    assert kept[Kind.SPEAKER].spans == (0, 1, 1)
    assert kept[Kind.SPEAKER].tokens == (1, 1, 3)


def test_a_token_in_two_spans_counts_once(corpus):
    kept = compare(reading((Kind.CUE, "said"), (Kind.CUE, "said Mayor")), load(corpus, "train")[ID])
    assert kept[Kind.CUE].tokens == (1, 2, 2)
    assert kept[Kind.CUE].spans == (1, 2, 2)


def test_a_span_in_pieces_is_one_span_of_all_its_tokens(corpus):
    said, open_ = TEXT.index("We"), TEXT.index("open")
    path = corpus / "train" / "attributions" / f"{ID}_0a1b.ann"
    path.write_text(f"T1\tContent {said} {said + 2};{open_} {open_ + 4}\tWe open\n", encoding="utf-8")
    kept = compare(reading((Kind.CONTENT, "We")), load(corpus, "train")[ID])
    assert kept[Kind.CONTENT].spans == (0, 1, 1)
    assert kept[Kind.CONTENT].tokens == (1, 1, 2)


def test_the_report_has_tokens_and_spans_of_all_three_and_lists_errors(corpus):
    report = list(lines(corpus, part="train", errors=True, recipe=RULES))
    figures = [line.split(" P ")[0].strip() for line in report if " F1 " in line]
    assert figures == [f"{kind} {what}" for kind in ("speaker", "cue", "content") for what in ("tokens", "spans")]
    assert "documents 1  part train" in report
    assert any("missed" in line for line in report if line.startswith("=="))  # nobody reads "who thinks"


def test_a_text_about_no_harm_is_read_too(corpus):
    report = lines(corpus, part="train", errors=False, recipe=RULES)
    (speakers,) = [line for line in report if line.startswith("speaker tokens ")]
    assert " P 1.000 R 1.000 " in speakers


def test_a_folder_without_annotations_is_named(tmp_path):
    with pytest.raises(InputError, match="--corpus"):
        load(tmp_path, "all")
