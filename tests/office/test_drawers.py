"""What was counted in the tills' drawers reaches the office, and no difference is silent."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from office.small_world import DAYS, Till, sale, status
from support.days import busy_day
from support.shops import cash, make_shop, ring

from pos_app.dayfile.reader import read_day
from pos_app.office.book_day import BookDay, book_day
from pos_app.office.book_drawer import Drawer, drawer_of
from pos_app.office.book_rows import day_of, day_row
from pos_app.office.check_file import check
from pos_app.office.reconcile.drawers import Differences, differences
from pos_app.office.reconcile.till_day_grid import till_day_grid
from pos_app.office.report.drawer_words import drawer_tables, drawers_text
from pos_app.office.report.words import status_text
from pos_app.services.day import business_day, closing
from pos_app.services.day.closing import Witness
from pos_app.store import business_days as till_store


def rows_of(file: bytes, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return list(csv.DictReader(io.StringIO(package.read(name).decode(), newline="")))


def test_a_drawer_is_what_the_tables_of_the_file_say() -> None:
    file = busy_day()
    drawer = drawer_of(read_day(file))
    assert drawer is not None
    assert drawer.expected == sum(int(row["amount"]) for row in rows_of(file, "cash.csv"))
    counts = rows_of(file, "counts.csv")
    assert drawer.counted == sum(int(row["denomination"]) * int(row["pieces"]) for row in counts)
    assert drawer.difference == drawer.counted - drawer.expected != 0
    assert drawer.verified is None


def close_with(folder: Path, *, again: bool) -> bytes:
    """A day counted by two people; with `again` reopened and closed with one count only."""
    with make_shop(folder / "till") as shop:
        ring(shop, ref="1", lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
        second = Witness("SARI", {100_000: 3})
        closed = closing.close_till(shop, pieces={50_000: 4}, reason="uang pecah", witness=second)
        if again:
            business_day.reopen_till(shop, closed.day, "lupa")
            closed = closing.close_till(shop, counted=123_000)
        return till_store.day_file(shop.database, closed.manifest)


def test_the_second_count_and_who_counted_are_known(tmp_path: Path) -> None:
    drawer = drawer_of(read_day(close_with(tmp_path, again=False)))
    assert drawer is not None
    assert (drawer.counted, drawer.verified, drawer.verified_by) == (200_000, 300_000, "SARI")
    assert drawer.reason == "uang pecah" and drawer.counted_by


def test_of_several_counts_the_one_before_the_last_close_is_told(tmp_path: Path) -> None:
    drawer = drawer_of(read_day(close_with(tmp_path, again=True)))
    assert drawer is not None
    assert (drawer.counted, drawer.verified, drawer.verified_by) == (123_000, None, "")


def test_the_book_keeps_the_drawer() -> None:
    day = book_day(read_day(busy_day()))
    row = day_row(day)
    assert row == check(busy_day()).row
    assert day_of(row, ()).drawer == day.drawer


def with_drawer(day: BookDay, expected: int, counted: int) -> BookDay:
    return replace(day, drawer=Drawer(100, expected, counted, None, "BUDI"))


@pytest.fixture
def short_and_over() -> list[BookDay]:
    till, other = Till("A07", "1", key="a"), Till("A08", "1", key="b")
    return [
        with_drawer(till.close(DAYS[0], sale("1", 500)), 600, 400),
        with_drawer(till.close(DAYS[1], sale("2", 500)), 600, 570),
        with_drawer(other.close(DAYS[0], sale("3", 500)), 600, 650),
        with_drawer(other.close(DAYS[1], sale("4", 500)), 600, 600),
    ]


def test_shorts_and_overs_are_told_apart_and_are_no_gap(short_and_over: list[BookDay]) -> None:
    found = status(short_and_over, DAYS[1])
    assert not found.gaps
    assert differences(found.drawers) == Differences(2, 230, 1, 50)
    assert drawers_text(found, "id") == "laci: 2 kurang Rp230 · 1 lebih Rp50"
    assert drawers_text(found, "en") == "drawers: 2 short Rp230 · 1 over Rp50"
    assert "2 kurang Rp230" in status_text(found, "id")


def test_the_answer_names_each_drawer_and_what_a_stand_hands_over(
    short_and_over: list[BookDay],
) -> None:
    answer = status(short_and_over, DAYS[1]).as_json()
    assert answer["drawers"][0] == {
        **{"stand": "A07", "till": "1", "day": DAYS[0], "seat": 0},
        **{"expected": 600, "counted": 400, "difference": -200, "float": 100},
        **{"verified": None, "counted_by": "BUDI", "verified_by": "", "reason": ""},
    }
    handed = {row["stand"]: row["amount"] for row in answer["cash_to_hand_over"]}
    assert handed == {"A07": 400 + 570 - 200, "A08": 650 + 600 - 200}


def test_only_drawers_in_the_sum_are_told(short_and_over: list[BookDay]) -> None:
    twin = with_drawer(Till("A07", "1", key="a").close(DAYS[0], sale("x", 9)), 9, 0)
    found = status([*short_and_over, twin], DAYS[1])
    assert ("A07", "1", DAYS[0]) in {conflict.till_day for conflict in found.conflicts}
    assert differences(found.drawers) == Differences(1, 30, 1, 50)


def test_grid_and_tables_have_the_same_drawers(short_and_over: list[BookDay]) -> None:
    found = status(short_and_over, DAYS[1])
    grid = till_day_grid(found, short_and_over)
    in_cells = {day: each.drawer_difference for day, each in grid.statuses.items() if each.drawers}
    assert sorted(in_cells.values()) == [-200, -30, 0, 50]
    drawers, handed = drawer_tables(found)
    assert sorted(row[5] for row in drawers.rows) == [-200, -30, 0, 50]
    assert sum(int(row[2]) for row in handed.rows) == 770 + 1050
    assert drawers_text(status([]), "id") == "" and drawer_tables(status([])) == []
