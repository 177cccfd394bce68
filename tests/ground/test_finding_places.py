"""Names in every shape that news gives them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.ground.gazetteer import GeoNames, fold


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Sana’a", "sanaa"),
        ("Deir ez-Zor", "deir ez zor"),
        ("St. Petersburg", "saint petersburg"),
        ("The Hague", "hague"),
        ("U.S.", "us"),
        ("Łódź", "lodz"),
        ("Iğdır", "igdir"),
        ("ХАРКІВ", "харків".replace("ї", "і")),
        ("Al‑Bāb", "al bab"),
        ("the", "the"),
        ("", ""),
    ],
)
def test_names_are_folded(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text(alphabet="abcçéñøß'’ -.,", max_size=20))
def test_folding_is_blind_to_case_and_done_in_one_step(name: str) -> None:
    assert fold(name.upper()) == fold(name)
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("name", "country", "identifier"),
    [
        ("Kharkiv", "UA", 706483),
        ("Belgorod", "RU", 578072),
        ("Kyiv", "UA", 703448),
        ("Kiev", "UA", 703448),
        ("Київ", "UA", 703448),
        ("Белгород", "RU", 578072),
        ("KHARKIV", "UA", 706483),
        ("Donetsk", "UA", 709717),
        ("Saint Petersburg", "RU", 498817),
        ("St. Petersburg", "RU", 498817),
        ("Gaza", "PS", 281133),
        ("Gaza City", "PS", 281133),
        ("Paris", "FR", 2988507),
        ("Reading", "GB", 2639577),
    ],
)
def test_the_largest_settlement_of_a_name_comes_first(geonames: GeoNames, name: str, country: str, identifier: int) -> None:
    towns = [place for place in geonames.find(name) if place.geo_precision == 1]
    assert (towns[0].country, towns[0].geonames_id) == (country, identifier)


@pytest.mark.parametrize(
    ("name", "country", "listed"),
    [
        ("Ukraine", "UA", "Ukraine"),
        ("U.S.", "US", "United States"),
        ("eastern Ukraine", "UA", "Ukraine"),
        ("Kharkiv region", "UA", "Kharkiv Oblast"),
        ("Belgorod Oblast", "RU", "Belgorod Oblast"),
        ("province of Idlib", "SY", "Idlib"),
        ("Anbar", "IQ", "Al Anbar"),
        ("Gaza Strip", "PS", "Gaza Strip"),
        ("Donbas", "UA", "Donbas"),
        ("Red Sea", None, "Red Sea"),
        ("Darfur", "SD", "Darfur"),
    ],
)
def test_countries_and_regions_are_found_with_the_coarsest_precision(
    geonames: GeoNames, name: str, country: str | None, listed: str
) -> None:
    assert (listed, country) in [(place.name, place.country) for place in geonames.find(name) if place.geo_precision == 3]


@pytest.mark.parametrize(
    ("name", "precision", "listed"),
    [
        ("Kharkiv region", 3, ["Kharkiv Oblast"]),
        ("Chuhuiv city", 1, ["Chuhuiv"]),
        ("town of Chuhuiv", 1, ["Chuhuiv"]),
        ("Chuhuiv district", 2, ["Chuhuiv"]),
        ("northern Kharkiv", 1, ["Kharkiv"]),
        ("northern Chuhuiv", 1, []),  # a small town's north: more likely another name
        ("Kharkiv bank", 1, []),
        ("", 1, []),
    ],
)
def test_the_word_beside_a_name_says_what_is_meant(small: GeoNames, name: str, precision: int, listed: list[str]) -> None:
    found = [place for place in small.find(name) if place.geo_precision == precision]
    assert [place.name for place in found] == listed


def test_namesakes_come_largest_first(small: GeoNames) -> None:
    assert [(place.country, place.admin1) for place in small.find("springfield")] == [("US", "Missouri"), ("US", "Illinois")]


def test_airport_codes_are_no_names(small: GeoNames) -> None:
    assert not small.find("SPI")
    assert not small.find("HRK")


def test_a_region_has_the_middle_of_its_towns_and_a_radius(small: GeoNames) -> None:
    region = next(place for place in small.find("Kharkiv Oblast"))
    assert region.latitude == pytest.approx((49.98177 + 49.8355) / 2, abs=0.01)
    assert region.radius_km is not None
    assert region.radius_km >= 10


def test_a_country_has_no_point(small: GeoNames) -> None:
    assert [(place.latitude, place.geo_precision) for place in small.find("Azerbaijan")] == [(None, 3)]


@given(st.text(max_size=30))
def test_no_name_breaks_the_lookup(small: GeoNames, name: str) -> None:
    populations = [place.population for place in small.find(name)]
    assert populations == sorted(populations, reverse=True)
