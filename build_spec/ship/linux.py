"""The Linux programs: frozen from packages of their own, then a .deb and a folder in a tar.gz."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path

import contents
import icu_data
import libraries
import manual
from windows import ShipError

HERE = Path(__file__).resolve().parent
PROJECT_PINS = contents.ROOT / "build_spec" / "constraints.txt"
INSTALLED = Path("usr/lib/kasir")
# What the frozen programs load of the system: the C library, and what belongs to its desktop.
DEPENDS = ("libc6", *contents.OF_THE_SYSTEM.values())
RECOMMENDS = tuple(contents.FOR_PRINTERS.values())
UNICODE_DATA = "_internal/PySide6/Qt/lib/libicudata.so.*"
CONTROL = """\
Package: kasir
Version: {version}
Architecture: amd64
Maintainer: Kasir <kasir@localhost>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: {recommends}
Section: misc
Priority: optional
Description: till and office of a fair, without a network
 Sells at the stand, closes the day and hands over a signed day file;
 the office adds the files of all stands up. The data of a till is kept
 in the home of its user, and stays when this package is removed.
"""
REFUSE_WHILE_OPEN = """\
#!/bin/sh
# A program whose files are exchanged while it runs may fail in the middle of a sale.
for exe in /proc/[0-9]*/exe; do
    case "$(readlink "$exe" 2>/dev/null)" in
    /usr/lib/kasir/*)
        echo "Kasir sedang terbuka. Tidak ada yang diubah. Tutup dulu, lalu coba lagi." >&2
        echo "The till is open. Nothing was changed. Close it first, then try again." >&2
        exit 1 ;;
    esac
done
exit 0
"""
DESKTOP = """\
[Desktop Entry]
Type=Application
Name=Kasir
Comment=Till of a fair's stand, without a network
Comment[id]=Kasir stan pameran, tanpa jaringan
Exec={program}
Icon=kasir
Categories=Office;Finance;
Terminal=false
"""
ABOUT_FOLDER = """\
Kasir {version}, tanpa pemasangan / without installation
  ./kasir      jendela kasir / the till's window
  ./pos-app    perintah / commands
Data: ~/.local/share/pos-app
"""


def dependencies() -> list[str]:
    """Return what the project needs on Linux, as pip reads it."""
    project = tomllib.loads((contents.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [text for text in project["dependencies"] if "win32" not in text]


def freeze(staged: Path, work: Path) -> Path:
    """Freeze both programs; return their folder. Raises ShipError."""
    python = make_environment(work / "venv")
    command = [str(python), "-m", "PyInstaller", "-y", "--log-level", "WARN"]
    command += ["--distpath", str(work / "dist"), "--workpath", str(work / "work")]
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    env["POS_APP_STAGED"] = str(staged)
    if subprocess.call([*command, str(HERE / "program.spec")], env=env):
        raise ShipError("PyInstaller failed; the reason is above.")
    folder = work / "dist" / "kasir"
    for library in folder.glob(UNICODE_DATA):
        icu_data.cut_library(library, work / "icu")
    libraries.prune(folder)
    (folder / "kasir").symlink_to("pos-app")
    return folder


def make_environment(folder: Path) -> Path:
    """Return the Python of an environment with what the programs need and PyInstaller, no more."""
    python = folder / "bin" / "python"
    wanted = [*dependencies(), "pyinstaller"]
    pins = (PROJECT_PINS, HERE / "constraints.txt")
    stamp, text = folder / "made.txt", "\n".join([*wanted, *(p.read_text("utf-8") for p in pins)])
    if stamp.is_file() and stamp.read_text("utf-8") == text:
        return python
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += [word for pin in pins for word in ("-c", str(pin))]
    if subprocess.call([*command, *wanted]):
        raise ShipError("The packages could not be installed; the reason is above.")
    stamp.write_text(text, "utf-8")
    return python


def make_deb(folder: Path, staged: Path, work: Path, target: Path) -> None:
    """Make the Debian package `target` from the frozen folder. Raises ShipError."""
    root = work / "deb"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder, root / INSTALLED, symlinks=True)
    (root / "usr/bin").mkdir()
    for name in ("kasir", "pos-app"):
        (root / "usr/bin" / name).symlink_to(f"../lib/kasir/{name}")
    applications = root / "usr/share/applications"
    applications.mkdir(parents=True)
    (applications / "kasir.desktop").write_text(DESKTOP.format(program="kasir"), "utf-8")
    put_icons(staged, root / "usr/share/icons/hicolor")
    manual.write_pages(root / "usr/share/man/man1")
    about = root / "usr/share/doc/kasir"
    about.mkdir(parents=True)
    shutil.copyfile(contents.ROOT / "LICENSE", about / "copyright")
    size = sum(path.lstat().st_size for path in root.rglob("*") if path.is_file())
    control = root / "DEBIAN"
    control.mkdir()
    facts = {"version": contents.version(), "kilobytes": size // 1024}
    wanted = {"depends": ", ".join(DEPENDS), "recommends": ", ".join(RECOMMENDS)}
    text = CONTROL.format(**wanted, **facts)
    (control / "control").write_text(text, "utf-8")
    for name in ("preinst", "prerm"):
        (control / name).write_text(REFUSE_WHILE_OPEN, "utf-8")
        (control / name).chmod(0o755)
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(target)]
    if subprocess.call(command, stdout=subprocess.DEVNULL):
        raise ShipError("The .deb could not be made; the reason is above.")


def put_icons(staged: Path, themes: Path) -> None:
    """Put the icon into the folders where desktops look for it."""
    for picture in sorted(staged.glob("kasir-*.png")):
        side = int(picture.stem.removeprefix("kasir-"))
        if side >= 48:
            place = themes / f"{side}x{side}" / "apps"
            place.mkdir(parents=True)
            shutil.copyfile(picture, place / "kasir.png")
    place = themes / "scalable" / "apps"
    place.mkdir(parents=True)
    shutil.copyfile(staged / "kasir.svg", place / "kasir.svg")


def make_folder(folder: Path, staged: Path, target: Path) -> None:
    """Make the tar.gz of a folder that runs wherever it is unpacked."""
    top = f"kasir-{contents.version()}"
    extra = folder.parent / "extra"
    shutil.rmtree(extra, ignore_errors=True)
    extra.mkdir()
    (extra / "kasir.desktop").write_text(DESKTOP.format(program="kasir"), "utf-8")
    (extra / "BACA-SAYA.txt").write_text(ABOUT_FOLDER.format(version=contents.version()), "utf-8")
    shutil.copyfile(staged / "kasir.svg", extra / "kasir.svg")
    with tarfile.open(target, "w:gz", compresslevel=9) as archive:
        archive.add(folder, top)
        for path in sorted(extra.iterdir()):
            archive.add(path, f"{top}/{path.name}")
