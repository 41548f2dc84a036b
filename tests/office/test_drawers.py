"""What was counted in the tills' drawers reaches the office, and no difference is silent."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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
from pos_app.office.report.drawer_words import drawer_tables, drawer_tables_for_paper, drawers_text
from pos_app.office.report.words import status_text
from pos_app.services.day import business_day, closing, shifts
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
        **{"verified": None, "counted_by": "BUDI", "verified_by": "", "reason": "", "shifts": []},
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


def close_in_shifts(folder: Path, counts: list[int], last: int, *, again: bool = False) -> bytes:
    """A day whose drawer goes from hand to hand, each time counted, and is then closed."""
    people = ["ANI", "BUDI", "CITRA", "DEWI", "EKO"]
    with make_shop(folder / "till") as shop:
        for number, counted in enumerate(counts):
            ring(shop, ref=f"{number}", lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
            shifts.hand_over_drawer(
                shop, people[number + 1], counted=counted, cashier=people[number], reason="receh"
            )
        closed = closing.close_till(shop, counted=last, reason="tutup")
        if again:
            business_day.reopen_till(shop, closed.day, "lupa")
            ring(shop, ref="more", lines=[{"code": "A", "qty": 2}], tenders=cash(100_000))
            closed = closing.close_till(shop, counted=last + 7)
        return till_store.day_file(shop.database, closed.manifest)


@pytest.mark.parametrize("again", [False, True])
def test_the_shifts_of_a_day_reach_the_office_and_add_up(tmp_path: Path, again: bool) -> None:
    file = close_in_shifts(tmp_path, [249_000, 310_000], 300_500, again=again)
    day = book_day(read_day(file))
    drawer = day.drawer
    assert drawer is not None and len(drawer.shifts) == 3
    assert sum(shift.difference for shift in drawer.shifts) == drawer.difference
    assert [(each.number, each.by, each.to) for each in drawer.shifts][:2] == [
        (1, "ANI", "BUDI"),
        (2, "BUDI", "CITRA"),
    ]
    assert drawer.shifts[-1].to == ""
    assert drawer.shifts[0].difference == -1_000
    assert day_of(day_row(day), ()).drawer == drawer
    assert check(file).row == day_row(day)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(0, 400_000), max_size=4), st.integers(0, 400_000))
def test_whatever_is_counted_the_shifts_add_up_to_the_day(counts: list[int], last: int) -> None:
    with TemporaryDirectory() as folder:
        drawer = drawer_of(read_day(close_in_shifts(Path(folder), counts, last)))
    assert drawer is not None
    assert len(drawer.shifts) == (len(counts) + 1 if counts else 0)
    if counts:
        assert sum(shift.difference for shift in drawer.shifts) == drawer.difference


def test_shifts_are_in_status_workbook_and_paper(tmp_path: Path) -> None:
    drawer = drawer_of(read_day(close_in_shifts(tmp_path, [249_000], 300_500)))
    day = replace(Till("A08", "1").close(DAYS[0], sale("1", 1_000)), drawer=drawer)
    found = status([day])
    (told,) = found.as_json()["drawers"]
    assert [shift["difference"] for shift in told["shifts"]] == [-1_000, 51_500]
    assert sum(shift["difference"] for shift in told["shifts"]) == told["difference"]
    *_, table = drawer_tables(found)
    assert table.name == "shifts" and [row[4:7] for row in table.rows] == [
        ("ANI", "BUDI", table.rows[0][6]),
        (told["counted_by"], "", table.rows[1][6]),
    ]
    assert [each.name for each in drawer_tables_for_paper(found, "id")][-1] == "shifts"


def test_facts_that_are_no_shifts_are_left_out() -> None:
    day = read_day(busy_day())
    wrong = ({"kind": "shift"}, {"kind": "shift", "expected": "x", "counted": 1, "by": 5})
    flood = tuple({"kind": "shift", "expected": 1, "counted": 1} for _ in range(500))
    close = day.facts[-1]
    assert drawer_of(day._replace(facts=(*wrong, close))).shifts == ()  # type: ignore[union-attr]
    many = drawer_of(day._replace(facts=(*flood, close)))
    assert many is not None and len(many.shifts) < 60
    assert sum(shift.difference for shift in many.shifts) == many.difference
