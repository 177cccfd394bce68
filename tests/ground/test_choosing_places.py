"""Which place a report means."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.ground.gazetteer import GeoNames, kilometres
from saidby.ground.places import Chooser, Located
from saidby.ground.ranking import rank
from saidby.ground.scene import Scene, Toponym

CASES = tomllib.loads((Path(__file__).parent / "place_cases.toml").read_text(encoding="utf-8"))["case"]


def _choose(text: str, gazetteer: GeoNames, nearest_first: list[str] | None = None) -> Located:
    plain, toponyms, here = "", [], []
    for piece in re.split(r"(\[[^\]]*\]|\{[^}]*\})", text):
        if piece[:1] in {"[", "{"}:
            toponym = Toponym(piece[1:-1], "", len(plain), len(plain) + len(piece) - 2)
            toponyms.append(toponym)
            if piece[0] == "[":
                here.append(toponym)
        plain += piece[1:-1] if piece[:1] in {"[", "{"} else piece
    if nearest_first:
        here = [next(toponym for toponym in here if toponym.name == name) for name in nearest_first]
    scene = Scene(plain, toponyms, gazetteer)
    return Chooser(scene, rank(scene)).choose([here])


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_a_report_means(case: dict[str, Any], geonames: GeoNames) -> None:
    place = _choose(case["text"], geonames, case.get("claims")).place
    assert place is not None
    assert place.name == case["name"]
    assert case.get("id") in {None, place.geonames_id}
    assert case.get("country") in {None, place.country}
    assert case.get("precision") in {None, place.geo_precision}
    assert case.get("radius") in {None, place.radius_km}
    if at := case.get("at"):
        assert kilometres(at, (place.latitude, place.longitude)) <= case.get("near", 3)
    if case.get("point") is False:
        assert place.latitude is None


def test_a_name_counts_together_with_itself_in_capitals(geonames: GeoNames) -> None:
    text = "KHARKOV burns. Kharkov was hit, Belgorod was not."
    capitals, small, other = (
        Toponym(name, "", at := text.index(name), at + len(name)) for name in ("KHARKOV", "Kharkov", "Belgorod")
    )
    scene = Scene(text, (capitals, small, other), geonames)
    place = Chooser(scene, rank(scene)).choose([[capitals, other], [small, other], [other, capitals]]).place
    assert place is not None
    assert place.name == "Kharkov"


def test_no_words_no_place(geonames: GeoNames) -> None:
    assert _choose("Four people were hurt.", geonames) == Located()


def test_every_candidate_says_why_and_the_scores_share_one(geonames: GeoNames) -> None:
    located = _choose("A gunman opened fire in [Paris], Texas.", geonames)
    assert 1 < len(located.candidates) <= 5
    assert all(candidate.why for candidate in located.candidates)
    assert "Texas stands beside it" in located.candidates[0].why
    scores = [candidate.score for candidate in located.candidates]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) <= 1.001


def test_a_name_that_no_gazetteer_lists_says_so(geonames: GeoNames) -> None:
    located = _choose("Seven people drowned at [Zzyqqerton].", geonames)
    assert "no gazetteer lists 'Zzyqqerton'" in located.candidates[0].why


SIDES = [("Ukrainian", "Russian"), ("Israeli", "Palestinian"), ("Indian", "Pakistani")]


@pytest.mark.parametrize(("first", "second"), SIDES)
@pytest.mark.parametrize("town", ["Kharkiv", "Belgorod", "Gaza City", "Sderot", "Lahore", "Amritsar"])
def test_swapping_the_sides_does_not_move_the_place(geonames: GeoNames, first: str, second: str, town: str) -> None:
    text = "{} forces shelled [" + town + "], officials said. {} troops had fired first."
    one, other = (_choose(text.format(*sides), geonames).place for sides in ((first, second), (second, first)))
    assert one == other


@given(st.permutations(["Springfield", "Kharkiv", "Belgorod", "Chuhuiv"]), st.integers(1, 4))
def test_the_order_of_equally_near_names_elsewhere_changes_nothing(small: GeoNames, order: list[str], count: int) -> None:
    text = "[Springfield] was hit. " + " ".join("{" + name + "}." for name in order[:count])
    again = "[Springfield] was hit. " + " ".join("{" + name + "}." for name in reversed(order[:count]))
    assert _choose(text, small).place == _choose(again, small).place


@given(st.text(alphabet="Aa .,'’of[]KharkivBelgorod\n", max_size=200))
def test_no_text_breaks_it(small: GeoNames, text: str) -> None:
    located = _choose(text, small)
    assert (located.place is None) == (not located.candidates)


def test_a_hostile_line_is_read_in_linear_time(small: GeoNames) -> None:
    text = "A" * 200_000 + " of the " * 20_000 + "[Kharkiv]" + ", in the " * 20_000
    assert _choose(text, small).place is not None
