"""A read of a screen that fails is told in words, and the till goes on."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from support import failing_reads
from support.failing_reads import Failures
from support.shops import make_shop
from support.till_places import sell
from ui_robot import Ticks

from pos_app.services.shop.shop import open_shop
from ui.app import TillApp
from ui.main_window import MainWindow
from ui.screen_list import NAMES
from ui.start_refused import StartRefused

ERRORS = {
    "io": (failing_reads.IO_ERROR, "cannot be read"),
    "malformed": (failing_reads.MALFORMED, "damaged"),
    "full": (failing_reads.FULL, "full"),
}


class Desk:
    """A till's window whose reads can be made to fail, and what it said."""

    def __init__(self, folder: Path, app: QApplication, ticks: Ticks, failures: Failures) -> None:
        self.failures, self.app = failures, app
        self.till = TillApp(app, folder, ticks)
        self.till.report_crashes()
        self.codes: list[str] = []
        self.said: list[str] = []
        self.till._crash_reporter.crashed.connect(self.codes.append)

    def open(self) -> MainWindow:
        self.till.start()
        window, session = self.till.window, self.till.session
        assert isinstance(window, MainWindow) and session is not None
        session.shop.settings.set("language", "en")
        assert session.language == "en"
        session.alert_raised.connect(lambda alert: self.said.append(alert.text))
        while self.till._checks._timer.isActive():  # they read too, and would ask what to do
            self.app.processEvents()
        return window

    def wait(self) -> None:
        """Until the till's files were looked at for what was raised last."""
        self.till._crash_reporter.wait()
        self.app.processEvents()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with make_shop(tmp_path / "till") as shop:
        sell(shop, "r1")
    return tmp_path / "till"


@pytest.fixture
def desk(
    folder: Path, styled_app: QApplication, ticks: Ticks, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    hook = sys.excepthook
    made = Desk(folder, styled_app, ticks, failing_reads.install(monkeypatch))
    yield made
    made.failures.error = None
    made.till.close()
    sys.excepthook = hook
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ERRORS)
def test_a_screen_that_cannot_be_read_says_why_and_the_till_goes_on(
    desk: Desk, name: str, kind: str
) -> None:
    error, words = ERRORS[kind]
    window = desk.open()
    failed = 0
    for after in range(12):
        desk.said.clear()
        with desk.failures.failing(error, after):
            window.rail.buttons[name].click()
            desk.app.processEvents()
            if desk.till.session is not None:
                desk.till.session.changed.emit()
        desk.wait()
        failed += desk.failures.raised
        assert desk.codes == []
        if desk.failures.raised:
            assert any(words in text for text in desk.said), desk.said
    assert failed
    window.rail.buttons[name].click()
    assert window.rail.buttons[name].isChecked()
    assert window.page(name).isVisibleTo(window)


@pytest.mark.parametrize("kind", ERRORS)
def test_a_start_whose_reads_fail_says_why_and_starts_again(
    desk: Desk, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pos_app.store import database as store

    monkeypatch.setattr(store, "PAUSES", (0, 0, 0))
    error, _ = ERRORS[kind]
    for after in range(0, 60, 7):
        with desk.failures.failing(error, after):
            desk.till.start()
        desk.wait()
        window = desk.till.window
        assert window is not None and desk.codes == []
        if isinstance(window, MainWindow):
            break
    if isinstance(desk.till.window, StartRefused):
        desk.till.window.again.emit()
    if desk.till.session is not None:
        desk.till.close()
    open_shop(desk.till._folder).close()


def test_a_read_of_another_kind_is_still_a_code(desk: Desk) -> None:
    desk.open()
    sys.excepthook(KeyError, KeyError("x"), None)
    desk.wait()
    assert len(desk.codes) == 1


def test_the_errors_are_those_of_sqlite() -> None:
    assert all(isinstance(error, sqlite3.Error) for error, _ in ERRORS.values())
