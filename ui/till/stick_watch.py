"""Looks for USB sticks while a screen is open, off the window's thread: a slow stick holds up
nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.services.day.usb_sticks import Finder, Stick, find_sticks
from ui.tasks import Outcome, PoolRunner, Runner

POLL_MS = 2_000


class StickWatch(QObject):
    """Emits `changed` when a stick comes or goes; `sticks` are those plugged in now."""

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
        """Looks now and again and again until `stop`."""
        self._timer.start()
        self.poll()

    def stop(self) -> None:
        self._timer.stop()

    def poll(self) -> None:
        """Looks once; while one look is under way there is no second."""
        if not self._polling:
            self._polling = True
            self.runner.run(self.find, self._take)

    def _take(self, outcome: Outcome[list[Stick]]) -> None:
        self._polling = False
        found = outcome.value or []
        if found != self.sticks:
            self.sticks = found
            self.changed.emit()
