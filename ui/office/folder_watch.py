"""Looks at the watched folders off the window's thread, and hands over what has arrived."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.services.office.watched_folders import Arrivals, FolderLooks
from ui.office.merge_task import MergeTask
from ui.tasks import Outcome, Runner

LOOK_MS = 3_000


class Taker(Protocol):
    """The part of the session that the watch needs."""

    runner: Runner
    book: Path | None
    merging: MergeTask | None

    def merge(self, paths: Sequence[Path], found: bool = False) -> None:
        """Merge files into the book."""


class FolderWatch(QObject):
    """Looks every 3 s while a book is open and no merge runs.

    `reached` tells the folders that are not there, each time that they change.
    """

    reached = Signal(object)

    def __init__(self, session: Taker, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._looks: FolderLooks | None = None
        self._book: Path | None = None
        self._looking = False
        self._unreachable: tuple[Path, ...] = ()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that are watched."""
        return self._looks.folders if self._looks is not None else ()

    def watch(self, folders: Sequence[Path]) -> None:
        """Watch other folders from now on; what they hold already is taken, too."""
        self._looks = FolderLooks(folders) if folders else None
        self._timer.stop()
        if folders:
            self._timer.start(LOOK_MS)

    def look(self) -> None:
        """Look now, unless a look or a merge is going on; another book begins from the start."""
        session, looks = self._session, self._looks
        if looks is None or session.book is None or self._looking or session.merging is not None:
            return
        if self._book != session.book:
            self._book, self._looks = session.book, FolderLooks(looks.folders)
            looks = self._looks
        self._looking = True
        session.runner.run(looks.look, self._looked)

    def _looked(self, outcome: Outcome[Arrivals]) -> None:
        self._looking = False
        found = outcome.value
        if outcome.error is not None or found is None:
            return  # a folder that fails in an unknown way is looked at again
        if found.unreachable != self._unreachable:
            self._unreachable = found.unreachable
            self.reached.emit(found.unreachable)
        if found.ready and self._session.book == self._book:
            self._session.merge(found.ready, True)

    def stop(self) -> None:
        """Watch nothing any more."""
        self._timer.stop()
        self._looks = None
