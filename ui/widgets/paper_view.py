"""The pages of a PDF on the screen, rendered at the screen's resolution."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from pos_app.services.paper import pdf_files
from pos_app.services.paper.pdf_files import Picture

ROLL_SCALE = 1.35  # pixels for each point, for receipts beside their buttons
GAP = 12  # pixels between pages
MIN_SCALE, MAX_SCALE = 0.2, 8.0  # pixels for each point


class Page(QWidget):
    """One page, rendered when it is first painted: a list of products may have a hundred."""

    def __init__(self, pdf: bytes, number: int, points: tuple[float, float]) -> None:
        super().__init__()
        self._pdf = pdf
        self._number = number
        self._points = points
        self._scale = 1.0
        self._drawn: QPixmap | None = None

    def set_scale(self, scale: float) -> None:
        """Set the pixels for each point (1/72 inch)."""
        self._scale = scale
        self._drawn = None
        width, height = (max(round(side * scale), 1) for side in self._points)
        self.setFixedSize(QSize(width, height))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._drawn is None or self._drawn.devicePixelRatio() != ratio:
            page = pdf_files.page_picture(self._pdf, self._number, self._scale * ratio)
            self._drawn = QPixmap.fromImage(as_image(page))
            self._drawn.setDevicePixelRatio(ratio)
        QPainter(self).drawPixmap(0, 0, self._drawn)


class PaperView(QScrollArea):
    """Pages below one another, at `scale` pixels for each point, or as wide as the view."""

    def __init__(self, scale: float | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fixed = scale
        self._zoom = 1.0
        self._pages: list[Page] = []
        self._widest = 1.0
        self._sheet = QWidget()
        self._sheet.setObjectName("page")
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self.setWidget(self._sheet)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def count(self) -> int:
        """The number of pages shown."""
        return len(self._pages)

    @property
    def zoom(self) -> float:
        """The factor set by `set_zoom`, 1 at first."""
        return self._zoom

    def show_pdf(self, pdf: bytes | None) -> None:
        """Show the pages of `pdf` from the top; None clears the view."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        sizes = pdf_files.page_sizes(pdf) if pdf else []
        self._pages = [Page(pdf or b"", number, points) for number, points in enumerate(sizes)]
        self._widest = max((width for width, _ in sizes), default=1.0)
        for page in self._pages:
            self._column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self._arrange()
        self.verticalScrollBar().setValue(0)

    def set_zoom(self, zoom: float) -> None:
        """Scale the pages by `zoom`, from 0.25 to 6, and keep the middle of the view in place."""
        bars = (self.horizontalScrollBar(), self.verticalScrollBar())
        middles = [(bar.value() + bar.pageStep() / 2) / max(self._zoom, 0.01) for bar in bars]
        self._zoom = min(max(zoom, 0.25), 6.0)
        self._arrange()
        self._sheet.adjustSize()
        for bar, middle in zip(bars, middles, strict=True):
            bar.setValue(round(middle * self._zoom - bar.pageStep() / 2))

    def _arrange(self) -> None:
        room = self.viewport().width() - 2
        scale = (self._fixed or room / self._widest) * self._zoom
        for page in self._pages:
            page.set_scale(min(max(scale, MIN_SCALE), MAX_SCALE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fixed is None and event.size().width() != event.oldSize().width():
            self._arrange()


def as_image(page: Picture) -> QImage:
    """Return a page as a QImage."""
    form = QImage.Format.Format_RGB888
    # Copy: QImage does not own the bytes that it is made of.
    return QImage(page.pixels, page.width, page.height, page.stride, form).copy()
