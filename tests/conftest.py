"""What holds for every test: no display, and no folder of the person who runs them."""

from __future__ import annotations

import faulthandler
import os
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter

# The longest tests take some 20 s of one core. They begin first, so that no process is left alone
# with one of them at the end.
LONGEST = ("test_real_shop", "test_worlds", "test_publish", "test_gallery", "test_fit_screen")
# Tests with these markers may take longer than `faulthandler_timeout` in pyproject.toml.
UNLIMITED = frozenset(("soak", "bench", "spark", "mutants", "fuzz", "ship"))

# Before anything imports Qt.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Hundreds of child processes are started: each module is compiled once, not once in each of them.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# In memory no test waits for a disk at each commit; what a disk does is injected. TMPDIR overrides.
MEMORY, ROOM = Path("/dev/shm"), 4 << 30  # noqa: S108 - pytest makes its folders private
if sys.platform.startswith("linux") and "TMPDIR" not in os.environ and MEMORY.is_dir():
    if shutil.disk_usage(MEMORY).free >= ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)

_HOME = Path(tempfile.mkdtemp(prefix="pos-app-tests-"))
_FOLDERS = {
    "HOME": ".",
    "USERPROFILE": ".",
    "APPDATA": "config",
    "LOCALAPPDATA": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
}
for _name, _folder in _FOLDERS.items():
    os.environ[_name] = str(_HOME / _folder)

from hypothesis import settings  # noqa: E402  the home has to be moved before it is looked up

# A slow machine is no fault of the code.
settings.register_profile("pos-app", deadline=None)
settings.load_profile("pos-app")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.stem not in LONGEST)


def pytest_runtest_setup(item: pytest.Item) -> None:
    needs_linux = item.get_closest_marker("linux")
    if needs_linux and not sys.platform.startswith("linux"):
        pytest.skip("needs Linux: " + needs_linux.args[0])
    if any(mark.name in UNLIMITED for mark in item.iter_markers()):
        faulthandler.cancel_dump_traceback_later()


def pytest_addoption(parser: pytest.Parser) -> None:
    """How many faults a run of -m mutants puts into the code; how -m bench measures."""
    parser.addoption("--mutants", default="40", help="how many mutants for -m mutants, or `all`")
    parser.addoption("--quick", action="store_true", help="the small form of -m bench")
    parser.addoption("--figures", help="write the figures of -m bench to this file")


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Elsewhere than on Linux, list why tests were skipped; a reason may hold for many."""
    skipped = terminalreporter.stats.get("skipped", [])
    if sys.platform.startswith("linux") or not skipped:
        return
    reasons = Counter(str(report.longrepr[2]).removeprefix("Skipped: ") for report in skipped)
    terminalreporter.section("skipped tests, with their reasons")
    for reason, count in reasons.most_common():
        terminalreporter.line(f"{count:5}  {reason}")


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)
