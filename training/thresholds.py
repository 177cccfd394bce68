"""Chooses how sure the encoder has to be: ``python training/thresholds.py MODEL CORPORA [CORPORA ...]``, for train/recipe.toml.

Reads the tune part of the sources with whole reports again and again, one threshold changed at a time, each from the best
so far, and prints what each change gives: F1 of figures, of figures with speaker, place and date, and of assertions. The
best is what raises most the sum of these and of B cubed of incidents. Reports that were written for training and real ones count alike, however many there are
of each. Rules and encoder run once a report.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from statistics import harmonic_mean
from typing import Final

from trying import drafted_once, once, tuning

from saidby.annotate.rules import drafting
from saidby.annotate.trained.claimed import Thresholds
from saidby.annotate.trained.reader import reading_with
from saidby.annotate.trained.session import Session
from saidby.annotate.trained.weights import weights
from saidby.ground.gazetteer import open_gazetteer

TRIED: Final[dict[str, tuple[float, ...]]] = {
    "assertion": (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95),
    "measure": (0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
    "alone": (0.8, 0.9, 0.95, 0.98),
    "told": (1.0, 4.0, 16.0),
    "bias": (2.0, 8.0, 32.0, 128.0),
    "place": (1.0, 2.0, 4.0, 8.0),
    "time": (1.0, 2.0, 4.0, 8.0),
    "together": (0.25, 0.35, 0.5),
    "agreed": (1.0, 4.0, 8.0, 16.0),
}
ASKED: Final = ("figure", "figure+speaker", "figure+place", "figure+date", "assertion")


def main(model: str, *corpora: str) -> None:
    """Prints the search and its end."""
    found = weights(model)
    encoder, tokenizer = once(Session(found.encoder)), found.tokenizer()
    draft = drafted_once(drafting(gazetteer=open_gazetteer(), language=found.language))
    with tuning([Path(folder) for folder in corpora]) as measured:

        def tried(thresholds: Thresholds) -> Mapping[str, float]:
            reader = reading_with(encoder, tokenizer, drafted=draft, thresholds=thresholds, name="tried", doubtful=None)
            reports = measured(reader).values()
            found = {name: sum(report.shares[name].f1 for report in reports) / len(reports) for name in ASKED}
            return {**found, "incidents": sum(harmonic_mean(report.b_cubed) for report in reports) / len(reports)}

        best = found.thresholds
        at = tried(best)
        print(f"{asdict(best)}: {dict(at)}")
        for name, values in TRIED.items():
            for value in values:
                changed = replace(best, **{name: value})
                now = tried(changed)
                print(f"{name} {value}: " + ", ".join(f"{what} {share:.3f}" for what, share in now.items()), flush=True)
                if sum(now.values()) > sum(at.values()):
                    best, at = changed, now
    print("\n".join(f"{name} = {value}" for name, value in asdict(best).items()))


if __name__ == "__main__":
    main(*sys.argv[1:])
