"""A bar of the turnover with marks for the target and for the earlier fair."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import theme as themes
from ui.theme import Theme

BAR = 12  # pixels high
Flag = Qt.AlignmentFlag


class Mark(NamedTuple):
    """A mark on the bar: an amount in rupiah, and its text."""

    amount: int
    words: str


class TargetBar(QWidget):
    """Draws the confirmed amount, then the disputed amount in a paler colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._net = 0
        self._disputed = 0
        self._marks: tuple[Mark, ...] = ()

    def show_amounts(self, net: int, disputed: int, marks: tuple[Mark, ...]) -> None:
        """Show amounts in rupiah; `disputed` is the most that may be added to `net`."""
        self._net, self._disputed, self._marks = max(0, net), max(0, disputed), marks
        self.setAccessibleDescription("; ".join(mark.words for mark in marks))
        self.setVisible(bool(marks))
        self.updateGeometry()
        self.update()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks shown."""
        return self._marks

    def sizeHint(self) -> QSize:
        return QSize(300, BAR + 8 + 18)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, BAR + 8 + 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = max(self._net + self._disputed, *(mark.amount for mark in self._marks), 1)
        scale = (self.width() - 2) / (top * 1.02)
        self._fill(painter, self.width(), "hairline")
        if self._disputed:
            self._fill(painter, (self._net + self._disputed) * scale, "edge")
        if self._net:
            self._fill(painter, max(BAR, self._net * scale), "accent")
        taken: list[QRectF] = []
        for mark in sorted(self._marks, key=lambda mark: -mark.amount):
            self._mark(painter, mark.amount * scale, mark.words, taken)

    def _fill(self, painter: QPainter, width: float, token: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(token))
        painter.drawRoundedRect(QRectF(0, 4, width, BAR), BAR / 2, BAR / 2)

    def _mark(self, painter: QPainter, at: float, words: str, taken: list[QRectF]) -> None:
        painter.setPen(QPen(self._theme.color("ink"), 2))
        painter.drawLine(int(at), 0, int(at), BAR + 8)
        font = themes.font(12)
        width = QFontMetrics(font).horizontalAdvance(words) + 4
        right = min(float(self.width()), max(at + 2, width))
        box = QRectF(right - width, BAR + 8, width, 18)
        if any(box.intersects(other) for other in taken):
            return  # the larger mark keeps its text; the description has both
        taken.append(box)
        painter.setFont(font)
        painter.setPen(self._theme.color("soft"))
        painter.drawText(box, Flag.AlignRight | Flag.AlignVCenter, words)
