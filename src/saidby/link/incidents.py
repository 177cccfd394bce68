"""Accounts to clusters: one cluster a happening, across documents, under people's rulings.

Units (all that a document says about one of its events) are taken in a fixed order, those that say most about place
and time first. Each joins the group that it agrees with best, on average over the half of the members that it
agrees with most, if that is well enough and it contradicts no member; otherwise it begins a group. So no chain of half-agreements can tie what contradicts, and the order in which
accounts arrive does not matter. What a person joined is one atom from the start; what a person parted is never joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from saidby.link.blocking import Key, findable, lookups, shelves
from saidby.link.features import Comparison, Match, Placed
from saidby.link.rulings import Bonds, rule
from saidby.link.units import Unit, links, position, unit
from saidby.model import Account, Cluster, Judgement
from saidby.stages import Linker

_COMPARED = 12  # members of a group that a newcomer is scored against; contradictions are sought with all
_TOLD_APART = 3.0  # against two events that the reader told apart in one text: only near-complete agreement outweighs it


@dataclass(frozen=True)
class _Atom:
    """Units that stay together come what may: one, or several that a person joined."""

    leader: str
    placed: tuple[Placed, ...]

    @property
    def units(self) -> tuple[Unit, ...]:
        return tuple(placed.unit for placed in self.placed)

    @property
    def documents(self) -> set[str]:
        return {placed.unit.document for placed in self.placed}

    @property
    def stands(self) -> tuple[int, ...]:
        """What contradictions depend on."""
        return tuple(placed.stand for placed in self.placed)

    def contradicts(self, other: _Atom, comparison: Comparison) -> bool:
        return all(comparison.stands(a, b) is None for a in self.placed for b in other.placed)

    def best(self, other: _Atom, comparison: Comparison) -> tuple[Match, Unit, Unit]:
        """The pair of units that agree best, own unit first, of equals the first; of atoms that do not contradict."""
        pairs = ((comparison.match(a, b), a.unit, b.unit) for a in self.placed for b in other.placed)
        return max(((found, a, b) for found, a, b in pairs if found is not None), key=lambda pair: pair[0].score)


@dataclass
class _Group:
    """Atoms about one happening, and why each but the first joined."""

    atoms: list[_Atom]
    stands: dict[tuple[int, ...], _Atom]
    parted: set[str]
    documents: set[str]
    why: list[str] = field(default_factory=list)


def linker(*, threshold: float = 4.5) -> Linker:
    """A linker that joins units whose mean score with the better half of a group reaches `threshold` (see :mod:`saidby.link.features`)."""

    def link(accounts: Sequence[Account], judgements: Sequence[Judgement]) -> tuple[Cluster, ...]:
        bonds, named = rule(judgements)
        comparison = Comparison()
        linked = [account for account in accounts if links(account) or account.claim.id in named]
        atoms = _atoms(linked, bonds, comparison)
        shelf: dict[Key, dict[int, None]] = defaultdict(dict)
        groups: list[_Group] = []
        for atom in atoms:
            seen = [u for u in atom.units if findable(u)]
            near = sorted({at for u in seen for key in lookups(u) if key in shelf for at in shelf[key]})
            at = _choose(atom, [(place, groups[place]) for place in near], comparison, threshold)
            if at is None:
                at = len(groups)
                groups.append(_Group([atom], {atom.stands: atom}, set(bonds.parted(atom.leader)), atom.documents))
            else:
                groups[at].why.append(_reason(atom, groups[at], comparison))
                groups[at].atoms.append(atom)
                groups[at].stands.setdefault(atom.stands, atom)
                groups[at].parted |= bonds.parted(atom.leader)
                groups[at].documents |= atom.documents
            for u in seen:
                for key in shelves(u):
                    shelf[key][at] = None
        clusters = (_cluster(group, bonds) for group in groups)
        return tuple(sorted(clusters, key=lambda cluster: cluster.claims))

    return link


def _atoms(accounts: Sequence[Account], bonds: Bonds, comparison: Comparison) -> list[_Atom]:
    """The units, joined and parted by rulings, in the order in which they are placed."""
    events: dict[tuple[str, int | None, str], list[Account]] = defaultdict(list)
    for account in sorted({account.claim.id: account for account in accounts}.values(), key=position):
        event = account.claim.about.event
        # A claim about no event that a person joined to others is a unit of its own.
        events[account.claim.document, event, account.claim.id if event is None else ""].append(account)
    for members in events.values():
        # The claims of one event stay with the first of them that they may be joined to.
        heads: list[str] = []
        for account in members:
            if not any(bonds.join(head, account.claim.id) for head in heads):
                heads.append(account.claim.id)
    grouped: dict[str, list[Unit]] = defaultdict(list)
    for members in events.values():
        parts: dict[str, list[Account]] = defaultdict(list)
        for account in members:
            parts[bonds.find(account.claim.id)].append(account)
        for leader, part in parts.items():
            grouped[leader].append(unit(part))
    atoms = []
    for leader, units in grouped.items():
        ordered = sorted(units, key=lambda u: u.order)
        atoms.append(_Atom(leader, tuple(Placed(u, comparison.stand(u)) for u in ordered)))
    return sorted(atoms, key=lambda atom: atom.placed[0].unit.order)


def _choose(atom: _Atom, near: Iterable[tuple[int, _Group]], comparison: Comparison, threshold: float) -> int | None:
    """The place of the group that the atom agrees with best, None where none is good enough."""
    best: tuple[float, int] | None = None
    for at, group in near:
        if atom.leader in group.parted or any(atom.contradicts(other, comparison) for other in group.stands.values()):
            continue
        compared = group.atoms[:_COMPARED]
        scores = sorted((atom.best(other, comparison)[0].score for other in compared), reverse=True)
        half = scores[: (len(scores) + 1) // 2]
        mean = sum(half) / len(half)
        if not group.documents.isdisjoint(atom.documents):
            mean -= _TOLD_APART
        if mean >= threshold and (best is None or mean > best[0]):
            best = (mean, at)
    return best[1] if best else None


def _reason(atom: _Atom, group: _Group, comparison: Comparison) -> str:
    found, own, other = max(
        (atom.best(member, comparison) for member in group.atoms[:_COMPARED]), key=lambda pair: pair[0].score
    )
    return f"{own.name} joins {other.name} (score {found.score:.1f}): {found.why}"


def _cluster(group: _Group, bonds: Bonds) -> Cluster:
    units = sorted((u for atom in group.atoms for u in atom.units), key=lambda u: (u.document, u.event, u.claims))
    claims = tuple(claim for u in units for claim in u.claims)
    return Cluster(claims=claims, why=(*group.why, *bonds.notes(claims)))
