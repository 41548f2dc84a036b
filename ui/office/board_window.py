"""The board in the hall: full screen, turning its pages, always what the book says now."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QBuffer, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.clock import Clock
from pos_app.languages import LanguageCode
from pos_app.services.office import board as boards
from ui.alerts import Alert
from ui.keep_awake import screen_kept_on
from ui.office.ask_files import ask_book
from ui.office.board_view import BoardView
from ui.office.office_session import OfficeSession
from ui.theme import Theme
from ui.widgets.fit_screen import fit_screen

TURN_MS = 15_000


class BoardWindow(QWidget):
    """Follows the session's view. Esc closes it; Space, Enter and the arrows turn the page.

    F5 asks for the book of an earlier fair, whose hours the pace is measured by. While it is shown
    the screen stays on, and the pointer is hidden.
    """

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._session = session
        self.setWindowTitle(self.tr("Board"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.view = BoardView(session.theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        fit_screen(self)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._kept_on = ExitStack()
        self._turning = QTimer(self)
        self._turning.timeout.connect(self.view.turn)
        self._turning.start(TURN_MS)
        session.view_changed.connect(self.refresh)
        session.earlier.changed.connect(self.refresh)
        session.alert_raised.connect(self._say)
        self.refresh()

    def refresh(self) -> None:
        """Show what the book says now, and when it was read."""
        session, view = self._session, self._session.view
        if view is not None:
            status, language = view.status, session.language
            found = boards.board_of_status(status, session.clock, language, session.earlier.hours)
            self.view.show_board(found)

    def _say(self, alert: Alert) -> None:
        """Show why there is no board: that of a book that was read once stays, with its time."""
        self.view.show_message(alert.text)

    def ask_earlier(self) -> None:
        """Ask for the book of an earlier fair, and remember it."""
        found = ask_book(self, self.tr("The book of an earlier fair"))
        if found is not None:
            self._session.earlier.choose(found)

    def turn(self, by: int) -> None:
        """Turn the page by hand; the next turn by itself comes after the whole time."""
        self.view.turn(by)
        self._turning.start(TURN_MS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F5:
            self.ask_earlier()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Backspace):
            self.turn(-1)
        elif event.key() in (
            *(Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space),
            *(Qt.Key.Key_Return, Qt.Key.Key_Enter),
        ):
            self.turn(1)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._kept_on.close()
        self._kept_on.enter_context(screen_kept_on())
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._turning.stop()
        self._kept_on.close()
        super().closeEvent(event)


def draw_board(
    book: Path,
    clock: Clock,
    path: Path,
    theme: Theme,
    lang: LanguageCode,
    size: tuple[int, int],
    page: int = 0,
    earlier: Path | None = None,
) -> None:
    """Save a picture of the board of a book as PNG, `size` pixels large, its page `page`.

    Raises as `board_of_book` and `save_picture`.
    """
    found = boards.board_of_book(book, clock, lang, boards.earlier_fair(earlier, clock))
    view = BoardView(theme)
    view.resize(*size)
    view.show_board(found)
    view.turn(page)
    picture = QBuffer()
    picture.open(QBuffer.OpenModeFlag.WriteOnly)
    view.grab().save(picture, "PNG")
    boards.save_picture(bytes(picture.data().data()), path)
