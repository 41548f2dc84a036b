"""Screenshots of every scene: the command `pos-app gallery DIR`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pos_app.languages import LANGUAGES
from pos_app.logs import silence_console
from pos_app.paths import own_command

LARGE, SMALL = (1366, 768), (1024, 600)


@dataclass(frozen=True, slots=True)
class Variant:
    """A language, theme, window size (pixels) and screen scale (2 for 200 %) for all scenes."""

    name: str
    language: str = "id"
    theme: str = "light"
    size: tuple[int, int] = LARGE
    scale: int = 1


VARIANTS = (
    *(Variant(f"{code}-light-1366", language=code) for code in LANGUAGES),
    Variant("id-dark-1366", theme="dark"),
    Variant("id-contrast-1366", theme="contrast"),
    Variant("id-light-1024", size=SMALL),
    Variant("id-light-200", scale=2),
)


def take(folder: Path, variant: Variant) -> list[Path]:
    """Save every scene of one variant as PNG files in `folder`/variant; return their paths."""
    from ui.application import make_application
    from ui.gallery.scenes import SCENES
    from ui.gallery.stage import Stage, make_stand

    app = make_application()
    into = folder / variant.name
    into.mkdir(parents=True, exist_ok=True)
    taken = []
    with tempfile.TemporaryDirectory() as home, make_stand(Path(home) / "till") as shop:
        stage = Stage(app, shop, variant.language, variant.theme, variant.size)
        for name, scene in SCENES.items():
            widget = scene(stage)
            stage.process_events()
            path = into / f"{name}.png"
            widget.grab().save(str(path))
            taken.append(path)
            stage.clear()
        stage.close()
    return taken


def take_all(folder: Path) -> int:
    """Run every variant in its own process, as Qt fixes the scale at its start.

    Returns the exit status of the first process that fails, else 0.
    """
    for variant in VARIANTS:
        command = [*own_command(), "gallery", str(folder), "--only", variant.name]
        scale = {"QT_SCALE_FACTOR": str(variant.scale)}
        home = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **scale}
        done = subprocess.run(command, env=home, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            sys.stderr.write(done.stderr)
            return done.returncode
        print(f"{variant.name}: {len(list((folder / variant.name).glob('*.png')))}")
    return 0


def take_one(folder: Path, name: str) -> int:
    """Run the variant called `name` in this process; return the exit status."""
    silence_console()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for variant in VARIANTS:
        if variant.name == name:
            take(folder, variant)
            return 0
    return 2
