"""Reads a file from outside without ever waiting for it, and no more of it than asked for.

A name may belong to a pipe, a device or a socket, from which reading never ends or never begins.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from pos_app.errors import PosError
from pos_app.held_files import patiently


def read_bounded(path: Path, limit: int) -> bytes:
    """Return the bytes of a regular file of at most `limit` bytes.

    Raises PosError `file_not_found`, `file_unreadable`, `file_too_large`.
    """
    try:
        with _open(path) as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise PosError("file_unreadable", file=str(path))
            if found.st_size > limit:
                raise PosError("file_too_large", file=str(path), limit_mb=limit // 1024**2)
            return file.read(found.st_size)
    except FileNotFoundError as error:
        raise PosError("file_not_found", file=str(path)) from error
    except (OSError, ValueError) as error:
        raise PosError("file_unreadable", file=str(path)) from error


def first_bytes(path: Path, count: int) -> bytes | None:
    """Return the first `count` bytes of a regular file; None when it cannot be read."""
    try:
        with _open(path) as file:
            is_file = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            return file.read(count) if is_file else None
    except (OSError, ValueError):
        return None


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file for reading. Raises PosError `file_not_found`, `file_unreadable`."""
    try:
        file = _open(path)
    except FileNotFoundError as error:
        raise PosError("file_not_found", file=str(path)) from error
    except (OSError, ValueError) as error:
        raise PosError("file_unreadable", file=str(path)) from error
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise PosError("file_unreadable", file=str(path))
    return file


def _open(path: Path) -> BinaryIO:
    return patiently(lambda: open(path, "rb", opener=_without_waiting))


def _without_waiting(name: str, flags: int) -> int:
    """Open a named pipe without waiting for its other end, so that it can be refused."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))
