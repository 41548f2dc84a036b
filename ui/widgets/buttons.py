"""Buttons that say which key does the same."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from ui import theme as themes

GAP = 10


class KeyButton(QPushButton):
    """A push button with the name of its key in a small cap beside the words.

    A click does not take the focus, so that the keyboard stays where it was; Tab reaches it.
    """

    def __init__(
        self, text: str, key: str = "", kind: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._key = key
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        if kind:
            self.setProperty("kind", kind)
        self.setAccessibleName(f"{text} {key}".strip())

    def say(self, text: str) -> None:
        """Another wording, spoken too."""
        self.setText(text)
        self.setAccessibleName(f"{text} {self._key}".strip())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._room(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        return self._room(super().minimumSizeHint())

    def _room(self, hint: QSize) -> QSize:
        return QSize(hint.width() + self._cap_width(), hint.height())

    def _cap_width(self) -> int:
        if not self._key:
            return 0
        return GAP + QFontMetrics(themes.font(12)).horizontalAdvance(self._key) + 12

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._key:
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
        room = self.width() - 16
        width = metrics.horizontalAdvance(self.text())
        cap_width = self._cap_width() if width + self._cap_width() <= room else 0
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        width = min(width, room)
        left = (self.width() - width - cap_width) // 2
        color = self.palette().buttonText().color()
        painter.setPen(color)
        painter.drawText(
            QRect(left, 0, width + 2, self.height()),
            Qt.AlignmentFlag.AlignVCenter,
            words,
        )
        if not cap_width:  # the words matter more than the name of their key
            return
        cap = QRect(left + width + GAP, self.height() // 2 - 10, cap_width - GAP, 20)
        faint = color
        faint.setAlphaF(0.35)
        painter.setPen(QPen(faint, 1))
        painter.drawRoundedRect(cap, 5, 5)
        faint.setAlphaF(0.85)
        painter.setPen(faint)
        painter.setFont(themes.font(12))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
