"""The ten dearest functions of a day at the till's window and of an evening at the office.

    python tests/bench/dearest.py [till] [office] [--sales N] [--files N] [--most N]

The day is 500 sales by scans and keys in the window, off screen. The evening takes 1,000 files into
a book, asks for the status, writes the report and every maker's statement; files are checked in
this process, so that the checks are counted. Prints tables in Markdown: own time, without what a
function calls; the profiler itself makes functions of many calls look dearer than they are.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pos_app.office.intake import merge as merging  # noqa: E402

ADDRESS = re.compile(r" at 0x[0-9a-f]+")
Lap = tuple[str, pstats.Stats, float]
"""What was done, its profile, and its seconds of the processor under the profiler."""


def main(arguments: list[str]) -> int:
    """Print the lists that were asked for."""
    parser = argparse.ArgumentParser(description="print the dearest functions")
    parser.add_argument("what", nargs="*", choices=["till", "office"], default=[])
    parser.add_argument("--sales", type=int, default=500)
    parser.add_argument("--files", type=int, default=1_000)
    parser.add_argument("--most", type=int, default=10)
    asked = parser.parse_args(arguments)
    wanted = asked.what or ["till", "office"]
    with tempfile.TemporaryDirectory(prefix="pos-app-dearest-") as folder:
        laps: list[Iterator[Lap]] = []
        if "till" in wanted:
            laps.append(day_at_the_till(Path(folder), asked.sales))
        if "office" in wanted:
            laps.append(evening_at_the_office(Path(folder), asked.files))
        for name, stats, seconds in chain.from_iterable(laps):
            print("\n".join(table(name, stats, seconds, asked.most)), flush=True)
    return 0


def day_at_the_till(folder: Path, sales: int) -> Iterator[Lap]:
    """Ring so many sales; the thread that stores them is profiled, too."""
    from bench.robot import Buyer
    from bench.windows import counter_of, new_till

    from ui import tasks

    others: list[cProfile.Profile] = []
    attempt = tasks._attempt

    def profiled(work: Callable[[], Any]) -> Any:
        profile = cProfile.Profile(time.thread_time)
        others.append(profile)
        return profile.runcall(attempt, work)

    with new_till(folder, 1_000) as shop, counter_of(shop) as counter:
        buyer = Buyer(counter)
        buyer.buy()
        tasks._attempt = profiled
        with profiling() as mine:
            for _ in range(sales):
                buyer.buy()
        tasks._attempt = attempt
    yield f"{sales} sales in the window", *added([mine])
    yield f"{sales} sales, on the thread that stores", *added(others)


def evening_at_the_office(folder: Path, files: int) -> Iterator[Lap]:
    """Merge, status, report and statements, each by itself."""
    from bench.fairs import book_with_key, folder_of
    from support.fair_files import Fair
    from support.shops import clock_at

    from pos_app.services.office.event_book import book_status
    from pos_app.services.office.reports import all_statements_pdf, write_report

    fair = Fair(stands=files // 5, days=5)
    given, path = folder_of(fair), folder / "the.book"
    clock = clock_at(f"{fair.end}T21:00:00+08:00")
    merging.Verifier = partial(merging.Verifier, min_for_workers=sys.maxsize)  # type: ignore[misc]
    with profiling() as profile, book_with_key(path, fair) as book:
        merging.merge(book, [given])
    yield f"{files:,} files into the book", *added([profile])
    for name, work in (
        ("its status", lambda: book_status(path, None, clock)),
        ("its report", lambda: write_report(path, folder / "report", None, clock)),
        ("every maker's statement", lambda: all_statements_pdf(path, None, clock)),
    ):
        with profiling() as profile:
            work()
        yield name, *added([profile])


@contextmanager
def profiling() -> Iterator[cProfile.Profile]:
    """Profile this thread by the processor's time."""
    profile = cProfile.Profile(time.thread_time)
    profile.enable()
    yield profile
    profile.disable()


def added(profiles: list[cProfile.Profile]) -> tuple[pstats.Stats, float]:
    """All profiles together, and their seconds."""
    stats = pstats.Stats(*profiles)
    return stats, float(stats.total_tt)  # type: ignore[attr-defined]


def table(name: str, stats: pstats.Stats, seconds: float, most: int) -> list[str]:
    """The dearest functions by their own time, in Markdown."""
    rows = sorted(stats.stats.items(), key=lambda item: -item[1][2])[:most]  # type: ignore[attr-defined]
    lines = [f"\n**{name}** ({seconds:.1f} s under the profiler)\n"]
    lines += ["| function | calls | own | with calls |", "|---|---|---|---|"]
    for place, (_, calls, own, whole, _) in rows:
        shares = f"{100 * own / seconds:.1f} % | {100 * whole / seconds:.1f} %"
        lines.append(f"| `{told(*place)}` | {calls:,} | {shares} |")
    return lines


def told(path: str, line: int, name: str) -> str:
    """A function as `pos_app/domain/money.py::spread`, a module of others by its last folder."""
    if not line:
        return ADDRESS.sub("", name.strip("<>"))
    file = Path(path)
    if file.is_relative_to(ROOT) and ".venv" not in path:
        return f"{file.relative_to(ROOT).as_posix()}::{name}"
    return f"{file.parent.name}/{file.name}: {name}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
