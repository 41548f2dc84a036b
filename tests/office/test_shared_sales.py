"""A sale that two files hold is known by what the files say, however many others there are."""

from __future__ import annotations

import random
from itertools import permutations
from pathlib import Path

import pytest
from support.fair_files import START, Fair, Till

from pos_app.dayfile.reader import read_day
from pos_app.dayfile.writer import BuiltDay
from pos_app.office.book import Book
from pos_app.office.book_day import sale_digests_of
from pos_app.office.intake.merge import merge
from pos_app.office.reconcile.status import status_of

FAIR = Fair(stands=3, days=1)


def file_of(stand: str, seed: int, ids: tuple[str, ...] = ()) -> BuiltDay:
    return Till(stand, random.Random(seed)).close(START, 3, 2, ids)


def ids_of(built: BuiltDay) -> tuple[str, ...]:
    return tuple(sale.sale_id for sale in read_day(built.file).tables.sales)


def put(folder: Path, files: tuple[BuiltDay, ...]) -> list[Path]:
    folder.mkdir()
    paths = [folder / f"{number}.zip" for number in range(len(files))]
    for path, built in zip(paths, files, strict=True):
        path.write_bytes(built.file)
    return paths


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_same_sales_at_two_stands_are_found_in_any_order(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    first = file_of("S0000", 1)
    alike = file_of("S0001", 2, ids_of(first)[:2])
    other = file_of("S0002", 3)
    files = (first, alike, other)
    paths = put(tmp_path / "usb", tuple(files[number] for number in order))
    with Book.create(tmp_path / "office.book", FAIR.toml) as book:
        report = merge(book, paths)
        found = status_of(book.plan, book.days(), FAIR.end)
        marked = {day.stand: len(day.sale_digests) for day in book.days()}
    assert marked == {"S0000": 2, "S0001": 2, "S0002": 0}
    assert [entry.code for entry in report.conflicts] == ["sale_conflict"]
    assert {conflict.stand for conflict in found.conflicts} == {"S0000", "S0001"}
    assert found.totals.net == read_day(other.file).head.totals.net


def test_a_mark_says_what_the_file_says(tmp_path: Path) -> None:
    first = file_of("S0000", 1)
    alike = file_of("S0001", 2, ids_of(first)[:1])
    with Book.create(tmp_path / "office.book", FAIR.toml) as book:
        merge(book, put(tmp_path / "usb", (first, alike)))
        kept = {day.identity: day.sale_digests for day in book.days()}
    for built in (first, alike):
        assert kept[built.identity] == sale_digests_of(read_day(built.file).tables)[:1]


def test_three_files_with_one_sale_are_all_in_dispute(tmp_path: Path) -> None:
    first = file_of("S0000", 1)
    files = (first, *(file_of(f"S000{n}", n + 1, ids_of(first)[:1]) for n in (1, 2)))
    with Book.create(tmp_path / "office.book", FAIR.toml) as book:
        report = merge(book, put(tmp_path / "usb", files))
        found = status_of(book.plan, book.days(), FAIR.end)
    assert len(report.conflicts) == 2
    assert len(found.conflicts) == 3
    assert all(len(conflict.files) == 3 for conflict in found.conflicts)
