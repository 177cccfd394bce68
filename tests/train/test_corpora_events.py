"""Event corpora give event words with who did what to whom, and sayings, at their exact places in a text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from corpora_reading import Reading
from hypothesis import given
from hypothesis import strategies as st

from characters import characters
from saidby.annotate.trained.labels import Relation
from saidby.train.corpora.events import Event, Told, lesson, m2e2, terms, wikievents
from saidby.train.corpora.propbank import propbank

RAID = ["Rebels", "shot", "two", "guards", "in", "Ardale", "."]


def sentence(name: str, words: list[str], *events: dict[str, Any], start: int = 0) -> dict[str, Any]:
    index, at = [], start
    for word in words:
        at -= word == "."  # glued to the word before
        index.append([str(at), str(at + len(word) - 1)])
        at += len(word) + 1
    return {"sentence_id": name, "words": words, "index": index, "golden-event-mentions": list(events)}


def attack(**roles: tuple[int, int]) -> dict[str, Any]:
    arguments = [{"role": role, "start": first, "end": last} for role, (first, last) in roles.items()]
    return {"trigger": {"start": 1, "end": 2}, "event_type": "Conflict:Attack", "arguments": arguments}


def files(folder: Path, *sentences: dict[str, Any]) -> list[Path]:
    path = folder / "events.json"
    path.write_text(json.dumps(sentences), encoding="utf-8")
    return [path]


def test_sentences_become_documents_in_their_order(tmp_path: Path) -> None:
    given_ = [
        sentence("VOA_2031.07_1", ["Night", "raid"]),
        sentence("VOA_2031.07_10", ["End", "."]),
        sentence("VOA_2031.07_2", RAID),
    ]
    (told,) = m2e2(files(tmp_path, *given_))
    assert (told.id, told.text) == ("VOA_2031.07", "Night raid\nRebels shot two guards in Ardale. End.")


def test_an_event_word_leads_to_its_arguments_and_to_nobody_where_it_has_none(tmp_path: Path) -> None:
    mention = attack(Attacker=(0, 1), Target=(2, 4), Place=(5, 6))
    (told,) = m2e2(files(tmp_path, sentence("VOA_2031.07_0", RAID, mention)))
    reading = Reading()
    found = lesson("m2e2", told, reading, characters())
    assert reading.labels(found, "happening") == {"shot": "attack"}
    assert reading.ties(found, Relation.BY) == {"shot": ["Rebels"]}
    assert reading.ties(found, Relation.HITS) == {"shot": ["two", "guards"]}
    assert reading.ties(found, Relation.WITH) == {"shot": []}
    assert reading.ties(found, Relation.AT) == {"shot": ["Ardale"]}
    assert reading.ties(found, Relation.ON) == {}


def test_words_for_happenings_without_a_kind_are_left_unsaid(tmp_path: Path) -> None:
    (told,) = m2e2(files(tmp_path, sentence("VOA_2031.07_0", ["Rebels", "injured", "guards", "."])))
    found = lesson("m2e2", told, Reading(), characters())
    said = found.labels["happening"] >= 0
    assert [told.text[start] for start, yes in zip(found.pieces.starts, said, strict=True) if not yes] == [*"injured"]


def test_documents_kept_for_measuring_are_left_out(tmp_path: Path) -> None:
    both = files(tmp_path, sentence("VOA_2031.07_0", RAID), sentence("VOA_2031.08_0", RAID))
    assert [told.id for told in m2e2(both, {"voa-07"})] == ["VOA_2031.08"]


def test_an_article_keeps_the_spaces_of_its_words(tmp_path: Path) -> None:
    words = [["Anti", 0, 4], ["-", 4, 5], ["tank", 5, 9], ["fire", 10, 14], ["killed", 15, 21], ["him", 22, 25], [".", 25, 26]]
    document = {
        "doc_id": "w1",
        "sentences": [[words, "Anti-tank fire killed him."]],
        "entity_mentions": [{"id": "T1", "start": 5, "end": 6}],
        "event_mentions": [
            {
                "event_type": "Life.Die.Unspecified",
                "trigger": {"start": 4, "end": 5},
                "arguments": [{"entity_id": "T1", "role": "Victim"}, {"entity_id": "T9", "role": "Killer"}],
            }
        ],
    }
    path = tmp_path / "dev.jsonl"
    path.write_text(json.dumps(document) + "\n\n", encoding="utf-8")
    (told,) = wikievents(path)
    reading = Reading()
    found = lesson("wikievents", told, reading, characters())
    assert told.text == "Anti-tank fire killed him."
    assert reading.labels(found, "happening") == {"killed": "die"}
    assert reading.ties(found, Relation.HITS) == {"killed": ["him"]}


@pytest.mark.parametrize(
    ("kind", "happening"),
    [
        ("Conflict:Attack", "attack"),
        ("Conflict.Attack.DetonateExplode", "attack"),
        ("Justice.ArrestJailDetain.Unspecified", "arrest"),
        ("Justice.TrialHearing.Unspecified", "other"),
        ("Contact.Contact.Broadcast", None),
    ],
)
def test_the_longest_beginning_of_a_kind_tells_its_happening(kind: str, happening: str | None) -> None:
    assert terms().happening(kind) == happening


@given(st.lists(st.tuples(st.sampled_from(["a", "bc", ".", "-", "“"]), st.booleans())))
def test_added_words_stand_where_they_are_said_to_stand(words: list[tuple[str, bool]]) -> None:
    told = Told("x")
    spans = []
    for word, glued in words:
        spans.append(told.add(word, glued=glued))
        if glued:
            told.end_sentence()
    assert [told.text[start:end] for start, end in spans] == [word for word, _ in words]


def test_an_event_word_without_a_happening_is_left_unsaid() -> None:
    told = Told("x", "Guards spoke.", [Event((7, 12), None, [(Relation.BY, (0, 6))])])
    found = lesson("x", told, Reading(), characters())
    assert found.ties == []
    assert (found.labels["happening"] < 0).sum() == 5


# --- PropBank --------------------------------------------------------------------------------------------------------

Row = tuple[str, str, str, str]  # form, part of speech, roleset, columns with a blank between
SHOT: list[Row] = [
    ("Rebels", "NOUN", "-", "(ARG0*)"),
    ("killed", "VERB", "kill.01", "(V*)"),
    ("two", "NUM", "-", "(ARG1*"),
    ("guards", "NOUN", "-", "*)"),
    ("in", "ADP", "-", "(ARGM-LOC*"),
    ("Ardale", "PROPN", "-", "*)"),
    ("on", "ADP", "-", "(ARGM-TMP*"),
    ("Monday", "PROPN", "-", "*)"),
    (".", "PUNCT", "-", "*"),
]
SAID: list[Row] = [
    ("The", "DET", "-", "(ARG0* *"),
    ("mayor", "NOUN", "-", "*) *"),
    ("did", "AUX", "-", "* *"),
    ("n't", "PART", "-", "(ARGM-NEG*) *"),
    ("say", "VERB", "say.01", "(V*) *"),
    ("who", "PRON", "-", "(ARG1* (ARG0*)"),
    ("shot", "VERB", "shoot.02", "* (V*)"),
    ("the", "DET", "-", "* (ARG1*"),
    ("guards", "NOUN", "-", "*) *)"),
    (".", "PUNCT", "-", "* *"),
]


def bank(folder: Path, *sentences: tuple[str, list[Row]]) -> list[Told]:
    lines = []
    for name, rows in sentences:
        lines.append(f"# sent_id = {name}")
        for number, (form, pos, roleset, columns) in enumerate(rows, start=1):
            lines.append("\t".join([str(number), form, form.lower(), pos, "0", "dep", roleset, *columns.split()]))
        lines.append("")
    path = folder / "bank.tsv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return list(propbank(path))


def test_rolesets_give_happenings_with_their_roles_place_and_time(tmp_path: Path) -> None:
    (told,) = bank(tmp_path, ("news-1-0001", SHOT))
    reading = Reading()
    found = lesson("propbank", told, reading, characters())
    assert (told.id, told.text) == ("news-1", "Rebels killed two guards in Ardale on Monday.")
    assert reading.labels(found, "happening") == {"killed": "die"}
    ties = [reading.ties(found, relation) for relation in (Relation.BY, Relation.HITS, Relation.AT, Relation.ON)]
    assert ties == [{"killed": ["Rebels"]}, {"killed": ["two", "guards"]}, {"killed": ["Ardale"]}, {"killed": ["Monday"]}]


def test_a_saying_has_its_speaker_its_whole_predicate_and_its_content(tmp_path: Path) -> None:
    (told,) = bank(tmp_path, ("news-1-0001", SHOT), ("news-1-0002", SAID))
    reading = Reading()
    found = lesson("propbank", told, reading, characters())
    assert told.text.endswith("on Monday. The mayor didn't say who shot the guards.")
    assert reading.labels(found, "speaker") == {"The": "speaker", "mayor": "speaker"}
    assert reading.labels(found, "cue") == {"didn't": "cue", "say": "cue"}
    assert [*reading.labels(found, "content")] == ["who", "shot", "the", "guards"]
    assert set(map(tuple, reading.ties(found, Relation.SAID_BY).values())) == {("The", "mayor")}


def test_a_thing_that_is_said_is_no_content_and_its_document_is_left_out(tmp_path: Path) -> None:
    rows: list[Row] = [("They", "PRON", "-", "(ARG0*)"), ("say", "VERB", "say.01", "(V*)"), ("hello", "INTJ", "-", "(ARG1*)")]
    assert bank(tmp_path, ("news-2-0001", rows)) == []


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ('He said , " Go ! " today .', 'He said, "Go!" today.'),
        ("A 15 - year lease ( of 3 % )", "A 15-year lease (of 3%)"),
        ("Ardale 's mayor - a lawyer .", "Ardale's mayor - a lawyer."),
        ("It cost $ 5 ; we ca n't pay .", "It cost $5; we can't pay."),
    ],
)
def test_words_are_set_as_an_english_writer_sets_them(tmp_path: Path, words: str, text: str) -> None:
    rows: list[Row] = [(form, "DET" if form == "a" else "X", "-", "") for form in words.split()]
    died: list[Row] = [("died", "VERB", "die.01", "(V*)")]
    (told,) = bank(tmp_path, ("news-3-0001", rows), ("news-3-0002", died))
    assert told.text.startswith(text)
