"""The folder that both systems freeze from: resources with compiled texts, icon, version stamp.

python build_spec/ship/stage.py FOLDER    make it (with the project's Python, which has Qt)
python build_spec/ship/stage.py --icon    draw resources/icons/kasir.png anew from kasir.svg
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import contents

DRAWN = Path(__file__).with_name("kasir.svg")
WINDOW_ICON = contents.ROOT / "resources" / "icons" / "kasir.png"
SIZES = (16, 24, 32, 48, 64, 128, 256)
"""Pixels of the pictures in the Windows icon; Linux takes those from 48 on."""

VERSION_STAMP = """
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004,
    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable('042104B0', [
      StringStruct('CompanyName', 'Kasir'),
      StringStruct('FileDescription', 'Kasir, kasir stan pameran tanpa jaringan'),
      StringStruct('FileVersion', '{version}'),
      StringStruct('ProductName', 'Kasir'),
      StringStruct('ProductVersion', '{version}')])]),
    VarFileInfo([VarStruct('Translation', [0x0421, 1200])])
  ]
)
"""


def png_of(side: int) -> bytes:
    """Return the program's icon as a PNG of `side` by `side` pixels."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWN)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    into = QByteArray()
    buffer = QBuffer(into)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(into.data())


def write_icons(folder: Path) -> None:
    """Write kasir.ico, kasir.svg and kasir-SIDE.png into `folder`."""
    from PIL import Image

    pictures = []
    for side in SIZES:
        png = png_of(side)
        (folder / f"kasir-{side}.png").write_bytes(png)
        pictures.append(Image.open(io.BytesIO(png)))
    sizes = [(side, side) for side in SIZES]
    pictures[-1].save(folder / "kasir.ico", sizes=sizes, append_images=pictures[:-1])
    shutil.copyfile(DRAWN, folder / "kasir.svg")


def stage(folder: Path) -> None:
    """Make the folder anew."""
    shutil.rmtree(folder, ignore_errors=True)
    for source, _ in contents.DATA:
        shutil.copytree(contents.ROOT / source, folder / source)
    translations = contents.ROOT / "build_spec" / "translations.py"
    texts = folder / "resources" / "i18n"
    subprocess.run(
        [sys.executable, str(translations), "release", str(texts)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    write_icons(folder)
    stamp = VERSION_STAMP.format(numbers=contents.version_numbers(), version=contents.version())
    (folder / "version.txt").write_text(stamp, "utf-8")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if sys.argv[1:] == ["--icon"]:
        WINDOW_ICON.write_bytes(png_of(128))
    else:
        stage(Path(sys.argv[1]))
