"""Renders labels as raster for a thermal label printer with ESC/POS."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PIL import Image

from pos_app.errors import PosError
from pos_app.paths import resources_dir
from pos_app.printing.escpos import INIT, LEAVE_CHINESE, raster_of
from pos_app.printing.preview import Picture

Gap = Literal["form_feed", "mark"]
DEFAULT = "label48"
_GAPS: dict[Gap, bytes] = {"form_feed": b"\x0c", "mark": b"\x1d\x0c"}
_THRESHOLD = 127  # grey values up to this become a dot; bars must not be dithered


@dataclass(frozen=True, slots=True)
class LabelPrinterKind:
    """A kind of label printer.

    `head_mm` is the printable width; `gap` is the command that moves to the next label.
    """

    key: str
    name: str
    head_mm: int
    gap: Gap


@lru_cache(maxsize=1)
def kinds() -> dict[str, LabelPrinterKind]:
    """Return every kind of label printer by key, the most common first."""
    with (resources_dir() / "label_printers.toml").open("rb") as file:
        read = tomllib.load(file)
    return {key: LabelPrinterKind(key, **facts) for key, facts in read.items()}


def kind(key: str) -> LabelPrinterKind:
    """Return the kind with that key. Raises PosError `printer_kind_unknown`."""
    found = kinds().get(key)
    if found is None:
        raise PosError("printer_kind_unknown", kind=key[:40])
    return found


def to_label_roll(pages: Iterable[Picture], printer: LabelPrinterKind) -> bytes:
    """Return the printer bytes for `pages`, each one row of labels at the printer's resolution."""
    parts = [INIT + LEAVE_CHINESE]
    for page in pages:
        image = Image.frombytes("RGB", (page.width, page.height), page.pixels)
        dots = image.convert("L").point(lambda grey: 255 if grey > _THRESHOLD else 0).convert("1")
        parts.append(raster_of(dots) + _GAPS[printer.gap])
    return b"".join(parts)
