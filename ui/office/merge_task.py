"""A merge on its way: told from its own thread how far it is, and stopped from the window's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal

from pos_app.clock import Clock
from pos_app.services.office import desk
from pos_app.services.office.desk import Cancelled, Taken


class MergeTask(QObject):
    """One merge of some paths into a book. `progressed` may be emitted on any thread."""

    progressed = Signal(int, object, str)

    def __init__(
        self, book: Path, paths: Sequence[Path], clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._paths = tuple(paths)
        self._clock = clock
        self._stop = Event()

    def work(self) -> Taken:
        """Takes the files; for a thread of its own, with the book opened there."""
        return desk.take(self._book, self._paths, self._tell, self._clock)

    def cancel(self) -> None:
        """Stops before the next file: each is taken whole or not at all."""
        self._stop.set()

    def _tell(self, done: int, count: int | None, name: str) -> None:
        if self._stop.is_set():
            raise Cancelled
        if name:
            self.progressed.emit(done, count, Path(name).name)
