"""A folder as GeoNames' dumps come, small: a corner of Kharkiv Oblast and one of Georgia. Ids from 12,000,001 are invented."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

DAY = "2026-10-31"

PLACES = {
    "UA": [
        # id, name, latitude, longitude, code, admin1, admin2, people, other names
        (690791, "Ukraine", 49.0, 32.0, "A.PCLI", "00", "", 44622516, "Україна,UKR"),
        (706482, "Kharkivska Oblast", 49.7, 36.5, "A.ADM1", "07", "", 2633834, "Харківська область"),
        (12000001, "Kupiansk Raion", 49.70, 37.60, "A.ADM2", "07", "6312", 0, ""),
        (706483, "Kharkiv", 49.98177, 36.25475, "P.PPLA", "07", "6310", 1421125, "Kharkov,HRK,Харків"),
        (12000002, "Kupiansk", 49.71, 37.61, "P.PPLA2", "07", "6312", 26627, "Kupyansk,Куп'янськ"),
        (12000003, "Petropavlivka", 49.72, 37.71, "P.PPL", "07", "6312", 0, "Петропавлівка"),
        (12000004, "Synkivka", 49.77, 37.68, "P.PPLW", "07", "6312", 0, ""),
        (12000005, "Old Synkivka", 49.78, 37.69, "P.PPLH", "07", "6312", 0, ""),
        (12000006, "Kupiansk Road Bridge", 49.715, 37.63, "S.BDG", "07", "6312", 0, ""),
        (12000007, "Kupiansk City Hospital", 49.713, 37.615, "S.HSP", "07", "6312", 0, ""),
        (12000008, "Oskil River", 49.3, 37.5, "H.STM", "07", "", 0, "Oskol"),
        (12000009, "Zelenyi Farm", 49.9, 37.5, "S.FRM", "07", "6312", 0, ""),
        (12000010, "Chuhuiv Air Base", 49.8369, 36.6428, "S.AIRB", "07", "6310", 0, ""),
        (12000011, "Pechenihy Reservoir", 49.9, 36.9, "H.RSV", "07", "", 0, ""),
    ],
    "GE": [
        (614540, "Georgia", 42.0, 43.5, "A.PCLI", "00", "", 3731000, ""),
        (12000021, "Ergneti", 42.19, 44.00, "P.PPL", "73", "", 0, ""),
        (12000022, "Ergneti Crossing", 42.19, 43.98, "S.PSTB", "73", "", 0, ""),
    ],
}
NAMES = [
    # place, language, name
    (12000003, "uk", "Петропавлівка"),
    (12000003, "ru", "Петропавловка"),
    (12000003, "", "Petropavlovka"),
    (12000002, "link", "https://en.wikipedia.org/wiki/Kupiansk"),
    (12000002, "wkdt", "Q0000"),
    (12000002, "ru", "Купянск"),
    (12000009, "uk", "Зелений"),
    (2988507, "fr", "Paname"),
]
ADMIN1 = [("UA.07", "Kharkivska Oblast", 706482), ("GE.73", "Shida Kartli", 865541)]
ADMIN2 = [("UA.07.6312", "Kupiansk Raion", 12000001), ("RU.09.1", "Borisovsky District", 12000031)]
COUNTRIES = [("UA", "Ukraine", 690791), ("GE", "Georgia", 614540), ("RU", "Russia", 2017370)]


def place_line(country: str, row: tuple) -> str:
    number, name, latitude, longitude, code, admin1, admin2, people, others = row
    feature = code.split(".")
    where = [others, latitude, longitude, *feature, country, "", admin1, admin2, "", "", people, "", 100, "Europe/Kyiv", DAY]
    return "\t".join(map(str, [number, name, name, *where]))


def write(folder: Path, *, lacking: Iterable[str] = (), world: bool = False) -> Path:
    """The folder with all files but those `lacking`; with `world` one file of places instead of one a country."""
    folder.mkdir(exist_ok=True)
    places = {country: [place_line(country, row) for row in rows] for country, rows in PLACES.items()}
    files = {"allCountries": [line for lines in places.values() for line in lines]} if world else dict(places)
    files["alternateNamesV2"] = [
        "\t".join(map(str, [number, *name, "", "", "", "", "", ""])) for number, name in enumerate(NAMES, start=1)
    ]
    files["admin1CodesASCII"] = ["\t".join([code, name, name, str(number)]) for code, name, number in ADMIN1]
    files["admin2Codes"] = ["\t".join([code, name, name, str(number)]) for code, name, number in ADMIN2]
    files["countryInfo"] = ["# what GeoNames says of the columns"] + [
        "\t".join([iso, "", "", "", name, "", "", "1000000", *[""] * 8, str(number), "", ""]) for iso, name, number in COUNTRIES
    ]
    for name, lines in files.items():
        if name not in lacking:
            (folder / f"{name}.txt").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return folder


def zipped(folder: Path) -> Path:
    """Every file of the folder as GeoNames zips it."""
    for path in sorted(folder.glob("*.txt")):
        with zipfile.ZipFile(path.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("readme.txt", "what is in it")
            packed.write(path, path.name)
        path.unlink()
    return folder
