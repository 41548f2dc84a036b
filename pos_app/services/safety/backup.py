"""A backup: one verified copy of the till's database in one file, also while the till sells."""

from __future__ import annotations

from pathlib import Path

from pos_app.dayfile.durable_write import PrivateFileSystem
from pos_app.errors import PosError
from pos_app.services.shop.backup_file import Backup, refusal, write_backup
from pos_app.services.shop.forget_in_files import note_backup_folder
from pos_app.services.shop.shop import is_set_up
from pos_app.store.database import FILE_NAME

__all__ = ["Backup", "back_up"]


def back_up(till: Path, folder: Path, disk: PrivateFileSystem | None = None) -> Backup:
    """Writes a backup of the till in the folder `till` into `folder`, and reads it back.

    Only the last folder of a path is made, so that none takes a missing stick's place. Raises
    PosError `not_set_up`, and as `write_backup` does.
    """
    if not is_set_up(till):
        raise PosError("not_set_up", folder=str(till))
    try:
        if not folder.exists() and folder.parent.is_dir():
            folder.mkdir()
    except OSError as error:
        raise refusal(error, folder) from error
    done = write_backup(till / FILE_NAME, folder, disk)
    note_backup_folder(till, folder)
    return done
