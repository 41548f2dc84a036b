"""Printing PDF pages at their own size on a printer that the operating system has a driver for."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRect, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from pos_app.errors import MachineError
from pos_app.services.paper.pdf_files import Picture, pdf_pages
from ui.widgets.paper_view import as_image

MAX_DPI = 600  # a finer resolution only costs memory
POINTS = 72  # per inch


def names() -> list[str]:
    """Return the names of the system's printers."""
    return list(QPrinterInfo.availablePrinterNames())


def ask_printer(parent: QWidget) -> QPrinter | None:
    """Ask for a printer; None if cancelled."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if chosen else None


def print_pages(name: str, pdf: bytes) -> None:
    """Print every page of `pdf` on the printer called `name`; may run on any thread.

    Raises:
        MachineError: `printer_unreachable`, if there is no such printer or it fails.
    """
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise MachineError("printer_unreachable", where=name, reason="?")
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    draw_pages(printer, pdf, own_size=info.supportsCustomPageSizes())


def draw_pages(printer: QPrinter, pdf: bytes, *, own_size: bool) -> None:
    """Draw `pdf` at 100 %.

    With `own_size` the paper size is set to that of each page. Otherwise a page is drawn from the
    corner of the printer's own paper, and what does not fit continues on the next sheet.

    Raises:
        MachineError: `printer_unreachable`, if the printer cannot be started or fails.
    """
    printer.setFullPage(True)
    dpi = min(printer.resolution(), MAX_DPI)
    pages = pdf_pages(pdf, dpi / POINTS)
    if own_size:
        _take_size(printer, pages[0], dpi)
    painter = QPainter()
    if not painter.begin(printer):
        raise MachineError("printer_unreachable", where=printer.printerName(), reason="?")
    # Drivers receive a PDF; lossy compression of its images would make bar codes unreadable.
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
        # A rest of less than 4 dots comes from rounding the sizes and holds no content.
        if top and image.height() - top < 4:
            break
        if top:
            printer.newPage()
        part = image.copy(0, top, image.width(), min(room, image.height() - top))
        _draw_part(painter, part, scale)


def _draw_part(painter: QPainter, part: QImage, scale: float) -> None:
    target = QRect(0, 0, round(part.width() * scale), round(part.height() * scale))
    painter.drawImage(target, part)
