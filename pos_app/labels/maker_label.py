"""Labels and A6 cards that tell of a maker: the name, a few words, and a QR code as vCard."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from pos_app.domain.maker_card import MakerCard, ToldMaker, code_texts
from pos_app.errors import PosError
from pos_app.fonts import REGULAR, STRONG, pdf_font
from pos_app.labels.layout import INCH, PAD
from pos_app.labels.maker_code import MakerCode, code_that_fits, draw_code
from pos_app.labels.render import MM, elided, lines_of
from pos_app.labels.stock import Stock, check_stock

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

A6 = (105.0, 148.0)
MARGIN = 8.0
PHOTO_HEIGHTS = (46.0, 34.0, 24.0)
STORY_SIZES = (10.5, 9.5, 8.5, 7.5, 6.8, 6.0)
LEADING = 1.25
BETWEEN = 3.0  # millimetres before each story
CARD_CODE = 30.0  # millimetres: the side of the code on a card
CARD_DPI = 300


def code_of(maker: ToldMaker, side: float, dpi: int) -> MakerCode | None:
    """Return the fullest code of a maker that a square of `side` mm holds at `dpi`."""
    return code_that_fits(code_texts(maker.card, maker.name), side, dpi)


def maker_code_on(maker: ToldMaker, stock: Stock, dpi: int) -> MakerCode:
    """Return the code of a maker on a label of `stock`. Raises PosError `maker_code_no_room`."""
    code = code_of(maker, min(stock.label), dpi)
    if code is None:
        raise PosError("maker_code_no_room", name=maker.name, stock=stock.name)
    return code


def maker_labels_pdf(makers: Sequence[ToldMaker], stock: Stock, dpi: int, start: int = 1) -> bytes:
    """Return labels with the makers' codes, from the label `start` of the first page on.

    Raises PosError `label_start`, `maker_code_no_room`, and as `check_stock` does.
    """
    from reportlab.pdfgen.canvas import Canvas

    check_stock(stock)
    if not 1 <= start <= stock.per_page:
        raise PosError("label_start", start=start, places=stock.per_page)
    codes = [maker_code_on(maker, stock, dpi) for maker in makers]
    buffer = BytesIO()
    width, height = (round(side * dpi / INCH) * 72 / dpi - 0.002 for side in stock.page)
    canvas = Canvas(buffer, pagesize=(width, height), invariant=1, pageCompression=1)
    canvas.setViewerPreference("PrintScaling", "None")
    places, at = list(stock.places()), start - 1
    for maker, code in zip(makers, codes, strict=True):
        if at == len(places):
            canvas.showPage()
            at = 0
        _draw_label(canvas, maker, code, stock, dpi, places[at])
        at += 1
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw_label(
    canvas: Canvas,
    maker: ToldMaker,
    code: MakerCode,
    stock: Stock,
    dpi: int,
    place: tuple[float, float],
) -> None:
    left, top = place
    width, height = stock.label
    floor = stock.page[1] - top - height
    draw_code(canvas, code, left, floor + (height - code.side) / 2, dpi)
    words_left = left + code.side + PAD
    room = width - code.side - 2 * PAD
    if room < 8:
        return  # a square label holds the code alone
    size = min(9.0, max(6.0, height / 3.5))
    y = floor + height - PAD - size / MM
    for line in lines_of(maker.name, size, room, 2):
        y = _write(canvas, line, STRONG, size, words_left, y)
    for words in (maker.card.about("id"), maker.card.contact):
        if words and y > floor + PAD:
            text = elided(words, REGULAR, size * 0.8, room)
            y = _write(canvas, text, REGULAR, size * 0.8, words_left, y)


def _write(canvas: Canvas, text: str, font: str, size: float, left: float, y: float) -> float:
    """Write a line with its foot at `y` (mm); return where the next one goes."""
    canvas.setFont(pdf_font(font).fontName, size)
    canvas.drawString(left * MM, y * MM, text)
    return y - size * LEADING / MM


def cards_pdf(makers: Sequence[ToldMaker]) -> bytes:
    """Return an A6 card for each maker to stand on the table, in Indonesian and English."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(A6[0] * MM, A6[1] * MM), invariant=1, pageCompression=1)
    for maker in makers:
        _draw_card(canvas, maker)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw_card(canvas: Canvas, maker: ToldMaker) -> None:
    card, room = maker.card, A6[0] - 2 * MARGIN
    code = code_of(maker, CARD_CODE, CARD_DPI)
    names = lines_of(maker.name, 17, room, 2)
    about = list(dict.fromkeys(filter(None, (card.about("id"), card.about("en")))))
    head = len(names) * 17 * LEADING / MM + len(about) * 10 * LEADING / MM + 4
    floor = MARGIN + (code.side if code else 8.0)
    photo, size, stories = _fitted(card, A6[1] - MARGIN - head - floor, room)
    y = A6[1] - MARGIN - photo
    if photo:
        _draw_photo(canvas, card.photo, y, room, photo)
    y -= 6.5
    for line in names:
        y = _write(canvas, line, STRONG, 17, MARGIN, y)
    for line in about:
        y = _write(canvas, elided(line, REGULAR, 10, room), REGULAR, 10, MARGIN, y)
    for lines in stories:
        y -= BETWEEN
        for line in lines:
            y = _write(canvas, line, REGULAR, size, MARGIN, y)
    if code is not None:
        draw_code(canvas, code, A6[0] - MARGIN - code.side, MARGIN - 2, CARD_DPI)
    if card.contact:
        left = room - (code.side if code else 0)
        _write(canvas, elided(card.contact, STRONG, 11, left), STRONG, 11, MARGIN, MARGIN)


def _fitted(
    card: MakerCard, height: float, room: float
) -> tuple[float, float, list[tuple[str, ...]]]:
    """Return the height of the picture (mm), the type size of the stories, and their lines.

    The picture is smaller before the stories are too small to read; nothing of them is left out.
    """
    stories = list(dict.fromkeys(filter(None, (card.story, card.story_en))))
    photos = PHOTO_HEIGHTS if card.photo else (0.0,)
    for size, photo in ((size, photo) for size in STORY_SIZES for photo in photos):
        wrapped = [lines_of(story, size, room, 90) for story in stories]
        lines = sum(map(len, wrapped)) * size * LEADING / MM
        if lines + BETWEEN * len(wrapped) + photo <= height:
            break
    return photo, size, wrapped


def _draw_photo(canvas: Canvas, jpeg: bytes, bottom: float, room: float, most: float) -> None:
    """Draw the picture as wide and high as its frame allows, in the middle."""
    from reportlab.lib.utils import ImageReader

    picture = ImageReader(BytesIO(jpeg))
    wide, high = picture.getSize()
    scale = min(room / wide, most / high)
    width, height = wide * scale, high * scale
    left = MARGIN + (room - width) / 2
    canvas.drawImage(picture, left * MM, bottom * MM, width * MM, height * MM)
