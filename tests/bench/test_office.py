"""The office against pandas and DuckDB in the same run, on the same files."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from support.fair_files import EVENT as FAIR_EVENT
from support.fair_files import Fair
from support.peers import ask, peers

from pos_app.office.book import Book
from pos_app.office.intake.merge import merge
from pos_app.office.office_key import office_record, own_key
from pos_app.office.reconcile.status import Status, status_of

pytestmark = pytest.mark.bench

PEERS = Path(__file__).parent / "peers"
FAIR = Fair(stands=200, days=5)
KEYS = ("stand", "day", "maker", "category")


def folder_of(fair: Fair) -> Path:
    """The fair's files, made once and kept for the next run."""
    name = f"pos-app-fair-{fair.stands}x{fair.days}x{fair.sales}x{fair.lines}-{fair.seed}"
    folder = Path(tempfile.gettempdir()) / name
    if not folder.exists():
        with tempfile.TemporaryDirectory(dir=folder.parent) as draft:
            made = Path(draft) / "made"
            made.mkdir()
            for built in fair.files():
                (made / built.name).write_bytes(built.file)
            made.rename(folder)
    return folder


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def processor_seconds() -> float:
    """What this process and those it ended have used; other work on the machine hardly counts."""
    import resource  # not on Windows

    both = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


def sums_of(status: Status) -> dict[str, dict[str, int]]:
    return {
        key: {row.key: row.net for row in getattr(status.confirmed, f"by_{key}")} for key in KEYS
    }


def book_with_key(path: Path) -> Book:
    """A new book as the office makes it.

    One without a key beside it is checked from its files at every opening, which would be measured.
    """
    return Book.create(path, FAIR.toml, lambda: office_record(FAIR_EVENT, own_key(path)))


def state(path: Path) -> Status:
    with Book.open(path, writing=False) as book:
        return status_of(book.plan, book.days(), FAIR.end)


@pytest.fixture(scope="module")
def folder() -> Path:
    peers()
    return folder_of(FAIR)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("books")


def test_a_thousand_files_with_every_check_against_pandas_with_none(
    folder: Path, books: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Taken in turns, the quickest of three each, so that both see the same machine."""
    ours: list[float] = []
    used: list[float] = []
    theirs: list[Any] = []
    for number in range(3):
        theirs.append(ask(PEERS / "read_with_pandas.py", folder))
        with book_with_key(books / f"{number}.book") as book:
            before = processor_seconds()
            ours.append(seconds(lambda book=book: merge(book, [folder])))  # type: ignore[misc]
            used.append(processor_seconds() - before)
            assert len(book.identities()) == FAIR.stands * FAIR.days
    mine, mine_used = min(ours), min(used)
    every, three = (min(each["seconds"][name] for each in theirs) for name in ("all", "three"))
    theirs_used = min(each["processor"]["all"] for each in theirs)
    assert sums_of(state(books / "0.book")) == theirs[0]["sums"]
    with capsys.disabled():
        print(f"\n1,000 day files into the book: {mine:.2f} s, every check on;", end=" ")
        print(f"pandas, no check: {every:.2f} s for all tables, {three:.2f} s for three of them;")
        print(f"ratio {mine / every:.2f} (goal 1.0), against three tables", end=" ")
        print(f"{mine / three:.2f} (at most 5.0); of the processor on all cores", end=" ")
        print(f"{mine_used:.1f} s to {theirs_used:.1f} s, ratio {mine_used / theirs_used:.2f}")
    assert mine / three <= 5.0


def test_status_against_duckdb_over_parquet(
    folder: Path, books: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = books / "status.book"
    with book_with_key(path) as book:
        merge(book, [folder])
    theirs = ask(PEERS / "ask_duckdb.py", folder, books / "parquet")
    mine = min(seconds(lambda: state(path)) for _ in range(5))
    assert sums_of(state(path)) == theirs["sums"]
    with capsys.disabled():
        print(f"\nstatus of 1,000 files: {mine * 1e3:.0f} ms; DuckDB over Parquet", end=" ")
        print(f"{theirs['seconds'] * 1e3:.0f} ms; ratio {mine / theirs['seconds']:.2f}", end=" ")
        print("(goal 0.5)")


def test_one_more_file_costs_the_same_in_a_small_book_and_in_a_large_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Taken in turns, so that both see the same machine."""
    books: list[tuple[Book, list[Path]]] = []
    times: tuple[list[float], list[float]] = ([], [])
    with ExitStack() as closing:
        for stands in (20, 2_000):
            fair = Fair(stands=stands, days=5, sales=10, lines=2)
            files = sorted(folder_of(fair).glob("*.zip"))
            late = files[:: len(files) // 50][:50]
            book = closing.enter_context(Book.create(tmp_path / f"{stands}.book", fair.toml))
            merge(book, [path for path in files if path not in set(late)])
            books.append((book, late))
        for one in range(50):
            for (book, late), kept in zip(books, times, strict=True):
                kept.append(seconds(lambda book=book, path=late[one]: merge(book, [path])))  # type: ignore[misc]
        assert [len(book.identities()) for book, _ in books] == [100, 10_000]
    small, large = map(statistics.median, times)
    with capsys.disabled():
        print(f"\none more file into 100: {small * 1e3:.1f} ms,", end=" ")
        print(f"into 10,000: {large * 1e3:.1f} ms,", end=" ")
        print(f"ratio {large / small:.2f} (at most 1.5)")
    assert large / small <= 1.5
