"""A QR code drawn as squares, sharp at every size."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

QUIET = 4  # modules of quiet zone, as ISO/IEC 18004 requires


class QrView(QWidget):
    """Shows one code, black on white in every theme, because many phones read no inverted code."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = ""
        self._rows: list[bytearray] = []
        self.setMinimumSize(176, 176)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(300, 300)

    def show_code(self, payload: str) -> None:
        """Show the code of `payload`; an empty text clears the view."""
        self.code = payload
        self._rows = _matrix(payload) if payload else []
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._rows:
            return
        modules = len(self._rows) + 2 * QUIET
        side = min(self.width(), self.height())
        ratio = self.devicePixelRatioF()
        unit = max(1, int(side * ratio) // modules) / ratio  # a whole number of screen dots
        edge = unit * modules
        left, top = (self.width() - edge) / 2, (self.height() - edge) / 2
        painter = QPainter(self)
        painter.fillRect(QRectF(left, top, edge, edge), Qt.GlobalColor.white)
        for y, row in enumerate(self._rows, QUIET):
            for x, dark in enumerate(row, QUIET):
                if dark:
                    square = QRectF(left + x * unit, top + y * unit, unit, unit)
                    painter.fillRect(square, Qt.GlobalColor.black)


def _matrix(payload: str) -> list[bytearray]:
    import segno  # on first use: the first window needs no QR

    return [bytearray(row) for row in segno.make(payload, micro=False, error="l").matrix]
