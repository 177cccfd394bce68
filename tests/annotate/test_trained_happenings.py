"""Where and when a happening was: what its claims point to, weighed with what the rules read."""

from __future__ import annotations

import pytest
from scripted_page import SURE, mention, page

from saidby.annotate.datelines import PUBLISHED
from saidby.annotate.draft import Draft
from saidby.annotate.trained.assembly import assemble
from saidby.annotate.trained.claimed import Thresholds, claimed
from saidby.annotate.trained.grouping import gathered
from saidby.annotate.trained.happened import told
from saidby.annotate.trained.labels import Relation
from saidby.model import Bounds, TimeExpression
from saidby.vocabulary import Kind, Tie

TEXT = "Near Osk 7 were killed and 9 hurt. Velm, a day from Osk by road, was calm."
PLACES = ("Osk", "Velm", "Osk by")  # the last is the second Osk


def claims_at(*read: tuple[str, str], ties=()):
    """A page with the counts 7 and 9 of one happening, the rules reading each of `read` (count, place) as its place."""
    draft = Draft()
    counts = {
        words: draft.add(mention(TEXT, words, Kind.QUANTITY, bounds=Bounds(low=int(words), high=int(words)))) for words in "79"
    }
    places = {
        words: draft.add(mention(TEXT, words, Kind.PLACE, value=words.split()[0] if words != "Velm" else "Velm"))
        for words in PLACES
    }
    trigger = {words: draft.add(mention(TEXT, words, Kind.TRIGGER, value="1")) for words in "79"}
    for count, place in read:
        draft.tie(Tie.ABOUT, counts[count], trigger[count], "rules")
        draft.tie(Tie.AT, trigger[count], places[place], "rules")
    found = page(TEXT, draft, labels=[("measure", "7", "killed"), ("measure", "9", "injured")], ties=ties)
    return found, claimed(found, Thresholds())


@pytest.mark.parametrize(
    ("read", "bias", "factor"),
    [
        ((), 4.0, 1.0),
        ((("7", "Velm"), ("9", "Velm")), 1.0, 1.0),
        ((("7", "Velm"), ("9", "Velm")), 4.0, 4.0),
        ((("7", "Velm"),), 4.0, 2.5),  # one claim of two
        ((("7", "Osk"), ("7", "Osk by"), ("9", "Osk")), 4.0, 0.25),  # a name that a claim has twice counts once
    ],
)
def test_what_the_rules_read_multiplies_the_odds_of_a_place(read, bias, factor):
    plain, claims = claims_at()
    before = told(plain, claims, Kind.PLACE, 1.0)[0].shares
    found, claims = claims_at(*read)
    after = told(found, claims, Kind.PLACE, bias)[0]
    assert after.shares["velm"] / after.shares["osk"] == pytest.approx(factor * before["velm"] / before["osk"])
    assert sum(after.shares.values()) + after.none == pytest.approx(1)


def test_claims_that_point_beat_rules_that_read_otherwise():
    ties = [(Relation.AT, count, "Osk", 9.0) for count in "79"]
    found, claims = claims_at(("7", "Velm"), ("9", "Velm"), ties=ties)
    assert told(found, claims, Kind.PLACE, 4.0)[0].best() == ["osk", "velm"]
    assert told(found, claims, Kind.PLACE, 1e6)[0].best() == ["velm", "osk"]


def test_each_claim_has_the_place_that_it_points_to_itself():
    found, claims = claims_at(ties=[(Relation.AT, "7", "Osk", 9.0), (Relation.AT, "9", "Velm", 9.0)])
    assert [one.best()[0] for one in told(found, claims, Kind.PLACE, 1.0)] == ["osk", "velm"]


def test_a_claim_in_doubt_has_the_place_of_the_others():
    doubt = [(Relation.AT, "9", words, 9.0) for words in ("Osk", "Velm")]
    found, claims = claims_at(ties=[(Relation.AT, "7", "Velm", 9.0), *doubt])
    assert [one.best()[0] for one in told(found, claims, Kind.PLACE, 1.0)] == ["velm", "velm"]


def test_claims_that_point_nowhere_have_no_place_to_speak_of():
    found, claims = claims_at(ties=[(Relation.AT, count, None, 9.0) for count in "79"])
    assert told(found, claims, Kind.PLACE, 2.0)[0].none > 0.99


def test_times_are_weighed_with_the_rules_times_and_not_with_their_places():
    text = "On Monday 7 were killed. On Friday all was calm."
    draft = Draft()
    count = draft.add(mention(text, "7", Kind.QUANTITY, bounds=Bounds(low=7, high=7)))
    monday, friday = (
        draft.add(mention(text, words, Kind.TIME, time=TimeExpression(weekday=weekday)))
        for words, weekday in (("Monday", 0), ("Friday", 4))
    )
    trigger = draft.add(mention(text, "killed", Kind.TRIGGER, value="1"))
    draft.tie(Tie.ABOUT, count, trigger, "rules")
    draft.tie(Tie.ON, trigger, monday, "rules")
    draft.tie(Tie.AT, trigger, friday, "rules")
    found = page(text, draft, labels=[("measure", "7", "killed")])
    shares = told(found, claimed(found, Thresholds()), Kind.TIME, 3.0)[0].shares
    assert shares[found.called(monday).casefold()] == pytest.approx(3 * shares[found.called(friday).casefold()])


DATED = "KELM (3 June) Then 7 were killed on Monday. On Friday all was calm."


def dated(*, read: str | None, scores: dict[str | None, float]):
    """What the count 7 points to in time, the rules reading a day as its own, and the encoder giving days these scores."""
    draft = Draft()
    count = draft.add(mention(DATED, "7", Kind.QUANTITY, bounds=Bounds(low=7, high=7)))
    days = {
        words: draft.add(mention(DATED, words, Kind.TIME, label=label, time=time))
        for words, label, time in (
            ("3 June", PUBLISHED, TimeExpression(month=6, day=3)),
            ("Monday", "", TimeExpression(weekday=0)),
            ("Friday", "", TimeExpression(weekday=4)),
        )
    }
    if read is not None:
        trigger = draft.add(mention(DATED, "killed", Kind.TRIGGER, value="1"))
        draft.tie(Tie.ABOUT, count, trigger, "rules")
        draft.tie(Tie.ON, trigger, days[read], "rules")
    ties = [(Relation.ON, "7", words, score) for words, score in scores.items()]
    found = page(DATED, draft, labels=[("measure", "7", "killed")], ties=ties)
    (one,) = told(found, claimed(found, Thresholds()), Kind.TIME, 1.0)
    called = {found.called(place).casefold(): words for words, place in days.items()}
    return {called[name]: share for name, share in one.shares.items()} | {None: one.none}


def test_the_date_of_publication_is_never_when_something_happened():
    shares = dated(read=None, scores={"3 June": SURE, None: SURE / 2})
    assert "3 June" not in shares
    assert shares[None] > max(shares["Monday"], shares["Friday"])


@pytest.mark.parametrize("read", ["Monday", "Friday"])
def test_what_points_to_the_date_of_publication_goes_to_the_day_that_the_rules_read(read):
    shares = dated(read=read, scores={"3 June": SURE, None: SURE / 2})
    assert max(shares, key=shares.__getitem__) == read


def test_a_day_that_the_encoder_points_to_outright_stays():
    shares = dated(read="Friday", scores={"Monday": SURE})
    assert max(shares, key=shares.__getitem__) == "Monday"


def test_without_any_place_nothing_is_told():
    text = "Then 7 were killed."
    draft = Draft()
    draft.add(mention(text, "7", Kind.QUANTITY, bounds=Bounds(low=7, high=7)))
    found = page(text, draft, labels=[("measure", "7", "killed")])
    (nowhere,) = told(found, claimed(found, Thresholds()), Kind.PLACE, 2.0)
    assert (nowhere.best(), nowhere.none) == ([], pytest.approx(1))


UNLISTED = "In the hamlet of Ardale 7 were killed. Velm was calm."


@pytest.mark.parametrize(
    ("kind", "places"),
    [(None, ["Ardale"]), (Kind.PLACE, ["Ardale"]), (Kind.PERSON, ["Ardale"]), (Kind.ORGANISATION, [])],
)
def test_a_name_where_the_encoder_sees_a_happening_is_a_place_unless_it_is_an_organisation(kind, places):
    draft = Draft()
    draft.add(mention(UNLISTED, "7", Kind.QUANTITY, bounds=Bounds(low=7, high=7)))
    if kind is not None:
        draft.add(mention(UNLISTED, "Ardale", kind))
    found = page(
        UNLISTED,
        draft,
        spans=[("name", "place", "Ardale")],
        labels=[("measure", "7", "killed"), ("scope", "7", "incident")],
        ties=[(Relation.AT, "7", "Ardale", 9.0)],
    )
    made = assemble(found, Thresholds())
    named = [made.mentions[place] for place in made.of(Kind.PLACE)]
    assert [UNLISTED[place.start : place.end] for place in named] == places
    told = [made.mentions[link.target] for link in made.links if link.tie is Tie.AT]
    assert told == named


TWO = "At Osk 7 were killed. At Velm 9 were hurt."


def groups_of_two(*, rules, encoder, agreed):
    """How the counts 7 and 9 are grouped, by the numbers of the rules' happenings and the encoder's score for being about one."""
    draft = Draft()
    for words, number in zip("79", rules, strict=True):
        count = draft.add(mention(TWO, words, Kind.QUANTITY, bounds=Bounds(low=int(words), high=int(words))))
        if number:
            draft.tie(Tie.ABOUT, count, draft.add(mention(TWO, words, Kind.TRIGGER, value=number)), "rules")
    ties = [(Relation.SAME, one, other, encoder) for one, other in ("79", "97")]
    found = page(TWO, draft, labels=[("measure", "7", "killed"), ("measure", "9", "injured")], ties=ties)
    groups = gathered(found, claimed(found, Thresholds()), Thresholds(together=0.5, agreed=agreed))
    return [[TWO[claim.start : claim.end] for claim in group] for group in groups]


ONE, APART = [["7", "9"]], [["7"], ["9"]]


@pytest.mark.parametrize(
    ("rules", "encoder", "agreed", "groups"),
    [
        (("", ""), 1.0, 8.0, ONE),
        (("", ""), -1.0, 8.0, APART),
        (("1", "1"), -1.0, 1.0, APART),
        (("1", "1"), -1.0, 8.0, ONE),
        (("1", "2"), 1.0, 1.0, ONE),
        (("1", "2"), 1.0, 8.0, APART),
        (("1", "2"), 5.0, 8.0, ONE),  # the encoder is surer than the rules' word counts
        (("1", ""), 1.0, 8.0, ONE),  # of which the rules say nothing
    ],
)
def test_what_the_rules_take_for_one_happening_multiplies_the_odds_that_it_is_one(rules, encoder, agreed, groups):
    assert groups_of_two(rules=rules, encoder=encoder, agreed=agreed) == groups
