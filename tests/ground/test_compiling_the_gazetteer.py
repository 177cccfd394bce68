"""One file, made once, whole or not at all."""

from __future__ import annotations

import logging
import pickle
import tempfile
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from saidby.ground.gazetteer import GeoNames, Sources, open_gazetteer


def _found(job: tuple[Sources, Path]) -> list[str]:
    sources, cache = job
    return [place.name for place in open_gazetteer(cache=cache, sources=sources).find("Kharkov")]


def test_it_says_so_once_and_is_then_read_from_the_cache(
    world: Sources, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        first = open_gazetteer(cache=tmp_path, sources=world)
        second = open_gazetteer(cache=tmp_path, sources=world)
    assert first.path == second.path
    assert [record.message.split(",")[0] for record in caplog.records] == ["compiling the gazetteer"]


def test_the_file_is_named_by_version_and_nothing_unfinished_stays(world: Sources, tmp_path: Path) -> None:
    path = open_gazetteer(cache=tmp_path, sources=world).path
    assert path.name.startswith("gazetteer-test-")
    assert list(tmp_path.iterdir()) == [path]


def test_a_compile_that_fails_leaves_nothing_behind(world: Sources, tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    cache = tmp_path / "cache"
    with pytest.raises(Exception, match=r"truncated|malformed"):
        open_gazetteer(cache=cache, sources=world._replace(cities=broken))
    assert list(cache.iterdir()) == []


def test_two_processes_may_compile_at_once(world: Sources, tmp_path: Path) -> None:
    with get_context("spawn").Pool(2) as pool:
        answers = pool.map(_found, [(world, tmp_path)] * 2, chunksize=1)
    assert answers == [["Kharkiv"], ["Kharkiv"]]
    assert len(list(tmp_path.iterdir())) == 1


def test_the_environment_moves_the_cache(world: Sources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAIDBY_CACHE", str(tmp_path / "elsewhere"))
    assert open_gazetteer(sources=world).path.parent == tmp_path / "elsewhere"


def test_a_cache_that_cannot_be_written_gives_way_to_a_temporary_folder(
    world: Sources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    found = open_gazetteer(cache=blocked / "cache", sources=world)
    assert found.path.is_relative_to(tmp_path)
    assert found.find("Kharkiv")
    assert any("SAIDBY_CACHE" in record.message for record in caplog.records)


def test_it_may_be_shared_by_threads_and_sent_to_processes(small: GeoNames) -> None:
    names = ["Kharkiv", "Belgorod", "Springfield", "Sheher"] * 20
    alone = [small.find(name) for name in names]
    fresh = GeoNames(small.path)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(fresh.find, names)) == alone
    assert pickle.loads(pickle.dumps(small)).find("Kharkiv") == small.find("Kharkiv")  # noqa: S301
