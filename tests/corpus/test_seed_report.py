"""The report that the project began from. Its text is not ours to ship: skipped where it is not at hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from saidby.model import Account, Incident
from saidby.pipeline import build, load_recipe
from saidby.store import MemoryStore
from saidby.vocabulary import ClaimKind, Measure, Qualifier

SEED = Path(__file__).parents[3] / "shared" / "seed" / "article.txt"
pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not SEED.exists(), reason="the seed report is not part of the project")]


@pytest.fixture(scope="module")
def ledger() -> MemoryStore:
    store, pipeline = MemoryStore(), build(load_recipe(None))
    pipeline.read([str(SEED)], store)
    pipeline.derive(store)
    return store


def incident(ledger: MemoryStore, place: str) -> Incident:
    return next(found for found in ledger.derived().incidents if found.place and found.place.name == place)


def told(ledger: MemoryStore, place: str) -> Iterator[Account]:
    return ledger.accounts(incident(ledger, place).claims)


def counts(ledger: MemoryStore, place: str) -> set[tuple]:
    return {
        (figure.measure, figure.bounds.low, figure.bounds.high, account.claim.speakers)
        for account in told(ledger, place)
        if (figure := account.claim.figure)
    }


def test_there_are_two_incidents(ledger):
    assert {found.place.name for found in ledger.derived().incidents} == {"Kharkiv", "Belgorod"}


BELGOROD = [(Measure.KILLED, 24, None, ("(unnamed)",)), (Measure.INJURED, 108, None, ("(unnamed)",))]
RELAYED = ("Ukraine's military", "the Ukrainian air force")
KHARKIV = [
    (Measure.LAUNCHED, 50, 50, ()),
    (Measure.LAUNCHED, 49, 49, RELAYED),
    (Measure.INTERCEPTED, 21, 21, RELAYED),
    (Measure.INJURED, 28, 28, ("Regional Gov. Oleh Syniehubov",)),
]


def test_every_count_is_there_with_its_speakers(ledger):
    assert set(BELGOROD) <= counts(ledger, "Belgorod")
    assert set(KHARKIV) <= counts(ledger, "Kharkiv")


def test_the_narrators_fifty_is_about_fifty(ledger):
    (figure,) = [a.claim.figure for a in told(ledger, "Kharkiv") if a.claim.figure and not a.claim.speakers]
    assert figure.bounds.qualifier is Qualifier.ABOUT


def test_the_intercepted_are_a_part_of_the_launched_by_the_same_speaker(ledger):
    claims = {a.claim.id: a.claim for a in told(ledger, "Kharkiv")}
    (part,) = [c for c in claims.values() if c.figure and c.figure.measure is Measure.INTERCEPTED and c.speakers == RELAYED]
    assert part.subset_of is not None
    assert claims[part.subset_of].figure.bounds.low == 49


ASSERTIONS = [
    ("Belgorod", ClaimKind.WEAPON, ("Associated Press", "The Kremlin"), "Vampire"),
    ("Kharkiv", ClaimKind.TARGET_CHARACTER, ("A Russian military statement",), "only targeted military facilities"),
    ("Kharkiv", ClaimKind.MOTIVE, ("Reuters", "Russia"), "retaliation"),
    ("Kharkiv", ClaimKind.DENIAL, ("Euromaidan News", "Kiev"), "fantasy"),
]


@pytest.mark.parametrize(("place", "kind", "speakers", "words"), ASSERTIONS)
def test_every_contested_assertion_is_there_with_its_chain(ledger, place, kind, speakers, words):
    claims = [a.claim for a in told(ledger, place)]
    assert [c for c in claims if c.kind is kind and c.speakers == speakers and words in c.quote]


UKRAINE = {"Ukrainian officials", "Ukraine's air force", "Ukraine's military", "the Ukrainian air force"}


def test_what_was_hit_is_in_dispute_between_the_russian_military_and_ukraine(ledger):
    here = incident(ledger, "Kharkiv")
    pairs = [
        {ledger.claim(claim).speakers[-1] for claim in (dispute.first, dispute.second)}
        for dispute in ledger.derived().disputes
        if dispute.incident == here.id
    ]
    assert any("A Russian military statement" in pair and pair & UKRAINE for pair in pairs)


def test_the_retaliation_is_russias_claim_and_ties_the_two(ledger):
    ties = [tie for tie in ledger.derived().relations if tie.kind == "retaliation_for"]
    russian = [tie for tie in ties if ledger.claim(tie.claim).speakers == ("Reuters", "Russia")]
    assert [(tie.source, tie.target) for tie in russian] == [(incident(ledger, "Kharkiv").id, incident(ledger, "Belgorod").id)]
