"""Recipes: the one that ships, one's own, and what is wrong with those that cannot be."""

from __future__ import annotations

import pytest

from saidby.errors import RecipeError
from saidby.pipeline import Choice, load_recipe


def recipe(tmp_path, text):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return load_recipe(path)


def test_the_shipped_recipe_reads_english_with_the_trained_reader():
    assert load_recipe(None).annotate == Choice(use="trained", options={"language": "en"})


def test_an_own_recipe_changes_only_the_tables_that_it_has(tmp_path):
    shipped = load_recipe(None)
    mine = recipe(tmp_path, '[annotate]\nuse = "other"\n[link.incidents]\nuse = "strict"\nthreshold = 7.5\n')
    assert mine.annotate == Choice(use="other")
    assert mine.incidents == Choice(use="strict", options={"threshold": 7.5})
    assert (mine.extract, mine.copies, mine.policies) == (shipped.extract, shipped.copies, shipped.policies)


def test_policies_are_those_that_the_recipe_names_in_its_order(tmp_path):
    mine = recipe(tmp_path, '[[reconcile.policies]]\nuse = "latest"\n[[reconcile.policies]]\nuse = "envelope"\nwide = true\n')
    assert mine.policies == (Choice(use="latest"), Choice(use="envelope", options={"wide": True}))
    assert mine.disputes == load_recipe(None).disputes


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[annotate", "is not TOML"),
        ('[anotate]\nuse = "rules"', r"has a table \[anotate\]; the tables are acquire, annotate"),
        ('[link.copys]\nuse = "shingles"', "has link.copys; the parts of link are copies"),
        ('[annotate]\nlanguage = "en"', r"has no `use` in \[annotate\]"),
        ("[annotate]\nuse = 1", r"has no `use` in \[annotate\]"),
        ('annotate = "rules"', r"it must be a table: \[annotate\]"),
        ("link = 1", r"it must be a table: \[link\]"),
        ('[reconcile.policies]\nuse = "latest"', r"in double brackets: \[\[reconcile.policies\]\]"),
        ('[annotate]\nuse = "rules"\nwhen = 2031-05-06', r"an option in \[annotate\] of no use"),
    ],
)
def test_a_recipe_that_cannot_be_is_refused_in_one_line_that_names_it(tmp_path, text, problem):
    with pytest.raises(RecipeError, match=problem) as refused:
        recipe(tmp_path, text)
    assert "mine.toml" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_recipe_that_is_not_there_is_named(tmp_path):
    with pytest.raises(RecipeError, match=r"nowhere\.toml cannot be read: No such file"):
        load_recipe(tmp_path / "nowhere.toml")


def test_a_recipe_that_is_no_text_is_named(tmp_path):
    (tmp_path / "mine.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RecipeError, match="cannot be read"):
        load_recipe(tmp_path / "mine.toml")
