"""The doors of the office: a book opened, a book made from a file or from a form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from office.real_files import TOML, put_files
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.shops import clock_at
from ui_office import Desk

from pos_app.services.demo import DEMO_QRIS
from pos_app.services.office import book_view, event_book
from pos_app.services.office.settings import OfficeSettings
from pos_app.services.office.stand_packs import write_stand_packs
from ui.app import TillApp
from ui.office import event_card, new_book_page, office_window, start_page
from ui.office.office_window import OfficeWindow
from ui.setup.wizard import SetupWizard

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
CLOCK = clock_at("2023-10-27T21:00:00+08:00")


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path) -> Iterator[Desk]:
    OfficeSettings(tmp_path / "home").set("language", "en")
    found = Desk(styled_app, tmp_path / "home", CLOCK)
    found.start()
    yield found
    found.close()


@pytest.fixture
def event(tmp_path: Path) -> Path:
    path = tmp_path / "event.toml"
    path.write_bytes(TOML)
    return path


def test_without_a_book_there_are_doors_and_no_pages(desk: Desk) -> None:
    window = desk.window
    assert window.start_page.isVisible() and not window.start_page.last.isVisible()
    assert not window.add.isVisible() and not window.nav["board"].isVisible()
    desk.key(Key.Key_2, CONTROL)
    assert window.start_page.isVisible()


def test_a_book_is_opened_by_a_key(
    desk: Desk, event: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event_book.init_book(tmp_path / "fair.book", event)
    monkeypatch.setattr(start_page, "ask_book", lambda *_: tmp_path / "fair.book")
    desk.key(Key.Key_F2)
    assert desk.window.grid_page.isVisible()
    assert "Expo" in desk.window.event_name.text()


def test_a_dropped_book_is_opened(desk: Desk, event: Path, tmp_path: Path) -> None:
    event_book.init_book(tmp_path / "fair.book", event)
    desk.drop(tmp_path / "fair.book")
    assert desk.window.grid_page.isVisible()


def test_a_dropped_event_file_makes_a_book(
    desk: Desk, event: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_window, "ask_new_book", lambda *_: tmp_path / "new.book")
    desk.drop(event)
    assert desk.session.book == tmp_path / "new.book" and desk.window.grid_page.isVisible()


def test_an_event_file_with_faults_makes_none_and_names_them(
    desk: Desk, event: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event.write_bytes(TOML.replace(b"end = 2023-10-27", b"end = 2023-10-20") + b"[[maker]]\n")
    monkeypatch.setattr(office_window, "ask_new_book", lambda *_: tmp_path / "new.book")
    monkeypatch.setattr(start_page, "ask_event_file", lambda *_: event)
    desk.key(Key.Key_F4)
    assert desk.window.start_page.isVisible() and not (tmp_path / "new.book").exists()
    assert desk.window.alerts.isVisible() and desk.window.problems_button.isVisible()
    assert len(desk.session.problems) > 1


def fill(desk: Desk) -> None:
    """The form filled in by hand, its stands pasted from a spreadsheet."""
    form, event = desk.window.new_book_page, desk.window.new_book_page.event_card
    QTest.keyClicks(event.code, "expo24")
    QTest.keyClicks(event.name, 'Expo "Kriya" 2024')
    event.start.setDate(QDate(2024, 10, 21))
    event.end.setDate(QDate(2024, 10, 25))
    QTest.keyClicks(event.target, "150000000")
    QTest.keyClicks(event.earlier_name, "Expo 2023")
    QTest.keyClicks(event.earlier, "140000000")
    event.rounding.setCurrentIndex(event.rounding.findData(500))
    QGuiApplication.clipboard().setText(
        "A01\tDekranasda\t2\t0812-1\r\nA02\tBerau\t\t\r\n\r\nA03\tPaser\t1\t0812-3\t\t\textra\r\n"
    )
    form.stands.setFocus()
    form.stands.setCurrentCell(0, 0)
    QTest.keyClick(form.stands, Key.Key_V, CONTROL)
    form.makers.paste("M1\tBu Sri\t12,5\nM2\tPak Budi\t10")
    desk.click(form.tabs[2])
    form.staff.paste("siti\tSiti\t\nbudi\tBudi\ta01")
    for table, row in ((form.makers, 1), (form.staff, 1)):
        item = table.item(row, table.columnCount() - 1)
        assert item is not None
        item.setCheckState(Qt.CheckState.Checked)


def test_a_form_becomes_a_book(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new_book_page, "ask_new_book", lambda *_: tmp_path / "expo.book")
    desk.key(Key.Key_F3)
    fill(desk)
    desk.key(Key.Key_Return, CONTROL)
    assert desk.window.grid_page.isVisible()
    plan = book_view.view_book(tmp_path / "expo.book", None, CLOCK).status.plan
    assert (plan.code, plan.name) == ("EXPO24", 'Expo "Kriya" 2024')
    assert (plan.target, plan.cash_rounding) == (150_000_000, 500)
    assert [(s.code, s.tills, s.phone) for s in plan.stands] == [
        ("A01", ("1", "2"), "0812-1"),
        ("A02", ("1",), ""),
        ("A03", ("1",), "0812-3"),
    ]
    assert plan.earlier is not None and plan.earlier.net == 140_000_000
    assert [(p.person.code, p.person.role, p.stand) for p in plan.staff] == [
        ("SITI", "cashier", ""),
        ("BUDI", "lead", "A01"),
    ]
    assert [(m.share_bp, m.discount_by) for m in plan.makers] == [(1250, "maker"), (1000, "stand")]


def test_a_form_says_what_is_lacking_and_then_what_is_wrong(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_book_page, "ask_new_book", lambda *_: tmp_path / "expo.book")
    desk.key(Key.Key_F3)
    form = desk.window.new_book_page
    form.try_to_make()
    event = form.event_card
    assert "code" in form.error_label.text() and desk.app.focusWidget() is event.code
    fill(desk)
    event.end.setDate(QDate(2024, 10, 1))
    form.try_to_make()
    assert form.error_label.isVisible() and not (tmp_path / "expo.book").exists()
    event.end.setDate(QDate(2024, 10, 25))
    form.stands.item(0, 2).setText("two")  # type: ignore[union-attr]
    form.try_to_make()
    assert form.error_label.isVisible() and not (tmp_path / "expo.book").exists()


def test_escape_leaves_the_form(desk: Desk) -> None:
    desk.key(Key.Key_F3)
    assert desk.window.new_book_page.isVisible()
    desk.key(Key.Key_Escape)
    assert desk.window.start_page.isVisible()


def test_rows_come_and_go(desk: Desk) -> None:
    table = desk.window.new_book_page.stands
    table.add_row(["A01", "Dekranasda", "1"])
    assert table.rowCount() == 2 and table.rows() == [["A01", "Dekranasda", "1", "", "", ""]]
    table.setCurrentCell(1, 0)
    table.remove_row()
    assert table.rows() == []


def test_the_first_start_of_a_laptop_leads_to_the_office_too(  # type: ignore[no-untyped-def]
    styled_app: QApplication, tmp_path: Path, qtbot
) -> None:
    till = TillApp(styled_app, tmp_path / "home")
    till.start()
    assert isinstance(till.window, SetupWizard)
    QTest.keyClick(till.window, Key.Key_F9)
    qtbot.waitUntil(lambda: till.office is not None and till.office.window is not None)
    assert till.office is not None and isinstance(till.office.window, OfficeWindow)
    assert till.window is None
    till.close()


def test_a_form_with_a_sheet_of_goods_makes_a_book_that_has_them(
    desk: Desk, goods: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_book_page, "ask_new_book", lambda *_: tmp_path / "expo.book")
    monkeypatch.setattr(event_card, "ask_goods", lambda *_: goods)
    desk.key(Key.Key_F3)
    fill(desk)
    desk.click(desk.window.new_book_page.event_card.choose)
    desk.key(Key.Key_Return, CONTROL)
    assert desk.window.grid_page.isVisible()
    report = write_stand_packs(tmp_path / "expo.book", tmp_path / "packs")
    assert len(report.packs) == 4 and not report.problems


def test_a_sheet_of_goods_with_faults_is_listed(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "goods.csv"
    sheet.write_text("sku,name,category,maker,price_rp,stock\nA1,Gelang,Manik,M1,murah,3\n")
    monkeypatch.setattr(new_book_page, "ask_new_book", lambda *_: tmp_path / "expo.book")
    desk.key(Key.Key_F3)
    fill(desk)
    desk.window.new_book_page.event_card.goods.setText(str(sheet))
    desk.window.new_book_page.try_to_make()
    assert desk.window.new_book_page.isVisible() and not (tmp_path / "expo.book").exists()
    assert desk.window.alerts.isVisible() and desk.window.problems_button.isVisible()


def test_the_makers_of_the_sheet_get_their_rows_by_a_key(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "goods.csv"
    sheet.write_text(
        "sku,name,category,maker,price_rp,stock\nA1,Gelang,Manik,Bu Sri,9000,3\n"
        "A2,Bros,Manik,Ukir Telindung,9000,3\nA3,Topi,Anyam,Anyam Gunung Binjai,9000,3\n"
    )
    monkeypatch.setattr(new_book_page, "ask_new_book", lambda *_: tmp_path / "expo.book")
    desk.key(Key.Key_F3)
    form = desk.window.new_book_page
    desk.key(Key.Key_F7)
    assert "Choose the sheet of goods first." in desk.window.alerts.text.text()
    fill(desk)
    form.event_card.goods.setText(str(sheet))
    desk.key(Key.Key_F7)
    assert form.tabs[1].isChecked() and form.of_goods.isVisible()
    assert [row[:2] for row in form.makers.rows()] == [
        ["M1", "Bu Sri"],
        ["M2", "Pak Budi"],
        ["UT", "Ukir Telindung"],
        ["AGB", "Anyam Gunung Binjai"],
    ]
    desk.key(Key.Key_F7)
    assert "has a row already" in desk.window.alerts.text.text()
    assert len(form.makers.rows()) == 4
    desk.key(Key.Key_Return, CONTROL)
    assert desk.window.grid_page.isVisible() and not desk.session.problems


def type_keys(desk: Desk, text: str) -> None:
    """Type a text key by key: the first one opens the cell."""
    for char in text:
        QTest.keyClicks(desk.app.focusWidget() or desk.window, char)
        desk.process_events()


def test_tab_goes_through_the_cells_and_begins_a_new_row(desk: Desk) -> None:
    desk.key(Key.Key_F3)
    form = desk.window.new_book_page
    form.stands.setFocus()
    form.stands.setCurrentCell(0, 0)
    for text in ("A01", "Dekranasda", "2", "", "", ""):
        type_keys(desk, text)
        desk.key(Key.Key_Tab)
    type_keys(desk, "A02")
    desk.key(Key.Key_Return)
    assert [row[:3] for row in form.stands.rows()] == [["A01", "Dekranasda", "2"], ["A02", "", ""]]


def test_tab_leaves_the_table_behind_an_empty_row(desk: Desk) -> None:
    desk.key(Key.Key_F3)
    table = desk.window.new_book_page.stands
    table.setFocus()
    table.setCurrentCell(0, table.columnCount() - 1)
    QTest.keyClick(table, Key.Key_Tab)
    desk.process_events()
    assert table.rowCount() == 1 and desk.app.focusWidget() is not table


def test_another_language_keeps_what_was_typed(desk: Desk) -> None:
    desk.key(Key.Key_F3)
    fill(desk)
    typed = desk.window.new_book_page.draft()
    desk.key(Key.Key_Escape)
    desk.click(desk.window.start_page.looks["language", "id"])
    desk.process_events()
    assert desk.session.language == "id"
    desk.key(Key.Key_F3)
    assert desk.window.new_book_page.draft() == typed


@pytest.mark.parametrize("from_book", [True, False])
def test_a_new_fair_begins_from_the_last_one(
    desk: Desk,
    event: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    from_book: bool,
) -> None:
    event.write_bytes(TOML + b'phone = "0812"\n[[staff]]\ncode="SITI"\nname="Siti"\nrole="lead"\n')
    event_book.init_book(tmp_path / "last.book", event)
    event_book.merge_into(tmp_path / "last.book", [put_files(tmp_path / "stick", "a07 25")])
    chosen = tmp_path / "last.book" if from_book else event
    monkeypatch.setattr(new_book_page, "ask_earlier", lambda *_: chosen)
    desk.key(Key.Key_F3)
    desk.key(Key.Key_F2)
    draft = desk.window.new_book_page.draft()
    assert [(s.code, s.tills) for s in draft.stands] == [("A07", 1), ("A08", 1)]
    assert [(m.code, m.share, m.phone) for m in draft.makers] == [
        ("M1", "10", ""),
        ("M2", "10", "0812"),
    ]
    assert [(p.code, p.lead) for p in draft.staff] == [("SITI", True)]
    assert draft.code == ""
    if from_book:
        assert (draft.earlier_name, draft.earlier_days) == ("Expo", 3)
        assert draft.earlier_net == event_book.book_status(chosen, None, CLOCK).totals.net


def test_the_form_takes_days_telephones_and_the_qris_of_a_photo(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import zxingcpp
    from PIL import Image

    photo = tmp_path / "sticker.png"
    code = zxingcpp.create_barcode(DEMO_QRIS, zxingcpp.BarcodeFormat.QRCode)
    Image.fromarray(code.to_image(scale=6)).save(photo)
    monkeypatch.setattr(new_book_page, "ask_new_book", lambda *_: tmp_path / "expo.book")
    monkeypatch.setattr(new_book_page, "ask_for_photo", lambda *_: str(photo))
    desk.key(Key.Key_F3)
    fill(desk)
    form = desk.window.new_book_page
    form.show_table(0)
    form.stands.paste("A01\tDekranasda\tK1 K2\t0812-1\t\t21-22, 25")
    form.makers.setCurrentCell(0, 0)
    form.makers.paste("M1\tBu Sri\t12,5\t0822")
    form.event_card.earlier_days.set_number(4)
    form.stands.setCurrentCell(0, 0)
    form.photo.click()
    desk.key(Key.Key_Return, CONTROL)
    plan = book_view.view_book(tmp_path / "expo.book", None, CLOCK).status.plan
    stand = plan.stands[0]
    assert (stand.tills, stand.qris) == (("K1", "K2"), DEMO_QRIS)
    assert stand.days == ("2024-10-21", "2024-10-22", "2024-10-25")
    assert plan.maker_phones == {"M1": "0822"}
    assert plan.earlier is not None and plan.earlier.days == 4
