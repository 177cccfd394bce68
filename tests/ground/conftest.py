"""A gazetteer of a handful of places, the real one, and documents with their places marked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from saidby.ground.gazetteer import GeoNames, Sources, open_gazetteer

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def world() -> Sources:
    return Sources(HERE / "world_cities.json", HERE / "world_countries.json", "test")


@pytest.fixture(scope="session")
def small(world: Sources, tmp_path_factory: pytest.TempPathFactory) -> GeoNames:
    return open_gazetteer(cache=tmp_path_factory.mktemp("gazetteer"), sources=world)


@pytest.fixture(scope="session")
def geonames() -> GeoNames:
    return open_gazetteer()


@pytest.fixture(scope="session")
def marked() -> object:
    """A text with "[place]" marks, as plain text and the spans of the marks."""

    def read(text: str) -> tuple[str, list[tuple[int, int]]]:
        plain, spans = "", []
        for piece in re.split(r"(\[[^\]]*\])", text):
            if piece.startswith("["):
                spans.append((len(plain), len(plain) + len(piece) - 2))
                piece = piece[1:-1]  # noqa: PLW2901
            plain += piece
        return plain, spans

    return read
