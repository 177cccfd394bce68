"""Contested assertions: which words carry them, of what kind, and about which event."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.annotate.assertions import assertions
from saidby.annotate.assertions.forms import match, parse
from saidby.annotate.draft import Draft
from saidby.annotate.sheet import Sheet
from saidby.errors import RecipeError
from saidby.model import Mention
from saidby.vocabulary import ClaimKind, Kind, Stance, Tie


class Case(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    text: str
    marked: list[tuple[str, str, str]]
    names: dict[str, str] = {}
    triggers: list[tuple[str, str]] = []
    harmless: bool = False


CASES = msgspec.convert(tomllib.loads(Path(__file__).with_name("assertions_cases.toml").read_text())["case"], list[Case])


MARK = assertions()


def drafted(text: str, names: dict[str, str], triggers: list[tuple[str, str]], *, harmless: bool = False) -> Draft:
    """A draft as earlier passes would have left it; triggers are looked for one after another.

    Unless it is harmless, the text's first letter stands for the word of harm that a report of violence has somewhere.
    """
    draft = Draft()
    if not harmless:
        draft.add(Mention(kind=Kind.HARM, start=0, end=1, by="test", label="killed"))
    for words, kind in names.items():
        start = text.index(words)
        while start >= 0:
            draft.add(Mention(kind=Kind(kind), start=start, end=start + len(words), by="test"))
            start = text.find(words, start + 1)
    position = 0
    for words, event in triggers:
        position = text.index(words, position)
        draft.add(Mention(kind=Kind.TRIGGER, start=position, end=position + len(words), by="test", value=event or None))
        position += len(words)
    return draft


def read(text: str, names: dict[str, str], triggers: list[tuple[str, str]], *, harmless: bool = False) -> Draft:
    draft = drafted(text, names, triggers, harmless=harmless)
    MARK(Sheet(text), draft)
    return draft


def marked(text: str, draft: Draft) -> list[tuple[str, str, str]]:
    found = [draft.mentions[index] for index in draft.of(Kind.ASSERTION)]
    return [(one.label, text[one.start : one.end], one.value or "") for one in found]


def events(draft: Draft, assertion: int) -> list[str | None]:
    return [draft.mentions[trigger].value for trigger in draft.targets(assertion, Tie.ABOUT)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_assertion(case: Case) -> None:
    assert marked(case.text, read(case.text, case.names, case.triggers, harmless=case.harmless)) == case.marked


def test_retaliation_is_about_the_later_event_first_and_then_about_the_one_that_it_answers() -> None:
    text = "Veldland bombed Orrin. The minister said it was in retaliation for the ambush at Pell."
    draft = read(text, {"Veldland": "place", "Orrin": "place", "Pell": "place"}, [("bombed", "1"), ("ambush", "2")])
    motive = next(i for i in draft.of(Kind.ASSERTION) if draft.mentions[i].label == "motive")
    assert text[draft.mentions[motive].start : draft.mentions[motive].end] == "was in retaliation for the ambush at Pell"
    assert events(draft, motive) == ["1", "2"]


def test_an_assertion_without_a_trigger_of_its_own_is_about_the_event_last_spoken_of() -> None:
    text = "A clash shook Orrin. A boy drowned in Pell. No group has claimed responsibility. A bus burned."
    draft = read(text, {}, [("clash", "1"), ("drowned", "2"), ("burned", "3")])
    assert [(draft.mentions[i].label, events(draft, i)) for i in draft.of(Kind.ASSERTION)] == [("responsibility", ["2"])]


def test_two_speakers_who_say_the_same_make_two_assertions() -> None:
    text = "Rebels shelled the market. Rebels shelled the market."
    draft = drafted(text, {}, [("shelled", "1"), ("shelled", "1")])
    said = draft.add(Mention(kind=Kind.CONTENT, start=27, end=len(text), by="test"))
    speaker = draft.add(Mention(kind=Kind.SPEAKER, start=0, end=6, by="test"))
    draft.tie(Tie.SAID_BY, said, speaker, "test")
    MARK(Sheet(text), draft)
    assert [quote for kind, quote, _ in marked(text, draft) if kind == "responsibility"] == ["Rebels shelled the market"] * 2


@pytest.mark.parametrize(("type", "kinds"), [("shelling", ["responsibility", "target_character"]), ("disaster", [])])
def test_an_earthquake_has_no_target_and_nobody_behind_it(type: str, kinds: list[str]) -> None:
    text = "Veldland hit homes along the coast."
    draft = drafted(text, {"Veldland": "place"}, [])
    draft.add(Mention(kind=Kind.TRIGGER, start=9, end=12, by="test", label=type, value="1"))
    MARK(Sheet(text), draft)
    assert sorted({kind for kind, _, _ in marked(text, draft)}) == kinds


def test_a_language_without_a_lexicon_is_refused() -> None:
    with pytest.raises(RecipeError, match="xx"):
        assertions(language="xx")


WORDS = [
    "rebels",
    "Veldland",
    "shelled",
    "the",
    "town",
    "in",
    "retaliation",
    "for",
    "attack",
    "denied",
    "that",
    "vowed",
    "to",
    "strike",
    ",",
    ".",
    "by",
    "of",
    '"',
    "\n",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_what_is_marked_lies_in_the_text_has_a_kind_and_is_about_one_or_two_events(text: str) -> None:
    sheet, draft = Sheet(text), Draft()
    if text:
        draft.add(Mention(kind=Kind.HARM, start=0, end=1, by="test", label="killed"))
    for token in sheet.tokens:
        if token.lower in {"shelled", "attack", "strike"}:
            draft.add(Mention(kind=Kind.TRIGGER, start=token.start, end=token.end, by="test", value=str(token.start)))
    MARK(sheet, draft)
    for index in draft.of(Kind.ASSERTION):
        one = draft.mentions[index]
        ClaimKind(one.label)
        Stance(one.value or "asserts")
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        assert "\n" not in text[one.start : one.end]
        assert 1 <= len(draft.targets(index, Tie.ABOUT)) <= 2
    of_kind: dict[str, int] = {}
    for index in draft.of(Kind.ASSERTION):
        one = draft.mentions[index]
        assert one.start >= of_kind.get(one.label, 0), "two assertions of one kind share words"
        of_kind[one.label] = one.end


class Plain:
    """A sentence of plain words; every capital letter is a phrase of class "capital"."""

    def __init__(self, text: str) -> None:
        self.words = text.split()

    def phrases(self, name: str, position: int) -> list[int]:
        return [position + 1] if position < len(self.words) and self.words[position].isupper() else []

    def barred(self, position: int) -> bool:
        return self.words[position] == ","

    def ends_clause(self, position: int) -> bool:
        return self.words[position] == ","


@pytest.mark.parametrize(
    ("form", "text", "quote"),
    [
        ("a b", "a b c", "a b"),
        ("a b", "a c", None),
        ("a|x b", "x b", "x b"),
        ("@two c", "a b c", "a b c"),
        ("a ~2 d", "a b c d", "a b c d"),
        ("a ~2 d", "a b b c d", None),
        ("a ~2 d", "a , d", None),
        ("a ~2 d", "a d d", "a d"),
        ("a >3", "a b , c", "a b"),
        ("a >3", "a b c d e", "a b c d"),
        ("a b? c", "a c", "a c"),
        ("a b* c", "a b b b c", "a b b b c"),
        ("a b* c", "a b b b b c", None),
        ("a !b", "a c", "a"),
        ("a !b", "a b", None),
        ("a [ b ] c", "a b c", "b"),
        ("a b $", "a b", "a b"),
        ("a b $", "a b c", None),
        ("<capital> b", "A b", "A b"),
        ("%-made b", "veld-made b", "veld-made b"),
    ],
)  # fmt: skip
def test_form(form: str, text: str, quote: str | None) -> None:
    page = Plain(text)
    found = match(parse(form, {"two": ["a", "a b"]}), page, 0)
    assert (None if found is None else " ".join(page.words[found.start : found.end])) == quote


@pytest.mark.parametrize(("form", "teaches"), [("a @missing", "assertions.words"), ("a ~ b", "~4")])
def test_a_form_that_cannot_be_read_is_refused_with_what_to_do(form: str, teaches: str) -> None:
    with pytest.raises(RecipeError, match=teaches):
        parse(form, {})


def test_a_long_line_costs_time_in_proportion() -> None:
    text = "rebels " * 2_000 + "in retaliation for " * 500 + "shelled " * 500
    draft = drafted(text, {}, [("shelled", "1")])
    MARK(Sheet(text), draft)
    assert len(draft.of(Kind.ASSERTION)) < 1_000
