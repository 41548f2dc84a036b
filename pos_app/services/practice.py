"""The practice till: a till in a folder of its own, with the same goods and no real sales."""

from __future__ import annotations

import json
from pathlib import Path

from pos_app.services.shop.shop import Shop, is_set_up, open_shop

FOLDER = "latihan"
COPIED_SETTINGS = ("language", "theme", "sounds")


def practice_folder(shop: Shop) -> Path:
    """Returns the folder of this till's practice till."""
    return shop.folder / FOLDER


def ensure_practice(shop: Shop) -> Path:
    """Makes the practice till of `shop` unless there is one, and gives it the current goods.

    Its sales are marked on screen, paper and file, and no office accepts them. Returns its folder.
    Raises PosError with the codes of `set_up`.
    """
    from pos_app.services.selling.qris_code import copy_stand_code  # a start needs none of them
    from pos_app.services.shop.setup import TillSetup, set_up

    folder, identity = practice_folder(shop), shop.identity
    if is_set_up(folder):
        practice = open_shop(folder, shop.clock)
    else:
        details = TillSetup(
            identity.event,
            identity.stand,
            identity.till,
            identity.name,
            identity.cash_rounding,
            training=True,
        )
        practice = set_up(folder, details, shop.clock)
    with practice:
        _copy_goods(shop, practice)
        copy_stand_code(shop, practice)
        for key in COPIED_SETTINGS:
            practice.settings.set(key, shop.settings.get(key))
    return folder


def note_practice(shop: Shop, *, begins: bool, by: str = "") -> None:
    """Notes in the real till's journal that somebody begins to practise, or is back from it.

    Coming back is noted once for each beginning. It needs no PIN: practice is for everybody, but a
    real buyer's money taken at a practice till would be in no total.
    """
    newest = shop.journal.newest_of("practice")
    away = newest is not None and json.loads(newest[1])["event"] == "start"
    if begins or away:
        with shop.transaction():
            fact = {"event": "start" if begins else "end"}
            shop.record("practice", fact, at=shop.now(), by=by)


def _copy_goods(shop: Shop, practice: Shop) -> None:
    """Exports the goods to a sheet and imports it, as a person would."""
    import tempfile

    from pos_app.services.catalogue import import_export

    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "goods.csv"
        if import_export.export_file(shop, sheet):
            import_export.import_file(practice, sheet, skip_bad=True, stock="set")
