"""The earlier fair that the open book is compared with: its book is remembered and only read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from pos_app.clock import Clock
from pos_app.languages import LanguageCode
from pos_app.services.office import board as boards
from pos_app.services.office.board import Compared, FairHours
from pos_app.services.office.book_view import BookView
from pos_app.services.office.settings import OfficeSettings

T = TypeVar("T")
EARLIER_BOOK = "earlier_book"
"""The setting with the path of the earlier fair's book."""


class Comparing(Protocol):
    """The part of the session that the comparison needs."""

    settings: OfficeSettings
    clock: Clock
    book: Path | None
    view: BookView | None

    @property
    def language(self) -> LanguageCode:
        """The language of the screen."""

    def run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do `work` on a worker thread, then call `done` with its value."""

    def attempt(self, work: Callable[[], T]) -> T | None:
        """Return what `work` returns; on a PosError show its sentence."""


class EarlierFair(QObject):
    """Emits `changed` when another earlier fair was read, or none is compared any more."""

    changed = Signal()

    def __init__(self, session: Comparing, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.hours: FairHours | None = None
        self._asked: tuple[Path | None, Path | None] | None = None

    @property
    def path(self) -> Path | None:
        """The remembered book, if its file is there."""
        name = self._session.settings.get(EARLIER_BOOK)
        return Path(name) if name and Path(name).is_file() else None

    @property
    def usable(self) -> Path | None:
        """The book, if it could be read and is of another event."""
        return self.path if self.hours is not None else None

    def choose(self, path: Path | None) -> None:
        """Compare with this book from now on, also after the next start; None ends it."""
        session = self._session
        text = str(path.absolute()) if path is not None else ""
        session.attempt(lambda: session.settings.set(EARLIER_BOOK, text))
        self.forget()
        self.read_once()

    def compared(self) -> Compared:
        """The open book beside the earlier fair, or beside what its plan says of one."""
        session, view = self._session, self._session.view
        if view is None:
            return Compared((), None)
        return boards.compared_status(view.status, self.hours, session.language)

    def forget(self) -> None:
        """Drop what was read: another book is open, or none."""
        self.hours, self._asked = None, None
        self.changed.emit()

    def read_once(self) -> None:
        """Read the remembered book on a worker thread, once for each open book."""
        session, view = self._session, self._session.view
        asked = session.book, self.path
        if view is None or self.path is None or asked == self._asked:
            return
        self._asked = asked
        work = partial(boards.earlier_fair, self.path, session.clock, view.status.plan)
        session.run(work, partial(self._took, asked))

    def _took(self, asked: tuple[Path | None, Path | None], found: FairHours | None) -> None:
        if asked == self._asked:
            self.hours = found
            self.changed.emit()
