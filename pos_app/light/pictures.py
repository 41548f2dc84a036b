"""Draws the codes of a day as pictures of a screen; each says what it is and what to photograph.

The codes are the same on every screen and on paper, so photos of both go together.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pos_app.light.codes import ON_A_SCREEN, LightCode, LightLabel
from pos_app.light.words_on_codes import photo_words, screen_words
from pos_app.paths import resources_dir

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

SCREEN = (1366, 768)
QUIET = 4  # white modules around a code
_BANDS = 17  # a band of words is one part in so many of the height, above and below the codes
_INK = 0
_WHITE = 255


def code_image(data: bytes) -> Image.Image:
    """Return a QR code (level L), one pixel a module, without its white border.

    Level L, because a larger module reads better from a blurred photo than more correction does,
    and what a reflection hides comes from the other codes.
    """
    import zxingcpp
    from PIL import Image

    made = zxingcpp.create_barcode(data, zxingcpp.BarcodeFormat.QRCode, ec_level="L")
    dots: Any = made.to_image(scale=1, add_quiet_zones=False)
    height, width = dots.shape
    return Image.frombytes("L", (width, height), bytes(dots))


def codes_on(picture: bytes) -> list[bytes]:
    """Return the bytes of the QR codes on a picture that a till has just drawn."""
    import zxingcpp
    from PIL import Image

    with Image.open(BytesIO(picture)) as page:
        only_qr: Any = zxingcpp.BarcodeFormat.QRCode  # modules are now and then taken for an EAN
        found = zxingcpp.read_barcodes(page.convert("L"), only_qr)
    return [bytes(code.bytes) for code in found]


def screens_of(codes: Sequence[bytes]) -> list[Sequence[bytes]]:
    """Return the codes of each screen."""
    return [codes[at : at + ON_A_SCREEN] for at in range(0, len(codes), ON_A_SCREEN)]


def screen_of(index: int) -> int:
    """Return on which screen the code of that index is, from 0."""
    return index // ON_A_SCREEN


def on_screen_with(code: LightCode) -> range:
    """Return the indices of the codes that stand on one screen with this one."""
    first = screen_of(code.index) * ON_A_SCREEN
    return range(first, min(first + ON_A_SCREEN, code.count))


def screen_png(
    codes: Sequence[bytes],
    label: LightLabel,
    screen: int,
    screens: int,
    size: tuple[int, int] = SCREEN,
    *,
    foot: bool = True,
) -> bytes:
    """Return the picture of one screen (from 0) with its `codes`, `size` pixels large, as PNG.

    Without `foot` the lowest seventeenth stays white, for a window's own words.
    """
    from PIL import Image, ImageDraw

    page = Image.new("L", size, _WHITE)
    band = size[1] // _BANDS
    _place_codes(page, [code_image(code) for code in codes], band)
    draw = ImageDraw.Draw(page)
    _write(draw, screen_words(label, screen, screens), (0, band), size[0])
    if foot:
        _write(draw, photo_words(), (size[1] - band, size[1]), size[0])
    out = BytesIO()
    page.save(out, "PNG", optimize=False, compress_level=3)
    return out.getvalue()


def _place_codes(page: Image.Image, codes: Sequence[Image.Image], band: int) -> None:
    """Paste the codes side by side, or one above the other on a high screen, as large as fits."""
    width, height = page.width, page.height - 2 * band
    beside = width >= height
    cell = (width // len(codes), height) if beside else (width, height // len(codes))
    whole = codes[0].width + 2 * QUIET
    module = max(1, min(cell) // whole)
    for place, code in enumerate(codes):
        side = code.width * module
        left, top = (place * cell[0], 0) if beside else (0, place * cell[1])
        at = (left + (cell[0] - side) // 2, band + top + (cell[1] - side) // 2)
        page.paste(code.resize((side, side), 0), at)  # 0: no smoothing between modules


def _write(draw: ImageDraw.ImageDraw, words: str, rows: tuple[int, int], width: int) -> None:
    """Write one line into the middle of the rows, as large as fits."""
    from PIL import ImageFont

    path = str(resources_dir() / "fonts" / "Inter-SemiBold.ttf")
    size = (rows[1] - rows[0]) * 0.62
    font = ImageFont.truetype(path, round(size))
    room = width * 0.97
    if font.getlength(words) > room:
        font = ImageFont.truetype(path, max(8, int(size * room / font.getlength(words))))
    middle = (width // 2, (rows[0] + rows[1]) // 2)
    draw.text(middle, words, fill=_INK, font=font, anchor="mm")
