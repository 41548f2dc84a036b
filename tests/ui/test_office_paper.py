"""Closing slips handed over at the office's window: dropped as PDF, pasted as a code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from office.real_files import new_book
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from support.shops import cash, clock_at, make_shop, ring
from ui_office import Desk

from pos_app.services.day import business_day, closing
from pos_app.services.office.book_view import TillDayState, TillDayStatus
from pos_app.services.office.settings import OfficeSettings
from pos_app.services.office.slip_pictures import slip_codes_in
from pos_app.services.paper import closing_slip
from ui.office import export_card

CLOCK = clock_at("2023-10-26T21:00:00+08:00")


@dataclass(frozen=True)
class Handed:
    """What a stand may hand over for one day."""

    slip: Path
    file: Path
    code: str


@pytest.fixture
def handed(tmp_path: Path) -> Handed:
    slip, file = tmp_path / "slip.pdf", tmp_path / "day.zip"
    with make_shop(tmp_path / "till", stand="A08") as shop:
        ring(shop, lines=[{"code": "A", "qty": 3}], tenders=cash(150_000))
        closed = closing.close_till(shop, counted=0)
        closing_slip.save_closing_slip(shop, closed.day, slip)
        file.write_bytes(business_day.day_file_bytes(shop, closed))
    (code,) = slip_codes_in(slip)
    return Handed(slip, file, code)


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path) -> Iterator[Desk]:
    book = new_book(tmp_path)
    OfficeSettings(tmp_path / "home").set("language", "en")
    found = Desk(styled_app, tmp_path / "home", CLOCK)
    found.start(book)
    yield found
    found.close()


def till_day(desk: Desk) -> TillDayStatus:
    assert desk.session.view is not None
    return desk.session.view.grid.statuses["A08", "1", "2023-10-25"]


def test_a_dropped_slip_is_reported_on_paper_and_its_file_is_still_owed(
    desk: Desk, handed: Handed
) -> None:
    desk.drop(handed.slip)
    assert desk.window.alerts.text.text() == "Closing slips: 1 new"
    assert till_day(desk).state is TillDayState.PAPER and till_day(desk).amount == 150_000
    words = desk.window.grid_page.headline.accessibleName()
    assert "1 on paper (not in the sum: Rp150.000)" in words and "Rp0" in words
    assert "1 on paper" in words
    desk.window.grid_page.open_cell(1, 0)
    panel = desk.window.grid_page.panel
    said = [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]
    assert "§ on paper" in said and "Rp150.000" in said
    assert "has not reached us" in panel.message.toPlainText()


def test_slip_and_file_are_dropped_together_and_the_file_counts(desk: Desk, handed: Handed) -> None:
    desk.drop(handed.slip, handed.file)
    assert desk.window.alerts.text.text() == "Files: 1 new  ·  Closing slips: 1 new"
    assert till_day(desk).state is TillDayState.RECEIVED and till_day(desk).amount == 150_000


def test_the_code_of_a_slip_is_pasted(desk: Desk, handed: Handed) -> None:
    QGuiApplication.clipboard().setText(handed.code)
    desk.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.alerts.text.text() == "Closing slips: 1 new"
    assert till_day(desk).state is TillDayState.PAPER
    desk.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.alerts.text.text() == "Closing slips: 1 already here"


def test_a_picture_without_a_code_is_named_with_what_to_do(desk: Desk, tmp_path: Path) -> None:
    photo = tmp_path / "holiday.png"
    desk.window.grab().save(str(photo))
    desk.drop(photo)
    assert desk.window.alerts.text.text() == "Photos: 1 rejected"
    assert [problem.code for problem in desk.session.problems] == ["slip_photo_without_code"]
    assert desk.window.problems_button.isVisible()


def test_a_photo_in_a_dropped_folder_is_read_and_others_are_passed_over(
    desk: Desk, handed: Handed, tmp_path: Path
) -> None:
    import pypdfium2

    folder = tmp_path / "chat"
    folder.mkdir()
    page = pypdfium2.PdfDocument(handed.slip)[0]
    page.render(scale=2).to_pil().save(folder / "IMG-20231025-WA0007.jpg")
    desk.window.grab().save(str(folder / "holiday.png"))
    (folder / "broken.jpg").write_bytes(b"no picture")
    desk.drop(folder)
    said = desk.window.alerts.text.text()
    assert said == "Closing slips: 1 new  ·  Pictures without a new code: 2"
    assert till_day(desk).state is TillDayState.PAPER
    assert {problem.code for problem in desk.session.problems} == {"paper_key_new"}


def test_the_empty_board_offers_the_stand_packs(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_card, "ask_folder", lambda *_: tmp_path / "packs")
    assert desk.window.grid_page.packs.isVisible()
    desk.key(Qt.Key.Key_F11)
    written = {path.suffix for path in (tmp_path / "packs").iterdir()}
    assert written == {".standpack", ".pdf"}, "the packs, and every counter's card in one PDF"
    assert desk.window.report.isVisible()
