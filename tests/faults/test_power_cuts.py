"""The power goes at any moment: what was acknowledged is there, nothing is there by half.

Two kinds of cuts. Recorded writes are replayed up to a moment, and of what no fsync covered any
sectors are left out (`support.write_log`). And a real file system on a loop device is copied while
the till sells: only root can do that, and only with file systems that the kernel has.
`run_faults.py` does the same many times over and writes the table of docs/faults.md.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from support.fault_scenarios import SCENARIOS
from support.faults import power_cuts
from support.loop_disk import NoDisk, cut_while_selling
from support.write_log import strace_works

traced = pytest.mark.skipif(not strace_works(), reason="strace is not here, or may not trace")

FEW = {"sale": 12, "close": 5, "export": 4, "backup": 4, "take-over": 5, "merge": 3}


@traced
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_power_cut_takes_nothing_that_was_acknowledged(name: str, tmp_path: Path) -> None:
    left = power_cuts(SCENARIOS[name](tmp_path), FEW.get(name, 4), tmp_path, seed=1)
    assert len(left) == FEW.get(name, 4)
    assert all(each.is_whole for each in left), left


@traced
def test_a_disk_that_lies_about_fsync_is_found_out(tmp_path: Path) -> None:
    """The checks are able to fail: sales are lost where an fsync does nothing."""
    left = power_cuts(SCENARIOS["sale"](tmp_path), 12, tmp_path, seed=1, lies=True)
    assert not all(each.is_whole for each in left)


def test_a_real_disk_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    try:
        left = cut_while_selling(tmp_path, "ext4", count=4, seed=1)
    except NoDisk as why:
        pytest.skip(str(why))
    assert len(left) == 4 and all(each.is_whole for each in left), left
