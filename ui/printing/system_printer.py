"""PDF pages onto a printer of the system, at their own size: for whatever has a driver."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRect, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from pos_app.errors import MachineError
from pos_app.services.paper.pdf_files import Picture, pdf_pages
from ui.widgets.paper_view import as_image

MOST_DPI = 600  # finer dots only cost memory
POINTS = 72


def names() -> list[str]:
    """The printers that the system knows."""
    return list(QPrinterInfo.availablePrinterNames())


def ask_printer(parent: QWidget) -> QPrinter | None:
    """The printer that the person chose, or None."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if chosen else None


def print_pages(name: str, pdf: bytes) -> None:
    """Every page of `pdf` on the printer of that name; may run on any thread.

    Raises MachineError `printer_unreachable`.
    """
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise MachineError("printer_unreachable", where=name, reason="?")
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    draw_pages(printer, pdf, own_size=info.supportsCustomPageSizes())


def draw_pages(printer: QPrinter, pdf: bytes, *, own_size: bool) -> None:
    """Draws `pdf` at 100 %. With `own_size` the paper is asked to be as large as each page; else a
    page stands in the corner of the printer's own paper, and goes on where that ends.

    Raises MachineError `printer_unreachable`.
    """
    printer.setFullPage(True)
    dpi = min(printer.resolution(), MOST_DPI)
    pages = pdf_pages(pdf, dpi / POINTS)
    if own_size:
        _take_size(printer, pages[0], dpi)
    painter = QPainter()
    if not painter.begin(printer):
        raise MachineError("printer_unreachable", where=printer.printerName(), reason="?")
    # Drivers are handed a PDF: squeezed as a photo would be, bars in it are not read any more.
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    try:
        for number, page in enumerate(pages):
            if own_size and number:
                _take_size(printer, page, dpi)
            if number:
                printer.newPage()
            _draw_page(printer, painter, page, dpi)
    finally:
        ended = painter.end()
    if not ended or printer.printerState() is QPrinter.PrinterState.Error:
        raise MachineError("printer_unreachable", where=printer.printerName(), reason="?")


def _take_size(printer: QPrinter, page: Picture, dpi: int) -> None:
    size = QSizeF(page.width, page.height) * (POINTS / dpi)
    paper = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setPageLayout(
        QPageLayout(paper, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )


def _draw_page(printer: QPrinter, painter: QPainter, page: Picture, dpi: int) -> None:
    image = as_image(page)
    scale = printer.resolution() / dpi
    room = max(int(painter.viewport().height() / scale), 1)
    for top in range(0, image.height(), room):
        # What is left of a page by a dot or two is the rounding of sizes, not content.
        if top and image.height() - top < 4:
            break
        if top:
            printer.newPage()
        part = image.copy(0, top, image.width(), min(room, image.height() - top))
        _draw_part(painter, part, scale)


def _draw_part(painter: QPainter, part: QImage, scale: float) -> None:
    target = QRect(0, 0, round(part.width() * scale), round(part.height() * scale))
    painter.drawImage(target, part)
