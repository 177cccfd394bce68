"""The encoder with its heads, in torch.

One pass over a window gives every piece its scores under each head, and two short vectors a relation: as the source of
a tie and as its target. The score of a tie is their product (a pointer; Vinyals et al. 2015). A tie is learnt from any
of several right targets: the loss is that of their summed probability.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertConfig, BertModel

from saidby.annotate.trained.labels import COLUMNS, FEATURES, OPENING, RELATIONS, WIDTH, WITHIN, Relation
from saidby.annotate.trained.nearness import STEPS, Ruler
from saidby.train.lessons import UNSAID, Sample

ARROW: Final = 64
"""Length of a piece's vector in a relation."""

NEAR: Final = 8.0
"""What the learnt numbers of nearness count in a tie's score: more than 1, for they have far to go from 0."""

WEIGHTS: Final = {"measure": 2.0, "scope": 0.5, "stance": 0.3, "type": 0.7}
"""What a head's loss counts; 1 where it is not named."""

RARE: Final = 2.0
"""How much more a piece with a label counts than one without, in heads whose pieces mostly have none."""


class Answers(NamedTuple):
    scores: Tensor  # windows, pieces, WIDTH
    sources: Tensor  # windows, pieces, relations * ARROW
    targets: Tensor


class Network(nn.Module):
    """The encoder and its heads."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        size = encoder.config.hidden_size
        self.told = nn.Linear(len(FEATURES), size, bias=False)
        nn.init.normal_(self.told.weight, std=0.01)
        self.mixed = nn.Parameter(torch.zeros(encoder.config.num_hidden_layers + 1))
        self.middle = nn.Linear(size, size)
        self.scores = nn.Linear(size, WIDTH)
        self.sources = nn.Linear(size + len(FEATURES), len(RELATIONS) * ARROW)
        self.targets = nn.Linear(size + len(FEATURES), len(RELATIONS) * ARROW)
        # what the rules say of a piece, past the encoder: that much is known before anything is learnt of words
        self.heard = nn.Linear(len(FEATURES), WIDTH, bias=False)
        nn.init.zeros_(self.heard.weight)
        self.near = nn.Parameter(torch.zeros(len(RELATIONS), STEPS))
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, flags: Tensor, mask: Tensor) -> Answers:
        words = self.encoder.embeddings.word_embeddings(ids) + self.told(flags)
        layers = self.encoder(inputs_embeds=words, attention_mask=mask, output_hidden_states=True).hidden_states
        # all layers weighed (Peters et al. 2018): the last ones were trained to sum a sentence up, not to tell its words apart
        weights = torch.softmax(self.mixed, 0)
        state = self.drop(sum(weight * layer for weight, layer in zip(weights, layers, strict=True)))
        middle = self.drop(functional.gelu(self.middle(state)))
        ends = torch.cat((state, flags), -1)
        return Answers(self.scores(middle) + self.heard(flags), self.sources(ends), self.targets(ends))


def pretrained(folder: Path, layers: int | None = None) -> Network:
    """The network over a downloaded encoder, its first `layers` only where given."""
    config = BertConfig.from_pretrained(folder)
    config.attention_probs_dropout_prob = 0.0  # dropout there takes torch off its fast path on a CPU: three times slower
    if layers is not None:
        config.num_hidden_layers = layers
    encoder = BertModel.from_pretrained(folder, config=config, add_pooling_layer=False)
    encoder.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)  # words keep their places: less to overfit
    return Network(encoder)


class Batch(NamedTuple):
    ids: Tensor
    flags: Tensor
    mask: Tensor
    samples: Sequence[Sample]


def batch(samples: Sequence[Sample]) -> Batch:
    """Windows side by side, padded to the longest."""
    longest = max(len(sample.ids) for sample in samples)
    ids = np.zeros((len(samples), longest), np.int64)
    flags = np.zeros((len(samples), longest, len(FEATURES)), np.float32)
    mask = np.zeros((len(samples), longest), np.int64)
    for row, sample in enumerate(samples):
        size = len(sample.ids)
        ids[row, :size], flags[row, :size], mask[row, :size] = sample.ids, sample.flags, 1
    return Batch(torch.from_numpy(ids), torch.from_numpy(flags), torch.from_numpy(mask), samples)


def loss(answers: Answers, given: Batch, near: Tensor) -> Tensor:
    """The summed loss of all heads and ties that the windows say something about; `near` is the network's nearness."""
    return _heads(answers.scores, given) + _ties(answers, given, near)


def _heads(scores: Tensor, given: Batch) -> Tensor:
    total = scores[:0].sum()  # of windows that ask nothing too, a loss that can be gone back from
    for head, columns in COLUMNS.items():
        if not any(head in sample.labels for sample in given.samples):
            continue
        asked = np.full(given.ids.shape, UNSAID, np.int64)
        for row, sample in enumerate(given.samples):
            if head in sample.labels:
                asked[row, : len(sample.ids)] = sample.labels[head]
        labels = torch.from_numpy(asked)
        known = labels != UNSAID
        if not known.any():
            continue
        mine, right = scores[..., columns][known], labels[known]
        each = functional.cross_entropy(mine, right, reduction="none")
        weight = torch.where(right > 0, RARE, 1.0) if head not in WEIGHTS else torch.ones_like(each)
        total = total + WEIGHTS.get(head, 1.0) * (each * weight).sum() / weight.sum()
    return total


def _ties(answers: Answers, given: Batch, near: Tensor) -> Tensor:
    """All ties at once: the pieces that any tie starts from, each against all pieces of its window, in every relation."""
    anchors = [sorted({source for _, source, _ in sample.ties} | {a for a, _, _ in sample.pairs}) for sample in given.samples]
    most = max(map(len, anchors))
    if most == 0:
        return answers.scores.new_zeros(())
    rows = torch.arange(len(anchors))[:, None]
    places = torch.tensor([line + [0] * (most - len(line)) for line in anchors])
    shape = (*answers.sources.shape[:2], len(RELATIONS), ARROW)
    sources = answers.sources.view(shape)[rows, places].transpose(1, 2)  # windows, relations, anchors, ARROW
    targets = answers.targets.view(shape).permute(0, 2, 3, 1)  # windows, relations, ARROW, pieces
    rulers = [Ruler(flags, len(sample.ids)) for flags, sample in zip(given.flags.numpy(), given.samples, strict=True)]
    apart = np.stack([ruler.steps(places[row].numpy()) for row, ruler in enumerate(rulers)])
    nearness = near[:, torch.from_numpy(apart)].sum(-1).transpose(0, 1)  # windows, relations, anchors, pieces
    scores = sources @ targets / ARROW**0.5 + NEAR * nearness
    return _pointed(scores, anchors, given) + _paired(scores, anchors, given)


def _pointed(scores: Tensor, anchors: list[list[int]], given: Batch) -> Tensor:
    where: list[tuple[int, int, int]] = []
    right = []
    for row, sample in enumerate(given.samples):
        for relation, source, targets in sample.ties:
            where.append((row, relation, anchors[row].index(source)))
            right.append(targets)
    if not where:
        return scores.new_zeros(())
    rows, relations, sources = torch.tensor(where).T
    wanted = torch.zeros((len(right), scores.shape[-1]), dtype=torch.bool)
    for tie, targets in enumerate(right):
        wanted[tie, list(targets)] = True
    within = _reach(given)[rows, relations]
    within |= ~(within & wanted).any(1, keepdim=True)  # the rules have not seen what the tie leads to
    wanted &= within
    chosen = scores[rows, relations, sources].masked_fill(~within | (given.mask[rows] == 0), -torch.inf)
    each = torch.logsumexp(chosen, 1) - torch.logsumexp(chosen.masked_fill(~wanted, -torch.inf), 1)
    return each.mean() * len(RELATIONS) / 2


def _reach(given: Batch) -> Tensor:
    """Where ties of each relation may lead: windows, relations, pieces."""
    found = torch.ones((len(given.samples), len(RELATIONS), given.ids.shape[1]), dtype=torch.bool)
    for number, relation in enumerate(RELATIONS):
        if relation in WITHIN:
            found[:, number] = given.flags[..., WITHIN[relation]].any(-1)
            found[:, number, OPENING] = True
    return found


def _paired(scores: Tensor, anchors: list[list[int]], given: Batch) -> Tensor:
    where, right = [], []
    for row, sample in enumerate(given.samples):
        for one, other, same in sample.pairs:
            where.append((row, anchors[row].index(one), other))
            right.append(float(same))
    if not where:
        return scores.new_zeros(())
    rows, sources, targets = torch.tensor(where).T
    chosen = scores[rows, RELATIONS.index(Relation.SAME), sources, targets]
    return functional.binary_cross_entropy_with_logits(chosen, torch.tensor(right))
