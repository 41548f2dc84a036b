"""Days as codes, and the screens and sheets on which they stand, for tests of the office."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image

from pos_app.dayfile.reader import read_day
from pos_app.light.codes import ON_A_SCREEN, CodeSize, LightLabel, day_codes, make_codes
from pos_app.light.packing import pack_day
from pos_app.light.pictures import screen_png, screens_of


def label_of(file: bytes) -> LightLabel:
    """What the codes of a day file say of it."""
    day = read_day(file)
    head = day.head
    place = (head.event, head.stand, head.till, head.seat)
    return LightLabel(*place, head.day, head.revision, head.training, day.identity)


def codes_of(file: bytes, size: CodeSize | None = None, **told: object) -> list[bytes]:
    """The codes of a day file; `told` are things that they say and that are not so."""
    label = replace(label_of(file), **told)  # type: ignore[arg-type]
    return make_codes(pack_day(file), label, size) if size else day_codes(pack_day(file), label)


SMALL = CodeSize(115, ON_A_SCREEN)
"""So little in each code that a small day has many of them."""


def screens_of_day(file: bytes, *, small: bool = False) -> list[Image.Image]:
    """What a till shows of a day, screen by screen."""
    codes = codes_of(file, SMALL) if small else codes_of(file)
    screens, label = screens_of(codes), label_of(file)
    pngs = (screen_png(each, label, n, len(screens)) for n, each in enumerate(screens))
    return [Image.open(io.BytesIO(png)).convert("L") for png in pngs]


def halves(page: Image.Image) -> list[Image.Image]:
    """The upper and the lower half of a sheet, a little more of each, so that no code is cut."""
    width, height = page.size
    more = height * 11 // 20
    return [page.crop((0, 0, width, more)), page.crop((0, height - more, width, height))]


def strips(page: Image.Image, count: int) -> list[Image.Image]:
    """A long roll in as many pieces as it has codes, each with some of its neighbours."""
    width, height = page.size
    piece = height / count
    found = []
    for number in range(count):
        top, bottom = (number - 0.35) * piece, (number + 1.35) * piece
        found.append(page.crop((0, max(0, round(top)), width, min(height, round(bottom)))))
    return found
