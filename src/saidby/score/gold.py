"""How well claims are read: precision and recall of attributed figures and assertions against gold annotations.

The measures are those of the gold guidelines. A figure is right when measure, low and high are equal; *+speaker* asks
for the innermost speaker too (the same words, or one containing the other's head words), *+chain* for all of them,
*+place* and *+date* for those of its incident, *tuple* for speaker, place, date, qualifier and stance together. An
assertion is right when its kind is the same and the quotes overlap. Incident B³ (Bagga and Baldwin 1998) is taken over
matched figures. Implicit gold figures and those of scope "other" are neither asked for nor punished.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from saidby.score.alike import quotes_overlap, same_chain, same_date, same_name, same_place, same_speaker
from saidby.score.faults import CAUSES, faults
from saidby.score.scored import ByDocument, Scored, gold, released
from saidby.score.shares import Share, grouped, interval, line, row, total

__all__ = ["DEFINITION", "ByDocument", "Report", "Scored", "gold", "released", "same_date", "same_name", "score"]

DEFINITION: Final = (
    "A figure is right when measure, low and high are equal; +speaker asks for the innermost speaker too, +place and +date",
    "for those of its incident, tuple for speaker, place, date, qualifier and stance together. An assertion is right when",
    "its kind is the same and the quotes overlap. (95 % intervals: bootstrap over documents.)",
)

Pair: TypeAlias = tuple[Scored, Scored]
"""What was read and what it was to be."""

Fits: TypeAlias = Callable[[Scored, Scored], bool]

MARKS: Final[dict[str, Fits]] = {
    "speaker": lambda p, g: same_speaker(p.speakers, g.speakers),
    "chain": lambda p, g: same_chain(p.speakers, g.speakers),
    "place": lambda p, g: same_place(p.place, g.place),
    "date": lambda p, g: same_date(p.date, g.date),
    "type": lambda p, g: p.incident_type == g.incident_type,
    "qualifier": lambda p, g: p.qualifier == g.qualifier,
    "stance": lambda p, g: p.stance == g.stance,
}
"""What may be right or wrong of a figure that was found."""

ASKED_TOO: Final = ("speaker", "chain", "place", "date")
TUPLE: Final = ("speaker", "place", "date", "qualifier", "stance")


class Matched(NamedTuple):
    """One document's claims, brought together one to one."""

    document: str
    figures: tuple[Pair, ...]
    optional: tuple[Pair, ...]  # figures that gold has but does not ask for
    extra: tuple[Scored, ...]
    missed: tuple[Scored, ...]
    assertions: tuple[Pair, ...]
    extra_assertions: tuple[Scored, ...]
    missed_assertions: tuple[Scored, ...]


class Report(NamedTuple):
    """All shares by name, by document and in all; the accuracies on matched figures; B³ (precision, recall); errors by cause."""

    documents: int
    rows: dict[str, list[Share]]
    accuracies: dict[str, float]
    clusters: list[tuple[float, float, int]]  # of each document: sums of B³ precision and recall, and of how many figures
    errors: dict[str, list[str]]

    @property
    def shares(self) -> dict[str, Share]:
        return {name: total(rows) for name, rows in self.rows.items()}

    @property
    def b_cubed(self) -> tuple[float, float]:
        precision, recall, figures = (sum(column) for column in zip(*self.clusters, strict=True))
        return precision / max(figures, 1), recall / max(figures, 1)

    def lines(self, *, errors: bool = False) -> Iterator[str]:
        """The report as it is printed."""
        figure = total(self.rows["figure"])
        yield f"documents {self.documents}  gold figures {figure.asked}  predicted {figure.predicted}"
        for name, rows in self.rows.items():
            yield line(name, rows)
        yield "on matched figures: " + " ".join(f"{name} {value:.3f}" for name, value in self.accuracies.items())
        precision, recall = self.b_cubed
        sums = (precision, recall, 1)
        yield row("incident B3", precision, recall, _cluster_f1(sums), interval(self.clusters, _cluster_f1))
        if errors:
            yield from grouped(self.errors)


def score(predicted: Mapping[str, Sequence[Scored]], asked: Mapping[str, Sequence[Scored]]) -> Report:
    """The report on all gold documents; predictions on other documents are not looked at."""
    documents = [matched(document, predicted.get(document, ()), claims) for document, claims in asked.items()]
    rows = {"figure": [_share(found, lambda *_: True) for found in documents]}
    for name in ASKED_TOO:
        rows[f"figure+{name}"] = [_share(found, MARKS[name]) for found in documents]
    rows["tuple"] = [_share(found, lambda p, g: all(MARKS[name](p, g) for name in TUPLE)) for found in documents]
    rows["assertion"] = [_assertion_share(found, lambda *_: True) for found in documents]
    rows["assertion+speaker"] = [_assertion_share(found, MARKS["speaker"]) for found in documents]
    pairs = [pair for found in documents for pair in found.figures]
    accuracies = {
        name: sum(mark(p, g) for p, g in pairs) / max(len(pairs), 1) for name, mark in MARKS.items() if name != "chain"
    }
    errors: dict[str, list[str]] = {cause: [] for cause in CAUSES}
    for found in documents:
        for cause, text in _faults(found):
            errors[cause].append(f"{found.document} {text}")
    return Report(len(asked), rows, accuracies, [_clusters(found.figures) for found in documents], errors)


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


def matched(document: str, found: Sequence[Scored], claims: Sequence[Scored]) -> Matched:
    """One document's claims brought together. Extra figures that are optional in gold are let pass."""
    required = [g for g in claims if g.counted]
    optional = [g for g in claims if g.kind == "figure" and not g.counted]
    figures, extra, missed = _assign([p for p in found if p.counted], required, _same_count, _closeness)
    let_pass, extra, _ = _assign(extra, optional, _same_count, _closeness)
    said, gold_said = [p for p in found if p.kind != "figure"], [g for g in claims if g.kind != "figure"]
    assertions, extra_said, missed_said = _assign(
        said, gold_said, _same_assertion, lambda p, g: same_speaker(p.speakers, g.speakers)
    )
    return Matched(
        document=document,
        figures=tuple(figures),
        optional=tuple(let_pass),
        extra=tuple(extra),
        missed=tuple(missed),
        assertions=tuple(assertions),
        extra_assertions=tuple(extra_said),
        missed_assertions=tuple(missed_said),
    )


def _assign(
    predicted: Sequence[Scored], asked: Sequence[Scored], fits: Fits, closeness: Callable[[Scored, Scored], float]
) -> tuple[list[Pair], list[Scored], list[Scored]]:
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


def _share(found: Matched, good: Fits) -> Share:
    hits = sum(good(p, g) for p, g in found.figures)
    return Share(hits, len(found.figures) + len(found.extra), len(found.figures) + len(found.missed))


def _assertion_share(found: Matched, good: Fits) -> Share:
    pairs = found.assertions
    hits = sum(good(p, g) for p, g in pairs)
    return Share(hits, len(pairs) + len(found.extra_assertions), len(pairs) + len(found.missed_assertions))


def _faults(found: Matched) -> Iterator[tuple[str, str]]:
    yield from faults(found.missed, found.extra, assertions=False)
    yield from faults(found.missed_assertions, found.extra_assertions, assertions=True)
    for name in ("speaker", "place", "date"):
        for p, g in found.figures:
            if not MARKS[name](p, g):
                yield f"wrong {name}", f"{_said(p, name)} should be {_said(g, name)} | {g.quote}"
    for p, g in found.assertions:
        if not MARKS["speaker"](p, g):
            yield "assertion: wrong speaker", f"{_said(p, 'speaker')} should be {_said(g, 'speaker')} | {g.quote}"


def _said(claim: Scored, name: str) -> str:
    if name == "speaker":
        return f"[{' > '.join(claim.speakers) or 'narrator'}]"
    return f"[{claim.place if name == 'place' else claim.date}]"


def _clusters(pairs: Sequence[Pair]) -> tuple[float, float, int]:
    """Sums of B³ precision and recall over one document's matched figures, by their incidents, and how many there are."""
    keys = [(p.incident, g.incident) for p, g in pairs]
    precision = recall = 0.0
    for mine, theirs in keys:
        together = keys.count((mine, theirs))
        precision += together / sum(1 for a, _ in keys if a == mine)
        recall += together / sum(1 for _, b in keys if b == theirs)
    return precision, recall, len(pairs)


def _cluster_f1(sums: Sequence[float]) -> float:
    precision, recall, figures = sums
    return 2 * precision * recall / max((precision + recall) * figures, 1e-9)
