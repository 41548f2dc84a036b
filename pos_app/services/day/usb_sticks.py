"""The USB sticks that are plugged in, found as each operating system lists them.

This is cheap enough to be done every few seconds. No stick is read, because a broken one would
make the window wait.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

MOUNTS = Path("/proc/self/mounts")
BLOCKS = Path("/sys/class/block")
VOLUMES = Path("/Volumes")
# Desktops mount sticks below these folders; /mnt is for what somebody mounted with a command.
_AUTO_MOUNTS = (PurePosixPath("/media"), PurePosixPath("/run/media"))
_MANUAL_MOUNTS = PurePosixPath("/mnt")
_FILE_SYSTEMS = frozenset(
    (
        *("vfat", "exfat", "msdos", "ntfs", "ntfs3", "fuseblk", "ext2", "ext3", "ext4"),
        *("btrfs", "xfs", "f2fs", "hfsplus", "udf"),
    )
)
_OCTAL_ESCAPE = re.compile(r"\\([0-7]{3})")
DRIVE_REMOVABLE = 2
_FLOPPIES = 2  # A: and B:


@dataclass(frozen=True, slots=True, order=True)
class Stick:
    """A USB stick: its name, its folder, and whether files can be written to it."""

    name: str
    path: Path
    writable: bool = True


class Drives(Protocol):
    """The Windows functions that list drives; tests hand in others."""

    def letters(self) -> int:
        """Returns a bit for every drive letter in use; A: is the lowest."""

    def kind(self, root: str) -> int:
        """Returns the drive type, as `GetDriveTypeW` does."""

    def label(self, root: str) -> str | None:
        """Returns the name of the volume; None when the drive is empty."""

    def is_locked(self, root: str) -> bool:
        """Whether nothing can be written there, as on a stick whose switch is set."""


Finder = Callable[[], list[Stick]]


def find_sticks() -> list[Stick]:
    """Returns the sticks of this machine, the writable ones first."""
    if sys.platform == "win32":
        found: Iterable[Stick] = sticks_of_drives(_WindowsDrives())
    elif sys.platform == "darwin":
        found = sticks_of_volumes(VOLUMES)
    else:
        found = _of_linux()
    return sorted(found, key=lambda stick: (not stick.writable, stick))


def _of_linux() -> Iterator[Stick]:
    try:
        text = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return
    yield from sticks_of_mounts(text, is_usb)


def sticks_of_mounts(mounts: str, usb: Callable[[str], bool]) -> Iterator[Stick]:
    """Yields the sticks in the text of /proc/self/mounts; `usb` says whether a device is on USB."""
    for line in mounts.splitlines():
        fields = [_OCTAL_ESCAPE.sub(_unescape, field) for field in line.split(" ")]
        if len(fields) < 4 or fields[2] not in _FILE_SYSTEMS:
            continue
        device, place, _, options, *_ = fields
        parents = PurePosixPath(place).parents
        plugged = any(root in parents for root in _AUTO_MOUNTS)
        if plugged or (
            (_MANUAL_MOUNTS in parents or PurePosixPath(place) == _MANUAL_MOUNTS) and usb(device)
        ):
            writable = "ro" not in options.split(",")
            yield Stick(PurePosixPath(place).name, Path(place), writable)


def _unescape(found: re.Match[str]) -> str:
    return chr(int(found[1], 8))


def is_usb(device: str) -> bool:
    """Whether a block device such as /dev/sdb1 is connected by USB or in a card reader."""
    try:
        place = (BLOCKS / PurePosixPath(device).name).resolve(strict=True).as_posix()
    except OSError:
        return False
    return "/usb" in place or "/mmc" in place


def sticks_of_volumes(volumes: Path) -> Iterator[Stick]:
    """Yields the sticks of a Mac: every volume but the system's, which is a symbolic link there."""
    try:
        places = sorted(volumes.iterdir())
    except OSError:
        return
    yield from (Stick(place.name, place) for place in places if not place.is_symlink())


def sticks_of_drives(drives: Drives) -> Iterator[Stick]:
    """Yields the sticks of Windows, in the order of their drive letters."""
    letters = drives.letters()
    for number in range(_FLOPPIES, 26):
        root = f"{chr(ord('A') + number)}:\\"
        if letters >> number & 1 and drives.kind(root) == DRIVE_REMOVABLE:
            label = drives.label(root)
            if label is not None:
                writable = not drives.is_locked(root)
                yield Stick(f"{label} ({root[:2]})".strip(), Path(root), writable)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _READ_ONLY_VOLUME = 0x80000

    class _WindowsDrives:
        def __init__(self) -> None:
            self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            # SEM_FAILCRITICALERRORS: an empty card reader must not open a dialog.
            self._kernel.SetErrorMode(0x0001)

        def letters(self) -> int:
            return int(self._kernel.GetLogicalDrives())

        def kind(self, root: str) -> int:
            return int(self._kernel.GetDriveTypeW(ctypes.c_wchar_p(root)))

        def label(self, root: str) -> str | None:
            name = ctypes.create_unicode_buffer(64)
            asked = (ctypes.c_wchar_p(root), name, len(name), None, None, None, None, 0)
            return name.value if self._kernel.GetVolumeInformationW(*asked) else None

        def is_locked(self, root: str) -> bool:
            flags = wintypes.DWORD()
            asked = (ctypes.c_wchar_p(root), None, 0, None, None, ctypes.byref(flags), None, 0)
            self._kernel.GetVolumeInformationW(*asked)
            return bool(flags.value & _READ_ONLY_VOLUME)
