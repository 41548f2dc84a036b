"""The office's papers in its window: language, letterhead, and all statements at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from office.real_files import new_book, put_files
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from support.papers import text_of
from support.shops import clock_at
from ui_office import Desk

from pos_app.services.office import event_book, letterheads
from pos_app.services.office.letterheads import Letterhead
from pos_app.services.office.settings import OfficeSettings
from ui.office import letterhead_dialog
from ui.office.letterhead_dialog import LetterheadDialog

CLOCK = clock_at("2023-10-28T21:00:00+08:00")


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path) -> Iterator[Desk]:
    book = new_book(tmp_path)
    event_book.merge_into(book, [put_files(tmp_path / "in", "a07 25", "a08 25")])
    OfficeSettings(tmp_path / "home").set("language", "en")
    found = Desk(styled_app, tmp_path / "home", CLOCK)
    found.start(book)
    yield found
    found.close()


def report(desk: Desk) -> str:
    pdf = desk.window.report.preview._pdf
    assert pdf is not None
    return " ".join(text_of(pdf).split())


def show_report(desk: Desk) -> None:
    desk.window.show_page("report")
    desk.process_events()


def test_the_report_is_shown_and_written_in_the_chosen_language(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_report(desk)
    assert "Laporan penjualan" in report(desk)
    languages = desk.window.report.choice.languages
    languages.setFocus()
    desk.key(Qt.Key.Key_Down)
    assert "Sales report" in report(desk)
    assert letterheads.paper_language(OfficeSettings(tmp_path / "home")) == "en"
    monkeypatch.setattr("ui.office.export_card.ask_folder", lambda *_: tmp_path / "out")
    desk.window.report.focus_home()
    desk.key(Qt.Key.Key_F10)
    assert "Sales report" in text_of((tmp_path / "out" / "report.pdf").read_bytes())
    assert "Maker's statement" in text_of((tmp_path / "out" / "settlements.pdf").read_bytes())


def test_the_letterhead_is_asked_for_kept_and_printed(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = Letterhead("Dekranasda", "Balikpapan")
    monkeypatch.setattr(LetterheadDialog, "ask", lambda *_: chosen)
    show_report(desk)
    desk.key(Qt.Key.Key_F3)
    assert "Dekranasda" in report(desk) and "Diterbitkan di Balikpapan" in report(desk)
    assert letterheads.stored_letterhead(OfficeSettings(tmp_path / "home")) == chosen


def test_a_letterhead_that_is_not_saved_changes_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_report(desk)
    before = report(desk)
    monkeypatch.setattr(LetterheadDialog, "ask", lambda *_: None)
    desk.key(Qt.Key.Key_F3)
    assert report(desk) == before


def test_a_logo_is_taken_shown_and_taken_away_and_no_picture_is_said_to_be_none(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (300, 100), "red").save(tmp_path / "logo.png")
    (tmp_path / "no.png").write_bytes(b"no")
    dialog = LetterheadDialog(desk.session, Letterhead("A"), Letterhead("B", "C"), desk.window)
    assert dialog.place.placeholderText() == "C"
    monkeypatch.setattr(letterhead_dialog, "ask_for_photo", lambda *_: str(tmp_path / "no.png"))
    dialog.take_logo()
    assert not dialog.error_label.isHidden() and dialog.letterhead == Letterhead("A")
    monkeypatch.setattr(letterhead_dialog, "ask_for_photo", lambda *_: str(tmp_path / "logo.png"))
    dialog.take_logo()
    assert dialog.error_label.isHidden() and dialog.letterhead.logo.startswith(b"\x89PNG")
    dialog.drop_logo()
    assert dialog.letterhead == Letterhead("A")
    dialog.deleteLater()


def test_all_statements_are_one_paper_and_a_maker_chosen_after_is_alone_again(desk: Desk) -> None:
    desk.window.show_page("settlement")
    desk.process_events()
    page = desk.window.settlement
    one = page.preview._pdf
    assert one is not None
    desk.key(Qt.Key.Key_F3)
    every = page.preview._pdf
    assert every is not None and every != one
    assert text_of(one) in text_of(every)
    page.table.setCurrentCell(0, 0)
    desk.process_events()
    assert page.preview._pdf == one
