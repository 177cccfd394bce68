"""A ledger spoilt in every way that can be thought of, and what verify calls it."""

from __future__ import annotations

import sqlite3
import zlib

import pytest
from small_ledger import claims, clusters, finish, intake, keep, with_copy

from saidby.store import MemoryStore, open_ledger, verify


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "ledger.db"
    store = open_ledger(path, create=True)
    velm, orsa = keep(store, "Velm", "Orsa").values()
    store.derive(clusters(velm, orsa), finish)
    store.close()
    return path


def spoil(path, *statements, values=()):
    """Changes what must not change, as someone would who is set on it."""
    connection = sqlite3.connect(path, isolation_level=None)
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement, values)
    connection.close()


def found(path) -> set[tuple[str, str]]:
    store = open_ledger(path, create=False)
    try:
        return {(finding.what, finding.problem) for finding in verify(store) if "guards" not in finding.problem}
    finally:
        store.close()


def test_a_sound_ledger_has_nothing_wrong(path):
    store = open_ledger(path, create=False)
    assert list(verify(store)) == []


def test_guards_that_were_taken_away_are_missed(path):
    spoil(path)
    store = open_ledger(path, create=False)
    assert {(finding.where, finding.problem) for finding in verify(store)} >= {("claims", "its guards against change are gone")}


IN_NOUN = "UPDATE {table} SET noun = replace(noun, '{old}', '{new}') WHERE rowid = 1"

CASES = [
    # what is done; what is named; words of the problem
    (IN_NOUN.format(table="documents", old="Rockets", new="Rackets, all"), "claim", "is not the text at"),
    (IN_NOUN.format(table="claims", old='"quote":"12 people', new='"quote":"13 people'), "claim", "is not the text at"),
    (IN_NOUN.format(table="claims", old='"low":12,"high":12', new='"low":11,"high":12'), "claim", "its content hashes to"),
    (IN_NOUN.format(table="claims", old='"asserts"', new='"denies"'), "claim", "its content hashes to"),
    (IN_NOUN.format(table="claims", old='"figure":{', new='"figure":null,"x":{'), "claim", "cannot be read"),
    (IN_NOUN.format(table="claims", old="c-", new="k-"), "claim", "its column id says"),
    (IN_NOUN.format(table="claims", old='"measure":"killed"', new='"measure":"injured"'), "claim", "its column measure says"),
    (
        IN_NOUN.format(table="claims", old='"subset_of":null', new='"subset_of":"c-0"'),
        "claim",
        "c-0, which is not a claim of its document",
    ),
    (IN_NOUN.format(table="groundings", old='"claim":"c-', new='"claim":"k-'), "grounding", "it says 'k-"),
    ("DELETE FROM groundings WHERE rowid = 1", "claim", "has no grounding"),
    ("DELETE FROM claims WHERE rowid = 1", "grounding", "refers to a row of claims"),
    ("DELETE FROM claims WHERE rowid = 1", "incident", "is not in the ledger"),
    ("DELETE FROM originals WHERE rowid = 1", "document", "is not in the ledger"),
    ("UPDATE originals SET content = x'00' WHERE rowid = 1", "original", "is damaged"),
    ("DELETE FROM documents WHERE rowid = 1", "claim", "refers to a row of documents"),
    ("UPDATE documents SET publisher = 'Else' WHERE rowid = 1", "document", "its column publisher says 'Else'"),
    ("DELETE FROM incidents WHERE rowid = 1", "estimate", "there is no incident"),
    ("DELETE FROM incidents WHERE rowid = 1", "relation", "there is no incident"),
    ("DELETE FROM incidents WHERE rowid = 1", "dispute", "is not a claim of"),
    ("DELETE FROM incidents WHERE rowid = 1", "run", "was changed afterwards"),
    ("DELETE FROM members WHERE rowid = 1", "incident", "the table of members differ"),
    (IN_NOUN.format(table="estimates", old='"best":12', new='"best":21'), "estimate", "are out of order"),
    (IN_NOUN.format(table="estimates", old='"used":[', new='"used":["c-0",'), "estimate", "c-0 is not a claim of its incident"),
    (
        IN_NOUN.format(table="estimates", old='"set_aside":[', new='"set_aside":[{"claim":"c-0","reason":"late"}'),
        "estimate",
        "c-0 is not a claim of its incident",
    ),
    (IN_NOUN.format(table="disputes", old='"second":"c-', new='"second":"k-'), "dispute", "is not a claim of"),
    (IN_NOUN.format(table="relations", old='"claim":"c-', new='"claim":"k-'), "relation", "is not in the ledger"),
    (
        """UPDATE incidents SET noun = replace(noun, '"claims":[', '"claims":["' || (SELECT id FROM claims LIMIT 1) || '",')
        WHERE rowid = 2""",
        "incident",
        "too",
    ),
]


@pytest.mark.parametrize(("statement", "what", "words"), CASES, ids=[f"{what}: {words}" for _, what, words in CASES])
def test_what_was_spoilt_is_named(path, statement, what, words):
    spoil(path, statement)
    assert any(kind == what and words in problem for kind, problem in found(path)), found(path)


def test_a_claim_without_a_grounding_is_named_in_any_store():
    store = MemoryStore()
    report = intake("Velm")
    store.keep(report, claims(report.document), ())
    assert [(finding.what, finding.problem) for finding in verify(store)] == [("claim", "it has no grounding")] * 2


def test_an_original_of_other_bytes_is_named(path):
    spoil(path, "UPDATE originals SET content = ? WHERE rowid = 1", values=(zlib.compress(b"else"),))
    assert any(what == "original" and "its bytes hash to" in problem for what, problem in found(path))


def test_a_copy_of_a_document_that_is_gone_is_named(path):
    store = open_ledger(path, create=False)
    store.derive((), with_copy("Velm", "Orsa"))
    store.close()
    spoil(path, "UPDATE copies SET noun = replace(noun, 'Velm', 'Ketra')")
    assert ("copy", "it is not a document of the ledger") in found(path)


def test_a_damaged_page_is_named(path):
    content = bytearray(path.read_bytes())
    where = content.index(b"The mayor of Velm said", 4096)
    page = where // 4096 * 4096
    content[page : page + 8] = b"\xff" * 8
    path.write_bytes(bytes(content))
    store = open_ledger(path, create=False)
    assert any(finding.what == "file" for finding in verify(store))
