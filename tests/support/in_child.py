"""Runs a reader in a process of its own, and measures what that takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MOST_MB = 256
MOST_S = 5.0

_CODE = """
import importlib, json, resource, sys, time
sys.path[:0] = {path!r}
module, name = {target!r}.split(":")
read = getattr(importlib.import_module(module), name)
if __name__ == "__main__":
    before = time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    found = read({args!r})
    spent = time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) - before
    own = next(line.split()[1] for line in open("/proc/self/status") if "VmHWM" in line)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps([found, max(int(own), children) // 1024, spent]))
"""


@dataclass(frozen=True)
class Measured:
    """What a reader said, the largest memory of it and of its children, and its computing time."""

    answer: object
    peak_mb: int
    seconds: float

    @property
    def is_bounded(self) -> bool:
        return self.peak_mb <= MOST_MB and self.seconds <= MOST_S


def measured(target: str, path: Path) -> Measured:
    """`target` ("module:function") called with a path as text; it has to answer with JSON."""
    code = _CODE.format(path=[entry for entry in sys.path if entry], target=target, args=str(path))
    script = path.parent / f"measure_{os.getpid()}.py"
    script.write_text(code, "utf-8")
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr[-3000:]
    answer, peak, seconds = json.loads(done.stdout.splitlines()[-1])
    return Measured(answer, peak, seconds)
