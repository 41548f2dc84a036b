"""Paper on the screen: the pages that would be printed, sharp at the screen's own dots."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from pos_app.services.printing import Picture


class PaperView(QScrollArea):
    """White pages, one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = QWidget()
        self._sheet.setObjectName("page")
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.setWidget(self._sheet)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_pages(self, pages: Sequence[Picture], ratio: float) -> None:
        """Shows `pages`, drawn at `ratio` dots of the device for each pixel."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for page in pages:
            sheet = QLabel()
            sheet.setPixmap(_pixmap(page, ratio))
            sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._column.addWidget(sheet)
        self._column.addStretch(1)
        self.verticalScrollBar().setValue(0)


def as_image(page: Picture) -> QImage:
    """A page as Qt draws it."""
    form = QImage.Format.Format_RGB888
    # The copy lets the bytes go: QImage only borrows them.
    return QImage(page.pixels, page.width, page.height, page.stride, form).copy()


def _pixmap(page: Picture, ratio: float) -> QPixmap:
    image = as_image(page)
    image.setDevicePixelRatio(ratio)
    return QPixmap.fromImage(image)
