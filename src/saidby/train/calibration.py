"""The maps from a reader's confidences to how often it is right, from the reports of the tune part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from saidby.annotate.rules import drafting
from saidby.annotate.trained.calibration import Calibration, Logistic, log_odds
from saidby.annotate.trained.reader import reading_with
from saidby.annotate.trained.session import Session
from saidby.annotate.trained.weights import describe, weights
from saidby.errors import InputError
from saidby.ground.gazetteer import open_gazetteer
from saidby.score.reliability import Answer, bins, calibration_error
from saidby.train.sources import SOURCES
from saidby.train.trial import tried
from saidby.train.written import Written

Say = Callable[[str], None]
Reals = npt.NDArray[np.float64]

FEWEST: Final = 50  # answers of a kind, for two parameters
FLATTEST: Final = 0.05  # slope: below, confidence would tell nothing, or be turned round
DIGITS: Final = 4
_STEPS: Final = 100
_DAMPING: Final = 1e-9
_STILL: Final = 1e-9  # change of the loss per answer that ends it


def with_reports(without: Iterable[str]) -> list[str]:
    """The sources that a reader can be calibrated on. Raises InputError where none is left, and for an unknown one to leave out."""
    left_out = set(without)
    if unknown := sorted(left_out - set(SOURCES)):
        raise InputError(f"there is no source {unknown[0]!r}; there are {', '.join(SOURCES)}")
    found = [name for name, source in SOURCES.items() if source.reports is not None and name not in left_out]
    if not found:
        raise InputError("no source with whole reports is left to calibrate on; leave fewer out")
    return found


def calibrate(folder: Path, files: Mapping[str, Sequence[Path]], say: Say) -> None:
    """Fits the confidences of the reader in a folder, on the tune part of sources by their files; rewrites ``reader.json``.

    Sources that have no whole reports are passed over; a kind of which there are too few answers is left as it is. Raises
    InputError for a folder that holds no reader and for malformed sources.
    """
    found = weights(str(folder))
    annotate = reading_with(
        Session(found.encoder),
        found.tokenizer(),
        drafted=drafting(gazetteer=open_gazetteer(), language=found.language),
        thresholds=found.thresholds,
        name=found.version,
        doubtful=None,
    )
    reports = (report for name, paths in files.items() for report in _tune(name, paths))
    answers: dict[str, list[Answer]] = defaultdict(list)
    for report in reports:
        for kind, answer in tried(annotate, report):
            answers[kind].append(answer)
    maps = {}
    for kind in Calibration.__struct_fields__:
        fitted = fit(answers[kind])
        say(f"confidence of {kind}: {_change(answers[kind], fitted)}")
        if fitted is not None:
            maps[kind] = fitted
    describe(
        folder,
        language=found.language,
        version=found.version,
        thresholds=found.thresholds,
        calibration=Calibration(**maps),
    )


def _tune(name: str, paths: Sequence[Path]) -> Iterable[Written]:
    reports = SOURCES[name].reports
    return () if reports is None else reports(paths, "tune")


def _change(answers: Sequence[Answer], fitted: Logistic | None) -> str:
    before = f"{len(answers)} answers"
    if fitted is None:
        return f"{before}, too few to fit"
    mapped = [Answer(fitted.of(sure), right) for sure, right in answers]
    errors = " to ".join(f"{calibration_error(bins(some)):.3f}" for some in (answers, mapped))
    return f"{before}, calibration error from {errors} (slope {fitted.slope:g}, offset {fitted.offset:g})"


def fit(answers: Sequence[Answer]) -> Logistic | None:
    """The map under which the answers are likeliest (Platt 1999), None for too few of them.

    Right and wrong are softened as Platt does, by one more answer of each; Newton's steps are halved until they lead down
    (Lin, Lin and Weng 2007). Where the surer answers are not the righter, all get much the same confidence.
    """
    if len(answers) < FEWEST:
        return None
    odds = np.array([log_odds(sure) for sure, _ in answers])
    right = np.array([right for _, right in answers])
    hits, misses = int(right.sum()), int((~right).sum())
    wanted = np.where(right, (hits + 1) / (hits + 2), 1 / (misses + 2))
    ones = np.ones_like(odds)
    slope, offset = _likeliest(np.stack([odds, ones], 1), wanted, np.array([1.0, 0.0]), 0 * odds)
    if slope < FLATTEST:
        slope, offset = FLATTEST, _likeliest(ones[:, None], wanted, np.array([0.0]), FLATTEST * odds)[0]
    return Logistic(slope=round(float(slope), DIGITS), offset=round(float(offset), DIGITS))


def _likeliest(columns: Reals, wanted: Reals, begun: Reals, given: Reals) -> Reals:
    """The factors of the columns, added to what is given, whose log odds fit what is wanted best."""

    def loss(factors: Reals) -> float:
        scores = columns @ factors + given
        return float((np.logaddexp(0, scores) - wanted * scores).sum())

    factors, least = begun, loss(begun)
    for _ in range(_STEPS):
        chances = 0.5 + 0.5 * np.tanh((columns @ factors + given) / 2)
        slopes = columns.T @ (chances - wanted)
        curves = (columns * (chances * (1 - chances))[:, None]).T @ columns + _DAMPING * np.eye(len(factors))
        step = np.linalg.solve(curves, slopes)
        while np.abs(step).max() > _DAMPING and loss(factors - step) >= least:
            step = step / 2
        better = loss(factors - step)
        if least - better <= _STILL * len(wanted):
            break
        factors, least = factors - step, better
    return factors
