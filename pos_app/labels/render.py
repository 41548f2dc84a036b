"""Renders labels as a PDF to be printed at 100 %, with vector bars aligned to the printer's dots.

Bars are drawn slightly narrower than their modules, because pdfium widens every bar by a pixel.
Without this correction a reader decoded none of 40 labels. Poppler and MuPDF do not need it, and
it does them no harm.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from pos_app.domain.money import format_rupiah
from pos_app.errors import PosError
from pos_app.fonts import REGULAR, STRONG, pdf_font
from pos_app.labels.bars import Bars
from pos_app.labels.layout import INCH, PAD, POINT, Label, Plan, plan
from pos_app.labels.stock import Stock, check_stock

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MM = 1 / POINT  # points in a millimetre
NARROWER = 0.02  # millimetres off each bar
MOST_LABELS = 20_000
LEAST_MARGIN = 2.8  # millimetres needed for a line of small type
AT_FULL_SIZE = "Cetak pada 100 % (ukuran asli) · Print at 100 % (actual size)"


def to_pdf(labels: Sequence[Label], stock: Stock, dpi: int, start: int = 1) -> bytes:
    """Return a PDF of the labels, the first one at position `start` (from 1) of the first page.

    Raises PosError `label_start`, `labels_too_many`, and as `plan` and `check_stock` do, before
    anything is drawn.
    """
    from reportlab.pdfgen.canvas import Canvas

    check_stock(stock)
    if not 1 <= start <= stock.per_page:
        raise PosError("label_start", start=start, places=stock.per_page)
    if not labels or len(labels) > MOST_LABELS:
        raise PosError("labels_too_many", count=len(labels), limit=MOST_LABELS)
    plans = [plan(label, stock, dpi) for label in labels]
    buffer = BytesIO()
    # The page is a little less than a whole number of dots. A renderer would stretch a page of
    # 1678.35 dots to 1679, and bars near the right edge would no longer align with the dots.
    width, height = (round(side * dpi / INCH) * 72 / dpi - 0.002 for side in stock.page)
    canvas = Canvas(buffer, pagesize=(width, height), invariant=1, pageCompression=1)
    canvas.setViewerPreference("PrintScaling", "None")
    places = list(stock.places())
    at = start - 1
    for label, planned in zip(labels, plans, strict=True):
        if at == len(places):
            canvas.showPage()
            at = 0
        if at == 0 or label is labels[0]:
            _draw_scale_note(canvas, stock)
        _draw(canvas, label, planned, stock, dpi, places[at])
        at += 1
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw_scale_note(canvas: Canvas, stock: Stock) -> None:
    """Write "print at 100 %" on the margin of a sheet, below or above the labels; not on a roll."""
    last = stock.first[1] + (stock.grid[1] - 1) * stock.pitch[1] + stock.label[1]
    below, above = stock.page[1] - last, stock.first[1]
    if stock.per_page > 1 and max(below, above) >= LEAST_MARGIN:
        y = min(2.0, below - 2.2) if below >= LEAST_MARGIN else stock.page[1] - above + 0.6
        canvas.setFont(pdf_font(REGULAR).fontName, 6)
        canvas.drawString(stock.first[0] * MM, y * MM, AT_FULL_SIZE)


def _draw(
    canvas: Canvas, label: Label, planned: Plan, stock: Stock, dpi: int, place: tuple[float, float]
) -> None:
    left, top = place
    width, height = stock.label
    sizes = planned.sizes
    floor = stock.page[1] - top - height  # from the foot of the page to that of the label
    y = floor + PAD
    room = width - 2 * PAD
    price = format_rupiah(label.price)
    strong, plain = pdf_font(STRONG), pdf_font(REGULAR)
    taken = _width(price, STRONG, sizes.price)
    canvas.setFont(strong.fontName, sizes.price)
    canvas.drawString((left + PAD) * MM, (y + 0.5) * MM, price)
    maker = elided(label.maker, REGULAR, sizes.small, room - taken - 1)
    y += sizes.price * 1.15 * POINT
    x = left + (width - _width(label.code, REGULAR, sizes.small)) / 2
    canvas.setFont(plain.fontName, sizes.small)
    if maker:
        end = left + width - PAD - _width(maker, REGULAR, sizes.small)
        canvas.drawString(end * MM, (floor + PAD + 0.5) * MM, maker)
    canvas.drawString(x * MM, (y + 0.35) * MM, label.code)
    y += sizes.small * 1.2 * POINT
    _draw_bars(canvas, planned, dpi, left + (width - planned.width) / 2, y)
    y += planned.height
    if label.name_en:
        canvas.setFont(plain.fontName, sizes.small)
        second = elided(label.name_en, REGULAR, sizes.small, room)
        canvas.drawString((left + PAD) * MM, (y + 0.35 * sizes.small * POINT) * MM, second)
        y += sizes.small * 1.2 * POINT
    canvas.setFont(strong.fontName, sizes.name)
    lines = lines_of(label.name, sizes.name, room, sizes.lines)
    for n, line in enumerate(reversed(lines)):
        base = y + (n * 1.2 + 0.35) * sizes.name * POINT
        canvas.drawString((left + PAD) * MM, base * MM, line)


def _draw_bars(canvas: Canvas, planned: Plan, dpi: int, left: float, bottom: float) -> None:
    """Draw the bars in a coordinate system whose unit is one module wide and one bar high."""
    start = left + planned.bars.quiet[0] * planned.module
    start = round(start * dpi / INCH) * INCH / dpi  # on a dot, since readers fail half a dot off
    less = NARROWER / planned.module
    sx, sy = planned.module * MM, (planned.height - 0.6) * MM
    x, y = (start + NARROWER / 2) * MM, bottom * MM
    path = _path(planned.bars, round(less, 3))
    canvas._code.append(f"q {sx:.5f} 0 0 {sy:.3f} {x:.4f} {y:.3f} cm {path} f Q")


@lru_cache(maxsize=20_000)
def _path(bars: Bars, less: float) -> str:
    return " ".join(f"{at} 0 {count - less:g} 1 re" for at, count in bars.runs())


@lru_cache(maxsize=50_000)
def _width(text: str, font: str, size: float) -> float:
    """Return the width of `text` in millimetres."""
    widths = pdf_font(font).face.charWidths
    default = pdf_font(font).face.defaultWidth
    return float(sum(widths.get(ord(char), default) for char in text) * size / 1000 * POINT)


def elided(text: str, font: str, size: float, room: float) -> str:
    """Return the text, shortened to `room` mm at a type size in points."""
    if _width(text, font, size) <= room:
        return text
    while text and _width(f"{text}…", font, size) > room:
        text = text[:-1].rstrip()
    return f"{text}…" if text else ""


@lru_cache(maxsize=20_000)
def lines_of(name: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """Return the words in at most `most` lines of `room` mm, the last one elided."""
    lines: list[str] = []
    words = name.split()
    while words and len(lines) < most:
        line = words.pop(0)
        while words and _width(f"{line} {words[0]}", STRONG, size) <= room:
            line = f"{line} {words.pop(0)}"
        if len(lines) == most - 1 and words:
            line = " ".join([line, *words])
        lines.append(elided(line, STRONG, size, room))
    return tuple(lines)


def calibration_pdf(stock: Stock) -> bytes:
    """Return a test page with the outline and number of every label, and a ruler.

    It is printed on plain paper and held against a label sheet. Raises as `check_stock` does.
    """
    from reportlab.pdfgen.canvas import Canvas

    check_stock(stock)
    buffer = BytesIO()
    size = (stock.page[0] * MM, stock.page[1] * MM)
    canvas = Canvas(buffer, pagesize=size, invariant=1, pageCompression=1)
    canvas.setViewerPreference("PrintScaling", "None")
    canvas.setLineWidth(0.3)
    canvas.setFont(pdf_font(REGULAR).fontName, 7)
    width, height = stock.label
    for number, (left, top) in enumerate(stock.places(), 1):
        bottom = stock.page[1] - top - height
        canvas.rect(left * MM, bottom * MM, width * MM, height * MM)
        canvas.drawString((left + 1) * MM, (bottom + height - 3.2) * MM, str(number))
    _draw_ruler(canvas, stock)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw_ruler(canvas: Canvas, stock: Stock) -> None:
    """Draw a ruler of up to 50 mm, which shows whether the page was printed at 100 %."""
    length = int(min(50, stock.page[0] - 10, stock.page[1] * 3))
    left, y = 5.0, 1.2
    for mm in range(length + 1):
        tall = 2.4 if mm % 10 == 0 else 1.2
        canvas.line((left + mm) * MM, y * MM, (left + mm) * MM, (y + tall) * MM)
    canvas.drawString((left + length + 1.5) * MM, y * MM, f"{length} mm")
