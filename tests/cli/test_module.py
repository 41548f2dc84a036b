"""The program can be run as a module, where its script is not on the path."""

from __future__ import annotations

import subprocess
import sys


def test_the_module_runs_the_commands() -> None:
    command = [sys.executable, "-m", "pos_app", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "catalogue" in done.stdout and "office" in done.stdout
