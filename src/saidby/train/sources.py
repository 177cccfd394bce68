"""What the reader can learn from: every source by name, with its licence, its files, and how it is parted.

The part "train" is learnt from, "tune" is chosen by, and what is "unseen" is left alone: no source gives it out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

import msgspec
from tokenizers import Tokenizer

from saidby.errors import InputError
from saidby.score.coded import pitf_texts
from saidby.score.parts import AT, EVERY, part
from saidby.train import standoff
from saidby.train.corpora import events, muc4, names, polnear, propbank, tolls
from saidby.train.corpora.texts import CORPORA
from saidby.train.gold import read_gold, texts
from saidby.train.lessons import Lesson
from saidby.train.reports import Prepare, published_on, teach
from saidby.train.written import Written, blocks, read_block

Part: TypeAlias = Literal["train", "tune"]
"""The parts that lessons are made of."""

Reports: TypeAlias = Callable[[Sequence[Path], Part], Iterator[Written]]
"""From a source's files to the reports of a part, whose claims are all known. Raises InputError where they are malformed."""

Lessons: TypeAlias = Callable[[Sequence[Path], Part, Prepare, Tokenizer], Iterator[Lesson]]
"""From a source's files (as they are named in `needs`, in that order) to the lessons of a part. Raises InputError where
they are malformed."""

WRITTEN_UNSEEN, WRITTEN_TUNE = 13, 11  # of a hundred written reports
GOLD_TUNE: Final = 9  # of the annotated news reports that are not unseen, those whose place is a multiple are for tuning


class Source(NamedTuple):
    """A source: what it is, its licence, the paths below the folder of corpora that it needs, and its lessons.

    One whose reports have all their claims annotated gives these too.
    """

    about: str
    licence: str
    needs: tuple[str, ...]
    lessons: Lessons
    reports: Reports | None = None

    def found(self, name: str, folders: Sequence[Path]) -> tuple[Path, ...]:
        """Where its files are, in the first folder that has them. Raises InputError where none has."""
        places = []
        for need in self.needs:
            place = next((folder / need for folder in folders if (folder / need).exists()), None)
            if place is None:
                looked = ", ".join(str(folder) for folder in folders)
                raise InputError(
                    f"the source {name} is not there: no {need} in {looked};"
                    f" name the folder that has it with --corpora, or leave the source out: --without {name}"
                )
            places.append(place)
        return tuple(places)


def _taught(source: str, reports: Reports) -> Lessons:
    def lessons(files: Sequence[Path], wanted: Part, prepare: Prepare, tokenizer: Tokenizer) -> Iterator[Lesson]:
        for report in reports(files, wanted):
            yield teach(source, report, published_on(report.published), prepare, tokenizer)

    return lessons


def written_reports(folder: Path, wanted: str) -> Iterator[Written]:
    """The written reports of a part, or of "all"."""
    for file in sorted(folder.glob("*.txt")):
        for block in blocks(file):
            report = read_block(file.name, block)
            if wanted in ("all", written_part(report.id)):
                yield report


def _written(files: Sequence[Path], wanted: Part) -> Iterator[Written]:
    return written_reports(files[0], wanted)


def written_part(report: str) -> str:
    """The part of a written report, by the hash of its id."""
    number = int(hashlib.sha256(report.encode("utf-8")).hexdigest(), 16) % 100
    return "unseen" if number < WRITTEN_UNSEEN else "tune" if number < WRITTEN_UNSEEN + WRITTEN_TUNE else "train"


def _gold(files: Sequence[Path], wanted: Part) -> Iterator[Written]:
    known = texts(files[1])
    for place, file in enumerate(sorted(files[0].glob("*.json"))):
        if gold_part(place) == wanted:
            yield read_gold(file, known)


def gold_part(place: int) -> str:
    """The part of an annotated news report, by its place from 0 among the sorted names of their files."""
    return "unseen" if place % EVERY == AT else "tune" if place % GOLD_TUNE == 0 else "train"


def _annotated(files: Sequence[Path], wanted: Part) -> Iterator[Written]:
    corpora = dict(zip(CORPORA, files[1:], strict=True))
    for report in standoff.standing(files[0], corpora):
        if ("tune" if part(report.id) == "tune" else "train") == wanted:  # none are kept unseen: the gold reports are
            yield report


def _re3d(files: Sequence[Path], wanted: Part, prepare: Prepare, tokenizer: Tokenizer) -> Iterator[Lesson]:
    for name, text, spans in names.re3d(files[0]):
        if part(name) == wanted:
            yield names.lesson("re3d", text, spans, prepare, tokenizer)


def _columns(source: str, *, word: int, tag: int) -> Lessons:
    def lessons(files: Sequence[Path], wanted: Part, prepare: Prepare, tokenizer: Tokenizer) -> Iterator[Lesson]:
        with files[0].open(encoding="utf-8") as lines:
            for name, text, spans in names.conll(lines, word=word, tag=tag):
                if part(source + name) == wanted:
                    yield names.lesson(source, text, spans, prepare, tokenizer)

    return lessons


def _polnear(files: Sequence[Path], wanted: Part, prepare: Prepare, tokenizer: Tokenizer) -> Iterator[Lesson]:
    for folder in files:
        chosen = {path.stem for path in (folder / "text").glob("*.txt") if part(path.stem) == wanted}
        yield from polnear.lessons(folder, chosen, prepare, tokenizer)


def _by_id(
    lessons: Callable[[Path, Collection[str], Prepare, Tokenizer], Iterator[Lesson]], ids: Callable[[Path], Iterable[str]]
) -> Lessons:
    def made(files: Sequence[Path], wanted: Part, prepare: Prepare, tokenizer: Tokenizer) -> Iterator[Lesson]:
        return lessons(files[0], {name for name in ids(files[0]) if part(name) == wanted}, prepare, tokenizer)

    return made


def _keyed(key: str, inside: str = "") -> Callable[[Path], Iterator[str]]:
    """The ids that stand under a key in every line of a file, or of one inside a folder."""

    def ids(path: Path) -> Iterator[str]:
        for line in (path / inside).read_bytes().splitlines():
            if line.strip():
                yield str(msgspec.json.decode(line)[key])

    return ids


def pitf_ids(file: Path) -> Iterator[str]:
    """The reports of PITF, without those that the reader is chosen by where they are annotated: there their number is their id."""
    return (name for name in pitf_texts(file) if part(name.removeprefix("pitf-")) != "tune")


def _told(source: str, read: Callable[[Sequence[Path]], Iterator[events.Told]]) -> Lessons:
    def lessons(files: Sequence[Path], wanted: Part, prepare: Prepare, tokenizer: Tokenizer) -> Iterator[Lesson]:
        for told in read(files):
            if part(told.id) == wanted:
                yield events.lesson(source, told, prepare, tokenizer)

    return lessons


def _m2e2(files: Sequence[Path]) -> Iterator[events.Told]:
    """Its documents, but for those that are among the annotated news reports and not to be learnt from there."""
    annotated = enumerate(sorted(files[2].glob("*.json")))
    return events.m2e2(files[:2], barred={file.stem for place, file in annotated if gold_part(place) != "train"})


SOURCES: Final[dict[str, Source]] = {
    "written": Source(
        "reports written for Saidby, with their claims",
        "Apache-2.0",
        ("training/reports",),
        _taught("written", _written),
        _written,
    ),
    "gold": Source(
        "Wikinews and Voice of America reports, annotated by the guidelines of Saidby",
        "texts: CC BY 2.5 (Wikinews), US public domain (VOA)",
        ("gold/news", "news/news.jsonl"),
        _taught("gold", _gold),
        _gold,
    ),
    "annotated": Source(
        "news texts of eleven corpora, annotated for Saidby in offsets",
        "annotation Apache-2.0; texts as their corpora have them: CC BY 2.5 (Wikinews), US public domain (VOA, ISAF), research data, third parties",
        ("training/standoff", *(corpus.path for corpus in CORPORA.values())),
        _taught("annotated", _annotated),
        _annotated,
    ),
    "polnear": Source(
        "PolNeAR: who is given which words, in political news (Newell et al. 2018)",
        "none stated; texts of third parties",
        ("polnear/train", "polnear/dev"),
        _polnear,
    ),
    "re3d": Source(
        "re3d: names in reports on Syria and Iraq (Dstl)",
        "by part: US public domain, OGL 3, CC BY 3.0 AU, CC BY-SA 3.0, CC BY-NC 3.0 (BBC), EU",
        ("re3d",),
        _re3d,
    ),
    "uner_ewt": Source(
        "Universal NER: names in English web text",
        "CC BY-SA 4.0",
        ("uner_ewt/en_ewt-ud-train.2022-12-02-firstpass.iob2",),
        _columns("uner", word=1, tag=2),
    ),
    "wikigold": Source(
        "WikiGold: names in Wikipedia (Balasuriya et al. 2009)",
        "CC BY 4.0",
        ("wikigold/data/wikigold/CONLL-format/data/wikigold.conll.txt",),
        _columns("wikigold", word=0, tag=1),
    ),
    "pitf": Source(
        "PITF Worldwide Atrocities: short reports with their dead and injured",
        "none stated",
        ("pitf/pitf.jsonl",),
        _by_id(tolls.pitf, pitf_ids),
    ),
    "isaf": Source(
        "ISAF press releases with their killed and captured",
        "military releases; the annotation states none",
        ("isaf/isaf.jsonl",),
        _by_id(tolls.isaf, _keyed("id")),
    ),
    "gva": Source(
        "Gun Violence Archive: news of shootings with their final tolls",
        "annotation CC BY 4.0; texts of third parties",
        ("gva",),
        _by_id(tolls.gva, _keyed("doc_id", "documents.jsonl")),
    ),
    "muc4": Source(
        "MUC-4: wire reports on attacks in Latin America (1992), the training texts",
        "public research data",
        ("muc4/muc4.jsonl",),
        _by_id(muc4.lessons, _keyed("docid")),
    ),
    "m2e2": Source(
        "M2E2: events with arguments in Voice of America news (Li et al. 2020)",
        "US public domain",
        ("m2e2/text_only_event.json", "m2e2/text_multimedia_event.json", "gold/news"),
        _told("m2e2", _m2e2),
    ),
    "wikievents": Source(
        "WikiEvents: events with arguments in news (Li et al. 2021), its dev part",
        "MIT; texts of third parties",
        ("wikievents_dev/dev.jsonl",),
        _told("wikievents", lambda files: events.wikievents(files[0])),
    ),
    "propbank": Source(
        "PropBank on the English Web Treebank: who says, kills, attacks",
        "CC BY-SA 4.0",
        ("propbank_ewt/ewt-srl-train.tsv",),
        _told("propbank", lambda files: propbank.propbank(files[0])),
    ),
}
"""The catalogue of sources. A recipe says how much of each is learnt from."""


def digest(paths: Sequence[Path]) -> str:
    """The SHA-256 over the names and contents of all files of a source, in the order of their names."""
    whole = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                name = file.relative_to(path.parent).as_posix()
                with file.open("rb") as content:
                    whole.update(f"{name} {hashlib.file_digest(content, 'sha256').hexdigest()}\n".encode())
    return whole.hexdigest()
