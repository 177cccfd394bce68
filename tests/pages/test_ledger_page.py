"""The static page, clicked in a real browser: it shows, filters and keeps to itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import sync_playwright

from saidby.cli import main

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: install your system's package chromium"),
]
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="module")
def page_file(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    assert CliRunner().invoke(main, ["demo", "--folder", str(folder)]).exit_code == 0
    return folder / "ledger.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield found
        found.close()


@pytest.fixture(params=[(1280, 900), (390, 844)], ids=["desktop", "phone"])
def page(request, browser, page_file):
    width, height = request.param
    tab = browser.new_page(viewport={"width": width, "height": height})
    tab.faults, tab.asked = [], []
    tab.on("pageerror", lambda error: tab.faults.append(str(error)))
    tab.on("console", lambda message: tab.faults.append(message.text) if message.type == "error" else None)
    tab.on("request", lambda request: tab.asked.append(request.url))
    tab.goto(page_file.as_uri())
    yield tab
    tab.close()


def test_the_page_shows_itself_without_a_fault_or_a_request(page):
    assert page.locator("section.incident").count() >= 4
    assert page.faults == []
    assert [url for url in page.asked if not url.startswith("file:")] == []


def test_nothing_sticks_out_sideways(page):
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")


def test_finding_a_place_leaves_its_incidents_and_the_address_says_so(page):
    page.fill("#find", "kharkiv")
    shown = page.locator("section.incident:visible")
    assert 1 <= shown.count() < page.locator("section.incident").count()
    assert "find=kharkiv" in page.url


def test_a_view_can_be_sent_as_an_address(page):
    page.fill("#find", "gaza")
    count = page.locator("section.incident:visible").count()
    page.goto(page.url)
    assert page.locator("section.incident:visible").count() == count
    assert page.input_value("#find") == "gaza"


def test_a_figure_opens_to_its_words_and_source(page):
    figure = page.locator("td details").first
    figure.locator("summary").click()
    assert figure.locator("q").is_visible()
    assert figure.locator("small").inner_text() != ""


def test_only_disputed_incidents_are_left_when_asked(page):
    page.check("#disputed")
    for section in page.locator("section.incident:visible").all():
        assert section.locator(".quarrels li").count() >= 1


def test_a_dot_on_the_map_leads_to_its_incident(page):
    dot = page.locator("svg a.dot").first
    target = dot.get_attribute("href")
    page.evaluate("document.querySelector('svg a.dot').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    assert page.evaluate("location.hash") == target
