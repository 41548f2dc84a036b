"""Takes the pictures of the guide anew: the scenes that its pages show, in their language.

    python build_spec/guide.py

They are written beside the pages in `resources/guide`, small enough to be kept in the repository.
Some of them make the moving picture of a day in README.md.
"""

from __future__ import annotations

import os
import sys
import tempfile
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COLORS = 64
DAY = ROOT / "docs" / "screenshots" / "day.gif"
FRAMES = (
    "sell-cart",
    "pay-cash",
    "pay-qris",
    "till-count",
    "till-stick",
    "office-half",
    "office-settlement",
)
FRAME_MS = 2_200


def pictures_of(language: str) -> list[str]:
    """Return the files of the pictures that the guide shows in `language`, each once."""
    from pos_app.guide import PAGES, BlockKind, read_page

    blocks = [block for name in PAGES for block in read_page(name, language).blocks]
    return sorted({block.file for block in blocks if block.kind is BlockKind.PICTURE})


def take(language: str) -> list[Path]:
    """Take the pictures of one language; return their paths."""
    from pos_app.guide import guide_dir
    from ui.application import make_application
    from ui.gallery.pictures import SMALL
    from ui.gallery.scenes import SCENES
    from ui.gallery.stage import Stage, make_stand

    app, folder, taken = make_application(), guide_dir(language), []
    wanted = {Path(file).stem for file in pictures_of(language)}
    with tempfile.TemporaryDirectory() as home, make_stand(Path(home) / "till") as shop:
        stage = Stage(app, shop, language, "light", SMALL)
        # In the order of the scenes: the last ones close the day.
        for name in (each for each in SCENES if each in wanted):
            widget = SCENES[name](stage)
            stage.process_events()
            path = folder / f"{name}.png"
            path.write_bytes(small_png(_grabbed(widget)))
            taken.append(path)
            stage.clear()
        stage.close()
    return taken


def _grabbed(widget: object) -> bytes:
    from PySide6.QtCore import QBuffer
    from PySide6.QtWidgets import QWidget

    assert isinstance(widget, QWidget)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return bytes(buffer.data().data())


def small_png(png: bytes) -> bytes:
    """Return the picture with a palette of few colours, a fifth of its size."""
    from PIL import Image

    buffer = BytesIO()
    with Image.open(BytesIO(png)) as picture:
        few = picture.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
        few.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def write_day(folder: Path) -> None:
    """Write the moving picture of a day from the pictures in `folder`."""
    from PIL import Image

    frames = []
    for name in FRAMES:
        with Image.open(folder / f"{name}.png") as picture:
            frames.append(picture.copy())
    first, *others = frames
    first.save(DAY, save_all=True, append_images=others, duration=FRAME_MS, loop=0)


def main() -> int:
    """Take the pictures of every language, and drop those that no page shows."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    from pos_app.guide import guide_dir
    from pos_app.languages import DEFAULT_LANGUAGE, LANGUAGES

    for language in LANGUAGES:
        kept = take(language)
        for path in set(guide_dir(language).glob("*.png")) - set(kept):
            path.unlink()
        size = sum(path.stat().st_size for path in kept)
        print(f"{language}: {len(kept)} pictures, {size // 1024} KB")
    write_day(guide_dir(DEFAULT_LANGUAGE))
    return 0


if __name__ == "__main__":
    sys.exit(main())
