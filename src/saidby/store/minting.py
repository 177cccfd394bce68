"""Permanent incident ids: which cluster goes by which id, and where the other ids lead. Pure.

An id is cited outside the ledger, so it must keep leading to the claims that it was cited for. Clusters and ids are
matched by shared claims, as in :meth:`saidby.stages.Store.derive`: an id that is in use goes to the cluster that holds
most of its claims, those counting first that it did not take over from a retired id; a retired id comes back when the
cluster that holds most of what it held last is left without one (so parting what was wrongly joined gives both ids
back); every other retired id redirects to the holder of most of it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import count
from typing import NamedTuple

from saidby.model import Cluster


class Earlier(NamedTuple):
    """An id that was minted before: the claims it held last and the id it goes by now (itself when in use)."""

    id: str
    claims: tuple[str, ...]
    now: str | None


class Redirect(NamedTuple):
    """A retired id, the id that it leads to from now on (None: none of its claims is in any incident), what it held last."""

    source: str
    target: str | None
    claims: tuple[str, ...]


class Minting(NamedTuple):
    """An id for each cluster, in the clusters' order; the ids among them that are new; the redirects that changed."""

    ids: tuple[str, ...]
    new: tuple[str, ...]
    redirects: tuple[Redirect, ...]


def fresh(claims: Collection[str], taken: Collection[str]) -> str:
    """``i-`` and 12 hex digits of a hash of the founding claims, whatever their order; salted until it is free."""
    founding = "\n".join(sorted(claims))
    for salt in count():
        digest = hashlib.sha256(f"{founding}\n{salt}".encode() if salt else founding.encode()).hexdigest()
        if (name := f"i-{digest[:12]}") not in taken:
            return name
    raise AssertionError  # pragma: no cover - count() never ends


def mint(clusters: Sequence[Cluster], earlier: Sequence[Earlier]) -> Minting:
    """Ids for `clusters`, which share no claims, given every earlier id from the oldest to the newest."""
    cluster_of = {claim: index for index, cluster in enumerate(clusters) for claim in cluster.claims}
    held = [_held(item, cluster_of) for item in earlier]
    ids: dict[int, str] = {}
    kept: set[str] = set()
    inherited = {claim for item in earlier if item.now != item.id for claim in item.claims}
    own = [_held(item._replace(claims=tuple(c for c in item.claims if c not in inherited)), cluster_of) for item in earlier]
    # Most shared claims first; then the older id; then the cluster with the smallest claim, whatever order they came in.
    offers = sorted(
        (-own[age][index], -shared, age, min(clusters[index].claims), index)
        for age, item in enumerate(earlier)
        if item.now == item.id
        for index, shared in held[age].items()
    )
    for _, _, age, _, index in offers:
        if index not in ids and earlier[age].id not in kept:
            ids[index] = earlier[age].id
            kept.add(earlier[age].id)
    for age, item in enumerate(earlier):  # retired ids come back, the oldest first
        holder = _holder(held[age], clusters)
        if item.id not in kept and item.now != item.id and holder is not None and holder not in ids:
            ids[holder] = item.id
            kept.add(item.id)
    taken = {item.id for item in earlier}
    new = []
    for index, cluster in enumerate(clusters):
        if index not in ids:
            ids[index] = fresh(cluster.claims, taken)
            taken.add(ids[index])
            new.append(ids[index])
    return Minting(tuple(ids[index] for index in range(len(clusters))), tuple(new), _redirects(clusters, earlier, ids))


def _redirects(clusters: Sequence[Cluster], earlier: Sequence[Earlier], ids: dict[int, str]) -> tuple[Redirect, ...]:
    cluster_of = {claim: index for index, cluster in enumerate(clusters) for claim in cluster.claims}
    in_use = set(ids.values())
    retired = [item for item in earlier if item.id not in in_use]
    leads: dict[str, str | None] = {}
    for item in retired:
        holder = _holder(_held(item, cluster_of), clusters)
        leads[item.id] = None if holder is None else ids[holder]
    found = []
    for item in retired:
        target = leads[item.id]
        if target is None and item.now is not None:  # its claims are in no incident, but its successor may go on
            target = item.now if item.now in in_use else leads.get(item.now)
        if target != item.now:
            found.append(Redirect(item.id, target, item.claims))
    return tuple(found)


def _held(item: Earlier, cluster_of: dict[str, int]) -> Counter[int]:
    return Counter(cluster_of[claim] for claim in item.claims if claim in cluster_of)


def _holder(held: Counter[int], clusters: Sequence[Cluster]) -> int | None:
    """The cluster that holds most; of equals, the one with the smallest claim."""
    return min(held, key=lambda index: (-held[index], min(clusters[index].claims)), default=None)
