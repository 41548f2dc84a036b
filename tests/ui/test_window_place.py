"""A window lies inside its screen, frame counted; an alert moves nothing under the hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from office.real_files import new_book
from PySide6.QtCore import QMargins, QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from support.shops import clock_at
from ui_office import Desk
from ui_robot import Counter

from pos_app.services.office.settings import OfficeSettings
from ui import application, screen_room
from ui.alerts import Level

SCREEN = QRect(0, 28, 1366, 740)  # a panel of 28 px at the top
FRAME = QMargins(2, 30, 2, 4)
LONG = "Files: 12 new  ·  3 rejected  ·  " * 4


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (QRect(100, 100, 800, 600), QRect(100, 100, 800, 600)),
        (QRect(0, 0, 1366, 768), QRect(2, 58, 1362, 706)),
        (QRect(-500, 200, 800, 500), QRect(2, 200, 800, 500)),
        (QRect(1300, 700, 800, 500), QRect(564, 264, 800, 500)),
        (QRect(3000, 2000, 2560, 1440), QRect(2, 58, 1362, 706)),
    ],
)
def test_a_window_and_its_frame_lie_in_the_screen(inner: QRect, expected: QRect) -> None:
    found = screen_room.placed_inside(inner, FRAME, SCREEN)
    assert found == expected
    assert SCREEN.contains(found.marginsAdded(FRAME))


@pytest.mark.parametrize("stored", [False, True])
def test_a_window_reopens_inside_a_smaller_screen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, stored: bool
) -> None:
    old, window = QWidget(), QWidget()
    for each in (old, window):
        qtbot.addWidget(each)
    old.setGeometry(QRect(10, 10, 1900, 1000))
    monkeypatch.setattr(screen_room, "available_geometry", lambda _window: SCREEN)
    application.restore_geometry(window, application.encode_geometry(old) if stored else "")
    assert SCREEN.contains(window.geometry().marginsAdded(screen_room.USUAL_FRAME))


def places(window: QWidget) -> dict[int, tuple[QPoint, int, int]]:
    found = {}
    for each in window.findChildren(QWidget):
        if each.isVisible():
            at = each.mapTo(window, QPoint(0, 0))
            found[id(each)] = (at, each.width(), each.height())
    return found


def test_an_alert_in_the_office_moves_nothing(styled_app: QApplication, tmp_path: Path) -> None:
    OfficeSettings(tmp_path / "home").set("language", "en")
    desk = Desk(styled_app, tmp_path / "home", clock_at("2023-10-27T21:00:00+08:00"))
    desk.start(new_book(tmp_path))
    for size in ((1366, 768), (1024, 600)):
        desk.window.resize(*size)
        desk.process_events()
        before = places(desk.window)
        for level in Level:
            desk.session.say(LONG, level)
            desk.process_events()
            assert desk.window.alerts.isVisible()
            after = places(desk.window)
            assert {key: after[key] for key in before} == before
        desk.window.alerts.dismiss()
        desk.window.merge_strip.setVisible(True)
        desk.process_events()
        after = places(desk.window)
        assert {key: after[key] for key in before} == before
        desk.window.merge_strip.setVisible(False)
        desk.process_events()
    desk.close()


def test_an_alert_at_the_till_moves_nothing(counter: Counter) -> None:
    for size in ((1366, 768), (1024, 600)):
        counter.window.resize(*size)
        QApplication.processEvents()
        before = places(counter.window)
        counter.window._session.say(LONG, Level.ERROR)
        QApplication.processEvents()
        assert counter.window.alerts.isVisible()
        after = places(counter.window)
        assert {key: after[key] for key in before} == before
        counter.window.alerts.dismiss()
        QApplication.processEvents()
