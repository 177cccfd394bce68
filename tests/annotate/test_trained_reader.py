"""The trained reader, made from the catalogue with weights of a few kilobytes."""

from __future__ import annotations

from hashlib import sha256

import pytest
from click.testing import CliRunner
from tiny_reader import write_tiny

from saidby.annotate import SHIPPED
from saidby.cli import main
from saidby.errors import InputError
from saidby.model import Document
from saidby.plugins import make
from saidby.vocabulary import Kind, Tie

TEXT = "Blast in Velm\n\nSeven people were killed on Monday when a shell hit Velm, and 12 were hurt, police said."


class Nowhere:
    def find(self, name: str) -> list[object]:
        return []


def document(text: str) -> Document:
    return Document(id="one", text=text, sha256=sha256(text.encode()).hexdigest(), locator="-")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    return write_tiny(tmp_path_factory.mktemp("weights"))


def read(tiny, text):
    return make("annotate", SHIPPED, "trained", {"gazetteer": Nowhere(), "model": str(tiny)})(document(text))


def test_numbers_measure_what_the_encoder_says(tiny):
    reading = read(tiny, TEXT)
    measured = [
        (TEXT[reading.mentions[link.source].start : reading.mentions[link.source].end], reading.mentions[link.target].label)
        for link in reading.links
        if link.tie is Tie.MEASURES
    ]
    assert measured == [("Seven", "killed"), ("12", "killed")]
    assert reading.reader == "trained-en@7"


def test_a_text_without_a_number_has_no_figure_and_an_empty_one_no_mention(tiny):
    assert not [mention for mention in read(tiny, "Rain fell on the town.").mentions if mention.kind is Kind.HARM]
    assert read(tiny, " \n").mentions == ()


def test_reading_twice_gives_the_same(tiny):
    assert read(tiny, TEXT) == read(tiny, TEXT)


def test_a_model_of_another_language_is_refused(tmp_path):
    folder = write_tiny(tmp_path / "xx", language="xx")
    with pytest.raises(InputError, match="reads 'xx', not 'en'"):
        SHIPPED["trained"](gazetteer=Nowhere(), model=str(folder))


@pytest.fixture
def saidby(tmp_path, tiny, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    for number in range(3):
        (tmp_path / "reports" / f"{number}.txt").write_text(f"{TEXT} {number} cars burnt.", encoding="utf-8")
    (tmp_path / "tiny.toml").write_text(f'[annotate]\nuse = "trained"\nmodel = "{tiny}"\n', encoding="utf-8")
    (tmp_path / "gone.toml").write_text('[annotate]\nuse = "trained"\nmodel = "no/such"\n', encoding="utf-8")
    return lambda line: CliRunner().invoke(main, line.split())


def test_workers_read_what_one_process_reads(saidby, tmp_path):
    for number in (1, 2):
        done = saidby(f"read reports --recipe tiny.toml --ledger {number}.db --workers {number} --quiet")
        assert done.exit_code == 0, done.output
        assert saidby(f"release {number}.db --format claims -o {number}.jsonl").exit_code == 0
    one, two = ((tmp_path / f"{number}.jsonl").read_bytes() for number in (1, 2))
    assert one == two
    assert b'"Seven' in one


@pytest.mark.parametrize("workers", [1, 2])
def test_weights_that_are_not_there_end_the_run_in_one_line(saidby, workers):
    done = saidby(f"read reports --recipe gone.toml --ledger gone.db --workers {workers}")
    assert done.exit_code == 2
    assert done.output == "saidby: the model no/such is no folder; name one that saidby train has made\n"
