"""What every store does, whatever it is made of."""

from __future__ import annotations

import msgspec
import pytest
from small_ledger import claim, claims, clusters, finish, groundings, intake, judgement, keep, with_copy

from saidby.errors import IntegrityError
from saidby.model import Cluster, Derived, Document, Original, Unread
from saidby.store import MemoryStore, open_ledger, verify
from saidby.vocabulary import Ruling


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path):
    made = MemoryStore() if request.param == "memory" else open_ledger(tmp_path / "ledger.db", create=True)
    yield made
    made.close()


def test_what_is_kept_comes_back_as_it_was(store):
    report = intake("Velm", "NUL \0, a face \U0001f600, a line\r\nend. The army said 9 people died.")
    said = (claim(report.document, "9 people died", 9, ("The army",)),)
    store.keep(report, said, groundings(said))
    assert list(store.documents()) == [report.document]
    assert store.document("Velm") == report.document
    assert store.original(report.document.sha256) == report.original
    assert list(store.claims()) == list(said) == list(store.claims("Velm"))
    assert store.claim(said[0].id) == said[0]
    assert store.grounding(said[0].id) == groundings(said)[0]


def test_what_was_never_kept_is_none(store):
    assert store.document("Velm") is None
    assert store.original("0" * 64) is None
    assert store.claim("c-0") is None
    assert store.grounding("c-0") is None
    assert store.resolve("i-0") is None
    assert list(store.claims("Velm")) == []
    assert store.derived() == Derived()


def test_who_read_a_document_comes_back_in_the_documents_order_and_stays_unknown_where_nobody_said(store):
    for name, reader in (("Velm", "rules-en@1"), ("Orsa", None), ("orsa", "gate-en@1")):
        store.keep(intake(name), (), (), reader=reader)
    store.keep(intake("Velm"), (), (), reader="another@1")
    assert list(store.readers()) == [("Orsa", None), ("Velm", "rules-en@1"), ("orsa", "gate-en@1")]


def test_documents_and_claims_have_one_order_whatever_the_order_of_arrival(store):
    keep(store, "Velm", "Älv", "Orsa", "orsa")
    assert [document.id for document in store.documents()] == ["Orsa", "Velm", "orsa", "Älv"]
    assert [said.document for said in store.claims()] == ["Orsa"] * 2 + ["Velm"] * 2 + ["orsa"] * 2 + ["Älv"] * 2
    assert [said.figure.bounds.low for said in store.claims("Velm")] == [12, 9]
    assert [account.claim for account in store.accounts()] == list(store.claims())


def test_keeping_the_very_same_again_changes_nothing(store):
    keep(store, "Velm")
    before = list(store.accounts())
    keep(store, "Velm")
    assert list(store.accounts()) == before
    assert len(list(store.documents())) == 1


@pytest.mark.parametrize("text", ["Another text. 12 people died. 9 people died.", ""])
def test_an_id_is_not_given_to_other_bytes(store, text):
    keep(store, "Velm")
    with pytest.raises(IntegrityError, match="'Velm' is taken"):
        store.keep(intake("Velm", text), (), ())
    assert store.document("Velm") == intake("Velm").document


def test_an_id_is_not_given_to_another_text_of_the_same_bytes(store):
    keep(store, "Velm")
    report = intake("Velm")
    with pytest.raises(IntegrityError, match="'Velm' is taken"):
        store.keep(msgspec.structs.replace(report, document=msgspec.structs.replace(report.document, text="Else.")), (), ())


def test_it_has_a_document_by_id_and_bytes(store):
    keep(store, "Velm")
    sha256 = intake("Velm").document.sha256
    assert store.has(sha256, "Velm")
    assert not store.has(sha256, "Orsa")
    assert not store.has(intake("Orsa").document.sha256, "Velm")


def test_documents_may_share_their_original(store):
    whole = Original.of(b"two lines", "application/jsonl")
    for name in ("a", "b"):
        document = Document(id=name, text=name, sha256=whole.sha256, locator=f"x.jsonl#{name}")
        store.keep(msgspec.structs.replace(intake("Velm"), document=document, original=whole), (), ())
    assert [document.id for document in store.documents()] == ["a", "b"]
    assert store.original(whole.sha256) == whole


def _of_other_bytes(report, said):
    return msgspec.structs.replace(report, original=Original.of(b"other", "text/plain")), said, groundings(said)


def _claims_of_another(report, said):
    return report, claims(intake("Orsa").document), ()


def _a_claim_twice(report, said):
    return report, (said[0], said[0]), ()


def _a_grounding_of_none(report, said):
    return report, said[:1], groundings(said)


@pytest.mark.parametrize("spoil", [_of_other_bytes, _claims_of_another, _a_claim_twice, _a_grounding_of_none])
def test_parts_that_do_not_belong_together_are_refused_as_a_whole(store, spoil):
    report = intake("Velm")
    with pytest.raises(IntegrityError):
        store.keep(*spoil(report, claims(report.document)))
    assert list(store.documents()) == []
    assert list(store.claims()) == []
    assert store.original(report.original.sha256) is None


def test_a_newer_grounding_supersedes_the_earlier_one(store):
    said = keep(store, "Velm")["Velm"]
    newer = groundings(said[:1], by="test@2")
    store.ground(newer)
    assert store.grounding(said[0].id) == newer[0]
    assert [account.grounding.by for account in store.accounts()] == ["test@2", "test@1"]


def test_groundings_of_unknown_claims_are_refused_as_a_whole(store):
    said = keep(store, "Velm")["Velm"]
    stray = groundings(claims(intake("Orsa").document), by="test@2")
    with pytest.raises(IntegrityError):
        store.ground((*groundings(said, by="test@2"), *stray))
    assert store.grounding(said[0].id).by == "test@1"


def test_what_could_not_be_read_is_kept_once_for_each_reason(store):
    first = Unread(locator="b.pdf", reason="no text in it", sha256="ab")
    for item in (first, first, Unread(locator="b.pdf", reason="too large", sha256="ab"), Unread(locator="a", reason="gone")):
        store.keep_unread(item)
    assert [(item.locator, item.reason) for item in store.unread()] == [
        ("a", "gone"),
        ("b.pdf", "no text in it"),
        ("b.pdf", "too large"),
    ]


def test_what_is_read_at_last_is_no_longer_unread(store):
    report = intake("Velm")
    other = Unread(locator="Velm.txt", reason="the same place with other bytes", sha256="ab")
    store.keep_unread(Unread(locator="Velm.txt", reason="no reader yet", sha256=report.document.sha256))
    store.keep_unread(Unread(locator="Velm.txt", reason="no answer"))
    store.keep_unread(other)
    keep(store, "Velm")
    assert list(store.unread()) == [other]


def test_accounts_carry_publisher_and_date_and_are_their_own_origin(store):
    keep(store, "Velm")
    account = next(store.accounts())
    document = intake("Velm").document
    assert (account.publisher, account.published, account.origin) == (document.publisher, document.published, "Velm")


def test_accounts_of_a_copy_have_the_origin_of_what_it_copies(store):
    keep(store, "Orsa", "Velm")
    store.derive((), with_copy("Velm", "Orsa"))
    assert [(account.claim.document, account.origin) for account in store.accounts()] == [
        ("Orsa", "Orsa"),
        ("Orsa", "Orsa"),
        ("Velm", "Orsa"),
        ("Velm", "Orsa"),
    ]


def test_accounts_of_some_claims_are_those_alone_in_the_ledgers_order(store):
    said = keep(store, "Velm", "Orsa")
    wanted = [said["Velm"][1].id, said["Orsa"][0].id, said["Velm"][1].id, "c-unknown"]
    assert [account.claim.id for account in store.accounts(wanted)] == [said["Orsa"][0].id, said["Velm"][1].id]
    assert list(store.accounts([])) == []


def test_accounts_of_more_claims_than_one_question_holds(store):
    names = [f"town-{number:03}" for number in range(300)]
    everything = [each.id for said in keep(store, *names).values() for each in said]
    assert [account.claim.id for account in store.accounts(reversed(everything))] == everything


def test_rejected_claims_have_no_account_but_stay_in_the_ledger(store):
    said = keep(store, "Velm")["Velm"]
    store.judge(judgement("j1", Ruling.REJECT, said[0]))
    assert [account.claim for account in store.accounts()] == [said[1]]
    assert list(store.claims()) == list(said)


def test_a_judgement_that_is_withdrawn_or_superseded_no_longer_counts(store):
    said = keep(store, "Velm")["Velm"]
    store.judge(judgement("j1", Ruling.REJECT, said[0]))
    store.judge(judgement("j2", Ruling.WITHDRAW, supersedes="j1"))
    store.judge(judgement("j3", Ruling.REJECT, said[1]))
    store.judge(judgement("j4", Ruling.ACCEPT, said[1], supersedes="j3"))
    assert [account.claim for account in store.accounts()] == list(said)
    assert [each.id for each in store.judgements()] == ["j1", "j2", "j3", "j4"]


def test_a_withdrawal_that_is_withdrawn_lets_the_judgement_count_again(store):
    said = keep(store, "Velm")["Velm"]
    store.judge(judgement("j1", Ruling.REJECT, said[0]))
    store.judge(judgement("j2", Ruling.WITHDRAW, supersedes="j1"))
    store.judge(judgement("j3", Ruling.WITHDRAW, supersedes="j2"))
    assert [account.claim for account in store.accounts()] == [said[1]]


def test_a_corrected_claim_counts_as_corrected_under_its_own_id(store):
    report = intake("Velm")
    said = keep(store, "Velm")["Velm"]
    better = claim(report.document, "12 people died", 12, ("The deputy mayor",))
    store.judge(judgement("j1", Ruling.CORRECT, said[0], correction=better))
    account = next(store.accounts())
    assert (account.claim.id, account.claim.speakers) == (said[0].id, ("The deputy mayor",))
    assert store.claim(said[0].id) == said[0]


def test_judgements_are_kept_once_and_never_replaced(store):
    said = keep(store, "Velm")["Velm"]
    ruled = judgement("j1", Ruling.REJECT, said[0])
    store.judge(ruled)
    store.judge(ruled)
    with pytest.raises(IntegrityError, match="already"):
        store.judge(msgspec.structs.replace(ruled, ruling=Ruling.ACCEPT))
    assert list(store.judgements()) == [ruled]


def test_judgements_on_what_is_not_there_are_refused(store):
    said = keep(store, "Velm")["Velm"]
    with pytest.raises(IntegrityError, match="supersedes j0"):
        store.judge(judgement("j1", Ruling.WITHDRAW, supersedes="j0"))
    with pytest.raises(IntegrityError, match="does not have"):
        store.judge(judgement("j1", Ruling.REJECT, *said, *claims(intake("Orsa").document)))
    assert list(store.judgements()) == []


def test_what_is_derived_comes_back_as_it_was_given(store):
    said = keep(store, "Velm", "Orsa")
    derived = store.derive(clusters(said["Velm"], said["Orsa"]), finish)
    assert store.derived() == derived
    assert [incident.claims for incident in derived.incidents] == [tuple(c.id for c in said[name]) for name in ("Velm", "Orsa")]
    assert list(verify(store)) == []


def test_deriving_replaces_what_was_derived_and_keeps_the_ids(store):
    said = keep(store, "Velm", "Orsa")
    before = store.derive(clusters(said["Velm"], said["Orsa"]), finish).incidents
    after = store.derive(clusters(said["Orsa"][:1], said["Velm"]), finish).incidents
    assert [incident.id for incident in after] == [before[1].id, before[0].id]
    assert store.derived().incidents == after


def test_the_id_of_a_merged_incident_leads_to_the_one_that_it_went_into(store):
    velm, orsa = keep(store, "Velm", "Orsa").values()
    large, small = store.derive(clusters((*velm, orsa[0]), orsa[1:]), finish).incidents
    (merged,) = store.derive(clusters((*velm, *orsa)), finish).incidents
    assert merged.id == large.id == store.resolve(small.id) == store.resolve(large.id)


def test_parting_what_was_merged_gives_both_ids_back(store):
    velm, orsa = keep(store, "Velm", "Orsa").values()
    before = store.derive(clusters(velm, orsa), finish).incidents
    store.derive(clusters((*orsa, *velm)), finish)
    after = store.derive(clusters(velm, orsa), finish).incidents
    assert [incident.id for incident in after] == [incident.id for incident in before]
    assert [store.resolve(incident.id) for incident in before] == [incident.id for incident in before]


def test_an_incident_without_claims_left_goes_by_no_id(store):
    velm, orsa = keep(store, "Velm", "Orsa").values()
    gone = store.derive(clusters(velm, orsa), finish).incidents[0].id
    store.derive(clusters(orsa), finish)
    assert store.resolve(gone) is None
    assert store.derive(clusters(velm, orsa), finish).incidents[0].id == gone


def test_clusters_that_cannot_be_are_refused_and_change_nothing(store):
    said = keep(store, "Velm")["Velm"]
    before = store.derive(clusters(said), finish)
    stray = claims(intake("Orsa").document)
    for impossible in (clusters(said, said[:1]), (Cluster(claims=()),), clusters(said, stray)):
        with pytest.raises(IntegrityError):
            store.derive(impossible, finish)
    assert store.derived() == before


@pytest.mark.parametrize(
    "lose", [lambda made: made[1:], lambda made: tuple(msgspec.structs.replace(i, id="i-else") for i in made)]
)
def test_a_describer_cannot_lose_or_rename_incidents(store, lose):
    said = keep(store, "Velm")["Velm"]
    with pytest.raises(IntegrityError, match="describer"):
        store.derive(clusters(said), lambda incidents: Derived(incidents=lose(tuple(incidents))))
    assert store.derived() == Derived()


def test_a_failure_while_deriving_changes_nothing(store):
    said = keep(store, "Velm")["Velm"]
    before = store.derive(clusters(said), finish)

    def fail(incidents):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.derive(clusters(said[:1], said[1:]), fail)
    assert store.derived() == before
    assert store.derive(clusters(said), finish) == before
