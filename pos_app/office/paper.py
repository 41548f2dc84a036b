"""The office's sheets of paper: A4, calm, in the app's own type; the same facts, the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from pos_app.domain.money import format_rupiah, group_digits
from pos_app.office.tables import Cell, Column, Table
from pos_app.paths import resources_dir
from pos_app.printing.wrap import printable, to_ascii

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Flowable

INK, MUTED, HAIRLINE, ACCENT, AMBER = "#1F2933", "#667085", "#DDD8CE", "#0F766E", "#B45309"
_REGULAR, _STRONG = "Inter-Regular", "Inter-SemiBold"
_MARGIN = 48.0
# A4 without its margins.
WIDTH = 595.27 - 2 * _MARGIN
_TEXT_WEIGHT = {"text": 1.5, "count": 0.8, "money": 1.25}


def build_pdf(title: str, story: Sequence[Flowable], footer: str) -> bytes:
    """The story on A4 pages with a footer and page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    buffer = BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN + 12,
        title=readable(title),
        invariant=1,
    )

    def draw_footer(canvas: Any, _document: Any) -> None:
        canvas.setFont(_font(_REGULAR).fontName, 8)
        canvas.setFillColor(MUTED)
        canvas.drawString(_MARGIN, _MARGIN - 12, readable(footer))
        canvas.drawRightString(_MARGIN + WIDTH, _MARGIN - 12, str(canvas.getPageNumber()))

    document.build(list(story), onFirstPage=draw_footer, onLaterPages=draw_footer)
    return buffer.getvalue()


def words(
    text: str,
    size: float = 10,
    *,
    strong: bool = False,
    color: str = INK,
    after: float = 4,
    right: bool = False,
) -> Flowable:
    """A paragraph; whatever stands in `text` is text."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle(
        "words",
        fontName=_font(_STRONG if strong else _REGULAR).fontName,
        fontSize=size,
        leading=size * 1.35,
        textColor=color,
        spaceAfter=after,
        alignment=2 if right else 0,
        splitLongWords=1,
    )
    return Paragraph(escape(readable(text)), style)


def space(height: float) -> Flowable:
    from reportlab.platypus import Spacer

    return Spacer(1, height)


def table_block(table: Table, *, sums: bool = True) -> list[Flowable]:
    """A table under its title; the heading is repeated on every page."""
    from reportlab.platypus import LongTable, TableStyle

    if not table.rows:
        return []
    weights = [_TEXT_WEIGHT[column.kind] for column in table.columns]
    widths = [WIDTH * weight / sum(weights) for weight in weights]
    rows = [_heading(table.columns), *(_cells(table.columns, row) for row in table.rows)]
    style: list[tuple[Any, ...]] = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HAIRLINE),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    if sums:
        rows.append(_cells(table.columns, table.sums(), strong=True))
        style.append(("LINEABOVE", (0, -1), (-1, -1), 0.8, INK))
    block = LongTable(rows, colWidths=widths, repeatRows=1)
    block.setStyle(TableStyle(style))
    return [space(14), words(table.title, 14, strong=True, after=6), block]


def _heading(columns: Sequence[Column]) -> list[Flowable]:
    return [
        words(column.heading, 7.5, color=MUTED, after=0, right=column.kind != "text")
        for column in columns
    ]


def _cells(
    columns: Sequence[Column], row: Sequence[Cell], *, strong: bool = False
) -> list[Flowable]:
    return [
        words(_shown(column, cell), 8, strong=strong, after=0, right=column.kind != "text")
        for column, cell in zip(columns, row, strict=True)
    ]


def _shown(column: Column, cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    return format_rupiah(cell) if column.kind == "money" else group_digits(cell)


def readable(text: str) -> str:
    """`text` in characters that the font has a picture of."""
    known = _font(_REGULAR).face.charToGlyph
    return to_ascii(printable(text), lambda char: ord(char) in known)


@cache
def _font(name: str) -> TTFont:
    """A font of the app, made known to reportlab once."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(name, str(resources_dir() / "fonts" / f"{name}.ttf"))
    pdfmetrics.registerFont(font)
    return font
