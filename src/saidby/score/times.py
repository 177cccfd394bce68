"""Times as TimeML writes them, in TimeBank and AQUAINT: found where they stand, and given the value that they mean.

The corpus is the clean training part of TempEval-3 (UzZaman et al. 2013): folders of ``*.tml``. As there, an expression is
found when one that was read overlaps it, each counted once; its value is right when the two are the same as TimeML writes
it, "1998-01-08TNI" for the night of a day. A third of the documents are unseen, a tenth are for tuning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from saidby.errors import InputError
from saidby.pipeline import Recipe, build, ungated
from saidby.score.parts import Part, refuse_errors
from saidby.score.reading import annotated
from saidby.score.shares import Share, grouped, line
from saidby.score.timeml import Timed, told

DEFINITION: Final = (
    "times: the time expressions of news, as TimeML has them. found: one that was read overlaps it; value: and means the same",
    "(TimeML's own notation, letter for letter). By class as the corpus has it; happenings are dated by dates and times.",
    "(95 % intervals: bootstrap over documents.) Best published: HeidelTime, value F1 .776 on TempEval-3's test, all classes.",
)

CLASSES: Final = ("DATE", "TIME", "DURATION", "SET")
READ_FOR: Final = ("DATE", "TIME")
UNSEEN: Final = 33  # of a hundred documents
TUNE: Final = 43


class Text(NamedTuple):
    """A news text with its date and its time expressions."""

    id: str
    text: str
    created: str
    times: tuple[Timed, ...]


def lines(corpus: Path, *, part: str, errors: bool, recipe: Recipe) -> Iterator[str]:
    """The report on a part of the corpus. Raises InputError where it is not there, and for the errors of an unseen part."""
    if errors:
        refuse_errors(part)
    files = sorted(corpus.rglob("*.tml"))
    if not files:
        raise InputError(f"{corpus} has no *.tml; name the folder of TimeBank and AQUAINT with --corpus")
    texts = {text.id: text for text in map(read, files) if part in ("all", part_of(text.id))}
    rows: dict[str, list[Share]] = {}
    listed: dict[str, list[str]] = {}
    for reading in annotated(build(ungated(recipe)), {name: text.text for name, text in texts.items()}):
        text = texts[reading.document.id]
        found = told(reading, text.created)
        for name, share in shares(found, text.times).items():
            rows.setdefault(name, []).append(share)
        if errors:
            for cause, words in _errors(found, text):
                listed.setdefault(cause, []).append(f"{text.id} {words}")
    yield from DEFINITION
    yield f"documents {len(texts)}  part {part}"
    for name, each in rows.items():
        yield line(name, each)
    yield from grouped(dict(sorted(listed.items())))


def part_of(document: str) -> Part:
    """The part of a document: a third of them are unseen."""
    number = int(sha256(f"timex {document}".encode()).hexdigest(), 16) % 100
    return "unseen" if number < UNSEEN else "tune" if number < TUNE else "train"


def read(file: Path) -> Text:
    """The text of a file. Raises InputError where it is no TimeML."""
    try:
        root = ET.parse(file).getroot()  # noqa: S314 - a file of the user's own
        body, created = root.find("TEXT"), root.find("DCT/TIMEX3")
        if body is None or created is None:
            raise ValueError("it has no TEXT or no DCT")
        text: list[str] = []
        times = tuple(_walk(body, text))
        return Text(file.stem, "".join(text), created.attrib["value"], times)
    except (ET.ParseError, KeyError, ValueError) as error:
        raise InputError(f"{file.name} is not the corpus that this measure reads: {error}") from error


def _walk(element: ET.Element, text: list[str]) -> Iterator[Timed]:
    """The expressions inside an element; its words are added to the text as they come."""
    start = sum(map(len, text))
    text.append(element.text or "")
    for child in element:
        yield from _walk(child, text)
        text.append(child.tail or "")
    if element.tag == "TIMEX3" and (end := sum(map(len, text))) > start:
        yield Timed(start, end, element.attrib["type"], element.attrib["value"])


def shares(found: Sequence[Timed], asked: Sequence[Timed]) -> dict[str, Share]:
    """What is found and what has the right value: of each class, of dates and times, and of all."""
    pairs = matched(found, asked)
    result: dict[str, Share] = {}
    for name, classes in (*((each, (each,)) for each in CLASSES), ("DATE, TIME", READ_FOR), ("all", CLASSES)):
        mine = [pair for pair in pairs if pair[1].kind in classes]
        extra = [one for one in found if one.kind in classes and one not in {pair[0] for pair in pairs}]
        wanted = sum(one.kind in classes for one in asked)
        for measure, hits in (("found", len(mine)), ("value", sum(one.value == other.value for one, other in mine))):
            result[f"{name} {measure}"] = Share(hits, len(mine) + len(extra), wanted)
    return result


def matched(found: Sequence[Timed], asked: Sequence[Timed]) -> list[tuple[Timed, Timed]]:
    """What was read beside what it overlaps, one to one, those of the same value first."""
    ranked = sorted(
        (one.value != other.value, i, j)
        for i, one in enumerate(found)
        for j, other in enumerate(asked)
        if one.start < other.end and other.start < one.end
    )
    left, right = dict(enumerate(found)), dict(enumerate(asked))
    return [(left.pop(i), right.pop(j)) for _, i, j in ranked if i in left and j in right]


def _errors(found: Sequence[Timed], text: Text) -> Iterator[tuple[str, str]]:
    pairs = matched(found, text.times)
    beside: Mapping[Timed, Timed] = {other: one for one, other in pairs}
    for asked in text.times:
        words = " ".join(text.text[asked.start : asked.end].split())
        if asked not in beside:
            yield f"{asked.kind} missed", f"{words!r} {asked.value}"
        elif beside[asked].value != asked.value:
            yield (
                f"{asked.kind} another value",
                f"{words!r} {beside[asked].value} should be {asked.value} (written {text.created})",
            )
    for one in found:
        if one not in {pair[0] for pair in pairs}:
            around = " ".join(text.text[max(0, one.start - 20) : one.end + 20].split())
            yield f"{one.kind} extra", f"{text.text[one.start : one.end]!r} {one.value} in {around!r}"
