"""Which documents repeat one another's text, so that an agency report printed forty times is one source.

Candidates come from MinHash over word shingles (Broder 1997, 128 permutations by *rensa*, in 32 bands of 4 rows), and,
where one document credits an agency, from shared sampled shingles. Every candidate is then checked on the words
themselves: no pair survives that a hash alone put together.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations, pairwise

from rensa import RMinHash

from saidby.link.credits import agencies, credited, folded
from saidby.model import Copy, Document
from saidby.stages import Lineage

_PERMUTATIONS = 128
_BANDS = 32
_SEED = 1
_SHINGLE = 5  # words
_CROWD = 40  # documents of one bucket that are compared with each other one by one; more are compared with these
_SAMPLE = 8  # one shingle in so many serves to find partial copies with a credit
_WORD = re.compile(r"\w+")
_UNDATED = datetime(1, 1, 1)


@dataclass(frozen=True, slots=True)
class _Text:
    """A document as shingles: the hash of each run of words, by the place of its first word."""

    document: Document
    words: int
    runs: tuple[int, ...]
    shingles: frozenset[int] = field(repr=False)

    @classmethod
    def of(cls, document: Document) -> _Text:
        hashes = [zlib.crc32(word.encode()) for word in _WORD.findall(document.text.casefold())]
        runs = []
        for at in range(len(hashes) - _SHINGLE + 1):
            run = 0
            for word in hashes[at : at + _SHINGLE]:
                run = (run * 1_000_003 + word) & 0xFFFF_FFFF_FFFF_FFFF
            runs.append(run)
        return cls(document, len(hashes), tuple(runs), frozenset(runs))

    def share_in(self, other: _Text) -> float:
        """The share of this text's words that stand, in runs of a shingle's length, in the other (0..1)."""
        covered, reached = 0, 0
        for at, run in enumerate(self.runs):
            if run in other.shingles:
                covered += at + _SHINGLE - max(at, reached)
                reached = at + _SHINGLE
        return covered / self.words if self.words else 0.0

    @property
    def order(self) -> tuple[bool, datetime, str]:
        """Earliest published first, undated last, then by id."""
        published = self.document.published
        return (published is None, published.interval.start if published else _UNDATED, self.document.id)


def copies(
    *, same: float = 0.6, least: float = 0.4, credited_same: float = 0.5, credited_least: float = 0.3, shortest: int = 25
) -> Lineage:
    """A lineage: two documents are one source when enough of each one's words stand in the other.

    `same` is the share for the one that is the more repeated, `least` for the other (which may add sentences of its own
    but not be a long report that merely quotes a short one); the `credited_` pair holds between two desks where one
    credits an agency that the other is or credits. Texts under `shortest` words count only when all words agree.
    """

    def repeats(first: _Text, second: _Text) -> bool:
        if first.runs == second.runs:
            return bool(first.runs)
        if min(first.words, second.words) < shortest:
            return False
        low, high = sorted((first.share_in(second), second.share_in(first)))
        if high >= same and low >= least:
            return True
        return high >= credited_same and low >= credited_least and credited(first.document, second.document) is not None

    def lineage(documents: Iterable[Document]) -> tuple[Copy, ...]:
        texts = sorted((_Text.of(document) for document in documents), key=lambda text: text.order)
        texts = [text for at, text in enumerate(texts) if at == 0 or text.document.id != texts[at - 1].document.id]
        groups = _Groups(len(texts))
        for first, second in _candidates(texts):
            if groups.find(first) != groups.find(second) and repeats(texts[first], texts[second]):
                groups.join(first, second)
        found: list[Copy] = []
        for members in groups.all():
            group = [texts[at] for at in members]
            found.extend(_copy(text, group) for text in group[1:])
        return tuple(sorted(found, key=lambda copy: copy.document))

    return lineage


class _Groups:
    """Disjoint sets of places in a list; the first place of a set stands for it."""

    def __init__(self, size: int) -> None:
        self._over = list(range(size))

    def find(self, at: int) -> int:
        while self._over[at] != at:
            self._over[at] = at = self._over[self._over[at]]
        return at

    def join(self, first: int, second: int) -> None:
        low, high = sorted((self.find(first), self.find(second)))
        self._over[high] = low

    def all(self) -> list[list[int]]:
        members: dict[int, list[int]] = defaultdict(list)
        for at in range(len(self._over)):
            members[self.find(at)].append(at)
        return [group for group in members.values() if len(group) > 1]


def _candidates(texts: Sequence[_Text]) -> Iterator[tuple[int, int]]:
    """Pairs of places that may be copies, each once, in a fixed order."""
    buckets: dict[tuple[object, ...], list[int]] = defaultdict(list)
    rows = _PERMUTATIONS // _BANDS
    known = {name for text in texts for name in agencies(text.document)}
    for at, text in enumerate(texts):
        if not text.runs:
            continue
        tokens = [run.to_bytes(8, "big").hex() for run in sorted(text.shingles)]
        sketch = RMinHash(_PERMUTATIONS, _SEED)
        sketch.update(tokens)
        digest = sketch.digest()
        for band in range(_BANDS):
            buckets["band", band, *digest[band * rows : (band + 1) * rows]].append(at)
        named = {*agencies(text.document), folded(text.document.publisher or "")} & known
        for name in sorted(named):
            for run in sorted(run for run in text.shingles if run % _SAMPLE == 0):
                buckets["credit", name, run].append(at)
    seen: set[tuple[int, int]] = set()
    for bucket in buckets.values():
        crowd = bucket[:_CROWD]
        pairs = [*combinations(crowd, 2), *((first, late) for late in bucket[_CROWD:] for first in crowd)]
        # Neighbours too, so that a crowd's later members are compared with one another.
        pairs.extend(pairwise(bucket[_CROWD - 1 :]))
        for pair in pairs:
            if pair not in seen:
                seen.add(pair)
                yield pair


def _copy(text: _Text, group: Sequence[_Text]) -> Copy:
    origin = group[0]
    nearest, share = origin, text.share_in(origin)
    back = origin.share_in(text)
    if max(share, back) < 0.5:  # it repeats another copy rather than the origin: say which
        nearest = max(
            (other for other in group if other is not text), key=lambda other: (text.share_in(other), other.document.id)
        )
        share, back = text.share_in(nearest), nearest.share_in(text)
    why = (
        f"{share:.0%} of its words stand in {nearest.document.id}"
        if share >= back
        else f"it repeats {back:.0%} of the words of {nearest.document.id}"
    ).replace("%", " %")
    why += _lag(nearest, text)
    if nearest is not origin:
        why += f", which repeats {origin.document.id}"
    if agency := credited(nearest.document, text.document):
        why += f"; both hang together by the credit of {agency}"
    return Copy(document=text.document.id, origin=origin.document.id, why=why)


def _lag(first: _Text, second: _Text) -> str:
    if first.document.published is None or second.document.published is None:
        return "; when one of them was published is unknown"
    hours = (second.document.published.interval.start - first.document.published.interval.start).total_seconds() / 3600
    side = "earlier" if hours >= 0 else "later"
    hours = abs(hours)
    if hours < 1:
        return ", published at about the same time"
    return f", published {hours:.0f} h {side}" if hours < 48 else f", published {hours / 24:.0f} days {side}"
