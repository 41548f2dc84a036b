"""Sheets of paper of stand and office: A4, calm, in the app's own type; same facts, same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from pos_app.domain.money import format_rupiah, group_digits
from pos_app.fonts import REGULAR, STRONG, pdf_font
from pos_app.printing.tables import Cell, Column, Table
from pos_app.printing.wrap import printable, to_ascii

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

INK, MUTED, HAIRLINE, ACCENT, AMBER = "#1F2933", "#667085", "#DDD8CE", "#0F766E", "#B45309"
# A frame pads its text by six points on either side.
_FRAME, _PAD = 42.0, 6.0
_MARGIN = _FRAME + _PAD
_WIDTH = 595.27 - 2 * _MARGIN
_CELL_PAD, _CELL, _HEADING = 3.0, 8.0, 7.5
_LEAST_TEXT = 44.0


def build_pdf(title: str, story: Sequence[Flowable], footer: str) -> bytes:
    """The story on A4 pages with a footer and page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    buffer = BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=_FRAME,
        rightMargin=_FRAME,
        topMargin=_FRAME,
        bottomMargin=_FRAME + 12,
        title=readable(title),
        invariant=1,
    )

    def draw_footer(canvas: Any, _document: Any) -> None:
        canvas.setFont(pdf_font(REGULAR).fontName, 8)
        canvas.setFillColor(MUTED)
        canvas.drawString(_MARGIN, _MARGIN - 12, readable(footer))
        canvas.drawRightString(_MARGIN + _WIDTH, _MARGIN - 12, str(canvas.getPageNumber()))

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
        fontName=pdf_font(STRONG if strong else REGULAR).fontName,
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


def table_block(table: Table, *, sums: bool = True, beside: Iterable[Table] = ()) -> list[Flowable]:
    """A table under its title; the heading is repeated on every page. No amount is ever broken.

    Tables of the same columns that are to line up with it stand in `beside`.
    """
    from reportlab.platypus import LongTable, TableStyle

    if not table.rows:
        return []
    lines = [*table.rows, table.sums()] if sums else list(table.rows)
    shown = _texts(table.columns, lines)
    others = [row for other in beside for row in _texts(table.columns, other.rows)]
    widths, size = _fitted(table.columns, [*shown, *others])
    style: list[tuple[Any, ...]] = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HAIRLINE),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), _CELL_PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), _CELL_PAD),
    ]
    if sums:
        style.append(("LINEABOVE", (0, -1), (-1, -1), 0.8, INK))
        style.append(("NOSPLIT", (0, -2), (-1, -1)))  # no sum alone on a page
    rows = [_heading(table.columns, size)]
    for index, line in enumerate(shown, 1):
        rows.append(_cells(table.columns, line, size, strong=sums and index == len(shown)))
    block = LongTable(rows, colWidths=widths, repeatRows=1)
    block.setStyle(TableStyle(style))
    title = words(table.title, 14, strong=True, after=6)
    title.keepWithNext = 1
    return [space(14), title, block]


def _texts(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> list[list[str]]:
    return [[_shown(*pair) for pair in zip(columns, row, strict=True)] for row in rows]


def _fitted(columns: Sequence[Column], shown: list[list[str]]) -> tuple[list[float], float]:
    """Widths that hold every figure on one line, and the share of the type size that allows it."""
    widest = [
        max(_measure(text) for text in (column.heading, *(line[index] for line in shown)))
        for index, column in enumerate(columns)
    ]
    texts = [i for i, column in enumerate(columns) if column.kind == "text"]
    figures = sum(width for i, width in enumerate(widest) if i not in texts)
    padding = 2 * _CELL_PAD * len(columns) + 1
    size = min(1.0, (_WIDTH - padding - _LEAST_TEXT * len(texts)) / (figures or 1))
    room = _WIDTH - padding - figures * size
    wanted = sum(widest[i] for i in texts) or 1
    left = max(0.0, room - _LEAST_TEXT * len(texts))
    found = [
        _LEAST_TEXT + left * width / wanted if index in texts else width * size
        for index, width in enumerate(widest)
    ]
    return [width + 2 * _CELL_PAD + 1 / len(columns) for width in found], size


def _measure(text: str) -> float:
    return float(pdf_font(STRONG).stringWidth(readable(text), _CELL)) + 0.5


def _heading(columns: Sequence[Column], size: float) -> list[Flowable]:
    return [
        words(column.heading, _HEADING * size, color=MUTED, after=0, right=column.kind != "text")
        for column in columns
    ]


def _cells(
    columns: Sequence[Column], line: Sequence[str], size: float, *, strong: bool
) -> list[Flowable]:
    return [
        words(text, _CELL * size, strong=strong, after=0, right=column.kind != "text")
        for column, text in zip(columns, line, strict=True)
    ]


def _shown(column: Column, cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    return format_rupiah(cell) if column.kind == "money" else group_digits(cell)


def readable(text: str) -> str:
    """`text` in characters that the font has a picture of."""
    known = pdf_font(REGULAR).face.charToGlyph
    return to_ascii(printable(text), lambda char: ord(char) in known)


def head(kind: str, name: str, facts: str) -> list[Flowable]:
    """What stands over every sheet: its kind, whose it is, and of when."""
    return [
        words(kind, 10, color=ACCENT, strong=True, after=2),
        words(name, 20, strong=True, after=2),
        words(facts, 10, color=MUTED, after=20),
    ]


def signatures(*names: str) -> list[Flowable]:
    """A line for each who signs."""
    return [space(48), *(words(f"{name}: ______________________", 10, after=24) for name in names)]
