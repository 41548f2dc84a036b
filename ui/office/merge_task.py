"""A merge on a worker thread, with progress and cancellation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal

from pos_app.clock import Clock
from pos_app.services.office import file_intake
from pos_app.services.office.file_intake import AddedFiles, Cancelled, Step


class MergeTask(QObject):
    """One merge of some paths into a book.

    `progressed` (a `Step` with the next name) is emitted on the worker thread.
    """

    progressed = Signal(object)

    def __init__(
        self,
        book: Path,
        paths: Sequence[Path],
        clock: Clock,
        parent: QObject | None = None,
        *,
        found: bool = False,
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._paths = tuple(paths)
        self._clock = clock
        self.found = found  # in a watched folder: nobody named the files
        self._stop = Event()

    def work(self) -> AddedFiles:
        """Merge the files; runs on a worker thread and opens the book there."""
        report, clock = self._report_progress, self._clock
        return file_intake.add_files(self._book, self._paths, report, clock, found_there=self.found)

    def cancel(self) -> None:
        """Stop before the next file; the present one is still merged."""
        self._stop.set()

    def _report_progress(self, step: Step) -> None:
        if self._stop.is_set():
            raise Cancelled
        if step.name:
            self.progressed.emit(replace(step, name=Path(step.name).name))
