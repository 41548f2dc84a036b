"""Injects faults into a scenario, and checks what each of them leaves."""

from __future__ import annotations

import random
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from support.crash import COMMAND
from support.fault_scenarios import Left, Scenario
from support.write_log import Disk, record

CALLS = ("fdatasync", "fsync", "pwrite64", "write", "rename", "ftruncate")
ERRORS = {"write": "ENOSPC", "pwrite64": "ENOSPC"}


def power_cuts(
    scenario: Scenario, states: int, scratch: Path, *, seed: int, lies: bool = False
) -> list[Left]:
    """Run a scenario once, and check `states` states that power cuts during it may leave.

    `lies`: the disk acknowledges an fsync and does nothing.
    """
    disk = Disk(scenario.folders, lies=lies)
    calls, status = record([*COMMAND, *scenario.arguments], scenario.feed, scratch / "trace")
    assert status == 0
    rng = random.Random(seed)
    # The last moment is after the last answer: what is acknowledged by then has to be there.
    moments = sorted([*rng.choices(range(len(calls)), k=states - 1), len(calls) - 1])
    folders = _left_folders(scenario, scratch)
    found = []
    for number, call in enumerate(calls):
        disk.apply(call)
        for again in range(moments.count(number)):
            disk.cut(hash((seed, number, again)), folders)
            found.append(scenario.check(folders, disk.said))
    return found


def kills(scenario: Scenario, count: int, scratch: Path, *, seed: int) -> Iterator[Left]:
    """Kill the scenario's program at random moments, each time from the same start."""
    rng = random.Random(seed)
    whole = _timed(scenario, _copies(scenario, scratch))
    for _ in range(count):
        folders = _copies(scenario, scratch)
        process = subprocess.Popen(
            _moved(scenario, folders),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        try:
            said, _ = process.communicate(scenario.feed.encode(), rng.uniform(0.3, 1.1) * whole)
        except subprocess.TimeoutExpired:
            process.kill()
            said, _ = process.communicate()
        yield scenario.check(folders, said)


class Injected(NamedTuple):
    """An error of one call: which, the how many-th, and what it left; `reached` if it came."""

    call: str
    error: str
    nth: int
    reached: bool
    left: Left


def io_errors(
    scenario: Scenario, call: str, scratch: Path, *, step: int = 1, error: str = "EIO"
) -> Iterator[Injected]:
    """Let the n-th call of a kind fail, for every `step`-th n until there is no such call."""
    nth, reached = 1, True
    while reached:
        folders, trace = _copies(scenario, scratch), scratch / "injected"
        inject = ["strace", "-f", "-o", str(trace), "-e", f"trace={call}"]
        inject += ["-e", f"inject={call}:error={error}:when={nth}"]
        done = subprocess.run(
            [*inject, *_moved(scenario, folders)],
            input=scenario.feed.encode(),
            capture_output=True,
            check=False,
        )
        reached = "(INJECTED)" in trace.read_text("latin-1")
        yield Injected(call, error, nth, reached, scenario.check(folders, done.stdout))
        nth += step


def _timed(scenario: Scenario, folders: Sequence[Path]) -> float:
    start = time.monotonic()
    subprocess.run(
        _moved(scenario, folders), input=scenario.feed.encode(), capture_output=True, check=True
    )
    return time.monotonic() - start


def _moved(scenario: Scenario, folders: Sequence[Path]) -> list[str]:
    """The command, on copies of the scenario's folders."""
    command = [*COMMAND, *scenario.arguments]
    for old, new in zip(scenario.folders, folders, strict=True):
        command = [part.replace(str(old), str(new)) for part in command]
    return command


def _left_folders(scenario: Scenario, scratch: Path) -> list[Path]:
    if scenario.in_place:
        return list(scenario.folders)
    return [scratch / "left" / folder.name for folder in scenario.folders]


def _copies(scenario: Scenario, scratch: Path) -> list[Path]:
    folders = _left_folders(scenario, scratch)
    for old, new in zip(_unharmed(scenario, scratch), folders, strict=True):
        shutil.rmtree(new, ignore_errors=True)
        shutil.copytree(old, new)
    return folders


def _unharmed(scenario: Scenario, scratch: Path) -> list[Path]:
    """The folders as they were before the first fault."""
    if not scenario.in_place:
        return list(scenario.folders)
    kept = [scratch / "unharmed" / folder.name for folder in scenario.folders]
    for old, new in zip(scenario.folders, kept, strict=True):
        if not new.exists():
            shutil.copytree(old, new)
    return kept
