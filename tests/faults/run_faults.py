"""Inject every kind of fault many times over, and write down what was lost.

    python tests/faults/run_faults.py                  a few of each
    python tests/faults/run_faults.py --full           as many as docs/faults.md tells of
    python tests/faults/run_faults.py --full --write-docs
    python tests/faults/run_faults.py --only flips     one kind
    python tests/faults/run_faults.py --full --minutes 20

The kinds: cuts, disks, kills, errors, flips. What was run on this code is kept (`build/faults`) and
not run again, so that a run may be ended and begun again, or take some minutes at a time. What a
machine cannot do is named, and not counted.
"""

from __future__ import annotations

import argparse
import logging
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE.parent)]

from faults.test_flips import flip, seen_by  # noqa: E402
from support.fault_record import Record, code_at  # noqa: E402
from support.fault_scenarios import SCENARIOS  # noqa: E402
from support.fault_table import Row, page, row_of  # noqa: E402
from support.faults import CALLS, ERRORS, io_errors, kills, power_cuts  # noqa: E402
from support.loop_disk import NoDisk, cut_while_selling  # noqa: E402
from support.shops import clock_at  # noqa: E402
from support.till_places import LATER, busy_till, tables  # noqa: E402
from support.write_log import strace_works  # noqa: E402

import pos_app.store.database as database_module  # noqa: E402
from pos_app.errors import PosError  # noqa: E402
from pos_app.services.safety.backup import back_up  # noqa: E402
from pos_app.services.safety.restore import restore  # noqa: E402

BUILD = ROOT / "build" / "faults"
PAGE = ROOT / "docs" / "faults.md"
DISKS = ("ext4", "btrfs", "xfs", "vfat")
SEED = 20231025
LYING = 30


class Part(NamedTuple):
    """A piece of a kind of faults that is run, and kept, by itself."""

    name: str
    run: Callable[[Path], list[Row]]


def cut_parts(few: int) -> Iterator[Part]:
    """Power cuts by replaying what was written."""
    for name in SCENARIOS:
        yield Part(name, lambda scratch, name=name: [_cuts(name, few, scratch)])
    yield Part("sale, lying disk", lambda scratch: [_cuts("sale", LYING, scratch, lies=True)])


def _cuts(name: str, count: int, scratch: Path, *, lies: bool = False) -> Row:
    left = power_cuts(SCENARIOS[name](scratch), count, scratch, seed=SEED, lies=lies)
    what = "recorded writes, any sectors since the fsync left out"
    if lies:
        what = "the same, and fsync does nothing: the disk lies"
    return row_of("power cut", name, what, left, expected=not lies)


def disk_parts(count: int) -> Iterator[Part]:
    """Power cuts of real file systems."""
    for kind in DISKS:
        yield Part(kind, lambda scratch, kind=kind: [_disk(kind, count, scratch)])


def _disk(kind: str, count: int, scratch: Path) -> Row:
    try:
        left = cut_while_selling(scratch, kind, count, SEED)
    except NoDisk as why:
        return Row("power cut", "sale", f"{kind} on a loop device: not here ({why})")
    return row_of("power cut", "sale", f"{kind} on a loop device, one sale each 0.2 s", left)


def kill_parts(count: int) -> Iterator[Part]:
    """Kills of the program at random moments."""
    for name in SCENARIOS:
        yield Part(name, lambda scratch, name=name: [_kills(name, count, scratch)])


def _kills(name: str, count: int, scratch: Path) -> Row:
    left = list(kills(SCENARIOS[name](scratch), count, scratch, seed=SEED))
    return row_of("kill −9", name, "at random moments", left)


def error_parts(step: int) -> Iterator[Part]:
    """Errors of every n-th call."""
    for name in SCENARIOS:
        for call in CALLS:
            wide = step * (4 if step > 1 and call in ("pwrite64", "write") else 1)
            yield Part(
                f"{call}, {name}",
                lambda scratch, name=name, call=call, wide=wide: _errors(name, call, wide, scratch),
            )


def _errors(name: str, call: str, step: int, scratch: Path) -> list[Row]:
    error = ERRORS.get(call, "EIO")
    found = list(io_errors(SCENARIOS[name](scratch), call, scratch, step=step, error=error))
    reached = [each.left for each in found if each.reached]
    return [row_of(f"{error} of {call}", name, _every(step), reached)] if reached else []


def _every(step: int) -> str:
    return "every call" if step == 1 else f"every {step}th call"


def flip_parts(count: int) -> Iterator[Part]:
    """Single flipped bits of database, twin and backup, mended from the two other places."""
    for what in ("till.db", "journal.jsonl", "backup"):
        yield Part(what, lambda scratch, what=what: [_flipped(what, count, scratch)])


def _flipped(what: str, count: int, scratch: Path) -> Row:
    made = scratch / "made"
    made.mkdir()
    busy_till(made / "till")
    kept = Path(back_up(made / "till", made / "stick").path)
    database_module.PAUSES = (0, 0, 0)  # type: ignore[attr-defined]
    return _flips(what, count, made, kept, scratch / "flipped")


def _flips(what: str, count: int, made: Path, kept: Path, scratch: Path) -> Row:
    rng, seen, mended, lost = random.Random(SEED), Counter[str](), 0, 0
    truth = tables(made / "till" / "till.db")
    source = kept if what == "backup" else made / "till" / what
    for _ in range(count):
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.copytree(made, scratch)
        target = scratch / source.relative_to(made)
        flip(target, rng.randrange(source.stat().st_size * 8))
        copy = scratch / kept.relative_to(made)
        how = _seen(what, scratch, copy)
        seen[how or "without effect"] += 1
        if how:
            is_whole = _is_mended(what, scratch, made, kept, truth)
            mended, lost = mended + is_whole, lost + (not is_whole)
    by = ", ".join(f"{how} {number}" for how, number in sorted(seen.items()))
    told = f"{mended} mended from the other places; {by}"
    detected = count - seen["without effect"]
    return Row("one bit", what, "flipped at rest", count, detected, lost, 0, 0, told)


def _seen(what: str, place: Path, copy: Path) -> str:
    if what == "backup":
        try:
            restore(place / "new", [copy], clock_at(LATER))
        except PosError as error:
            return error.code
        return ""
    tried = place / "tried"
    shutil.copytree(place / "till", tried)
    return seen_by(tried)


def _is_mended(
    what: str, place: Path, made: Path, kept: Path, truth: dict[str, list[tuple[object, ...]]]
) -> bool:
    """Whether the other two places give the whole till back."""
    others = [made / "till" / "journal.jsonl", kept, made / "till" / "till.db"]
    damaged = {"till.db": others[2], "journal.jsonl": others[0], "backup": others[1]}[what]
    new = place / "mended"
    try:
        restore(new, [each for each in others if each != damaged], clock_at(LATER))
        found = tables(new / "till.db")
    except (PosError, sqlite3.Error):
        return False
    rows = len(truth["journal"])
    return found["sales"] == truth["sales"] and found["journal"][:rows] == truth["journal"]


KINDS: dict[str, tuple[Callable[[int], Iterator[Part]], int, int]] = {
    "cuts": (cut_parts, 8, 200),
    "disks": (disk_parts, 3, 100),
    "kills": (kill_parts, 3, 120),
    "errors": (error_parts, 9, 1),
    "flips": (flip_parts, 10, 500),
}


def main() -> int:
    """Run the faults; the exit status is 1 if anything that was acknowledged is lost.

    It is 3 if the minutes were over before the end.
    """
    asked = _asked()
    if not strace_works():
        print("strace is not here, or may not trace")
        return 2
    logging.disable()
    record = Record(BUILD / "rows.jsonl", code_at(ROOT))
    runner = _Runner(record, asked.full, time.monotonic() + 60 * asked.minutes)
    kinds = [kind for kind in KINDS if asked.only in (None, kind)]
    wanted = [part for kind in kinds for part in runner.parts(kind)]
    for name, part in wanted:
        runner.run(name, part)
    if asked.write_docs:
        PAGE.write_text(runner.page(), "utf-8")
    if runner.left:
        print(f"left for the next run: {', '.join(runner.left)}")
        return 3
    return int(not runner.is_whole)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--only", choices=list(KINDS))
    parser.add_argument("--write-docs", action="store_true")
    parser.add_argument("--minutes", type=float, default=24 * 60)
    asked = parser.parse_args()
    if asked.write_docs and not asked.full:
        parser.error("--write-docs needs --full")
    return asked


class _Runner:
    """Runs the parts that the record does not have, until the time is over."""

    def __init__(self, record: Record, full: bool, end: float) -> None:
        self._record, self._full, self._end = record, full, end
        self.left: list[str] = []
        self.is_whole = True

    def parts(self, kind: str) -> list[tuple[str, Part]]:
        """Return the parts of a kind, each with the name that it is kept under."""
        make, few, many = KINDS[kind]
        count = many if self._full else few
        return [(f"{kind} {count}: {part.name}", part) for part in make(count)]

    def run(self, name: str, part: Part) -> None:
        """Run a part, or take what it found before on this code."""
        rows = self._record.rows_of(name)
        if rows is None and time.monotonic() > self._end:
            self.left.append(name)
            return
        if rows is None:
            rows = self._run(name, part)
        self.is_whole = self.is_whole and all(row.is_whole for row in rows)

    def _run(self, name: str, part: Part) -> list[Row]:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            rows = part.run(Path(folder))
        self._record.add(name, rows)
        for row in rows:
            print(row.line(), flush=True)
        print(f"{name}: {time.monotonic() - begun:.0f} s", flush=True)
        return rows

    def page(self) -> str:
        """Return the page of all that the record has of this code."""
        names = [name for kind in KINDS for name, _ in self.parts(kind)]
        found = [rows for name in names if (rows := self._record.rows_of(name)) is not None]
        done = "every part was run" if len(found) == len(names) else "some parts are missing"
        lines = [row.line() for rows in found for row in rows]
        days, commits = sorted(self._record.days), sorted(self._record.commits)
        return page(lines, " and ".join(days), " and ".join(commits), done)


if __name__ == "__main__":
    sys.exit(main())
