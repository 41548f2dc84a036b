"""Writing files that replace an older version: reports, statements, acknowledgements."""

from __future__ import annotations

import errno
from contextlib import suppress
from pathlib import Path

from pos_app.dayfile.durable_write import FileSystem
from pos_app.errors import MachineError
from pos_app.file_names import check_name

_DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


def replace_file(target: Path, content: bytes) -> None:
    """Writes a file in one step, in place of an older one; a missing folder is made.

    Raises PosError `file_name_forbidden`; MachineError `report_unwritable`,
    `report_disk_full`; the older file is unchanged then.
    """
    check_name(target)
    disk, part = FileSystem(), target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        disk.remove(part)
        disk.write(part, content)
        disk.replace(part, target)
    except OSError as error:
        with suppress(OSError):
            disk.remove(part)
        code = "report_disk_full" if error.errno in _DISK_FULL else "report_unwritable"
        raise MachineError(code, file=str(target)) from error
