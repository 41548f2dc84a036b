"""Renders a layout as bytes for a thermal receipt printer (ESC/POS).

Only commands that cheap printers such as the POS-5890 support are used: ASCII text, columns padded
with blanks, pictures as raster in bands. Command reference: Epson, ESC/POS.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from pos_app.printing.blocks import Align, Block, Feed, Layout, Logo, Pair, Qr, Rule, Text
from pos_app.printing.plain_text import block_lines

if TYPE_CHECKING:
    from PIL import Image

    from pos_app.printing.profiles import Profile

INIT = b"\x1b@"
LEAVE_CHINESE = (
    b"\x1c."  # cheap printers start in Chinese mode and print pairs of bytes as one sign
)
FONT_B = b"\x1bM\x01"
BOLD_ON, BOLD_OFF = b"\x1bE\x01", b"\x1bE\x00"
LARGE, PLAIN = b"\x1d!\x11", b"\x1d!\x00"
CENTER, LEFT = b"\x1ba\x01", b"\x1ba\x00"
CUT = b"\x1dVB\x00"  # feeds to the cutter, partial cut
KICK = b"\x1bp\x00\x19\xfa"  # opens the cash drawer: pin 2, 50 ms on, 500 ms off
BAND = 128  # lines of dots in one raster; a longer one overruns small buffers
QUIET = 4  # white modules around a QR code
MOST_QR = 2_331  # bytes in the largest code of level M (ISO/IEC 18004)
MODULE_DOTS = (4, 3, 2)  # dots of a QR module, tried in order; 4 are half a millimetre at 203 dpi


def start(profile: Profile) -> bytes:
    """Return the bytes that bring a printer into a known state."""
    return INIT + LEAVE_CHINESE + (FONT_B if profile.font_b else b"")


def to_escpos(layout: Layout, profile: Profile, *, kick: bool = False) -> bytes:
    """Return the bytes of a layout; with `kick` the drawer opens before the first line."""
    parts = [start(profile)]
    if kick:
        parts.append(KICK)
    for block in layout:
        parts.extend(_block(block, profile))
    parts.append(end(profile))
    return b"".join(parts)


def end(profile: Profile) -> bytes:
    """Return the bytes that feed the paper past the tear bar, and cut it if there is a cutter."""
    feed = b"\x1bd" + bytes([profile.feed])
    return feed + CUT if profile.cutter else feed


def _block(block: Block, profile: Profile) -> Iterator[bytes]:
    if isinstance(block, Text | Pair):
        yield from _words(block, profile)
    elif isinstance(block, Rule):
        yield b"-" * profile.columns + b"\n"
    elif isinstance(block, Feed):
        yield b"\n" * block.lines
    elif isinstance(block, Qr):
        yield from _qr(block, profile)
    elif isinstance(block, Logo) and profile.qr != "none":  # a printer without QR has no raster
        yield CENTER + _logo_raster(block.png, profile.dots) + LEFT


def _words(block: Text | Pair, profile: Profile) -> Iterator[bytes]:
    columns, large = profile.columns, block.size == 2
    if large and not _fits_large(block, columns // 2):
        large = False
    if large:
        columns //= 2
    lines = "".join(f"{line.rstrip()}\n" for line in block_lines(block, columns, True))
    text = lines.encode("ascii")
    if block.bold:
        text = BOLD_ON + text + BOLD_OFF
    yield LARGE + text + PLAIN if large else text


def _fits_large(block: Text | Pair, columns: int) -> bool:
    """Return whether no word would be broken at double width."""
    words = block.text if isinstance(block, Text) else f"{block.left} {block.right}"
    return all(len(word) <= columns for word in words.split())


def _qr(block: Qr, profile: Profile) -> Iterator[bytes]:
    if profile.qr == "native" and len(block.data.encode()) <= MOST_QR:
        yield CENTER + _native_qr(block.data.encode(), _native_module(block.data, profile)) + LEFT
        return
    picture = _qr_raster(block.data, profile.dots) if profile.qr == "raster" else b""
    if picture:
        yield CENTER + picture + LEFT
    else:
        words = Text(f"[{block.words or block.data}]", Align.CENTER)
        yield from _words(words, profile)


def _native_module(data: str, profile: Profile) -> int:
    """Return the dots of a module, fewer for a code that would be wider than the paper."""
    if len(data) <= 200:
        return 6
    import segno

    modules = len(segno.make_qr(data, error="m").matrix) + 2 * QUIET
    return max(min(MODULE_DOTS[0], profile.dots // modules), MODULE_DOTS[-1])


def _native_qr(data: bytes, module: int) -> bytes:
    """Return the commands GS ( k: model 2, module size in dots, error level M, data, print."""

    def command(*body: int, data: bytes = b"") -> bytes:
        size = len(body) + len(data)
        return b"\x1d(k" + bytes([size & 255, size >> 8]) + bytes(body) + data

    return (
        command(49, 65, 50, 0)
        + command(49, 67, module)
        + command(49, 69, 49)
        + command(49, 80, 48, data=data)
        + command(49, 81, 48)
    )


@lru_cache(maxsize=16)
def _qr_raster(data: str, dots: int) -> bytes:
    """Return the raster commands of a QR code; kept, because a stand's code is on every receipt."""
    return raster(_qr_rows(data, dots))


def _qr_rows(data: str, dots: int) -> list[bytes]:
    """Return a QR code as rows of packed dots, with the largest module that fits; empty if none."""
    import segno

    if len(data.encode()) > MOST_QR:
        return []
    code = segno.make_qr(data, error="m")
    modules = [list(row) for row in code.matrix_iter(border=QUIET)]
    size = next((each for each in MODULE_DOTS if each * len(modules) <= dots), 0)
    rows = []
    for row in modules if size else ():
        wide = [bit for bit in row for _ in range(size)]
        rows.extend([_packed(wide)] * size)
    return rows


def _packed(bits: Sequence[int]) -> bytes:
    """Return the dots packed, eight to a byte, most significant bit first, padded with white."""
    padded = [*bits, *[0] * (-len(bits) % 8)]
    text = "".join("1" if bit else "0" for bit in padded)
    return int(text, 2).to_bytes(len(padded) // 8, "big")


def raster(rows: Sequence[bytes]) -> bytes:
    """Return the commands GS v 0 for rows of packed dots, in bands."""
    parts = []
    for top in range(0, len(rows), BAND):
        band = rows[top : top + BAND]
        width, height = len(band[0]), len(band)
        head = bytes([0, width & 255, width >> 8, height & 255, height >> 8])
        parts.append(b"\x1dv0" + head + b"".join(band))
    return b"".join(parts)


@lru_cache(maxsize=4)
def _logo_raster(png: bytes, dots: int) -> bytes:
    """Return the raster commands of a logo; kept, because it is on every receipt."""
    return raster_of(_picture(png, dots))


def _picture(png: bytes, dots: int) -> Image.Image:
    from io import BytesIO

    from PIL import Image as Pillow

    picture: Image.Image = Pillow.open(BytesIO(png), formats=("PNG",))
    if picture.width > dots:  # the picture was made for wider paper
        picture = picture.convert("L")
        picture.thumbnail((dots, picture.height))
    return picture.convert("1")


def raster_of(image: Image.Image) -> bytes:
    """Return the raster commands of a black-and-white picture."""
    from PIL import ImageOps

    width = (image.width + 7) // 8
    data = ImageOps.invert(image.convert("L")).convert("1").tobytes()
    return raster([data[at : at + width] for at in range(0, len(data), width)])
