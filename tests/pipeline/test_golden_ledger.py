"""The ledger of the demo reports as a person sees it. A change shows here first: look at it, then --snapshot-update."""

from __future__ import annotations

from click.testing import CliRunner
from syrupy.assertion import SnapshotAssertion

from saidby.cli import main


def test_the_demo_ledger_is_as_it_was_last_looked_at(tmp_path, snapshot: SnapshotAssertion):
    assert CliRunner().invoke(main, ["demo", "--folder", str(tmp_path)]).exit_code == 0
    shown = CliRunner().invoke(main, ["show", str(tmp_path / "ledger.db")])
    assert shown.exit_code == 0
    assert shown.stdout == snapshot
