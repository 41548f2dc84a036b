"""The stand's static QRIS code: typed, scanned, or read from a photo of its sticker.

Whoever replaces the code takes the money of every sale that follows, while the till counts it as
paid. So only a lead replaces it, the journal holds whose code it is, and a code that was changed
without such a row is not shown to a buyer.
"""

from __future__ import annotations

import json
from pathlib import Path

from pos_app.domain.money import Rupiah
from pos_app.domain.qris import QrisCode, check_static
from pos_app.errors import PosError
from pos_app.languages import LANGUAGES, LanguageCode
from pos_app.printing.amount_words import amount_in_words
from pos_app.services.catalogue.picture_files import decoded, read_picture
from pos_app.services.shop import setting_keys
from pos_app.services.shop.qris_record import code_parts, code_was_replaced, noted_code
from pos_app.services.shop.shop import Shop
from pos_app.services.staff import check_lead
from pos_app.store import business_days as till_store
from pos_app.store import catalogue as catalogue_store

# Begins the reference of a payment by the static code, where a wallet refused the dynamic one.
STATIC_REFERENCE = "statis"
# A sticker fills its photo, and the reader of codes copies what it gets several times.
LONGEST = 4_000  # pixels


def stand_code(shop: Shop) -> str:
    """Returns the text of the stand's static code.

    It is empty while none is stored, and while the stored one is not the one that was noted.
    """
    text = shop.settings.get(setting_keys.QRIS_PAYLOAD)
    return "" if is_replaced(shop) else text


def is_replaced(shop: Shop) -> bool:
    """Whether the stored code is another than the one that the journal holds."""
    return code_was_replaced(shop.database, shop.journal)


def changed_today(shop: Shop) -> bool:
    """Whether the code was replaced by another since the newest day was opened."""
    first = till_store.first_seq_of_newest_day(shop.database)
    newest = shop.journal.newest_of("qris")
    return newest is not None and newest[0] >= first and json.loads(newest[1])["before"] is not None


def spelled(amount: Rupiah) -> dict[LanguageCode, str]:
    """Returns the amount in words, by language: the buyer types it into the wallet."""
    return {lang: amount_in_words(amount, lang) for lang in LANGUAGES}


def set_stand_code(shop: Shop, text: str, *, by: str = "") -> QrisCode:
    """Stores the stand's code, notes it in the journal, and returns its parts.

    `by` is the lead who allows it, where the till has one. The same code again is not noted.
    Raises PosError `lead_needed`, and with the codes of `check_static`.
    """
    text = text.strip()
    code = check_static(text)
    check_lead(shop, by)
    before = noted_code(shop.journal) or code_parts(shop.settings.get(setting_keys.QRIS_PAYLOAD))
    after = code_parts(text)
    if before == after and not is_replaced(shop):
        return code
    with shop.transaction():
        shop.record("qris", {**(after or {}), "before": before}, at=shop.now(), by=by)
        catalogue_store.put_setting(shop.database, setting_keys.QRIS_PAYLOAD, text)
    return code


def copy_stand_code(source: Shop, target: Shop) -> None:
    """Gives another till, the one for practice, the code of `source` as it stands there."""
    text = source.settings.get(setting_keys.QRIS_PAYLOAD)
    before, after = noted_code(target.journal), code_parts(text)
    with target.transaction():
        if after is not None and before != after:
            target.record("qris", {**after, "before": before}, at=target.now())
        catalogue_store.put_setting(target.database, setting_keys.QRIS_PAYLOAD, text)


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
