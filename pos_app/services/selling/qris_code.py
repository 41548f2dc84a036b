"""The stand's static QRIS code: typed, scanned, or read from a photo of its sticker."""

from __future__ import annotations

from pathlib import Path

from pos_app.domain.qris import QrisCode, parse_qris, with_amount
from pos_app.errors import PosError
from pos_app.services.catalogue.picture_files import decoded, read_picture
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop

# A sticker fills its photo, and the reader of codes copies what it gets several times.
LONGEST = 4_000  # pixels


def stand_code(shop: Shop) -> str:
    """Returns the text of the stand's static code, or an empty text while none is stored."""
    return shop.settings.get(setting_keys.QRIS_PAYLOAD)


def set_stand_code(shop: Shop, text: str) -> QrisCode:
    """Stores the stand's code and returns its parts.

    Raises PosError with the codes of `parse_qris`, and with those of `with_amount` for a code that
    contains an amount: it was made for a single sale.
    """
    text = text.strip()
    code = parse_qris(text)
    with_amount(text, 1)
    shop.settings.set(setting_keys.QRIS_PAYLOAD, text)
    return code


def read_code_from_photo(path: Path) -> str:
    """Returns the text of the QRIS code on a photo of its sticker.

    Raises PosError `photo_unreadable`, `photo_too_large`, `photo_without_code`,
    `photo_several_codes`.
    """
    texts = read_picture(path, _texts_of_codes)
    if not texts:
        raise PosError("photo_without_code", file=path.name)
    if len(texts) > 1:
        raise PosError("photo_several_codes", file=path.name)
    return texts[0]


def _texts_of_codes(data: bytes) -> list[str]:
    import zxingcpp  # the first window reads no pictures

    found = zxingcpp.read_barcodes(decoded(data, "L", LONGEST))
    return sorted({code.text for code in found if code.text.startswith("0002")})
