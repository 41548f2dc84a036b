"""Starts the office program: one session and its window, built again for another look."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from pos_app.clock import Clock
from pos_app.languages import LanguageCode
from pos_app.logs import log_to
from pos_app.services.office.settings import OfficeSettings
from ui import theme as themes
from ui.alerts import Level
from ui.application import make_application, restore_geometry
from ui.crash_reporter import CrashReporter
from ui.gc_on_gui_thread import GuiThreadCollector
from ui.office.office_session import OfficeSession
from ui.office.office_window import GEOMETRY_KEY, OfficeWindow
from ui.tasks import Runner
from ui.till_timer import IDLE_MS
from ui.translate import use_language


class OfficeApp(QObject):
    """Owns the office session and its window."""

    def __init__(
        self, app: QApplication, folder: Path, clock: Clock, runner: Runner | None = None
    ) -> None:
        super().__init__()
        self._app = app
        self._folder = folder
        self._crash_reporter = CrashReporter(self)
        self._crash_reporter.crashed.connect(self._show_crash)
        self.session = OfficeSession(OfficeSettings(folder), clock, runner)
        queued = Qt.ConnectionType.QueuedConnection
        self.session.look_changed.connect(self._build, queued)
        self.window: OfficeWindow | None = None

    def report_crashes(self) -> None:
        """From now on log uncaught exceptions into the folder and show their code."""
        self._folder.mkdir(parents=True, exist_ok=True)
        log_to(self._folder)
        self._crash_reporter.install()

    def start(self, book: Path | None = None) -> None:
        """Open the window, with `book` or the book of last time."""
        self._build()
        book = book or self.session.settings.last_book
        if book is not None:
            self.session.open_book(book)

    def _build(self) -> None:
        use_language(self.session.language)
        themes.apply(self._app, self.session.theme)
        old, self.window = self.window, OfficeWindow(self.session)
        if old is not None:
            self.window.restoreGeometry(old.saveGeometry())
            self.window.new_book_page.restore(old.new_book_page.state())
        else:
            restore_geometry(self.window, self.session.settings.get(GEOMETRY_KEY))
        self.window.show()
        self.window.activateWindow()
        if old is not None:
            old.hide()
            old.deleteLater()

    def _show_crash(self, code: str) -> None:
        words = QCoreApplication.translate(
            "OfficeApp",
            "Something went wrong in the program (code {0}). The files in the book are safe. Go on;"
            " if it happens again, start the program anew and keep the code.",
        )
        self.session.say(words.format(code), Level.ERROR)

    def close(self) -> None:
        """Close the window; a merge stops after its current file."""
        self.session.stop_work()
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None


Look = tuple[str, LanguageCode, tuple[int, int]]
"""The name of a theme, a language, and a size in pixels."""


def picture_board(
    book: Path, clock: Clock, path: Path, look: Look, page: int, earlier: Path | None
) -> None:
    """Write a picture of a book's board; without a display it is drawn all the same.

    Raises as `draw_board`.
    """
    from ui.office.board_window import draw_board

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_application()
    name, lang, size = look
    theme = themes.load_theme(name)
    use_language(lang)
    themes.apply(app, theme)
    draw_board(book, clock, path, theme, lang, size, page, earlier)


def run_board(
    folder: Path,
    book: Path,
    clock: Clock,
    earlier: Path | None = None,
    *,
    theme: str = "",
    language: str = "",
) -> int:
    """Run the board of a book, full screen, until Esc; return the exit status.

    `earlier` is the book of an earlier fair; it is remembered for the next time. An empty `theme`
    or `language` is that of the office's window. Raises as `boards.check_readable`, before
    anything is shown.
    """
    from pos_app.services.office import board as boards
    from ui.office.board_window import BoardWindow
    from ui.office.earlier_fair import EARLIER_BOOK

    boards.check_readable(book)
    app = make_application()
    session = OfficeSession(OfficeSettings(folder), clock)
    session.use_look(theme, language)
    use_language(session.language)
    themes.apply(app, session.theme)
    if earlier is not None:
        session.attempt(lambda: session.settings.set(EARLIER_BOOK, str(earlier.absolute())))
    session.open_book(book)
    board = BoardWindow(session)
    board.showFullScreen()
    try:
        QTimer.singleShot(IDLE_MS, app, partial(GuiThreadCollector, app))
        return app.exec()
    finally:
        session.stop_work()


def run_office(folder: Path, book: Path | None, clock: Clock) -> int:
    """Run the office's window until it is closed; return the exit status."""
    app = make_application()
    office = OfficeApp(app, folder, clock)
    office.report_crashes()
    try:
        office.start(book)
        QTimer.singleShot(IDLE_MS, app, partial(GuiThreadCollector, app))
        return app.exec()
    finally:
        office.close()
