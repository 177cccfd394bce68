"""Who a phrase names, and who stays unknown."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.ground.actors import registry

CASES = tomllib.loads((Path(__file__).parent / "actor_cases.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["known"] + CASES["sideless"], ids=lambda case: case["phrase"])
def test_a_phrase_names(case: dict[str, str]) -> None:
    entry = registry().lookup(case["phrase"])
    assert entry is not None
    assert (entry.id, entry.side) == (case["id"], case.get("side"))


@pytest.mark.parametrize("phrase", CASES["unknown"])
def test_a_phrase_names_nobody_that_is_known(phrase: str) -> None:
    assert registry().lookup(phrase) is None


def test_the_registry_is_large_and_its_media_take_no_side() -> None:
    entries = registry().entries.values()
    assert len(entries) >= 3000
    assert {entry.side for entry in entries if entry.kind in {"media", "ngo"}} == {None}
    assert all(entry.side for entry in entries if entry.kind in {"state", "military", "armed_group", "ministry"})


def test_every_entry_says_where_it_is_from_and_belongs_to_one_that_is_there() -> None:
    entries = registry().entries
    assert all(entry.source for entry in entries.values())
    assert {entry.parent for entry in entries.values() if entry.parent} <= set(entries)


def test_every_alias_leads_to_its_own_entry() -> None:
    shared = [
        (entry.id, alias)
        for entry in registry().entries.values()
        for alias in (entry.name, *entry.aliases)
        if (found := registry().lookup(alias)) is None or found.id != entry.id
    ]
    assert shared == []


@pytest.mark.parametrize(("first", "second"), [("Russian", "Ukrainian"), ("Israeli", "Lebanese"), ("Indian", "Pakistani")])
@pytest.mark.parametrize(
    "body", ["air force", "defence ministry", "military spokesman", "officials", "police", "president", "activist"]
)
def test_the_rules_are_the_same_for_every_side(first: str, second: str, body: str) -> None:
    one, other = (registry().lookup(f"the {nation} {body}") for nation in (first, second))
    assert (one is None) == (other is None)
    if one and other:
        assert (one.kind, one.id.partition(".")[2]) == (other.kind, other.id.partition(".")[2])
        assert one.side != other.side


def test_a_bare_body_is_that_of_the_only_state_whose_is_named() -> None:
    named = registry().refer(("the air force",), told=("Ukraine's air force", "the Russian military"))
    assert [(ref.id, ref.side) for ref in named] == [("UA.air_force", "UA")]


def test_a_bare_body_of_two_states_stays_open() -> None:
    named = registry().refer(("the air force",), told=("Ukraine's air force", "the Russian air force"))
    assert [(ref.name, ref.id, ref.side) for ref in named] == [("the air force", None, None)]


def test_references_are_as_many_as_the_phrases_and_in_their_order() -> None:
    named = registry().refer(("Reuters", "a doctor", "Hamas"))
    assert [ref.name for ref in named] == ["Reuters", "a doctor", "Hamas"]


@given(st.text(max_size=60))
def test_no_phrase_breaks_it(phrase: str) -> None:
    assert len(registry().refer((phrase,))) == 1
