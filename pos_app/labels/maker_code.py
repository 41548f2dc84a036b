"""A maker's QR code in a square of a label or card: the fullest text that it can hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.labels.layout import INCH, POINT

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

QUIET = 4  # modules, as ISO/IEC 18004 requires
# A phone reads a module of 0.37 mm from thermal paper; three dots of 203 dpi are 0.375 mm.
LEAST_MODULE = 0.37


@dataclass(frozen=True, slots=True)
class MakerCode:
    """A code that fits: its text, its rows without quiet zone, and the module in mm.

    `level` is the place of the text among those offered, 0 for the fullest.
    """

    text: str
    rows: tuple[bytes, ...]
    module: float
    level: int

    @property
    def side(self) -> float:
        """The width of the code with its quiet zone in millimetres."""
        return (len(self.rows) + 2 * QUIET) * self.module


def code_that_fits(texts: Iterable[str], side: float, dpi: int) -> MakerCode | None:
    """Return the code of the first text that a square of `side` mm holds at `dpi`, or None.

    A module is a whole number of printer dots, as many as there is room for.
    """
    import segno

    for level, text in enumerate(texts):
        rows = tuple(bytes(row) for row in segno.make_qr(text, error="l").matrix)
        dots = int(side * dpi / INCH) // (len(rows) + 2 * QUIET)
        module = dots * INCH / dpi
        if module >= LEAST_MODULE:
            return MakerCode(text, rows, module, level)
    return None


def draw_code(canvas: Canvas, code: MakerCode, left: float, bottom: float, dpi: int) -> None:
    """Draw the code with its quiet zone at `left`, `bottom` (mm), aligned to the printer's dots."""
    dot = INCH / dpi
    left, bottom = (round(at / dot) * dot for at in (left, bottom))
    path, module = canvas.beginPath(), code.module / POINT
    count = len(code.rows)
    for number, row in enumerate(code.rows):
        y = bottom / POINT + (count - 1 - number + QUIET) * module
        for start, end in _runs(row):
            path.rect(left / POINT + (start + QUIET) * module, y, (end - start) * module, module)
    canvas.drawPath(path, stroke=0, fill=1)


def _runs(row: bytes) -> Iterable[tuple[int, int]]:
    """Yield first and last + 1 of each run of dark modules."""
    start = None
    for at, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = at
        elif not dark and start is not None:
            yield start, at
            start = None
