"""The first, cheap look at a text: whether it has anything to read, and which of its sentences have.

One scan for the words of the table ``[gate]`` (Aho and Corasick 1975) gives each sentence the classes of words that
stand in it. A text is read when a weighed sum over classes that stand together in its sentences reaches a threshold
(logistic regression; ``training/gate.py`` learns the weights); a sentence is read when it, or one beside it, holds one
of the listed sets of classes.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from math import log2, sqrt
from typing import Final

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

from saidby.annotate.draft import Draft
from saidby.annotate.inflection import inflected
from saidby.annotate.lexicon import table
from saidby.annotate.sheet import Sheet
from saidby.errors import RecipeError
from saidby.model import Document, Reading, Span
from saidby.stages import Annotate
from saidby.vocabulary import GATE, Kind, Tie

VERSION: Final = "1"
GATED: Final = True  # what the readers do where a recipe says nothing
MOST: Final = 15  # sentences of a kind; more say no more
LEAD: Final = 3  # sentences with words of a class; those that a report begins with
USUAL: Final = 2000  # code points of a text in which a sentence weighs one; it weighs more in a short text, less in a long one
HEAVIEST: Final = 3.0
LIGHTEST: Final = 0.6
BEGUN: Final = 0.5  # how much less a text may weigh whose lead tells of harm
OPENING: Final = 3  # sentences always read: the headline and the first two
STRETCH: Final = 1 << 16  # code points scanned at once, so that a text of any size takes little memory
NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
YEAR: Final = 4  # digits


class Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table ``[gate]`` of a lexicon; what each list is for is said there."""

    rather: dict[str, str]
    ends: list[str]
    letters: int
    currency: frozenset[str]
    centuries: tuple[str, ...]
    measured: tuple[str, ...]
    verbs: dict[str, list[str]]
    phrases: dict[str, list[str]]
    words: dict[str, list[str]]
    plain: frozenset[str]


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a text is worth by the classes that stand together in its sentences ("harm+number"; "lead harm": at its start)."""

    bias: float
    threshold: float  # a text below has nothing to read
    sure: float  # one below may have nothing: it is read further only where it begins with harm or the rules find something
    weights: dict[str, float]
    read: list[str]  # sets of classes that make a sentence worth reading
    begins: list[str]  # and a whole text, where they stand in a sentence of its lead that has none of the next
    unless: list[str]


def weights(language: str) -> Weights:
    """The learnt weights of a language. Raises RecipeError where there are none or they are malformed."""
    file = files("saidby.annotate") / "gates" / f"{language}.toml"
    if not file.is_file():
        raise RecipeError(
            f"there is no gate for the language {language!r}; make gates/{language}.toml with training/gate.py"
            ", or read without: gate = false"
        )
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Weights)
    except msgspec.ValidationError as error:
        raise RecipeError(f"the gate of {language!r}: {error}; make it again with training/gate.py") from error


class Scan:
    """The words of a language's gate, found in one pass over a text."""

    def __init__(self, language: str) -> None:
        self._lists = lists = table(language, "gate", Lists)
        self._number, self._end, self._break, self._digit = 1, -1, -2, -3
        self.classes: Final = {"number": self._number}
        found: dict[str, int] = {}
        for name, phrase in _entries(language, lists):
            bit = self.classes.setdefault(name, 1 << len(self.classes))
            if phrase not in lists.plain:
                found[phrase] = found.get(phrase, 0) | bit
        for first, second in lists.rather.items():
            both = self.classes[first] | self.classes[second]
            found = {phrase: bits & ~self.classes[second] if bits & both == both else bits for phrase, bits in found.items()}
        signs = {"\n\n": self._break, **dict.fromkeys(lists.ends, self._end), **dict.fromkeys("0123456789", self._digit)}
        self._bits: Final = [*found.values(), *signs.values()]
        self._automaton: Final = AhoCorasick([*found, *signs], matchkind=MatchKind.LeftmostLongest)

    def mask(self, names: str) -> int:
        """The classes named as "harm+number", as bits. Raises RecipeError for one that the lexicon has not."""
        bits = 0
        for name in names.split("+"):
            if name not in self.classes:
                raise RecipeError(f"the gate's lexicon has no class {name!r}; make the weights again with training/gate.py")
            bits |= self.classes[name]
        return bits

    def anchors(self, text: str) -> Iterator[tuple[int, int]]:
        """Where words of the classes begin, each place with its classes as bits; 0 where a sentence ends."""
        for offset, stretch in _stretches(text):
            yield from self._anchors(stretch, offset)

    def _anchors(self, text: str, offset: int) -> Iterator[tuple[int, int]]:
        low = text.replace("İ", "I").replace("’", "'").lower()  # the one letter that lower() makes two of
        every, letters = self._bits, self._lists.letters
        for pattern, start, end in self._automaton.find_matches_as_indexes(low):
            bits = every[pattern]
            if bits > 0:
                if not (low[start - 1 : start].isalnum() or low[end : end + 1].isalnum()):
                    yield offset + start, bits
            elif bits == self._digit:
                if not low[start - 1 : start].isalnum() and self._counts(low, start):
                    yield offset + start, self._number
            elif bits == self._break:
                yield offset + start, 0
            else:
                before = low[max(0, start - letters) : start]
                if not low[end : end + 1].isalnum() and (before.isalpha() or not before[-1:].isalpha()):
                    yield offset + start, 0

    def _counts(self, low: str, start: int) -> bool:
        """Whether the digits at `start` may count something: no year, price or measure."""
        if low[max(0, start - 1) : start] in self._lists.currency or low[max(0, start - 1) : start] in (".", ","):
            return False
        number = NUMBER.match(low, start)
        if number is None:
            return False
        digits, after = number.group(), low[number.end() : number.end() + 12]
        if len(digits) == YEAR and digits.startswith(self._lists.centuries):
            return False
        return not after.startswith(self._lists.measured)


class Gate:
    """Whether a text has anything to read, and which stretches of it have."""

    def __init__(self, scan: Scan, learnt: Weights) -> None:
        """A gate over a scan. Raises RecipeError where the weights speak of classes that the scan has not."""
        self._scan = scan
        self._bias, self.threshold, self._sure = learnt.bias, learnt.threshold, learnt.sure
        lead = {name: weight for name, weight in learnt.weights.items() if name.startswith("lead ")}
        self._lead = [(scan.mask(name.removeprefix("lead ")), weight) for name, weight in lead.items()]
        self._whole = [(scan.mask(name), weight) for name, weight in learnt.weights.items() if name not in lead]
        self._read = [scan.mask(names) for names in learnt.read]
        self._begins = [scan.mask(names) for names in learnt.begins]
        self._unless = [scan.mask(names) for names in learnt.unless]

    def document(self, text: str) -> bool:
        """Whether a text has anything to read."""
        score = self.score(text)
        return score >= self.threshold or (score >= self.threshold - BEGUN and self._begun(text))

    def sure(self, text: str) -> bool:
        """Whether there is no doubt that a text has something to read. Where there is, see :func:`told`.

        A report of a killing without any number, "a judge was shot dead", weighs little, but says so in its lead.
        """
        return self.score(text) >= self._sure or self._begun(text)

    def _begun(self, text: str) -> bool:
        """Whether a sentence of the lead tells of harm, and not of a natural death."""
        _, lead = counts(self._scan, text)

        def holds(mask: int, sets: list[int]) -> bool:
            return any(mask & asked == asked for asked in sets)

        return any(holds(mask, self._begins) and not holds(mask, self._unless) for mask in lead)

    def score(self, text: str) -> float:
        """The weighed sum for a text, in log odds."""
        counted, lead = counts(self._scan, text)
        each, total = heaviness(len(text)), self._bias
        for sets, found in ((self._whole, counted), (self._lead, lead)):
            for asked, weight in sets:
                total += weight * worth(found, asked, each)
        return total

    def paragraphs(self, sheet: Sheet) -> tuple[Span, ...]:
        """The stretches of the sheet's text to be read, in code points, whole sentences, in order, none touching another."""
        sentences = sheet.sentences
        masks = [0] * len(sentences)
        starts = [sentence.start for sentence in sentences]
        for place, bits in self._scan.anchors(sheet.text):
            if bits:
                masks[max(0, bisect_right(starts, place) - 1)] |= bits
        wanted = [place < OPENING for place in range(len(sentences))]
        for place, mask in enumerate(masks):
            if any(mask & asked == asked for asked in self._read):
                wanted[max(0, place - 1) : place + 2] = [True] * (min(len(masks), place + 2) - max(0, place - 1))
        return tuple(_merged(sheet, wanted))


def told(draft: Draft) -> bool:
    """Whether the rules found a count of harm or an assertion: what a doubtful text must have to be worth an encoder."""
    return bool(draft.of(Kind.ASSERTION)) or any(draft.targets(place, Tie.MEASURES) for place in draft.of(Kind.QUANTITY))


def _merged(sheet: Sheet, wanted: list[bool]) -> Iterator[Span]:
    first: int | None = None
    for place, yes in enumerate([*wanted, False]):
        if yes and first is None:
            first = place
        elif not yes and first is not None:
            yield Span(start=sheet.sentences[first].start, end=sheet.sentences[place - 1].end)
            first = None


def counts(scan: Scan, text: str) -> tuple[Counter[int], Counter[int]]:
    """How many sentences of a text hold which set of classes (as bits): in all, and at its start."""
    whole: Counter[int] = Counter()
    lead: Counter[int] = Counter()
    told, mask = 0, 0
    for _, bits in scan.anchors(text):
        if bits:
            mask |= bits
        elif mask:
            whole[mask] += 1
            if told < LEAD:
                lead[mask] += 1
            told, mask = told + 1, 0
    if mask:
        whole[mask] += 1
        if told < LEAD:
            lead[mask] += 1
    return whole, lead


def heaviness(length: int) -> float:
    """What one sentence weighs in a text of so many code points: a line that kills is all of a telegram."""
    return min(HEAVIEST, max(LIGHTEST, sqrt(USUAL / max(length, 1))))


def worth(found: Mapping[int, int], asked: int, each: float) -> float:
    """How much sentences that hold all the classes asked for say: the more there are, the less each adds."""
    number = sum(count for mask, count in found.items() if mask & asked == asked)
    return log2(1 + min(number, MOST) * each)


def _entries(language: str, lists: Lists) -> Iterator[tuple[str, str]]:
    """Every phrase of the gate with its class."""
    for name, sources in lists.verbs.items():
        for source in sources:
            for verb in _listed(language, source):
                for phrase, _ in inflected(verb):
                    yield name, phrase
    for name, sources in lists.phrases.items():
        for source in sources:
            for phrase in _listed(language, source):
                yield name, phrase
    for name, phrases in lists.words.items():
        for phrase in phrases:
            yield name, phrase


def _listed(language: str, path: str) -> list[str]:
    """The list (or the keys of the table) at a dotted path of the lexicon."""
    name, *rest = path.split(".")
    found: object = table(language, name, dict)
    for key in rest:
        if not isinstance(found, dict) or key not in found:
            raise RecipeError(f"the lexicon of {language!r} has no list {path!r}, which its table [gate] names")
        found = found[key]
    return list(map(str, found)) if isinstance(found, list | dict) else []


def _stretches(text: str) -> Iterator[tuple[int, str]]:
    """A text in pieces that end where a word does (a run of `STRETCH` signs without a blank is cut), with their offsets."""
    first = 0
    while first < len(text):
        last = first + STRETCH
        if last < len(text):
            blank = max(text.rfind(" ", first, last), text.rfind("\n", first, last))
            last = blank + 1 if blank > first else last
        yield first, text[first:last]
        first = last


@cache
def gate(language: str) -> Gate:
    """The gate of a language. Raises RecipeError where its words or weights are not there."""
    return Gate(Scan(language), weights(language))


def gated(annotate: Annotate, *, language: str) -> Annotate:
    """The first step: a reader that leaves alone what the gate of its language drops.

    Nothing is dropped in silence: such a document has a Reading too, without sentences or mentions, whose reader is
    ``gate-en@1`` instead of the reader's own name, so that it can be listed and read again by a reader without a gate.
    """
    asked = gate(language)

    def read(document: Document) -> Reading:
        return annotate(document) if asked.document(document.text) else _left(document, language)

    return read


def doubted(*, language: str) -> Callable[[Document, Draft], Reading | None]:
    """The second step, once the rules have drafted a document: where there is doubt and they tell of no harm, no encoder is asked.

    Such a document has a Reading as in the first step, by ``gate-rules-en@1``; one that is worth an encoder has none.
    """
    asked = gate(language)

    def look(document: Document, draft: Draft) -> Reading | None:
        return None if told(draft) or asked.sure(document.text) else _left(document, f"rules-{language}")

    return look


def _left(document: Document, by: str) -> Reading:
    return Reading(document=document, reader=f"{GATE}{by}@{VERSION}")
