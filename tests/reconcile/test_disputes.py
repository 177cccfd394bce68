"""Which claims cannot both hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said import Said, accounts, incident, tolls

from saidby.reconcile import POLICIES
from saidby.reconcile.disputes import disputes
from saidby.vocabulary import ClaimKind, Measure, Qualifier, Stance


def found(*said: Said):
    return disputes()(incident(*said), accounts(*said))


def says(id: str, kind: ClaimKind, words: str, by: str, **more: object) -> Said:
    return Said(id, kind=kind, words=words, by=by, **more)


TARGET, BLAME, DENIAL, WEAPON = ClaimKind.TARGET_CHARACTER, ClaimKind.RESPONSIBILITY, ClaimKind.DENIAL, ClaimKind.WEAPON

CASES = {
    "counts that do not meet": (Said("a", 24), Said("b", 60, by="ministry"), True),
    "at least 24 and 31": (Said("a", 24, qualifier=Qualifier.AT_LEAST), Said("b", 31, by="ministry"), False),
    "at least 24 and 20": (Said("a", 24, qualifier=Qualifier.AT_LEAST), Said("b", 20, by="ministry"), True),
    "about 50 and 49": (Said("a", 50, qualifier=Qualifier.ABOUT), Said("b", 49, by="ministry"), False),
    "about 20 and 24": (Said("a", 20, qualifier=Qualifier.ABOUT), Said("b", 24, by="ministry"), False),
    "about 50 and 70": (Said("a", 50, qualifier=Qualifier.ABOUT), Said("b", 70, by="ministry"), True),
    "one speaker's revision": (Said("a", 24), Said("b", 60, hour=5), False),
    "a part and the whole": (Said("a", 24), Said("b", 3, unit="children", by="ministry"), False),
    "a toll that grows": (Said("a", 24), Said("b", 60, hour=9, by="ministry"), False),
    "a toll that grows between sides": (Said("a", 24, side="red"), Said("b", 60, hour=9, by="ministry", side="blue"), True),
    "a later lower count": (Said("a", 60), Said("b", 24, hour=9, by="ministry"), True),
    "counts of the same hours": (Said("a", 24), Said("b", 60, hour=2, by="ministry"), True),
    "counts weeks apart": (Said("a", 24), Said("b", 60, hour=500, by="ministry"), True),
    "undated counts": (Said("a", 24, hour=None), Said("b", 60, by="ministry"), True),
    "a report and its copy": (
        Said("a", 24, by=None, document="w", origin="w", publisher="Wire"),
        Said("b", 60, by=None, origin="w", publisher="Post"),
        False,
    ),
    "a report and its hearsay": (Said("a", 24, by=None, document="p"), Said("b", 60, by="(unnamed)", document="p"), False),
    "two happenings of one report": (
        Said("a", 24, document="p"),
        Said("b", 60, by="ministry", document="p", event=2),
        False,
    ),
    "fewer civilians than people": (Said("a", 24, unit="civilians"), Said("b", 28, by="ministry"), False),
    "more civilians than people": (Said("a", 24, unit="civilians"), Said("b", 20, by="ministry"), True),
    "more bodies than people": (Said("a", 24, unit="bodies"), Said("b", 20, by="ministry"), True),
    "fewer bodies than people": (Said("a", 24, unit="bodies"), Said("b", 28, by="ministry"), False),
    "people of two names": (
        Said("a", 24, unit="Danish divers", words="24 Danish divers died"),
        Said("b", 3, unit="Swedes", words="three Swedes were killed", by="ministry"),
        False,
    ),
    "people of one name": (
        Said("a", 24, unit="Danish divers", words="24 Danish divers died"),
        Said("b", 30, unit="Danish divers", words="30 Danish divers were killed", by="ministry"),
        True,
    ),
    "people of a name and fewer people": (
        Said("a", 24, unit="Danes", words="24 Danes died"),
        Said("b", 20, by="ministry"),
        True,
    ),
    "a headline's capitals are no name": (
        Said("a", 24, unit="Divers", words="24 Divers Killed"),
        Said("b", 28, by="ministry"),
        True,
    ),
    "some of the dead": (Said("a", 3, words="3 of the dead"), Said("b", 24, by="ministry"), False),
    "a score of dead": (Said("a", 20, words="20 of dead"), Said("b", 60, by="ministry"), True),
    "some of the victims": (Said("a", 3, words="3 of the victims"), Said("b", 24, by="ministry"), False),
    "victims of whom some died": (Said("a", 3, words="3 of the victims died"), Said("b", 24, by="ministry"), True),
    "guests of whom some died": (Said("a", 3, words="3 of the guests"), Said("b", 24, by="ministry"), True),
    "a report and whom it quotes": (Said("a", 24, by=None, document="p"), Said("b", 60, document="p"), False),
    "a report and who counts nobody": (Said("a", 24, by=None, document="p"), Said("b", 0, document="p"), True),
    "a report and whom another quotes": (Said("a", 24, by=None, document="p"), Said("b", 60, document="q"), True),
    "hundreds and 180": (Said("a", 200, qualifier=Qualifier.VAGUE), Said("b", 180, by="ministry"), False),
    "hundreds and 20": (Said("a", 200, qualifier=Qualifier.VAGUE), Said("b", 20, by="ministry"), True),
    "policemen and soldiers": (Said("a", 24, unit="policemen"), Said("b", 3, unit="soldiers", by="ministry"), False),
    "the count that is denied": (Said("a", 24), Said("b", 24, stance=Stance.DENIES, by="ministry"), True),
    "two measures": (Said("a", 24), Said("b", 60, measure=Measure.INJURED, by="ministry"), False),
    "another count denied": (Said("a", 24), Said("b", 60, stance=Stance.DENIES, by="ministry"), False),
    "blame of two sides": (
        says("a", BLAME, "Red did it", "x", blames="red"),
        says("b", BLAME, "Blue did it", "y", blames="blue"),
        True,
    ),
    "blame of one side": (
        says("a", BLAME, "Red did it", "x", blames="red"),
        says("b", BLAME, "it was Red", "y", blames="red"),
        False,
    ),
    "a side's denial of what it is blamed for": (
        says("a", DENIAL, "we did not", "x", side="red"),
        says("b", BLAME, "Red did it", "y", side="blue", blames="red"),
        True,
    ),
    "a side's denial of what another is blamed for": (
        says("a", DENIAL, "we did not", "x", side="red"),
        says("b", BLAME, "Green did it", "y", side="blue", blames="green"),
        False,
    ),
    "a denial within one side": (
        says("a", DENIAL, "we did not", "x", side="red"),
        says("b", BLAME, "Red did it", "y", side="red", blames="red"),
        False,
    ),
    "a denial and a count": (says("a", DENIAL, "we did not", "x", side="red"), Said("b", 24, by="y", side="blue"), False),
    "a denial and a fragment": (
        says("a", DENIAL, "we did not", "x", side="red"),
        says("b", BLAME, "fired by Red", "y", side="blue", blames="red"),
        False,
    ),
    "a denial and an attack on the denier": (
        says("a", DENIAL, "we did not", "x", side="red"),
        says("b", BLAME, "an attack on Red by Green", "y", side="blue", blames="green"),
        False,
    ),
    "a denial and a blow to the denier": (
        says("a", DENIAL, "we did not", "x", side="red"),
        says("b", BLAME, "Green rebels shelled Red positions", "y", side="blue", blames="red"),
        False,
    ),
    "a denial and a compound of the denier's name": (
        says("a", DENIAL, "we did not", "x", side="red"),
        says("b", BLAME, "rebels in Red-run Varnak fired", "y", side="blue"),
        False,
    ),
    "a denier whose side only the name tells": (
        says("a", DENIAL, "our guns were silent", "Northland command"),
        says("b", BLAME, "Northland fired the shells", "y", side="blue", blames="northland"),
        True,
    ),
    "a denial of civilian harm and the other side's homes": (
        says("a", DENIAL, "did not aim at civilians", "x", side="red"),
        says("b", TARGET, "homes and a school were hit", "y", side="blue"),
        True,
    ),
    "blame and what one's own side did": (
        says("a", BLAME, "our Red guns answered", "x", side="red"),
        says("b", BLAME, "Blue did it", "y", blames="blue"),
        False,
    ),
    "military against civilian within one side": (
        says("a", TARGET, "only military facilities", "x", side="red"),
        says("b", TARGET, "a school and homes", "y", side="red"),
        False,
    ),
    "military against civilian": (
        says("a", TARGET, "only military facilities", "x"),
        says("b", TARGET, "a school and homes", "y"),
        True,
    ),
    "only military, a hotel among it, against civilian": (
        says("a", TARGET, "only military facilities, including what it called a hotel of mercenaries", "x"),
        says("b", TARGET, "a school and homes", "y"),
        True,
    ),
    "nothing military against civilian": (
        says("a", TARGET, "there was nothing military, only a school", "x"),
        says("b", TARGET, "a school and homes", "y"),
        False,
    ),
    "no civilians against civilian": (
        says("a", TARGET, "no civilian sites were hit", "x"),
        says("b", TARGET, "a hospital", "y"),
        True,
    ),
    "civilian twice": (says("a", TARGET, "a market", "x"), says("b", TARGET, "a school", "y"), False),
    "words that do not tell": (says("a", TARGET, "the site", "x"), says("b", TARGET, "a school", "y"), False),
    "a denied weapon": (
        says("a", WEAPON, "cluster rockets", "x"),
        says("b", WEAPON, "used no cluster rockets", "y", stance=Stance.DENIES),
        True,
    ),
    "another weapon denied": (
        says("a", WEAPON, "drones", "x"),
        says("b", WEAPON, "no rockets", "y", stance=Stance.DENIES),
        False,
    ),
    "two weapons": (says("a", WEAPON, "drones", "x"), says("b", WEAPON, "rockets", "y"), False),
}


@pytest.mark.parametrize("name", CASES)
def test_two_claims_clash_or_do_not(name):
    first, second, clash = CASES[name]
    assert bool(found(first, second)) is clash


WHYS = {
    "The army says that the target was military, The mayor that it was civilian.": (
        says("a", TARGET, "only military sites", "The army"),
        says("b", TARGET, "a school", "The mayor"),
    ),
    "Ministry and governor do not agree on how many were killed; the counts were published 20 hours apart.": (
        Said("a", 24, hour=20),
        Said("b", 60, by="ministry"),
    ),
    "Governor and ministry do not agree on how many casualties there were.": (
        Said("a", 24, measure=Measure.CASUALTIES),
        Said("b", 60, by="ministry", measure=Measure.CASUALTIES),
    ),
    "The army denies what the mayor said about who did it.": (
        says("a", BLAME, "Red did it", "the mayor", blames="red"),
        says("b", DENIAL, "we did not", "the army", side="red"),
    ),
    "Officials in Karvin deny what the mayor said about who did it.": (
        says("a", BLAME, "Red did it", "the mayor", blames="red"),
        says("b", DENIAL, "we did not", "officials in Karvin", side="red"),
    ),
    "Hellas denies what the mayor said about who did it.": (
        says("a", BLAME, "Red did it", "the mayor", blames="red"),
        says("b", DENIAL, "we did not", "Hellas", side="red"),
    ),
    "The army and the mayor blame different sides.": (
        says("a", BLAME, "Red did it all", "the army", blames="red"),
        says("b", BLAME, "Blue did it", "the mayor", blames="blue"),
    ),
}


@pytest.mark.parametrize("why", WHYS)
def test_a_dispute_says_in_one_sentence_who_contradicts_whom(why):
    (dispute,) = found(*WHYS[why])
    assert dispute.why == why


def test_two_positions_have_one_dispute_however_many_take_them():
    papers = [Said(f"a{at}", 24, by=f"mayor {at}") for at in range(4)] + [
        Said(f"b{at}", 60, by=f"aide {at}") for at in range(4)
    ]
    (dispute,) = found(*papers, Said("c", 60, by="(unnamed)"))
    assert {dispute.first[0], dispute.second[0]} == {"a", "b"}


def test_a_named_speaker_stands_for_a_position_before_nobody_named():
    (dispute,) = found(Said("a", 24, by="(unnamed)"), Said("b", 24, by="mayor"), Said("c", 60, by="ministry"))
    assert {dispute.first, dispute.second} == {"b", "c"}


def test_a_superseded_count_disputes_nothing():
    assert found(Said("a", 24), Said("b", 60, hour=5), Said("c", 60, by="ministry", hour=5)) == ()


def test_a_denier_answers_once_and_the_clearest_accusation():
    accusations = [
        says("a", BLAME, "Red did it", "y", side="blue", blames="red"),
        says("b", BLAME, "Red forces fired on the market at noon", "z", side="blue", blames="red"),
        says("c", BLAME, "an attack with long words fired by nobody", "v", side="blue"),
    ]
    denials = [says("d", DENIAL, "did not", "x", side="red"), says("e", DENIAL, "had not fired at noon", "x", side="red")]
    (dispute,) = found(*accusations, *denials)
    assert (dispute.first, dispute.second) == ("b", "e")


def test_a_third_party_who_agrees_with_the_denier_is_not_contradicted():
    told = [
        says("a", DENIAL, "we did not", "x", side="red"),
        says("b", BLAME, "Red fired it", "y", side="blue", blames="red"),
        says("c", BLAME, "a rocket that Green fired", "z", side="gold", blames="green"),
    ]
    assert {frozenset((d.first, d.second)) for d in found(*told)} == {frozenset("ab"), frozenset("bc")}


def test_a_denial_that_names_whose_account_it_rejects_stands_against_that_account():
    told = [
        says("a", DENIAL, "called Red's version a fantasy", "Blue council", side="blue"),
        says("b", BLAME, "Blue did it", "somebody", blames="blue"),
        says("c", TARGET, "only a depot was hit", "Red army", side="red"),
        says("d", BLAME, "Blue struck first", "Red army", side="red", blames="blue"),
    ]
    assert frozenset("ac") in {frozenset((dispute.first, dispute.second)) for dispute in found(*told)}
    assert frozenset("ab") not in {frozenset((dispute.first, dispute.second)) for dispute in found(*told)}


def test_opposed_speakers_stand_for_whom_they_blame_before_others():
    told = [
        says("a", BLAME, "it was Red and Red alone, at noon", "somebody", blames="red"),
        says("b", BLAME, "Red did it", "x", side="blue", blames="red"),
        says("c", BLAME, "Blue did it", "y", side="red", blames="blue"),
    ]
    (dispute,) = found(*told)
    assert {dispute.first, dispute.second} == {"b", "c"}


def test_a_pair_of_sides_has_one_dispute_over_what_was_hit():
    army = [says(f"a{at}", TARGET, "military", f"army {at}", side="red") for at in range(3)]
    town = [says(f"b{at}", TARGET, "homes", f"town {at}", side="blue") for at in range(3)]
    assert len(found(*army, *town, says("c", TARGET, "a market", "somebody"))) == 1


@given(tolls(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_accounts_does_not_matter(told, shuffler):
    shuffled = list(told)
    shuffler.shuffle(shuffled)
    assert disputes()(incident(*told), accounts(*shuffled)) == found(*told)


@given(tolls())
@settings(max_examples=150, deadline=None)
def test_no_speaker_disputes_themselves(told):
    by = {one.id: one.by for one in told}
    named = [(by[dispute.first], by[dispute.second]) for dispute in found(*told)]
    assert all(first != second or first in (None, "(unnamed)") for first, second in named)


KINDS = st.sampled_from([BLAME, DENIAL, TARGET, WEAPON])
PHRASES = [
    "red did it",
    "it was blue",
    "fired by red",
    "only military sites",
    "a school",
    "no civilians were hit",
    "cluster rockets",
]


@st.composite
def quarrels(draw: st.DrawFn) -> tuple[Said, ...]:
    return tuple(
        says(
            f"c{at}",
            draw(KINDS),
            draw(st.sampled_from(PHRASES)),
            draw(st.sampled_from(["x", "y", "z"])),
            side=draw(st.sampled_from(["red", "blue", None])),
            blames=draw(st.sampled_from(["red", "blue"])),
            document=draw(st.sampled_from(["p", "q"])),
            event=draw(st.sampled_from([1, 2, None])),
        )
        for at in range(draw(st.integers(2, 7)))
    )


def named(one: Said, names: dict[str, str]) -> Said:
    """The claim in a world where the sides go by these names."""
    words = " ".join(names.get(word, word) for word in one.words.split())
    return replace(one, words=words, side=names.get(one.side or ""), blames=names.get(one.blames or ""))


@given(quarrels())
@settings(max_examples=200, deadline=None)
def test_the_sides_names_decide_nothing(told):
    one = [named(each, {"red": "Aland", "blue": "Zland"}) for each in told]
    two = [named(each, {"red": "Zland", "blue": "Aland"}) for each in told]
    assert [(d.first, d.second) for d in found(*one)] == [(d.first, d.second) for d in found(*two)]


@given(tolls(), st.sampled_from(sorted(POLICIES)))
@settings(max_examples=150, deadline=None)
def test_an_estimate_is_disputed_where_its_counts_are(told, policy):
    quarrelled = {claim for dispute in found(*told) for claim in (dispute.first, dispute.second)}
    for estimate in POLICIES[policy]()(incident(*told), accounts(*told)):
        figures = {*estimate.used, *(aside.claim for aside in estimate.set_aside)}
        assert estimate.disputed or quarrelled.isdisjoint(estimate.used)
        assert not estimate.disputed or not quarrelled.isdisjoint(figures)
