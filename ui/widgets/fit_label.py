"""A figure in the largest type that its room allows: a total is never cut off."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui import theme as themes

SMALLEST = 14


class FitLabel(QLabel):
    """One line of bold text, drawn in `pixels` or as much smaller as it takes to fit."""

    def __init__(self, pixels: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixels = pixels

    def sizeHint(self) -> QSize:
        return QSize(self._width(self._pixels), int(self._pixels * 1.25))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width(SMALLEST), int(self._pixels * 1.25))

    def _width(self, pixels: int) -> int:
        return QFontMetrics(themes.font(pixels, QFont.Weight.Bold)).horizontalAdvance(self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        pixels = self._pixels
        while pixels > SMALLEST and self._width(pixels) > self.width():
            pixels -= 1
        painter = QPainter(self)
        painter.setFont(themes.font(pixels, QFont.Weight.Bold))
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), self.alignment(), self.text())
