"""The stand's own QRIS code: typed, scanned, or read from a photo of its sticker."""

from __future__ import annotations

from pathlib import Path

from pos_app.domain.qris import QrisCode, parse_qris, with_amount
from pos_app.errors import PosError
from pos_app.services.catalogue.picture_files import open_picture
from pos_app.services.shop.shop import Shop

QRIS_KEY = "qris_payload"


def stand_code(shop: Shop) -> str:
    """The stand's static code, or an empty text while none is kept."""
    return shop.settings.get(QRIS_KEY)


def keep_code(shop: Shop, text: str) -> QrisCode:
    """Keeps the stand's code when it is a sound static one.

    Raises PosError of `parse_qris`, and of `with_amount` for a code that has an amount in it: such
    a one was made for a single sale.
    """
    text = text.strip()
    code = parse_qris(text)
    with_amount(text, 1)
    shop.settings.set(QRIS_KEY, text)
    return code


def read_photo(path: Path) -> str:
    """The text of the QRIS code on a picture of a sticker.

    Raises PosError `photo_unreadable`, `photo_too_large`, `photo_without_code`,
    `photo_several_codes`.
    """
    import zxingcpp  # the first window reads no pictures

    picture = open_picture(path, "L")
    found = zxingcpp.read_barcodes(picture)
    texts = {code.text for code in found if code.text.startswith("0002")}
    if not texts:
        raise PosError("photo_without_code", file=path.name)
    if len(texts) > 1:
        raise PosError("photo_several_codes", file=path.name)
    return texts.pop()
