"""Every file that other tests give to a reader is read within 256 MB and 5 seconds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.in_child import MOST_S, measured

ROOT = Path(__file__).resolve().parents[2]
MODULES = (
    "tests/dayfile/test_damage.py",
    "tests/dayfile/test_tampering.py",
    "tests/dayfile/test_pack_reader.py",
    "tests/sheets/test_reader.py",
    "tests/office/test_bad_files.py",
)


@pytest.mark.bench
@pytest.mark.linux("memory is measured there")
def test_files_of_other_tests_are_read_within_the_limits(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    env = {**os.environ, "POS_APP_KEPT": str(tmp_path / "kept")}
    env["PYTHONPATH"] = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "support.keep_files", "-p", "no:xdist"]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", *MODULES],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    found = measured("support.readers_by_path:slowest_of", tmp_path / "kept")
    assert isinstance(found.answer, list)
    count, slowest = found.answer
    print(f"{count} files, {found.peak_mb} MB, slowest {slowest:.2f} s")
    assert count > 1_000
    assert found.peak_mb <= 256 and slowest <= MOST_S
