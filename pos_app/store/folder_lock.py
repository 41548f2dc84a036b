"""Allows one writing process per folder, by a lock that the system releases if the process dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pos_app.errors import MachineError
from pos_app.held_files import patiently


class FolderLock:
    """Locks a folder for this process. Raises MachineError `folder_locked`, `folder_read_only`."""

    def __init__(self, folder: Path, name: str = "till.lock") -> None:
        try:
            self._file = patiently(lambda: os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise MachineError("folder_read_only", reason=str(error)) from error
        try:
            _lock(self._file)
        except OSError as error:
            os.close(self._file)
            raise MachineError("folder_locked", folder=str(folder)) from error

    def release(self) -> None:
        """Release the lock; again has no effect, as its number may be another file's by then."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
