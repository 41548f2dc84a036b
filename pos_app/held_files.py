"""Files that another program holds for some seconds, so that Windows refuses to touch them.

A virus scanner reads a new file as soon as it is closed, and an indexer or the program of a cloud
folder does the same. On Windows nobody can rename, replace or open the file meanwhile; elsewhere
they can, and nothing here waits.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

WAIT_S = 6.0
"""How long to try; scanners were seen to hold a file for three seconds."""
PAUSE_S = 0.05
WAITS = sys.platform == "win32"
_SHARING, _LOCKED = 32, 33
_DENIED = 5
"""What Windows says where the file to be replaced is open, and also where rights are missing."""


def patiently(act: Callable[[], T]) -> T:
    """Return what `act` returns; try again for up to `WAIT_S` seconds while a file is held.

    Raises what `act` raised last.
    """
    deadline = time.monotonic() + WAIT_S
    while True:
        try:
            return act()
        except PermissionError as error:
            if not WAITS or not _may_pass(error) or time.monotonic() > deadline:
                raise
        time.sleep(PAUSE_S)


def replace_patiently(part: Path, final: Path) -> None:
    """Rename a file over an older one in one step. Raises OSError."""
    patiently(lambda: os.replace(part, final))


def remove_patiently(path: Path) -> None:
    """Remove a file if it exists. Raises OSError."""
    patiently(lambda: path.unlink(missing_ok=True))


def wait_until_free(path: Path) -> None:
    """Wait, at most `WAIT_S` seconds, until nobody forbids to open a file. Raises nothing.

    For what opens it by itself, as SQLite does. Nothing is opened where nobody can forbid it: on
    POSIX, closing a file lets go of every lock that the process has on it.
    """
    if WAITS:
        with suppress(OSError):
            patiently(lambda: os.close(os.open(path, os.O_RDONLY)))


def is_held(error: OSError) -> bool:
    """Whether this error says that another program has the file open."""
    if not WAITS or not isinstance(error, PermissionError):
        return False
    return _winerror(error) in (_SHARING, _LOCKED) or _is_writable_file(error)


def _may_pass(error: PermissionError) -> bool:
    known = _winerror(error)
    return known in (_SHARING, _LOCKED, _DENIED) or (known is None and _is_writable_file(error))


def _winerror(error: OSError) -> int | None:
    """The number that Windows gave; None where Python's `open` lost it."""
    return getattr(error, "winerror", None)


def _is_writable_file(error: OSError) -> bool:
    """Whether the error came from `open` for a file that nothing else protects."""
    name = error.filename
    return (
        _winerror(error) is None
        and isinstance(name, str | os.PathLike)
        and os.path.isfile(name)
        and os.access(name, os.W_OK)
    )
