"""The tests notice faults in the modules that hold the rules: run with -m mutants."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from mutants.run_mutants import HERE, ROOT, areas_of

RUNNER = Path(__file__).with_name("run_mutants.py")


def test_every_file_that_the_table_names_exists() -> None:
    for area in areas_of(HERE / "targets.toml"):
        assert area.modules, area.name
        assert [test for test in area.tests if not (ROOT / test).exists()] == []


def test_a_system_without_limits_on_processes_can_collect_these_tests() -> None:
    """Windows has no module `resource`."""
    program = "import sys; sys.modules['resource'] = None; import mutants.run_mutants"
    paths = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    environment = {**os.environ, "PYTHONPATH": paths}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)


@pytest.mark.mutants
@pytest.mark.skipif(sys.platform == "win32", reason="a mutant lives in a forked process")
def test_no_mutant_of_the_sample_stays_alive(
    request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    how_many = str(request.config.getoption("--mutants"))
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, str(RUNNER), "--mutants", how_many]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    with capsys.disabled():
        print(f"\n{done.stdout}{done.stderr}")
    assert done.returncode == 0
