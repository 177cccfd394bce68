"""Ukraine's towns and villages: in Latin letters, by their consonants in other spellings, and where they lie."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.ground.gazetteer import GeoNames, kilometres
from saidby.ground.gazetteer.ukrainian import latin, skeleton
from saidby.ground.places import Chooser
from saidby.ground.ranking import rank
from saidby.ground.scene import Scene, Toponym
from saidby.model import Place


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("Кліщіївка", "Klishchiivka"),
        ("Згурівка", "Zghurivka"),
        ("Юріївка", "Yuriivka"),
        ("Знам’янка", "Znamianka"),
        ("Нью-Йорк", "Niu-York"),
        ("Єлизаветівка", "Yelyzavetivka"),
        ("Кам’яний Брід", "Kamianyi Brid"),
    ],
)
def test_a_name_is_spelt_in_latin_letters_as_the_cabinets_table_has_it(name: str, spelt: str) -> None:
    assert latin(name) == spelt


@pytest.mark.parametrize(
    "spellings",
    [
        ("Кліщіївка", "Клещеевка", "Klishchiivka", "Kleshcheyevka"),
        ("Іванівка", "Ивановка", "Ivanivka", "Ivanovka"),
        ("Старомайорське", "Старомайорское", "Staromaiorske", "Staromayorskoye"),
        ("Зачатівка", "Зачатовка", "Zachativka", "Zachatovka"),
        ("Григорівка", "Григорьевка", "Hryhorivka", "Grigoryevka"),
    ],
)
def test_the_consonants_are_the_same_in_every_spelling(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(spelling) for spelling in spellings}) == 1


SYLLABLES = st.lists(st.tuples(st.sampled_from("бвгґджзклмнпрстфхцчшщ"), st.sampled_from("аеєиіїоуюя")), min_size=1, max_size=6)


@given(SYLLABLES)
def test_a_name_and_its_latin_spelling_have_the_same_consonants(syllables: list[tuple[str, str]]) -> None:
    name = "".join(map("".join, syllables))
    assert skeleton(latin(name)) == skeleton(name)


def test_a_village_lies_in_its_raion(geonames: GeoNames) -> None:
    (place,) = geonames.find("Klishchiivka")
    assert (place.country, place.admin1, place.geo_precision, place.geonames_id) == ("UA", "Donetsk Oblast", 2, None)
    assert place.latitude is not None
    assert place.longitude is not None
    bakhmut = next(town for town in geonames.find("Bakhmut") if town.country == "UA")
    assert bakhmut.latitude is not None
    assert bakhmut.longitude is not None
    assert place.radius_km is not None
    assert kilometres((place.latitude, place.longitude), (bakhmut.latitude, bakhmut.longitude)) <= place.radius_km + 15
    assert geonames.find("Кліщіївка") == (place,)


def test_a_town_that_geonames_has_is_no_village_too(geonames: GeoNames) -> None:
    found = [place for place in geonames.find("Chuhuiv") if place.country == "UA" and place.geo_precision < 3]
    assert [place.geo_precision for place in found if place.admin1 == "Kharkiv Oblast" and place.geonames_id] == [1, 2][
        : len(found)
    ]
    assert all(place.geonames_id for place in found)


def test_another_spelling_finds_the_likest_name_first(geonames: GeoNames) -> None:
    assert geonames.find("Работино") == ()
    assert geonames.alike("Работино")[0].name == "Robotyne"
    assert list(geonames.alike("Oa")) == []


def chosen(text: str, names: list[str], geonames: GeoNames) -> Place | None:
    toponyms = [Toponym(name, "", text.index(name), text.index(name) + len(name)) for name in names]
    scene = Scene(text, toponyms, geonames)
    return Chooser(scene, rank(scene)).choose([toponyms]).place


@pytest.mark.parametrize("name", ["Klishchiivka", "Kleshcheyevka", "Кліщіївка", "Клещеевка"])
def test_in_a_report_on_ukraine_every_spelling_is_the_village(name: str, geonames: GeoNames) -> None:
    place = chosen(f"Ukraine said its troops held {name}, a village in Donetsk Oblast. Ukrainian guns fired.", [name], geonames)
    assert place is not None
    assert (place.admin1, place.name) == ("Donetsk Oblast", name)


def test_elsewhere_only_its_own_name_is(geonames: GeoNames) -> None:
    place = chosen(
        "France said that Kleshcheyevka, a racehorse, won in Paris. The French cheered.", ["Kleshcheyevka"], geonames
    )
    assert place is None or place.country != "UA"


def test_of_many_villages_of_a_name_the_one_in_the_oblast_that_is_named(geonames: GeoNames) -> None:
    text = "In Ukraine shells hit Ivanivka, Chernihiv Oblast."
    place = chosen(text, ["Ivanivka", "Chernihiv Oblast"], geonames)
    assert place is not None
    assert (place.name, place.admin1) == ("Ivanivka", "Chernihiv Oblast")


SPELT = list(
    csv.DictReader((Path(__file__).parent / "ukrainian_places.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t")
)
"""The oblasts' capitals, and 200 villages as the register of settlements has them (their codes with it)."""


def grounded(name: str, oblast: str, geonames: GeoNames) -> Place:
    text = f"{name}, {oblast} region, Ukraine. Shells fell on {name} on Sunday, officials in Ukraine said."
    (best, *_) = rank(Scene(text, [Toponym(name, "", 0, len(name))], geonames))[name]
    return best.place


@pytest.mark.parametrize("row", SPELT, ids=lambda row: row["english"])
def test_a_place_is_the_same_in_ukrainian_russian_and_english(row: dict[str, str], geonames: GeoNames) -> None:
    places = {grounded(row[spelling], row["oblast"], geonames) for spelling in ("ukrainian", "russian", "english")}
    assert len(places) == 1
    (place,) = places
    assert place.country == "UA"
    assert place.admin1 is not None
    assert place.admin1.startswith(row["oblast"]) or row["english"] == "Kyiv"
    assert place.geo_precision == 1 or row["register"] != "capital"
