"""Files that only their owner may read: the till's folder, the book, keys and stand packs.

On POSIX a folder gets mode 0700 and a file 0600, whatever the umask, also those that exist already.
On Windows a user's profile is closed to other users by its access list, and nothing is changed.
What is handed over on a stick, as day files, is written by other means and stays readable.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pos_app.held_files import patiently

FOLDER_MODE, FILE_MODE = 0o700, 0o600
_TILL_FILES = ("till.", "journal", "pos-app.log")
"""How the names of the files begin that a till makes in its folder."""


def make_private_folder(folder: Path) -> None:
    """Make a folder, with missing ones above it, and close it to others. Raises OSError."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in missing:
        protect_folder(each)


def make_private_file(path: Path) -> None:
    """Make an empty private file unless it exists. Raises OSError."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, FILE_MODE))
    protect_file(path)


def private_opener(path: str, flags: int) -> int:
    """Open a file for the built-in `open`; one that is made is private under any umask."""
    return patiently(lambda: os.open(path, flags, FILE_MODE))


def protect_file(path: Path) -> None:
    """Close a file to others; where it is missing or another user's, nothing happens."""
    _protect(path, FILE_MODE, stat.S_ISREG)


def protect_folder(folder: Path) -> None:
    """Close a folder to others, unless people share it: a root, a home or a sticky folder."""
    if folder.parent == folder or folder == Path.home():
        return
    _protect(folder, FOLDER_MODE, stat.S_ISDIR)


def protect_till(folder: Path) -> None:
    """Close a till's folder to others, and the files that a till makes in it."""
    protect_folder(folder)
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_TILL_FILES):
                protect_file(Path(entry.path))


def _protect(path: Path, mode: int, is_kind: Callable[[int], bool]) -> None:
    if sys.platform == "win32":
        return
    with suppress(OSError):
        found = path.lstat().st_mode
        wrong = stat.S_IMODE(found) & 0o077
        if is_kind(found) and wrong and not found & stat.S_ISVTX:
            path.chmod(mode)
