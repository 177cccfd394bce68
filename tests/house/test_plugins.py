from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from saidby import plugins
from saidby.errors import RecipeError


def shout(*, loud: bool = False) -> str:
    return "HO" if loud else "ho"


def offer(monkeypatch, *points: EntryPoint) -> None:
    monkeypatch.setattr(plugins, "entry_points", lambda group: [point for point in points if point.group == group])


def test_a_shipped_maker_gets_its_options():
    assert plugins.make("voice", {"shout": shout}, "shout", {"loud": True}) == "HO"


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(RecipeError, match="it has shout"):
        plugins.make("voice", {"shout": shout}, "whisper", {})


def test_an_unknown_option_is_answered_with_the_known_ones():
    with pytest.raises(RecipeError, match=r"voice\.shout has no option 'soft'; it has loud"):
        plugins.make("voice", {"shout": shout}, "shout", {"soft": True})


def test_another_package_adds_an_implementation_by_entry_point(monkeypatch):
    offer(
        monkeypatch, EntryPoint("upper", "string:Formatter", "saidby.voice"), EntryPoint("other", "builtins:int", "saidby.else")
    )
    assert plugins.make("voice", {"shout": shout}, "upper", {}).format("{0}", 1) == "1"
    assert set(plugins.catalogue("voice", {"shout": shout})) == {"shout", "upper"}


def test_a_plugin_cannot_replace_what_ships(monkeypatch):
    offer(monkeypatch, EntryPoint("shout", "string:Formatter", "saidby.voice"))
    with pytest.raises(RecipeError, match="has already"):
        plugins.catalogue("voice", {"shout": shout})


def test_a_plugin_that_does_not_load_is_named(monkeypatch):
    offer(monkeypatch, EntryPoint("gone", "no_such_package:make", "saidby.voice"))
    with pytest.raises(RecipeError, match="'gone'"):
        plugins.catalogue("voice", {})
