"""Where a folder lies: on a disk of the laptop, in a folder that is synchronised, on a network.

A program that synchronises folders copies a database while it is written, and may put an older one
in its place; a network drive may say that something is stored before it is. Neither is refused,
since a stand may have nothing else, but a person should know before the fair.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path, PureWindowsPath

from pos_app.errors import Problem

MOUNTS = Path("/proc/self/mounts")
LOW_SPACE = 200_000_000
"""Free bytes below which a start and a close say so; a day of 1,000 sales writes some 10 MB."""
PLACE_CODES = frozenset(("folder_synced", "folder_on_network", "disk_nearly_full"))
"""The codes of `place_problems`."""
_SYNCED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "googledrive": "Google Drive",
    "mydrive": "Google Drive",
    "icloud": "iCloud",
    "iclouddrive": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "syncthing": "Syncthing",
    "megasync": "MEGA",
}
_NETWORK = re.compile(
    r"(nfs\d?|cifs|smb\d?|smbfs|9p|afs|ncpfs|davfs2?|fuse\.(sshfs|rclone|davfs2?|gvfsd-fuse|s3fs))"
)
_DRIVE_REMOTE = 4  # GetDriveTypeW


def synced_by(folder: Path) -> str:
    """Return the program that synchronises the folder, by the names above it; empty for none."""
    for part in folder.absolute().parts:
        # "OneDrive - Dinas Koperasi", "Dropbox (Personal)"
        word = re.split(r"[-(]", part)[0].lower().replace(" ", "")
        if word in _SYNCED:
            return _SYNCED[word]
    return ""


def on_network(folder: Path) -> bool:
    """Whether the folder is on a drive of another machine, as far as the system tells."""
    path = folder.absolute()
    if str(folder).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        return _drive_type(PureWindowsPath(path).anchor) == _DRIVE_REMOTE
    return _NETWORK.fullmatch(file_system(path)) is not None


def file_system(folder: Path, mounts: Path = MOUNTS) -> str:
    """Return the kind of file system (`ext4`, `vfat`, `cifs`) on Linux, else an empty text."""
    try:
        lines = mounts.read_text("utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    path, best, kind = str(folder.absolute()), "", ""
    for line in lines:
        words = line.split(" ")
        if len(words) < 3:
            continue
        place = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), words[1])
        inside = path == place or path.startswith(place.rstrip("/") + "/")
        if inside and len(place) >= len(best):
            best, kind = place, words[2]
    return kind


def free_space(folder: Path) -> int | None:
    """Return the free bytes of the disk of a folder that may not exist yet; None for unknown."""
    for place in (folder.absolute(), *folder.absolute().parents):
        try:
            return shutil.disk_usage(place).free
        except FileNotFoundError:
            continue
        except OSError:
            return None
    return None


def place_problems(folder: Path) -> list[Problem]:
    """Return what speaks against keeping a till or a book in the folder, as warnings."""
    found = []
    service = synced_by(folder)
    if service:
        found.append(Problem("folder_synced", "warning", {"service": service}))
    if on_network(folder):
        found.append(Problem("folder_on_network", "warning", {}))
    return [*found, *space_problems(folder)]


def space_problems(folder: Path) -> list[Problem]:
    """Return a warning where the disk has less than `LOW_SPACE` free."""
    free = free_space(folder)
    if free is None or free >= LOW_SPACE:
        return []
    return [Problem("disk_nearly_full", "warning", {"free": free // 1_000_000})]


def _drive_type(root: str) -> int:
    if sys.platform != "win32" or not root:
        return 0
    import ctypes

    return int(ctypes.WinDLL("kernel32").GetDriveTypeW(ctypes.c_wchar_p(root)))


def folder_facts(folder: Path) -> dict[str, object]:
    """Return where a folder lies without its name, which often has that of a person."""
    text = str(folder.absolute())
    return {
        "path_length": len(text),
        "spaces": " " in text,
        "other_letters": not text.isascii(),
        "synced_by": synced_by(folder),
        "network": on_network(folder),
        "file_system": file_system(folder),
        "disk_free": free_space(folder),
        "writable": os.access(folder, os.W_OK),
    }
