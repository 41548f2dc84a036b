"""The hands at the office's desk: real keys, clicks and drops into its window."""

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
    """What a file manager hands over."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


class Desk:
    """The office's window and the hands in front of it."""

    def __init__(
        self, app: QApplication, folder: Path, clock: Clock, runner: Runner | None = None
    ) -> None:
        self.app = app
        self.office = OfficeApp(app, folder, clock, runner or InlineRunner())

    def start(self, book: Path | None = None) -> None:
        self.office.start(book)
        self.settle()

    @property
    def window(self) -> OfficeWindow:
        assert self.office.window is not None
        return self.office.window

    @property
    def session(self) -> OfficeSession:
        return self.office.session

    def settle(self) -> None:
        for _ in range(3):
            self.app.processEvents()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(self.app.focusWidget() or self.window, key, modifier)
        self.settle()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        QTest.mouseClick(widget, LEFT, PLAIN, at or widget.rect().center())
        self.settle()

    def carry(self, paths: Iterable[Path]) -> QMimeData:
        """Files held over the window, not yet let go."""
        mime = mime_of(paths)
        enter = QDragEnterEvent(QPoint(300, 300), COPY, mime, LEFT, PLAIN)
        QApplication.sendEvent(self.window, enter)
        self.settle()
        return mime

    def carry_away(self) -> None:
        QApplication.sendEvent(self.window, QDragLeaveEvent())
        self.settle()

    def drop(self, *paths: Path) -> None:
        mime = self.carry(paths)
        event = QDropEvent(QPointF(300, 300), COPY, mime, LEFT, PLAIN)
        QApplication.sendEvent(self.window, event)
        self.settle()

    def leave(self) -> None:
        self.office.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
