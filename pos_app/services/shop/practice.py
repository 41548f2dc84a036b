"""Practice: a till of its own in a folder of its own, with the same goods and no real sale."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pos_app.services.catalogue import import_export
from pos_app.services.selling.qris_code import QRIS_KEY
from pos_app.services.shop.setup import SetUp, set_up
from pos_app.services.shop.shop import Shop, is_set_up, open_shop

FOLDER = "latihan"
COPIED = (QRIS_KEY, "language", "theme", "sounds")


def practice_folder(shop: Shop) -> Path:
    """Where the practice till of this till lives."""
    return shop.folder / FOLDER


def ensure_practice(shop: Shop) -> Path:
    """The practice till of `shop`, made when it is first wanted, with the goods of now.

    Its sales are marked on screen, paper and file, and no office takes them. Raises PosError as
    `set_up` does.
    """
    folder, identity = practice_folder(shop), shop.identity
    if is_set_up(folder):
        practice = open_shop(folder, shop.clock)
    else:
        asked = SetUp(
            identity.event,
            identity.stand,
            identity.till,
            identity.name,
            identity.cash_rounding,
            training=True,
        )
        practice = set_up(folder, asked, shop.clock)
    with practice:
        _take_goods(shop, practice)
        for key in COPIED:
            practice.settings.set(key, shop.settings.get(key))
    return folder


def _take_goods(shop: Shop, practice: Shop) -> None:
    """The goods by the same sheet that a person would carry over."""
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "goods.csv"
        if import_export.export_file(shop, sheet):
            import_export.import_file(practice, sheet, skip_bad=True, stock="set")
