"""Push buttons that show the key that does the same."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from ui import theme as themes

GAP = 10  # pixels between text and key cap
MARGIN = 16  # pixels, at least, beside both of them together
BELOW = 12  # pixels between the middle of the text and that of its key below it
LOCK = 18  # pixels for the lock sign before the text


def draw_lock(painter: QPainter, left: int, middle: int, color: QColor) -> None:
    """Draw a lock sign of 10 by 13 pixels, which marks what needs a lead."""
    painter.setBrush(color)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(left, middle - 1.5, 10, 7.5), 1.5, 1.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, 1.5))
    painter.drawArc(QRectF(left + 2, middle - 6.5, 6, 9), 0, 180 * 16)


class KeyButton(QPushButton):
    """A push button with the name of its key in a small frame beside the text.

    Where the text leaves no room beside it, the name of the key stands below it.
    A click does not take the keyboard focus; Tab does.
    """

    def __init__(
        self, text: str, key: str = "", kind: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._key = key
        self._locked = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        if kind:
            self.setProperty("kind", kind)
        self.setAccessibleName(f"{text} {key}".strip())

    @property
    def key(self) -> str:
        """The name of the key that does the same; empty for none."""
        return self._key

    def set_words(self, text: str) -> None:
        """Set another text, also as the accessible name."""
        self.setText(text)
        self.setAccessibleName(f"{text} {self._key}".strip())
        self.updateGeometry()

    def set_key(self, key: str) -> None:
        """Show another key that does the same."""
        self._key = key
        self.set_words(self.text())

    def show_lock(self, locked: bool) -> None:
        """Show or hide the lock sign that marks an action that needs a lead."""
        self._locked = locked
        words = QCoreApplication.translate("KeyButton", "needs a stand lead")
        self.setAccessibleDescription(words if locked else "")
        self.setToolTip(words if locked else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return self._room(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        # Without the name of the key, which is left out where space is short.
        hint = self.sizeHint()
        return QSize(hint.width() - self._cap_width(), hint.height())

    def _room(self, hint: QSize) -> QSize:
        return QSize(hint.width() + self._cap_width() + self._lock_width, hint.height())

    @property
    def _lock_width(self) -> int:
        return LOCK if self._locked else 0

    @property
    def words_and_key(self) -> int:
        """The width in pixels that the text needs with the name of the key."""
        words = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return words + self._cap_width() + self._lock_width + MARGIN

    def _cap_width(self) -> int:
        if not self._key:
            return 0
        return GAP + QFontMetrics(themes.font(12)).horizontalAdvance(self._key) + 12

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._key and not self._locked:
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        self._draw_words(painter)

    def _draw_words(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        metrics = QFontMetrics(self.font())
        room = self.width() - MARGIN - self._lock_width
        width = metrics.horizontalAdvance(self.text())
        cap_width = self._cap_width() if width + self._cap_width() <= room else 0
        below = bool(self._key) and not cap_width
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        width = min(width, room)
        left = (self.width() - width - cap_width + self._lock_width) // 2
        color = self.palette().buttonText().color()
        if self._locked:
            draw_lock(painter, left - LOCK, self.height() // 2, color)
        painter.setPen(color)
        box = QRect(left, -BELOW // 2 if below else 0, width + 2, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
        faint = color
        faint.setAlphaF(0.85)
        if below:
            painter.setPen(faint)
            painter.setFont(themes.font(12))
            under = self.rect().translated(0, BELOW)
            painter.drawText(under, Qt.AlignmentFlag.AlignCenter, self._key)
        elif cap_width:
            self._draw_cap(painter, left + width + GAP, cap_width - GAP, faint)

    def _draw_cap(self, painter: QPainter, left: int, width: int, color: QColor) -> None:
        """Draw the name of the key in a frame."""
        cap = QRect(left, self.height() // 2 - 10, width, 20)
        frame = QColor(color)
        frame.setAlphaF(0.35)
        painter.setPen(QPen(frame, 1))
        painter.drawRoundedRect(cap, 5, 5)
        painter.setPen(color)
        painter.setFont(themes.font(12))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
