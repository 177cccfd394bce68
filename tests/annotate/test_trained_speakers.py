"""Who answers for a claim, where the encoder's answers are written down."""

from __future__ import annotations

import pytest
from scripted_page import mention, page

from saidby.annotate.draft import Draft
from saidby.annotate.trained.claimed import Thresholds, claimed
from saidby.annotate.trained.labels import Relation
from saidby.annotate.trained.spoken import Speakers
from saidby.model import Bounds
from saidby.vocabulary import Kind

TEXT = "Oskan radio put the dead at 7. The mayor said 9."


def chain(marked, *, points_to, rules=()):
    """Who says 7, where the encoder marks one speaker and points to some words, and the rules found `rules` (words, kind)."""
    draft = Draft()
    draft.add(mention(TEXT, "7", Kind.QUANTITY, bounds=Bounds(low=7, high=7)))
    for words, kind in rules:
        draft.add(mention(TEXT, words, kind))
    spans = [("speaker", "speaker", marked)] if marked else []
    ties = [(Relation.SAID_BY, "7", points_to, 20.0)]
    found = page(TEXT, draft, spans=spans, labels=[("measure", "7", "killed")], ties=ties)
    (claim,) = claimed(found, Thresholds())
    return [voice.name for voice in Speakers(found, 1.0).of(claim).chain]


@pytest.mark.parametrize(
    ("marked", "rules", "names"),
    [
        ("Oskan radio", (), ["Oskan radio"]),
        ("Oskan radio", [("Oskan", Kind.GROUP)], ["Oskan radio"]),  # more than the name that the rules see
        ("Oskan", [("Oskan radio", Kind.ORGANISATION)], ["Oskan radio"]),  # a part of it
        ("Oskan radio put", [("Oskan radio", Kind.SPEAKER)], ["Oskan radio"]),  # who the rules take to speak is enough
        (None, [("Oskan radio", Kind.ORGANISATION)], ["Oskan radio"]),
        (None, (), []),  # nobody stands there
    ],
)
def test_a_speaker_is_who_the_rules_name_or_the_encoder_marks(marked, rules, names):
    assert chain(marked, points_to="Oskan radio", rules=rules) == names


def test_the_one_pointed_to_speaks_and_not_the_nearest():
    rules = [("Oskan radio", Kind.ORGANISATION), ("The mayor", Kind.SPEAKER)]
    assert chain(None, points_to="The mayor", rules=rules) == ["The mayor"]
