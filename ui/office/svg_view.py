"""A drawing in SVG, sharp at any size and on any screen."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget


class SvgView(QWidget):
    """Draws as large as its room allows, in the drawing's own proportions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer = QSvgRenderer(self)

    def show_svg(self, svg: bytes | None) -> None:
        """Shows a drawing; nothing without one."""
        self._renderer.load(QByteArray(svg or b"<svg xmlns='http://www.w3.org/2000/svg'/>"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return self._renderer.defaultSize().expandedTo(QSize(320, 200))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 160)

    def paintEvent(self, event: QPaintEvent) -> None:
        drawn = QSizeF(self._renderer.defaultSize())
        if drawn.isEmpty():
            return
        size = drawn.scaled(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter, box)
