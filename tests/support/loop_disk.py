"""Real file systems on loop devices, and copies of them as a power cut leaves them.

What the file system has not written to its device yet is in the kernel's memory only. A copy of the
device's backing file, taken while the writing program stands still, is therefore what is left when
the power goes at that moment; mounting the copy replays the file system's own journal.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from pos_app.services.selling.stored_sales import list_sales
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import open_shop
from support.crash import COMMAND, requests
from support.fault_scenarios import EVENING, Left
from support.shops import clock_at, make_shop

PACE = 0.2  # seconds between two sales

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
        said = " ".join((done.stderr or done.stdout).split()[:12])
        if "unknown filesystem type" in said:
            raise NoDisk("the kernel has no such file system")
        raise NoDisk(f"{command[0]}: {said}")


def cut_while_selling(folder: Path, kind: str, count: int, seed: int) -> list[Left]:
    """Sell one sale each PACE on a file system of a kind, and cut the power `count` times.

    Raises NoDisk where that file system cannot be had.
    """
    rng = random.Random(seed)
    disk = LoopDisk(folder, kind)
    try:
        make_shop(disk.mounted / "till").close()
        subprocess.run(["sync", "-f", str(disk.mounted)], check=True)
        found = []
        with Selling(disk.mounted / "till") as selling:
            for number in range(count):
                time.sleep(rng.uniform(0, 2 * PACE))
                with selling.standing_still() as told:
                    image = disk.copy(folder / f"cut-{number}.img")
                    # It sells nothing meanwhile: what is checked would grow with the checks.
                    with disk.opened(image) as place:
                        found.append(_what_is_left(place / "till", told))
                image.unlink()
        return found
    finally:
        disk.close()


def _what_is_left(till: Path, told: list[str]) -> Left:
    with open_shop(till, clock_at(EVENING)) as shop:
        ids = [sale.id for sale in list_sales(shop)]
        sound = shop.difference is None
    problems = check_till(till, clock_at(EVENING)).problems
    sound = sound and not [each for each in problems if each.severity == "error"]
    lost = len(set(told) - set(ids)) + (ids[: len(told)] != told)
    return Left(len(told), lost, len(ids) - len(set(ids)), int(not sound))


class Selling:
    """A till in a process of its own that sells one sale after another, one each PACE."""

    def __init__(self, folder: Path) -> None:
        command = [*COMMAND, "--data", str(folder), "--clock", EVENING, "till", "ring"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._told: list[str] = []
        self._ended = threading.Event()
        self._asks = threading.Event()
        self._asks.set()
        self._threads = [threading.Thread(target=each) for each in (self._ask, self._listen)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()
        self._process.wait()

    def _ask(self) -> None:
        assert self._process.stdin is not None
        with self._process.stdin as pipe:
            for request in itertools.chain.from_iterable(requests(1, n) for n in itertools.count()):
                if self._ended.wait(PACE):
                    return
                self._asks.wait()
                pipe.write(json.dumps(request).encode() + b"\n")
                pipe.flush()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as pipe:
            for line in pipe:
                self._told.append(json.loads(line)["id"])

    @contextmanager
    def standing_still(self) -> Iterator[list[str]]:
        """Hold the till; the ids that it had acknowledged before."""
        told = list(self._told)
        self._asks.clear()
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield told
        finally:
            self._process.send_signal(signal.SIGCONT)
            self._asks.set()
