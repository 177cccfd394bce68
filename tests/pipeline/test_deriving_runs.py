"""What follows from the claims, and that verify notices when something else is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import msgspec
import pytest
from made_up_stages import DERIVING, PIPELINE, Envelope, annotate, extract, make_reader

from saidby.model import Derived, Judgement, Reading
from saidby.store import MemoryStore, open_ledger
from saidby.vocabulary import Ruling

REPORTS = {
    "a": "12 people died in Velm. 3 people died in Orsa.",
    "b": "12 people died in Velm. 3 people died in Orsa.",
    "c": "14 people died in Velm.",
}


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / f"{name}.txt").write_text(text)
    made = MemoryStore() if request.param == "memory" else open_ledger(tmp_path / "ledger.db", create=True)
    PIPELINE.read([str(folder)], made)
    yield made
    made.close()


def problems(store, pipeline=PIPELINE, *, deep=False):
    return [(finding.what, finding.problem) for finding in pipeline.verify(store, deep=deep)]


def test_incidents_estimates_disputes_and_relations_follow_from_the_claims(store):
    derived = PIPELINE.derive(store)
    assert [incident.place.name for incident in derived.incidents] == ["Velm", "Orsa"]
    assert [(estimate.low, estimate.best, estimate.high) for estimate in derived.estimates] == [(12, 12, 14), (3, 3, 3)]
    assert [(dispute.incident, dispute.why) for dispute in derived.disputes] == [
        (derived.incidents[0].id, "not the same count")
    ]
    assert [relation.target for relation in derived.relations] == [derived.incidents[0].id]
    assert store.derived() == derived


def test_a_copy_counts_as_the_same_source_in_the_very_run_that_finds_it(store):
    derived = PIPELINE.derive(store)
    assert [copy.document for copy in derived.copies] == ["b"]
    assert [estimate.sources for estimate in derived.estimates] == [2, 1]
    assert {account.origin for account in store.accounts()} == {"a", "c"}


def test_every_policy_estimates_every_incident(store):
    both = replace(PIPELINE, deriving=replace(DERIVING, policies=(Envelope(), Envelope("again@1"))))
    derived = both.derive(store)
    velm, orsa = (incident.id for incident in derived.incidents)
    assert [(estimate.incident, estimate.policy) for estimate in derived.estimates] == [
        (velm, "envelope@1"),
        (velm, "again@1"),
        (orsa, "envelope@1"),
        (orsa, "again@1"),
    ]


def test_deriving_again_gives_the_same(store):
    assert PIPELINE.derive(store) == PIPELINE.derive(store)
    assert problems(store, deep=True) == []


def test_a_rejected_claim_is_in_no_incident_and_no_estimate(store):
    PIPELINE.derive(store)
    (wrong,) = (claim.id for claim in store.claims("c"))
    when = datetime(2031, 5, 7, 9, 30)
    store.judge(Judgement(id="j1", ruling=Ruling.REJECT, claims=(wrong,), who="R. Coder", when=when, why="of another day"))
    derived = PIPELINE.derive(store)
    assert [estimate.high for estimate in derived.estimates] == [12, 3]
    assert problems(store) == []


def test_what_another_reader_finds_is_no_fault_of_the_ledger(tmp_path):
    (tmp_path / "a.txt").write_text("12 people died in Velm.")

    def leave_alone(document):
        return Reading(document=document, reader="gate-made-up@1")

    quiet = replace(PIPELINE, make_reader=lambda: replace(make_reader(), annotate=leave_alone, extract=lambda reading: ()))
    store = MemoryStore()
    quiet.read([str(tmp_path)], store)
    assert problems(store, deep=True) == []
    forgetful = replace(quiet, make_reader=lambda: replace(make_reader(), extract=lambda reading: ()))
    store = MemoryStore()
    forgetful.read([str(tmp_path)], store)
    assert [what for what, _ in problems(store, deep=True)] == ["document"]


def test_a_ledger_that_was_read_and_not_derived_says_so(store):
    assert {problem.rpartition("; ")[2] for _, problem in problems(store)} == {"run: saidby read -l LEDGER"}


def _another_estimate(derived):
    first, *others = derived.estimates
    return msgspec.structs.replace(derived, estimates=(msgspec.structs.replace(first, best=13), *others))


def _no_dispute(derived):
    return msgspec.structs.replace(derived, disputes=())


def _one_more_relation(derived):
    return msgspec.structs.replace(derived, relations=derived.relations * 2)


def _another_place(derived):
    first, *others = derived.incidents
    return msgspec.structs.replace(derived, incidents=(msgspec.structs.replace(first, place=None), *others))


def _another_copy(derived):
    (copy,) = derived.copies
    return msgspec.structs.replace(derived, copies=(msgspec.structs.replace(copy, why="a whim"),))


@pytest.mark.parametrize(
    ("change", "what", "problem"),
    [
        (_another_estimate, "estimate", "deriving anew gives best 12, not 13"),
        (_no_dispute, "dispute", "deriving anew gives one more"),
        (_one_more_relation, "relation", "deriving anew does not give it"),
        (_another_place, "incident", "deriving anew gives place Place(name='Velm'"),
        (_another_copy, "copy", "deriving anew gives why 'the same text', not 'a whim'"),
    ],
)
def test_what_does_not_follow_is_named(store, change, what, problem):
    derived = PIPELINE.derive(store)
    groups = PIPELINE.deriving.linker(tuple(store.accounts()), ())
    store.derive(groups, lambda bare: change(derived))
    assert any(kind == what and found.startswith(problem) for kind, found in problems(store)), problems(store)


def test_incidents_that_linking_does_not_give_are_named(store):
    groups = PIPELINE.deriving.linker(tuple(store.accounts()), ())
    store.derive(groups[1:], lambda bare: Derived(incidents=tuple(bare)))
    assert [what for what, _ in problems(store)] == ["incident"]


def test_a_deep_check_reads_again_and_names_what_differs(store):
    PIPELINE.derive(store)

    def forgetful():
        return replace(make_reader(), extract=lambda reading: extract(reading)[:1])

    found = problems(store, replace(PIPELINE, make_reader=forgetful), deep=True)
    assert found == [("claim", "reading the document again does not give it")] * 2


def test_a_deep_check_leaves_claims_of_another_reader_alone(store):
    PIPELINE.derive(store)

    def newer():
        return replace(make_reader(), extract=lambda reading: tuple(_by(claim, "made-up@2") for claim in extract(reading)[:1]))

    assert problems(store, replace(PIPELINE, make_reader=newer), deep=True) == []


def _by(claim, reader):
    return msgspec.structs.replace(claim, by=reader)


def test_a_deep_check_names_a_document_that_can_no_longer_be_read(store):
    PIPELINE.derive(store)

    def failing():
        def fail(document):
            if document.id == "c":
                raise ZeroDivisionError("by zero")
            return annotate(document)

        return replace(make_reader(), annotate=fail)

    found = problems(store, replace(PIPELINE, make_reader=failing), deep=True)
    assert found == [("document", "it cannot be read again: ZeroDivisionError: by zero")]
