"""Readings as claims: who says each count, which counts are one claim, and what each is about."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.extract import SHIPPED
from saidby.model import Bounds, Claim, Document, Link, Mention, Reading, Span
from saidby.vocabulary import ClaimKind, IncidentType, Kind, Measure, Qualifier, Scope, Stance, Tie

extract = SHIPPED["claims"]()


@dataclass
class Page:
    """A reading made by hand: mentions are given by their words, and by which of equal words is meant."""

    text: str
    mentions: list[Mention] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def add(self, kind: Kind, words: str, nth: int = 0, **more: object) -> int:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        self.mentions.append(Mention(kind=kind, start=start, end=start + len(words), by="test", **more))  # type: ignore[arg-type]
        return len(self.mentions) - 1

    def tie(self, tie: Tie, source: int, target: int) -> None:
        self.links.append(Link(tie=tie, source=source, target=target, by="test"))

    def count(self, words: str, measure: Measure, harm: str, bounds: Bounds, nth: int = 0, label: str = "") -> int:
        """A quantity and its harm word; `nth` tells which of equal words is meant."""
        quantity = self.add(Kind.QUANTITY, words, nth if self.text.count(words) > nth else 0, bounds=bounds, label=label)
        self.tie(Tie.MEASURES, quantity, self.add(Kind.HARM, harm, nth, label=measure.value))
        return quantity

    def says(self, content: str, speaker: str, cue: str = "", **more: str) -> int:
        """A content and its speaker; returns the speaker's place."""
        said, who = self.add(Kind.CONTENT, content), self.add(Kind.SPEAKER, speaker, 0, **more)
        self.tie(Tie.SAID_BY, said, who)
        if cue:
            self.tie(Tie.CUED_BY, said, self.add(Kind.CUE, cue, label=cue))
        return who

    def claims(self) -> tuple[Claim, ...]:
        sentences, start = [], 0
        for line in self.text.split("\n"):
            sentences.append(Span(start=start, end=start + len(line)))
            start += len(line) + 1
        document = Document(id="d", text=self.text, sha256=hashlib.sha256(self.text.encode()).hexdigest(), locator="-")
        return extract(
            Reading(
                document=document,
                reader="t",
                sentences=tuple(sentences),
                mentions=tuple(self.mentions),
                links=tuple(self.links),
            )
        )


def exactly(number: int) -> Bounds:
    return Bounds(low=number, high=number)


def at_least(number: int) -> Bounds:
    return Bounds(low=number, high=None, qualifier=Qualifier.AT_LEAST)


def test_a_count_without_a_speaker_is_the_documents_own() -> None:
    page = Page("The flood killed 7 farmers.")
    quantity = page.count("7", Measure.KILLED, "killed", exactly(7))
    page.tie(Tie.COUNTS, quantity, page.add(Kind.UNIT, "farmers"))
    (claim,) = page.claims()
    assert (claim.speakers, claim.stance, claim.quote) == ((), Stance.ASSERTS, "killed 7 farmers")
    assert claim.figure is not None
    assert (claim.figure.measure, claim.figure.number, claim.figure.unit) == (Measure.KILLED, "7", "farmers")


def test_a_number_that_measures_nothing_is_no_claim() -> None:
    page = Page("The town has 7 wells.")
    page.add(Kind.QUANTITY, "7", bounds=exactly(7))
    assert page.claims() == ()


def test_the_innermost_content_gives_the_speaker_and_relays_stand_before_it() -> None:
    page = Page("The wire says the mayor said 7 were killed.")
    page.says("the mayor said 7 were killed", "The wire")
    inner = page.says("7 were killed", "the mayor", value="Mayor Ana Ruiz")
    page.tie(Tie.VIA, inner, page.mentions.index(next(m for m in page.mentions if m.kind is Kind.SPEAKER)))
    page.count("7", Measure.KILLED, "killed", exactly(7))
    assert page.claims()[0].speakers == ("The wire", "Mayor Ana Ruiz")


def test_relays_that_lead_in_a_circle_end() -> None:
    page = Page("A and B said 7 were killed.")
    first, second = page.says("7 were killed", "A"), page.add(Kind.SPEAKER, "B")
    page.tie(Tie.VIA, first, second)
    page.tie(Tie.VIA, second, first)
    page.count("7", Measure.KILLED, "killed", exactly(7))
    assert page.claims()[0].speakers == ("B", "A")


def test_a_pronoun_is_named_by_the_mention_that_it_stands_for() -> None:
    page = Page("General Okoye spoke. He said 7 were killed.")
    speaker = page.says("7 were killed", "He")
    page.tie(Tie.NAMES, speaker, page.add(Kind.SPEAKER, "General Okoye"))
    page.count("7", Measure.KILLED, "killed", exactly(7))
    assert page.claims()[0].speakers == ("General Okoye",)


@pytest.mark.parametrize(
    ("cue", "stance"),
    [("says", Stance.ASSERTS), ("denies", Stance.DENIES), ("doubts", Stance.DOUBTS), ("predicts", Stance.PREDICTS)],
)
def test_the_cue_gives_the_stance(cue: str, stance: Stance) -> None:
    page = Page(f"The mayor {cue} that 7 were killed.")
    page.says("7 were killed", "The mayor", cue)
    page.count("7", Measure.KILLED, "killed", exactly(7))
    assert page.claims()[0].stance is stance


def repeated(bounds: Bounds) -> Page:
    page = Page("Flood kills 7\nThe flood kills 7 farmers in the valley.")
    first = page.count("7", Measure.KILLED, "kills", exactly(7))
    second = page.count("7", Measure.KILLED, "kills", bounds, nth=1)
    page.tie(Tie.COUNTS, second, page.add(Kind.UNIT, "farmers"))
    page.tie(Tie.REPEATS, first, second)
    return page


def test_a_repeated_count_is_one_claim_with_the_fuller_quote_first() -> None:
    (claim,) = repeated(exactly(7)).claims()
    assert [piece.quote for piece in claim.evidence] == ["kills 7 farmers", "kills 7"]


def test_a_headline_without_the_hedge_of_the_body_is_the_bodys_claim() -> None:
    (claim,) = repeated(at_least(7)).claims()
    assert claim.figure is not None
    assert claim.figure.bounds == at_least(7)


def test_a_headline_is_a_claim_of_its_own_when_the_body_gives_the_count_to_another() -> None:
    page = repeated(exactly(7))
    page.says("The flood kills 7 farmers", "The flood")
    assert [claim.speakers for claim in page.claims()] == [(), ("The flood",)]


@pytest.mark.parametrize(
    ("headline", "body", "claims"),
    [
        ("Governor", "Governor Ilka Moren", 1),
        ("Air force", "the northern air force", 1),
        ("Clinic", "The mayor", 2),
        ("UN", "the ONU", 2),
    ],
)
def test_a_count_by_a_shorter_name_of_its_speaker_is_the_same_claim(headline: str, body: str, claims: int) -> None:
    page = Page(f"{headline}: 7 dead\n{body} said 7 farmers were dead.")
    first = page.count("7", Measure.KILLED, "dead", exactly(7))
    second = page.count("7", Measure.KILLED, "dead", exactly(7), nth=1)
    page.says("7 dead", headline)
    page.says("7 farmers were dead", body)
    page.tie(Tie.REPEATS, first, second)
    assert len(page.claims()) == claims


def test_standings_that_repeat_one_another_by_way_of_somebody_elses_are_one_claim() -> None:
    page = Page("The flood killed 7. The mayor said 7 were killed. In all 7 were killed.")
    first, second, third = (page.count("7", Measure.KILLED, "killed", exactly(7), nth=nth) for nth in range(3))
    page.says("7 were killed", "The mayor")
    page.tie(Tie.REPEATS, second, first)
    page.tie(Tie.REPEATS, third, second)
    assert sorted(len(claim.evidence) for claim in page.claims()) == [1, 2]


def partial() -> tuple[Page, int, int]:
    page = Page("Storms killed 7 farmers, including 2 sisters.\nThe mayor said more.")
    whole = page.count("7", Measure.KILLED, "killed", exactly(7))
    part = page.add(Kind.QUANTITY, "2", bounds=exactly(2))
    page.tie(Tie.MEASURES, part, page.links[0].target)
    page.tie(Tie.COUNTS, part, page.add(Kind.UNIT, "sisters"))
    page.tie(Tie.PART_OF, part, whole)
    return page, whole, part


def test_a_part_names_the_claim_of_its_whole_and_is_quoted_by_itself() -> None:
    page, _, _ = partial()
    whole, part = page.claims()
    assert (part.subset_of, whole.subset_of, part.quote) == (whole.id, None, "2 sisters")


def test_a_part_that_another_speaker_gives_elsewhere_has_no_whole() -> None:
    page = Page("Storms killed 7 farmers.\nThe mayor said 2 of them killed were sisters.")
    whole = page.count("7", Measure.KILLED, "killed", exactly(7))
    part = page.count("2", Measure.KILLED, "killed", exactly(2), nth=1)
    page.says("2 of them killed were sisters", "The mayor")
    page.tie(Tie.PART_OF, part, whole)
    assert all(claim.subset_of is None for claim in page.claims())


def test_a_distant_harm_word_is_left_out_of_the_quote() -> None:
    page = Page("Some 7 farmers " + "of the long valley " * 10 + "were killed.")
    quantity = page.count("Some 7", Measure.KILLED, "killed", exactly(7))
    page.tie(Tie.COUNTS, quantity, page.add(Kind.UNIT, "farmers"))
    assert page.claims()[0].quote == "Some 7 farmers"


def test_an_implicit_count_has_no_number_words() -> None:
    page = Page("A nurse was killed.")
    page.count("A nurse", Measure.KILLED, "killed", exactly(1), label="implicit")
    figure = page.claims()[0].figure
    assert figure is not None
    assert (figure.implicit, figure.number) == (True, None)


def happening() -> Page:
    page = Page("Attack in Northland\nDrones hit Ardale on Monday and 7 were killed. The attack in Ardale went on.")
    for words, label, place in (
        ("Attack", "other_violence", "Northland"),
        ("hit", "drone_strike", "Ardale"),
        ("attack", "", "Ardale"),
    ):
        trigger = page.add(Kind.TRIGGER, words, label=label, value="1")
        kind = "country" if place == "Northland" else "settlement"
        page.tie(Tie.AT, trigger, page.add(Kind.PLACE, place, label=kind))
        if words == "hit":
            page.tie(Tie.WITH, trigger, page.add(Kind.WEAPON, "Drones"))
    page.tie(Tie.ABOUT, page.count("7", Measure.KILLED, "killed", exactly(7)), 2)
    return page


def test_a_claim_is_about_all_that_the_triggers_of_its_happening_say() -> None:
    about = happening().claims()[0].about
    assert (about.event, about.type) == (1, IncidentType.DRONE_STRIKE)
    assert [piece.quote for piece in about.weapons] == ["Drones"]


def test_the_settlement_comes_before_the_country() -> None:
    assert happening().claims()[0].about.places[0].name == "Ardale"


@pytest.mark.parametrize(("last", "manner"), [("denial", IncidentType.BOMBING), ("threat", IncidentType.AIRSTRIKE)])
def test_where_something_is_denied_no_sides_word_names_the_manner(last: str, manner: IncidentType) -> None:
    page = Page(
        "In Ardale 7 were killed.\nNobody knows more.\nThe blast shook windows.\nThe North blamed an air raid by the South.\n"
        "A raid from the air it was, said the North.\nThe South denied that it had struck."
    )
    quantity = page.count("7", Measure.KILLED, "killed", exactly(7))
    for words, label in (("7", ""), ("blast", "bombing"), ("air raid", "airstrike"), ("raid from the air", "airstrike")):
        trigger = page.add(Kind.TRIGGER, words, label=label, value="1")
        page.tie(Tie.ABOUT, quantity, trigger)
    sides = {side: page.add(Kind.SPEAKER, side) for side in ("The North", "The South")}
    for words, kind, side in (
        ("blamed an air raid by the South", "responsibility", "The North"),
        ("raid from the air it was", "weapon", "The North"),
        ("denied that it had struck", last, "The South"),
    ):
        page.tie(Tie.SAID_BY, page.add(Kind.ASSERTION, words, label=kind), sides[side])
    assert page.claims()[0].about.type is manner


@pytest.mark.parametrize("written", ["ARDALE", "Ardale"])
def test_a_name_in_capitals_is_the_same_place(written: str) -> None:
    page = Page(f"{written} – Drones hit Ardale at noon.\nThey came from Ostby, over Velm.\n7 were killed.")
    quantity = page.count("7", Measure.KILLED, "killed", exactly(7))
    trigger = page.add(Kind.TRIGGER, "killed", value="1")
    page.tie(Tie.ABOUT, quantity, trigger)
    for words, nth, sure in ((written, 0, 0.3), ("Ardale", written == "Ardale", 0.3), ("Ostby", 0, 0.5)):
        target = page.add(Kind.PLACE, words, nth, label="settlement")
        page.links.append(Link(tie=Tie.AT, source=trigger, target=target, by="test", confidence=sure))
    assert [place.name.casefold() for place in page.claims()[0].about.places] == ["ardale", "ardale", "ostby"]


def test_a_count_of_no_single_happening_is_about_nothing() -> None:
    page = Page("Attacks killed 7 this year.")
    trigger = page.add(Kind.TRIGGER, "Attacks", label="other_violence")
    quantity = page.add(Kind.QUANTITY, "7", bounds=exactly(7))
    page.tie(Tie.MEASURES, quantity, page.add(Kind.HARM, "killed", label="killed", value="cumulative"))
    page.tie(Tie.ABOUT, quantity, trigger)
    (claim,) = page.claims()
    assert claim.figure is not None
    assert (claim.about.event, claim.figure.scope) == (None, Scope.CUMULATIVE)


def test_overlapping_assertions_of_one_speaker_are_one_claim_with_the_longest_quote() -> None:
    page = Page("Rebels blew up the dam.")
    page.add(Kind.ASSERTION, "Rebels blew up", label="responsibility")
    page.add(Kind.ASSERTION, "Rebels blew up the dam", label="responsibility")
    assert [claim.quote for claim in page.claims()] == ["Rebels blew up the dam"]


def test_an_assertion_keeps_a_stance_of_its_own() -> None:
    page = Page("The mayor rejected the account.")
    page.add(Kind.ASSERTION, "rejected the account", label="denial", value="denies")
    assert page.claims()[0].stance is Stance.DENIES


def test_a_motive_names_the_happening_that_it_answers() -> None:
    page = Page("The raid was revenge for the ambush.")
    raid = page.add(Kind.TRIGGER, "raid", label="other_violence", value="1")
    ambush = page.add(Kind.TRIGGER, "ambush", label="armed_clash", value="2")
    motive = page.add(Kind.ASSERTION, "revenge for the ambush", label="motive")
    page.tie(Tie.ABOUT, motive, raid)
    page.tie(Tie.ABOUT, motive, ambush)
    (claim,) = page.claims()
    assert (claim.kind, claim.about.event, claim.answers) == (ClaimKind.MOTIVE, 1, 2)


def test_claims_come_in_the_order_of_the_text() -> None:
    page = Page("They blew up the dam. The flood killed 7.")
    page.count("7", Measure.KILLED, "killed", exactly(7))
    page.add(Kind.ASSERTION, "They blew up the dam", label="responsibility")
    assert [claim.kind for claim in page.claims()] == [ClaimKind.RESPONSIBILITY, ClaimKind.FIGURE]


KINDS: list[Callable[[Page, int], int]] = [
    lambda page, _: page.add(Kind.QUANTITY, "7", bounds=exactly(7)),
    lambda page, _: page.add(Kind.HARM, "killed", label="killed"),
    lambda page, _: page.add(Kind.CONTENT, "7 were killed"),
    lambda page, _: page.add(Kind.SPEAKER, "mayor"),
    lambda page, n: page.add(Kind.TRIGGER, "raid", label="airstrike", value=str(n % 3 + 1)),
    lambda page, _: page.add(Kind.ASSERTION, "were killed", label="weapon"),
]


@given(
    st.lists(st.integers(0, len(KINDS) - 1), max_size=12),
    st.lists(st.tuples(st.sampled_from(list(Tie)), st.integers(0, 11), st.integers(0, 11)), max_size=20),
)
def test_any_reading_gives_sound_claims_twice_the_same(kinds: list[int], ties: list[tuple[Tie, int, int]]) -> None:
    page = Page("The mayor said that in the raid 7 were killed.")
    for number, kind in enumerate(kinds):
        KINDS[kind](page, number)
    allowed = {
        Tie.MEASURES: Kind.HARM,
        Tie.SAID_BY: Kind.SPEAKER,
        Tie.VIA: Kind.SPEAKER,
        Tie.NAMES: Kind.SPEAKER,
        Tie.ABOUT: Kind.TRIGGER,
        Tie.PART_OF: Kind.QUANTITY,
        Tie.REPEATS: Kind.QUANTITY,
    }
    for tie, source, target in ties:
        if max(source, target) < len(kinds) and page.mentions[target].kind is allowed.get(tie):
            page.tie(tie, source, target)
    claims = page.claims()
    assert claims == page.claims()
    for claim in claims:
        assert all(page.text[piece.start : piece.end] == piece.quote for piece in claim.evidence)
        assert claim.subset_of is None or claim.subset_of in {other.id for other in claims} - {claim.id}
