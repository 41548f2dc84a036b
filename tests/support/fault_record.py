"""Keeps the rows that a run of the faults found, so that an ended run goes on where it stopped.

A row counts for the code that it was found on: once the program is changed, all is run anew.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from support.fault_table import Row

PROGRAM = ("pos_app", "resources")
"""The folders whose content makes one version of the code."""


class Code(NamedTuple):
    """A version of the code: `program` tells its content, `commit` where it can be had."""

    program: str
    commit: str


def code_at(root: Path) -> Code:
    """The version of the code in a checkout; of one with changes of its own it says so."""
    trees = " ".join(_git(root, "rev-parse", f"HEAD:{name}")[:12] for name in PROGRAM)
    commit = _git(root, "rev-parse", "--short=10", "HEAD")
    changed = _git(root, "status", "--porcelain", "--", *PROGRAM)
    if not changed:
        return Code(trees, commit)
    # Nothing tells one state of a changed tree from the next.
    return Code(f"{trees} changed {datetime.now(UTC).isoformat()}", f"{commit}, with changes")


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


class Record:
    """The rows of one version of the code, in a file of JSON lines."""

    def __init__(self, path: Path, code: Code) -> None:
        self.path, self.code = path, code
        self._found: dict[str, list[Row]] = {}
        self.days: set[str] = set()
        self.commits: set[str] = set()
        if path.exists():
            for line in path.read_text("utf-8").splitlines():
                self._take(json.loads(line))

    def _take(self, told: dict[str, object]) -> None:
        if told["program"] != self.code.program:
            return
        rows = told["rows"]
        assert isinstance(rows, list)
        self._found[str(told["part"])] = [Row(*row) for row in rows]
        self.days.add(str(told["day"]))
        self.commits.add(str(told["commit"]))

    def rows_of(self, part: str) -> list[Row] | None:
        """What a part found on this code, or None if it was not run on it."""
        return self._found.get(part)

    def add(self, part: str, rows: Sequence[Row]) -> None:
        """Keep what a part found."""
        told = {
            "program": self.code.program,
            "commit": self.code.commit,
            "day": f"{datetime.now(UTC):%Y-%m-%d}",
            "part": part,
            "rows": rows,
        }
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(told, ensure_ascii=False) + "\n")
        self._take(json.loads(json.dumps(told)))
