"""Parts of a report page: letterhead, banner, rows of figures, two columns, signatures, a bar."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pos_app.domain.money import Rupiah
from pos_app.fonts import REGULAR, STRONG, pdf_font
from pos_app.printing import a4_page
from pos_app.printing.charts import ChartColors

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing
    from reportlab.platypus import Flowable

GUTTER = 24.0
HALF = (a4_page.WIDTH - GUTTER) / 2
_LOGO_HIGH, _LOGO_WIDE = 40.0, 120.0
_TINTS = {a4_page.ACCENT: "#E8F3F1", a4_page.AMBER: "#FDF3E4"}


def letterhead(logo: bytes, issuer: str, right: Sequence[str]) -> list[Flowable]:
    """Return the top of a paper: logo (PNG) and issuer, and small lines at the right."""
    from reportlab.lib.utils import ImageReader
    from reportlab.platypus import Image

    cells: list[Any] = []
    widths: list[float] = []
    if logo:
        wide, high = ImageReader(BytesIO(logo)).getSize()
        scale = min(_LOGO_HIGH / high, _LOGO_WIDE / wide)
        cells.append(Image(BytesIO(logo), wide * scale, high * scale, hAlign="LEFT", lazy=0))
        widths.append(wide * scale + 10)
    room = a4_page.WIDTH - sum(widths)
    lines = [a4_page.paragraph(each, 8, color=a4_page.MUTED, after=0, right=True) for each in right]
    cells += [a4_page.paragraph(issuer, 11, strong=True, after=0), lines]
    style = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
        ("LINEBELOW", (0, 0), (-1, -1), 0.8, a4_page.HAIRLINE),
    ]
    return [_grid([cells], [*widths, room * 0.36, room * 0.64], style), a4_page.spacer(10)]


def one_page(story: Sequence[Flowable]) -> list[Flowable]:
    """Return the story; one that is higher than a page is drawn smaller."""
    from reportlab.platypus import KeepInFrame

    if a4_page.height_of(story) <= a4_page.HEIGHT:
        return list(story)
    return [KeepInFrame(a4_page.WIDTH, a4_page.HEIGHT, list(story), mode="shrink")]


def banner(head: str, lines: Sequence[str], color: str) -> list[Flowable]:
    """Return a tinted banner with a bold sentence and further lines."""
    found = [a4_page.paragraph(head, 11, strong=True, color=color, after=2 if lines else 0)]
    found += [a4_page.paragraph(line, 9, after=1) for line in lines]
    style = [
        ("BACKGROUND", (0, 0), (-1, -1), _TINTS[color]),
        ("LINEBEFORE", (0, 0), (0, -1), 3, color),
        ("LEFTPADDING", (0, 0), (-1, -1), 12),
        ("RIGHTPADDING", (0, 0), (-1, -1), 10),
        ("TOPPADDING", (0, 0), (-1, -1), 7),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
    ]
    return [_grid([[found]], [a4_page.WIDTH], style)]


def figure_row(found: Sequence[tuple[str, str]]) -> list[Flowable]:
    """Return a row of (figure, label), each figure above its label; it shrinks to fit the page."""
    wide = [
        max(_text_width(figure, 15, STRONG), _text_width(label, 8, REGULAR)) + 14
        for figure, label in found
    ]
    size = 15 * min(1.0, a4_page.WIDTH / sum(wide))
    spare = max(0.0, a4_page.WIDTH - sum(wide)) / len(found)
    rooms = [each * size / 15 + spare for each in wide]
    cells = [
        [
            a4_page.paragraph(figure, size, strong=True, after=1),
            a4_page.paragraph(label, 8 * size / 15, color=a4_page.MUTED),
        ]
        for figure, label in found
    ]
    style = [
        ("LINEABOVE", (0, 0), (-1, 0), 0.8, a4_page.HAIRLINE),
        ("LINEBELOW", (0, 0), (-1, -1), 0.8, a4_page.HAIRLINE),
        ("TOPPADDING", (0, 0), (-1, -1), 7),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    return [_grid([cells], rooms, style)]


def _text_width(text: str, size: float, font: str) -> float:
    return float(pdf_font(font).stringWidth(a4_page.drawable_text(text), size))


def side_by_side(left: Sequence[Flowable], right: Sequence[Flowable]) -> list[Flowable]:
    """Return two columns side by side; each is `HALF` points wide."""
    return [_grid([[list(left), "", list(right)]], [HALF, GUTTER, HALF], [])]


def signatures(*names: str, hint: str) -> list[Flowable]:
    """Return signature fields side by side: who signs, space to sign, and a line with the hint."""
    room = (a4_page.WIDTH - GUTTER * (len(names) - 1)) / len(names)
    cells: list[Any] = []
    widths: list[float] = []
    for name in names:
        if cells:
            cells.append("")
            widths.append(GUTTER)
        cells.append([a4_page.paragraph(name, 9, color=a4_page.MUTED, after=0), _hint(hint)])
        widths.append(room)
    lines = [("LINEABOVE", (at, 1), (at, 1), 0.8, a4_page.INK) for at in range(0, len(cells), 2)]
    heads = [cell[0] if cell else "" for cell in cells]
    feet = [cell[1] if cell else "" for cell in cells]
    padding = [("BOTTOMPADDING", (0, 0), (-1, 0), 40), ("TOPPADDING", (0, 1), (-1, 1), 4)]
    return [_grid([heads, feet], widths, [*lines, *padding])]


def _hint(text: str) -> Flowable:
    return a4_page.paragraph(text, 8, color=a4_page.MUTED, after=0)


def heading(text: str) -> Flowable:
    """Return the heading of a chart."""
    return a4_page.paragraph(text, 11, strong=True, after=4)


def keep_together(*found: Flowable) -> Flowable:
    """Return the parts as one block that stays on one page."""
    from reportlab.platypus import KeepTogether

    return KeepTogether(list(found))


def goal_bar(reached: Rupiah, wanted: Rupiah, colors: ChartColors) -> Drawing:
    """Draw a bar of the amount reached, with a mark at the goal.

    The full width stands for the goal or, if that was exceeded, for the amount reached.
    """
    from reportlab.graphics.shapes import Drawing, Line, Rect
    from reportlab.lib.colors import HexColor

    whole = max(reached, wanted, 1)
    drawing = Drawing(a4_page.WIDTH, 10)
    shapes = (
        (a4_page.WIDTH, colors.hairline),
        (a4_page.WIDTH * max(0, reached) / whole, colors.accent),
    )
    for width, color in shapes:
        if width:
            fill = HexColor(color)
            drawing.add(Rect(0, 1, width, 8, rx=2, ry=2, fillColor=fill, strokeColor=None))
    mark = a4_page.WIDTH * wanted / whole
    drawing.add(Line(mark, 0, mark, 10, strokeColor=HexColor(colors.ink), strokeWidth=1.2))
    return drawing


def _grid(rows: list[list[Any]], widths: list[float], style: list[tuple[Any, ...]]) -> Flowable:
    from reportlab.platypus import Table, TableStyle

    flush = [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    found = Table(rows, colWidths=widths)
    found.setStyle(TableStyle([*flush, *style]))
    return found
