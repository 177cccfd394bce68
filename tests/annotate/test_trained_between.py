"""What claims are to each other: the rules' ties where they see one, else the encoder's."""

from __future__ import annotations

import pytest
from scripted_page import mention, page

from saidby.annotate.draft import Draft
from saidby.annotate.trained.between import between
from saidby.annotate.trained.claimed import Thresholds, claimed
from saidby.annotate.trained.labels import Relation
from saidby.model import Bounds
from saidby.vocabulary import Kind, Tie

TEXT = "Of 40 hurt 12 were nurses and 60 were not. Again 40 were hurt."
NUMBERS = ("40", "12", "60", "40 were")  # the last is the second 40


def ties(kind: Tie, *, rules=(), points=(), same_event=True):
    """The ties of a kind among four counts of the injured, as pairs of their words."""
    draft = Draft()
    counts = {}
    for words in NUMBERS:
        number = int(words.split()[0])
        counts[words] = draft.add(mention(TEXT, words, Kind.QUANTITY, bounds=Bounds(low=number, high=number)))
    for source, target in rules:
        draft.tie(kind, counts[source], counts[target], "rules")
    found = page(
        TEXT,
        draft,
        labels=[("measure", words, "injured") for words in NUMBERS],
        ties=[(Relation.PART_OF, source, target, score) for source, target, score in points],
    )
    claims = claimed(found, Thresholds())
    called = {claim.quantity: words for words in NUMBERS for claim in claims if claim.quantity == counts[words]}
    events = {claim: 1 if same_event else place for place, claim in enumerate(claims)}
    return [
        (called[one.source.quantity], called[one.target.quantity]) for one in between(found, claims, events) if one.tie is kind
    ]


@pytest.mark.parametrize(
    ("rules", "points", "found"),
    [
        ([], [("12", "40", 9.0)], [("12", "40")]),
        ([("12", "40")], [], [("12", "40")]),
        ([("12", "40")], [("12", "60", 9.0)], [("12", "40")]),  # where the rules see one, the encoder is not asked
        ([], [("60", "40", 9.0)], []),  # 60 are no part of 40
        ([], [("12", "40", 9.0), ("12", "60", 7.0)], [("12", "40")]),  # one whole, the surer
        ([], [("40", "40 were", 9.0), ("40 were", "40", 7.0)], [("40", "40 were")]),  # not each a part of the other
        ([], [], []),
    ],
)
def test_a_part_has_one_whole_that_can_hold_it(rules, points, found):
    assert ties(Tie.PART_OF, rules=rules, points=points) == found


@pytest.mark.parametrize(
    ("rules", "same_event", "found"),
    [
        ([], True, [("40 were", "40")]),
        ([], False, []),
        ([("40 were", "40")], False, [("40 were", "40")]),  # as the rules say, whatever happening each seems to be about
    ],
)
def test_the_same_count_of_one_happening_again_is_a_repetition(rules, same_event, found):
    assert set(ties(Tie.REPEATS, rules=rules, same_event=same_event)) == set(found)


def test_two_like_counts_of_one_sentence_are_two():
    text = "At the gate 2 nurses and 2 guards were hurt."
    draft = Draft()
    for words in ("2 nurses", "2 guards"):
        start = text.index(words)
        draft.add(mention(text, words, Kind.QUANTITY, bounds=Bounds(low=2, high=2)))
        assert text[start] == "2"
    found = page(text, draft, labels=[("measure", words, "injured") for words in ("2 nurses", "2 guards")])
    claims = claimed(found, Thresholds())
    assert len(claims) == 2
    assert list(between(found, claims, dict.fromkeys(claims, 1))) == []


REPLY = "At Osk 7 were killed. The raid on Velm, where 9 died, answered the attack on Osk."


@pytest.mark.parametrize(("seen", "answers"), [(True, ["7"]), (False, [])])
def test_a_motive_answers_the_happening_that_the_rules_hear_in_it(seen, answers):
    draft = Draft()
    for words, number in (("7", "1"), ("9", "2")):
        count = draft.add(mention(REPLY, words, Kind.QUANTITY, bounds=Bounds(low=int(words), high=int(words))))
        draft.tie(Tie.ABOUT, count, draft.add(mention(REPLY, words, Kind.TRIGGER, value=number)), "rules")
    motive = draft.add(mention(REPLY, "answered the attack on Osk", Kind.ASSERTION, label="motive"))
    raid = draft.add(mention(REPLY, "raid", Kind.TRIGGER, value="2"))
    attack = draft.add(mention(REPLY, "attack", Kind.TRIGGER, value="1"))
    for trigger in (raid, attack) if seen else (raid,):
        draft.tie(Tie.ABOUT, motive, trigger, "rules")
    found = page(
        REPLY,
        draft,
        spans=[("motive", "motive", "answered the attack on Osk")],
        labels=[("measure", "7", "killed"), ("measure", "9", "killed")],
    )
    claims = claimed(found, Thresholds())
    events = {claim: 1 if REPLY[claim.start : claim.end] == "7" else 2 for claim in claims}
    about = [one for one in between(found, claims, events) if one.tie is Tie.ABOUT]
    assert [REPLY[one.target.start : one.target.end] for one in about] == answers
