"""The training loop: batches by length, AdamW, a rate that rises and falls linearly; it can be left off and taken up."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import torch

from saidby.train.lessons import Sample
from saidby.train.network import Network, batch, loss
from saidby.train.varying import Variation, Varying

TOLD: Final = 50  # steps between two lines about the loss
POOL: Final = 50  # batches' worth of windows that are sorted by length together
CLIP: Final = 1.0
_APART: Final = ("encoder.", "told.", "heard.", "near")  # parts of the network that have rates of their own


class Schedule(Variation, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How to train. Rates are AdamW's; `pieces` is the size of a batch in word pieces."""

    epochs: int
    rate: float = 3e-4
    head_rate: float = 1.5e-3
    told_rate: float = 6e-4  # more drowns the words themselves in what the rules say of them
    quick_rate: float = 1e-2  # of what is added past the encoder: the rules' word, and nearness
    pieces: int = 768
    warmup: float = 0.06
    seed: int = 1


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


class Fitting:
    """A training run, step by step, that can be left off and taken up again to the same result."""

    def __init__(
        self, network: Network, draw: Callable[[int], Sequence[Sample]], schedule: Schedule, punctuation: frozenset[int]
    ) -> None:
        """Plans the run. `draw` gives the samples of an epoch, the same ones whenever it is asked."""
        torch.manual_seed(schedule.seed)
        self._network = network
        self._chance = random.Random(schedule.seed)
        groups = [
            {"params": [p for p in network.encoder.parameters() if p.requires_grad], "lr": schedule.rate},
            {"params": list(network.told.parameters()), "lr": schedule.told_rate},
            {"params": [network.heard.weight, network.near], "lr": schedule.quick_rate},
            {
                "params": [p for n, p in network.named_parameters() if not n.startswith(_APART)],
                "lr": schedule.head_rate,
            },
        ]
        self._optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self._plan = [
            (epoch, group) for epoch in range(schedule.epochs) for group in batches(draw(epoch), schedule.pieces, self._chance)
        ]
        self._varying = Varying(schedule, punctuation, (sample for _, group in self._plan for sample in group))
        self.steps, self.step = len(self._plan), 0
        rise = max(1, int(self.steps * schedule.warmup))
        self._turn = torch.optim.lr_scheduler.LambdaLR(
            self._optimiser, lambda at: min((at + 1) / rise, max(0.0, (self.steps - at) / max(1, self.steps - rise)))
        )

    @property
    def ended(self) -> int | None:
        """The epoch that the last step was the last one of; None within an epoch."""
        if self.step == 0:
            return None
        epoch = self._plan[self.step - 1][0]
        return epoch if self.step == self.steps or self._plan[self.step][0] != epoch else None

    def advance(self) -> tuple[float, int]:
        """Takes one step in place; returns its loss, and its size in pieces, padding counted."""
        self._network.train()
        group = self._plan[self.step][1]
        given = batch([self._varying.shown(sample, self._chance) for sample in group])
        cost = loss(self._network(given.ids, given.flags, given.mask), given, self._network.near)
        cost.backward()
        torch.nn.utils.clip_grad_norm_(self._network.parameters(), CLIP)
        self._optimiser.step()
        self._turn.step()
        self._optimiser.zero_grad()
        self.step += 1
        return float(cost.detach()), given.ids.numel()

    def state(self) -> dict[str, object]:
        """All that the steps to come depend on, for `restore`."""
        return {
            "step": self.step,
            "network": self._network.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "turn": self._turn.state_dict(),
            "chance": self._chance.getstate(),
            "torch": torch.get_rng_state(),
        }

    def restore(self, state: Mapping[str, object]) -> None:
        """Goes on where the run of the same network, samples and schedule was that gave this state."""
        taken: Any = state
        self._network.load_state_dict(taken["network"])
        self._optimiser.load_state_dict(taken["optimiser"])
        self._turn.load_state_dict(taken["turn"])
        self._chance.setstate(taken["chance"])
        torch.set_rng_state(taken["torch"])
        self.step = taken["step"]


def follow(run: Fitting, say: Callable[[str], None], after: Callable[[Fitting], None]) -> None:
    """Takes the steps that are left; `after` is called after each."""
    began, seen, summed, first = time.monotonic(), 0, 0.0, run.step
    while run.step < run.steps:
        cost, size = run.advance()
        summed, seen = summed + cost, seen + size
        if (run.step - first) % TOLD == 0:
            rate = seen / (time.monotonic() - began)
            say(f"step {run.step}/{run.steps} loss {summed / TOLD:.3f} {rate:.0f} pieces/s")
            summed = 0.0
        after(run)


def fit(
    network: Network,
    draw: Callable[[int], Sequence[Sample]],
    schedule: Schedule,
    punctuation: frozenset[int],
    say: Callable[[str], None] = print,
    after: Callable[[int], None] = lambda _: None,
) -> None:
    """Trains in place. `draw` gives the samples of an epoch, `after` is called with the number of each that is done."""

    def ended(run: Fitting) -> None:
        if run.ended is not None:
            after(run.ended)

    follow(Fitting(network, draw, schedule, punctuation), say, ended)
