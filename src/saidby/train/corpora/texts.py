"""The texts of corpora of which annotations in offsets (:mod:`saidby.train.standoff`) speak."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
from lxml import etree

from saidby.errors import InputError
from saidby.score.reading import rows
from saidby.train.corpora.names import re3d
from saidby.train.gold import Text

_DAY: Final = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")


class _Gva(msgspec.Struct):
    doc_id: str
    dct: str
    content: str


class _Wikievents(msgspec.Struct):
    doc_id: str
    text: str


class _Pitf(msgspec.Struct):
    text: str = msgspec.field(name="Description")


class _Muc4(msgspec.Struct):
    docid: str
    text: str


def _gva(path: Path) -> Iterator[Text]:
    return (Text(article.doc_id, article.content, article.dct) for article in rows(path, _Gva))


def _muc4(path: Path) -> Iterator[Text]:
    return (Text(message.docid, message.text) for message in rows(path, _Muc4))


def _pitf(path: Path) -> Iterator[Text]:
    return (Text(f"{number:04d}", row.text) for number, row in enumerate(rows(path, _Pitf), start=1))


def _re3d(path: Path) -> Iterator[Text]:
    return (Text(name, text) for name, text, _ in re3d(path))


def _wikievents(path: Path) -> Iterator[Text]:
    return (Text(report.doc_id, report.text) for report in rows(path, _Wikievents))


def _polnear(path: Path) -> Iterator[Text]:
    return (Text(file.stem, file.read_text(encoding="utf-8")) for file in sorted(path.glob("*.txt")))


def _plain(path: Path) -> Iterator[Text]:
    return iter(rows(path, Text))


def _geoparse(path: Path) -> Iterator[Text]:
    for article in _tree(path).iter("article"):
        told = {field: article.findtext(field, "").strip() for field in ("dltime", "domain")}
        yield Text(article.get("docid", ""), article.findtext("text", ""), _day(told["dltime"]), told["domain"] or None)


def _timeml(path: Path) -> Iterator[Text]:
    for file in sorted(path.rglob("*.tml")):
        root = _tree(file)
        text, created = root.find("TEXT"), root.find("DCT/TIMEX3")
        if text is None:
            raise InputError(f"{file} has no TEXT; is it TimeML?")
        yield Text(file.stem, "".join(map(str, text.itertext())), _day("" if created is None else created.get("value", "")))


def _tree(path: Path) -> etree._Element:
    try:
        return etree.parse(path, etree.XMLParser(resolve_entities=False)).getroot()
    except etree.XMLSyntaxError as error:
        raise InputError(f"{path} is no XML: {error}") from error


def _day(said: str) -> str | None:
    """A date that begins with year, month and day, as ISO 8601 has it; of another shape: None."""
    found = _DAY.match(said)
    return "-".join(found.groups()) if found else None


class Corpus(NamedTuple):
    """Where a corpus's texts are, and how they are read."""

    path: str
    texts: Callable[[Path], Iterator[Text]]


CORPORA: Final = {
    "news": Corpus("news/news.jsonl", _plain),
    "gva": Corpus("gva/documents.jsonl", _gva),
    "muc4": Corpus("muc4/muc4.jsonl", _muc4),
    "polnear": Corpus("polnear/train/text", _polnear),
    "isaf": Corpus("isaf/isaf.jsonl", _plain),
    "pitf": Corpus("pitf/pitf.jsonl", _pitf),
    "re3d": Corpus("re3d", _re3d),
    "wikievents": Corpus("wikievents_dev/dev.jsonl", _wikievents),
    "lgl": Corpus("geoparse/lgl.xml", _geoparse),
    "trnews": Corpus("geoparse/TR-News.xml", _geoparse),
    "timex": Corpus("timex/training", _timeml),
}
"""The corpora that annotations speak of, by the names of their files."""
