"""Made-up reports with their claims, for the tests of the store."""

from __future__ import annotations

from datetime import date, datetime

from saidby.model import (
    About,
    Bounds,
    Claim,
    Cluster,
    Copy,
    Derived,
    Dispute,
    Document,
    Estimate,
    Evidence,
    Figure,
    Grounding,
    Incident,
    Intake,
    Judgement,
    Original,
    Published,
    Relation,
    Statement,
    Voice,
    day,
)
from saidby.vocabulary import ClaimKind, Known, Measure, Ruling


def intake(name: str, text: str | None = None, locator: str | None = None) -> Intake:
    text = (
        f"Rockets fell on {name}. The mayor of {name} said 12 people died. The army said 9 people died."
        if text is None
        else text
    )
    original = Original.of(text.encode(), "text/plain")
    document = Document(
        id=name,
        text=text,
        sha256=original.sha256,
        locator=locator or f"{name}.txt",
        publisher="The Marsh Courier",
        published=Published(interval=day(date(2031, 5, 6)), known=Known.METADATA),
    )
    return Intake(document=document, original=original)


def claim(document: Document, words: str, count: int, speakers: tuple[str, ...]) -> Claim:
    start = document.text.index(words)
    statement = Statement(
        kind=ClaimKind.FIGURE,
        speakers=speakers,
        figure=Figure(measure=Measure.KILLED, bounds=Bounds(low=count, high=count), number=str(count), unit="people"),
    )
    return Claim.make(document, statement, (Evidence.of(document.text, start, start + len(words)),), About(event=1), "test@1")


def claims(document: Document) -> tuple[Claim, ...]:
    """The mayor's claim and the army's."""
    mayor, army = (f"The mayor of {document.id}",), ("The army",)
    return claim(document, "12 people died", 12, mayor), claim(document, "9 people died", 9, army)


def groundings(made: tuple[Claim, ...], by: str = "test@1") -> tuple[Grounding, ...]:
    return tuple(Grounding(claim=each.id, by=by) for each in made)


def keep(store, *names: str) -> dict[str, tuple[Claim, ...]]:
    """Keeps a report of each name and returns their claims."""
    kept = {}
    for name in names:
        report = intake(name)
        kept[name] = claims(report.document)
        store.keep(report, kept[name], groundings(kept[name]))
    return kept


def judgement(name: str, ruling: Ruling, *on: Claim, **more) -> Judgement:
    when = datetime(2031, 5, 7, 9, 30)
    return Judgement(
        id=name, ruling=ruling, claims=tuple(each.id for each in on), who="R. Coder", when=when, why="read it", **more
    )


def clusters(*groups) -> tuple[Cluster, ...]:
    return tuple(Cluster(claims=tuple(each.id for each in group)) for group in groups)


def finish(incidents) -> Derived:
    """An estimate and a dispute for each incident; each answers the one before; everything copies nothing."""
    estimates, disputes, relations = [], [], []
    for position, incident in enumerate(incidents):
        first, last = incident.claims[0], incident.claims[-1]
        estimates.append(
            Estimate(
                incident=incident.id, measure=Measure.KILLED, policy="all@1", low=9, best=12, high=12, used=incident.claims
            )
        )
        disputes.append(Dispute(incident=incident.id, first=first, second=last, why="9 is not 12"))
        if position:
            before: Incident = incidents[position - 1]
            relations.append(Relation(kind="follow_up", source=incident.id, target=before.id, claim=first))
    return Derived(
        incidents=tuple(incidents),
        estimates=tuple(estimates),
        disputes=tuple(disputes),
        voices=tuple(Voice(incident=each.id, name="all", side=None, claims=each.claims) for each in incidents),
        relations=tuple(relations),
    )


def with_copy(document: str, origin: str):
    def derive(incidents) -> Derived:
        return Derived(incidents=tuple(incidents), copies=(Copy(document=document, origin=origin, why="same words"),))

    return derive
