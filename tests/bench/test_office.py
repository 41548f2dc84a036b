"""The office against pandas and DuckDB in the same run, on the same files."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from bench.fairs import book_with_key, folder_of, state
from bench.first_paint import AGAINST, BARE, until_painted
from support.fair_files import Fair
from support.figures import Figures, least
from support.peers import ask, peers

from pos_app.gc_pause import gc_paused
from pos_app.office.intake.merge import merge
from pos_app.office.reconcile.status import Status

pytestmark = pytest.mark.bench

PEERS = Path(__file__).parent / "peers"
KEYS = ("stand", "day", "maker", "category")
MERGE_GOAL, STATUS_GOAL, PAINT_GOAL = 1.0, 0.5, 7.7
"""The last is one second where a bare window takes 0.13 s."""
ROUNDS = 3
# Through the command, until the window was painted and, for `filled`, shows the book's status.
OURS = """
import sys
from PySide6.QtCore import QTimer
folder, book, wanted = sys.argv[1:]
from ui.office import office_app
start = office_app.OfficeApp.start
def start_and_leave(self, book=None):
    start(self, book)
    if wanted == "filled":
        self.session.view_changed.connect(lambda *_: QTimer.singleShot(0, tell_painted))
    else:
        tell_when_exposed(self.window)
office_app.OfficeApp.start = start_and_leave
from pos_app.cli.start import main
sys.argv = ["pos-app", "--data", folder, "office", "window", book]
main()
"""


@pytest.fixture(scope="module")
def fair(quick: bool) -> Fair:
    return Fair(stands=20, days=5) if quick else Fair(stands=200, days=5)


@pytest.fixture(scope="module")
def folder(fair: Fair) -> Path:
    return folder_of(fair)


@pytest.fixture(scope="module")
def book(fair: Fair, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("books") / "the.book"
    with book_with_key(path, fair) as book:
        merge(book, [folder])
        assert len(book.identities()) == fair.stands * fair.days
    return path


def processor_seconds() -> float:
    """What this process and those it ended have used; other work on the machine hardly counts."""
    import resource  # not on Windows

    both = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


def sums_of(status: Status) -> dict[str, dict[str, int]]:
    return {
        key: {row.key: row.net for row in getattr(status.confirmed, f"by_{key}")} for key in KEYS
    }


def test_a_merge_with_every_check_against_pandas_with_none(
    fair: Fair, folder: Path, tmp_path: Path, figures: Figures, *, quick: bool
) -> None:
    peers(make=not quick)
    by_clock, by_processor, of_three = [], [], []
    theirs: Any = {}
    for number in range(ROUNDS):
        theirs = ask(PEERS / "read_with_pandas.py", folder)
        with book_with_key(tmp_path / f"{number}.book", fair) as book:
            before, start = processor_seconds(), time.perf_counter()
            merge(book, [folder])
            took, used = time.perf_counter() - start, processor_seconds() - before
        by_clock.append(took / theirs["seconds"]["all"])
        of_three.append(took / theirs["seconds"]["three"])
        by_processor.append(used / theirs["processor"]["all"])
    assert sums_of(state(tmp_path / "0.book", fair)) == theirs["sums"]
    what = f"{fair.stands * fair.days:,} files, every check"
    pandas = "pandas, no check, all tables"
    figures.ratio("merge", by_clock, timed=what, against=pandas, goal=MERGE_GOAL)
    figures.ratio("merge, processor of all cores", by_processor, timed=what, against=pandas)
    figures.ratio("merge", of_three, timed=what, against="pandas, no check, three tables", goal=5.0)


def test_status_against_duckdb_over_parquet(
    fair: Fair, folder: Path, book: Path, tmp_path: Path, figures: Figures, *, quick: bool
) -> None:
    peers(make=not quick)
    rounds = []
    theirs: Any = {}
    for number in range(ROUNDS):
        theirs = ask(PEERS / "ask_duckdb.py", folder, tmp_path / f"parquet{number}")
        with gc_paused():  # command and window leave it off until the answer is given
            rounds.append(least(lambda: state(book, fair), 3) / 1_000 / theirs["seconds"])
    assert sums_of(state(book, fair)) == theirs["sums"]
    figures.ratio(
        "status",
        rounds,
        timed=f"{fair.stands * fair.days:,} files, every rule",
        against="DuckDB's sums over Parquet",
        goal=STATUS_GOAL,
    )


def test_the_offices_first_paint_against_a_bare_window(
    fair: Fair, book: Path, tmp_path: Path, figures: Figures, *, quick: bool
) -> None:
    def opened(until: str) -> float:
        return until_painted(OURS, str(tmp_path / "office"), str(book), until)[0]

    opened("painted")
    runs = 1 if quick else 3
    for name, until, goal in (
        ("office's first paint", "painted", PAINT_GOAL),
        ("office's board filled", "filled", None),
    ):
        rounds = []
        for _ in range(ROUNDS):
            each = [(opened(until), until_painted(BARE)[0]) for _ in range(runs)]
            ours, bare = zip(*each, strict=True)
            rounds.append(min(ours) / min(bare))
        what = f"a book of {fair.stands * fair.days:,} files"
        figures.ratio(name, rounds, timed=what, against=AGAINST, goal=goal)
