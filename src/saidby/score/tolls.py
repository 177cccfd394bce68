"""The toll of a text against the numbers that coders wrote down for it: isaf and pitf.

isaf (``isaf.jsonl``): press releases on night raids, each with the date, the province, and at least how many were killed
and captured; its coder took "numerous" for four. A release that counts nobody is to give zero.
pitf (``pitf.jsonl``): one to three sentences on an atrocity with how many died and were injured, as the words name them.
Injured are asked for where the coder wrote a number. A document's id is "pitf-" and its line number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final, NamedTuple

from saidby.ground.gazetteer import open_gazetteer
from saidby.model import Document, Grounding
from saidby.pipeline import Recipe, build
from saidby.pipeline.reader import Findings
from saidby.reconcile.toll import Toll, civilians, figure, own, toll
from saidby.score.coded import Pitf, Release, isaf_texts, pitf_texts
from saidby.score.lexicon import words
from saidby.score.parts import chosen, refuse_errors
from saidby.score.reading import read
from saidby.score.shares import Share, accuracy, grouped, line, right
from saidby.stages import Gazetteer
from saidby.vocabulary import Measure

ISAF: Final = (
    "isaf: at least how many the forces of a press release killed and captured, in which province, on which day. A count is",
    "right when it is the coder's number (none read is zero); +any asks only for those above zero. The date is right on the",
    "day. (95 % intervals: bootstrap over documents.) No published figure is known for these releases.",
)
PITF: Final = (
    "pitf: the toll of a short report of an atrocity, killed and injured. Right is the coder's number, as the words name it",
    '("more than 100" is 100); injured are asked for where the coder wrote a number. (95 % intervals: bootstrap over',
    "documents.) Best published for killed, World Atrocities: .813 exact (NT5, EACL 2023); there rules .117-.226, SRL .741.",
)
COUNTRY: Final = "AF"
DAY: Final = timedelta(days=1)
SHOWN: Final = 400  # code points of a text in the list of errors


class Answer(NamedTuple):
    """What was read of a document, beside what its coder wrote."""

    name: str
    read: object
    asked: object
    fits: bool


def isaf(corpus: Path, *, part: str, errors: bool, recipe: Recipe) -> Iterator[str]:
    """The report on a part of isaf. Raises InputError where the corpus is not there."""
    if errors:
        refuse_errors(part)
    coded = isaf_texts(corpus / "isaf.jsonl")
    gazetteer = open_gazetteer()
    found = {
        document.id: (document, isaf_answers(findings, coded[document.id].gold, gazetteer))
        for document, findings in read(build(recipe), {name: coded[name].text for name in chosen(coded, part)})
    }
    yield from ISAF
    yield f"documents {len(found)}  part {part}"
    yield from _report([answers for _, answers in found.values()], counts=("killed", "captured"))
    if errors:
        yield from _errors(found.values())


def pitf(corpus: Path, *, part: str, errors: bool, recipe: Recipe) -> Iterator[str]:
    """The report on a part of pitf. Raises InputError where the corpus is not there."""
    if errors:
        refuse_errors(part)
    coded = pitf_texts(corpus / "pitf.jsonl")
    found = {
        document.id: (document, pitf_answers(findings, coded[document.id]))
        for document, findings in read(build(recipe), {name: coded[name].text for name in chosen(coded, part)})
    }
    yield from PITF
    yield f"documents {len(found)}  part {part}"
    yield from _report([answers for _, answers in found.values()], counts=("killed", "injured"))
    if errors:
        yield from _errors(found.values())


def isaf_answers(findings: Findings, gold: Release, gazetteer: Gazetteer) -> list[Answer]:
    """A release's date, province, killed and captured, as read and as coded."""
    killed = _at_least(toll(findings.claims, Measure.KILLED))
    captured = _at_least(toll(findings.claims, Measure.DETAINED))
    groundings = _own_groundings(findings)
    day = next((found.interval.start.date() for found in groundings if found.interval), None)
    admin1 = next((found.place.admin1 for found in groundings if found.place and found.place.admin1), None)
    return [
        Answer("killed", killed, gold.min_killed, killed == gold.min_killed),
        Answer("captured", captured, gold.min_captured, captured == gold.min_captured),
        Answer("province", admin1, gold.province[0], _same_province(admin1, gold.province, gazetteer)),
        Answer("date", day, gold.start_date, day == gold.start_date),
        Answer("date within a day", day, gold.start_date, day is not None and abs(day - gold.start_date) <= DAY),
    ]


def pitf_answers(findings: Findings, gold: Pitf) -> list[Answer]:
    """A report's killed and injured, as read and as coded. None read is none, except where the coder wrote zero."""
    killed, injured = (_named(civilians(findings.claims, measure)) for measure in (Measure.KILLED, Measure.INJURED))
    answers = [Answer("killed", killed, gold.killed, killed == gold.killed)]
    asked = gold.known_injured
    if asked is not None:
        answers.append(Answer("injured", injured, asked, (injured or 0) == asked))
    return answers


def _at_least(found: Toll | None) -> int:
    """A toll as the isaf coder counts it: from below, with their own numbers for some words."""
    if found is None:
        return 0
    coded = words().isaf
    return sum(coded.get((figure(claim).number or "").casefold(), figure(claim).bounds.low or 0) for claim in found.claims)


def _named(found: Toll | None) -> int | None:
    return None if found is None else found.named


def _own_groundings(findings: Findings) -> list[Grounding]:
    """The groundings by how near their claims are to the report's own incident: of it, tied to nothing, any other."""
    mine = {claim.id: claim.about.event is None for claim in own(findings.claims)}
    return sorted(findings.groundings, key=lambda grounding: (grounding.claim not in mine, mine.get(grounding.claim, False)))


def _same_province(admin1: str | None, asked: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether a province is one of those asked for, by its name or by that of a place in it of the same name."""
    if admin1 is None:
        return False
    names = [words().provinces.get(name, name) for name in asked]
    named = {place.admin1 for name in names for place in gazetteer.find(name) if place.country == COUNTRY}
    return admin1 in named or admin1.casefold() in [name.casefold() for name in names]


def _report(documents: Sequence[Sequence[Answer]], *, counts: Sequence[str]) -> Iterator[str]:
    for name in dict.fromkeys(answer.name for answers in documents for answer in answers):
        yield accuracy(name, [right(yes=a.fits) for answers in documents for a in answers if a.name == name])
        if name in counts:
            yield line(f"{name}, any", [_any(a) for answers in documents for a in answers if a.name == name])


def _any(answer: Answer) -> Share:
    """A count where there is one: read, or asked for, above zero."""
    read, asked = bool(answer.read), bool(answer.asked)
    return Share(int(answer.fits and asked), int(read), int(asked))


def _errors(found: Iterable[tuple[Document, Sequence[Answer]]]) -> Iterator[str]:
    """Wrong answers by cause: nothing read, or another value."""
    listed: dict[str, list[str]] = {}
    for document, answers in found:
        for answer in answers:
            if not answer.fits:
                cause = f"{answer.name}: {'another' if answer.read else 'nothing read'}"
                text = " ".join(document.text[:SHOWN].split())
                listed.setdefault(cause, []).append(f"{document.id} {answer.read} should be {answer.asked} | {text}")
    yield from grouped(dict(sorted(listed.items())))
