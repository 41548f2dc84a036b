"""Fairs with disputes, decisions and slips of paper: Spark's figures are those of their books.

The small form needs Java and pyspark and takes about a minute; the large one (`-m spark`) is 2,000
files of 20 fairs, and prints what they cost.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from office.open_data import ask
from office.open_events import (
    assert_as_the_office_says,
    core_seconds,
    inquiry_fair,
    large_fair,
    order_fair,
    rows_in,
    told_by_office,
    world_of,
)

from pos_app.office.publish.office_file import SUFFIX
from pos_app.office.publish.spark_publish import publish_raw
from pos_app.office.publish.spark_session import start_spark

pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'pos-app[spark]'")
pytestmark = [
    pytest.mark.filterwarnings("default"),
    pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java"),
]
JUDGED = ("settlement", "settlement_lines", "figures", "till_days", "records")


def comparable(lake: Path, table: str, event: str) -> list[object]:
    rows = rows_in(lake, table, event)
    return sorted(map(repr, rows))


def statuses(lake: Path, event: str) -> list[tuple[object, ...]]:
    columns = "manifest, status, reason, list_sort(repeated), decisions"
    return ask(lake, f"SELECT {columns} FROM files WHERE event = '{event}' ORDER BY manifest")


def test_disputed_decided_and_paper_days_are_as_in_the_books(tmp_path: Path) -> None:
    seeds = (4, 8, 11, 54)
    by_book, lake = tmp_path / "by book", tmp_path / "open"
    answers = [told_by_office(world_of(f"W{s}", s), tmp_path, by_book) for s in seeds]
    done = publish_raw([str(tmp_path / "raw")], str(lake), [])
    assert done.counted and done.rejected
    for answer in answers:
        assert_as_the_office_says(lake, answer)
        for table in JUDGED:
            assert comparable(lake, table, answer.event) == comparable(by_book, table, answer.event)
        assert statuses(lake, answer.event) == statuses(by_book, answer.event)


def test_orders_and_deposits_are_as_in_the_books(tmp_path: Path) -> None:
    """One fair has orders that were closed twice, one the office's choice, one inquiries."""
    by_book, lake = tmp_path / "by book", tmp_path / "open"
    fairs = (
        order_fair("O14", 14, decided=False),
        order_fair("O28", 28, decided=True),
        order_fair("O29", 29, decided=True),
        inquiry_fair("O30"),
    )
    answers = [told_by_office(fair, tmp_path, by_book) for fair in fairs]
    publish_raw([str(tmp_path / "raw")], str(lake), [])
    states = {str(order.state) for answer in answers for order in answer.status.orders}
    assert {"open", "delivered", "disputed"} <= states
    for answer in answers:
        assert_as_the_office_says(lake, answer)
        for table in (*JUDGED, "orders"):
            assert comparable(lake, table, answer.event) == comparable(by_book, table, answer.event)
        deposits = {row["deposit"] for row in rows_in(lake, "orders", answer.event)}
        assert deposits == {order.deposit for order in answer.status.orders}
    assert comparable(lake, "inquiries", "O30") == comparable(by_book, "inquiries", "O30")
    assert len(comparable(lake, "inquiries", "O30")) == 2


@pytest.mark.spark
def test_what_an_office_said_is_never_forgotten_and_changes_only_its_fair(tmp_path: Path) -> None:
    """First with the office's word, then without it, then in another folder the other way round."""
    first, second = (told_by_office(world_of(f"W{s}", s), tmp_path) for s in (3, 5))
    raw, lake, bare = tmp_path / "raw", tmp_path / "open", tmp_path / "bare"
    publish_raw([str(raw)], str(lake), [])
    office, apart = first.raw / f"{first.event}{SUFFIX}", tmp_path / "apart"
    before = {path: path.read_bytes() for path in lake.rglob("W*.parquet")}
    shutil.move(office, apart)
    again = publish_raw([str(raw)], str(lake), [])
    rejected = ask(lake, "SELECT file, code FROM 'rejected/*.parquet' WHERE code LIKE 'office%'")
    assert rejected == [(f"{first.event}{SUFFIX}", "office_file_behind")] and again.written == 0
    assert {path: path.read_bytes() for path in lake.rglob("W*.parquet")} == before
    assert publish_raw([str(second.raw)], str(lake), []).rejected == 0
    done = publish_raw([str(first.raw)], str(bare), [])
    assert done.files and {row[4] for row in statuses(bare, first.event)} == {"not_applied"}
    shutil.move(apart, office)
    assert publish_raw([str(first.raw)], str(bare), []).written == 0
    assert_as_the_office_says(bare, first)


@pytest.mark.spark
@pytest.mark.parametrize(
    "size", [(4, 25), (5, 100), (20, 100)], ids=["100 files", "500 files", "2000 files"]
)
def test_what_many_fairs_cost(size: tuple[int, int], tmp_path: Path) -> None:
    """Fairs of a hundred files each: a cloned till, a slip, a withdrawn stand, a corrected share.

    Prints files, lines and core-seconds, and holds every fair against its book.
    """
    fairs, files = size
    answers = [large_fair(f"L{number:02d}", files, tmp_path) for number in range(fairs)]
    lake = tmp_path / "open"
    start_spark()
    before, began = core_seconds(), time.monotonic()
    done = publish_raw([str(tmp_path / "raw")], str(lake), [])
    spent, took = core_seconds() - before, time.monotonic() - began
    lines = ask(lake, "SELECT count(*) FROM 'lines/*/*/*.parquet'")[0][0]
    size_of = {name: sum(map(file_size, folder.rglob("*"))) for name, folder in folders(tmp_path)}
    print(
        f"\n{fairs} fairs, {done.files} files, {lines} lines: {spent:.0f} core-seconds,"
        f" {took:.0f} s; bytes {size_of}"
    )
    assert done.files >= fairs * files
    for answer in answers:
        assert_as_the_office_says(lake, answer)


def folders(root: Path) -> list[tuple[str, Path]]:
    return [(name, root / name) for name in ("raw", "open", "open/states")]


def file_size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
