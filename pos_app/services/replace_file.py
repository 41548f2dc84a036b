"""Files that are written again and again: reports, statements, receipts."""

from __future__ import annotations

import errno
from contextlib import suppress
from pathlib import Path

from pos_app.dayfile.durable_write import FileSystem
from pos_app.errors import MachineError

_FULL = (errno.ENOSPC, errno.EDQUOT)


def write_fresh(target: Path, content: bytes) -> None:
    """Puts `content` in the place of an older file in one step, in a folder made when need be.

    Raises MachineError `report_unwritable`, `report_disk_full`: the older file is as it was then.
    """
    disk, part = FileSystem(), target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        disk.remove(part)
        disk.write(part, content)
        disk.replace(part, target)
    except OSError as error:
        with suppress(OSError):
            disk.remove(part)
        code = "report_disk_full" if error.errno in _FULL else "report_unwritable"
        raise MachineError(code, file=str(target)) from error
