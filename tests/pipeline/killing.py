"""Runs that are killed and begun again, for the tests and for larger trials.

::

    from killing import killed_runs, released, unbroken_run
    def shipped(): return build(load_recipe(None))
    killed_runs(shipped, ["reports/"], Path("killed.db"), kills=20, seed=1, apart=50)
    unbroken_run(shipped, ["reports/"], Path("whole.db"))
    assert released(Path("killed.db")) == released(Path("whole.db"))
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

import msgspec

from saidby.pipeline import Pipeline
from saidby.store import open_ledger, verify


class Trial(NamedTuple):
    """What is run."""

    make: Callable[[], Pipeline]
    sources: Sequence[str]
    ledger: Path
    workers: int = 1


def unbroken_run(make: Callable[[], Pipeline], sources: Sequence[str], ledger: Path, workers: int = 1) -> None:
    """Reads and derives in one go, in this process."""
    _run(Trial(make, sources, ledger, workers), None)


def killed_runs(
    make: Callable[[], Pipeline], sources: Sequence[str], ledger: Path, *, kills: int, seed: int, apart: int = 12
) -> list[str]:
    """Begins the run `kills` times and kills it each time, within `apart` documents, the last time while deriving; then lets
    it end.

    Returns where each run was when it was killed. Raises AssertionError as soon as a killed run has lost what it
    reported, kept something twice, or left a ledger with anything wrong in it.
    """
    trial = Trial(make, sources, ledger)
    chance = random.Random(seed)
    moments = []
    reported: set[str] = set()
    for left in range(kills, 0, -1):
        moments.append(_killed(trial, chance.randrange(apart) if left > 1 else None, chance.uniform(0, 0.02), reported))
        _check(ledger, reported)
    _run(trial, None)
    _check(ledger, reported)
    return moments


def released(ledger: Path) -> bytes:
    """All that a release is made of, as bytes."""
    store = open_ledger(ledger, create=False)
    try:
        nouns = (*store.documents(), *store.readers(), *store.unread(), *store.claims(), *store.accounts(), store.derived())
        return b"\n".join(msgspec.json.encode(noun) for noun in nouns)
    finally:
        store.close()


def _run(trial: Trial, wire: Connection | None) -> None:
    def say(word: str) -> None:
        if wire is not None:
            wire.send(word)

    pipeline = trial.make()
    store = open_ledger(trial.ledger, create=True)
    done = 0

    def watch(progress) -> None:
        nonlocal done
        if progress.done > done:
            done = progress.done
            say(f"kept {progress.locator}")

    say("begun")
    pipeline.read(trial.sources, store, progress=watch, workers=trial.workers)
    say("deriving")
    pipeline.derive(store)
    store.close()
    say("ended")


def _killed(trial: Trial, patience: int | None, jitter_s: float, reported: set[str]) -> str:
    """One run, killed `jitter_s` after it kept `patience` documents, or while deriving (None). Forked: the modules are loaded already."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(trial, theirs))
    process.start()
    theirs.close()
    moment = "before it began"
    try:
        while True:
            moment = ours.recv()
            if moment.startswith("kept "):
                reported.add(moment.removeprefix("kept "))
                patience = None if patience is None else patience - 1
            if moment == "deriving" or (patience is not None and patience <= 0):
                break
    except EOFError:
        pass
    time.sleep(jitter_s)
    if process.pid is not None and process.is_alive():
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    while ours.poll():
        try:
            moment = ours.recv()
        except EOFError:
            break
        reported.update({moment.removeprefix("kept ")} if moment.startswith("kept ") else ())
    return moment


def _check(ledger: Path, reported: set[str]) -> None:
    store = open_ledger(ledger, create=True)
    try:
        there = [document.locator for document in store.documents()]
        assert reported <= set(there), f"lost: {sorted(reported - set(there))}"
        assert len(there) == len(set(there))
        assert list(verify(store)) == []
    finally:
        store.close()
