"""A backup: one verified copy of the till's database in one file, also while the till sells."""

from __future__ import annotations

import errno
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pos_app.dayfile.durable_write import PrivateFileSystem, settle_durably
from pos_app.errors import MachineError, PosError
from pos_app.services.shop.shop import is_set_up
from pos_app.store.backups import CopyFacts, check_copy, copy_database
from pos_app.store.database import FILE_NAME

SUFFIX = ".backup.db"
_CODES = {
    errno.ENOSPC: "backup_disk_full",
    errno.EDQUOT: "backup_disk_full",
    errno.EROFS: "backup_read_only",
    errno.EACCES: "backup_read_only",
    errno.EPERM: "backup_read_only",
    errno.ENOENT: "backup_folder_missing",
    errno.ENOTDIR: "backup_folder_missing",
    errno.ENODEV: "backup_folder_missing",
}


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was written, read back and verified."""

    path: Path
    facts: CopyFacts

    def as_json(self) -> dict[str, Any]:
        """Returns what the command prints."""
        found = self.facts
        return {
            "path": str(self.path),
            "sales": found.sales,
            "net": found.net,
            "seq": found.seq,
            "head": found.head,
        }


def back_up(till: Path, folder: Path, disk: PrivateFileSystem | None = None) -> Backup:
    """Writes a backup of the till in the folder `till` into `folder`, and reads it back.

    An older backup is never overwritten with other content. Raises PosError `not_set_up`;
    MachineError `backup_disk_full`, `backup_read_only`, `backup_folder_missing`, `backup_failed`,
    `backup_not_verified`, and `database_damaged` for the till's own database.
    """
    if not is_set_up(till):
        raise PosError("not_set_up", folder=str(till))
    disk = disk or PrivateFileSystem()
    part = folder / "till.backup.part"
    try:
        if not folder.exists() and folder.parent.is_dir():
            folder.mkdir()
        copy_database(till / FILE_NAME, part)
        facts = check_copy(part)
        final = folder / backup_name(facts)
        settle_durably(part, final, disk)
    except OSError as error:
        raise _refusal(error, folder) from error
    except MachineError as error:
        if error.code == "disk_full":
            raise MachineError("backup_disk_full", path=str(folder)) from error
        raise
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
            part.with_name(part.name + "-journal").unlink(missing_ok=True)
    _verify(final, facts)
    return Backup(final, facts)


def backup_name(facts: CopyFacts) -> str:
    """Returns the name of a backup's file: `EXPO23_A07-1_000412_3c464daf.backup.db`."""
    till = facts.identity
    return f"{till.event}_{till.place}_{facts.seq:06d}_{facts.head[:8]}{SUFFIX}"


def _refusal(error: OSError, folder: Path) -> MachineError:
    code = _CODES.get(error.errno or 0, "backup_failed")
    return MachineError(code, path=str(folder), reason=str(error))


def _verify(path: Path, wanted: CopyFacts) -> None:
    """Checks what lies on the medium now. Raises MachineError `backup_not_verified`."""
    try:
        found = check_copy(path)
    except (PosError, OSError) as error:
        raise MachineError("backup_not_verified", path=str(path)) from error
    if found != wanted:
        raise MachineError("backup_not_verified", path=str(path))
