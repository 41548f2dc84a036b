"""Writing one backup: a verified copy of a till's database in a single private file."""

from __future__ import annotations

import errno
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pos_app.dayfile.durable_write import PrivateFileSystem, settle_durably
from pos_app.domain.event import TillIdentity
from pos_app.errors import MachineError, PosError
from pos_app.held_files import is_held
from pos_app.store.backups import CopyFacts, check_copy, copy_database

SUFFIX = ".backup.db"
PART = "till.backup.part"
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


def write_backup(database: Path, folder: Path, disk: PrivateFileSystem | None = None) -> Backup:
    """Copies a database into an existing folder, and reads the copy back.

    An older backup is never overwritten with other content. Raises MachineError
    `backup_disk_full`, `backup_read_only`, `backup_folder_missing`, `backup_failed`,
    `backup_not_verified`, and `database_damaged` for the database itself.
    """
    part = folder / PART
    try:
        copy_database(database, part)
        facts = check_copy(part)
        final = folder / backup_name(facts)
        settle_durably(part, final, disk or PrivateFileSystem())
    except OSError as error:
        raise refusal(error, folder) from error
    except MachineError as error:
        if error.code == "disk_full":
            raise MachineError("backup_disk_full", path=str(folder)) from error
        raise
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
            part.with_name(f"{PART}-journal").unlink(missing_ok=True)
    _verify(final, facts)
    return Backup(final, facts)


def backup_name(facts: CopyFacts) -> str:
    """Returns the name of a backup's file: `EXPO23_A07-1_000412_3c464daf.backup.db`."""
    return f"{name_start(facts.identity)}{facts.seq:06d}_{facts.head[:8]}{SUFFIX}"


def name_start(till: TillIdentity) -> str:
    """Returns how the names of a till's backups begin."""
    return f"{till.event}_{till.place}_"


def backups_in(folder: Path) -> list[Path]:
    """Returns the backups of one till in a folder, the oldest first. Raises OSError."""
    found = [path for path in folder.iterdir() if path.name.endswith(SUFFIX)]
    return sorted(found, key=lambda path: (seq_of(path), path.name))


def seq_of(path: Path) -> int:
    """Returns the newest row of a backup as its name states it; 0 for another name."""
    parts = path.name.removesuffix(SUFFIX).split("_")
    return int(parts[-2]) if len(parts) > 2 and parts[-2].isdecimal() else 0


def refusal(error: OSError, folder: Path) -> MachineError:
    """Returns the error that tells a person why a folder could not be written."""
    known = _CODES.get(error.errno or 0, "backup_failed")
    code = "backup_held" if is_held(error) else known
    return MachineError(code, path=str(folder), reason=str(error))


def _verify(path: Path, wanted: CopyFacts) -> None:
    """Checks what lies on the medium now. Raises MachineError `backup_not_verified`."""
    try:
        found = check_copy(path)
    except (PosError, OSError) as error:
        raise MachineError("backup_not_verified", path=str(path)) from error
    if found != wanted:
        raise MachineError("backup_not_verified", path=str(path))
