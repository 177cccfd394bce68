"""The readers that ship leave alone what has nothing about harm, unless they are told to read everything."""

from __future__ import annotations

from hashlib import sha256

import pytest
from tiny_reader import write_tiny

from characters import characters
from saidby.annotate import SHIPPED
from saidby.annotate.gate import doubted
from saidby.annotate.rules import drafting
from saidby.annotate.trained.claimed import Thresholds
from saidby.annotate.trained.reader import reading_with
from saidby.model import Document
from saidby.plugins import make

GARDEN = "Garden opens\n\nThe council opened a garden in Dorvane on Monday, the mayor said. It has roses and a pond."
PARADE = (
    "Parade in Dorvane\n\nSoldiers marched through Dorvane with rifles and rockets on Monday. Children waved at the soldiers."
)
BLAST = (
    "Blast in Dorvane\n\nNine people were killed and 31 wounded when a car bomb went off in Dorvane on Tuesday, police said."
)


class Nowhere:
    def find(self, name: str) -> list[object]:
        return []


class AskedError(Exception):
    """The encoder was asked."""


def encoder(ids, flags, mask):
    raise AskedError


def document(text: str) -> Document:
    return Document(id="one", text=text, sha256=sha256(text.encode()).hexdigest(), locator="-")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A reader by its name in the catalogue and its options, the trained one with weights of a few kilobytes."""
    model = str(write_tiny(tmp_path_factory.mktemp("weights")))

    def reader(name: str, **options: object):
        return make(
            "annotate", SHIPPED, name, {"gazetteer": Nowhere(), **({"model": model} if name == "trained" else {}), **options}
        )

    return reader


@pytest.mark.parametrize(("name", "own"), [("rules", "rules-en@1"), ("trained", "trained-en@7")])
def test_a_garden_is_left_alone_and_a_blast_is_not(made, name, own):
    read = made(name)
    assert [read(document(text)).reader for text in (GARDEN, BLAST)] == ["gate-en@1", own]
    assert read(document(GARDEN)).mentions == ()


@pytest.mark.parametrize(("name", "own"), [("rules", "rules-en@1"), ("trained", "trained-en@7")])
def test_without_a_gate_a_garden_is_read_too(made, name, own):
    reading = made(name, gate=False)(document(GARDEN))
    assert reading.reader == own
    assert reading.mentions


@pytest.mark.parametrize("name", ["rules", "trained"])
def test_a_gate_changes_nothing_in_what_it_lets_through(made, name):
    assert made(name)(document(BLAST)) == made(name, gate=False)(document(BLAST))


@pytest.mark.parametrize(("name", "reader"), [("rules", "rules-en@1"), ("trained", "gate-rules-en@1")])
def test_only_the_trained_reader_leaves_alone_what_the_rules_find_nothing_in(made, name, reader):
    assert made(name)(document(PARADE)).reader == reader


def bare(doubtful):
    draft = drafting(gazetteer=Nowhere(), language="en")
    return reading_with(encoder, characters(), drafted=draft, thresholds=Thresholds(), name="bare-en@1", doubtful=doubtful)


def test_no_encoder_is_asked_about_a_doubtful_text_that_tells_of_no_harm():
    assert bare(doubted(language="en"))(document(PARADE)).reader == "gate-rules-en@1"


@pytest.mark.parametrize(("text", "gate"), [(BLAST, True), (PARADE, False), (BLAST, False)])
def test_an_encoder_is_asked_about_all_else(text, gate):
    with pytest.raises(AskedError):
        bare(doubted(language="en") if gate else None)(document(text))
