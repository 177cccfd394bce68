"""From the incidents of one document to the templates of MUC-4.

An incident with a type of the task, in one of its nine countries (or of unknown place in a text that speaks of one),
not older than two months, becomes a template: its interval the date, its place the location, the figures of people the
human targets, who is blamed the perpetrators. Fighting in which no civilian is harmed is left out, as the task asks.
Incidents of one type, place and day are one template.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from saidby.model import Account, Claim, Document, Incident, Interval
from saidby.score.muc4_blame import perpetrators
from saidby.score.muc4_fills import Fill, Slot, Template
from saidby.score.muc4_people import Page, Victim, people, unharmed, victims
from saidby.score.muc4_texts import CENTURY, MONTHS
from saidby.score.muc4_words import among, mapping
from saidby.vocabulary import ClaimKind, Measure, Stance

RECENT: Final = dt.timedelta(days=62)
"""How long before its report an incident may have been, by the task's two months."""

LONG: Final = dt.timedelta(days=31)
"""An interval above this tells no date."""

ARMED: Final = frozenset({"ACTIVE MILITARY"})


def templates(document: Document, cased: str, told: Iterable[tuple[Incident, Sequence[Account]]]) -> list[Template]:
    """The document's templates. `cased` is its text with the case restored, of the same length."""
    page = Page(document.text, cased)
    home = country(document.text)
    made: dict[tuple[object, ...], Template] = {}
    for incident, accounts in told:
        claims = [account.claim for account in accounts]
        for kind, some in _kinds(incident, claims):
            template = _template(document, page, incident, some, kind, home)
            if template is not None:
                key = tuple(template.fills(slot) for slot in (Slot.TYPE, Slot.LOCATION, Slot.DATE))
                made[key] = _joined(made[key], template) if key in made else template
    return list(made.values())


def country(text: str) -> str | None:
    """The code of the country that a text speaks of most."""
    padded = f" {' '.join(text.upper().split())} ".replace(",", " ").replace(".", " ")
    counts = Counter(
        {code: sum(padded.count(f" {word} ") for word in each.words) for code, each in mapping().countries.items()}
    )
    code, most = counts.most_common(1)[0]
    return code if most else None


def _kinds(incident: Incident, claims: Sequence[Claim]) -> list[tuple[str, Sequence[Claim]]]:
    """The templates' types that an incident is told as: kidnappings apart from what else was done."""
    kind = mapping().types.get(incident.type or "")
    taken = [claim for claim in claims if claim.figure is not None and claim.figure.measure is Measure.ABDUCTED]
    rest = [claim for claim in claims if claim not in taken]
    if kind is None:
        return [("KIDNAPPING", claims)] if taken else []
    if kind != "KIDNAPPING" and taken:
        return [(kind, rest), ("KIDNAPPING", taken)]
    return [(kind, claims)]


def _template(
    document: Document, page: Page, incident: Incident, claims: Sequence[Claim], kind: str, home: str | None
) -> Template | None:
    """The template of an incident; None for one that is not the task's."""
    where = _location(incident, claims, home)
    published = document.published.interval if document.published else None
    if where is None or not _recent(incident.interval, published) or all(claim.stance is Stance.DENIES for claim in claims):
        return None
    harmed = [victim for victim in victims(claims, page) if not victim.fights]
    if not _terror(incident, claims, harmed, page):
        return None
    blamed = perpetrators(claims, page)
    when = _date(incident.interval, claims, published)
    slots: dict[Slot, tuple[Fill, ...]] = {
        Slot.TYPE: (Fill.of(kind),),
        Slot.DATE: (Fill.of(when),) if when else (),
        Slot.LOCATION: (Fill.of(where),),
        Slot.STAGE: (Fill.of(_stage(claims)),),
        Slot.CATEGORY: (Fill.of("STATE-SPONSORED VIOLENCE" if blamed.state else "TERRORIST ACT"),),
        **blamed.slots,
        **people(harmed),
    }
    if not harmed:
        slots[Slot.EFFECT] = unharmed(claims)
    if kind != "KIDNAPPING":
        slots |= _things(claims, page) | _instruments(incident, claims)
    return Template(slots)


def _terror(incident: Incident, claims: Sequence[Claim], harmed: Sequence[Victim], page: Page) -> bool:
    """Whether it is more than armed men against armed men, and says whom or what it was against."""
    counted = [claim for claim in claims if claim.figure is not None]
    if incident.type in mapping().fighting or any(victim.fights for victim in victims(claims, page)):
        return any(victim.kind not in ARMED for victim in harmed)
    if harmed and all(victim.kind in ARMED for victim in harmed):
        return False
    return bool(harmed or counted or any(claim.about.targets for claim in claims) or any(c.kind in _TELLING for c in claims))


_TELLING: Final = frozenset({ClaimKind.RESPONSIBILITY, ClaimKind.TARGET_CHARACTER, ClaimKind.WEAPON})


def _stage(claims: Sequence[Claim]) -> str:
    """Threatened where there are nothing but threats."""
    threats = [
        claim for claim in claims if claim.kind is ClaimKind.THREAT or claim.stance in (Stance.THREATENS, Stance.PREDICTS)
    ]
    return "THREATENED" if threats and len(threats) == len(claims) else "ACCOMPLISHED"


# --- When and where ---------------------------------------------------------------------------------------------------


def _recent(interval: Interval | None, published: Interval | None) -> bool:
    return interval is None or published is None or published.start - interval.end <= RECENT


def _date(interval: Interval | None, claims: Sequence[Claim], published: Interval | None) -> str | None:
    """A day, a range of days, or "on or before" the report; None where nothing tells."""
    report = published.start.date() if published else None
    if interval is None or interval.end - interval.start > LONG:
        return f"- {_day(report)}" if report else None
    if report is not None and _by_weekday(claims):
        return f"- {_day(report)}"  # the task wants days of the week so
    first = interval.start.date()
    last = (interval.end - dt.timedelta(microseconds=1)).date()
    if interval.end - interval.start <= dt.timedelta(days=1):
        last = first
    if report is not None and first <= report < last:
        last = report
    return _day(first) if first == last else f"{_day(first)} - {_day(last)}"


def _by_weekday(claims: Sequence[Claim]) -> bool:
    """Whether the nearest time words give a day of the week, and no others a day."""
    times = [words.time for claim in claims for words in claim.about.times]
    nearest = [claim.about.times[0].time for claim in claims if claim.about.times]
    named = any(time.weekday is not None and time.day is None for time in nearest)
    return named and not any(time.day is not None or time.unit == "day" for time in times)


def _day(date: dt.date) -> str:
    return f"{date.day:02d} {MONTHS[date.month - 1]} {date.year - CENTURY:02d}"


def _location(incident: Incident, claims: Sequence[Claim], home: str | None) -> str | None:
    """The country and the place in it; None outside the countries of the task."""
    place, countries = incident.place, mapping().countries
    code = place.country if place is not None and place.country in countries else home
    if code is None or not countries[code].asked:
        return None
    name = countries[code].name
    if place is None or place.country != code:
        return name
    said = [words for claim in claims for words in claim.about.places if _plain(words.name) == _plain(place.name)]
    if _plain(place.name) in (name, *countries[code].words[:1]) or any(words.label == "country" for words in said[:1]):
        return name
    label = "DEPARTMENT" if any(words.label == "region" for words in said[:1]) else "CITY"
    return f"{name}: {_plain(place.name)} ({label})"


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.upper())
    return "".join(sign for sign in folded if not unicodedata.combining(sign))


# --- Things and instruments -------------------------------------------------------------------------------------------


def _things(claims: Sequence[Claim], page: Page) -> dict[Slot, tuple[Fill, ...]]:
    """The physical targets: what is said to have been hit, and counts of what was damaged."""
    found: dict[str, tuple[str, str | None]] = {}
    for claim in claims:
        figure = claim.figure
        if figure is not None and figure.measure is Measure.DAMAGED and figure.bounds.high != 0:
            wrecked = among(page.text[claim.evidence[0].start : claim.evidence[0].end], mapping().destroyed)
            number = "PLURAL" if figure.bounds.low is None or figure.bounds.high is None else str(figure.bounds.low)
            found.setdefault(figure.unit.upper(), (number, "DESTROYED" if wrecked else "SOME DAMAGE"))
    for claim in claims:
        for piece in claim.about.targets:
            phrase = " ".join(piece.quote.upper().split())
            if not any(among(phrase, (each,)) or among(each, (phrase,)) for each in found):
                found[phrase] = ("1", None)
    return {
        Slot.THING: tuple(Fill.of(thing) for thing in found),
        Slot.THING_NUMBER: tuple(Fill.of(number, thing) for thing, (number, _) in found.items()),
        Slot.THING_EFFECT: tuple(Fill.of(effect, thing) for thing, (_, effect) in found.items() if effect),
    }


def _instruments(incident: Incident, claims: Sequence[Claim]) -> dict[Slot, tuple[Fill, ...]]:
    """The instruments in the text's words, each with its type; without words, what the incident's weapons tell."""
    listed = mapping()
    found: dict[str, str] = {}
    for claim in claims:
        for piece in claim.about.weapons:
            kind = among(piece.quote, listed.instruments)
            if kind is not None:
                found.setdefault(kind, listed.instruments[kind])
    if found:
        return {
            Slot.INSTRUMENT: tuple(map(Fill.of, found)),
            Slot.INSTRUMENT_TYPE: tuple(Fill.of(kind, words) for words, kind in found.items()),
        }
    kinds = dict.fromkeys(listed.weapons[weapon.type] for weapon in incident.weapons if weapon.type in listed.weapons)
    return {Slot.INSTRUMENT_TYPE: tuple(Fill.of(kind, "-") for kind in kinds)}


def _joined(one: Template, other: Template) -> Template:
    """Two templates of one incident as one."""
    several = {Slot.TYPE, Slot.DATE, Slot.LOCATION, Slot.STAGE, Slot.CATEGORY}
    slots: Mapping[Slot, tuple[Fill, ...]] = {
        slot: one.fills(slot) if slot in several else tuple(dict.fromkeys((*one.fills(slot), *other.fills(slot))))
        for slot in Slot
    }
    return Template(slots)
