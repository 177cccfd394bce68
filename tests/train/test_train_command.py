"""``saidby train`` from sources to a reader that reads, on a network of two layers."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tiny_base import RECIPE, write_base, write_recipe, write_reports

from saidby.cli import main


def train(*arguments: object):
    return CliRunner().invoke(main, ["train", *map(str, arguments)])


def test_without_the_libraries_it_says_what_to_install(monkeypatch, tmp_path):
    for name in [name for name in sys.modules if name.startswith("saidby.train")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "torch", None)
    done = train("--out", tmp_path / "out")
    assert done.exit_code == 2
    assert "pip install 'saidby[train]'" in done.output
    assert not (tmp_path / "out").exists()


@pytest.fixture(scope="module")
def corpora(tmp_path_factory):
    """Sources, a base and a recipe; skips where the libraries for training are not installed."""
    pytest.importorskip("transformers")
    pytest.importorskip("torch").set_num_threads(1)
    folder = tmp_path_factory.mktemp("corpora")
    write_reports(folder)
    write_base(folder / "base")
    write_recipe(folder / "recipe.toml", folder / "base")
    return folder


@pytest.fixture(scope="module")
def made(corpora):
    done = train("--out", corpora / "made", "--corpora", corpora, "--recipe", corpora / "recipe.toml")
    assert done.exit_code == 0, done.output
    return corpora / "made"


def test_it_writes_the_four_files_and_nothing_else(made):
    assert sorted(path.name for path in made.iterdir()) == ["CARD.md", "reader.json", "reader.onnx", "tokenizer.json"]


def test_the_reader_that_it_made_reads(made):
    from hashlib import sha256

    from saidby.annotate import SHIPPED
    from saidby.ground.gazetteer import open_gazetteer
    from saidby.model import Document

    text = "Two people were killed in Osk, the mayor said."
    read = SHIPPED["trained"](gazetteer=open_gazetteer(), model=str(made))
    found = read(Document(id="one", text=text, sha256=sha256(text.encode()).hexdigest(), locator="-"))
    assert found.reader == "trained-en@3"


def test_the_card_names_sources_licences_digests_seeds_and_figures(made, corpora):
    card = (made / "CARD.md").read_text(encoding="utf-8")
    assert "| written | reports written for Saidby, with their claims | Apache-2.0 |" in card
    assert '"seed": 5' in card
    assert '"sha256": "' in card
    assert re.search(r"^\| measure \| [01]\.\d{3} \| [01]\.\d{3} \| \d+ \|$", card, flags=re.MULTILINE)
    assert re.search(r"^\| written .* \| 20, 3 \| `[0-9a-f]{64}` \|$", card, flags=re.MULTILINE)
    assert "rounded to bytes" in card


def test_a_run_broken_off_is_gone_on_with_to_the_same_bytes(made, corpora, monkeypatch):
    from saidby.train import fit, making

    out, order = corpora / "broken", ("--corpora", corpora, "--recipe", corpora / "recipe.toml")
    monkeypatch.setattr(making, "KEPT", 2)
    advance, taken = fit.Fitting.advance, []

    def interrupted(run):
        if len(taken) == 3:
            raise KeyboardInterrupt
        taken.append(run.step)
        return advance(run)

    monkeypatch.setattr(fit.Fitting, "advance", interrupted)
    broken = train("--out", out, *order)
    assert broken.exit_code == 130
    assert "--resume" in broken.output
    monkeypatch.setattr(fit.Fitting, "advance", advance)

    again = train("--out", out, *order)
    assert again.exit_code == 2
    assert "go on with --resume" in again.output
    other = train("--out", out, *order, "--epochs", 3, "--resume")
    assert "of another recipe or of other sources" in other.output

    resumed = train("--out", out, *order, "--resume")
    assert resumed.exit_code == 0, resumed.output
    assert "from 2 on" in resumed.output
    for name in ("CARD.md", "reader.json", "reader.onnx", "tokenizer.json"):
        assert (out / name).read_bytes() == (made / name).read_bytes(), name


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--resume"], "holds no run to go on with; leave out --resume"),
        (["--without", "writen"], "there is no source 'writen'; there are written, gold, "),
        (["--without", "written"], "has no source left to learn from"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(corpora, options, problem):
    done = train("--out", corpora / "none", "--corpora", corpora, "--recipe", corpora / "recipe.toml", *options)
    assert (done.exit_code, problem in done.output) == (2, True), done.output
    assert done.output.count("\n") == 1


def test_a_source_that_is_not_there_can_be_left_out(corpora, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = train("--out", tmp_path / "out", "--recipe", corpora / "recipe.toml", "--corpora", tmp_path)
    assert done.exit_code == 2
    assert "the source written is not there: no training/reports in" in done.output
    assert "--without written" in done.output


def test_a_base_that_is_not_the_one_meant_is_refused(corpora, tmp_path):
    text = RECIPE.format(folder=corpora / "base", sha256="0" * 64, products="bytes")
    (tmp_path / "recipe.toml").write_text(text, encoding="utf-8")
    done = train("--out", tmp_path / "out", "--recipe", tmp_path / "recipe.toml", "--corpora", corpora)
    assert done.exit_code == 2
    assert "is not what the recipe speaks of: its SHA-256 is" in done.output


@pytest.mark.usefixtures("corpora")
def test_the_shipped_recipe_names_only_sources_that_there_are():
    from saidby.train.recipe import load_recipe
    from saidby.train.sources import SOURCES

    recipe = load_recipe(None, without=(), epochs=None)
    assert set(recipe.sources) <= set(SOURCES)
    assert {epochs.epochs for epochs in load_recipe(None, without=(), epochs=9).phases} == {9}
    assert "gold" not in load_recipe(None, without=("gold",), epochs=None).sources
    assert Path(recipe.base.package or "").suffix == ""
