"""A process killed at any moment while it keeps documents: what it reported is there, and nothing twice."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from saidby.store import open_ledger, verify

KEEPER = """
import sys
sys.path.insert(0, sys.argv[2])
from small_ledger import clusters, finish, keep
from saidby.store import open_ledger
store = open_ledger(sys.argv[1], create=True)
groups = []
for number in range(int(sys.argv[3])):
    groups += keep(store, f"town-{number}").values()
    print(f"town-{number}", flush=True)
    if number % 10 == 0:
        store.derive(clusters(*groups), finish)
store.derive(clusters(*groups), finish)
store.close()
print("end", flush=True)
"""
TOWNS = 120


def run(path: Path, kill_after_s: float | None) -> list[str]:
    """What the process reported before it ended, or was killed that long after its first word."""
    command = [sys.executable, "-c", KEEPER, str(path), str(Path(__file__).parent), str(TOWNS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        if kill_after_s is not None:
            time.sleep(kill_after_s)
            process.kill()
        return [first.strip(), *(line.strip() for line in process.stdout if line.endswith("\n"))]


def test_what_was_reported_as_kept_outlives_a_kill(tmp_path):
    chance = random.Random(20310506)
    path = tmp_path / "ledger.db"
    reported: set[str] = set()
    for _ in range(4):
        reported.update(run(path, chance.uniform(0, 0.4)))
        store = open_ledger(path, create=False)
        there = [document.id for document in store.documents()]
        assert reported - {"end"} <= set(there)
        assert len(there) == len(set(there)) == len(list(store.claims())) / 2
        assert list(verify(store)) == []
        store.close()
    assert run(path, None)[-1] == "end"
    store = open_ledger(path, create=False)
    assert len(list(store.documents())) == len(store.derived().incidents) == TOWNS
    assert list(verify(store)) == []
