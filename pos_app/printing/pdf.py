"""Renders a layout as a PDF for paper rolls of 58 or 80 mm, as long as the content.

The same layout gives the same bytes. Lengths are points (1/72 inch) unless named `_mm`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from pos_app.errors import PosError
from pos_app.fonts import REGULAR, STRONG, pdf_font
from pos_app.printing.blocks import Align, Block, Feed, Layout, Logo, Pair, Qr, Rule, Text
from pos_app.printing.wrap import printable, to_ascii, wrap, wrap_pair

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

_MM = 72 / 25.4
# PDF limits a page to 200 inches; a longer receipt continues on the next page.
_LONGEST_PAGE = 200 * 72.0
_MARGIN = 4 * _MM
# A heading is not scaled below this factor; it is wrapped instead, because that reads better.
_LEAST_SQUEEZE = 0.8


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper roll: its width, its printable width, and its type sizes."""

    width_mm: int
    printable_mm: int
    size: float
    note: float
    large: float
    qr_mm: float

    @property
    def room(self) -> float:
        """The printable width."""
        return self.printable_mm * _MM

    @property
    def left(self) -> float:
        """The left margin, where printing starts."""
        return (self.width_mm - self.printable_mm) / 2 * _MM

    @property
    def column(self) -> float:
        """One column of indent: half of the type size, about a digit's width."""
        return self.size / 2


PAPERS = {
    58: Paper(58, 48, size=8.0, note=7.0, large=12.5, qr_mm=20),
    80: Paper(80, 72, size=9.5, note=8.0, large=17.0, qr_mm=24),
}


@dataclass(frozen=True, slots=True)
class _Type:
    """A font in a size."""

    font: TTFont
    size: float

    @property
    def leading(self) -> float:
        return self.size * 1.36

    @property
    def baseline(self) -> float:
        """The distance from the top of a line to its baseline."""
        return self.size * 1.02

    def measure(self, text: str) -> float:
        return float(self.font.stringWidth(text, self.size))


@dataclass(frozen=True, slots=True)
class _Row:
    """A part of the paper that is not split: its height, and how to draw it below a given y."""

    height: float
    draw: Callable[[Canvas, float], None]


def to_pdf(layout: Layout, width_mm: int) -> bytes:
    """Return the layout as a PDF for paper of 58 or 80 mm.

    Raises PosError `paper_width_unknown`.
    """
    from reportlab.pdfgen.canvas import Canvas

    if width_mm not in PAPERS:
        raise PosError("paper_width_unknown", width=width_mm)
    paper = PAPERS[width_mm]
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=1)
    for page in _pages(_all_rows(layout, paper)):
        _draw_page(canvas, paper, page)
    canvas.save()
    return buffer.getvalue()


def _all_rows(layout: Layout, paper: Paper) -> Iterator[_Row]:
    indent = 0
    for block in layout:
        if isinstance(block, Text) and indent and not block.indent:
            # Some space separates one item from the next.
            yield _Row(paper.size / 3, _draw_nothing)
        yield from _rows(block, paper)
        indent = block.indent if isinstance(block, Text | Pair) else 0


def _draw_nothing(canvas: Canvas, y: float) -> None:
    """Draw nothing, for empty paper."""


def _pages(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    page: list[_Row] = []
    height = 2 * _MARGIN
    for row in rows:
        if height + row.height > _LONGEST_PAGE:
            yield page
            page, height = [], 2 * _MARGIN
        page.append(row)
        height += row.height
    yield page


def _draw_page(canvas: Canvas, paper: Paper, rows: list[_Row]) -> None:
    height = sum(row.height for row in rows) + 2 * _MARGIN
    canvas.setPageSize((paper.width_mm * _MM, height))
    y = height - _MARGIN
    for row in rows:
        row.draw(canvas, y)
        y -= row.height
    canvas.showPage()


def _rows(block: Block, paper: Paper) -> Iterator[_Row]:
    match block:
        case Text():
            yield from _text_rows(block, paper)
        case Pair():
            yield from _pair_rows(block, paper)
        case Rule():
            yield _Row(paper.size, partial(_draw_rule, paper))
        case Feed(lines):
            yield _Row(lines * paper.size, _draw_nothing)
        case Qr(data):
            yield from _qr_rows(data, paper)
        case Logo(png):
            yield _logo_row(png, paper)


def _text_rows(block: Text, paper: Paper) -> Iterator[_Row]:
    size = paper.note if block.note else paper.large if block.size == 2 else paper.size
    left = paper.left + block.indent * paper.column
    room = paper.room - block.indent * paper.column
    face = _Type(pdf_font(STRONG if block.bold else REGULAR), size)
    words = _drawable(block.text, face)
    if block.size == 2:
        face = _scaled_heading(face, words, room)
    for line in wrap(words, room, face.measure):
        x = left + _shift(block.align, room - face.measure(line))
        yield _Row(face.leading, partial(_draw_words, face, [(x, line)]))


def _shift(align: Align, spare: float) -> float:
    return {Align.LEFT: 0.0, Align.CENTER: spare / 2, Align.RIGHT: spare}[align]


def _pair_rows(block: Pair, paper: Paper) -> Iterator[_Row]:
    left = paper.left + block.indent * paper.column
    room = paper.room - block.indent * paper.column
    font = pdf_font(STRONG if block.bold else REGULAR)
    words_face = _Type(font, paper.size * (1.2 if block.size == 2 else 1))
    face = _Type(font, paper.large if block.size == 2 else paper.size)
    words, amount = _drawable(block.left, words_face), _drawable(block.right, face)
    face = _fitted(face, amount, room)
    lines = wrap_pair(words, amount, room, paper.column, words_face.measure, face.measure)
    for line, right in lines:
        tall = face if right else words_face
        x = left + room - face.measure(right)
        yield _Row(tall.leading, partial(_draw_pair, tall, words_face, (left, line), (x, right)))


def _scaled_heading(face: _Type, words: str, room: float) -> _Type:
    """Return the large type, made smaller if that keeps a heading on one line."""
    width = face.measure(words)
    if width <= room or width * _LEAST_SQUEEZE > room:
        longest = max((face.measure(word) for word in words.split()), default=0.0)
        return face if longest <= room else _fitted(face, max(words.split(), key=len), room)
    return _fitted(face, words, room)


def _fitted(face: _Type, words: str, room: float) -> _Type:
    """Return the type in its own size or, if `words` do not fit, in the largest that fits."""
    width = face.measure(words)
    return face if width <= room else replace(face, size=face.size * room / width * 0.999)


def _draw_words(face: _Type, words: list[tuple[float, str]], canvas: Canvas, y: float) -> None:
    canvas.setFont(face.font.fontName, face.size)
    for x, text in words:
        canvas.drawString(x, y - face.baseline, text)


def _draw_pair(
    tall: _Type,
    words_face: _Type,
    words: tuple[float, str],
    amount: tuple[float, str],
    canvas: Canvas,
    y: float,
) -> None:
    """Draw text and amount on one baseline, even if the amount is larger."""
    _draw_words(words_face, [words], canvas, y - tall.baseline + words_face.baseline)
    _draw_words(tall, [amount], canvas, y)


def _draw_rule(paper: Paper, canvas: Canvas, y: float) -> None:
    canvas.setLineWidth(0.6)
    canvas.line(paper.left, y - paper.size / 2, paper.left + paper.room, y - paper.size / 2)


_LEAST_MODULE_MM = 0.5


def _qr_rows(data: str, paper: Paper) -> Iterator[_Row]:
    import segno

    code = segno.make_qr(data, error="m")
    modules = [list(row) for row in code.matrix_iter(border=0)]
    # A larger code gets more room, because thermal paper needs half a millimetre per module.
    side = min(max(paper.qr_mm, len(modules) * _LEAST_MODULE_MM) * _MM, paper.room * 0.9)
    quiet = 4 * side / len(modules)
    yield _Row(side + 2 * quiet, partial(_draw_qr, modules, side, quiet, paper))


def _draw_qr(
    modules: list[list[int]], side: float, quiet: float, paper: Paper, canvas: Canvas, y: float
) -> None:
    """Draw the dark modules as one path, so that no gaps show between neighbours."""
    module = side / len(modules)
    x0 = paper.left + (paper.room - side) / 2
    path = canvas.beginPath()
    for row, cells in enumerate(modules):
        for start, end in _runs(cells):
            bottom = y - quiet - (row + 1) * module
            path.rect(x0 + start * module, bottom, (end - start) * module, module)
    canvas.drawPath(path, stroke=0, fill=1)


_LOGO_DPI = 203


def _logo_row(png: bytes, paper: Paper) -> _Row:
    from reportlab.lib.utils import ImageReader

    picture = ImageReader(BytesIO(png))
    width, height = (side * 72 / _LOGO_DPI for side in picture.getSize())
    scale = min(1.0, paper.room / width)

    def draw(canvas: Canvas, y: float) -> None:
        x = paper.left + (paper.room - width * scale) / 2
        canvas.drawImage(picture, x, y - height * scale, width * scale, height * scale)

    return _Row(height * scale + paper.size / 2, draw)


def _runs(cells: list[int]) -> Iterator[tuple[int, int]]:
    start = None
    for index, dark in enumerate([*cells, 0]):
        if dark and start is None:
            start = index
        elif not dark and start is not None:
            yield start, index
            start = None


def _drawable(text: str, face: _Type) -> str:
    """Return `text` with only characters that the font has; others are spelled in ASCII."""
    known = face.font.face.charToGlyph
    return to_ascii(printable(text), lambda char: ord(char) in known)
