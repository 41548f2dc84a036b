"""Opening picture files from outside, within limits of bytes and pixels."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.errors import PosError

if TYPE_CHECKING:
    from PIL import Image

MAX_PHOTO_BYTES = 30_000_000
MAX_PHOTO_PIXELS = 50_000_000


def open_picture(path: Path, mode: str) -> Image.Image:
    """Opens a picture upright in Pillow's `mode`; it is decoded only within the limits.

    Raises PosError `photo_unreadable`, `photo_too_large`.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    bomb = (Image.DecompressionBombWarning, Image.DecompressionBombError)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            if path.stat().st_size > MAX_PHOTO_BYTES:
                raise PosError("photo_too_large", file=path.name)
            with Image.open(path) as image:
                if image.width * image.height > MAX_PHOTO_PIXELS:
                    raise PosError("photo_too_large", file=path.name)
                return ImageOps.exif_transpose(image).convert(mode)
    except bomb as error:
        raise PosError("photo_too_large", file=path.name) from error
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError) as error:
        raise PosError("photo_unreadable", file=path.name) from error
