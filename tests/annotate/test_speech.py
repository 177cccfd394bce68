"""Every claim's words lead to the one who says them, and through them to whoever relays it."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.annotate.draft import Draft
from saidby.annotate.numbers import quantities
from saidby.annotate.sheet import Sheet
from saidby.annotate.speech import speech
from saidby.annotate.times import times
from saidby.model import Mention
from saidby.vocabulary import UNNAMED, Kind, Stance, Tie

CASES = tomllib.loads(Path(__file__).with_name("speech_cases.toml").read_text("utf-8"))["case"]
TIMES, NUMBERS, SPEECH = times(), quantities(), speech()


def read(text: str, people: tuple[str, ...] = ()) -> Draft:
    sheet, draft = Sheet(text), Draft()
    TIMES(sheet, draft)
    NUMBERS(sheet, draft)
    taken: set[int] = set()
    for person in sorted(people, key=len, reverse=True):
        start = text.find(person)
        while start >= 0:
            if not taken & set(range(start, start + len(person))):
                taken |= set(range(start, start + len(person)))
                bare = " ".join(person.split()[-2:])
                draft.add(Mention(kind=Kind.PERSON, start=start, end=start + len(person), by="test", value=bare))
            start = text.find(person, start + 1)
    SPEECH(sheet, draft)
    return draft


def content(draft: Draft, start: int, end: int) -> int | None:
    """The smallest content that encloses the words: the rule that claims are read by."""
    around = [
        place for place in draft.of(Kind.CONTENT) if draft.mentions[place].start <= start and end <= draft.mentions[place].end
    ]
    return min(around, key=lambda place: draft.mentions[place].end - draft.mentions[place].start, default=None)


def chain(draft: Draft, start: int, end: int) -> list[str | None]:
    place = content(draft, start, end)
    speaker = draft.targets(place, Tie.SAID_BY) if place is not None else []
    found: list[str | None] = []
    while speaker:
        found.insert(0, draft.mentions[speaker[0]].value)
        speaker = draft.targets(speaker[0], Tie.VIA)
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_words_lead_to_their_speakers(case: dict[str, dict[str, list[str]]]) -> None:
    text = str(case["text"])
    draft = read(text, tuple(case.get("people", ())))
    for words, speakers in case["said"].items():
        start = text.index(words)
        assert chain(draft, start, start + len(words)) == speakers, words


@pytest.mark.parametrize("case", [case for case in CASES if "stance" in case], ids=lambda case: case["text"][:50])
def test_a_cue_tells_what_the_speaker_does(case: dict[str, object]) -> None:
    draft = read(str(case["text"]))
    stances = {draft.mentions[place].label for place in draft.of(Kind.CUE)}
    assert case["stance"] in stances
    assert stances <= {stance.value for stance in Stance}


def test_whom_it_is_told_to_does_not_speak() -> None:
    draft = read("The minister told Reuters in Torsk that 14 people died.")
    assert [draft.mentions[place].value for place in draft.of(Kind.SPEAKER)] == ["The minister"]


def test_a_pronoun_names_the_fullest_mention() -> None:
    text = "Mayor Ada Brook said the road was shut. She said 14 people died."
    draft = read(text, ("Mayor Ada Brook",))
    first, second = draft.of(Kind.SPEAKER)
    assert draft.targets(second, Tie.NAMES) == [first]
    assert draft.mentions[second].value == "Mayor Ada Brook"


def test_the_newspaper_is_the_body_that_spoke_last() -> None:
    text = "The Torsk Times said 14 people died. The newspaper put the injured at 40. It said two were children."
    sheet, draft = Sheet(text), Draft()
    NUMBERS(sheet, draft)
    draft.add(Mention(kind=Kind.ORGANISATION, start=0, end=len("The Torsk Times"), by="test"))
    SPEECH(sheet, draft)
    assert [draft.mentions[place].value for place in draft.of(Kind.SPEAKER)] == ["The Torsk Times"] * 3


def test_a_quotation_without_a_cue_is_carried_over_with_less_confidence() -> None:
    text = '"We lost 9 men," said the commander. "They came at night and left."'
    draft = read(text)
    carried = [draft.mentions[place] for place in draft.of(Kind.CONTENT) if draft.mentions[place].label == "carried"]
    direct = [draft.mentions[place] for place in draft.of(Kind.CONTENT) if draft.mentions[place].label == "direct"]
    assert [text[mention.start : mention.end] for mention in carried] == ['"They came at night and left."']
    assert carried[0].confidence < direct[0].confidence


WORDS = ["The ministry", "police", "Ada Brook", "he", "said", "told Reuters", "that", "according to", "denied", "9 died", ",", '"', "“", "”", ".", ":", "\n", "and", "but", "who", "put the toll at", "31 dead", "'s count of", "given by", "His statement", "we", "reportedly", "citing", "as saying", "—", "(@x)"]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_any_jumble_of_speech_is_read_with_sound_links(words: list[str]) -> None:
    text = " ".join(words)
    draft = read(text, ("Ada Brook",))
    for place in draft.of(Kind.CONTENT):
        assert len(draft.targets(place, Tie.SAID_BY)) == 1
        assert len(draft.targets(place, Tie.CUED_BY)) == 1
    for place in draft.of(Kind.SPEAKER):
        value = draft.mentions[place].value
        assert value is not None
        assert value == UNNAMED or value in text
        seen, at = {place}, draft.targets(place, Tie.VIA)
        while at:
            assert at[0] not in seen, "a speaker is relayed by themselves"
            seen.add(at[0])
            at = draft.targets(at[0], Tie.VIA)
    for mention in draft.mentions:
        assert 0 <= mention.start < mention.end <= len(text)


@pytest.mark.parametrize(
    "word",
    [
        "said ",
        '"said ',
        "“a ",
        "who, ",
        "according to ",
        "police said that ",
        "(",
        ", ",
        "reportedly and ",
        "toll given by ",
        "the army's count of ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(word: str) -> None:
    def seconds(size: int) -> float:
        sheet, draft = Sheet(word * size), Draft()
        start = time.perf_counter()
        SPEECH(sheet, draft)
        return time.perf_counter() - start

    small = min(seconds(100) for _ in range(2))
    assert seconds(1000) < 10 * 4 * small + 0.5
