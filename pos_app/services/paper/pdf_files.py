"""PDFs made by this program: written to disk, and drawn page by page for a screen."""

from __future__ import annotations

from pathlib import Path

from pos_app.printing.preview import Picture

__all__ = ["Picture"]


def save_pdf(pdf: bytes, path: Path) -> Path:
    """Writes a PDF, whole or not at all. Raises MachineError `file_not_written`."""
    from pos_app.printing.render import write_atomically

    return write_atomically(path, pdf)


def pdf_pages(pdf: bytes, scale: float) -> list[Picture]:
    """Draws every page; `scale` is dots for each point (1/72 inch)."""
    from pos_app.printing.preview import pictures

    return pictures(pdf, scale)


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Returns width and height of each page in points."""
    from pos_app.printing import preview

    return preview.page_sizes(pdf)


def page_picture(pdf: bytes, number: int, scale: float) -> Picture:
    """Draws one page, counted from 0; `scale` is dots for each point."""
    from pos_app.printing import preview

    return preview.picture(pdf, number, scale)
