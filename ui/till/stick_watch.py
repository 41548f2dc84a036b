"""Looks for USB sticks at intervals, on another thread: a slow stick must not block the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.services.day.usb_sticks import Finder, Stick, find_sticks
from ui.tasks import Outcome, PoolRunner, Runner

POLL_MS = 2_000


class StickWatch(QObject):
    """Emits `changed` when a stick was plugged in or removed; `sticks` are the present ones."""

    changed = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        find: Finder = find_sticks,
        runner: Runner | None = None,
    ) -> None:
        super().__init__(parent)
        self.sticks: list[Stick] = []
        self.find = find
        self.runner: Runner = runner or PoolRunner(self)
        self._polling = False
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.poll)

    def start(self) -> None:
        """Looks for sticks now and every `POLL_MS` until `stop`."""
        self._timer.start()
        self.poll()

    def stop(self) -> None:
        """Stops looking for sticks."""
        self._timer.stop()

    def poll(self) -> None:
        """Looks for sticks once, unless a search is still running."""
        if not self._polling:
            self._polling = True
            self.runner.run(self.find, self._take)

    def _take(self, outcome: Outcome[list[Stick]]) -> None:
        self._polling = False
        found = outcome.value or []
        if found != self.sticks:
            self.sticks = found
            self.changed.emit()
