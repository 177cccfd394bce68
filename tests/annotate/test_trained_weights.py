"""Weights are found by name or folder, and refused where they are not what they say or not for this version."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import msgspec
import pytest
from tiny_reader import write_tiny

from saidby.annotate.trained import weights as module
from saidby.annotate.trained.claimed import Thresholds
from saidby.annotate.trained.weights import weights
from saidby.errors import InputError


@pytest.fixture
def tiny(tmp_path):
    return write_tiny(tmp_path / "tiny")


def test_a_folder_of_weights_says_its_language_version_and_thresholds(tiny):
    found = weights(str(tiny))
    assert (found.folder, found.language, found.version, found.thresholds) == (tiny, "en", "7", Thresholds())
    assert found.tokenizer().encode("ab " * 900, add_special_tokens=False).tokens == ["a", "##b"] * 900


def test_an_installed_package_is_found_by_its_name(tiny, monkeypatch, tmp_path):
    (tmp_path / "tiny_model.py").write_text(f"def folder():\n    return {str(tiny)!r}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    points = [EntryPoint("xx", "tiny_model:folder", "saidby.models"), EntryPoint("yy", "tiny_model:gone", "saidby.models")]
    monkeypatch.setattr(module, "entry_points", lambda group: [point for point in points if point.group == group])
    assert weights("xx").folder == tiny
    with pytest.raises(InputError, match=r"'yy' .* does not load"):
        weights("yy")
    with pytest.raises(InputError, match=r"no model 'zz' is installed; installed: xx, yy; .*pip install saidby-zz"):
        weights("zz")


def test_a_folder_that_is_not_there_is_named():
    with pytest.raises(InputError, match="no/such/folder is no folder"):
        weights("no/such/folder")


@pytest.mark.parametrize("name", ["reader.json", "reader.onnx", "tokenizer.json"])
def test_a_missing_file_is_named(tiny, name):
    (tiny / name).unlink()
    with pytest.raises(InputError, match=f"lacks {name}"):
        weights(str(tiny))


@pytest.mark.parametrize("name", ["reader.onnx", "tokenizer.json"])
def test_a_file_that_was_cut_short_is_refused(tiny, name):
    path = tiny / name
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(InputError, match=f"another {name} than reader.json speaks of"):
        weights(str(tiny))


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("heads", {"measure": ["none", "killed"]}, "trained with other heads than this version"),
        ("relations", ["said_by"], "trained with other relations"),
        ("features", ["title"], "trained with other features"),
        ("pieces", 128, "trained with other pieces"),
        ("format", 99, "has the format 99; this version of Saidby reads format 1"),
        ("thresholds", {"measure": 0.5}, "has thresholds measure; wanted are agreed, alone, assertion, "),
        ("surprise", 1, "cannot be used: .*surprise"),
    ],
)
def test_weights_that_were_made_for_other_questions_are_refused(tiny, key, value, problem):
    about = msgspec.json.decode((tiny / "reader.json").read_bytes())
    (tiny / "reader.json").write_bytes(msgspec.json.encode({**about, key: value}))
    with pytest.raises(InputError, match=problem) as refused:
        weights(str(tiny))
    assert "saidby train" in str(refused.value)
    assert "\n" not in str(refused.value)
