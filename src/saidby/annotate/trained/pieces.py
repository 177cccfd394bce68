"""A text as the encoder sees it: word pieces with their places in the text, and what the rules say of each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from saidby.annotate.draft import Draft
from saidby.annotate.sheet import Sheet
from saidby.annotate.trained.labels import FEATURE, FEATURES
from saidby.annotate.trained.unlisted import unlisted
from saidby.model import Mention
from saidby.vocabulary import Kind, Tie

_COVERED: Final = {
    Kind.TIME: "time",
    Kind.PLACE: "place",
    Kind.PERSON: "person",
    Kind.ORGANISATION: "organisation",
    Kind.GROUP: "group",
    Kind.SPEAKER: "speaker",
    Kind.CUE: "cue",
    Kind.CONTENT: "content",
    Kind.TRIGGER: "trigger",
}

_DAYS: Final = frozenset({"hour", "day"})
_SIZES: Final = {"country": "country", "region": "region", "settlement": "town", "facility": "town"}

Flags = npt.NDArray[np.uint8]


class Pieces(NamedTuple):
    """The word pieces of a text, without the opening and closing ones: ids, code points ``[start, end)``, features."""

    ids: npt.NDArray[np.int64]
    starts: list[int]
    ends: list[int]
    flags: Flags  # pieces by FEATURES, 0 or 1

    def within(self, start: int, end: int) -> range:
        """The pieces that overlap the code points ``[start, end)``."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def whole(self, first: int, last: int, text: str) -> tuple[int, int]:
        """Pieces ``[first, last)`` with what is left of the words that they begin and end in."""
        while first > 0 and _one_word(text, self.starts[first]):
            first -= 1
        while last < len(self.starts) and _one_word(text, self.starts[last]):
            last += 1
        return first, last


def pieces(tokenizer: Tokenizer, sheet: Sheet, draft: Draft) -> Pieces:
    """The pieces of a sheet's text, with the features that the sheet and the passes so far give."""
    coded = tokenizer.encode(sheet.text, add_special_tokens=False)
    starts = [start for start, _ in coded.offsets]
    ends = [end for _, end in coded.offsets]
    found = Pieces(np.asarray(coded.ids, dtype=np.int64), starts, ends, np.zeros((len(starts), len(FEATURES)), np.uint8))
    _letters(found, sheet.text)
    _sentences(found, sheet)
    for kind, name in _COVERED.items():
        for place in draft.of(kind):
            mention = draft.mentions[place]
            _mark(found, mention.start, mention.end, name)
    _times(found, draft)
    _places(found, sheet, draft)
    for mention in unlisted(sheet, draft):
        _mark(found, mention.start, mention.end, "unlisted")
    for place in draft.of(Kind.QUANTITY):
        _quantity(found, draft, place)
    for place in draft.of(Kind.ASSERTION):
        assertion = draft.mentions[place]
        _mark(found, assertion.start, assertion.end, f"assertion={assertion.label}")
    return found


def _one_word(text: str, at: int) -> bool:
    return text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()


def _mark(found: Pieces, start: int, end: int, name: str) -> None:
    covered = found.within(start, end)
    found.flags[covered.start : covered.stop, FEATURE[name]] = 1


def _times(found: Pieces, draft: Draft) -> None:
    for place in draft.of(Kind.TIME):
        mention = draft.mentions[place]
        time = mention.time
        if time is not None and (time.day or time.weekday is not None or time.part or time.unit in _DAYS):
            _mark(found, mention.start, mention.end, "day")


def _places(found: Pieces, sheet: Sheet, draft: Draft) -> None:
    named: dict[str, list[Mention]] = defaultdict(list)
    for place in draft.of(Kind.PLACE):
        mention = draft.mentions[place]
        size = _SIZES.get(mention.label, "")
        if size:
            _mark(found, mention.start, mention.end, size)
        if size != "country":
            named[mention.value or sheet.text[mention.start : mention.end]].append(mention)
    for mention in max(named.values(), key=len, default=[]):  # the first of several that are named as often
        _mark(found, mention.start, mention.end, "foremost")


def _letters(found: Pieces, text: str) -> None:
    title, upper, digit = FEATURE["title"], FEATURE["upper"], FEATURE["digit"]
    for row, start, end in zip(found.flags, found.starts, found.ends, strict=True):
        piece = text[start:end]
        if piece[:1].isdigit():
            row[digit] = 1
        elif piece[:1].isupper():
            row[upper if len(piece) > 1 and piece.isupper() else title] = 1


def _sentences(found: Pieces, sheet: Sheet) -> None:
    paragraph = -1
    for sentence in sheet.sentences:
        first = found.within(sentence.start, sentence.end)
        if not first:
            continue
        found.flags[first.start, FEATURE["sentence"]] = 1
        if sentence.paragraph != paragraph:
            found.flags[first.start, FEATURE["paragraph"]] = 1
        if sentence.paragraph == 0:
            found.flags[first.start : first.stop, FEATURE["headline"]] = 1
        paragraph = sentence.paragraph


def _quantity(found: Pieces, draft: Draft, place: int) -> None:
    quantity: Mention = draft.mentions[place]
    covered = found.within(quantity.start, quantity.end)
    if not covered:
        return
    if quantity.label == "implicit":
        found.flags[covered.start : covered.stop, FEATURE["alone"]] = 1
    else:
        found.flags[covered.start, FEATURE["quantity"]] = 1
        found.flags[covered.start : covered.stop, FEATURE["quantity_on"]] = 1
    for harm in draft.targets(place, Tie.MEASURES):
        found.flags[covered.start, FEATURE[f"measure={draft.mentions[harm].label}"]] = 1
        if scope := draft.mentions[harm].value:
            found.flags[covered.start, FEATURE[f"scope={scope}"]] = 1


class Window(NamedTuple):
    """Pieces ``[first, last)`` that are encoded together, and the part ``[own, own_last)`` that it answers for."""

    first: int
    last: int
    own: int
    own_last: int


def windows(count: int, *, size: int, overlap: int) -> list[Window]:
    """Windows of at most `size` pieces over `count`, as few and as short as the overlap allows.

    Neighbours share `overlap` pieces or one more, and each answers up to their middle.
    """
    steps = max(1, -(-(count - overlap) // (size - overlap)))
    length = -(-(count + (steps - 1) * overlap) // steps)
    starts = [step * (count - length) // max(1, steps - 1) for step in range(steps)]
    cuts = [0, *((start + length + after) // 2 for start, after in pairwise(starts)), count]
    return [Window(start, start + length, own, own_last) for start, own, own_last in zip(starts, cuts, cuts[1:], strict=False)]
