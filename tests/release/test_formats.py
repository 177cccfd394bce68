from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.model import Bounds
from saidby.release import SHIPPED
from saidby.release.matrix import bounds_text, matrix
from saidby.release.tables import FORMULA_STARTS, safe
from saidby.vocabulary import Measure, Qualifier

CONTRACT = {
    "document", "kind", "quote", "start", "end", "evidence", "measure", "qualifier", "low", "high", "unit", "scope", "incident",
    "subset_of", "id", "speakers", "stance", "place", "date", "incident_type", "source", "published",
}  # fmt: skip


def text(ledger, name: str) -> str:
    return "".join(SHIPPED[name]()(ledger))


def test_a_claim_line_has_exactly_the_keys_of_the_contract(ledger):
    lines = [json.loads(line) for line in text(ledger, "claims").splitlines()]
    assert len(lines) == 5
    assert all(set(line) == CONTRACT for line in lines)


def test_every_released_quote_is_the_text_at_its_offsets(ledger):
    for line in map(json.loads, text(ledger, "claims").splitlines()):
        whole = ledger.document(line["document"]).text
        assert whole[line["start"] : line["end"]] == line["quote"]
        assert all(whole[e["start"] : e["end"]] == e["quote"] for e in line["evidence"])


def test_a_part_names_its_whole_and_a_chain_runs_from_the_outside_in(ledger):
    lines = {line["quote"]: line for line in map(json.loads, text(ledger, "claims").splitlines())}
    assert lines["three of them were children"]["subset_of"] == lines["At least 24 people were killed"]["id"]
    assert lines["only military depots were hit"]["speakers"] == ["Marsh Radio", "The Northern army"]


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_the_same_ledger_gives_the_same_bytes(ledger, name):
    assert text(ledger, name) == text(ledger, name) != ""


def test_an_incident_line_has_weapons_targets_and_the_codes_of_others(ledger, incident):
    here = next(line for line in map(json.loads, text(ledger, "incidents").splitlines()) if line["id"] == incident("Velm").id)
    assert here["weapons"] == [{"words": "Rockets <of Grad>", "type": "rocket_artillery", "model": "BM-21 Grad"}]
    assert here["targets"] == [{"words": "Velm market", "type": "commerce", "people": False, "nature": "civilian"}]
    assert here["codes"]["acled"]["sub_event_type"] == "Shelling/artillery/missile attack"
    assert here["codes"]["ucdp"] == {"type_of_violence": None, "why": "nobody is named"}


def test_the_page_names_the_model_of_a_weapon_and_escapes_it(ledger):
    assert "weapons named: <bdi>BM-21 Grad</bdi>" in text(ledger, "html")


def test_no_csv_cell_begins_a_formula(ledger):
    rows = list(csv.reader(io.StringIO(text(ledger, "csv"))))
    assert len(rows) == 6
    cells = [cell for row in rows for cell in row if not re.fullmatch(r"-?[\d.]+", cell)]
    assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS)]
    assert "'@evil" in cells


@given(st.text())
def test_whatever_the_text_a_cell_is_safe_and_keeps_its_words(value):
    cell = safe(value)
    assert not cell.startswith(FORMULA_STARTS)
    assert cell in {value, f"'{value}"}


def test_an_unknown_point_is_a_null_geometry(ledger):
    features = {f["properties"]["place"]: f for f in json.loads(text(ledger, "geojson"))["features"]}
    assert features["Orsa"]["geometry"] is None
    assert features["Velm"]["geometry"] == {"type": "Point", "coordinates": [36.25, 50.0]}
    assert features["Velm"]["properties"]["geo_precision"] == 1


def test_an_incident_line_carries_its_estimates_and_disputes(ledger):
    lines = {line["place"]["name"]: line for line in map(json.loads, text(ledger, "incidents").splitlines())}
    assert lines["Velm"]["estimates"][0]["best"] == 25
    assert lines["Velm"]["documents"] == ["first", "second"]
    assert lines["Orsa"]["relations"][0]["kind"] == "retaliation_for"


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_the_page_asks_nothing_of_a_network_and_hostile_text_stays_text(ledger):
    html = text(ledger, "html")
    reader = Reader()
    reader.feed(html)
    assert [tag for tag, _ in reader.tags].count("script") == 1
    assert "<script>alert" not in html
    assert "<b>data</b>" not in html
    outside = [a for _, a in reader.tags if re.match(r"(https?:)?//", a.get("src") or a.get("href") or "")]
    assert outside == []
    policy = next(a["content"] for tag, a in reader.tags if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in (policy or "")


def test_the_page_names_what_could_not_be_read(ledger):
    assert "broken.bin" in text(ledger, "html")


def test_one_speaker_is_one_row_and_the_later_count_stands_above_the_earlier(ledger, incident):
    found = incident("Velm")
    derived = ledger.derived()
    table = matrix(found, ledger.accounts(found.claims), derived.voices, [])
    governor = [row for row in table.rows if Measure.KILLED in row.cells]
    assert [(row.speaker, row.side) for row in governor] == [("the governor", "south")]
    assert [entry.text for entry in governor[0].cells[Measure.KILLED]] == ["at least 24", "25", "3 children"]


def test_the_count_that_an_estimate_uses_stands_first(ledger, incident):
    found, derived = incident("Velm"), ledger.derived()
    table = matrix(found, ledger.accounts(found.claims), derived.voices, derived.estimates)
    (cell,) = [row.cells[Measure.KILLED] for row in table.rows if row.cells]
    assert [entry.text for entry in cell] == ["25", "at least 24", "3 children"]


def test_who_relays_all_that_a_voice_says_stands_with_the_voice(ledger, incident):
    found = incident("Velm")
    table = matrix(found, ledger.accounts(found.claims), ledger.derived().voices, [])
    assert {row.speaker: row.relay for row in table.rows} == {"the governor": "", "The Northern army": "via Marsh Radio"}


BOUNDS = [
    (24, None, Qualifier.AT_LEAST, "at least 24"),
    (101, None, Qualifier.MORE_THAN, "more than 100"),
    (None, 9, Qualifier.FEWER_THAN, "fewer than 10"),
    (None, 40, Qualifier.UP_TO, "up to 40"),
    (50, 50, Qualifier.ABOUT, "about 50"),
    (20, 30, Qualifier.BETWEEN, "20–30"),
    (24, None, Qualifier.VAGUE, "24+"),
    (4000, 4000, Qualifier.EXACT, "4,000"),
]


@pytest.mark.parametrize(("low", "high", "qualifier", "words"), BOUNDS)
def test_bounds_read_as_a_person_writes_them(low, high, qualifier, words):
    assert bounds_text(Bounds(low=low, high=high, qualifier=qualifier)) == words
