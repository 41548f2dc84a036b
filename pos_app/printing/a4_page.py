"""Builds A4 pages as PDF for stand and office; the same content gives the same bytes.

Lengths are points (1/72 inch).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache, partial
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pos_app.domain.money import format_rupiah, group_digits
from pos_app.fonts import REGULAR, STRONG, pdf_font
from pos_app.languages import DEFAULT_LANGUAGE, LanguageCode, language_of
from pos_app.printing.numbered_pages import NumberedPages, start_part
from pos_app.printing.paper_texts import format_day
from pos_app.printing.tables import Cell, Column, Table
from pos_app.printing.wrap import printable, to_ascii

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

INK, MUTED, HAIRLINE, ACCENT, AMBER = "#1F2933", "#667085", "#DDD8CE", "#0F766E", "#B45309"
# A reportlab frame pads its content by six points on each side.
_FRAME, _PAD = 42.0, 6.0
_MARGIN = _FRAME + _PAD
WIDTH = 595.27 - 2 * _MARGIN
HEIGHT = 841.89 - 2 * _MARGIN - 12 - 1
_CELL_PAD, _CELL, _HEADING = 3.0, 8.0, 7.5
_LEAST_TEXT = 44.0
_LEAST_BLOCK = 110.0
"""How much of a page a title and the first lines of its table need."""


def build_pdf(
    title: str, story: Sequence[Flowable], footer: str, lang: LanguageCode = DEFAULT_LANGUAGE
) -> bytes:
    """Return the story (reportlab flowables) as A4 pages with a footer and `page x of y`."""
    return build_parts(title, [(footer, story)], lang)


def build_parts(
    title: str,
    parts: Sequence[tuple[str, Sequence[Flowable]]],
    lang: LanguageCode = DEFAULT_LANGUAGE,
) -> bytes:
    """Return several papers, each a footer and a story, as one PDF.

    Each starts on a page of its own and counts its own pages.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import PageBreak, SimpleDocTemplate

    buffer = BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=_FRAME,
        rightMargin=_FRAME,
        topMargin=_FRAME,
        bottomMargin=_FRAME + 12,
        title=drawable_text(title),
        lang=language_of(lang).code,
        invariant=1,
    )
    whole: list[Flowable] = []
    for footer, story in parts:
        whole += [*([PageBreak()] if whole else []), start_part(footer), *story]
    document.build(whole, canvasmaker=NumberedPages(_draw_footer, lang).canvas)
    return buffer.getvalue()


def _draw_footer(canvas: Any, footer: str, page: str) -> None:
    font, text = pdf_font(REGULAR), drawable_text(footer)
    room = WIDTH - float(font.stringWidth(page, 8)) - 12
    canvas.setFont(font.fontName, 8)
    canvas.setFillColor(MUTED)
    canvas.drawString(_MARGIN, _MARGIN - 12, elide(text, REGULAR, 8, room))
    canvas.drawRightString(_MARGIN + WIDTH, _MARGIN - 12, page)


def height_of(story: Iterable[Flowable]) -> float:
    """Return how high the story is on a page, or a little more."""
    heights = (
        each.wrap(WIDTH, HEIGHT)[1] + each.getSpaceBefore() + each.getSpaceAfter() for each in story
    )
    return float(sum(heights))


def paragraph(
    text: str,
    size: float = 10,
    *,
    strong: bool = False,
    color: str = INK,
    after: float = 4,
    before: float = 0,
    right: bool = False,
) -> Flowable:
    """Return a paragraph; `text` is plain text, not markup."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle(
        "words",
        fontName=pdf_font(STRONG if strong else REGULAR).fontName,
        fontSize=size,
        leading=size * 1.35,
        textColor=color,
        spaceAfter=after,
        spaceBefore=before,
        alignment=2 if right else 0,
        splitLongWords=1,
    )
    return Paragraph(escape(drawable_text(text), quote=False), style)


def largest_size(text: str, most: int) -> int:
    """Return the largest font size up to `most` (points) in which a strong line fits the page."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    width = stringWidth(text, pdf_font(STRONG).fontName, 1)
    return max(min(most, int(WIDTH / width)), 1) if width else most


def spacer(height: float) -> Flowable:
    """Return empty space of that height."""
    from reportlab.platypus import Spacer

    return Spacer(1, height)


def table_block(table: Table, *, sums: bool = True, beside: Iterable[Table] = ()) -> list[Flowable]:
    """Return a table under its title; the heading is repeated on every page.

    Amounts are never wrapped. The columns line up with those of the tables in `beside`, which have
    the same columns. An empty table gives nothing.
    """
    from reportlab.platypus import CondPageBreak, LongTable, TableStyle

    if not table.rows:
        return []
    shown = _texts(table.columns, (*table.rows, *(table.rest if sums else ())), table.lang)
    if sums:
        whole = zip(table.columns, table.sums(), strict=True)
        line = [c if isinstance(c, str) else _shown(column, c, table.lang) for column, c in whole]
        shown.append(line)
    others = [row for other in beside for row in _texts(table.columns, other.rows, table.lang)]
    widths, size = _fitted(table.columns, [*shown, *others])
    setter = _RowSetter(table.columns, widths, size)
    rows = [setter.heading(), *(setter.line(line) for line in shown)]
    if sums:
        rows[-1] = setter.line(shown[-1], strong=True)
    block = LongTable(rows, colWidths=widths, repeatRows=1)
    block.setStyle(TableStyle([*_style(table.columns, size), *(_summed(size) if sums else [])]))
    title = paragraph(table.title, 14, strong=True, after=6, before=14)
    note = [paragraph(table.note, 8, color=MUTED, after=0, before=4)] if table.note else []
    # A title that is kept with a table higher than a page would leave an empty page before it.
    return [CondPageBreak(_LEAST_BLOCK), title, block, *note]


def unsplit_table_block(
    table: Table, *, sums: bool = True, picture: Flowable | None = None
) -> list[Flowable]:
    """Return a table block that is kept on one page if it fits, with a picture above the table."""
    from reportlab.platypus import KeepTogether

    block = table_block(table, sums=sums)
    if block and picture is not None:
        block[2:2] = [picture, spacer(8)]
    if height_of(block) > HEIGHT:
        return block
    return [KeepTogether(block)] if block else []


class _RowSetter:
    """Makes the cells of a table's rows.

    A cell that fits on one line is plain text, because paragraphs are slow to draw.
    """

    def __init__(self, columns: Sequence[Column], widths: Sequence[float], size: float) -> None:
        self._columns, self._size = columns, size
        self._rooms = [width - 2 * _CELL_PAD for width in widths]

    def heading(self) -> list[Any]:
        texts = [column.heading for column in self._columns]
        return self._cells(texts, _HEADING * self._size, strong=False, color=MUTED)

    def line(self, texts: Sequence[str], *, strong: bool = False) -> list[Any]:
        return self._cells(texts, _CELL * self._size, strong=strong, color=INK)

    def _cells(self, texts: Sequence[str], size: float, *, strong: bool, color: str) -> list[Any]:
        font = pdf_font(STRONG if strong else REGULAR)
        found: list[Any] = []
        for text, column, room in zip(texts, self._columns, self._rooms, strict=True):
            plain, right = drawable_text(text), not column.is_text
            fits = font.stringWidth(plain, size) <= room
            wrapped = partial(
                paragraph, text, size, strong=strong, color=color, after=0, right=right
            )
            found.append(plain if fits else wrapped())
        return found


def _style(columns: Sequence[Column], size: float) -> list[tuple[Any, ...]]:
    from reportlab.lib.colors import HexColor

    # Made once: reportlab would read the text of a colour again for each cell.
    ink, muted, hairline = map(HexColor, (INK, MUTED, HAIRLINE))
    regular = pdf_font(REGULAR).fontName
    right = [i for i, column in enumerate(columns) if not column.is_text]
    return [
        ("FONT", (0, 0), (-1, 0), regular, _HEADING * size, _HEADING * size * 1.35),
        ("FONT", (0, 1), (-1, -1), regular, _CELL * size, _CELL * size * 1.35),
        ("TEXTCOLOR", (0, 0), (-1, 0), muted),
        ("TEXTCOLOR", (0, 1), (-1, -1), ink),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, hairline),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, ink),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        # The last rows stay together, so that the sums are not alone on a page.
        ("NOSPLIT", (0, -3), (-1, -1)),
        ("LEFTPADDING", (0, 0), (-1, -1), _CELL_PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), _CELL_PAD),
        *(("ALIGN", (index, 0), (index, -1), "RIGHT") for index in right),
    ]


def _summed(size: float) -> list[tuple[Any, ...]]:
    strong = pdf_font(STRONG).fontName
    return [
        ("LINEABOVE", (0, -1), (-1, -1), 0.8, INK),
        ("FONT", (0, -1), (-1, -1), strong, _CELL * size, _CELL * size * 1.35),
    ]


def _texts(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell]], lang: LanguageCode
) -> list[list[str]]:
    return [[_shown(*pair, lang) for pair in zip(columns, row, strict=True)] for row in rows]


def _fitted(columns: Sequence[Column], shown: list[list[str]]) -> tuple[list[float], float]:
    """Return column widths that hold every figure on one line, and the scale of the type size."""
    padding = 2 * _CELL_PAD * len(columns) + 1
    widest = _widest_cells(columns, shown, whole=True)
    if sum(widest) + padding > WIDTH:
        widest = _widest_cells(columns, shown, whole=False)
    texts = [i for i, column in enumerate(columns) if column.is_text]
    figures = sum(width for i, width in enumerate(widest) if i not in texts)
    least = sum(min(_LEAST_TEXT, widest[i]) for i in texts)
    size = min(1.0, (WIDTH - padding - least) / (figures or 1))
    room = WIDTH - padding - figures * size
    shared = dict(zip(texts, _share_room([widest[i] for i in texts], room), strict=True))
    found = [shared.get(index, width * size) for index, width in enumerate(widest)]
    return [width + 2 * _CELL_PAD + 1 / len(columns) for width in found], size


def _widest_cells(columns: Sequence[Column], shown: list[list[str]], *, whole: bool) -> list[float]:
    """Return the width of the widest cell of each column.

    The headings are on one line (`whole`), or wrap between their words.
    """
    cells = [max((_measure(row[at]) for row in shown), default=0) for at in range(len(columns))]
    heads = [[column.heading] if whole else column.heading.split() for column in columns]
    return [max(cell, *map(_measure, head), 0) for cell, head in zip(cells, heads, strict=True)]


def _share_room(widest: Sequence[float], room: float) -> list[float]:
    """Divide the room among text columns.

    If all fit, each gets its width and an equal part of the rest. If not, each gets its minimum and
    a part of the rest in proportion to its need.
    """
    spare = room - sum(widest)
    if spare >= 0:
        return [width + spare / len(widest) for width in widest]
    least = [min(_LEAST_TEXT, width) for width in widest]
    wanted = sum(widest) - sum(least) or 1
    left = max(0.0, room - sum(least))
    return [low + left * (width - low) / wanted for low, width in zip(least, widest, strict=True)]


def _measure(text: str) -> float:
    return float(pdf_font(STRONG).stringWidth(drawable_text(text), _CELL)) + 0.5


def _shown(column: Column, cell: Cell, lang: LanguageCode) -> str:
    if isinstance(cell, str):
        return format_day(date.fromisoformat(cell), lang) if _is_day(column, cell) else cell
    if column.kind == "percent":
        number = f"{cell / 100:.2f}".rstrip("0").rstrip(".")
        return number.replace(".", language_of(lang).decimal_mark) + "%"
    return format_rupiah(cell) if column.kind == "money" else group_digits(cell)


def _is_day(column: Column, cell: str) -> bool:
    """Whether a cell is a date; the line of the rounding has a word in its place."""
    return column.kind == "day" and cell[:1].isdigit()


def elide(text: str, font: str, size: float, room: float) -> str:
    """Return `text`, shortened with an ellipsis if it is wider than `room`."""
    width = pdf_font(font).stringWidth
    text = drawable_text(text)
    if width(text, size) <= room:
        return text
    while text and width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…" if text else ""


@lru_cache(maxsize=16_384)
def drawable_text(text: str) -> str:
    """Return `text` with only characters that the font has; others are spelled in ASCII."""
    known = pdf_font(REGULAR).face.charToGlyph
    return to_ascii(printable(text), lambda char: ord(char) in known)


def page_heading(kind: str, name: str, facts: str) -> list[Flowable]:
    """Return the heading of a document: its kind, the name, and further facts in small type."""
    return [
        paragraph(kind, 10, color=ACCENT, strong=True, after=2),
        paragraph(name, 20, strong=True, after=2),
        paragraph(facts, 10, color=MUTED, after=20),
    ]


def signatures(*names: str) -> list[Flowable]:
    """Return a signature line for each name; keep them together with what is signed."""
    lines = [paragraph(f"{name}: ______________________", 10, after=24) for name in names]
    return [spacer(48), *lines]
