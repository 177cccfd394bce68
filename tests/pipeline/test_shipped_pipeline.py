"""The recipe that ships, from a folder of reports to a verified ledger."""

from __future__ import annotations

import msgspec
import pytest

from saidby.errors import RecipeError
from saidby.pipeline import Choice, build, load_recipe, ungated
from saidby.store import MemoryStore, open_ledger

REPORTS = {
    "one": "KHARKIV, Ukraine, March 3, 2031. At least 24 people were killed in a missile strike on Kharkiv on Saturday, the mayor said.\n",
    "two": "March 4, 2031. A missile strike on Kharkiv on Saturday killed 21 people, police said. Rescuers found no survivors.\n",
    "three": "March 4, 2031. Нічого не відомо про те, що сталося у місті вчора, повідомили у поліції.\n",
}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_reports_become_a_ledger_that_verifies(folder, tmp_path):
    pipeline = build(load_recipe(None))
    store = open_ledger(tmp_path / "ledger.db", create=True)
    report = pipeline.read([str(folder)], store)
    assert report.done == 2
    assert [item.reason.split(";")[0] for item in report.unread] == ["no reader for language 'uk'"]
    assert {claim.figure.bounds.low for claim in store.claims() if claim.figure} >= {24, 21}
    assert pipeline.derive(store).incidents
    assert list(pipeline.verify(store, deep=True)) == []
    again = MemoryStore()
    pipeline.read([str(folder)], again)
    assert pipeline.derive(again) == store.derived()


QUIET = "Garden opens\n\nThe council opened a garden in Dorvane on Monday, the mayor said. It has roses and a pond.\n"


def test_a_report_with_nothing_about_harm_is_left_alone_and_counted_unless_the_recipe_says_otherwise(tmp_path):
    (tmp_path / "garden.txt").write_text(QUIET, encoding="utf-8")
    for recipe, left, reader in ((load_recipe(None), 1, "gate-en@1"), (ungated(load_recipe(None)), 0, "trained-en@1")):
        store = MemoryStore()
        report = build(recipe).read([str(tmp_path)], store)
        assert (report.done, report.left_alone, report.unread) == (1, left, ())
        assert [name for _, name in store.readers()] == [reader]


def test_a_recipe_without_a_gate_is_made_of_any_that_does_not_say_what_its_gate_does():
    shipped = load_recipe(None)
    assert ungated(shipped).annotate == Choice(use="trained", options={"language": "en", "gate": False})
    for chosen in (Choice(use="rules", options={"gate": True}), Choice(use="telepathy")):
        recipe = msgspec.structs.replace(shipped, annotate=chosen)
        assert ungated(recipe) == recipe


@pytest.mark.parametrize(
    ("stage", "choice", "problem"),
    [
        ("acquire", Choice(use="telepathy"), "acquire has no 'telepathy'; it has "),
        ("incidents", Choice(use="agreement", options={"treshold": 1}), "has no option 'treshold'; it has "),
        ("policies", (Choice(use="wishes"),), "policies has no 'wishes'; it has "),
    ],
)
def test_a_recipe_that_names_what_no_stage_has_is_refused(stage, choice, problem):
    with pytest.raises(RecipeError, match=problem):
        build(msgspec.structs.replace(load_recipe(None), **{stage: choice}))
