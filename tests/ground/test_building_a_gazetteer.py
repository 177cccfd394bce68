"""A gazetteer from GeoNames' own dumps: what it keeps, how finely, and what is wrong with dumps that cannot be."""

from __future__ import annotations

from pathlib import Path

import dumped
import pytest

from saidby.errors import InputError
from saidby.ground.gazetteer import Built, GeoNames, Sources, Wish, build


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return dumped.write(tmp_path / "dumps")


@pytest.fixture
def made(folder: Path, world: Sources) -> GeoNames:
    return _build(folder, world).gazetteer


def _build(folder: Path, world: Sources, *countries: str, languages: tuple[str, ...] = ()) -> Built:
    return build(folder, folder.parent / "made.gazetteer", Wish(countries, languages), around=world)


def _only(gazetteer: GeoNames, name: str):
    (place,) = (place for place in gazetteer.find(name) if place.geonames_id)  # not the villages of the register
    return place


@pytest.mark.parametrize(
    ("name", "precision", "radius"),
    [
        ("Petropavlivka", 1, None),
        ("Synkivka", 1, None),  # destroyed: it is told of as the place that it was
        ("Kupiansk Road Bridge", 1, 1.0),
        ("Kupiansk City Hospital", 1, 1.0),
        ("Chuhuiv Air Base", 1, 3.0),
        ("Pechenihy Reservoir", 2, 10.0),
        ("Kupiansk Raion", 2, 10.0),  # as far as its settlements, but never less
        ("Oskil River", 3, 100.0),
    ],
)
def test_a_feature_has_the_precision_of_its_kind(made: GeoNames, name: str, precision: int, radius: float | None) -> None:
    place = _only(made, name)
    assert (place.country, place.geo_precision, place.radius_km) == ("UA", precision, radius)
    assert place.latitude is not None


@pytest.mark.parametrize("name", ["Zelenyi Farm", "Old Synkivka"])
def test_features_of_no_use_to_news_are_left_out(made: GeoNames, name: str) -> None:
    assert not made.find(name)


def test_a_village_of_the_dump_has_its_own_point_instead_of_its_raions(made: GeoNames) -> None:
    kupiansk = [place for place in made.find("Петропавлівка") if place.admin1 == "Kharkiv Oblast" and place.geonames_id]
    assert [(place.latitude, place.longitude) for place in kupiansk] == [(49.72, 37.71)]


def test_a_division_goes_by_the_name_that_every_ledger_gives_it(made: GeoNames) -> None:
    assert _only(made, "Chuhuiv Air Base").admin1 == "Kharkiv Oblast"
    assert _only(made, "Kharkivska Oblast").name == "Kharkiv Oblast"


def test_a_country_is_no_point(made: GeoNames) -> None:
    land = _only(made, "Ukraine")
    assert (land.latitude, land.geo_precision) == (None, 3)


def test_other_names_are_those_of_the_file_of_names_and_codes_are_none(made: GeoNames) -> None:
    assert _only(made, "Купянск").name == "Kupiansk"
    assert "Petropavlivka" in [place.name for place in made.find("Petropavlovka")]
    assert not made.find("Q0000")
    assert not made.find("Зелений")
    assert not made.find("Kupyansk")  # of the place's own line, which is not asked


def test_names_may_be_limited_to_languages_and_those_of_none_stay(folder: Path, world: Sources) -> None:
    found = _build(folder, world, languages=("uk",)).gazetteer
    assert found.find("Petropavlovka")
    assert not found.find("Купянск")


def test_countries_outside_the_dumps_keep_the_towns_that_ship(made: GeoNames) -> None:
    assert _only(made, "Belgorod").country == "RU"
    assert [place.country for place in made.find("Springfield")] == ["US", "US"]
    assert [place.geonames_id for place in made.find("Chuhuiv")] == [None]  # the dump covers Ukraine and lacks it


@pytest.mark.parametrize("world_file", [True, False])
def test_a_build_may_be_limited_to_countries(tmp_path: Path, world: Sources, *, world_file: bool) -> None:
    found = _build(dumped.write(tmp_path / "dumps", world=world_file), world, "GE").gazetteer
    assert _only(found, "Ergneti Crossing").geo_precision == 1
    assert not found.find("Kupiansk Road Bridge")
    assert _only(found, "Chuhuiv").geonames_id == 704508  # from what ships, for Ukraine is not asked for


def test_a_dump_of_the_whole_world_needs_nothing_around_it(tmp_path: Path, world: Sources) -> None:
    found = _build(dumped.write(tmp_path / "dumps", world=True), world).gazetteer
    assert not found.find("Belgorod")
    assert found.find("Ergneti")


def test_zipped_dumps_give_the_very_same_gazetteer(tmp_path: Path, world: Sources) -> None:
    plain = _build(dumped.write(tmp_path / "plain"), world).gazetteer
    packed = _build(dumped.zipped(dumped.write(tmp_path / "packed")), world).gazetteer
    assert plain.identity == packed.identity
    assert plain.identity.startswith(f"geonames-{dumped.DAY}+")


def test_one_place_more_is_another_gazetteer(folder: Path, world: Sources) -> None:
    before = _build(folder, world).gazetteer.identity
    with (folder / "GE.txt").open("a", encoding="utf-8") as file:
        file.write(dumped.place_line("GE", (12000023, "Odzisi", 42.0, 44.5, "P.PPL", "73", "", 0, "")) + "\n")
    assert _build(folder, world).gazetteer.identity != before


@pytest.mark.parametrize("stem", ["alternateNamesV2", "admin1CodesASCII", "admin2Codes", "countryInfo"])
def test_a_file_that_is_missing_is_said_and_what_ships_takes_its_place(tmp_path: Path, world: Sources, stem: str) -> None:
    built = _build(dumped.write(tmp_path / "dumps", lacking=[stem]), world)
    assert [note for note in built.notes if stem in note]
    assert _only(built.gazetteer, "Chuhuiv Air Base").admin1 == "Kharkiv Oblast"


def test_without_the_file_of_names_they_are_those_of_the_places_own_lines(tmp_path: Path, world: Sources) -> None:
    found = _build(dumped.write(tmp_path / "dumps", lacking=["alternateNamesV2"]), world).gazetteer
    assert _only(found, "Kupyansk").name == "Kupiansk"
    assert not found.find("HRK")


def test_names_by_country_lie_in_a_folder_of_their_own(tmp_path: Path, world: Sources) -> None:
    folder = dumped.write(tmp_path / "dumps")
    (folder / "alternatenames").mkdir()
    (folder / "alternateNamesV2.txt").rename(folder / "alternatenames" / "UA.txt")
    assert _build(folder, world).gazetteer.find("Купянск")


BAD_LINES = {
    "cut off": ("12000099\tHalf a pla", "2 columns, not 19"),
    "no id": (dumped.place_line("UA", ("x1", "Nowhere", 49, 36, "P.PPL", "07", "", 0, "")), "'x1' for an id"),
    "no point": (dumped.place_line("UA", (12000099, "Nowhere", "49°N", 36, "P.PPL", "07", "", 0, "")), "'49°N' for degrees"),
    "off the earth": (dumped.place_line("UA", (12000099, "Nowhere", 99, 36, "P.PPL", "07", "", 0, "")), "'99' for degrees"),
    "no number": (dumped.place_line("UA", (12000099, "Nowhere", 49, 36, "P.PPL", "07", "", "many", "")), "'many'"),
}


@pytest.mark.parametrize(("line", "problem"), BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_line_is_left_out_and_named_with_its_number(folder: Path, world: Sources, line: str, problem: str) -> None:
    path = folder / "UA.txt"
    first, rest = path.read_text(encoding="utf-8").split("\n", 1)
    path.write_text(f"{first}\n{line}\n{rest}", encoding="utf-8")
    built = _build(folder, world)
    assert (built.bad, len(built.shown)) == (1, 1)
    assert built.shown[0].startswith("UA.txt, line 2: ")
    assert problem in built.shown[0]
    assert built.gazetteer.find("Chuhuiv Air Base")
    assert not built.gazetteer.find("Nowhere")


def _names_as_places(folder: Path) -> None:
    (folder / "alternateNamesV2.txt").rename(folder / "UA.txt")


def _page(folder: Path) -> None:
    (folder / "UA.txt").write_text("<html><title>404</title>\n", encoding="utf-8")


def _half_zip(folder: Path) -> None:
    dumped.zipped(folder)
    (folder / "UA.zip").write_bytes((folder / "UA.zip").read_bytes()[:-40])


def _other_zip(folder: Path) -> None:
    dumped.zipped(folder)
    (folder / "GE.zip").rename(folder / "UA.zip")


def _one_endless_line(folder: Path) -> None:
    (folder / "UA.txt").write_bytes(b"\x00" * 1_000_000)


def _mostly_bad(folder: Path) -> None:
    with (folder / "UA.txt").open("a", encoding="utf-8") as file:
        file.write("cut off\n" * 20)


def _nothing_kept(folder: Path) -> None:
    for name in ("UA", "GE"):
        (folder / f"{name}.txt").write_text("", encoding="utf-8")


def _no_dumps(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


REFUSED = {
    "other names where places should be": (
        _names_as_places,
        "UA.txt is not GeoNames' UA: its first line has 10 columns, not 19",
    ),
    "a page instead of a dump": (_page, "its first line has 1 columns"),
    "half a zip file": (_half_zip, "UA.zip is damaged"),
    "a zip file of something else": (_other_zip, "UA.zip has no UA.txt in it"),
    "a file without lines": (_one_endless_line, "its first line has 1 columns"),
    "more bad lines than can be": (_mostly_bad, "20 of 34 lines are bad (line 15: "),
    "nothing that is kept": (_nothing_kept, "has no place of any kind that is kept"),
    "an empty folder": (_no_dumps, "has no allCountries.txt and no country's file"),
}


@pytest.mark.parametrize(("spoil", "problem"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_dump_is_refused_in_one_line_and_leaves_nothing_behind(folder, world, spoil, problem) -> None:
    spoil(folder)
    with pytest.raises(InputError) as refused:
        _build(folder, world)
    assert problem in str(refused.value)
    assert "\n" not in str(refused.value)
    assert [path.name for path in folder.parent.iterdir()] == ["dumps"]


@pytest.mark.parametrize(
    ("world_file", "problem"), [(True, "no place in ZZ"), (False, "no dump of ZZ; those that there are: GE, UA")]
)
def test_a_country_that_is_not_there_is_named(tmp_path: Path, world: Sources, *, world_file: bool, problem: str) -> None:
    folder = dumped.write(tmp_path / "dumps", world=world_file)
    with pytest.raises(InputError, match=problem):
        _build(folder, world, "ZZ")


def test_a_gazetteer_takes_the_place_of_an_earlier_one_but_of_no_other_file(folder: Path, world: Sources) -> None:
    file = folder.parent / "made.gazetteer"
    _build(folder, world)
    assert _build(folder, world, "GE").gazetteer.find("Ergneti")
    file.write_text("my notes", encoding="utf-8")
    with pytest.raises(InputError, match="is no gazetteer; name another file"):
        _build(folder, world)
    assert file.read_text(encoding="utf-8") == "my notes"


def test_how_far_it_has_come_is_told_for_each_file(folder: Path, world: Sources) -> None:
    told: dict[str, list[tuple[int, int]]] = {}
    build(
        folder, folder.parent / "made.gazetteer", watch=lambda what, *far: told.setdefault(what, []).append(far), around=world
    )
    assert {"UA.txt", "GE.txt", "alternateNamesV2.txt", "sorting names"} <= set(told)
    size = (folder / "UA.txt").stat().st_size
    assert told["UA.txt"][-1] == (size, size)
