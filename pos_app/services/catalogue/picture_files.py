"""Opening picture files from outside: few formats, within limits of bytes, pixels, memory, time.

The decoders are other people's C, so a picture is only ever decoded in a process of its own.
Pillow's other formats are not tried: one of them runs a program on what it is given.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pos_app.bounded.child import read_in_child
from pos_app.bounded.files import read_bounded
from pos_app.errors import MachineError, PosError

if TYPE_CHECKING:
    from PIL import Image

T = TypeVar("T")

FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")
MAX_PHOTO_BYTES = 30_000_000
MAX_SIDE = 30_000
# A JPEG can be decoded smaller than it is; of the others every pixel takes four bytes.
MAX_PHOTO_PIXELS = 50_000_000
MAX_OTHER_PIXELS = 24_000_000
_OF_A_PICTURE = {
    "check_too_heavy": "photo_too_large",
    "check_too_long": "photo_too_large",
    "check_died": "photo_unreadable",
    "file_too_large": "photo_too_large",
    "file_not_found": "photo_unreadable",
    "file_unreadable": "photo_unreadable",
}


def read_picture(path: Path, work: Callable[[bytes], T]) -> T:
    """Return what `work`, a function of a module, makes of a picture's bytes in another process.

    Raises PosError `photo_unreadable`, `photo_too_large`, and what `work` raises, with the file's
    name; MachineError `reader_not_started`.
    """
    try:
        return read_in_child(work, read_bounded(path, MAX_PHOTO_BYTES))
    except MachineError:
        raise
    except PosError as error:
        raise as_picture_error(error, path.name) from error


def as_picture_error(error: PosError, name: str) -> PosError:
    """Return the error of a picture called `name` for what its reader said."""
    return PosError(_OF_A_PICTURE.get(error.code, error.code), file=name)


def decoded(data: bytes, mode: str, longest: int = MAX_SIDE) -> Image.Image:
    """Return the first frame of a picture, upright and in Pillow's `mode`.

    A JPEG may come smaller, but with its longer side no shorter than `longest` pixels. For use in a
    process with bounded memory only. Raises PosError `photo_unreadable`, `photo_too_large`.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a decoder's doubts are no reason to stop
            return _decoded(data, mode, longest)
    except (PosError, MemoryError):
        raise
    except Exception as error:
        # On damaged bytes the decoders raise errors of many types.
        raise PosError("photo_unreadable") from error


def _decoded(data: bytes, mode: str, longest: int) -> Image.Image:
    from PIL import Image, ImageOps

    try:
        image: Image.Image = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise PosError("photo_too_large") from error
    most = MAX_PHOTO_PIXELS if image.format == "JPEG" else MAX_OTHER_PIXELS
    if max(image.size) > MAX_SIDE or image.width * image.height > most:
        raise PosError("photo_too_large")
    image.draft(mode if mode in ("L", "RGB") else "RGB", (longest, longest))
    image.load()
    near = 4 * longest / max(image.size)
    if near < 1:  # the finer ways to shrink a picture would first copy it
        size = (round(image.width * near) or 1, round(image.height * near) or 1)
        image = image.resize(size, Image.Resampling.NEAREST)
    if max(image.size) > longest:
        image.thumbnail((longest, longest))
    ImageOps.exif_transpose(image, in_place=True)
    return image if image.mode == mode else image.convert(mode)
