"""How well claims are read: precision and recall of attributed figures and assertions against gold annotations.

The measures are those of the gold guidelines. A figure is right when measure, low and high are equal; *+speaker* asks
for the innermost speaker too (the same words, or one containing the other's head words), *+chain* for all of them,
*+place* and *+date* for those of its incident, *tuple* for speaker, place, date, qualifier and stance together. An
assertion is right when its kind is the same and the quotes overlap. Incident B³ (Bagga and Baldwin 1998) is taken over
matched figures. Implicit gold figures and those of scope "other" are neither asked for nor punished.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from saidby.errors import InputError

STOP_WORDS: Final = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "for",
        "to",
        "and",
        "'s",
        "his",
        "her",
        "its",
        "their",
        "said",
        "spokesman",
        "spokesperson",
        "mr",
        "mrs",
        "ms",
        "dr",
    ]
)
WORD: Final = re.compile(r"[\w’'-]+")
POSSESSIVE: Final = re.compile(r"['’]s")
SAME_NAME: Final = 0.5  # share of words that two names must have in common
SAME_QUOTE: Final = 0.6  # share of the shorter quote's words
DAYS_APART: Final = 3


class Scored(msgspec.Struct, frozen=True):
    """A claim as it is scored, from a release or from gold."""

    document: str
    kind: str
    quote: str
    speakers: tuple[str, ...]
    stance: str | None = None
    measure: str | None = None
    qualifier: str | None = None
    low: int | None = None
    high: int | None = None
    scope: str | None = None
    implicit: bool = False
    incident: str | None = None
    incident_type: str | None = None
    place: str | None = None
    date: str | None = None

    @property
    def counted(self) -> bool:
        """Whether it is a figure that must be found: explicit, and of an incident or cumulative."""
        return self.kind == "figure" and not self.implicit and self.scope != "other"


class _PlaceName(msgspec.Struct):
    name: str


class _Released(msgspec.Struct):
    document: str
    kind: str
    quote: str
    speakers: tuple[str, ...]
    stance: str
    measure: str | None = None
    qualifier: str | None = None
    low: int | None = None
    high: int | None = None
    scope: str | None = None
    incident: str | None = None
    incident_type: str | None = None
    place: _PlaceName | None = None
    date: str | None = None


class _GoldIncident(msgspec.Struct):
    id: str
    type: str
    place: str | None = None
    date: str | None = None


class _GoldClaim(msgspec.Struct):
    quote: str
    speakers: tuple[str, ...]
    stance: str
    kind: str = "figure"
    incident: str | None = None
    measure: str | None = None
    qualifier: str | None = None
    low: int | None = None
    high: int | None = None
    scope: str | None = None
    implicit: bool = False


class _Annotation(msgspec.Struct):
    doc: str
    incidents: tuple[_GoldIncident, ...]
    figures: tuple[_GoldClaim, ...]
    assertions: tuple[_GoldClaim, ...]


class Share(NamedTuple):
    """Hits among what was predicted and what was asked for."""

    hits: int
    predicted: int
    asked: int

    @property
    def precision(self) -> float:
        return self.hits / max(self.predicted, 1)

    @property
    def recall(self) -> float:
        return self.hits / max(self.asked, 1)

    @property
    def f1(self) -> float:
        return 2 * self.hits / max(self.predicted + self.asked, 1)


class Report(NamedTuple):
    """All shares by name, the accuracies on matched figures, B³ (precision, recall), and every error in a line."""

    documents: int
    shares: dict[str, Share]
    accuracies: dict[str, float]
    b_cubed: tuple[float, float]
    errors: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """The report as it is printed."""
        figure = self.shares["figure"]
        yield f"documents {self.documents}  gold figures {figure.asked}  predicted {figure.predicted}"
        for name, share in self.shares.items():
            yield f"{name:<18} P {share.precision:.3f} R {share.recall:.3f} F1 {share.f1:.3f}"
        yield "on matched figures: " + " ".join(f"{name} {value:.3f}" for name, value in self.accuracies.items())
        precision, recall = self.b_cubed
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        yield f"{'incident B3':<18} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"


def gold(folder: Path) -> dict[str, list[Scored]]:
    """Gold claims by document, from a folder of annotation files. Raises InputError where there are none."""
    found: dict[str, list[Scored]] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            annotation = msgspec.json.decode(path.read_bytes(), type=_Annotation)
        except msgspec.DecodeError as error:
            raise InputError(f"{path.name} is no annotation: {error}") from error
        incidents = {incident.id: incident for incident in annotation.incidents}
        claims = []
        for claim in (*annotation.figures, *annotation.assertions):
            incident = incidents.get(claim.incident or "")
            claims.append(
                Scored(
                    **msgspec.structs.asdict(claim),
                    document=annotation.doc,
                    incident_type=incident.type if incident else None,
                    place=incident.place if incident else None,
                    date=incident.date if incident else None,
                )
            )
        found[annotation.doc] = claims
    if not found:
        raise InputError(f"{folder} has no annotation files (*.json); name a folder of gold annotations")
    return found


def released(lines: Iterable[str]) -> dict[str, list[Scored]]:
    """Claims by document, from the lines of a release of format "claims"."""
    found: dict[str, list[Scored]] = {}
    for line in lines:
        if line.strip():
            claim = msgspec.json.decode(line, type=_Released)
            fields = {**msgspec.structs.asdict(claim), "place": claim.place.name if claim.place else None}
            found.setdefault(claim.document, []).append(Scored(**fields))
    return found


def words(text: str) -> list[str]:
    """The words that names and quotes are compared by."""
    return [word for word in WORD.findall(POSSESSIVE.sub("", text.lower())) if word not in STOP_WORDS]


def same_name(first: str, second: str) -> bool:
    """Whether one name's words contain the other's, or half of all their words are shared."""
    if first == second:
        return True
    a, b = set(words(first)), set(words(second))
    if not a or not b:
        return False
    return a <= b or b <= a or len(a & b) / len(a | b) >= SAME_NAME


def same_speaker(predicted: Sequence[str], asked: Sequence[str]) -> bool:
    """Whether the innermost speakers agree; two empty chains are the narrator both times."""
    if not predicted or not asked:
        return not predicted and not asked
    return same_name(predicted[-1], asked[-1])


def same_chain(predicted: Sequence[str], asked: Sequence[str]) -> bool:
    return len(predicted) == len(asked) and all(map(same_name, predicted, asked))


def same_place(predicted: str | None, asked: str | None) -> bool:
    if not predicted or not asked:
        return not predicted and not asked
    return same_name(predicted, asked)


def days(edtf: str) -> tuple[dt.date, dt.date]:
    """First and last day of an EDTF date or interval. Raises ValueError for anything else."""
    start, _, end = edtf.partition("/")
    first = [int(part) for part in start.split("-")]
    last = [int(part) for part in (end or start).split("-")]
    year, month, day_ = (*first, 1, 1)[:3]
    begin = dt.date(year, month, day_)
    if len(last) == 3:
        return begin, dt.date(*last)
    if len(last) == 2:
        return begin, dt.date(last[0] + last[1] // 12, last[1] % 12 + 1, 1) - dt.timedelta(days=1)
    return begin, dt.date(last[0], 12, 31)


def same_date(predicted: str | None, asked: str | None) -> bool:
    """Whether two dates overlap and neither end is more than three days off."""
    if not predicted or not asked:
        return not predicted and not asked
    try:
        (a, b), (c, d) = days(predicted), days(asked)
    except (ValueError, TypeError):
        return False
    return a <= d and c <= b and abs((a - c).days) <= DAYS_APART and abs((b - d).days) <= DAYS_APART


def quotes_overlap(predicted: str, asked: str) -> bool:
    a, b = set(words(predicted)), set(words(asked))
    return bool(a and b) and (predicted in asked or asked in predicted or len(a & b) / min(len(a), len(b)) >= SAME_QUOTE)


def _same_count(p: Scored, g: Scored) -> bool:
    return (p.measure, p.low, p.high) == (g.measure, g.low, g.high)


def _same_assertion(p: Scored, g: Scored) -> bool:
    return p.kind == g.kind and quotes_overlap(p.quote, g.quote)


def _closeness(p: Scored, g: Scored) -> float:
    return (
        4 * same_speaker(p.speakers, g.speakers)
        + 2 * same_place(p.place, g.place)
        + same_date(p.date, g.date)
        + same_chain(p.speakers, g.speakers) / 2
    )


def _assign(
    predicted: Sequence[Scored],
    asked: Sequence[Scored],
    fits: Callable[[Scored, Scored], bool],
    closeness: Callable[[Scored, Scored], float],
) -> tuple[list[tuple[Scored, Scored]], list[Scored], list[Scored]]:
    """Pairs matched one to one, the closest first; then what was predicted and what was asked for in vain."""
    ranked = sorted(
        (-closeness(p, g), i, j) for i, p in enumerate(predicted) for j, g in enumerate(asked) if fits(p, g)
    )  # fmt: skip
    left, right = dict(enumerate(predicted)), dict(enumerate(asked))
    pairs = []
    for _, i, j in ranked:
        if i in left and j in right:
            pairs.append((left.pop(i), right.pop(j)))
    return pairs, list(left.values()), list(right.values())


def _b_cubed(pairs: Sequence[tuple[Scored, Scored]]) -> tuple[float, float]:
    if not pairs:
        return 0.0, 0.0
    precision = recall = 0.0
    keys = [((p.document, p.incident), (g.document, g.incident)) for p, g in pairs]
    for mine, theirs in keys:
        together = sum(1 for a, b in keys if a == mine and b == theirs)
        precision += together / sum(1 for a, _ in keys if a == mine)
        recall += together / sum(1 for _, b in keys if b == theirs)
    return precision / len(pairs), recall / len(pairs)


def score(predicted: Mapping[str, Sequence[Scored]], asked: Mapping[str, Sequence[Scored]]) -> Report:
    """The report on all gold documents; predictions on other documents are not looked at."""
    pairs: list[tuple[Scored, Scored]] = []
    assertion_pairs: list[tuple[Scored, Scored]] = []
    errors: list[str] = []
    figures = assertions = wanted = wanted_assertions = 0
    for document, claims in asked.items():
        mine = predicted.get(document, [])
        found = [p for p in mine if p.counted]
        required = [g for g in claims if g.counted]
        optional = [g for g in claims if g.kind == "figure" and not g.counted]
        matched, extra, missed = _assign(found, required, _same_count, _closeness)
        _, extra, _ = _assign(extra, optional, _same_count, _closeness)
        pairs += matched
        figures += len(matched) + len(extra)
        wanted += len(required)
        said = [p for p in mine if p.kind != "figure"]
        gold_said = [g for g in claims if g.kind != "figure"]
        hit, _, _ = _assign(said, gold_said, _same_assertion, lambda p, g: same_speaker(p.speakers, g.speakers))
        assertion_pairs += hit
        assertions += len(said)
        wanted_assertions += len(gold_said)
        errors += _errors(document, matched, extra, missed)
    marks = {
        "speaker": [same_speaker(p.speakers, g.speakers) for p, g in pairs],
        "chain": [same_chain(p.speakers, g.speakers) for p, g in pairs],
        "place": [same_place(p.place, g.place) for p, g in pairs],
        "date": [same_date(p.date, g.date) for p, g in pairs],
        "type": [p.incident_type == g.incident_type for p, g in pairs],
        "qualifier": [p.qualifier == g.qualifier for p, g in pairs],
        "stance": [p.stance == g.stance for p, g in pairs],
    }
    whole = [all(row) for row in zip(*(marks[key] for key in ("speaker", "place", "date", "qualifier", "stance")), strict=True)]
    shares = {"figure": Share(len(pairs), figures, wanted)}
    for key in ("speaker", "chain", "place", "date"):
        shares[f"figure+{key}"] = Share(sum(marks[key]), figures, wanted)
    shares["tuple"] = Share(sum(whole), figures, wanted)
    shares["assertion"] = Share(len(assertion_pairs), assertions, wanted_assertions)
    spoken = sum(same_speaker(p.speakers, g.speakers) for p, g in assertion_pairs)
    shares["assertion+speaker"] = Share(spoken, assertions, wanted_assertions)
    accuracies = {key: sum(row) / max(len(pairs), 1) for key, row in marks.items() if key != "chain"}
    return Report(len(asked), shares, accuracies, _b_cubed(pairs), tuple(errors))


def _errors(
    document: str, matched: Sequence[tuple[Scored, Scored]], extra: Sequence[Scored], missed: Sequence[Scored]
) -> Iterator[str]:
    for name, claims in (("EXTRA", extra), ("MISS", missed)):
        for claim in claims:
            speakers = " > ".join(claim.speakers) or "narrator"
            yield f"{document} {name} {claim.measure} {claim.low}..{claim.high} [{speakers}] | {claim.quote}"
    for p, g in matched:
        if not same_speaker(p.speakers, g.speakers):
            read, right = (" > ".join(x.speakers) or "narrator" for x in (p, g))
            yield f"{document} SPEAKER [{read}] should be [{right}] | {g.quote}"
