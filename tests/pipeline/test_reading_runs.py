"""Runs of reading: what is kept, passed over, refused, and where a run can stop."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_up_stages import PIPELINE, make_reader

from saidby.errors import InputError, LedgerError
from saidby.store import MemoryStore, open_ledger, verify


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    return folder


def write(folder, **texts):
    for name, text in texts.items():
        stem, _, suffix = name.partition("_")
        (folder / f"{stem}.{suffix or 'txt'}").write_text(text)


def read(folder, store=None, **options):
    store = MemoryStore() if store is None else store
    return PIPELINE.read([str(folder)], store, **options), store


def names(store):
    return [document.id for document in store.documents()]


def test_documents_are_read_and_what_cannot_be_read_is_kept_with_its_reason(folder):
    write(
        folder,
        a="12 people died in Velm.",
        b_bad="",
        c_ru="12 people died in Velm.",
        d="FAIL",
        e="UNEVEN 1 people died in Orsa.",
        f_en="9 people died in Velm.",
    )
    report, store = read(folder)
    assert names(store) == ["a", "f"]
    assert (report.done, report.skipped, report.claims, report.interrupted) == (2, 0, 2, False)
    assert list(report.unread) == list(store.unread())
    assert [(item.locator.rpartition("/")[2], item.reason) for item in report.unread] == [
        ("b.bad", "no text in it"),
        ("c.ru", "no reader for language 'ru-RU'; this one reads 'en'"),
        ("d.txt", "ZeroDivisionError: nothing to divide by"),
        ("e.txt", "ValueError: 1 claims got 0 groundings, or in another order"),
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_gate_leaves_alone_is_kept_counted_and_told_apart(folder, workers):
    write(folder, a="QUIET", b="12 people died in Velm.", c="QUIET", d_bad="")
    seen = []
    report, store = read(folder, progress=seen.append, workers=workers)
    assert (report.done, report.left_alone, report.claims, len(report.unread)) == (3, 2, 1, 1)
    assert [(step.done, step.left_alone) for step in seen] == [(1, 1), (2, 1), (3, 2), (3, 2)]
    assert list(store.readers()) == [("a", "gate-made-up@1"), ("b", "made-up@1"), ("c", "gate-made-up@1")]
    again, _ = read(folder, store)
    assert (again.done, again.left_alone, again.skipped) == (0, 0, 3)


def test_a_second_run_passes_over_what_the_first_one_kept(folder):
    write(folder, a="12 people died in Velm.", b="FAIL")
    _, store = read(folder)
    before = list(store.accounts())
    write(folder, c="9 people died in Velm.")
    report, _ = read(folder, store)
    assert (report.done, report.skipped, len(report.unread)) == (1, 1, 1)
    assert list(store.accounts())[:1] == before
    assert len(list(store.unread())) == 1


def test_two_documents_of_one_id_do_not_end_the_run(folder):
    write(folder, a="12 people died in Velm.", a_en="9 people died in Velm.", b="1 people died in Orsa.")
    report, store = read(folder)
    assert names(store) == ["a", "b"]
    assert [item.reason for item in report.unread] == [
        f"the id 'a' is taken by another document; give {folder / 'a.txt'} an id of its own"
    ]


@pytest.mark.parametrize("text", ["half a face \ud83d", "\ud83d"])
def test_a_text_that_no_ledger_can_hold_is_unread_with_a_reason_that_it_can(tmp_path, text, folder):
    write(folder, a="12 people died in Velm.")

    def acquire(source):
        for item in PIPELINE.acquire(source):
            document = item.document
            yield type(item)(
                document=type(document)(id="a", text=text, sha256=document.sha256, locator="a\udcff.txt"),
                original=item.original,
            )

    store = open_ledger(tmp_path / "ledger.db", create=True)
    report = replace(PIPELINE, acquire=acquire).read([str(folder)], store)
    assert [item.locator for item in store.unread()] == ["a\\udcff.txt"]
    assert "surrogates not allowed" in report.unread[0].reason
    assert list(verify(store)) == []


def test_a_source_that_breaks_is_unread_and_the_next_one_is_read(folder, tmp_path):
    other = tmp_path / "others"
    other.mkdir()
    write(folder, a="12 people died in Velm.", b_broken="", c="9 people died in Velm.")
    write(other, d="9 people died in Velm.")
    store = MemoryStore()
    report = PIPELINE.read([str(folder), str(other)], store)
    assert names(store) == ["a", "d"]
    assert [(item.locator, item.reason) for item in report.unread] == [(str(folder), "OSError: b.broken is broken")]


def test_a_source_that_is_not_there_is_named_before_anything_is_read(folder):
    write(folder, a="12 people died in Velm.")
    store = MemoryStore()
    with pytest.raises(InputError, match="nowhere is not there"):
        PIPELINE.read([str(folder), "nowhere"], store)
    assert names(store) == []


def test_only_the_documents_asked_for_are_read(folder):
    write(folder, a="12 people died in Velm.", b="FAIL", c="9 people died in Velm.")
    report, store = read(folder, only=frozenset({"c"}))
    assert names(store) == ["c"]
    assert report.unread == ()


def test_progress_counts_every_document_once(folder):
    write(folder, a="12 people died in Velm.", b_bad="", d="9 people died in Velm.")
    _, store = read(folder, only=frozenset({"d"}))
    seen = []
    read(folder, store, progress=seen.append)
    assert [(step.done, step.skipped, step.unread, step.locator.rpartition("/")[2]) for step in seen] == [
        (1, 0, 0, "a.txt"),
        (1, 0, 1, "b.bad"),
        (1, 1, 1, "d.txt"),
    ]
    assert [step.seen for step in seen] == [1, 2, 3]
    assert all(step.total is None for step in seen)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupt_stops_between_two_documents_and_the_next_run_goes_on(folder, workers):
    write(folder, a="12 people died in Velm.", b="9 people died in Velm.", c="1 people died in Orsa.")
    store = MemoryStore()

    def stop(progress):
        if progress.done == 2:
            raise KeyboardInterrupt

    report, _ = read(folder, store, progress=stop, workers=workers)
    assert (report.interrupted, report.done) == (True, 2)
    assert names(store) == ["a", "b"]
    report, _ = read(folder, store, workers=workers)
    assert (report.interrupted, report.done, report.skipped) == (False, 1, 2)


def test_an_interrupt_within_a_document_leaves_it_for_the_next_run(folder):
    write(folder, a="12 people died in Velm.", b="STOP")
    report, store = read(folder)
    assert (report.interrupted, names(store), report.unread) == (True, ["a"], ())


def test_several_processes_read_the_same_as_one(folder):
    write(folder, **{f"n{number:02}": f"{number} people died in Velm. 7 people died in Orsa." for number in range(40)})
    write(folder, n07="FAIL", n13_bad="")
    one_report, one = read(folder)
    many_report, many = read(folder, workers=2)
    assert many_report == one_report
    assert list(many.accounts()) == list(one.accounts())
    assert PIPELINE.derive(many) == PIPELINE.derive(one)


def test_a_worker_that_dies_takes_only_its_document_with_it(folder):
    write(folder, **{f"n{number}": f"{number} people died in Velm." for number in range(12)})
    write(folder, n3="DIE")
    report, store = read(folder, workers=2)
    assert len(names(store)) == report.done == 11
    assert [(item.locator.rpartition("/")[2], item.reason.split(";")[0]) for item in report.unread] == [
        ("n3.txt", "the process that read it died"),
    ]


def test_a_ledger_that_cannot_be_written_ends_the_run(folder, tmp_path):
    write(folder, a="12 people died in Velm.")
    path = tmp_path / "ledger.db"
    open_ledger(path, create=True).close()
    with pytest.raises(LedgerError, match="read-only"):
        read(folder, open_ledger(path, create=False, write=False))


def test_a_language_is_no_hindrance_where_the_reader_takes_any(folder):
    write(folder, a_ru="12 people died in Velm.")
    anything = replace(PIPELINE, make_reader=lambda: replace(make_reader(), language=None))
    assert anything.read([str(folder)], MemoryStore()).done == 1
