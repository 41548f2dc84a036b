"""What a stand puts on its receipts: a logo, a line at the foot, the amount in words."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pos_app.services.catalogue.picture_files import open_picture
from pos_app.services.shop.shop import Shop

LOGO_KEY, FOOTER_KEY, WORDS_KEY = "receipt_logo", "receipt_footer", "receipt_in_words"
ON = "on"
LOGO_DOTS = (384, 192)  # what the narrowest head prints, and half as high
MOST_FOOTER = 160


@dataclass(frozen=True, slots=True)
class ReceiptStyle:
    """`logo` is a PNG in black and white, or empty."""

    logo: bytes = b""
    footer: str = ""
    in_words: bool = False


def receipt_style(shop: Shop) -> ReceiptStyle:
    """What is kept; a logo that cannot be read is none."""
    get = shop.settings.get
    try:
        logo = base64.b64decode(get(LOGO_KEY), validate=True)
    except (ValueError, binascii.Error):
        logo = b""
    return ReceiptStyle(logo, get(FOOTER_KEY), get(WORDS_KEY) == ON)


def set_words(shop: Shop, *, footer: str, in_words: bool) -> None:
    """Keeps both. Raises PosError `footer_forbidden` when the footer refuses returns."""
    from pos_app.printing.receipt import check_footer  # the first window prints nothing

    footer = " ".join(check_footer(footer).split())[:MOST_FOOTER]
    shop.settings.set(FOOTER_KEY, footer)
    shop.settings.set(WORDS_KEY, ON if in_words else "")


def keep_logo(shop: Shop, path: Path) -> bytes:
    """Keeps a picture as the logo, no wider than paper of 58 mm, its greys as dots; returns it.

    Raises PosError `photo_unreadable`, `photo_too_large`.
    """
    png = _dithered(path)
    shop.settings.set(LOGO_KEY, base64.b64encode(png).decode("ascii"))
    return png


def drop_logo(shop: Shop) -> None:
    """No logo from now on."""
    shop.settings.set(LOGO_KEY, "")


def _dithered(path: Path) -> bytes:
    from PIL import Image

    picture = open_picture(path, "RGBA")
    picture.thumbnail(LOGO_DOTS)
    white = Image.new("RGBA", picture.size, "white")
    buffer = BytesIO()
    grey = Image.alpha_composite(white, picture).convert("L")
    grey.convert("1").save(buffer, "PNG")  # Floyd-Steinberg
    return buffer.getvalue()
