"""Make everything that is handed out, into dist/: both systems, or the one that is named.

    python3 run.py ship               Windows set-up and ZIP, Linux .deb and tar.gz
    python3 run.py ship --windows     the first two
    python3 run.py ship --linux       the others

Beside them lie a bill of materials for each system and SHA256SUMS. Sizes and times are printed, and
a set-up that grew over its limit is refused. What the system lacks (Wine, NSIS) is installed where
this runs as root on Debian.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import bill
import contents
import linux
import windows
import wine
from windows import ShipError

OUT = contents.ROOT / "dist"
WORK = contents.ROOT / ".ship"
MEGABYTE = 1_000_000
LIMITS = {"windows set-up": 45, "windows installed": 120, "linux installed": 120}
"""Megabytes, of 1,000,000 bytes."""
PROGRAMS = {
    "windows": {"makensis": "nsis"},
    "linux": {"dpkg-deb": "dpkg", "objdump": "binutils", "strip": "binutils", "ld": "binutils"},
}
WHICH_PYTHON = "import sys, sqlite3; print(sys.version.split()[0], sqlite3.sqlite_version)"


def install_programs(system: str) -> None:
    """Install the programs that making it needs. Raises ShipError."""
    wanted = PROGRAMS[system]
    missing = sorted({package for name, package in wanted.items() if not shutil.which(name)})
    if not missing:
        return
    line = "apt-get update && apt-get install -y --no-install-recommends " + " ".join(missing)
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise ShipError("Programs are missing. On Debian or Ubuntu, as root, run:\n  " + line)
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    if subprocess.call(["sh", "-c", line], env=env, stdout=subprocess.DEVNULL):
        raise ShipError("The programs could not be installed; the reason is above.")


def tell(what: str, size: int) -> None:
    """Print a size; raise ShipError where it is over its limit."""
    megabytes = size / MEGABYTE
    limit = LIMITS.get(what)
    said = f" (at most {limit})" if limit else ""
    print(f"  {what:<28} {megabytes:7.1f} MB{said}", flush=True)
    if limit and megabytes > limit:
        raise ShipError(f"{what}: {megabytes:.1f} MB is more than {limit} MB")


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files)


def timed(what: str, work: Callable[[], object]) -> None:
    """Do a part and print how long it took."""
    started = time.monotonic()
    work()
    print(f"  {what:<28} {time.monotonic() - started:7.0f} s", flush=True)


def make_windows(staged: Path) -> None:
    """Make the Windows set-up program, the ZIP and their bill. Raises ShipError."""
    install_programs("windows")
    work, version = WORK / "windows", contents.version()
    folder = work / "dist" / "Kasir"
    timed("windows frozen", lambda: windows.freeze(staged, work))
    tell("windows installed", size_of(folder))
    setup = OUT / f"Kasir-{version}-setup.exe"
    portable = OUT / f"Kasir-{version}-portable.zip"
    timed("windows set-up made", lambda: windows.make_setup(folder, staged, setup))
    timed("windows portable made", lambda: windows.make_portable(folder, portable))
    tell("windows set-up", setup.stat().st_size)
    tell("windows portable", portable.stat().st_size)
    answer = wine_output(["-c", WHICH_PYTHON]).split()
    found = bill.bill("windows", wine.HOME / "site", *answer[-2:], bill.pinned_freezer())
    bill.write_bill(found, OUT / f"Kasir-{version}-windows.cdx.json")


def wine_output(words: list[str]) -> str:
    """Return what the Windows Python prints."""
    command = [sys.executable, str(Path(wine.__file__)), "run", *words]
    return subprocess.check_output(command, text=True)


def make_linux(staged: Path) -> None:
    """Make the .deb, the tar.gz and their bill. Raises ShipError."""
    install_programs("linux")
    work, version = WORK / "linux", contents.version()
    folder = work / "dist" / "kasir"
    timed("linux frozen", lambda: linux.freeze(staged, work))
    tell("linux installed", size_of(folder))
    deb = OUT / f"kasir_{version}_amd64.deb"
    archive = OUT / f"kasir-{version}-linux-x86_64.tar.gz"
    timed("linux .deb made", lambda: linux.make_deb(folder, staged, work, deb))
    timed("linux tar.gz made", lambda: linux.make_folder(folder, staged, archive))
    tell("linux .deb", deb.stat().st_size)
    tell("linux tar.gz", archive.stat().st_size)
    python = work / "venv" / "bin" / "python"
    answer = subprocess.check_output([str(python), "-c", WHICH_PYTHON], text=True).split()
    packages = next((work / "venv" / "lib").glob("python*/site-packages"))
    found = bill.bill("linux", packages, *answer, bill.pinned_freezer())
    bill.write_bill(found, OUT / f"kasir-{version}-linux.cdx.json")


MAKERS = {"--windows": make_windows, "--linux": make_linux}


def write_checksums() -> None:
    """Write SHA256SUMS over everything in dist/, as `sha256sum -c` reads it."""
    files = sorted(each for each in OUT.iterdir() if each.is_file() and each.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.name}\n" for each in files]
    (OUT / "SHA256SUMS").write_text("".join(lines), "ascii")


def make_stage() -> Path:
    """Make the folder that both are frozen from. Raises ShipError."""
    staged = WORK / "staged"
    command = [sys.executable, str(Path(__file__).with_name("stage.py")), str(staged)]
    if subprocess.call(command, env=dict(os.environ, QT_QPA_PLATFORM="offscreen")):
        raise ShipError("The resources could not be prepared; the reason is above.")
    return staged


def main(words: list[str]) -> int:
    """Make what was asked for; return the exit status."""
    if any(word not in MAKERS for word in words):
        print(__doc__, file=sys.stderr)
        return 2
    print(f"Kasir {contents.version()}", flush=True)
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    try:
        staged = make_stage()
        for option, make in MAKERS.items():
            if option in words or not words:
                timed(f"{option[2:]} altogether", lambda make=make: make(staged))
    except (ShipError, wine.WineError) as reason:
        print(reason, file=sys.stderr)
        return 1
    write_checksums()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
