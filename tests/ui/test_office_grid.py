"""The office's pages: the headline, the grid by keys and clicks, an opened cell, the papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from office.real_files import TOML, new_book, put_files
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel
from support.shops import clock_at
from ui_office import Desk

from pos_app.dayfile.acknowledgement import acknowledgement_code
from pos_app.office.plan.plan_extras import EarlierFair
from pos_app.services.office import event_book
from pos_app.services.office.book_view import StandTill, TillDayGrid, TillDayState, TillDayStatus
from pos_app.services.office.settings import OfficeSettings
from ui.office import export_card
from ui.office.grid_page import GridPage
from ui.office.grid_view import MIN_DAY_WIDTH, GridView
from ui.office.svg_view import SvgView
from ui.texts import short_rupiah
from ui.theme import load_theme

Key = Qt.Key
CLOCK = clock_at("2023-10-27T21:00:00+08:00")
EARLIER = b'[earlier]\nname = "Expo 2022"\nnet = 900000\ndays = 3\n'
PHONED = TOML.replace(b'code = "A08"', b'code = "A08"\nname = "Berau"\nphone = "0812-0000-0008"')


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path) -> Iterator[Desk]:
    book = new_book(tmp_path, b"target = 1000000\n" + PHONED + EARLIER)
    names = ("a07 25", "a07 26 r1", "a07 26 r2", "a07 27", "twin 27", "a08 25", "x99 25")
    event_book.merge_into(book, [put_files(tmp_path / "files", *names)])
    OfficeSettings(tmp_path / "home").set("language", "en")
    found = Desk(styled_app, tmp_path / "home", CLOCK)
    found.start(book)
    yield found
    found.close()


def grid_page(desk: Desk) -> GridPage:
    return desk.window.grid_page


def grid(desk: Desk) -> GridView:
    return desk.window.grid_page.grid


def said(desk: Desk) -> str:
    """Every word of the opened cell."""
    labels = grid_page(desk).panel.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(grid_page(desk).panel))


def test_the_headline_never_says_a_bare_number(desk: Desk) -> None:
    words = grid_page(desk).headline.accessibleName()
    assert "Rp550.000" in words  # 50.000 + 150.000 + 350.000; the third day is in dispute
    assert "3 of 6 till-days in the sum" in words and "2 missing" in words
    assert "1 disputed between Rp200.000 and Rp450.000" in words
    assert "files set aside: 1" in words and "complete" not in words
    words = [mark.words for mark in grid_page(desk).headline.target.marks]
    assert words == ["Expo 2022 Rp900 k", "55.0% of the target Rp1 m"]


def test_every_cell_has_a_sign_and_a_word(desk: Desk) -> None:
    model = grid(desk).grid
    texts = [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert texts == [
        ["✓ 50 k\ndrawer −250 k", "↻ 150 k\ndrawer −350 k", "≠ disputed"],
        ["✓ 350 k\ndrawer −550 k", "… missing", "… missing"],
        ["! set aside", "", ""],
    ]
    spoken = model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "A08 · 1  Berau, Thu, 26 Oct 2023, missing, 0812-0000-0008"
    QAbstractItemModelTester(model)


def test_arrows_go_from_cell_to_cell_and_enter_opens_one(desk: Desk) -> None:
    desk.key(Key.Key_Right)
    desk.key(Key.Key_Return)
    assert grid_page(desk).is_open
    assert "A07 · 1" in said(desk) and "Thu, 26 Oct 2023" in said(desk)
    assert "revision 1" in said(desk) and "revision 2" in said(desk)
    desk.key(Key.Key_Right)
    assert "↻" not in said(desk) and "≠ disputed" in said(desk)
    assert "compare the code" in said(desk)
    desk.key(Key.Key_Escape)
    assert not grid_page(desk).is_open
    assert desk.app.focusWidget() is grid(desk)


def test_a_click_opens_a_cell_with_its_codes_and_its_key(desk: Desk) -> None:
    view = grid(desk)
    desk.click(view.viewport(), view.visualRect(view.grid.index(0, 0)).center())
    (file,) = desk.session.view.grid.statuses["A07", "1", "2023-10-25"].files  # type: ignore[union-attr]
    assert f"Code {file.slip}" in said(desk) and f"key {file.fingerprint}" in said(desk)
    assert "revision 1  ·  Rp50.000\ncounts" in said(desk)


def test_a_missing_day_has_a_number_to_phone_and_a_message_to_send(desk: Desk) -> None:
    grid_page(desk).open_cell(1, 1)
    assert "Phone: 0812-0000-0008" in said(desk)
    desk.key(Key.Key_F7)
    message = QGuiApplication.clipboard().text()
    assert "Berau" in message and "Thu, 26 Oct 2023" in message and "Expo" in message


def test_a_stand_is_thanked_with_the_code_of_its_slip(desk: Desk) -> None:
    grid_page(desk).open_cell(1, 0)
    desk.key(Key.Key_F7)
    (file,) = desk.session.view.grid.statuses["A08", "1", "2023-10-25"].files  # type: ignore[union-attr]
    text = QGuiApplication.clipboard().text()
    assert "stand A08-1" in text and f"Rp350.000, file code {file.slip}" in text
    assert f"Type at the till: {acknowledgement_code(file.manifest)}" in text


def test_a_strangers_file_is_shown_without_money_of_its_own(desk: Desk) -> None:
    grid_page(desk).open_cell(2, 0)
    assert "! set aside" in said(desk) and "not in the event's plan" in said(desk)
    assert not grid_page(desk).panel.amount.isVisible()


def test_whom_to_phone_is_one_list(desk: Desk) -> None:
    desk.key(Key.Key_F5)
    table = grid_page(desk).calls.table
    texts = [table.item(1, column).text() for column in range(2)]  # type: ignore[union-attr]
    assert texts == ["A08 · 1  Berau\n0812-0000-0008", "missing: Thu 26, Fri 27"]
    desk.key(Key.Key_F7)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "A07 · 1  A07: –: in dispute: Fri 27",
        "A08 · 1  Berau: 0812-0000-0008: missing: Thu 26, Fri 27",
    ]
    desk.key(Key.Key_Escape)
    assert grid_page(desk).side.currentWidget() is grid_page(desk).charts


def test_an_opened_cell_follows_what_comes_in(desk: Desk) -> None:
    grid_page(desk).open_cell(0, 2)
    before = sorted(said(desk).split("\n"))
    desk.session.refresh()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert sorted(said(desk).split("\n")) == before and grid_page(desk).is_open
    assert (grid(desk).currentIndex().row(), grid(desk).currentIndex().column()) == (0, 2)


def test_the_charts_are_drawn_and_say_what_is_in_them(desk: Desk) -> None:
    desk.key(Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    charts = desk.window.charts
    views = charts.findChildren(SvgView)
    assert charts.isVisible() and all(view.is_drawn for view in views)
    keys = [picture.key for picture in charts.pictures]
    assert len(views) == len(keys) and {"by_day", "by_hour", "by_maker", "by_payment"} <= set(keys)
    by_day = views[keys.index("by_day")]
    assert by_day.accessibleDescription().startswith("Wed 25 Oct* 400 k; Thu 26 Oct* 150 k; *")
    picture = views[keys.index("by_maker")].grab().toImage()
    rows, columns = range(0, picture.height(), 3), range(0, picture.width(), 3)
    inks = {picture.pixelColor(x, y).name() for x in columns for y in rows}
    assert desk.session.theme.color("accent").name() in inks


def test_charts_of_nothing_say_so(styled_app: QApplication, tmp_path: Path) -> None:
    book = new_book(tmp_path)
    desk = Desk(styled_app, tmp_path / "home", CLOCK)
    desk.start(book)
    desk.window.show_page("charts")
    assert desk.window.charts.none.isVisible()
    desk.close()


def test_the_settlement_is_provisional_and_its_statement_is_seen(desk: Desk) -> None:
    desk.key(Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    page = desk.window.settlement
    assert page.isVisible() and page.provisional.isVisible()
    assert page.preview.view.count == 1
    assert page.table.item(0, 0).text() == "Bu Sri *"  # type: ignore[union-attr]


def test_the_report_is_seen_and_written_into_a_folder(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_card, "ask_folder", lambda *_: tmp_path / "out")
    desk.key(Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    page = desk.window.report
    assert page.preview.view.count >= 1
    desk.key(Key.Key_F10)
    assert (tmp_path / "out" / "report.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "out" / "report.xlsx").exists()
    listed = page.files.files
    names = [listed.item(row).text() for row in range(listed.count())]
    assert "report.xlsx" in names and page.files.open.isVisible()


def test_stand_packs_are_written_into_a_folder(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "packs").mkdir()
    monkeypatch.setattr(export_card, "ask_folder", lambda *_: tmp_path / "packs")
    desk.window.show_page("report")
    desk.key(Key.Key_F11)
    page = desk.window.report
    # Two packs, and the cards of all counters in one PDF.
    assert page.packs.files.count() == 3 == len(list((tmp_path / "packs").iterdir()))
    assert "3 files written" in page.packs.status_label.text()


def test_receipts_for_the_stands_are_written_into_a_folder(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_card, "ask_folder", lambda *_: tmp_path / "receipts")
    desk.window.show_page("report")
    desk.key(Key.Key_F12)
    written = {path.name for path in (tmp_path / "receipts").iterdir()}
    assert "semua.txt" in written and len(written) == 2 * 7 + 1
    assert desk.window.report.receipts.files.count() == 2 * 7


def test_a_folder_that_cannot_be_written_is_said(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").write_text("a file where a folder should be")
    monkeypatch.setattr(export_card, "ask_folder", lambda *_: tmp_path / "out")
    desk.window.show_page("report")
    desk.key(Key.Key_F10)
    assert "was not written" in desk.window.report.files.status_label.text()
    assert desk.window.report.files.write.isEnabled()
    assert "cannot be written" in desk.window.alerts.text.text()


@pytest.mark.parametrize(
    ("amount", "indonesian", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1_000, "1 rb", "1 k"),
        (850_400, "850 rb", "850 k"),
        (1_990_000, "1,99 jt", "1.99 m"),
        (1_500_000, "1,5 jt", "1.5 m"),
        (48_750_000, "48,8 jt", "48.8 m"),
        (144_504_500, "145 jt", "145 m"),
        (1_250_000_000, "1,25 M", "1.25 bn"),
        (-1_990_000, "−1,99 jt", "−1.99 m"),
    ],
)
def test_a_long_amount_is_shortened_to_three_figures(
    amount: int, indonesian: str, english: str
) -> None:
    assert short_rupiah(amount, "id") == indonesian
    assert short_rupiah(amount, "en") == english


def test_forty_tills_and_ten_days_are_walked_through_by_keys(
    styled_app: QApplication,
) -> None:
    tills = tuple(StandTill(f"A{n:02}", "1", f"Stan {n}") for n in range(40))
    days = tuple(f"2023-10-{day}" for day in range(11, 21))
    statuses = {
        (till.stand, "1", day): TillDayStatus(
            till.stand, "1", day, TillDayState.RECEIVED, is_due=True, net=1_000_000
        )
        for till in tills
        for day in days
    }
    view = GridView(load_theme("light"), "id")
    view.resize(600, 300)
    view.show_grid(TillDayGrid(tills, days, statuses))
    view.show()
    for key, times in ((Key.Key_Down, 39), (Key.Key_Right, 9)):
        for _ in range(times):
            QTest.keyClick(view, key)
    index = view.currentIndex()
    assert (index.row(), index.column()) == (39, 9)
    assert view.viewport().rect().contains(view.visualRect(index).center())
    assert view.columnWidth(9) >= MIN_DAY_WIDTH, "no day is squeezed"
    QTest.keyClick(view, Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (0, 0)
    view.close()
    view.deleteLater()


def test_an_earlier_fair_of_other_length_is_marked_by_its_average_day(desk: Desk) -> None:
    view = desk.session.view
    assert view is not None
    headline = grid_page(desk).headline
    for days, marks in (
        (2, ["Expo 2022 Rp1.35 m if it had had 3 days"]),
        (0, []),  # nobody knows how long it was, so nothing is compared
    ):
        plan = replace(view.status.plan, earlier=EarlierFair("Expo 2022", 900_000, days), target=0)
        headline.show_view(view._replace(status=replace(view.status, plan=plan)))
        assert [mark.words for mark in headline.target.marks] == marks
