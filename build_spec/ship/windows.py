"""The Windows programs: frozen under Wine, then a set-up program and a ZIP for a stick."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import contents

sys.path.insert(0, str(contents.ROOT / "build_spec" / "windows"))
import wine

HERE = Path(__file__).resolve().parent
FREEZER_PINS = HERE / "constraints.txt"
FREEZER_PACKAGES = (
    "pyinstaller",
    "pyinstaller-hooks-contrib",
    "altgraph",
    "packaging",
    "pefile",
    "pywin32-ctypes",
    "setuptools",
)
# They stand in for parts of Windows 10 that Wine lacks. A real Windows has to use its own.
STUBS = frozenset(name + ".dll" for name in wine.STUBS)


class ShipError(Exception):
    """Nothing can be handed out; the text says why."""


def freeze(staged: Path, work: Path) -> Path:
    """Freeze both programs under Wine; return their folder. Raises ShipError, wine.WineError."""
    wine.make()
    if not (wine.FREEZER / "PyInstaller").is_dir():
        install_freezer()
    words = ["-m", "PyInstaller", "-y", "--log-level", "WARN"]
    words += ["--distpath", wine.windows_path(work / "dist")]
    words += ["--workpath", wine.windows_path(work / "work")]
    spec = wine.windows_path(HERE / "program.spec")
    if wine.run([*words, spec], POS_APP_STAGED=wine.windows_path(staged)):
        raise ShipError("PyInstaller failed under Wine; the reason is above.")
    folder = work / "dist" / "Kasir"
    for path in sorted(folder.rglob("*.dll")):
        if path.name.lower() in STUBS:
            path.unlink()
    return folder


def install_freezer() -> None:
    """Put PyInstaller for Windows into .windows/freezer."""
    wheels = wine.HOME / "freezer-wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    pinned = ["-c", str(FREEZER_PINS), "--no-deps", *FREEZER_PACKAGES]
    wine.download(pinned, wheels)
    for wheel in wheels.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(wine.FREEZER)
    shutil.rmtree(wheels)


def make_setup(folder: Path, staged: Path, target: Path, version: str = "") -> None:
    """Make the set-up program `target` from the frozen folder. Raises ShipError.

    `version` is that of the project, if no other is named.
    """
    version = version or contents.version()
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    defined = {
        "FOLDER": folder,
        "ICON": staged / "kasir.ico",
        "TARGET": target,
        "VERSION": version,
        "NUMBERS": ".".join(map(str, contents.version_numbers(version))),
        "KILOBYTES": size // 1024,
    }
    words = [f"-D{name}={value}" for name, value in defined.items()]
    if subprocess.call(["makensis", "-V2", "-WX", *words, str(HERE / "setup.nsi")]):
        raise ShipError("The set-up program could not be made; the reason is above.")


def make_portable(folder: Path, target: Path) -> None:
    """Make the ZIP that is unpacked onto a stick; a text in it says how it is started."""
    top = f"Kasir-{contents.version()}"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, f"{top}/{path.relative_to(folder).as_posix()}")
        archive.write(HERE / "portable.txt", f"{top}/BACA-SAYA.txt")
