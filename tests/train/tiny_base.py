"""What a training run needs, as small as can be: an encoder of two layers, three written reports, a recipe."""

from __future__ import annotations

import hashlib
from pathlib import Path

from characters import characters

REPORT = """=== osk-{name}
style: wire
published: 2031-05-06
title: Shelling near Osk
---
{word} people were killed on Monday when shells hit the port of Osk, the mayor said. {number} others were hurt, doctors said.

The army denied that it had fired.
---
i1 | shelling | Osk | - | 2031-05-05 | - | the port of Osk | shells
f1 | killed | exact | {number}..{number} | people | i1 | the mayor | [{word}] people were killed
f2 | injured | exact | {number}..{number} | people | i1 | doctors | [{number}] others were hurt
a1 | denial | i1 | The army | denied that it had fired | denies
"""

NUMBERS = ("Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")

RECIPE = """
language = "en"
version = "3"

[base]
folder = "{folder}"
sha256 = "{sha256}"

[[phases]]
epochs = 2
pieces = 192
seed = 5
[phases.shares]
written = 1.5

[[phases]]
epochs = 1
pieces = 192
seed = 6
rate = 1e-3
[phases.shares]
written = 1.0

[export]
products = "{products}"

[thresholds]
measure = 0.4
alone = 0.7
assertion = 0.6
told = 2.0
bias = 1.5
place = 3.0
time = 2.5
together = 0.4
agreed = 1.0
"""


def write_base(folder: Path) -> Path:
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=characters().get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=48,
        max_position_embeddings=256,
    )
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    characters().save(str(folder / "tokenizer.json"))
    return folder


def write_reports(corpora: Path) -> None:
    folder = corpora / "training" / "reports"
    folder.mkdir(parents=True)
    chosen = [(name, 2 + name % len(NUMBERS)) for name in range(24)]  # enough that each part has some
    reports = [REPORT.format(name=name, number=number, word=NUMBERS[number - 2]) for name, number in chosen]
    (folder / "osk.txt").write_text("\n".join(reports), encoding="utf-8")


def write_recipe(path: Path, base: Path, *, products: str = "floats") -> Path:
    digest = hashlib.sha256((base / "model.safetensors").read_bytes()).hexdigest()
    path.write_text(RECIPE.format(folder=base, sha256=digest, products=products), encoding="utf-8")
    return path
