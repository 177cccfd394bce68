"""Ukraine's settlements for the gazetteer: ``python training/settlements.py KODIFIKATOR.csv > src/saidby/ground/gazetteer/ukraine.tsv``.

The codifier of administrative units (KATOTTG, an official register; columns: codes of five levels, category, name) has every
village with the raion and oblast that it belongs to, and no points. A line of the table is a raion: code of the oblast as
GeoNames has it, name, and its settlements as they are spelled in Ukrainian, in their order.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path
from typing import Final

OBLASTS: Final = {
    "Автономна Республіка Крим": "11",
    "Вінницька": "23",
    "Волинська": "24",
    "Дніпропетровська": "04",
    "Донецька": "05",
    "Житомирська": "27",
    "Закарпатська": "25",
    "Запорізька": "26",
    "Івано-Франківська": "06",
    "Київська": "13",
    "Кіровоградська": "10",
    "Луганська": "14",
    "Львівська": "15",
    "Миколаївська": "16",
    "Одеська": "17",
    "Полтавська": "18",
    "Рівненська": "19",
    "Сумська": "21",
    "Тернопільська": "22",
    "Харківська": "07",
    "Херсонська": "08",
    "Хмельницька": "09",
    "Черкаська": "01",
    "Чернівецька": "03",
    "Чернігівська": "02",
}
SETTLEMENTS: Final = frozenset("MXC")  # towns, settlements, villages
RAION: Final = "P"


def main(path: str) -> None:
    """Prints the table."""
    names: dict[str, str] = {}
    inside: dict[tuple[str, str], list[str]] = defaultdict(list)
    with Path(path).open(encoding="utf-8", newline="") as lines:
        for *codes, category, name in list(csv.reader(lines, delimiter=";"))[1:]:
            own = next(code for code in reversed(codes) if code)
            names[own] = name.strip()
            oblast = OBLASTS.get(names[codes[0]])
            if oblast is not None and category in SETTLEMENTS:
                inside[oblast, names[codes[1]]].append(name.strip())
    print(
        "# Made by training/settlements.py from the codifier of administrative units of Ukraine (KATOTTG), an official register."
    )
    for (oblast, raion), settlements in sorted(inside.items()):
        print(oblast, raion, ";".join(dict.fromkeys(settlements)), sep="\t")


if __name__ == "__main__":
    main(*sys.argv[1:])
