"""Windows as they are shown this time: not always with the rules' answers, capitals, punctuation, or the names that they have.

What is learnt is then not by heart: neither where a thing happened once, nor who said it (names exchanged for others of
their kind, after Dai and Adel 2020), nor which single word told it (words hidden, after Gal and Ghahramani 2016).
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt

from saidby.annotate.trained.labels import FEATURE, GUESSES
from saidby.train.lessons import Sample

HIDDEN: Final = 103
"""The encoder's piece for a hidden word, [MASK]."""

NAMES: Final = ("place", "country", "region", "town", "unlisted", "foremost", "person", "organisation", "group", "speaker")
"""Features that only capitals show."""

EXCHANGED: Final = ("country", "region", "town", "unlisted", "person", "organisation", "group")
"""Kinds of names that are exchanged, each within its kind; of a piece that several hold the first counts."""

Pieces = tuple[int, ...]


class Variation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often windows are shown otherwise than they are, as probabilities."""

    forget_guesses: float = 0.3  # windows that are shown without the rules' own answers
    capitals: float = 0.08  # windows shown as if all in capitals
    unpunctuated: float = 0.05  # windows shown without their punctuation
    renamed: float = 0.0  # windows in which names are exchanged for others of their kind
    hidden: float = 0.0  # pieces that are hidden


class Varying:
    """Shows samples, each time in another way; names come from the samples that it is given at first."""

    def __init__(self, variation: Variation, punctuation: frozenset[int], samples: Iterable[Sample]) -> None:
        self._variation, self._punctuation = variation, punctuation
        known: dict[tuple[str, int], set[Pieces]] = defaultdict(set)
        for sample in samples if variation.renamed else ():
            for kind, start, end in names(sample):
                known[kind, end - start].add(tuple(map(int, sample.ids[start:end])))
        self._known = {key: sorted(found) for key, found in known.items()}

    def shown(self, sample: Sample, chance: random.Random) -> Sample:
        """The sample as it is shown this time; the one that was given is not changed."""
        variation, flags, ids = self._variation, sample.flags.copy(), sample.ids
        if chance.random() < variation.forget_guesses:
            flags[:, GUESSES] = 0
        if variation.renamed and chance.random() < variation.renamed:
            ids = self._renamed(sample, chance)
        if variation.hidden:
            hidden = np.random.default_rng(chance.getrandbits(64)).random(len(ids)) < variation.hidden
            hidden[[0, -1]] = False  # the opening and closing pieces are answers
            ids = np.where(hidden, HIDDEN, ids)
        if chance.random() < variation.capitals:
            flags[:, FEATURE["upper"]] = 1 - flags[:, FEATURE["digit"]]
            flags[:, FEATURE["title"]] = 0
            if chance.random() < 0.5:  # names that only their capitals show are then not read
                flags[:, [FEATURE[name] for name in NAMES]] = 0
        sample = sample._replace(flags=flags, ids=ids)
        if chance.random() < variation.unpunctuated:
            sample = _unpunctuated(sample, self._punctuation)
        return sample

    def _renamed(self, sample: Sample, chance: random.Random) -> npt.NDArray[np.int64]:
        """The ids with every name exchanged for one of its kind and length; a surname for that of its full name's."""
        ids, others = sample.ids.copy(), dict[int, int]()
        for kind, start, end in sorted(names(sample), key=lambda name: name[1] - name[2]):
            pieces = list(map(int, sample.ids[start:end]))
            if not all(piece in others for piece in pieces):
                others = dict(zip(pieces, chance.choice(self._known[kind, end - start]), strict=True)) | others
            ids[start:end] = [others[piece] for piece in pieces]
        return ids


def names(sample: Sample) -> Iterator[tuple[str, int, int]]:
    """The names of a sample that are exchanged: kind, first piece, piece after the last."""
    held = sample.flags[:, [FEATURE[kind] for kind in EXCHANGED]] > 0
    kinds = np.where(held.any(1), held.argmax(1), len(EXCHANGED))
    cuts = [0, *(np.flatnonzero(np.diff(kinds)) + 1).tolist(), len(kinds)]
    for start, end in pairwise(cuts):
        if kinds[start] < len(EXCHANGED):
            yield EXCHANGED[kinds[start]], start, end


def _unpunctuated(sample: Sample, punctuation: frozenset[int]) -> Sample:
    kept = np.array([piece not in punctuation for piece in sample.ids])
    moved = np.cumsum(kept) - 1

    def new(places: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(int(moved[place]) for place in places if kept[place])

    ties = []
    for relation, source, targets in sample.ties:
        if kept[source] and (left := new(targets)):
            ties.append((relation, int(moved[source]), left))
    pairs = tuple((int(moved[a]), int(moved[b]), same) for a, b, same in sample.pairs if kept[a] and kept[b])
    labels = {head: column[kept] for head, column in sample.labels.items()}
    return Sample(sample.source, sample.ids[kept], sample.flags[kept], labels, tuple(ties), pairs)
