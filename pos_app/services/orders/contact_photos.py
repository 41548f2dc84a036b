"""Pictures that go into a sealed contact: a card, a sketch, made small enough to be kept."""

from __future__ import annotations

import io
from pathlib import Path

from pos_app.domain.contact import MAX_PHOTO
from pos_app.errors import PosError
from pos_app.services.catalogue.picture_files import decoded, read_picture

SIDES = (1_200, 1_000, 800, 640, 480, 320)
"""Longest sides that are tried, in pixels: the writing on a card is read at the first."""
QUALITY = 70


def contact_photo(path: str | Path) -> bytes:
    """Return a picture as a JPEG of at most `MAX_PHOTO` bytes; takes a while, and needs no till.

    Raises PosError `photo_unreadable`, `photo_too_large`, `contact_photo_large`; MachineError
    `reader_not_started`.
    """
    return read_picture(Path(path), _small_enough)


def _small_enough(data: bytes) -> bytes:
    for side in SIDES:
        image = decoded(data, "RGB", side)
        into = io.BytesIO()
        image.save(into, "JPEG", quality=QUALITY, optimize=True)
        if into.tell() <= MAX_PHOTO:
            return into.getvalue()
    raise PosError("contact_photo_large", limit=MAX_PHOTO)
