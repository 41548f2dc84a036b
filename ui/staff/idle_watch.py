"""Tells when nobody has touched the till for some minutes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

from ui.session import Session
from ui.till_timer import TillTimer

LOCK_KEY = "lock_minutes"
DEFAULT_MINUTES = 5
_ACTIVITY = frozenset((QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin))


class IdleWatch(QObject):
    """Emits `idle` after the minutes without a key or a touch that are set, and again each time.

    0 minutes mean never. It listens where the system hands the keys and touches over, at the window
    that has them: a filter for the whole program would be called for each event of each widget.
    """

    idle = Signal()

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self.timer = TillTimer(session, self, self.idle.emit, 0)
        for each in (window.windowHandle(), QGuiApplication.focusWindow()):
            self._watch(each)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._watch)
        session.settings_changed.connect(self.take_minutes)
        self.take_minutes()

    def take_minutes(self) -> None:
        """Begin to count again, with the minutes that are stored."""
        stored = self._session.shop.settings.get(LOCK_KEY)
        minutes = int(stored) if stored.isdigit() else DEFAULT_MINUTES
        self.timer.setInterval(minutes * 60_000)
        self._restart()

    def _watch(self, window: QWindow | None) -> None:
        """Listen at the window that has the keys now; changing it counts as a touch."""
        if window is not None:
            window.installEventFilter(self)
            self._restart()

    def _restart(self) -> None:
        if self.timer.interval():
            self.timer.start()
        else:
            self.timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY:
            self._restart()
        return False
