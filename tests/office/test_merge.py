"""Merging real files: each by itself, in any order, as often as they come."""

from __future__ import annotations

import json
import os
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office.real_files import TOML, busy_day, world

from pos_app.errors import MachineError, PosError
from pos_app.office.book import Book
from pos_app.office.intake.merge import merge
from pos_app.office.intake.merge_report import MergeReport
from pos_app.office.reconcile.status import Status, status_of

NAMES = sorted(world())


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "office.book", TOML) as made:
        yield made


def put(folder: Path, *names: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{name}.zip" for name in names]
    for path in paths:
        path.write_bytes(world()[path.stem])
    return paths


def state(book: Book) -> Status:
    return status_of(book.plan, book.days(), "2023-10-27")


def counts(report: MergeReport) -> dict[str, int]:
    lists = {name: len(entries) for name, entries in report.as_json().items()}
    return {name: count for name, count in lists.items() if count}


def test_a_worked_example_comes_out_to_the_rupiah(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "any name.bin"
    path.write_bytes(busy_day())
    assert counts(merge(book, [path])) == {"merged": 1}
    found = state(book)
    makers = {row.key: row.net for row in found.confirmed.by_maker}
    # The example of the contract, and one more sale of two A paid by QRIS and cash.
    assert found.totals.net == 202_000 + 100_000
    assert (found.totals.gross, found.totals.discount) == (270_000 + 100_000, 25_100)
    assert (found.totals.rounding, found.totals.refunds) == (318, 43_218)
    assert (found.totals.sales, found.totals.voids) == (2, 1)
    assert makers == {"M1": 86_435 + 100_000, "M2": 115_247}
    assert [s.paid_out for s in found.confirmed.settlements] == [25_000, 0]


def test_a_file_is_taken_once_whatever_it_is_called(book: Book, tmp_path: Path) -> None:
    paths = put(tmp_path / "usb", "a08 25")
    rezipped = tmp_path / "rezipped"
    with zipfile.ZipFile(paths[0]) as old, zipfile.ZipFile(rezipped, "w") as new:
        for name in reversed(old.namelist()):
            new.writestr(name, old.read(name))
    assert counts(merge(book, paths)) == {"merged": 1}
    assert counts(merge(book, [*paths, rezipped])) == {"same": 2}


def test_a_folder_is_walked_and_what_is_no_day_file_is_ignored(book: Book, tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    put(folder, "a08 25")
    put(folder / "deep", "a07 25")
    (folder / "notes.txt").write_text("hello")
    (folder / "photo.zip").write_bytes(b"not a zip")
    with zipfile.ZipFile(folder / "list.xlsx", "w") as document:
        document.writestr("[Content_Types].xml", "")
    (folder / "link").symlink_to(put(tmp_path / "elsewhere", "a07 26 r1")[0])
    (folder / "loop").symlink_to(folder)
    report = merge(book, [folder])
    assert counts(report) == {"merged": 2}
    assert [Path(entry.file).name for entry in report.merged] == ["a08 25.zip", "a07 25.zip"]


def test_a_bad_file_never_stops_the_others(book: Book, tmp_path: Path) -> None:
    paths = put(tmp_path / "usb", "cut short", "other event", "training", "a08 25")
    (tmp_path / "text").write_text("hello")
    pipes = [tmp_path / "pipe"] if hasattr(os, "mkfifo") else []  # Windows has none that are files
    for pipe in pipes:
        os.mkfifo(pipe)
    report = merge(book, [tmp_path / "text", *pipes, tmp_path / "nothing", *paths])
    assert counts(report) == {"merged": 1, "rejected": 5 + len(pipes)}
    codes = [entry.code for entry in report.rejected]
    assert codes[1 : 2 + len(pipes)] == ["file_unreadable"] * len(pipes) + ["file_not_found"]
    assert codes[-2:] == ["other_event", "training_file"]
    assert {problem.severity for problem in report.problems} == {"error"}
    assert all(problem.file for problem in report.problems)


def test_a_newer_revision_replaces_and_an_older_one_comes_late(book: Book, tmp_path: Path) -> None:
    first, second = put(tmp_path / "usb", "a07 26 r1", "a07 26 r2")
    assert counts(merge(book, [first, second])) == {"merged": 1, "replaced": 1}
    with Book.create(tmp_path / "late.book", TOML) as late:
        report = merge(late, [second, first])
        assert counts(report) == {"merged": 2}
        assert [p.code for p in report.problems] == ["revision_missing", "older_revision"]
        assert state(late).as_json() == state(book).as_json()


def test_two_laptops_with_one_day_are_a_conflict(book: Book, tmp_path: Path) -> None:
    report = merge(book, put(tmp_path / "usb", "a07 27", "twin 27"))
    assert counts(report) == {"merged": 1, "conflicts": 1}
    assert report.conflicts[0].code == "revision_fork"


def test_what_was_not_planned_is_taken_and_set_aside(book: Book, tmp_path: Path) -> None:
    report = merge(book, put(tmp_path / "usb", "x99 25"))
    assert counts(report) == {"merged": 1}
    assert [(p.code, p.severity) for p in report.problems] == [("unknown_stand", "warning")]
    assert state(book).set_aside[0].code == "unknown_stand"


def test_a_book_only_grows(book: Book, tmp_path: Path) -> None:
    merge(book, put(tmp_path / "usb", "a08 25"))
    for sql in ("DELETE FROM files", "UPDATE days SET day = ''", "DELETE FROM sales"):
        with pytest.raises(MachineError, match="history_only_grows"), book._database.transaction():
            book._database.execute(sql)


def test_a_book_is_set_to_lose_nothing(book: Book) -> None:
    pragmas = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    for name, value in pragmas.items():
        assert book._database.scalar(f"PRAGMA {name}") == value


def test_what_is_no_book_of_ours_is_not_opened(book: Book, tmp_path: Path) -> None:
    def code(path: Path) -> str:
        with pytest.raises(PosError) as refused:
            Book.open(path)
        return refused.value.code

    (tmp_path / "text").write_text("hello")
    (tmp_path / "broken").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    assert code(tmp_path / "none") == "book_missing"
    assert code(tmp_path / "text") == "not_a_book"
    assert code(tmp_path / "broken") in ("not_a_book", "book_damaged")
    book._database.execute("PRAGMA user_version=99")
    assert code(tmp_path / "office.book") == "book_newer"
    with pytest.raises(PosError, match="book_exists"):
        Book.create(tmp_path / "office.book", TOML)


@settings(max_examples=15)
@given(
    st.lists(st.sampled_from(NAMES), max_size=10),
    st.lists(st.sampled_from(NAMES), max_size=10),
    st.randoms(),
)
def test_any_order_any_repetition_and_a_merge_of_books_say_the_same(
    mine: list[str], theirs: list[str], rng: random.Random
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        every = put(root / "usb", *sorted({*mine, *theirs}))
        shuffled = put(root / "usb", *mine, *theirs)
        rng.shuffle(shuffled)
        with (
            Book.create(root / "1.book", TOML) as once,
            Book.create(root / "2.book", TOML) as often,
            Book.create(root / "3.book", TOML) as other,
        ):
            merge(once, every)
            merge(often, shuffled)
            merge(other, put(root / "usb", *mine))
            second = Book.create(root / "4.book", TOML)
            merge(second, put(root / "usb", *theirs))
            second.close()
            merge(other, [root / "4.book"])
            texts = {json.dumps(state(book).as_json()) for book in (once, often, other)}
    assert len(texts) == 1
