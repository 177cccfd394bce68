"""Ids that lead to the same claims whatever is merged, parted, rejected and brought back."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from saidby.model import Cluster
from saidby.store.minting import Earlier, Minting, fresh, mint

WORLD = tuple("abcdefg")


def cluster(claims: str) -> Cluster:
    return Cluster(claims=tuple(claims))


@st.composite
def partitions(draw) -> tuple[Cluster, ...]:
    """Some of a few claims, in groups."""
    where = draw(st.lists(st.integers(0, 4), min_size=len(WORLD), max_size=len(WORLD)))
    groups = ["".join(claim for claim, group in zip(WORLD, where, strict=True) if group == number) for number in range(1, 5)]
    return tuple(cluster(group) for group in draw(st.permutations(groups)) if group)


histories = st.lists(partitions(), min_size=1, max_size=6)


class History:
    """What a store does with one minting after another."""

    def __init__(self) -> None:
        self.minted: list[str] = []
        self.live: dict[str, tuple[str, ...]] = {}
        self.retired: dict[str, tuple[str | None, tuple[str, ...]]] = {}

    def earlier(self) -> list[Earlier]:
        return [
            Earlier(name, self.live[name], name)
            if name in self.live
            else Earlier(name, self.retired[name][1], self.retired[name][0])
            for name in self.minted
        ]

    def run(self, clusters: tuple[Cluster, ...]) -> Minting:
        made = mint(clusters, self.earlier())
        self.minted += made.new
        self.live = {name: each.claims for name, each in zip(made.ids, clusters, strict=True)}
        self.retired.update((way.source, (way.target, way.claims)) for way in made.redirects)
        return made

    def resolve(self, name: str) -> str | None:
        return name if name in self.live else self.retired[name][0]


def played(history: list[tuple[Cluster, ...]]) -> History:
    told = History()
    for clusters in history:
        told.run(clusters)
    return told


@given(histories)
def test_every_cluster_has_an_id_of_its_own(history):
    told = History()
    for clusters in history:
        made = told.run(clusters)
        assert len(made.ids) == len(clusters) == len(set(made.ids))
        assert all(re.fullmatch("i-[0-9a-f]{12}", name) for name in made.ids)
        assert len(told.minted) == len(set(told.minted))


@given(histories)
def test_every_id_ever_minted_leads_to_one_in_use_or_nowhere(history):
    told = played(history)
    assert all(told.resolve(name) is None or told.resolve(name) in told.live for name in told.minted)


@given(histories)
def test_an_id_leads_nowhere_only_when_none_of_its_claims_is_in_an_incident(history):
    told = played(history)
    present = {claim for claims in told.live.values() for claim in claims}
    for item in told.earlier():
        assert item.now is not None or not present & set(item.claims)


@given(histories)
def test_a_retired_id_leads_to_the_incident_that_holds_most_of_its_claims(history):
    told = played(history)
    for name, (target, claims) in told.retired.items():
        shared = Counter({other: len(set(claims) & set(held)) for other, held in told.live.items()})
        if name not in told.live and shared.total():
            assert shared[target] == max(shared.values())


@given(histories)
def test_nothing_new_means_no_new_ids_and_no_new_redirects(history):
    told = played(history)
    before = dict(told.live)
    made = told.run(history[-1])
    assert (made.new, made.redirects) == ((), ())
    assert told.live == before


@given(histories, st.randoms())
def test_the_order_of_clusters_and_claims_does_not_matter(history, chance):
    told = played(history[:-1])
    shuffled = [Cluster(claims=tuple(chance.sample(each.claims, len(each.claims)))) for each in history[-1]]
    chance.shuffle(shuffled)
    one, other = mint(history[-1], told.earlier()), mint(shuffled, told.earlier())
    names = {frozenset(each.claims): name for each, name in zip(history[-1], one.ids, strict=True)}
    assert [names[frozenset(each.claims)] for each in shuffled] == list(other.ids)
    assert {way[:2] for way in one.redirects} == {way[:2] for way in other.redirects}


@given(partitions(), st.data())
def test_ids_stay_when_incidents_only_grow(clusters, data):
    told = History()
    held = {claim for each in clusters for claim in each.claims}
    before = told.run(clusters).ids
    grown = tuple(Cluster(claims=(*each.claims, f"new-{number}")) for number, each in enumerate(clusters))
    loose = tuple(cluster(claim) for claim in WORLD if claim not in held)
    order = data.draw(st.permutations(range(len(clusters))))
    after = told.run((*(grown[index] for index in order), *loose)).ids
    assert after[: len(order)] == tuple(before[index] for index in order)


@given(partitions())
def test_parting_what_was_joined_gives_every_id_back(clusters):
    told = History()
    before = told.run(clusters).ids
    everything = "".join("".join(each.claims) for each in clusters)
    if everything:
        told.run((cluster(everything + "xyz"),))
        assert {told.resolve(name) for name in before} == set(told.live)
        assert told.run(clusters).ids == before


@given(partitions(), partitions())
def test_an_id_that_had_no_rival_goes_where_most_of_its_claims_go(first, second):
    told = History()
    before = dict(zip(told.run(first).ids, first, strict=True))
    after = dict(zip(told.run(second).ids, second, strict=True))
    for name, each in after.items():
        shared = {old: len(set(held.claims) & set(each.claims)) for old, held in before.items()}
        for old, most in shared.items():
            rivals = [len(set(before[old].claims) & set(other.claims)) for other in after.values() if other is not each]
            if (
                most
                and most == max(shared.values())
                and list(shared.values()).count(most) == 1
                and most > max(rivals, default=0)
            ):
                assert name == old


def test_a_founding_hash_that_is_taken_is_salted():
    first = fresh("ab", ())
    assert fresh("ba", ()) == first
    second = fresh("ab", {first})
    assert second != first
    assert fresh("ab", {first, second}) not in {first, second}


def test_one_run_and_two_runs_over_the_same_claims_mint_the_same():
    assert mint((cluster("abc"), cluster("d")), ()).ids == mint((cluster("d"), cluster("cab")), ()).ids[::-1]
