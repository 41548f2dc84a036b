"""A label whose font shrinks to fit, so that a total is never cut off."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui import theme as themes

MIN_PIXELS = 14  # font size


class FitLabel(QLabel):
    """Bold text in a font of `pixels`, or smaller if it does not fit.

    Lines are broken only where the text has a line break, and are all of one size.
    """

    def __init__(self, pixels: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixels = pixels

    def sizeHint(self) -> QSize:
        return QSize(self._width(self._pixels), self._height)

    @property
    def _height(self) -> int:
        return int(self._pixels * 1.25) * (1 + self.text().count("\n"))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width(MIN_PIXELS), self._height)

    def _width(self, pixels: int) -> int:
        metrics = QFontMetrics(themes.font(pixels, QFont.Weight.Bold))
        return max(metrics.horizontalAdvance(line) for line in self.text().split("\n"))

    def paintEvent(self, event: QPaintEvent) -> None:
        pixels = self._pixels
        while pixels > MIN_PIXELS and self._width(pixels) > self.width():
            pixels -= 1
        painter = QPainter(self)
        painter.setFont(themes.font(pixels, QFont.Weight.Bold))
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), self.alignment(), self.text())
