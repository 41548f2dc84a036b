"""Putting a file onto a stick so that it is still there after the stick was pulled.

The steps and their order were measured: without the last fsync of the renamed file, FAT32 kept an
empty file after every power cut.
"""

from __future__ import annotations

import errno
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

from pos_app.errors import MachineError, PosError

logger = logging.getLogger(__name__)

_CODES = {
    errno.ENOSPC: "export_disk_full",
    errno.EDQUOT: "export_disk_full",
    errno.EROFS: "export_read_only",
    errno.EACCES: "export_read_only",
    errno.EPERM: "export_read_only",
    errno.ENOENT: "export_folder_missing",
    errno.ENOTDIR: "export_folder_missing",
    errno.ENODEV: "export_folder_missing",
}


class FileSystem:
    """The few steps by which a file gets onto a disk; a test puts a faulty one in its place."""

    def write(self, path: Path, data: bytes) -> None:
        """Writes a new file and waits until it is on the disk."""
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def rename(self, part: Path, final: Path) -> None:
        part.rename(final)

    def replace(self, part: Path, final: Path) -> None:
        """Puts a file in an older one's place, in one step."""
        part.replace(final)

    def sync_folder(self, folder: Path) -> None:
        if sys.platform == "win32":  # a folder cannot be opened there
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def sync_file(self, path: Path) -> None:
        with path.open("r+b") as file:
            os.fsync(file.fileno())
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

    def read(self, path: Path) -> bytes:
        return path.read_bytes()

    def remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)


def write_durably(
    data: bytes,
    folder: Path,
    name: str,
    check: Callable[[bytes], None],
    disk: FileSystem | None = None,
) -> Path:
    """Writes `data` into `folder` and returns where it lies, read back and passed by `check`.

    An older file is never overwritten: one with the same bytes is checked and kept, one with others
    gets a neighbour whose name ends in -2, -3, … Raises MachineError `export_disk_full`,
    `export_read_only`, `export_folder_missing`, `export_failed`, `export_not_verified`.
    """
    disk = disk or FileSystem()
    try:
        final, there = _free_name(data, folder, name, disk)
        if not there:
            _write(data, final, disk)
        disk.sync_folder(folder)
        disk.sync_file(final)
        found = disk.read(final)
    except OSError as error:
        code = _CODES.get(error.errno or 0, "export_failed")
        raise MachineError(code, path=str(folder), reason=str(error)) from error
    _verify(data, found, final, check)
    return final


def _free_name(data: bytes, folder: Path, name: str, disk: FileSystem) -> tuple[Path, bool]:
    """Where the file may lie, and whether the same bytes lie there already."""
    stem, dot, suffix = name.rpartition(".")
    for count in range(1, 1000):
        final = folder / (name if count == 1 else f"{stem}-{count}{dot}{suffix}")
        if not final.exists():
            return final, False
        if disk.read(final) == data:
            return final, True
    raise MachineError("export_failed", path=str(folder), reason="no free name")


def _write(data: bytes, final: Path, disk: FileSystem) -> None:
    part = final.with_name(final.name + ".part")
    try:
        disk.remove(part)
        disk.write(part, data)
        disk.rename(part, final)
    except OSError:
        _clean_up(part, disk)
        raise


def _clean_up(part: Path, disk: FileSystem) -> None:
    try:
        disk.remove(part)
    except OSError:
        logger.warning("a half-written %s could not be removed", part.name)


def _verify(data: bytes, found: bytes, final: Path, check: Callable[[bytes], None]) -> None:
    if found != data:
        raise MachineError("export_not_verified", path=str(final))
    try:
        check(found)
    except PosError as error:
        raise MachineError("export_not_verified", path=str(final)) from error
