"""Drives the office's window by real keys, clicks and drops."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.clock import Clock
from ui.office.office_app import OfficeApp
from ui.office.office_session import OfficeSession
from ui.office.office_window import OfficeWindow
from ui.tasks import InlineRunner, Runner

COPY = Qt.DropAction.CopyAction
LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier


def mime_of(paths: Iterable[Path]) -> QMimeData:
    """Return the mime data of files from a file manager."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


class Desk:
    """The office's window, with keys, clicks and drops sent to it."""

    def __init__(
        self, app: QApplication, folder: Path, clock: Clock, runner: Runner | None = None
    ) -> None:
        self.app = app
        self.office = OfficeApp(app, folder, clock, runner or InlineRunner())

    def start(self, book: Path | None = None) -> None:
        self.office.start(book)
        self.process_events()

    @property
    def window(self) -> OfficeWindow:
        assert self.office.window is not None
        return self.office.window

    @property
    def session(self) -> OfficeSession:
        return self.office.session

    def process_events(self) -> None:
        for _ in range(3):
            self.app.processEvents()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(self.app.focusWidget() or self.window, key, modifier)
        self.process_events()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        QTest.mouseClick(widget, LEFT, PLAIN, at or widget.rect().center())
        self.process_events()

    def drag_over(self, paths: Iterable[Path]) -> QMimeData:
        """Drag files over the window without dropping them."""
        mime = mime_of(paths)
        enter = QDragEnterEvent(QPoint(300, 300), COPY, mime, LEFT, PLAIN)
        QApplication.sendEvent(self.window, enter)
        self.process_events()
        return mime

    def drag_leave(self) -> None:
        QApplication.sendEvent(self.window, QDragLeaveEvent())
        self.process_events()

    def drop(self, *paths: Path) -> None:
        mime = self.drag_over(paths)
        event = QDropEvent(QPointF(300, 300), COPY, mime, LEFT, PLAIN)
        QApplication.sendEvent(self.window, event)
        self.process_events()

    def close(self) -> None:
        self.office.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
