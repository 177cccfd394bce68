"""The training loop: batches by length, AdamW, a rate that rises and falls linearly."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch

from saidby.annotate.trained.labels import FEATURE, GUESSES
from saidby.train.lessons import Sample
from saidby.train.network import Network, batch, loss

POOL: Final = 50  # batches' worth of windows that are sorted by length together
CLIP: Final = 1.0


@dataclass(frozen=True)
class Schedule:
    """How to train. Rates are AdamW's; `pieces` is the size of a batch in word pieces."""

    epochs: int
    rate: float = 1e-4
    head_rate: float = 5e-4
    pieces: int = 4096
    warmup: float = 0.06
    seed: int = 1
    forget_guesses: float = 0.3  # windows that are shown without the rules' own answers
    capitals: float = 0.08  # windows shown as if all in capitals
    unpunctuated: float = 0.05  # windows shown without their punctuation


def batches(samples: Sequence[Sample], size: int, chance: random.Random) -> Iterator[list[Sample]]:
    """All samples once, in chance order, windows of like length together; `size` in pieces, padding counted."""
    order = list(samples)
    chance.shuffle(order)
    pool = max(1, POOL * size // 256)
    made = []
    for start in range(0, len(order), pool):
        group: list[Sample] = []
        for sample in sorted(order[start : start + pool], key=lambda sample: len(sample.ids)):
            if group and (len(group) + 1) * len(sample.ids) > size:
                made.append(group)
                group = []
            group.append(sample)
        made.append(group)
    chance.shuffle(made)
    yield from made


def varied(sample: Sample, schedule: Schedule, chance: random.Random, punctuation: frozenset[int]) -> Sample:
    """The sample as it is shown this time: some without the rules' answers, in capitals, or without punctuation."""
    flags = sample.flags.copy()
    if chance.random() < schedule.forget_guesses:
        flags[:, GUESSES] = 0
    if chance.random() < schedule.capitals:
        flags[:, FEATURE["upper"]] = 1 - flags[:, FEATURE["digit"]]
        flags[:, FEATURE["title"]] = 0
        if chance.random() < 0.5:  # names that only their capitals show are then not read
            flags[:, [FEATURE[name] for name in ("place", "person", "organisation", "group", "speaker")]] = 0
    sample = sample._replace(flags=flags)
    if chance.random() < schedule.unpunctuated:
        sample = _unpunctuated(sample, punctuation)
    return sample


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


def fit(
    network: Network,
    draw: Callable[[int], Sequence[Sample]],
    schedule: Schedule,
    punctuation: frozenset[int],
    say: Callable[[str], None] = print,
    after: Callable[[int], None] = lambda _: None,
) -> None:
    """Trains in place. `draw` gives the samples of an epoch, `after` is called with the number of each that is done."""
    torch.manual_seed(schedule.seed)
    chance = random.Random(schedule.seed)
    groups = [
        {"params": [p for p in network.encoder.parameters() if p.requires_grad], "lr": schedule.rate},
        {"params": [p for n, p in network.named_parameters() if not n.startswith("encoder.")], "lr": schedule.head_rate},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    plan = [list(batches(draw(epoch), schedule.pieces, chance)) for epoch in range(schedule.epochs)]
    steps, step = sum(map(len, plan)), 0
    rise = max(1, int(steps * schedule.warmup))
    turn = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda at: min((at + 1) / rise, max(0.0, (steps - at) / max(1, steps - rise)))
    )  # fmt: skip
    began, seen = time.monotonic(), 0
    for epoch, groups_of in enumerate(plan):
        network.train()
        summed = 0.0
        for group in groups_of:
            given = batch([varied(sample, schedule, chance, punctuation) for sample in group])
            cost = loss(network(given.ids, given.flags, given.mask), given)
            cost.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), CLIP)
            optimiser.step()
            turn.step()
            optimiser.zero_grad()
            summed, step, seen = summed + float(cost.detach()), step + 1, seen + given.ids.numel()
            if step % 20 == 0:
                rate = seen / (time.monotonic() - began)
                say(f"epoch {epoch} step {step}/{steps} loss {summed / max(1, step % 20):.3f} {rate:.0f} pieces/s")
                summed = 0.0
        after(epoch)
