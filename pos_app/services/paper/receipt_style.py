"""What a stand adds to its receipts: a logo, a footer, the amount in words."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pos_app.services.catalogue.picture_files import decoded, read_picture
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop

ON = "on"
LOGO_DOTS = (384, 192)  # the width of the narrowest print head (58 mm paper), and half of it
MAX_FOOTER = 160


@dataclass(frozen=True, slots=True)
class ReceiptStyle:
    """The additions; `logo` is a PNG in black and white, or empty."""

    logo: bytes = b""
    footer: str = ""
    in_words: bool = False
    maker_codes: bool = False


def receipt_style(shop: Shop) -> ReceiptStyle:
    """Returns the stored style; a logo that cannot be read is left out."""
    get = shop.settings.get
    try:
        logo = base64.b64decode(get(setting_keys.RECEIPT_LOGO), validate=True)
    except (ValueError, binascii.Error):
        logo = b""
    return ReceiptStyle(
        logo,
        get(setting_keys.RECEIPT_FOOTER),
        get(setting_keys.RECEIPT_IN_WORDS) == ON,
        get(setting_keys.RECEIPT_MAKER_CODE) == ON,
    )


def set_receipt_texts(
    shop: Shop, *, footer: str, in_words: bool, maker_codes: bool = False
) -> None:
    """Stores what receipts say. Raises PosError `footer_forbidden` when the footer refuses returns.

    Indonesian consumer law (UU 8/1999, article 18) forbids such a clause.
    """
    from pos_app.printing.receipt import check_footer

    footer = " ".join(check_footer(footer).split())[:MAX_FOOTER]
    shop.settings.set(setting_keys.RECEIPT_FOOTER, footer)
    shop.settings.set(setting_keys.RECEIPT_IN_WORDS, ON if in_words else "")
    shop.settings.set(setting_keys.RECEIPT_MAKER_CODE, ON if maker_codes else "")


def set_logo(shop: Shop, path: Path) -> bytes:
    """Stores a picture as the logo and returns its PNG: at most 384 dots wide, dithered.

    Raises PosError `photo_unreadable`, `photo_too_large`.
    """
    png = dithered(path)
    store_logo(shop, png)
    return png


def store_logo(shop: Shop, png: bytes) -> None:
    """Stores a PNG of `dithered` as the logo."""
    shop.settings.set(setting_keys.RECEIPT_LOGO, base64.b64encode(png).decode("ascii"))


def remove_logo(shop: Shop) -> None:
    """Removes the logo."""
    shop.settings.set(setting_keys.RECEIPT_LOGO, "")


def dithered(path: Path) -> bytes:
    """Returns a picture as the PNG of a logo; takes a while, and needs no till.

    Raises PosError `photo_unreadable`, `photo_too_large`; MachineError `reader_not_started`.
    """
    return read_picture(path, _black_and_white)


def _black_and_white(data: bytes) -> bytes:
    from PIL import Image

    picture = decoded(data, "RGBA", 2 * max(LOGO_DOTS))
    picture.thumbnail(LOGO_DOTS)
    white = Image.new("RGBA", picture.size, "white")
    buffer = BytesIO()
    grey = Image.alpha_composite(white, picture).convert("L")
    grey.convert("1").save(buffer, "PNG")  # Floyd-Steinberg
    return buffer.getvalue()
