"""Inject every kind of fault many times over, and write down what was lost.

    python tests/faults/run_faults.py                  a few of each
    python tests/faults/run_faults.py --full           as many as docs/faults.md tells of
    python tests/faults/run_faults.py --full --write-docs
    python tests/faults/run_faults.py --only flips     one kind

The kinds: cuts, disks, kills, errors, flips; the page is made from the last run of each. What a
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

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE.parent)]

from faults.test_flips import flip, seen_by  # noqa: E402
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
# The merge starts processes of its own for each check, so that its runs take seconds.
SLOW = {"merge": 4}
SEED = 20231025


def _share(count: int, name: str) -> int:
    return max(1, count // SLOW.get(name, 1))


def cut_rows(few: int, scratch: Path) -> Iterator[Row]:
    """Power cuts by replaying what was written."""
    for name, make in SCENARIOS.items():
        left = power_cuts(make(scratch / name), _share(few, name), scratch / name, seed=SEED)
        yield row_of(
            "power cut", name, "recorded writes, any sectors since the fsync left out", left
        )
    left = power_cuts(SCENARIOS["sale"](scratch / "lie"), 30, scratch / "lie", seed=SEED, lies=True)
    what = "the same, and fsync does nothing: the disk lies"
    yield row_of("power cut", "sale", what, left, expected=False)


def disk_rows(count: int, scratch: Path) -> Iterator[Row]:
    """Power cuts of real file systems."""
    for kind in DISKS:
        try:
            left = cut_while_selling(scratch, kind, count, SEED)
        except NoDisk as why:
            yield Row("power cut", "sale", f"{kind} on a loop device: not here ({why})")
            continue
        yield row_of("power cut", "sale", f"{kind} on a loop device, one sale each 0.2 s", left)


def kill_rows(count: int, scratch: Path) -> Iterator[Row]:
    """Kills of the program at random moments."""
    for name, make in SCENARIOS.items():
        left = list(kills(make(scratch / name), _share(count, name), scratch / name, seed=SEED))
        yield row_of("kill −9", name, "at random moments", left)


def error_rows(step: int, scratch: Path) -> Iterator[Row]:
    """Errors of every n-th call."""
    for name, make in SCENARIOS.items():
        scenario = make(scratch / name)
        for call in CALLS:
            wide = step * SLOW.get(name, 1) * (4 if call in ("pwrite64", "write") else 1)
            error = ERRORS.get(call, "EIO")
            found = list(io_errors(scenario, call, scratch / name, step=wide, error=error))
            reached = [each for each in found if each.reached]
            if reached:
                yield row_of(
                    f"{error} of {call}", name, _every(wide), [each.left for each in reached]
                )


def _every(step: int) -> str:
    return "every call" if step == 1 else f"every {step}th call"


def flip_rows(count: int, scratch: Path) -> Iterator[Row]:
    """Single flipped bits of database, twin and backup, mended from the two other places."""
    made = scratch / "made"
    made.mkdir()
    busy_till(made / "till")
    kept = Path(back_up(made / "till", made / "stick").path)
    database_module.PAUSES = (0, 0, 0)  # type: ignore[attr-defined]
    for what in ("till.db", "journal.jsonl", "backup"):
        yield _flips(what, count, made, kept, scratch / "flipped")


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


KINDS: dict[str, tuple[Callable[[int, Path], Iterator[Row]], int, int]] = {
    "cuts": (cut_rows, 8, 200),
    "disks": (disk_rows, 3, 100),
    "kills": (kill_rows, 3, 120),
    "errors": (error_rows, 9, 1),
    "flips": (flip_rows, 10, 500),
}


def main() -> int:
    """Run the faults; the exit status is 1 if anything that was acknowledged is lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--only", choices=list(KINDS))
    parser.add_argument("--write-docs", action="store_true")
    asked = parser.parse_args()
    if not strace_works():
        print("strace is not here, or may not trace")
        return 2
    logging.disable()
    whole = True
    for kind, (run, few, many) in KINDS.items():
        if asked.only in (None, kind):
            rows = list(_run(kind, run, many if asked.full else few))
            whole = whole and all(row.is_whole for row in rows)
            BUILD.mkdir(parents=True, exist_ok=True)
            (BUILD / f"{kind}.txt").write_text("\n".join(row.line() for row in rows), "utf-8")
    if asked.write_docs:
        found = (BUILD / f"{kind}.txt" for kind in KINDS)
        lines = [line for path in found for line in path.read_text("utf-8").splitlines()]
        PAGE.write_text(page(lines), "utf-8")
    return int(not whole)


def _run(kind: str, run: Callable[[int, Path], Iterator[Row]], count: int) -> Iterator[Row]:
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for row in run(count, Path(folder)):
            print(row.line(), flush=True)
            yield row
    print(f"{kind}: {time.monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
