"""Writes a file so that it survives a power cut or a USB stick that is pulled out.

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
from pos_app.file_names import check_name
from pos_app.held_files import is_held, patiently, remove_patiently, replace_patiently
from pos_app.private_files import private_opener

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
    """The file system calls that are used; tests replace them to simulate faults.

    Every method raises OSError. `opener` is that of the built-in `open`.
    """

    opener: Callable[[str, int], int] | None = None

    def write(self, path: Path, data: bytes) -> None:
        """Write a new file and wait until it is on the disk."""
        with open(path, "xb", opener=self.opener) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def rename(self, part: Path, final: Path) -> None:
        """Rename a file."""
        patiently(lambda: part.rename(final))

    def replace(self, part: Path, final: Path) -> None:
        """Rename a file over an older one in one step."""
        replace_patiently(part, final)

    def sync_folder(self, folder: Path) -> None:
        """Wait until the entries of the folder are on the disk."""
        if sys.platform == "win32":  # a folder cannot be opened there
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def sync_file(self, path: Path) -> None:
        """Wait until the file is on the disk and drop it from the cache, for reading it back."""
        with patiently(lambda: path.open("r+b")) as file:
            os.fsync(file.fileno())
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

    def read(self, path: Path) -> bytes:
        """Return the content of the file."""
        return patiently(path.read_bytes)

    def remove(self, path: Path) -> None:
        """Remove the file if it exists."""
        remove_patiently(path)


class PrivateFileSystem(FileSystem):
    """Writes files that only their owner can read, such as stand packs with their seeds."""

    opener = staticmethod(private_opener)


def write_durably(
    data: bytes,
    folder: Path,
    name: str,
    check: Callable[[bytes], None],
    disk: FileSystem | None = None,
) -> Path:
    """Write `data` into `folder`, read it back, verify it with `check`, and return its path.

    An existing file is never overwritten. If it has the same bytes, it is verified and kept; if it
    has others, the new file gets a name that ends in -2, -3, … Raises PosError
    `file_name_forbidden`; MachineError `export_disk_full`, `export_read_only`, `export_held`,
    `export_folder_missing`, `export_failed`, `export_not_verified`.
    """
    check_name(folder / name)
    disk = disk or FileSystem()
    try:
        final, exists = _free_name(data, folder, name, disk)
        if not exists:
            _write(data, final, disk)
        disk.sync_folder(folder)
        disk.sync_file(final)
        found = disk.read(final)
    except OSError as error:
        known = _CODES.get(error.errno or 0, "export_failed")
        code = "export_held" if is_held(error) else known
        raise MachineError(code, path=str(folder), reason=str(error)) from error
    _verify(data, found, final, check)
    return final


def settle_durably(part: Path, final: Path, disk: FileSystem | None = None) -> None:
    """Give a file that was written and synced as `part` its name, in the order that survives.

    For files too large to hold in memory; the caller reads `final` back. Raises OSError.
    """
    disk = disk or FileSystem()
    disk.sync_file(part)
    disk.replace(part, final)
    disk.sync_folder(final.parent)
    disk.sync_file(final)


def _free_name(data: bytes, folder: Path, name: str, disk: FileSystem) -> tuple[Path, bool]:
    """Return the path for the file, and whether a file with the same bytes exists there."""
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
