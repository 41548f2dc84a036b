"""Real file systems on loop devices, and copies of them as a power cut leaves them.

What the file system has not written to its device yet is in the kernel's memory only. A copy of the
device's backing file, taken while the writing program stands still, is therefore what is left when
the power goes at that moment; mounting the copy replays the file system's own journal.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZES_MB = {"ext4": 24, "xfs": 320, "btrfs": 128, "vfat": 16, "exfat": 16}
_FORCED = {"xfs": ["-f", "-q"], "btrfs": ["-f", "-q"], "ext4": ["-q"]}


class NoDisk(Exception):
    """Such a disk cannot be made here; the text says why."""


class LoopDisk:
    """A mounted file system of a kind; `mounted` is where. Close it after use."""

    def __init__(self, folder: Path, kind: str) -> None:
        if not sys.platform.startswith("linux") or os.geteuid() != 0:
            raise NoDisk("mounting needs root on Linux")
        if shutil.which(f"mkfs.{kind}") is None:
            raise NoDisk(f"mkfs.{kind} is not here")
        self.image, self.mounted = folder / f"{kind}.img", folder / kind
        self.mounted.mkdir(parents=True)
        with self.image.open("wb") as file:
            file.truncate(SIZES_MB[kind] << 20)
        _run(f"mkfs.{kind}", *_FORCED.get(kind, []), str(self.image))
        self._options = "loop,nouuid" if kind == "xfs" else "loop"
        _run("mount", "-t", kind, "-o", self._options, str(self.image), str(self.mounted))

    def copy(self, target: Path) -> Path:
        """The device as it is now, in a file of its own."""
        _run("cp", "--sparse=always", str(self.image), str(target))
        return target

    @contextmanager
    def opened(self, image: Path) -> Iterator[Path]:
        """Mount a copy, as the next start of the laptop does."""
        place = image.with_suffix(".mounted")
        place.mkdir(exist_ok=True)
        _run("mount", "-o", self._options, str(image), str(place))
        try:
            yield place
        finally:
            _run("umount", str(place))

    def close(self) -> None:
        """Unmount it."""
        subprocess.run(["umount", "-l", str(self.mounted)], check=False, capture_output=True)


def _run(*command: str) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise NoDisk(f"{command[0]}: {(done.stderr or done.stdout).strip()[:200]}")
