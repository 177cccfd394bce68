"""How sure the model is, as how often it is right: the map, what it is laid on, and how it is stored."""

from __future__ import annotations

from hashlib import sha256

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidby.annotate.trained.calibration import EDGE, UNCALIBRATED, Calibration, Logistic, calibrated, calibrating
from saidby.annotate.trained.claimed import Thresholds
from saidby.annotate.trained.weights import describe, weights
from saidby.errors import InputError
from saidby.model import Document, Link, Mention, Reading
from saidby.vocabulary import Kind, Tie

confidences = st.floats(0, 1)
maps = st.builds(Logistic, slope=st.floats(0.01, 20), offset=st.floats(-20, 20))


@given(maps, confidences, confidences)
def test_the_surer_of_two_answers_stays_the_surer(one, first, second):
    low, high = sorted((first, second))
    assert 0 <= one.of(low) <= one.of(high) <= 1


@given(confidences)
def test_a_map_that_was_not_fitted_leaves_every_confidence_as_it_is(confidence):
    assert Logistic().of(confidence) == confidence


@given(st.floats(EDGE, 1 - EDGE))
def test_a_slope_of_one_and_no_offset_lead_to_the_identity(confidence):
    assert Logistic(slope=1 + 1e-12).of(confidence) == pytest.approx(confidence, abs=1e-9)


@pytest.mark.parametrize(
    ("slope", "offset", "confidence", "worth"),
    [
        (0.5, 0.0, 0.9, 0.75),  # odds of nine, their root three
        (2.0, 0.0, 0.75, 0.9),
        (1.0, -1.0986122887, 0.75, 0.5),  # odds divided by three
        (1.0, 1.0986122887, 0.5, 0.75),
    ],
)
def test_slope_is_a_power_of_the_odds_and_offset_a_factor(slope, offset, confidence, worth):
    assert Logistic(slope=slope, offset=offset).of(confidence) == pytest.approx(worth)


TEXT = "Seven died and a guard fell, the mayor said: rebels did it in Osk on Monday."


def at(words: str, kind: Kind, by: str = "model", **more: object) -> Mention:
    start = TEXT.index(words)
    return Mention(kind=kind, start=start, end=start + len(words), by=by, **{"confidence": 0.9, **more})


MENTIONS = (
    at("Seven", Kind.QUANTITY, by="numbers@1"),
    at("died", Kind.HARM, label="killed"),
    at("a guard", Kind.QUANTITY, by="model:claims", label="implicit"),
    at("fell", Kind.HARM, label="killed"),
    at("rebels did it", Kind.ASSERTION, label="responsibility"),
    at("the mayor", Kind.SPEAKER),
    at("died", Kind.TRIGGER, label="shelling"),
    at("Osk", Kind.PLACE, by="names@1"),
    at("Monday", Kind.TIME, by="times@1"),
)
TIES = [
    (Tie.MEASURES, 0, 1),
    (Tie.MEASURES, 2, 3),
    (Tie.SAID_BY, 4, 5),
    (Tie.AT, 6, 7),
    (Tie.ON, 6, 8),
    (Tie.PART_OF, 2, 0),
]


def reading(by: str = "model") -> Reading:
    document = Document(id="one", text=TEXT, sha256=sha256(TEXT.encode()).hexdigest(), locator="-")
    links = tuple(Link(tie=tie, source=source, target=target, by=by, confidence=0.9) for tie, source, target in TIES)
    return Reading(document=document, reader="trained-en@7", mentions=MENTIONS, links=links)


def changed(before: Reading, after: Reading) -> set[str]:
    """What has another confidence: words with their kind, and ties. All else must be the same."""
    assert [msgspec.structs.replace(one, confidence=0) for one in after.mentions] == [
        msgspec.structs.replace(one, confidence=0) for one in before.mentions
    ]
    found = {
        f"{one.kind} {TEXT[one.start : one.end]}"
        for one, other in zip(before.mentions, after.mentions, strict=True)
        if one.confidence != other.confidence
    }
    return found | {
        f"{one.tie} {one.source}"
        for one, other in zip(before.links, after.links, strict=True)
        if one.confidence != other.confidence
    }


@pytest.mark.parametrize(
    ("kind", "touched"),
    [
        ("measure", {"harm died", "measures 0"}),
        ("alone", {"quantity a guard", "harm fell", "measures 2"}),
        ("assertion", {"assertion rebels did it"}),
        ("speaker", {"said_by 4"}),
        ("place", {"at 6"}),
        ("time", {"on 6"}),
    ],
)
def test_each_kind_changes_what_it_is_about_and_nothing_else(kind, touched):
    after = calibrated(reading(), Calibration(**{kind: Logistic(slope=0.5)}))
    assert changed(reading(), after) == touched
    assert sorted({round(one.confidence, 9) for one in (*after.mentions, *after.links)}) == [0.75, 0.9]


def test_every_kind_of_confidence_is_tried_above():
    assert set(Calibration.__struct_fields__) == {"measure", "alone", "assertion", "speaker", "place", "time"}


ALL = Calibration(**dict.fromkeys(Calibration.__struct_fields__, Logistic(slope=0.5)))


def test_what_a_rule_tied_keeps_its_confidence():
    after = calibrated(reading(by="counts@1"), ALL)
    assert changed(reading(by="counts@1"), after) == {"quantity a guard", "assertion rebels did it"}


def test_a_reader_without_calibration_reads_as_it_did():
    assert calibrating(lambda _: reading(), UNCALIBRATED)(reading().document) == reading()
    assert calibrating(lambda _: reading(), ALL)(reading().document) == calibrated(reading(), ALL) != reading()


@pytest.fixture
def folder(tmp_path):
    for name in ("reader.onnx", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"stands for a file")
    return tmp_path


def stored(folder, calibration):
    describe(folder, language="en", version="1", thresholds=Thresholds(), calibration=calibration)
    return weights(str(folder)).calibration


@given(st.builds(Calibration, **dict.fromkeys(Calibration.__struct_fields__, maps)))
def test_a_calibration_is_read_as_it_was_stored(tmp_path_factory, calibration):
    place = tmp_path_factory.getbasetemp() / "stored"
    place.mkdir(exist_ok=True)
    for name in ("reader.onnx", "tokenizer.json"):
        (place / name).write_bytes(b"stands for a file")
    assert stored(place, calibration) == calibration
    assert sorted(path.name for path in place.iterdir()) == ["reader.json", "reader.onnx", "tokenizer.json"]


def test_weights_of_before_calibration_are_as_they_were(folder):
    stored(folder, ALL)
    about = msgspec.json.decode((folder / "reader.json").read_bytes())
    del about["calibration"]
    (folder / "reader.json").write_bytes(msgspec.json.encode(about))
    assert weights(str(folder)).calibration == UNCALIBRATED


@pytest.mark.parametrize(
    ("calibration", "problem"),
    [
        ({"measure": {"slope": 0, "offset": 1}}, r"Expected `float` > 0.*calibration\.measure\.slope"),
        ({"measure": {"slope": -1}}, "Expected `float` > 0"),
        ({"measure": {"slope": "steep"}}, "Expected `float`, got `str`"),
        ({"measure": {"power": 2}}, "unknown field `power`"),
        ({"mood": {"slope": 2}}, "unknown field `mood`"),
        ([1, 0], "Expected `object`, got `array`"),
    ],
)
def test_a_calibration_that_is_none_is_refused(folder, calibration, problem):
    stored(folder, ALL)
    about = msgspec.json.decode((folder / "reader.json").read_bytes())
    (folder / "reader.json").write_bytes(msgspec.json.encode({**about, "calibration": calibration}))
    with pytest.raises(InputError, match=problem) as refused:
        weights(str(folder))
    assert "\n" not in str(refused.value)


def test_infinity_is_no_slope(folder):
    stored(folder, ALL)
    path = folder / "reader.json"
    path.write_bytes(path.read_bytes().replace(b'"slope": 0.5', b'"slope": 1e999', 1))
    with pytest.raises(InputError, match="out of range"):
        weights(str(folder))


class Nowhere:
    def find(self, name: str) -> list[object]:
        return []


def test_the_trained_reader_says_what_its_confidence_is_worth(tmp_path):
    from tiny_reader import write_tiny

    from saidby.annotate import SHIPPED

    folder = write_tiny(tmp_path / "tiny")
    raw, worth = [], []
    for confidences, calibration in ((raw, UNCALIBRATED), (worth, ALL)):
        stored(folder, calibration)
        found = SHIPPED["trained"](gazetteer=Nowhere(), model=str(folder), gate=False)(reading().document)
        confidences += [link.confidence for link in found.links if link.tie is Tie.MEASURES]
    assert len(raw) > 0
    assert worth == [Logistic(slope=0.5).of(confidence) for confidence in raw] != raw
