"""Prints the codes of a day: on A4 sheets, and on the roll of a receipt printer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from pos_app.dayfile.format import short_code
from pos_app.fonts import REGULAR, STRONG, pdf_font
from pos_app.light.codes import LightLabel
from pos_app.light.pictures import QUIET, code_image
from pos_app.light.words_on_codes import both, head_words, place_of, practice_words
from pos_app.light.words_on_codes import day_of as day_words
from pos_app.printing.blocks import Align, Block, Layout, Logo, Rule, Text

_MM = 72 / 25.4
_PAGE = (210 * _MM, 297 * _MM)
_MARGIN = 9 * _MM
_HEAD = 17 * _MM
# Codes across and down a page; few codes are drawn larger.
_FEW, _MANY = (2, 3), (3, 4)
_SHARP = 8  # dots a module of the picture in the PDF, so that no viewer smooths it
PRINT_DOTS = {58: 384, 80: 576}
"""Dots across the paper of a roll, by its width in mm (203 dpi)."""


def on_a_page(count: int) -> int:
    """Return how many codes stand on an A4 page of a day that has `count` of them."""
    across, down = _grid_for(count)
    return across * down


def _grid_for(count: int) -> tuple[int, int]:
    return _FEW if count <= _FEW[0] * _FEW[1] else _MANY


def sheet_pdf(codes: Sequence[bytes], label: LightLabel) -> bytes:
    """Return A4 pages with at most twelve codes each; the same codes give the same bytes."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=_PAGE, invariant=1, pageCompression=1)
    canvas.setTitle(head_words(label))
    grid, room = _grid_for(len(codes)), on_a_page(len(codes))
    pages = -(-len(codes) // room)
    for page in range(pages):
        _page_words(canvas, label, page, pages)
        for index in range(page * room, min((page + 1) * room, len(codes))):
            _page_code(canvas, codes[index], grid, index % room, f"{index + 1}/{len(codes)}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _page_words(canvas: Any, label: LightLabel, page: int, pages: int) -> None:
    top = _PAGE[1] - _MARGIN
    middle = _PAGE[0] / 2
    lines = (
        (STRONG, 12.0, f"{head_words(label)}  ·  {both('page', n=page + 1, of=pages)}"),
        (REGULAR, 8.5, both("photograph_sheet")),
    )
    for font, size, words in lines:
        width = pdf_font(font).stringWidth(words, size)
        fitted = min(size, size * (_PAGE[0] - 2 * _MARGIN) / width)
        canvas.setFont(font, fitted)
        top -= size * 1.4
        canvas.drawCentredString(middle, top, words)


def _page_code(canvas: Any, data: bytes, grid: tuple[int, int], place: int, number: str) -> None:
    from reportlab.lib.utils import ImageReader

    code = code_image(data)
    cell = (_PAGE[0] - 2 * _MARGIN) / grid[0]
    high = (_PAGE[1] - 2 * _MARGIN - _HEAD) / grid[1]
    side = min(cell, high - 2 * _MM) * code.width / (code.width + 2 * QUIET)
    left = _MARGIN + place % grid[0] * cell + (cell - side) / 2
    bottom = _PAGE[1] - _MARGIN - _HEAD - (place // grid[0] + 1) * high + (high - side) / 2 + _MM
    sharp = code.resize((code.width * _SHARP, code.width * _SHARP), 0).convert("1")
    canvas.drawImage(ImageReader(sharp), left, bottom, side, side)
    canvas.setFont(REGULAR, 6)
    canvas.drawCentredString(left + side / 2, bottom - 3.4 * _MM, number)


def roll_layout(codes: Sequence[bytes], label: LightLabel, dots: int) -> Layout:
    """Return the codes one below the other, for a printer with that many dots across its paper."""
    return tuple(_roll(codes, label, dots))


def _roll(codes: Sequence[bytes], label: LightLabel, dots: int) -> Iterator[Block]:
    if label.training:
        yield Text(practice_words(label), Align.CENTER, bold=True)
    yield Text(place_of(label), Align.CENTER, bold=True, size=2)
    yield Text(day_words(label), Align.CENTER, bold=True)
    yield Text(short_code(label.manifest), Align.CENTER, bold=True, size=2)
    yield Text(both("photograph_roll"), note=True)
    for index, code in enumerate(codes):
        yield Rule()
        yield Text(f"{place_of(label)}  {index + 1}/{len(codes)}", Align.CENTER, bold=True)
        yield Logo(_dots_png(code, dots))
    yield Rule()


def _dots_png(data: bytes, dots: int) -> bytes:
    """Return a code in whole dots a module, as wide as the paper, white at both sides."""
    from PIL import Image

    code = code_image(data)
    module = max(1, dots // (code.width + QUIET))  # the paper's own margin is white too
    side = code.width * module
    edge = QUIET * module // 2
    strip = Image.new("1", (dots, side + 2 * edge), 1)
    strip.paste(code.resize((side, side), 0).convert("1"), ((dots - side) // 2, edge))
    out = BytesIO()
    strip.save(out, "PNG")
    return out.getvalue()
