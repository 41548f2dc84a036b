"""What is worth a look over all stands: kept with each file, listed for those that count."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from office.real_files import TOML, new_book, put_files, world
from office.small_world import DAYS, Till, sale, status
from python_calamine import CalamineWorkbook

from pos_app.cli.office import office
from pos_app.cli.support import Context
from pos_app.clock import ManualClock, parse_stamp
from pos_app.domain.review_items import ReviewItem, ReviewKind
from pos_app.errors import MachineError
from pos_app.office.book import Book
from pos_app.office.book_rows import MOST_REVIEWED, review_of, review_row
from pos_app.office.reconcile.review_list import TillReview, review_list
from pos_app.office.report.report import report_files
from pos_app.office.report.workbook import HEADER_ROW
from pos_app.services.office.event_book import merge_into
from pos_app.services.office.review import book_review, review_text

CLOCK = ManualClock(parse_stamp("2023-10-27T21:00:00+08:00"))
AT = "2023-10-25T21:00:00+08:00"


def short(amount: int, by: str = "ANI", kind: str = "short") -> ReviewItem:
    return ReviewItem(ReviewKind.DIFFERENCE, amount, by, AT, 9, detail=kind)


def shortages(*found: tuple[str, str, str, int, str]) -> tuple[TillReview, ...]:
    """The list over all days where each till, on each day given, was short by some rupiah."""
    tills: dict[tuple[str, str], Till] = {}
    days, reviews = [], {}
    for stand, code, day, amount, by in found:
        till = tills.setdefault((stand, code), Till(stand, code))
        days.append(till.close(day, sale(f"{stand}{code}{day}", 1_000)))
        reviews[days[-1].identity] = (short(amount, by),)
    return review_list(status(days), reviews)


def of_days(items: tuple[TillReview, ...]) -> list[tuple[str, str, int, str, int]]:
    """Items of several days: place, rupiah, person and how many days."""
    return [
        (each.stand, each.till, each.item.amount, each.item.by, each.item.count)
        for each in items
        if each.item.count > 1
    ]


def test_a_drawer_short_on_two_days_is_an_item_of_its_own_and_stands_first() -> None:
    found = shortages(("A07", "1", DAYS[0], 30_000, "ANI"), ("A07", "1", DAYS[1], 40_000, "ANI"))
    assert [each.item.amount for each in found] == [70_000, 40_000, 30_000]
    assert of_days(found) == [("A07", "1", 70_000, "ANI", 2)]
    assert found[0].day == DAYS[1]


def test_a_drawer_short_once_is_no_pattern() -> None:
    assert of_days(shortages(("A07", "1", DAYS[0], 30_000, "ANI"))) == []


def test_a_person_short_at_several_tills_is_an_item_that_no_till_shows() -> None:
    found = shortages(("A07", "1", DAYS[0], 30_000, "ANI"), ("A07", "2", DAYS[1], 40_000, "ANI"))
    assert of_days(found) == [("A07", "", 70_000, "ANI", 2)]
    found = shortages(("A07", "1", DAYS[0], 30_000, "ANI"), ("A08", "1", DAYS[1], 40_000, "ANI"))
    assert of_days(found) == [("", "", 70_000, "ANI", 2)]
    other = shortages(("A07", "1", DAYS[0], 30_000, "ANI"), ("A08", "1", DAYS[1], 40_000, "BUDI"))
    assert of_days(other) == []
    nobody = shortages(("A07", "1", DAYS[0], 3_000, "KASIR"), ("A08", "1", DAYS[1], 4_000, "KASIR"))
    assert of_days(nobody) == []


def test_a_drawer_that_held_more_is_not_taken_for_short() -> None:
    till = Till("A07", "1")
    days = [till.close(day, sale(day, 1_000)) for day in DAYS[:2]]
    reviews = {day.identity: (short(20_000, kind="over"),) for day in days}
    assert of_days(review_list(status(days), reviews)) == []


def test_only_files_that_count_are_listed(tmp_path: Path) -> None:
    book = new_book(tmp_path, TOML)
    merge_into(book, [put_files(tmp_path / "files", *world())])
    found = book_review(book, None, CLOCK)
    places = {(each.stand, each.till, each.day) for each in found if each.item.count == 1}
    assert ("A07", "1", "2023-10-25") in places and ("A08", "1", "2023-10-25") in places
    assert ("A07", "1", "2023-10-27") not in places  # in dispute
    assert not any(stand == "X99" for stand, *_ in places)
    amounts = [each.item.amount for each in found if each.item.amount]
    assert amounts == sorted(amounts, reverse=True)


def test_a_book_of_an_older_version_gets_the_list_from_its_files(tmp_path: Path) -> None:
    book = new_book(tmp_path, TOML)
    merge_into(book, [put_files(tmp_path / "files", "a07 25", "a08 25")])
    before = book_review(book, None, CLOCK)
    with sqlite3.connect(book) as database:
        database.execute("DROP TABLE reviews")
        database.execute("PRAGMA user_version=6")
    database.close()
    assert before and book_review(book, None, CLOCK) == before
    Book.open(book).close()
    assert book_review(book, None, CLOCK) == before


def test_a_changed_row_is_said_and_not_shown(tmp_path: Path) -> None:
    book = new_book(tmp_path, TOML)
    merge_into(book, [put_files(tmp_path / "files", "a07 25")])
    with sqlite3.connect(book) as database:
        database.execute("DROP TRIGGER reviews_never_update")
        database.execute("UPDATE reviews SET items = '[]'")
    database.close()
    with pytest.raises(MachineError, match="book_damaged"):
        book_review(book, None, CLOCK)


def test_a_file_cannot_flood_the_book() -> None:
    row = review_row("a" * 64, [short(1)] * (MOST_REVIEWED + 7))
    found = review_of(row)
    assert found is not None and len(found) == MOST_REVIEWED


def test_the_command_prints_every_part_of_an_item(tmp_path: Path) -> None:
    book = new_book(tmp_path, TOML)
    merge_into(book, [put_files(tmp_path / "files", "a07 25")])
    context = Context(None, "2023-10-27T21:00:00+08:00", "id")
    done = CliRunner().invoke(office, ["review", str(book), "--json"], obj=context)
    items = json.loads(done.stdout)["items"]
    assert done.exit_code == 0 and items[0] == {
        "stand": "A07",
        "till": "1",
        "day": "2023-10-25",
        "kind": "difference",
        "amount": 250_000,
        "by": "KASIR",
        "at": items[0]["at"],
        "number": "",
        "count": 1,
        "minutes": None,
        "detail": "short",
        "listed": 0,
    }
    done = CliRunner().invoke(office, ["review", str(book)], obj=context)
    assert "Rp250.000  A07-1  2023-10-25" in done.stdout
    assert "Uang di laci kurang  KASIR" in done.stdout


def test_a_book_without_any_says_so() -> None:
    assert review_text((), "id") == "Tidak ada yang perlu dilihat."


def test_the_workbook_has_a_sheet_of_them_and_the_press_has_none(tmp_path: Path) -> None:
    day = Till("A07", "1").close(DAYS[0], sale("1", 1_000))
    void = replace(short(90_000), kind=ReviewKind.VOID, detail="cash", minutes=37, number="A07-1-1")
    found = status([day])
    files = dict(report_files(found, review_list(found, {day.identity: (void,)})))
    assert Path("review.csv") not in files
    assert b"review" not in files[Path("datapackage.json")]
    path = tmp_path / "report.xlsx"
    path.write_bytes(files[Path("report.xlsx")])
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Perlu dilihat").to_python()
    words = "Dibatalkan 37 menit setelah dijual, tunai"
    assert sheet[HEADER_ROW + 1][:4] == [90_000, words, "A07", "1"]
    assert dict(report_files(found, ())) == dict(report_files(found))


def test_a_name_in_the_sheet_is_never_a_formula(tmp_path: Path) -> None:
    day = Till("A07", "1").close(DAYS[0], sale("1", 1_000))
    lead = replace(short(0, "=1+1"), kind=ReviewKind.LEAD, detail="=HYPERLINK()", number="@x")
    found = status([day])
    files = dict(report_files(found, review_list(found, {day.identity: (lead,)})))
    path = tmp_path / "report.xlsx"
    path.write_bytes(files[Path("report.xlsx")])
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Perlu dilihat").to_python()
    assert sheet[HEADER_ROW + 1][6:8] == ["@x", "=1+1"]
