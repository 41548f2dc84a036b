"""Watches the open book for changes by other windows and programs, off the window's thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.clock import Clock
from pos_app.services.office import book_view
from pos_app.services.office.book_view import BookView
from pos_app.services.office.open_windows import RENEW_S, OpenWindow
from ui.tasks import Outcome, Runner

LOOK_MS = 2_000
LOOKS_PER_RENEWAL = RENEW_S * 1_000 // LOOK_MS


class Look(NamedTuple):
    """What one look found: the book's mark, and the computers of other windows if asked for."""

    mark: str
    others: tuple[str, ...] | None


class Watched(Protocol):
    """The part of the session that the watch needs."""

    runner: Runner
    clock: Clock
    view: BookView | None
    working: int
    work_begun: int


class BookWatch(QObject):
    """Looks every 2 s, while the session does no work of its own on the book.

    `book_grew` is emitted when the book holds something that the session's view does not show;
    `others_changed` with the names of the computers whose windows have this book open too;
    `day_began` once when a day begins, because a status ends with the day of its reading.
    """

    book_grew = Signal()
    day_began = Signal()
    others_changed = Signal(object)

    def __init__(self, session: Watched, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._window: OpenWindow | None = None
        self._looking = False
        self._looks = 0
        self._day = ""
        self._others: tuple[str, ...] = ()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def watch(self, book: Path | None) -> None:
        """Watch another book from now on, or none."""
        self.stop()
        if book is not None:
            self._window = OpenWindow(book)
            self._looks = 0
            self._timer.start(LOOK_MS)

    def stop(self) -> None:
        """Stop watching, and remove this window's file beside the book."""
        self._timer.stop()
        window, self._window = self._window, None
        self._note_others(())
        if window is not None:
            self._session.runner.run(window.close, _ignore)

    def look(self) -> None:
        """Look at the book now, unless the session works on it."""
        session, window = self._session, self._window
        if window is None or self._looking or session.working or session.view is None:
            return
        if self._is_new_day(session.view.read_on):
            self.day_began.emit()
            return
        self._looking = True
        renew = self._looks % LOOKS_PER_RENEWAL == 0
        self._looks += 1
        work = partial(_look, window, renew)
        session.runner.run(work, partial(self._looked, window, session.work_begun))

    def _is_new_day(self, read_on: str) -> bool:
        """Whether the view is of an earlier day; said once a day, also if reading anew fails."""
        today = self._session.clock.now().date().isoformat()
        if not read_on or today in (read_on, self._day):
            return False
        self._day = today
        return True

    def _looked(self, window: OpenWindow, begun: int, outcome: Outcome[Look]) -> None:
        self._looking = False
        session, found = self._session, outcome.value
        if window is not self._window:
            session.runner.run(window.close, _ignore)  # it was renewed after its end
            return
        if found is None:  # the book is busy or gone: the next reading of it tells the person
            return
        if found.others is not None:
            self._note_others(found.others)
        view = session.view if session.work_begun == begun else None  # not while it reads itself
        if view is not None and found.mark != view.mark:
            self.book_grew.emit()

    def _note_others(self, others: tuple[str, ...]) -> None:
        if others != self._others:
            self._others = others
            self.others_changed.emit(others)


def _look(window: OpenWindow, renew: bool) -> Look:
    others = window.renew() if renew else None
    return Look(book_view.book_mark(window.book), others)


def _ignore(_outcome: Outcome[None]) -> None:
    pass
