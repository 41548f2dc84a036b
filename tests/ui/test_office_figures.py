"""The exact sums in the office's window: as tables, for the clipboard, and under the pointer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from office.real_files import new_book, put_files
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.shops import clock_at
from ui_office import Desk

from pos_app.domain.money import group_digits
from pos_app.services.office.figures import figure_tables
from pos_app.services.office.settings import OfficeSettings
from ui.office.figures_dialog import FiguresDialog
from ui.office.svg_view import SvgView


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path) -> Iterator[Desk]:
    OfficeSettings(tmp_path / "home").set("language", "en")
    found = Desk(styled_app, tmp_path / "home", clock_at("2023-10-27T21:00:00+08:00"))
    found.start(new_book(tmp_path))
    found.drop(put_files(tmp_path / "stick", "a07 25", "a07 26 r1", "a08 25"))
    yield found
    found.close()


def test_every_table_adds_up_to_the_confirmed_total(desk: Desk) -> None:
    assert desk.session.view is not None
    status = desk.session.view.status
    tables = {table.key: table for table in figure_tables(status, "en")}
    assert {"by_day", "by_stand", "by_till", "by_maker"} <= set(tables)
    for key in ("by_day", "by_stand", "by_till"):
        assert tables[key].sums[-1] == status.totals.net
    makers = sum(row.net for row in status.confirmed.by_maker)
    assert tables["by_maker"].sums[-1] == makers


def test_ctrl_t_shows_the_sums_to_the_rupiah_and_f7_copies_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[FiguresDialog] = []

    def look(dialog: FiguresDialog) -> int:
        dialog.show()
        desk.process_events()
        QTest.mouseClick(dialog.tabs[1], Qt.MouseButton.LeftButton)
        QTest.keyClick(dialog, Qt.Key.Key_F7)
        last = dialog.table.item(dialog.table.rowCount() - 1, dialog.table.columnCount() - 1)
        seen.append(dialog)
        assert desk.session.view is not None
        assert last.text() == group_digits(desk.session.view.status.totals.net)
        dialog.close()
        return 0

    monkeypatch.setattr(FiguresDialog, "exec", look)
    desk.key(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert seen
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines[0][0] == "Stand"
    assert {len(line) for line in lines} == {8}
    assert sum(int(line[-1]) for line in lines[1:-1]) == int(lines[-1][-1])


def test_the_pointer_over_a_bar_shows_its_exact_amount(desk: Desk) -> None:
    charts = desk.window.grid_page.charts
    for bars in (charts.days, charts.makers):
        first = bars.bars[0]
        assert bars.words_at(QPoint(2, 10)) == f"{first.name}: Rp{group_digits(first.amount)}"
        assert bars.words_at(QPoint(2, 5_000)) == "" or bars is charts.days


def test_the_pointer_over_a_drawing_shows_its_exact_sums(desk: Desk) -> None:
    desk.window.show_page("charts")
    desk.process_events()
    assert desk.session.view is not None
    net = group_digits(desk.session.view.status.totals.net)
    tips = [view.toolTip() for view in desk.window.charts.findChildren(SvgView)]
    assert sum(f"Rp{net}" in tip for tip in tips) >= 3
