"""The message bar of a window: one line for what needs no decision, never a modal box."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ui import theme as themes
from ui.theme import Theme
from ui.widgets.restyle import set_state

HIDE_AFTER_MS = 8_000
LEAST_WIDTH = 240  # pixels of the text
CLOSE = 44  # pixels of the button that closes it


class Level(StrEnum):
    """The severity of a message; the values name the icon and the style of the bar."""

    INFO = "info"
    WARNING = "look"
    ERROR = "wrong"


class Alert(NamedTuple):
    """A message: a complete sentence in the user's language, and its severity."""

    text: str
    level: Level = Level.INFO


class AlertBar(QFrame):
    """Shows the newest alert. Level INFO hides after 8 s, other levels stay until closed."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("alert")
        self._icon = QLabel()
        self.text = QLabel()
        self._close = QToolButton()
        self._timer = QTimer(self)
        self._build()
        self.hide()

    def _build(self) -> None:
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A width that no text changes: whether the text is written small depends on it.
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.text.setMinimumWidth(LEAST_WIDTH)
        self._close.setObjectName("plain")
        self._close.setIconSize(QSize(20, 20))
        self._close.setFixedSize(CLOSE, CLOSE)
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.clicked.connect(self.dismiss)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 3, 6, 3)
        layout.setSpacing(10)
        layout.addWidget(self._icon)
        layout.addWidget(self.text, 1)
        layout.addWidget(self._close)
        self._layout = layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_dense()

    def _set_dense(self) -> None:
        """Write a text that takes more than two lines smaller: the strip is as high as two."""
        self.ensurePolished()
        metrics, beside = QFontMetrics(self.font()), (self._icon, self._close)
        taken = sum(each.sizeHint().width() + self._layout.spacing() for each in beside)
        room = QRect(0, 0, self.width() - taken - 2 * self._layout.spacing(), 10_000)
        lines = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.text.text())
        dense = lines.height() > 2 * metrics.lineSpacing()
        margin = 1 if lines.height() > metrics.lineSpacing() else 3  # two lines just fit
        self._layout.setContentsMargins(12, margin, 6, margin)
        set_state(self, "dense", "yes" if dense else "")

    def show_alert(self, alert: Alert) -> None:
        """Show `alert` in place of the previous one."""
        token = "accent" if alert.level is Level.INFO else str(alert.level)
        self._icon.setPixmap(themes.icon(self._theme, str(alert.level), token).pixmap(20, 20))
        self._close.setIcon(themes.icon(self._theme, "close", token))
        self.text.setText(alert.text)
        self.setAccessibleName(alert.text)
        set_state(self, "level", str(alert.level))
        self.show()
        self._set_dense()
        if alert.level is Level.INFO:
            self._timer.start(HIDE_AFTER_MS)
        else:
            self._timer.stop()

    @property
    def closes_itself(self) -> bool:
        """Whether the message will hide by itself."""
        return self._timer.isActive()

    def dismiss(self) -> None:
        """Hide the message and emit `closed`."""
        self._timer.stop()
        self.hide()
        self.closed.emit()
