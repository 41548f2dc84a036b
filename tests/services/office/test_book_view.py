"""The office window's services: the view of a book, a new book, settings, a cancelled merge."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from office.real_files import new_book, put_files
from support.shops import clock_at

from pos_app.errors import MachineError, PosError, Refused
from pos_app.office.intake.merge import Cancelled
from pos_app.services.office import book_setup, book_view, event_book, reports
from pos_app.services.office.book_setup import EventDraft, StandDraft
from pos_app.services.office.book_view import TillDayState
from pos_app.services.office.settings import LAST_BOOK, OfficeSettings
from pos_app.services.office.stand_packs import write_stand_packs

CLOCK = clock_at("2023-10-28T21:00:00+08:00")
DRAFT = EventDraft("EXPO23", "Expo", "2023-10-25", "2023-10-27", stands=(StandDraft("A07"),))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return new_book(tmp_path)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    names = ("a07 25", "a07 26 r1", "a07 26 r2", "a08 25", "other event", "cut short")
    return put_files(tmp_path / "files", *names)


def test_the_view_and_the_status_say_the_same(book: Path, files: Path) -> None:
    event_book.merge_into(book, [files])
    view = book_view.view_book(book, None, CLOCK)
    assert view.status == event_book.book_status(book, None, CLOCK)
    statuses = view.grid.statuses
    assert statuses["A07", "1", "2023-10-26"].state is TillDayState.REVISED
    assert statuses["A08", "1", "2023-10-26"].state is TillDayState.MISSING
    assert sum(day_status.amount for day_status in statuses.values()) == view.status.totals.net


def test_a_merge_that_is_given_up_leaves_whole_files_and_says_how_many(
    book: Path, files: Path
) -> None:
    def progress(done: int, name: str) -> None:
        if done == 2:
            raise Cancelled

    report = event_book.merge_into(book, [files], progress)
    assert report.cancelled and report.taken == 2
    assert book_view.view_book(book, None, CLOCK).status.received == 2
    again = event_book.merge_into(book, [files])
    assert not again.cancelled
    assert (len(again.same), again.taken, len(again.rejected)) == (2, 2, 2)


def test_a_typed_event_becomes_a_book_with_its_toml_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "expo.book"
    assert book_setup.new_book(path, DRAFT) == ()
    assert book_view.view_book(path, None, CLOCK).status.expected == 3
    assert (tmp_path / "expo.toml").read_text("utf-8") == book_setup.event_toml(DRAFT)


def test_a_typed_event_that_cannot_be_leaves_nothing_behind(tmp_path: Path) -> None:
    wrong = EventDraft("", "Expo", "2023-10-25", "2023-10-20")
    codes = {problem.code for problem in book_setup.draft_problems(wrong)}
    assert {"plan_end_before_start", "plan_no_stands"} <= codes
    with pytest.raises(Refused):
        book_setup.new_book(tmp_path / "expo.book", wrong)
    assert list(tmp_path.iterdir()) == []
    assert book_setup.draft_problems(DRAFT) == ()


def test_an_existing_book_is_never_written_over(book: Path) -> None:
    before = book.read_bytes()
    with pytest.raises(PosError, match="book_exists"):
        book_setup.new_book(book, DRAFT)
    assert book.read_bytes() == before


def test_papers_are_made_from_the_book(book: Path, files: Path) -> None:
    event_book.merge_into(book, [files])
    assert reports.report_pdf(book, None, CLOCK).startswith(b"%PDF")
    statement = reports.maker_statement_pdf(book, "M1", None, CLOCK)
    assert statement is not None and statement.startswith(b"%PDF")
    assert reports.maker_statement_pdf(book, "nobody", None, CLOCK) is None


def test_choices_are_remembered(tmp_path: Path, book: Path) -> None:
    OfficeSettings(tmp_path / "home").set("language", "en")
    OfficeSettings(tmp_path / "home").set(LAST_BOOK, str(book))
    found = OfficeSettings(tmp_path / "home")
    assert found.get("language") == "en" and found.last_book == book
    book.unlink()
    assert found.last_book is None


@pytest.mark.parametrize("text", ["", "[]", "{", '{"language": 7}', "[" * 100_000])
def test_choices_that_cannot_be_read_are_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "office.json").write_text(text, encoding="utf-8")
    found = OfficeSettings(tmp_path)
    assert found.get("language", "id") == "id" and found.last_book is None
    found.set("language", "en")
    assert json.loads((tmp_path / "office.json").read_text("utf-8")) == {"language": "en"}


def test_a_choice_that_cannot_be_kept_holds_until_the_end(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where a folder should be")
    found = OfficeSettings(tmp_path / "home")
    with pytest.raises(MachineError, match="office_settings_unwritable"):
        found.set("language", "en")
    assert found.get("language") == "en"


def test_a_typed_event_brings_its_goods_along(tmp_path: Path) -> None:
    sheet = tmp_path / "elsewhere" / "barang kami.csv"
    sheet.parent.mkdir()
    sheet.write_text("sku,name,category,maker,price_rp,stock\nA1,Gelang,Manik,M1,15000,3\n")
    path = tmp_path / "expo.book"
    book_setup.new_book(path, DRAFT, sheet)
    assert (tmp_path / "expo.goods.csv").read_bytes() == sheet.read_bytes()
    assert 'goods = "expo.goods.csv"' in (tmp_path / "expo.toml").read_text("utf-8")
    report = write_stand_packs(path, tmp_path / "packs")
    assert len(report.packs) == 1 and not report.problems


def test_a_file_that_lies_beside_a_new_book_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "expo.toml").write_text("somebody's notes")
    book_setup.new_book(tmp_path / "expo.book", DRAFT)
    assert (tmp_path / "expo.toml").read_text() == "somebody's notes"


def test_goods_that_cannot_be_read_leave_nothing_behind(tmp_path: Path) -> None:
    sheet = tmp_path / "goods.csv"
    sheet.write_text("sku,name,category,maker,price_rp,stock\nA1,Gelang,Manik,M1,murah,3\n")
    with pytest.raises(Refused):
        book_setup.new_book(tmp_path / "expo.book", DRAFT, sheet)
    assert [path.name for path in tmp_path.iterdir()] == ["goods.csv"]
