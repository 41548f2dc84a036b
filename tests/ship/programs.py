"""The programs as a person gets them: installed from what `run.py ship` made, without a Python."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tarfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DIST = ROOT / "dist"
LONG = 600  # seconds
FIRST_WINDOW = 240  # seconds; the first start under Wine is slow


@dataclass(frozen=True, slots=True)
class Program:
    """How an installed program is called: its words, its environment, how it writes a path."""

    system: str
    console: tuple[str, ...]
    window: tuple[str, ...]
    env: Mapping[str, str]
    written: Callable[[Path], str]
    folder: Path

    def run(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess[bytes]:
        """Run a command to its end."""
        command = [*self.console, *words]
        return subprocess.run(
            command, input=stdin.encode(), env=self.env, capture_output=True, timeout=LONG,
            check=False, cwd=self.folder,
        )  # fmt: skip


def linux_from_deb(work: Path) -> Program:
    """The programs of the .deb, laid out in a folder, with nothing on the PATH."""
    (deb,) = DIST.glob("*.deb")
    root = work / "root"
    subprocess.run(["dpkg-deb", "-x", str(deb), str(root)], check=True)
    binaries = root / "usr" / "bin"
    return _linux(work, binaries / "pos-app", binaries / "kasir")


def linux_from_folder(work: Path) -> Program:
    """The programs of the tar.gz."""
    (archive,) = DIST.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(work, filter="tar")
    (folder,) = work.glob("kasir-*")
    return _linux(work, folder / "pos-app", folder / "kasir")


def _linux(work: Path, console: Path, window: Path) -> Program:
    env = {"PATH": "/nonexistent", "HOME": str(work), "LANG": "C.UTF-8"}
    return Program("linux", (str(console),), (str(window),), env, str, work)


def wine_environment() -> dict[str, str]:
    """The environment of the Windows programs; no menu of this desktop is touched."""
    import wine

    found = wine.environment(WINEDLLOVERRIDES="winemenubuilder.exe=d")
    return {name: value for name, value in found.items() if name != "QT_QPA_PLATFORM"}


def setup_program() -> Path:
    """The set-up program for Windows."""
    (found,) = DIST.glob("*-setup.exe")
    return found


def set_up_windows(setup: Path | None = None, *words: str, prefix: Path | None = None) -> int:
    """Run a set-up program silently, ours if none is named; return its exit status."""
    env = wine_environment() | ({} if prefix is None else {"WINEPREFIX": str(prefix)})
    done = subprocess.run(
        ["wine", str(setup or setup_program()), "/S", *words], env=env, stdin=subprocess.DEVNULL,
        capture_output=True, timeout=LONG, check=False,
    )  # fmt: skip
    return done.returncode


def windows_person(prefix: Path | None = None) -> Path:
    """The folder of the person in a Wine prefix."""
    import wine

    users = (prefix or wine.HOME / "prefix") / "drive_c" / "users"
    return next(path for path in users.iterdir() if (path / "AppData").is_dir())


def windows_installed(work: Path) -> Program:
    """The programs that the set-up program installed."""
    import wine

    folder = windows_person() / "AppData" / "Local" / "Programs" / "Kasir"
    console, window = ("wine", str(folder / "pos-app.exe")), ("wine", str(folder / "Kasir.exe"))
    return Program("windows", console, window, wine_environment(), wine.windows_path, work)


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[None]:
    """A disk of its own at a folder, in memory."""
    place.mkdir()
    size = f"size={megabytes}000000"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "kasir", str(place)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@contextmanager
def display() -> Iterator[str]:
    """A screen of 1366 by 768 that nobody sees; yields its name."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, pass_fds=(write,), stdout=quiet, stderr=quiet) as server:
        os.close(write)
        with os.fdopen(read) as answer:
            name = ":" + answer.readline().strip()
        try:
            yield name
        finally:
            server.terminate()


def wait_for_window(name: str, process: subprocess.Popen[bytes], title: str) -> str:
    """Wait until a window with `title` is on the screen; return the list of all windows."""
    until, seen = time.monotonic() + FIRST_WINDOW, ""
    while time.monotonic() < until and process.poll() is None:
        command = ["xwininfo", "-display", name, "-root", "-tree"]
        seen = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        if re.search(rf'"[^"]*{title}[^"]*".*\b\d{{3,4}}x\d{{3}}\+', seen):
            return seen
        time.sleep(0.5)
    raise AssertionError(f"no window {title!r}, exit status {process.poll()}:\n{seen}")


def end_session() -> None:
    """End what still runs in the Wine prefix: a session begun without a display shows no window."""
    server = shutil.which("wineserver") or "/usr/lib/wine/wineserver64"
    for word in ("-k", "-w"):
        subprocess.run([server, word], env=wine_environment(), timeout=60, check=False)


@contextmanager
def opened(
    program: Program, name: str, *words: str, beside: bool = False
) -> Iterator[subprocess.Popen[bytes]]:
    """The window's program while the block runs; it is ended afterwards.

    `beside` says that another one of them is open.
    """
    env = {**program.env, "DISPLAY": name}
    if program.system == "windows" and not beside:
        end_session()
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen([*program.window, *words], env=env, cwd=program.folder, **pipes) as run:
        try:
            yield run
        finally:
            run.terminate()
            try:
                run.wait(30)
            except subprocess.TimeoutExpired:
                run.kill()
