"""People's rulings as must-links and cannot-links between claims. They win over every score.

A newer ruling wins over an older one that it contradicts; the older is not applied and the contradiction is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from saidby.model import Judgement
from saidby.vocabulary import Ruling


class Bonds:
    """Disjoint groups of claims, some of which must never be joined."""

    def __init__(self) -> None:
        self._over: dict[str, str] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)  # leader -> leaders it must stay apart from
        self._notes: dict[str, list[str]] = defaultdict(list)

    def find(self, claim: str) -> str:
        """The leader of the claim's group: its smallest member."""
        root = claim
        while self._over.get(root, root) != root:
            root = self._over[root]
        while self._over.get(claim, claim) != root:
            self._over[claim], claim = root, self._over[claim]
        return root

    def join(self, first: str, second: str) -> bool:
        """Joins two claims' groups; False, and nothing done, where they must stay apart."""
        low, high = sorted((self.find(first), self.find(second)))
        if low == high:
            return True
        if high in self._apart[low]:
            return False
        self._over[high] = low
        for other in self._apart.pop(high, set()):
            self._apart[other].discard(high)
            self._apart[other].add(low)
            self._apart[low].add(other)
        return True

    def part(self, first: str, second: str) -> bool:
        """Keeps two claims' groups apart from now on; False, and nothing done, where they are one already."""
        one, two = self.find(first), self.find(second)
        if one == two:
            return False
        self._apart[one].add(two)
        self._apart[two].add(one)
        return True

    def parted(self, leader: str) -> frozenset[str]:
        """The leaders of the groups that this leader's group must stay apart from."""
        return frozenset(self._apart.get(leader, ()))

    def note(self, claim: str, text: str) -> None:
        """Remembers something to tell wherever this claim ends up."""
        if text not in self._notes[claim]:
            self._notes[claim].append(text)

    def notes(self, claims: Iterable[str]) -> list[str]:
        """All that is to be told of these claims, each thing once, sorted."""
        return sorted({text for claim in claims for text in self._notes.get(claim, ())})


def rule(judgements: Sequence[Judgement]) -> tuple[Bonds, frozenset[str]]:
    """The bonds that rulings make, and the claims that a person said belong with another.

    All of `judgements` stand: what a later one superseded or withdrew is not among them.
    """
    bonds = Bonds()
    named: set[str] = set()
    for judgement in sorted(judgements, key=lambda judgement: (judgement.when, judgement.id), reverse=True):
        if judgement.ruling not in (Ruling.SAME, Ruling.DIFFERENT):
            continue
        same = judgement.ruling is Ruling.SAME
        claims = sorted(set(judgement.claims))
        for first, second in [(claims[0], other) for other in claims[1:]] if same else combinations(claims, 2):
            held = bonds.join(first, second) if same else bonds.part(first, second)
            told = f"{judgement.who} ruled {judgement.ruling} ({judgement.id}): {judgement.why}"
            if not held:
                told = f"ruling {judgement.id} by {judgement.who} ({judgement.ruling}) contradicts later rulings, which hold"
            elif same:
                named.update((first, second))
            bonds.note(first, told)
            bonds.note(second, told)
    return bonds, frozenset(named)
