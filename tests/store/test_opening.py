"""Files that are ledgers, and all those that are not: one line for each that says what to do."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from small_ledger import clusters, finish, intake, judgement, keep

from saidby.errors import LedgerError
from saidby.model import Grounding, Target, Unread, Weapon
from saidby.store import open_ledger, verify
from saidby.store.connecting import engine, writing
from saidby.store.migrations import VERSION, migrate
from saidby.store.rows import add, document, original
from saidby.store.tables import APPEND_ONLY, APPLICATION_ID, documents, metadata, originals
from saidby.vocabulary import Ruling


@pytest.fixture
def path(tmp_path):
    return tmp_path / "ledger.db"


def made(path: Path, *names: str) -> Path:
    store = open_ledger(path, create=True)
    keep(store, *names)
    store.close()
    return path


def raw(path: Path, statement: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def _missing(path):
    return "there is no ledger"


def _folder(path):
    path.mkdir()
    return "is a folder"


def _text(path):
    path.write_text("Who says what happened?")
    return "is not a ledger"


def _empty(path):
    path.write_bytes(b"")
    return "is not a ledger"


def _another_database(path):
    raw(path, "CREATE TABLE birds (name)")
    return "is not a ledger"


def _newer(path):
    raw(made(path), f"PRAGMA user_version = {VERSION + 1}")
    return "upgrade saidby"


def _cut_short(path):
    content = made(path, "Velm").read_bytes()
    path.write_bytes(content[:5000])
    return "is damaged"


@pytest.mark.parametrize("spoil", [_missing, _folder, _text, _empty, _another_database, _newer, _cut_short])
def test_what_is_no_ledger_is_refused_in_one_line_that_names_it(path, spoil):
    problem = spoil(path)
    with pytest.raises(LedgerError, match=problem) as refused:
        open_ledger(path, create=False)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("spoil", [_folder, _text, _another_database, _newer])
def test_what_is_no_ledger_is_not_overwritten_when_one_may_be_made(path, spoil):
    problem = spoil(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(LedgerError, match=problem):
        open_ledger(path, create=True)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_ledger_cannot_be_made_in_a_folder_that_is_not_there(path):
    with pytest.raises(LedgerError, match="make it first"):
        open_ledger(path.parent / "nowhere" / "ledger.db", create=True)


def test_a_ledger_in_memory_is_asked_for_by_its_own_name():
    with pytest.raises(LedgerError, match="MemoryStore"):
        open_ledger(":memory:", create=True)


@pytest.mark.parametrize("name", ["with space?.db", "100%25#1.db", "Ältere & neue.db", os.fsdecode(b"not-utf8-\xff.db")])
def test_a_ledger_may_have_any_name(path, name):
    path = path.with_name(name)
    made(path, "Velm")
    assert [file.name for file in path.parent.iterdir()] == [name]


@pytest.mark.parametrize("begun", [b"", None])
def test_a_ledger_whose_making_was_cut_off_is_made_again(path, begun):
    if begun is None:
        raw(path, "PRAGMA journal_mode = WAL")
    else:
        path.write_bytes(begun)
    assert list(verify(open_ledger(made(path, "Velm"), create=False))) == []


def test_a_closed_ledger_is_one_file_that_bears_its_mark(path):
    made(path, "Velm")
    assert [file.name for file in path.parent.iterdir()] == ["ledger.db"]
    assert int.from_bytes(path.read_bytes()[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(path.read_bytes()[60:64], "big") == VERSION


def test_commits_are_durable_and_references_are_checked(path):
    store = open_ledger(path, create=True)
    with store._reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_ledger_that_another_process_is_writing_is_waited_for_and_then_named(path):
    made(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store = open_ledger(path, create=True, wait_s=0.2)
    assert list(store.documents()) == []
    with pytest.raises(LedgerError, match="another process"):
        keep(store, "Velm")
    other.execute("ROLLBACK")
    keep(store, "Velm")
    assert [each.id for each in store.documents()] == ["Velm"]


def test_an_iterator_sees_the_ledger_as_it_was_when_it_began(path):
    store = open_ledger(path, create=True)
    keep(store, "a", "c")
    seen = store.documents()
    first = next(seen)
    keep(store, "b")
    assert [first.id, *(each.id for each in seen)] == ["a", "c"]
    assert [each.id for each in store.documents()] == ["a", "b", "c"]


def test_a_ledger_opened_for_reading_is_read_and_not_changed(path):
    before = made(path, "Velm").read_bytes()
    store = open_ledger(path, create=False, write=False)
    assert [each.id for each in store.documents()] == ["Velm"]
    with pytest.raises(LedgerError, match="read-only"):
        keep(store, "Orsa")
    store.close()
    assert [file.name for file in path.parent.iterdir()] == ["ledger.db"]
    assert path.read_bytes() == before


def test_a_ledger_opened_for_reading_shows_what_is_still_in_the_log(path):
    writer = open_ledger(path, create=True)
    keep(writer, "Velm")
    assert [each.id for each in open_ledger(path, create=False, write=False).documents()] == ["Velm"]


READ_AS_NOBODY = """
import os, sys
from saidby.errors import LedgerError
from saidby.model import Grounding, Target, Unread, Weapon
from saidby.store import open_ledger
first = open_ledger(sys.argv[2], create=True)  # what is imported on first use, while the checkout may still be read
first.keep_unread(Unread(locator="a", reason="b"))
list(first.documents())
first.close()
if os.getuid() == 0:
    os.setgid(65534); os.setuid(65534)
store = open_ledger(sys.argv[1], create=False)
print([document.id for document in store.documents()])
try:
    store.keep_unread(Unread(locator="a", reason="b"))
except LedgerError as error:
    print(error)
"""


@pytest.mark.parametrize("folder", [0o555, 0o777])
def test_a_read_only_file_can_be_read(tmp_path, folder):
    place = tmp_path / "shelf"
    place.mkdir()
    path = made(place / "ledger.db", "Velm")
    path.chmod(0o444)
    place.chmod(folder)
    for above in tmp_path.parents[:3] if os.getuid() == 0 else ():
        above.chmod(above.stat().st_mode | 0o555)
    tmp_path.chmod(0o755)
    command = [sys.executable, "-c", READ_AS_NOBODY, str(path), str(tmp_path / "first.db")]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["['Velm']", f"{path} is read-only; copy it, or ask its owner for leave to write"]


def version_1(path: Path, *names: str) -> None:
    """A ledger as the first version wrote it, with documents but no claims."""
    first = engine(path, write=True, wait_s=1)
    with writing(first, path, 1) as connection:
        migrate(connection, 0, to=1)
        for name in names:
            add(connection, originals, [original(intake(name).original)])
            add(connection, documents, [document(intake(name).document)])
    first.dispose()


def test_an_older_ledger_is_migrated_with_all_that_it_holds(path):
    version_1(path, "Velm", "Orsa")
    assert raw(path, "PRAGMA user_version") == [(1,)]
    store = open_ledger(path, create=False)
    assert [each.id for each in store.documents()] == ["Orsa", "Velm"]
    assert list(store.readers()) == [("Orsa", None), ("Velm", None)]
    said = keep(store, "Ketra")["Ketra"]
    store.derive(clusters(said), finish)
    assert list(verify(store)) == []
    store.close()
    assert raw(path, "PRAGMA user_version") == [(VERSION,)]


def test_weapons_that_were_classes_alone_become_nouns_and_stay_what_they_were(path):
    third = engine(path, write=True, wait_s=1)
    old = {"claim": "c-1", "by": "rules@1", "targets": ["housing"], "weapons": ["vehicle_bomb", "drone"]}
    with writing(third, path, 1) as connection:
        migrate(connection, 0, to=3)
        insert = "INSERT INTO groundings (claim, made_by, noun) VALUES ('c-1', 'rules@1', ?)"
        connection.exec_driver_sql("INSERT INTO originals VALUES ('s', 'text/plain', x'00')")
        columns = "id, sha256, locator, headline, noun"
        connection.exec_driver_sql(f"INSERT INTO documents ({columns}) VALUES ('d', 's', 'd.txt', '', '{{}}')")  # noqa: S608
        connection.exec_driver_sql("INSERT INTO claims (id, document, kind, noun) VALUES ('c-1', 'd', 'figure', '{}')")
        connection.exec_driver_sql(insert, (json.dumps(old),))
        migrate(connection, 3)
    third.dispose()
    ((noun,),) = raw(path, "SELECT noun FROM groundings")
    kept = msgspec.json.decode(noun, type=Grounding)
    assert kept.targets == (Target(words="housing", type="housing"),)
    assert kept.weapons == (Weapon(words="vehicle bomb", type="vehicle_bomb"), Weapon(words="drone", type="drone"))
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw(path, "UPDATE groundings SET noun = '{}'")


def test_an_older_ledger_that_cannot_be_migrated_for_reading_says_so(path):
    version_1(path)
    with pytest.raises(LedgerError, match="older version 1"):
        open_ledger(path, create=False, write=False)


def test_a_migrated_ledger_has_the_same_tables_as_a_new_one(path):
    version_1(path)
    open_ledger(path, create=False).close()
    new = made(path.with_name("new.db"))
    assert raw(path, "SELECT type, name, sql FROM sqlite_schema ORDER BY name") == raw(
        new, "SELECT type, name, sql FROM sqlite_schema ORDER BY name"
    )


def test_the_tables_that_queries_see_are_those_of_the_file(path):
    made(path)
    for table in metadata.sorted_tables:
        columns = raw(path, f"SELECT name, type, \"notnull\" OR pk FROM pragma_table_info('{table.name}') ORDER BY name")  # noqa: S608
        expected = [(column.name, str(column.type), int(not column.nullable)) for column in table.columns]
        assert columns == sorted(expected), table.name
        keys = raw(path, f'SELECT "from", "table", "to" FROM pragma_foreign_key_list(\'{table.name}\') ORDER BY 1')  # noqa: S608
        assert keys == sorted(
            (column.name, key.column.table.name, key.column.name) for column in table.columns for key in column.foreign_keys
        )


@pytest.mark.parametrize("table", [table.name for table in APPEND_ONLY])
@pytest.mark.parametrize(
    "change", ["UPDATE {0} SET rowid = rowid + 1", "DELETE FROM {0}", "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"]
)
def test_the_file_itself_refuses_to_change_what_was_added(path, table, change):
    store = open_ledger(path, create=True)
    fill(store)
    store.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA recursive_triggers = ON")
    before = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
    assert before
    with pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"):
        connection.execute(change.format(table))
    assert connection.execute(f"SELECT * FROM {table}").fetchall() == before  # noqa: S608


def fill(store) -> None:
    """Something in every table."""
    velm, orsa = keep(store, "Velm", "Orsa").values()
    store.keep_unread(Unread(locator="a", reason="b"))
    store.judge(judgement("j1", Ruling.SAME, *velm))
    store.derive(clusters(velm, orsa), finish)
    store.derive(clusters((*velm, *orsa)), finish)
