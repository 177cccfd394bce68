"""Names that may be places although no list has them."""

from __future__ import annotations

import pytest

from saidby.annotate.draft import Draft
from saidby.annotate.sheet import Sheet
from saidby.annotate.trained.unlisted import unlisted
from saidby.model import Mention
from saidby.vocabulary import Kind

NAMES = [
    ("Seven died in Ardale on the coast.", ["Ardale"]),
    ("Seven died in Upper Ardale near the Bram.", ["Upper Ardale", "Bram"]),
    ("Shells fell. Ardale burned; then all of Ardale fled.", ["Ardale", "Ardale"]),  # a first word that is a name elsewhere
    ("Shells fell. Ardale burned.", []),
    ("Seven Die In Ardale Blast\nThe blast was in Ardale.", ["Ardale", "Ardale"]),  # a headline's capitals tell nothing
    ("Seven died in a village.", []),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_runs_of_capitals_within_a_sentence_are_names(text, names):
    assert [text[name.start : name.end] for name in unlisted(Sheet(text), Draft())] == names


@pytest.mark.parametrize(
    ("kind", "names"), [(Kind.ORGANISATION, []), (Kind.TIME, []), (Kind.PLACE, []), (Kind.PERSON, ["Ardale"])]
)
def test_what_the_rules_take_for_something_else_is_none_but_for_persons(kind, names):
    text, draft = "Seven died in Ardale.", Draft()
    draft.add(Mention(kind=kind, start=14, end=20, by="rule:names"))
    assert [text[name.start : name.end] for name in unlisted(Sheet(text), draft)] == names
