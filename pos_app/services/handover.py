"""Handing a closed day to the office: one file, read back before anyone believes in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pos_app.domain.day import Totals
from pos_app.errors import MachineError
from pos_app.services.shop import Shop
from pos_app.services.tills import closed_day
from pos_app.store import tills as till_store


@dataclass(frozen=True, slots=True)
class Exported:
    """A day file that lies in its folder, was read back and is whole."""

    path: Path
    manifest: str
    code: str
    totals: Totals


def export_day(shop: Shop, day: str, folder: Path) -> Exported:
    """Writes the newest file of a closed day into `folder` and reads it back.

    The same day gives the same bytes every time. Raises PosError `day_unknown`,
    `day_still_open`, `export_disk_full`, `export_read_only`, `export_folder_missing`,
    `export_failed`, `export_not_verified`.
    """
    from pos_app.dayfile.place import place_file
    from pos_app.dayfile.reader import read_day

    close = closed_day(shop, day)
    file = till_store.day_file(shop.database, close.manifest)
    _make_folder(folder)

    def check(found: bytes) -> None:
        if read_day(found).identity != close.manifest:
            raise MachineError("export_not_verified", path=str(folder))

    path = place_file(file, folder, close.file_name, check)
    with shop.transaction():
        now = shop.now()
        fact = {"day": close.day, "revision": close.revision, "manifest": close.manifest}
        seq = shop.record("export", {**fact, "file": path.name}, at=now)
        till_store.insert_export(shop.database, close.manifest, now, str(path), seq)
    return Exported(path, close.manifest, close.code, close.totals)


def _make_folder(folder: Path) -> None:
    """Makes the last part of the path only: a missing stick is not to be built on the disk."""
    if not folder.exists() and folder.parent.is_dir():
        try:
            folder.mkdir()
        except OSError as error:
            raise MachineError("export_read_only", path=str(folder)) from error


def not_handed_over(shop: Shop) -> int:
    """How many sales no exported day file holds yet."""
    return till_store.sales_not_exported(shop.database)
