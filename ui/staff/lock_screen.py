"""The lock screen, and the timer that shows it so that nobody sells in another's name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.session import Session
from ui.till_timer import TillTimer
from ui.widgets.buttons import KeyButton
from ui.widgets.restyle import card, label

LOCK_KEY = "lock_minutes"
DEFAULT_MINUTES = 5
_ACTIVITY = frozenset((QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin))


class LockScreen(QWidget):
    """Covers the window until somebody signs in; emits `unlock_requested`. The cart is kept."""

    unlock_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.unlock = KeyButton(self.tr("Open"), "Enter", "primary")
        frame, column = card(32)
        column.addWidget(label(self.tr("The till is locked"), "title"))
        column.addWidget(label(self.tr("The cart is kept. Open it with your PIN."), "hint"))
        column.addWidget(self.unlock)
        outer = QVBoxLayout(self)
        outer.addWidget(frame, 0, Qt.AlignmentFlag.AlignCenter)
        self.unlock.clicked.connect(self.unlock_requested)
        self.hide()

    def show_lock(self) -> None:
        """Cover the whole window and take the keyboard focus."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self.unlock.setFocus()


class IdleWatch(QObject):
    """Emits `idle` after the minutes without a key or a touch that are set; 0 means never."""

    idle = Signal()

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        stored = session.shop.settings.get(LOCK_KEY)
        minutes = int(stored) if stored.isdigit() else DEFAULT_MINUTES
        self._timer = TillTimer(session, self, self.idle.emit, minutes * 60_000, once=True)
        app = QApplication.instance()
        if minutes and app is not None:
            app.installEventFilter(self)
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY:
            self._timer.start()
        return False
